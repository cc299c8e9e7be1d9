"""Japanese dates: eras, fiscal years, decades, ranges, and what 同年 or a bare 10月 follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from wpdiff.text.date_context import (
    DateContext,
    Found,
    Tail,
    bare_day,
    bare_month,
    dated,
    reading,
    relative_day,
    relative_month,
    relative_year,
)
from wpdiff.text.eras import western_year
from wpdiff.text.patterns import lazy_pattern

_D = "[0-9０-９]"
_ERA = "令和|平成|昭和|大正|明治"
_NUM = f"(?:元|{_D}{{1,4}})"
_MONTH = "1[0-2]|１[０-２]|[1-9１-９]"
_DAY = f"3[01]|３[０１]|[12１２]{_D}|[1-9１-９]"
_NO_MONTH = "(?![齢例刊曜期当あ])"
_NO_DAY = "(?![間以前後ご目程分当ぶほあ本米系付])"
# The first look is for a sign that a date can begin with, and for what stands behind it: most of a text is none. In the
# middle of a number none begins.
_BEGINNING = lazy_pattern(
    "[0-9０-９令平昭大明同翌前本今昨一来当]"
    "(?:(?<=[0-9０-９])(?<![0-9０-９]{2})[0-9０-９]{0,3}[ \u3000]?[年月日（(～〜~－–-]"
    "|(?<=[令昭])和|(?<=平)成|(?<=大)正|(?<=明)治|(?<=同)[年月日0-9０-９]|(?<=[翌前])[々年月日]|(?<=[本今昨来])年|(?<=一)昨|(?<=当)時)"
)
_COUNTED = lazy_pattern(
    rf"(?:"
    rf"(?P<short_era>(?P<short_number>(?<!{_D})(?:{_D}{{4}}|{_D}{{1,2}}))[（(](?P<short_name>{_ERA})(?P<short_era_number>{_NUM})[)）]年)"
    rf"|(?P<year>(?<!{_D})(?P<number>{_D}{{4}})[ \u3000]?年(?:[（(](?:{_ERA}){_NUM}年?[)）])?"
    rf"(?P<fiscal>度(?:[（(](?:{_ERA}){_NUM}年度[)）])?)?(?![間代連]))"
    rf"|(?P<from_year>(?<!{_D})(?:19|20){_D}{{2}})(?=[～〜~－–-](?:{_D}{{4}}|{_D}{{2}})年)"
    rf"|(?P<to_year>(?<=[年0-9０-９][～〜~])(?P<to_number>{_D}{{2}})年(?![間代連]))"
    rf"|(?P<decade>(?<!{_D})(?P<decade_number>{_D}{{2,4}})年代)"
    rf"|(?P<month>(?<!{_D})(?P<month_number>{_MONTH})月{_NO_MONTH})"
    rf"|(?P<day>(?<![0-9０-９月年.．,，/第約計])(?P<day_number>{_DAY})日{_NO_DAY}))"
)
_NAMED = lazy_pattern(
    rf"(?:"
    rf"(?P<era_year>(?P<era>{_ERA})[ \u3000]?(?P<era_number>{_NUM})年(?:[（(](?P<era_west>{_D}{{4}})年?[)）])?"
    rf"(?P<era_fiscal>度(?:[（(]{_D}{{4}}年度[)）])?)?)"
    rf"|(?P<era_outside>(?P<outside_era>{_ERA})(?P<outside_number>{_NUM})[（(]{_D}{{4}}[)）]年(?P<outside_fiscal>度)?)"
    r"|(?P<relative>同年度|翌年度|前年度(?!比|同)|本年度|今年度|昨年度|来年度|同年(?!代)|翌々年|翌年|前々年"
    r"|前年(?!度|比|同)|本年|今年|一昨年|昨年|来年|当時)"
    rf"|(?P<month>同(?P<month_number>{_MONTH})月{_NO_MONTH})"
    r"|(?P<same_month>同月(?!比)|翌月|前月(?!比))|(?P<same_day>同日|翌日|前日(?!比))"
    rf"|(?P<day>同(?P<day_number>{_DAY})日{_NO_DAY}))"
)
_MONTH_BEHIND = lazy_pattern(r"[ \u3000]?(?P<m>1[0-2]|１[０-２]|0?[1-9]|[1-9１-９])月")
_DAY_BEHIND = lazy_pattern(rf"[ \u3000]?(?P<d>[12１２]?{_D}|3[01]|３[０１])日(?!間)")
_WHOLE = frozenset(("decade", "same_day", "from_year", "day"))  # no month or day belongs behind these
_RELATIVE = frozenset(("relative", "month", "same_month", "same_day"))
_FISCAL = {"era_year": "era_fiscal", "year": "fiscal", "era_outside": "outside_fiscal"}
_DIGITS = "0123456789０１２３４５６７８９"


def japanese_dates(text: str) -> Iterator[tuple[re.Match[str], Tail]]:
    """Matches with the months and days behind them; none overlaps what the one before took."""
    place = 0
    while beginning := _BEGINNING.search(text, place):
        start = beginning.start()
        match = (_COUNTED if text[start] in _DIGITS else _NAMED).match(text, start)
        place = start + 1
        if match:
            tail = _tail(text, match)
            place = tail[0]
            yield match, tail


def _tail(text: str, match: re.Match[str]) -> Tail:
    """Where a date ends once its month and day are taken with it, and which they are."""
    place, month, kind = match.end(), 0, match.lastgroup
    if kind in _WHOLE or _is_fiscal(match):
        return place, 0, 0
    if kind not in ("month", "same_month"):
        behind = _MONTH_BEHIND.match(text, place)
        if behind is None:
            return place, 0, 0
        place, month = behind.end(), _number(behind["m"])
    day = _DAY_BEHIND.match(text, place)
    return (day.end(), month, _number(day["d"])) if day else (place, month, 0)


def _is_fiscal(match: re.Match[str]) -> bool:
    """Does 度 stand behind the year?"""
    name = _FISCAL.get(match.lastgroup or "")
    return name is not None and bool(match[name])


def read_japanese(text: str, match: re.Match[str], tail: Tail, context: DateContext) -> Found | None:
    """What a match and its tail say, and the context it leaves; None for a bare day with no month before it."""
    (end, month, day), kind = tail, match.lastgroup or ""
    span = (match.start(), end)
    if kind == "day":
        told = context.day or (context.month and text[span[0]] == "同")
        return bare_day(span, _number(match["day_number"]), context) if told else None
    if kind == "decade":
        year = _number(match["decade_number"])
        return reading(*span, f"{year if year > 99 else 1900 + year}s"), context
    if kind in _RELATIVE:
        return _relative(match, span, (month, day), context)
    year = _absolute_year(match, context)
    if _is_fiscal(match):
        return reading(*span, f"FY{year}"), replace(context, year=year, month=0, day=0)
    return dated(span, context, (year, month, day))


def _relative(match: re.Match[str], span: tuple[int, int], rest: tuple[int, int], context: DateContext) -> Found:
    """同年12月, 10月, 翌月3日, 同日."""
    kind = match.lastgroup or ""
    if kind == "relative":
        return relative_year(match[kind], span, rest, context)
    if kind == "month":
        return bare_month(span, _number(match["month_number"]), rest[1], context)
    if kind == "same_month":
        return relative_month(match[kind], span, rest[1], context)
    return relative_day(match[kind], span, context)


def _absolute_year(match: re.Match[str], context: DateContext) -> int:
    """The year of a printed date."""
    kind = match.lastgroup
    if kind == "era_year":
        return western_year(match["era"], match["era_number"])
    if kind == "era_outside":
        return western_year(match["outside_era"], match["outside_number"])
    if kind == "short_era":
        return western_year(match["short_name"], match["short_era_number"])
    if kind == "to_year":
        return (context.year or 2000) // 100 * 100 + _number(match["to_number"])  # 「2019～23年」
    return _number(match["from_year"] or match["number"])


def _number(digits: str) -> int:
    return int(digits)
