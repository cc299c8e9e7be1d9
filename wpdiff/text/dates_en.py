"""English dates: calendar dates, fiscal years, decades, Japanese eras, and what "that year" or "in October" follows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from wpdiff.model.edition import DateBasis
from wpdiff.text.date_context import (
    DAY_SHIFT,
    EDITION_SHIFT,
    MONTH_SHIFT,
    YEAR_SHIFT,
    DateContext,
    Found,
    Tail,
    bare_month,
    dated,
    reading,
    relative_day,
    relative_month,
    relative_year,
)
from wpdiff.text.eras import western_year
from wpdiff.text.patterns import lazy_pattern

_MONTHS = "January February March April May June July August September October November December".split()
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(_MONTHS, start=1)}
_MONTH_NUMBERS |= {name[:3].casefold(): number for number, name in enumerate(_MONTHS, start=1)} | {"sept": 9}
_NAMES = "|".join(_MONTHS)
# "Dec. 2022": a month shortened counts only beside a day or a year.
_SHORT = rf"(?:{_NAMES}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
_DAY = "(?:st|nd|rd|th)?"
_YEAR = "[12][0-9]{3}"
_BARE = "|".join(rf"(?<=\b{word}[ -])" for word in "in by since until from of late early mid".split())
_ERAS = {"reiwa": "令和", "heisei": "平成", "showa": "昭和", "taisho": "大正", "meiji": "明治"}


def _either(*tables: dict[str, int]) -> str:
    """The words of tables in one pattern, the longest first; Japanese ones match nothing here."""
    words = [word for table in tables for word in table if word.isascii()]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_YEAR_WORDS = _either(YEAR_SHIFT, EDITION_SHIFT)
_WORDS = _either(YEAR_SHIFT, EDITION_SHIFT, MONTH_SHIFT, DAY_SHIFT)
# A date begins where a word does. Only the beginnings of these words are looked at; most of a text is none.
_BEGINS = (
    r"(?:[12][0-9]{3}|[01][0-9]/|[0-9][0-9]?(?:[sSſ][tT]|[nNrR][dD]|[tT][hH])? [JFMASONDjfmasondſ]"
    r"|[Jj](?:[Aa][Nn]|[Uu][NnLl]|[Ff][Yy])|[Ff](?:[Ee][Bb]|[Yy]|.[Ssſ][Cc])|[Mm](?:[Aa][RrYy]|[Ee].[Jj])"
    r"|[Aa](?:[Pp][Rr]|[Uu][Gg]| [Yy])|[Ssſ](?:[Ee][Pp]|[Hh][Oo])|[Oo](?:[Cc][Tt]|[Nn][Ee] [Yy])"
    r"|[Nn](?:[Oo][Vv]|[Ee][Xx][Tt] [Yy])|[Dd][Ee][Cc]|[Rr][Ee].[Ww]|[Hh][Ee].[Ssſ]"
    r"|[Tt](?:[Hh](?:[Ee] [SsſFfNnYyPpCcDd]|[Aa][Tt] |.[Ssſ] )|[Aa].[Ssſ])|[Ll][Aa][Ssſ][Tt] [Yy])"
)
_FIRST = lazy_pattern(_BEGINS)
_NEXT = lazy_pattern(rf"[^0-9A-Za-z_](?=[0-9JFMASONDRHTLjfmasondrhtlſ]){_BEGINS.replace('(?:', '(?=', 1)}(?<!\w)")
_COUNTED = lazy_pattern(
    r"(?:"
    rf"(?P<dmy>(?P<dmy_day>[0-9]{{1,2}}){_DAY} (?P<dmy_month>{_SHORT})(?:,? (?P<dmy_year>{_YEAR})\b)?)"
    r"|(?P<iso>\b(?P<iso_year>[12][0-9]{3})-(?P<iso_month>0[1-9]|1[0-2])(?:-(?P<iso_day>0[1-9]|[12][0-9]|3[01]))?\b)"
    r"|(?P<numeric>(?<![0-9/])(?P<numeric_month>0[1-9]|1[0-2])/(?P<numeric_year>(?:19|20)[0-9]{2})(?![0-9/]))"
    r"|(?P<tens>\b(?P<tens_year>[12][0-9]{2}0)s\b)"
    r"|(?P<y>(?<![0-9.,$#/-])\b(?:1[89]|20)[0-9]{2}\b(?![0-9%/]|[.,-][0-9])))",
    re.IGNORECASE,
)
_NAMED = lazy_pattern(
    r"(?:"
    rf"(?P<mdy>\b(?P<mdy_month>{_SHORT}) (?P<mdy_day>[0-9]{{1,2}}){_DAY}(?![0-9])(?:, (?P<mdy_year>{_YEAR})\b)?)"
    rf"|(?P<my>\b(?P<my_month>{_SHORT}),? (?:of )?(?P<my_year>{_YEAR})\b)"
    rf"|(?P<month_of>\b(?P<of_month>{_NAMES}),? (?:of |in )?(?P<of_year>{_YEAR_WORDS})\b)"
    r"|(?P<same_fy>the same (?:fiscal year|FY)\b)"
    r"|(?P<fy>\bJ?(?:FY|fiscal year |fiscal )[ ]?(?P<fy_year>[12][0-9]{3})\b)"
    r"|(?P<era>\b(?P<era_name>Reiwa|Heisei|Showa|Taisho|Meiji) (?P<era_number>[0-9]{1,2})\b)"
    rf"|(?P<bare_month>(?:{_BARE})(?P<bare_name>{_NAMES})\b(?! [0-9])"
    rf"(?: (?=(?:to|through|and|until|or) (?:{_NAMES}),? (?P<ahead_year>{_YEAR})\b))?)"
    rf"|(?P<relative>\b(?:{_WORDS})\b))",
    re.IGNORECASE,
)
# Where the year, month and day of a calendar date stand; "" for none.
_PARTS = {
    "dmy": ("dmy_year", "dmy_month", "dmy_day"),
    "mdy": ("mdy_year", "mdy_month", "mdy_day"),
    "my": ("my_year", "my_month", ""),
    "iso": ("iso_year", "iso_month", "iso_day"),
    "numeric": ("numeric_year", "numeric_month", ""),
}
_DIGITS = "0123456789"


def english_dates(text: str) -> Iterator[tuple[re.Match[str], Tail]]:
    """Matches that do not overlap, in order, each with its tail, which is none."""
    place = 0 if _FIRST.match(text) else _next(text, 1)
    while place >= 0:
        match = (_COUNTED if text[place] in _DIGITS else _NAMED).match(text, place)
        if match:
            yield match, (match.end(), 0, 0)
        place = _next(text, match.end() if match else place + 1)


def _next(text: str, place: int) -> int:
    """Where the next word begins, there or later, that may begin a date; -1 for nowhere."""
    found = _NEXT.search(text, place - 1)
    return found.end() if found else -1


def read_english(match: re.Match[str], context: DateContext) -> Found:
    """What a match says, and the context it leaves."""
    span, kind = match.span(), match.lastgroup or ""
    if kind == "y":
        return dated(span, context, (int(match[0]), 0, 0))
    if kind in _PARTS:
        return _calendar(match, _PARTS[kind], context)
    if kind == "fy":
        return reading(*span, f"FY{match['fy_year']}"), replace(context, year=int(match["fy_year"]), month=0, day=0)
    if kind == "same_fy":
        return reading(*span, f"FY{context.year}" if context.year else "", DateBasis.CONTEXT), context
    if kind == "era":
        year = western_year(_ERAS[match["era_name"].casefold()], match["era_number"])
        return dated(span, context, (year, 0, 0))
    if kind == "tens":
        return reading(*span, f"{match['tens_year']}s"), context
    if kind == "month_of":
        return relative_year(match["of_year"].casefold(), span, (_month(match["of_month"]), 0), context)
    return _bare_month(match, context) if kind == "bare_month" else _relative(match["relative"], span, context)


def _bare_month(match: re.Match[str], context: DateContext) -> Found:
    """A month without a year: "in October", and "from October to November 2024", whose year stands behind."""
    span = match.span("bare_name")
    month = _month(match["bare_name"])
    if match["ahead_year"]:
        return dated(span, context, (int(match["ahead_year"]), month, 0), basis=DateBasis.CONTEXT)
    return bare_month(span, month, 0, context)


def _relative(words: str, span: tuple[int, int], context: DateContext) -> Found:
    """What "that year", "the following month" or "the next day" says."""
    plain = words.casefold()
    if plain in MONTH_SHIFT:
        return relative_month(plain, span, 0, context)
    if plain in DAY_SHIFT:
        return relative_day(plain, span, context)
    return relative_year(plain, span, (0, 0), context)


def _calendar(match: re.Match[str], parts: tuple[str, str, str], context: DateContext) -> Found:
    """3 April 2025, April 3, and 2025-04-03."""
    year, month, day = (match[part] or "" if part else "" for part in parts)
    number = int(month) if month.isdigit() else _month(month)
    if not year:
        return bare_month(match.span(), number, int(day or 0), context)
    return dated(match.span(), context, (int(year), number, int(day or 0)))


def _month(name: str) -> int:
    return _MONTH_NUMBERS[name.casefold().rstrip(".")]
