"""Draw named findings and editorial changes of real pairs to be judged by hand, and score what was judged.

python benchmarks/judge_changes.py draw [--seed TEXT] [--count 100] [--shared ../shared]   prints what is to be read
python benchmarks/judge_changes.py score [--shared ../shared]                               scores judged/changes.tsv

A line of `judged/changes.tsv` is: pair, change id, category ("editorial" for an editorial change), verdict. A named
finding is `right` or `wrong`; an editorial change is `fine`, or `wanted` by a reader of the substance. No text is kept.
"""

from __future__ import annotations

import argparse
import random
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from wpdiff.model.comparison import Change, Comparison, Op, Significance
from wpdiff.walk import compare

ROOT = Path(__file__).parents[1]
JUDGED = ROOT / "benchmarks" / "judged" / "changes.tsv"
PAIRS = {
    "ict-2": ("ict-white-paper/r1", "ict-white-paper/r2"),
    "nss-1": ("us-nss/1994", "us-nss/1995"),
    "law-1": ("law-ja/jieitaiho/2013-12", "law-ja/jieitaiho/2015-12"),
}
EDITORIAL = "editorial"
_MARKS = {Op.KEEP: "{}", Op.DELETE: "[-{}-]", Op.INSERT: "{{+{}+}}"}


class Told(NamedTuple):
    """One thing that a comparison tells: a named finding of a change, or that it is editorial."""

    pair: str
    change: str
    category: str


class Judged(NamedTuple):
    """What a reader said of it."""

    told: Told
    verdict: str


@lru_cache(maxsize=1)
def comparisons(shared: Path) -> dict[str, Comparison]:
    """The pairs, compared."""
    documents = shared / "documents"
    return {name: compare(documents / old, documents / new) for name, (old, new) in PAIRS.items()}


def told_of(name: str, comparison: Comparison) -> Iterator[Told]:
    """Every named finding and every editorial change of a pair, each once."""
    for change in comparison.changes:
        if change.muted:
            continue
        if change.significance is Significance.EDITORIAL:
            yield Told(name, change.id, EDITORIAL)
            continue
        named = [one.category for one in change.findings if one.significance is not Significance.EDITORIAL]
        yield from (Told(name, change.id, one) for one in dict.fromkeys(named) if one != "other_substance")


def draw(shared: Path, seed: str, count: int) -> list[Told]:
    """So many named findings and so many editorial changes, the same for the same seed and the same comparisons."""
    pool = sorted(one for name, comparison in comparisons(shared).items() for one in told_of(name, comparison))
    editorial = [one for one in pool if one.category == EDITORIAL]
    named = [one for one in pool if one.category != EDITORIAL]
    chosen = random.Random(seed)  # noqa: S311  a draw that can be repeated, no secret
    return [one for kind in (named, editorial) for one in chosen.sample(kind, min(count, len(kind)))]


def read_judged() -> list[Judged]:
    """What was judged so far."""
    lines = JUDGED.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Judged(Told(pair, change, category), verdict) for pair, change, category, verdict in rows]


def score(shared: Path) -> dict[str, float]:
    """Of what was judged and is still told: the share of named findings that are right, and what is wanted wrongly."""
    still = {one for name, comparison in comparisons(shared).items() for one in told_of(name, comparison)}
    there = {(name, change.id) for name, comparison in comparisons(shared).items() for change in comparison.changes}
    judged = [one for one in read_judged() if one.told[:2] in there]  # another pairing is another change
    kept = [one for one in judged if one.told in still]
    counts = {verdict: sum(one.verdict == verdict for one in kept) for verdict in ("right", "wrong", "fine", "wanted")}
    right = sum(one.verdict == "right" for one in judged)
    return {
        "named_right": counts["right"] / max(counts["right"] + counts["wrong"], 1),
        "right_kept": counts["right"] / max(right, 1),
        "editorial_fine": counts["fine"] / max(counts["fine"] + counts["wanted"], 1),
        "editorial_wanted": counts["wanted"],
    }


def _print(told: Told, comparison: Comparison) -> None:
    change = next(one for one in comparison.changes if one.id == told.change)
    cues = [
        f"{'gone ' if one.gone else ''}{one.status} {[(cue.cue, cue.says) for cue in one.evidence]}"
        for one in change.findings
        if told.category in (one.category, EDITORIAL)
    ]
    print(f"{told.pair}\t{told.change}\t{told.category}\t{change.significance.value} {'; '.join(cues)}")
    print("    " + _marked(change).replace("\n", " "))


def _marked(change: Change) -> str:
    return "".join(_MARKS[edit.op].format(edit.text) for edit in change.edits)


def _commit() -> str:
    found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    return found.stdout.strip()


def main() -> None:
    """Print a draw, or the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("draw", "score"))
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--seed", default="")
    parser.add_argument("--count", type=int, default=100)
    arguments = parser.parse_args()
    if arguments.what == "score":
        for name, value in score(arguments.shared).items():
            print(f"{name} = {value:.4g}")
        return
    seed = arguments.seed or _commit()
    print(f"# seed {seed}")
    for told in draw(arguments.shared, seed, arguments.count):
        _print(told, comparisons(arguments.shared)[told.pair])


if __name__ == "__main__":
    main()
