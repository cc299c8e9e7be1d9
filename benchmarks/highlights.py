"""What a reader would not have drawn: `python benchmarks/highlights.py SHARED` counts cuts and islands in real pairs.

A cut is a border of a highlight inside a number, a katakana word or a Latin word; an island is a kept stretch of one or
two characters between two highlights. Every changed pair of ict-2 and nss-1 is looked at; both counts are to be 0.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from wpdiff.model.comparison import Comparison, Edit, Op  # noqa: E402
from wpdiff.walk import compare  # noqa: E402

PAIRS = {
    "ict-2": ("ict-white-paper/r1", "ict-white-paper/r2"),
    "nss-1": ("us-nss/1994", "us-nss/1995"),
}
ISLAND = 2
# A border between two characters of one of these kinds cuts a word or a number in two.
_WITHIN = re.compile("[0-9０-９]{2}|[A-Za-zＡ-Ｚａ-ｚ]{2}|[ァ-ヺー]{2}|[ｦ-ﾟ]{2}")


def scripts(comparison: Comparison) -> Iterator[Sequence[Edit]]:
    """The edit scripts of all changes that have both sides."""
    for change in comparison.changes:
        if change.at_old and change.at_new and any(edit.op is not Op.KEEP for edit in change.edits):
            yield change.edits


def cuts(edits: Sequence[Edit]) -> int:
    """How many borders between kept and changed text stand inside a word or a number, in either text."""
    return sum(_borders_inside([edit for edit in edits if edit.op is not gone]) for gone in (Op.INSERT, Op.DELETE))


def _borders_inside(edits: Sequence[Edit]) -> int:
    return sum(bool(_WITHIN.fullmatch(one.text[-1] + other.text[0])) for one, other in pairwise(edits))


def islands(edits: Sequence[Edit]) -> int:
    """How many kept stretches of one or two characters stand between two changes."""
    inner = edits[1:-1]
    return sum(edit.op is Op.KEEP and len("".join(edit.text.split())) <= ISLAND for edit in inner)


def count(documents: Path, name: str) -> tuple[int, int, int]:
    """How many edit scripts a pair has, and how many cuts and islands are in them."""
    old, new = PAIRS[name]
    drawn = list(scripts(compare(documents / old, documents / new)))
    return len(drawn), sum(map(cuts, drawn)), sum(map(islands, drawn))


def main() -> int:
    """Count in all pairs; 1 where there is anything to count."""
    documents = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared") / "documents"
    found = 0
    for name in PAIRS:
        scripted, cut, lone = count(documents, name)
        found += cut + lone
        print(f"{name}: {scripted} edit scripts, {cut} cuts inside a word or a number, {lone} islands")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
