"""The date that a text last named, and what words like "that year" or 翌月 make of it."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.model.edition import DateBasis, DateReading


class DateContext(Struct, frozen=True, kw_only=True, gc=False):
    """The date last named, as far as it is known (0 = unknown), and the year of the edition."""

    year: int = 0
    month: int = 0
    day: int = 0
    edition_year: int = 0


Found = tuple[DateReading, DateContext]
Span = tuple[int, int]
Tail = tuple[int, int, int]  # where a date ends, and the month and the day that are printed behind it, else 0
YEAR_SHIFT = {
    "同年": 0,
    "翌年": 1,
    "翌々年": 2,
    "前年": -1,
    "前々年": -2,
    "当時": 0,
    "that same year": 0,
    "the same year": 0,
    "that year": 0,
    "the following year": 1,
    "the next year": 1,
    "the year after": 1,
    "a year later": 1,
    "one year later": 1,
    "the previous year": -1,
    "the preceding year": -1,
    "the year before": -1,
    "a year earlier": -1,
    "one year earlier": -1,
}
EDITION_SHIFT = {
    "本年": 0,
    "今年": 0,
    "昨年": -1,
    "一昨年": -2,
    "来年": 1,
    "this year": 0,
    "the current year": 0,
    "last year": -1,
    "next year": 1,
}
MONTH_SHIFT = {
    "同月": 0,
    "翌月": 1,
    "前月": -1,
    "the same month": 0,
    "that month": 0,
    "the following month": 1,
    "the next month": 1,
    "the previous month": -1,
}
DAY_SHIFT = {
    "同日": 0,
    "翌日": 1,
    "前日": -1,
    "the same day": 0,
    "that day": 0,
    "the following day": 1,
    "the next day": 1,
    "the previous day": -1,
    "the day before": -1,
}
# 「2024年12月に…。1月14日、…」: behind the end of a year its first months are those of the next.
_YEAR_ENDS, _YEAR_BEGINS = 11, 2


def relative_year(words: str, span: Span, rest: Span, context: DateContext) -> Found:
    """同年12月, 翌年, 昨年, "last year" … and their fiscal years."""
    fiscal, plain = words.endswith("年度"), words.removesuffix("度").casefold()
    if plain in EDITION_SHIFT:
        year = context.edition_year + EDITION_SHIFT[plain] if context.edition_year else 0
        basis = DateBasis.EDITION
    else:
        year = context.year + YEAR_SHIFT[plain] if context.year else 0
        basis = DateBasis.CONTEXT
    if fiscal:
        says = f"FY{year}" if year else ""
        return reading(*span, says, basis), replace(context, year=year or context.year, month=0, day=0)
    if plain == "当時":
        return reading(*span, f"{year:04d}" if year else "", basis), context
    return dated(span, context, (year, *rest), basis=basis)


def relative_month(words: str, span: Span, day: int, context: DateContext) -> Found:
    """同月, 翌月3日, "the following month"."""
    months = context.year * 12 + context.month - 1 + MONTH_SHIFT[words.casefold()]
    if not context.month:
        return reading(*span, "", DateBasis.CONTEXT), context
    return dated(span, context, (months // 12 if context.year else 0, months % 12 + 1, day), basis=DateBasis.CONTEXT)


def relative_day(words: str, span: Span, context: DateContext) -> Found:
    """同日, 翌日, "the next day"."""
    if not (context.year and context.month and context.day):
        return reading(*span, "", DateBasis.CONTEXT), context
    try:
        there = date(context.year, context.month, context.day) + timedelta(days=DAY_SHIFT[words.casefold()])
    except (ValueError, OverflowError):  # the 31st of February, the year 10000: a misprint
        return reading(*span, "", DateBasis.CONTEXT), context
    return dated(span, context, (there.year, there.month, there.day), basis=DateBasis.CONTEXT)


def bare_month(span: Span, month: int, day: int, context: DateContext) -> Found:
    """「10月に」, "in October": of the year last named, or of the next one where that year has just ended."""
    year = context.year
    if year and context.month >= _YEAR_ENDS and month <= context.month + _YEAR_BEGINS - 12:
        year += 1
    return dated(span, context, (year, month, day), basis=DateBasis.CONTEXT)


def bare_day(span: Span, day: int, context: DateContext) -> Found:
    """「14日から16日」: of the month last named."""
    return dated(span, context, (context.year, context.month, day), basis=DateBasis.CONTEXT)


def dated(
    span: Span, context: DateContext, parts: tuple[int, int, int], *, basis: DateBasis = DateBasis.PRINTED
) -> Found:
    """A reading with as many parts as are known, and the context it leaves."""
    year, month, day = parts
    says = f"{year:04d}" if year else ""
    if year and month:
        says += f"-{month:02d}"
    if year and day:
        says += f"-{day:02d}"
    named = DateContext(year=year or context.year, month=month, day=day, edition_year=context.edition_year)
    return DateReading(start=span[0], end=span[1], says=says, basis=basis), named


def reading(start: int, end: int, says: str, basis: DateBasis = DateBasis.PRINTED) -> DateReading:
    """One reading."""
    return DateReading(start=start, end=end, says=says, basis=basis)
