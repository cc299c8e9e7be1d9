"""What printed dates say: eras, fiscal years, decades, and 同年 or "that year" given what stands before.

A sentence is read with the context that the sentences before it left, and leaves one for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wpdiff.model.edition import DateBasis, DateReading
from wpdiff.text.eras import western_year

_D = "[0-9０-９]"
_ERA = "令和|平成|昭和|大正|明治"
_NUM = f"(?:元|{_D}{{1,4}})"
_JA = re.compile(
    rf"(?P<era_year>(?P<era>{_ERA})[ \u3000]?(?P<era_number>{_NUM})年(?:[（(](?P<era_west>{_D}{{4}})年?[)）])?"
    r"(?P<era_fiscal>度)?)"
    rf"|(?P<short_era>(?P<short_number>{_D}{{1,2}})[（(](?P<short_name>{_ERA})(?P<short_era_number>{_NUM})[)）]年)"
    rf"|(?P<year>(?<!{_D})(?P<number>{_D}{{4}})[ \u3000]?年(?:[（(](?:{_ERA}){_NUM}年?[)）])?"
    r"(?P<fiscal>度)?(?![間代連]))"
    rf"|(?P<decade>(?<!{_D})(?P<decade_number>{_D}{{2,4}})年代)"
    r"|(?P<relative>同年度|翌年度|前年度(?!比)|本年度|今年度|昨年度|来年度|同年|翌年|前年(?!度|比)|本年|今年|昨年|一昨年|来年)"
    rf"|(?P<month>(?<!{_D})(?P<month_number>1[0-2]|１[０-２]|[1-9１-９])月(?![齢例刊曜]))"
    rf"|(?P<same_month>同月|翌月|前月)|(?P<same_day>同日|翌日|前日)"
)
_MONTH_OF = r"[ \u3000]?(?P<m>1[0-2]|１[０-２]|0?[1-9]|[1-9１-９])月"
_JA_MONTH = re.compile(_MONTH_OF)
_JA_DAY = re.compile(rf"[ \u3000]?(?P<d>[12１２]?{_D}|3[01]|３[０１])日(?!間)")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(_MONTHS, start=1)}
_NAMES = "|".join(_MONTHS)
_DAY = "(?:st|nd|rd|th)?"
_YEAR = "[12][0-9]{3}"
_BARE = "[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Oo]f|[Ll]ate|[Ee]arly"
_EN = re.compile(
    rf"(?P<dmy>\b(?P<dmy_day>[0-9]{{1,2}}){_DAY} (?P<dmy_month>{_NAMES})(?:,? (?P<dmy_year>{_YEAR})\b)?)"
    rf"|(?P<mdy>\b(?P<mdy_month>{_NAMES}) (?P<mdy_day>[0-9]{{1,2}}){_DAY}(?![0-9])(?:, (?P<mdy_year>{_YEAR})\b)?)"
    rf"|(?P<my>\b(?P<my_month>{_NAMES}),? (?:of )?(?P<my_year>{_YEAR})\b)"
    r"|(?P<iso>\b(?P<iso_year>[12][0-9]{3})-(?P<iso_month>0[1-9]|1[0-2])(?:-(?P<iso_day>0[1-9]|[12][0-9]|3[01]))?\b)"
    r"|(?P<fy>\b(?:FY|fiscal year |fiscal )[ ]?(?P<fy_year>[12][0-9]{3})\b)"
    r"|(?P<tens>\b(?P<tens_year>[12][0-9]{2}0)s\b)"
    rf"|(?P<bare_month>\b(?:{_BARE}) (?P<bare_name>{_NAMES})\b(?! [0-9]))"
    r"|(?P<y>(?<![0-9.,$#/-])\b(?:1[89]|20)[0-9]{2}\b(?![0-9%/]|[.,-][0-9]))"
    r"|(?P<relative>\b(?:that same year|the same year|that year|the following year|the next year|the previous year"
    r"|the year before|this year|last year|next year|the current year|the same month|that month"
    r"|the following month)\b)",
    re.IGNORECASE,
)
_EDITION_SHIFT = {"本年": 0, "今年": 0, "昨年": -1, "一昨年": -2, "来年": 1, "this year": 0, "the current year": 0}
_EDITION_SHIFT |= {"last year": -1, "next year": 1}
_YEAR_SHIFT = {"同年": 0, "翌年": 1, "前年": -1, "that same year": 0, "the same year": 0, "that year": 0}
_YEAR_SHIFT |= {"the following year": 1, "the next year": 1, "the previous year": -1, "the year before": -1}
_MONTH_SHIFT = {"同月": 0, "翌月": 1, "前月": -1, "the same month": 0, "that month": 0, "the following month": 1}
_SINCE = re.compile("以来|ぶり")  # 「2016年以来となる新たな…」: the sentence is not about 2016
_QUOTED = re.compile(r"「[^「」]{0,400}」|『[^『』]{0,400}』|“[^“”]{0,400}”")


@dataclass(frozen=True, slots=True, kw_only=True)
class DateContext:
    """The date last named, as far as it is known (0 = unknown), and the year of the edition."""

    year: int = 0
    month: int = 0
    day: int = 0
    edition_year: int = 0


Found = tuple[DateReading, DateContext]


def read_dates(text: str, *, language: str, context: DateContext) -> tuple[tuple[DateReading, ...], DateContext]:
    """The dates of one statement with what each says, and the context for the next statement.

    A date inside a quotation is read but leaves no context: what is quoted is not the author's time.

    >>> before = DateContext(year=2023)
    >>> readings, after = read_dates("同年12月、発効した。翌年3月に公表された。", language="ja", context=before)
    >>> [one.says for one in readings], after.year
    (['2023-12', '2024-03'], 2024)
    """
    pattern, read = (_JA, _read_japanese) if language == "ja" else (_EN, _read_english)
    readings: list[DateReading] = []
    quoted = [match.span() for match in _QUOTED.finditer(text)] if any(mark in text for mark in "「『“") else []
    for match in _leftmost(pattern, text):
        reading, named = read(text, match, context)
        readings.append(reading)
        if not any(start <= match.start() < end for start, end in quoted) and not _SINCE.match(text, reading.end):
            context = named
    return tuple(readings), context


def _leftmost(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches that do not overlap what the one before took, months and days included."""
    place = 0
    while match := pattern.search(text, place):
        yield match
        place = match.end()
        if pattern is _JA:
            place = _tail(text, match, place)


