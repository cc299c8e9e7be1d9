"""Japanese dates: eras, fiscal years, decades, ranges, and what 同年 or a bare 10月 follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from wpdiff.text.date_context import (
    MONTH_SHIFT,
    DateContext,
    Found,
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
# The first look is for a sign that a date can begin with, and for what stands behind it: most of a text is none.
_BEGINNING = lazy_pattern(
    "[0-9０-９令平昭大明同翌前本今昨一来当](?:(?<=[0-9０-９])[0-9０-９]{0,3}[ \u3000]?[年月日（(～〜~－–-]"
    "|(?<=[令昭])和|(?<=平)成|(?<=大)正|(?<=明)治|(?<=同)[年月日0-9０-９]|(?<=[翌前])[々年月日]|(?<=[本今昨来])年|(?<=一)昨|(?<=当)時)"
)
_DATE = lazy_pattern(
    rf"(?:"
    rf"(?P<era_year>(?P<era>{_ERA})[ \u3000]?(?P<era_number>{_NUM})年(?:[（(](?P<era_west>{_D}{{4}})年?[)）])?"
    rf"(?P<era_fiscal>度(?:[（(]{_D}{{4}}年度[)）])?)?)"
    rf"|(?P<era_outside>(?P<outside_era>{_ERA})(?P<outside_number>{_NUM})[（(]{_D}{{4}}[)）]年(?P<outside_fiscal>度)?)"
    rf"|(?P<short_era>(?P<short_number>(?<!{_D})(?:{_D}{{4}}|{_D}{{1,2}}))[（(](?P<short_name>{_ERA})(?P<short_era_number>{_NUM})[)）]年)"
    rf"|(?P<year>(?<!{_D})(?P<number>{_D}{{4}})[ \u3000]?年(?:[（(](?:{_ERA}){_NUM}年?[)）])?"
    rf"(?P<fiscal>度(?:[（(](?:{_ERA}){_NUM}年度[)）])?)?(?![間代連]))"
    rf"|(?P<from_year>(?<!{_D})(?:19|20){_D}{{2}})(?=[～〜~－–-](?:{_D}{{4}}|{_D}{{2}})年)"
    rf"|(?P<to_year>(?<=[年0-9０-９][～〜~])(?P<to_number>{_D}{{2}})年(?![間代連]))"
    rf"|(?P<decade>(?<!{_D})(?P<decade_number>{_D}{{2,4}})年代)"
    r"|(?P<relative>同年度|翌年度|前年度(?!比|同)|本年度|今年度|昨年度|来年度|同年(?!代)|翌々年|翌年|前々年"
    r"|前年(?!度|比|同)|本年|今年|一昨年|昨年|来年|当時)"
    rf"|(?P<month>(?:同|(?<!{_D}))(?P<month_number>{_MONTH})月(?![齢例刊曜期当あ]))"
    r"|(?P<same_month>同月(?!比)|翌月|前月(?!比))|(?P<same_day>同日|翌日|前日(?!比))"
    rf"|(?P<day>(?:同|(?<![0-9０-９月年.．,，/第約計]))(?P<day_number>{_DAY})日(?![間以前後ご目程分当ぶほあ本米系付])))"
)
_MONTH_BEHIND = lazy_pattern(r"[ \u3000]?(?P<m>1[0-2]|１[０-２]|0?[1-9]|[1-9１-９])月")
_DAY_BEHIND = lazy_pattern(rf"[ \u3000]?(?P<d>[12１２]?{_D}|3[01]|３[０１])日(?!間)")
_LAST_DAY = re.compile(rf"({_D}{{1,2}})日")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_WHOLE = frozenset(("decade", "same_day", "from_year", "day"))  # no month or day belongs behind these
_RELATIVE = frozenset(("relative", "month", "same_month", "same_day"))
_FISCAL = ("era_fiscal", "fiscal", "outside_fiscal")


def japanese_dates(text: str) -> Iterator[re.Match[str]]:
    """Matches that do not overlap what the one before took, months and days included."""
    place = 0
    while beginning := _BEGINNING.search(text, place):
        place = beginning.start() + 1
        match = _DATE.match(text, place - 1)
        if match:
            yield match
            place = _tail(text, match, match.end())


def _tail(text: str, match: re.Match[str], place: int) -> int:
    """Where a date ends once its month and day are taken with it."""
    kind = match.lastgroup
    if kind in _WHOLE or any(match.group(*_FISCAL)):
        return place
    if kind not in ("month", "same_month"):
        month = _MONTH_BEHIND.match(text, place)
        if month is None:
            return place
        place = month.end()
    day = _DAY_BEHIND.match(text, place)
    return day.end() if day else place


def read_japanese(text: str, match: re.Match[str], context: DateContext) -> Found | None:
    """What a match says, and the context it leaves; None for a bare day that no month stands before."""
    span = (match.start(), _tail(text, match, match.end()))
    if match.lastgroup == "day":
        told = context.day or (context.month and text[span[0]] == "同")
        return bare_day(span, _number(match["day_number"]), context) if told else None
    behind = _MONTH_BEHIND.match(text[match.end() : span[1]])
    month = _number(behind["m"]) if behind else 0
    found_day = _LAST_DAY.search(text[span[0] : span[1]])
    day = _number(found_day[1]) if found_day else 0
    if match.lastgroup == "decade":
        year = _number(match["decade_number"])
        return reading(*span, f"{year if year > 99 else 1900 + year}s"), context
    if match.lastgroup in _RELATIVE:
        return _relative(match, span, (month, day), context)
    year = _absolute_year(match, context)
    if any(match.group(*_FISCAL)):
        return reading(*span, f"FY{year}"), replace(context, year=year, month=0, day=0)
    return dated(span, context, (year, month, day))


def _relative(match: re.Match[str], span: tuple[int, int], rest: tuple[int, int], context: DateContext) -> Found:
    """同年12月, 10月, 翌月3日, 同日."""
    if match["relative"]:
        return relative_year(match["relative"], span, rest, context)
    if match["month"]:
        return bare_month(span, _number(match["month_number"]), rest[1], context)
    if match["same_month"] in MONTH_SHIFT:
        return relative_month(match["same_month"], span, rest[1], context)
    return relative_day(match["same_day"], span, context)


def _absolute_year(match: re.Match[str], context: DateContext) -> int:
    """The year of a printed date."""
    if match["era_year"]:
        return western_year(match["era"], match["era_number"])
    if match["era_outside"]:
        return western_year(match["outside_era"], match["outside_number"])
    if match["short_era"]:
        return western_year(match["short_name"], match["short_era_number"])
    if match["to_year"]:
        return (context.year or 2000) // 100 * 100 + _number(match["to_number"])  # 「2019～23年」
    return _number(match["from_year"] or match["number"])


def _number(digits: str) -> int:
    return int(digits.translate(_WIDE))
