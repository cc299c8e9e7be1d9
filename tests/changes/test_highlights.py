"""Highlights drawn by hand before any output was seen, and what no reader would draw: cuts and islands."""

import re
import sys
from pathlib import Path

import pytest

from wpdiff.changes.inline import edit_script
from wpdiff.model.comparison import Op

ROOT = Path(__file__).parents[2]
SIGNS = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
AS_DRAWN = 0.95  # of the highlights must be the hand's, to the character


def drawings(language: str) -> list[tuple[str, str]]:
    """What each line is about, and the marked text."""
    lines = (ROOT / "tests" / "cases" / "highlights" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    return [(about, marked) for about, marked in (line.split("\t") for line in lines)]


def sides(marked: str) -> tuple[str, str]:
    old = re.sub(r"\[-(.*?)-\]", r"\1", re.sub(r"\{\+.*?\+\}", "", marked))
    new = re.sub(r"\{\+(.*?)\+\}", r"\1", re.sub(r"\[-.*?-\]", "", marked))
    return old, new


@pytest.mark.parametrize("language", ["ja", "en"])
def test_nearly_all_highlights_are_those_of_a_careful_hand(language: str) -> None:
    rows = drawings(language)
    drawn = [
        "".join(f"{SIGNS[edit.op][0]}{edit.text}{SIGNS[edit.op][1]}" for edit in edit_script(*sides(marked)))
        for _, marked in rows
    ]
    others = [(about, marked, here) for (about, marked), here in zip(rows, drawn, strict=True) if here != marked]
    assert len(others) <= (1 - AS_DRAWN) * len(rows), others


@pytest.mark.parametrize("pair", ["ict-2", "nss-1"])
def test_no_highlight_of_a_real_pair_cuts_a_word_or_leaves_an_island(pair: str, shared: Path) -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import highlights

    assert highlights.count(shared / "documents", pair)[1:] == (0, 0)


def test_cuts_and_islands_are_counted() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import highlights

    from wpdiff.model.comparison import Edit

    cut = [Edit(op=Op.KEEP, text="約1"), Edit(op=Op.INSERT, text="2"), Edit(op=Op.KEEP, text="隻")]
    assert highlights.cuts(cut) == 1
    island = [Edit(op=Op.DELETE, text="甲"), Edit(op=Op.KEEP, text="の"), Edit(op=Op.INSERT, text="乙")]
    assert highlights.islands(island) == 1