def _tail(text: str, match: re.Match[str], place: int) -> int:
    """Where a Japanese date ends once its month and day are taken with it."""
    if match["decade"] or match["same_day"] or match["era_fiscal"] or match["fiscal"]:
        return place
    if not match["month"] and not match["same_month"] and (month := _JA_MONTH.match(text, place)):
        place = month.end()
    elif not match["month"] and not match["same_month"]:
        return place
    day = _JA_DAY.match(text, place)
    return day.end() if day else place


def _read_japanese(text: str, match: re.Match[str], context: DateContext) -> Found:
    end = _tail(text, match, match.end())
    rest = text[match.end() : end]
    month, day = (_number(found["m"]) if (found := _JA_MONTH.match(rest)) else 0), 0
    if found_day := re.search(rf"({_D}{{1,2}})日", text[match.start() : end]):
        day = _number(found_day[1])
    if match["decade"]:
        year = _number(match["decade_number"])
        return _reading(match.start(), end, f"{year if year > 99 else 1900 + year}s"), context
    if match["relative"]:
        return _read_relative(match["relative"], (match.start(), end), (month, day), context)
    if match["month"]:
        return _dated((match.start(), end), context, context.year, _number(match["month_number"]), day, basis="context")
    if match["same_month"]:
        return _shifted_month(match["same_month"], (match.start(), end), day, context)
    if match["same_day"]:
        return _same_day((match.start(), end), match["same_day"], context)
    year = _absolute_year(match, month)
    if match["era_fiscal"] or match["fiscal"]:
        return _reading(match.start(), end, f"FY{year}"), replace(context, year=year, month=0, day=0)
    return _dated((match.start(), end), context, year, month, day)


