"""What dates say, and note marks told from figures."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.text import dates_en, dates_ja, footmarks
from wpdiff.text.dates import DateContext, read_dates
from wpdiff.text.footmarks import find_note_marks


def says(text: str, language: str = "ja", **context: int) -> list[tuple[str, str]]:
    readings, _ = read_dates(text, language=language, context=DateContext(**context))
    return [(text[one.start : one.end], one.says) for one in readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年6月3日に", [("2024年6月3日", "2024-06-03")]),
        ("２０２４年６月", [("２０２４年６月", "2024-06")]),
        ("令和7年3月", [("令和7年3月", "2025-03")]),
        ("平成元年", [("平成元年", "1989")]),
        ("12(平成24)年5月", [("12(平成24)年5月", "2012-05")]),
        ("2019年(令和元年)5月", [("2019年(令和元年)5月", "2019-05")]),
        ("2024年度予算", [("2024年度", "FY2024")]),
        ("90年代", [("90年代", "1990s")]),
        ("2023年11月から12月には", [("2023年11月", "2023-11"), ("12月", "2023-12")]),
        # the year before stands in the sentence before; 同年 follows it
        (
            "2021年1月に脱退した。同年2月、翌年3月に",
            [("2021年1月", "2021-01"), ("同年2月", "2021-02"), ("翌年3月", "2022-03")],
        ),
        # a year that something is "since" is not what the sentence is about
        (
            "2023年3月、2016年以来となる構想を承認した。同年5月",
            [("2023年3月", "2023-03"), ("2016年", "2016"), ("同年5月", "2023-05")],
        ),
        # what is quoted leaves no date behind
        ("2023年に「2030年までに」と述べ、同年", [("2023年", "2023"), ("2030年", "2030"), ("同年", "2023")]),
        # durations and comparisons are no dates
        ("5年間、30年以上、2年連続、4年ぶり、前年比", []),
        # no date begins in the middle of a number, but one behind a range's sign
        ("32024年、2015月、１２０3日", []),
        ("2019～23年4月05日", [("2019", "2019"), ("23年4月", "2023-04")]),
    ],
)
def test_japanese_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert says(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 3 April 2025 it left.", [("3 April 2025", "2025-04-03")]),
        ("On April 3, 2025, it left.", [("April 3, 2025", "2025-04-03")]),
        ("in April 2025", [("April 2025", "2025-04")]),
        ("in FY2024 and the 1990s", [("FY2024", "FY2024"), ("1990s", "1990s")]),
        (
            "In 2023 it rose. In December of that year",
            [("2023", "2023"), ("December of that year", "2023-12")],
        ),
        ("It may rise to 1,995 in March order.", [("March", "")]),
        ("They march on; it may be.", []),
    ],
)
def test_english_dates(text: str, expected: list[tuple[str, str]]) -> None:
    assert says(text, "en") == expected


def test_the_editions_own_year_resolves_last_year() -> None:
    assert says("昨年改定し、本年度から", edition_year=2025) == [("昨年", "2024"), ("本年度", "FY2025")]
    assert says("昨年改定した") == [("昨年", "")]
    assert says("Last year it fell.", "en", edition_year=2025) == [("Last year", "2024")]


def test_marks_are_found_by_the_numbers_of_the_notes() -> None:
    texts = ["集団安全機構4（CDO）は8か国からなり、", "不信を招き5、世界3位を占めており6、30年以上続く。"]
    marks = find_note_marks(texts, language="ja", known=frozenset({"4", "5", "6"}))
    assert [[text[start:end] for start, end, _ in found] for text, found in zip(texts, marks, strict=True)] == [
        ["4"],
        ["5", "6"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "世界第3位で、戦闘機Su-57を30年以上用い、8か国が2年連続で第5世代機を2016年に導入した。",
        "It has 3 ships, 12 aircraft and Su-57.",
    ],
)
def test_figures_are_no_marks(text: str) -> None:
    assert find_note_marks([text], language="ja" if "は" in text or "を" in text else "en") == ((),)


def test_marks_with_spaces_around_them_count_on() -> None:
    texts = ["事業機構（JICT） 1 を通じ", "検討を進めた 2 。", "利活用の推進 3 など"]
    assert [[number for _, _, number in found] for found in find_note_marks(texts, language="ja")] == [
        ["1"],
        ["2"],
        ["3"],
    ]


def test_english_marks_follow_words_and_stops() -> None:
    texts = ["The Eastern Treaty Organisation4 (ETO) lost trust.5 It has 12 members."]
    assert [number for _, _, number in find_note_marks(texts, language="en", known=frozenset({"4", "5"}))[0]] == [
        "4",
        "5",
    ]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["ja", "en"]))
def test_readings_and_marks_point_into_the_text(text: str, language: str) -> None:
    readings, _ = read_dates(text, language=language, context=DateContext(year=2024, edition_year=2025))
    assert all(0 <= one.start < one.end <= len(text) for one in readings)
    for start, end, number in find_note_marks([text], language=language, known=frozenset({"1", "2", "12"}))[0]:
        assert 0 <= start < end <= len(text)
        assert number in ("1", "2", "12")


_FRAGMENTS = """January|feb. |March 3|MAY |June 3, 2020|july|12 March 2019|1st June|03/2021|2020-12-03|1990s|2005|20
JFY 2020|FY2020|fiscal year 2021|the same FY|Heisei 3|SHOWA 50|that same year|a year later|one year earlier|last year
the next day|October to November 2024|in |of |word|, |x
令和元年|平成30年度|昭和|大正3年(1914)|明治|3(令和3)年|2019～23年
90年代|同年度|翌年|前年比|本年|一昨年|昨年|来年|当時|同12月|12月|14日|同日|２０２０年|翌々年|前々年|2020 年|の"""


@given(st.lists(st.sampled_from(_FRAGMENTS.replace("\n", "|").split("|")), max_size=8).map("".join))
def test_the_look_for_a_dates_beginning_lets_every_date_through(text: str) -> None:
    def everywhere(pattern: re.Pattern[str], starts: re.Pattern[str]) -> list[int]:
        return [place for place in range(len(text)) if starts.match(text, place) and pattern.match(text, place)]

    words, anywhere, before = re.compile(r"\b(?=\w)"), re.compile(""), re.compile(r"[^\w]")
    for place in {place for pattern in (dates_en._COUNTED, dates_en._NAMED) for place in everywhere(pattern, words)}:
        assert dates_en._FIRST.match(text, place)
        assert not place or not before.match(text, place - 1) or dates_en._NEXT.match(text, place - 1)
    for pattern in (dates_ja._COUNTED, dates_ja._NAMED):
        assert all(dates_ja._BEGINNING.match(text, place) for place in everywhere(pattern, anywhere))


_MARKED = """機構4（|世界第3位|招き5、|※6|（注7）|注8|[9]|¹²|km²|2018年|12か国|３軍種|Su-57| 10 |　3。
Wi-Fi6や|は|。|、|(|－""".replace("\n", "|").split("|")


@given(st.lists(st.sampled_from(_MARKED), max_size=8).map("".join))
def test_the_look_for_a_marks_beginning_lets_every_mark_through(text: str) -> None:
    found = [match.span() for match in footmarks._japanese(text)]
    assert found == [match.span() for match in footmarks._JAPANESE.finditer(text, footmarks.marks_begin(text))]
