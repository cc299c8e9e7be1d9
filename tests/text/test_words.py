"""Tokens: joined they are the text, and a border never falls where a reader would not put one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.text.tokens import fold_token, phrases, tokenize


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024年6月3日に", ["2024年6月3日", "に"]),
        ("令和7年版", ["令和7年", "版"]),
        ("2019年(令和元年)以降", ["2019年(令和元年)", "以降"]),
        ("8か国が", ["8か国", "が"]),
        ("1億2,000万円を", ["1億2,000万円", "を"]),
        ("7.2%増", ["7.2%", "増"]),
        ("第3位", ["第3位"]),
        ("Su-57戦闘機", ["Su-57", "戦闘機"]),
        ("機構(ETO:Eastern Treaty Organization)は", ["機構", "(ETO:Eastern Treaty Organization)", "は"]),
        ("「外洋の盾」を", ["「外洋の盾」", "を"]),
        ("及び各国", ["及び", "各国"]),
        ("$4.5 billion was", ["$4.5 billion", " ", "was"]),
        ("on 3 April 2025,", ["on", " ", "3 April 2025", ","]),
        ("the 21st century's", ["the", " ", "21st", " ", "century's"]),
        ("👩\u200d👩\u200d👧と", ["👩\u200d👩\u200d👧", "と"]),
        ("https://mod.example/a?b=1 を", ["https://mod.example/a?b=1", " ", "を"]),
    ],
)
def test_words_as_a_reader_sees_them(text: str, words: list[str]) -> None:
    assert tokenize(text) == words


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=80))
def test_joined_words_are_the_text(text: str) -> None:
    assert "".join(tokenize(text)) == text


@given(st.text(max_size=10))
def test_a_folded_word_folds_to_itself(token: str) -> None:
    assert fold_token(fold_token(token)) == fold_token(token)


# What the words of a text are made of, so that signs that may belong together often meet.
PIECES = (
    *"、。をがは（(「『“)）」』”0１2年月日度国隻一三余り又並若及ー・ア:.'- ",
    *("the ", "of ", "and ", "km ", "miles ", "million ", "May ", "Fig. ", "http://", "および", "およそ", "カ国", "つ"),
    *("\u3099", "\u200d", "\ufe00", "🏽", "\u3000", "\t"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=24).map("".join))
@settings(max_examples=600)
def test_the_words_of_a_text_are_those_of_its_phrases(text: str) -> None:
    cut = phrases(text)
    assert "".join(cut) == text
    assert [word for phrase in cut for word in tokenize(phrase)] == tokenize(text)


def test_hostile_runs_take_linear_time_to_tokenize() -> None:
    for run in (
        "1" * 200_000,
        "(" * 100_000,
        "「" * 100_000,
        "ア・" * 100_000,
        "A-" * 100_000,
        "(AB:" * 30_000,
        "漢" * 200_000,
    ):
        assert "".join(tokenize(run)) == run