def _absolute_year(match: re.Match[str], month: int) -> int:
    if match["era_year"]:
        return western_year(match["era"], match["era_number"])
    if match["short_era"]:
        return western_year(match["short_name"], match["short_era_number"])
    return _number(match["number"])


def _read_relative(words: str, span: tuple[int, int], rest: tuple[int, int], context: DateContext) -> Found:
    """同年12月, 翌年, 昨年 … and their fiscal years."""
    fiscal, plain = words.endswith("年度"), words.removesuffix("度").casefold()
    if plain in _EDITION_SHIFT or (fiscal and plain in _EDITION_SHIFT):
        year = context.edition_year + _EDITION_SHIFT[plain] if context.edition_year else 0
        basis = "edition"
    else:
        year = context.year + _YEAR_SHIFT.get(plain, 0) if context.year else 0
        basis = "context"
    if fiscal:
        says = f"FY{year}" if year else ""
        return _reading(*span, says, basis), replace(context, year=year or context.year, month=0, day=0)
    return _dated(span, context, year, *rest, basis=basis)


def _shifted_month(words: str, span: tuple[int, int], day: int, context: DateContext) -> Found:
    months = context.year * 12 + context.month - 1 + _MONTH_SHIFT[words.casefold()]
    if not context.month:
        return _reading(*span, "", "context"), context
    return _dated(span, context, months // 12 if context.year else 0, months % 12 + 1, day, basis="context")


def _same_day(span: tuple[int, int], words: str, context: DateContext) -> Found:
    if words != "同日" or not context.day:
        return _reading(*span, "", "context"), context
    return _dated(span, context, context.year, context.month, context.day, basis="context")


def _dated(
    span: tuple[int, int], context: DateContext, year: int, month: int, day: int, *, basis: str = "printed"
) -> Found:
    """A reading with as many parts as are known, and the context it leaves."""
    says = "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]) if year else ""
    named = replace(context, year=year or context.year, month=month, day=day)
    return _reading(*span, says, basis), named


def _reading(start: int, end: int, says: str, basis: str = "printed") -> DateReading:
    return DateReading(start=start, end=end, says=says, basis=DateBasis(basis))


def _number(digits: str) -> int:
    return 1 if digits == "元" else int(digits.translate(_WIDE))


def _read_english(text: str, match: re.Match[str], context: DateContext) -> Found:
    kind = match.lastgroup or ""
    span = match.span()
    for name in ("dmy", "mdy", "my", "iso"):
        if match[name]:
            return _read_calendar(match, name, context)
    if match["fy"]:
        return _reading(*span, f"FY{match['fy_year']}"), replace(context, year=int(match["fy_year"]), month=0, day=0)
    if match["tens"]:
        return _reading(*span, f"{match['tens_year']}s"), context
    if match["bare_month"]:
        start = match.start("bare_name")
        return _dated(
            (start, match.end()),
            context,
            context.year,
            _MONTH_NUMBERS[match["bare_name"].casefold()],
            0,
            basis="context",
        )
    if match["y"]:
        return _dated(span, context, int(match["y"]), 0, 0)
    words = match["relative"].casefold()
    if words in _MONTH_SHIFT:
        return _shifted_month(words, span, 0, context)
    return _read_relative(words, span, (0, 0), context) if kind else (_reading(*span, ""), context)


def _read_calendar(match: re.Match[str], name: str, context: DateContext) -> Found:
    groups = match.groupdict()
    year, month, day = (groups.get(f"{name}_{part}") or "" for part in ("year", "month", "day"))
    number = int(month) if month.isdigit() else _MONTH_NUMBERS[month.casefold()]
    basis = "printed" if year else "context"
    return _dated(match.span(), context, int(year) if year else context.year, number, int(day or 0), basis=basis)
