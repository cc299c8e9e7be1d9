"""The plug-ins that scorers call answer as DESIGN's contract says, through the code that `wpdiff compare` runs."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import adapters  # noqa: E402

CASES = [
    json.loads(line)
    for line in (ROOT / "tests" / "text" / "normalize_cases.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_the_two_keys_tell_silent_editorial_and_substantive_differences_apart(case: dict[str, str]) -> None:
    old, new = (adapters.keys(case[side], case["lang"]) for side in ("a", "b"))
    level = "silent" if old[0] == new[0] else "editorial" if old[1] == new[1] else "substantive"
    assert level == case["level"], case["why"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_silent_or_editorial_difference_is_classified_as_editorial(case: dict[str, str]) -> None:
    answer = adapters.classify_change(case["a"], case["b"], case["lang"])
    assert (answer["significance"] == "editorial") == (case["level"] != "substantive"), case["why"]


def test_a_silent_difference_is_editorial() -> None:
    answer = adapters.classify_change("２０２５年", "2025年", "ja")
    assert answer == {"significance": "editorial", "categories": ["editorial_width"]}
    assert adapters.classify_change("2025年", "2025年", "ja") == {"significance": "editorial", "categories": []}


def test_a_statement_of_one_side_is_classified_by_what_it_tells() -> None:
    added = adapters.classify_change(None, "両国は通商条約に署名した。", "ja")
    removed = adapters.classify_change("両国は通商条約に署名した。", None, "ja")
    assert added["categories"] == removed["categories"] == ["treaty_signed"]


def test_spans_are_ranges_of_tokens() -> None:
    old, new = "the old pact was signed".split(), "the pact was signed in May".split()
    assert adapters.spans(old, new) == [((1, 2), None), (None, (4, 6))]


def test_sentences_are_split_as_printed() -> None:
    block = "首相は「終わった。次だ。」と述べた。外相は応じた。"
    assert adapters.split(block, "ja") == ["首相は「終わった。次だ。」と述べた。", "外相は応じた。"]


def test_two_lists_of_statements_are_aligned() -> None:
    old = ["両国は通商条約に署名した。", "艦隊は港に戻った。"]
    new = ["両国は通商条約に署名した。", "議会は予算を可決した。"]
    assert adapters.align(old, new) == [([0], [0]), ([1], []), ([], [1])]
