"""Silent keys: what they join and what they must keep apart."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.text.normalize import to_key

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "normalize_cases.jsonl").read_text(encoding="utf-8").splitlines()
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_two_texts_share_a_key_exactly_when_they_differ_silently(case: dict[str, str]) -> None:
    first, second = (to_key(case[side], language=case["lang"]) for side in ("a", "b"))
    assert (first == second) == (case["level"] == "silent"), case["why"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("２０２５年", "2025年"),  # width
        ("ﾊﾟﾄﾛｰﾙ", "パトロール"),  # half-width katakana with its mark
        ("か\u3099ん", "がん"),  # a combining voiced mark
        ("2〜3年", "2～3年"),  # wave dashes
        ("SM―3", "SM-3"),  # dashes
        ("イノベ―ション", "イノベーション"),  # a dash typed for the long vowel
        ("1,000人", "1000人"),  # digit grouping
        ("防衛 装備 の", "防衛装備の"),  # spaces that Japanese does not mean
        ("ASEAN 諸国", "ASEAN諸国"),
        ("署名\nした", "署名した"),  # a moved line break
        ("the treaty\nwas signed", "the treaty was signed"),
        ("suspen-\nsion", "suspension"),  # a hyphen at a line's end
        ("としている。", "としている"),  # the stop that a note mark replaced
        ("葛\U000e0100", "葛"),  # a variation selector
        ("co\u00adoperation", "cooperation"),  # a soft hyphen
        ("⻑官", "長官"),  # a radical that looks like the letter
        ("露，中", "露、中"),  # comma styles
        ("“pact”", '"pact"'),  # quotation marks
    ],
)
def test_what_no_reader_would_call_different_is_one_key(one: str, other: str) -> None:
    assert to_key(one, language="ja") == to_key(other, language="ja")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("①1隻", "11隻"),  # a circled number is no digit
        ("10²km", "102km"),  # nor is a raised one
        ("1½倍", "11/2倍"),
        ("re-sign the pact", "resign the pact"),
        ("「共和国」側", "共和国側"),  # quotation marks that distance
        ("united states", "United States"),
        ("1,234", "1234.5"),
        ("3.5%", "35%"),
        ("2～3年", "23年"),
        ("甲\t12", "甲1\t2"),  # table cells
        ("ロシアなど", "ロシア"),
    ],
)
def test_what_a_reader_would_see_is_kept_apart(one: str, other: str) -> None:
    assert to_key(one, language="ja") != to_key(other, language="ja")


def test_note_marks_are_left_out() -> None:
    assert to_key("条約機構4（CDO）", language="ja", cuts=[(4, 5)]) == to_key(
        "条約機構12（CDO）", language="ja", cuts=[(4, 6)]
    )


TEXTS = st.text(max_size=60) | st.lists(
    st.sampled_from(
        [
            "条約",
            " ",
            "\u3000",
            ",",
            "，",
            "1",
            "000",
            "-",
            "ー",
            "ア",
            "ｱﾞ",
            "。",
            "①",
            "½",
            "\t",
            "\n",
            "a",
            "…",
            "～",
            "゛",
        ]
    ),
    max_size=20,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_key_keyed_again_is_the_same(text: str) -> None:
    key = to_key(text, language="ja")
    assert to_key(key, language="ja") == key


def test_hostile_runs_take_linear_time_to_key() -> None:
    for run in ("1," * 100_000, "〇" * 200_000, "ア-" * 100_000, " \n" * 100_000, "゛" * 100_000):
        assert isinstance(to_key(run, language="ja"), str)
