"""A reference that points elsewhere names both of its targets, in every text that people read."""

from pathlib import Path

import pytest

from wpdiff.report import RenderOptions, render
from wpdiff.walk import compare

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize("format_name", ["md", "terminal", "html"])
@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("reference-same-words-elsewhere-ja", ["第2節 カレリス", "第2節 リモア", "指す先"]),
        ("reference-elsewhere-en", ["Section 2 Kalleris", "Section 4 Vest Federation", "points elsewhere"]),
    ],
)
def test_both_targets_are_told(format_name: str, case: str, words: list[str]) -> None:
    comparison = compare(CASES / case / "old.txt", CASES / case / "new.txt")
    text = " ".join(render(comparison, format=format_name, options=RenderOptions(width=400)).split())
    assert all(word in text for word in words)
