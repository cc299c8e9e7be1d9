"""Figures: a text is looked at only where one can begin, and none is passed over for that."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.changes import figures
from wpdiff.changes.figures import bare_marks, read_figures

JAPANESE = (
    *"第0159一二十百千万億兆〇数何国隻機部章条つのをはが、。,.-:%いる ",
    *("か国", "カ国", "年連続", "度目", "km", "図表", "表", "別紙", "写真", "Figure ", "fig.", "http://x", "ivx", "ſ"),
)
ENGLISH = (
    *("two ", "twenty", "-three", " hundred", " thousand", " million", " percent", " per cent", "%", "$", "€", "third"),
    *(
        "one ",
        "a ",
        "half",
        " of ",
        "the ",
        "tenfold",
        "doubled",
        "ranked ",
        "st",
        "nd",
        "th",
        "1",
        "25",
        "1,234",
        ".5",
    ),
    *(" dollars", " us dollars", "table ", "chart", "annexes ", "section ", "xi", "attended", ". ", ", ", "-", " "),
)


@given(st.lists(st.sampled_from(JAPANESE), max_size=16).map("".join))
@settings(max_examples=600)
def test_japanese_figures_begin_where_they_are_looked_for(text: str) -> None:
    assert spans(figures._matches(figures._JA_BEGINNING, figures._JA, text)) == spans(figures._JA.finditer(text))


@given(st.lists(st.sampled_from(ENGLISH), max_size=16).map("".join))
@settings(max_examples=600)
def test_english_figures_are_those_of_the_whole_pattern(text: str) -> None:
    found = [(one.start, one.end) for one in figures._english(text)]
    assert found == spans(figures._EN.finditer(text))


@given(st.lists(st.sampled_from(JAPANESE + ENGLISH), max_size=16).map("".join))
@settings(max_examples=600)
def test_labels_and_bare_marks_begin_where_they_are_looked_for(text: str) -> None:
    labels = figures._matches(figures._LABEL_BEGINNING, figures._LABEL, text)
    assert spans(labels) == spans(figures._LABEL.finditer(text))
    assert list(bare_marks(text)) == spans(figures._BARE_MARK.finditer(text))


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("1億2,000万円を計上し、八か国が参加した。", "ja", ["120000000 円", "8 か国"]),
        ("第58回会合が2回開かれ、3割を占めた。", "ja", ["58 第回", "2 回", "30 %"]),
        ("図表3に示す4隻", "ja", ["4 隻"]),
        ("twenty-three ships and $2.4 billion, up 5 percent", "en", ["23", "2400000000 $", "5 %"]),
        ("threequarters of the ports", "en", ["75 %"]),
        ("table 3 lists two-thirds of 40 ports", "en", ["66.7 %", "40"]),
    ],
)
def test_what_figures_say(text: str, language: str, said: list[str]) -> None:
    assert [one.says for one in read_figures(text, (), language)] == said


def spans(matches: object) -> list[tuple[int, int]]:
    assert hasattr(matches, "__iter__")
    return [match.span() for match in matches if isinstance(match, re.Match)]
