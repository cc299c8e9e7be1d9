"""What printed dates say: eras, fiscal years, decades, and 同年 or "that year" given what stands before.

A sentence is read with the context that the sentences before it left, and leaves one for the next.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from wpdiff.model.edition import DateBasis, DateReading
from wpdiff.text.date_context import DateContext
from wpdiff.text.dates_en import english_dates, read_english
from wpdiff.text.dates_ja import japanese_dates, read_japanese
from wpdiff.text.patterns import lazy_pattern

__all__ = ["DateContext", "read_dates"]

# A sentence only measures by it: 「2016年以来となる新たな…」, 「前年と比べて」, 「2022年の8回から増えた」
_MEASURE = re.compile(
    "以来|ぶり|(?:[とに])?比|を(?:[0-9０-９.．％%]{1,8}[^、。]{0,6})?[上下]回|並み|同[期月]比"
    "|の[^、。]{1,14}から(?:[^、。]{0,10})(?:増|減|伸び|低下|上昇|拡大|縮小)"
)
_BEFORE = re.compile("前年|前々年|昨年|一昨年")
_ABOUT = lazy_pattern("に?は|も|、|の?[0-9０-９]{1,2}月")  # 前年には…, but 前年に発効した協定
_MEASURE_EN = re.compile(r"(?:previous|preceding|prior) year|year (?:before|earlier)", re.IGNORECASE)
_OPENS = lazy_pattern(r"(?:^|[.;:,] )(?:in |during )?(?:the )?$", re.IGNORECASE)
_NEAR = 20
_QUOTED = re.compile(r"「[^「」]{0,400}」|『[^『』]{0,400}』|“[^“”]{0,400}”")


def read_dates(text: str, *, language: str, context: DateContext) -> tuple[tuple[DateReading, ...], DateContext]:
    """The dates of one statement with what each says, and the context for the next statement.

    A date inside a quotation leaves no context, and what is relative there says nothing: it is not the author's time.

    >>> before = DateContext(year=2023)
    >>> readings, after = read_dates("同年12月、発効した。翌年3月に公表された。", language="ja", context=before)
    >>> [one.says for one in readings], after.year
    (['2023-12', '2024-03'], 2024)
    """
    japanese = language == "ja"
    readings: list[DateReading] = []
    quotes = "「" in text or "『" in text or "“" in text
    quoted = [match.span() for match in _QUOTED.finditer(text)] if quotes else []
    for match, tail in japanese_dates(text) if japanese else english_dates(text):
        found = read_japanese(text, match, tail, context) if japanese else read_english(match, context)
        if found is None:
            continue
        one, named = found
        inside = bool(quoted) and any(start <= match.start() < end for start, end in quoted)
        readings.append(replace(one, says="") if inside and one.basis is not DateBasis.PRINTED else one)
        if not inside and not _only_measures(text, one):
            context = named
    return tuple(readings), context


def _only_measures(text: str, one: DateReading) -> bool:
    """Whether a sentence only compares with a date, so that 同年 after it means another year."""
    if _MEASURE.match(text, one.end):
        return True
    if one.basis is DateBasis.PRINTED:
        return False  # 前年 and "the previous year" name none
    printed = text[one.start : one.end]
    if _BEFORE.fullmatch(printed):
        return not _ABOUT.match(text, one.end)
    return bool(_MEASURE_EN.search(printed)) and not _OPENS.search(text[max(0, one.start - _NEAR) : one.start])
