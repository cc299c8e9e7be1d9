"""What printed dates say: eras, fiscal years, decades, and 同年 or "that year" given what stands before.

A sentence is read with the context that the sentences before it left, and leaves one for the next.
"""

from __future__ import annotations

import re
from dataclasses import replace

from wpdiff.model.edition import DateBasis, DateReading
from wpdiff.text.date_context import DateContext
from wpdiff.text.dates_en import DATE, read_english
from wpdiff.text.dates_ja import japanese_dates, read_japanese

__all__ = ["DateContext", "read_dates"]

_SINCE = re.compile("以来|ぶり")  # 「2016年以来となる新たな…」: the sentence is not about 2016
_QUOTED = re.compile(r"「[^「」]{0,400}」|『[^『』]{0,400}』|“[^“”]{0,400}”")


def read_dates(text: str, *, language: str, context: DateContext) -> tuple[tuple[DateReading, ...], DateContext]:
    """The dates of one statement with what each says, and the context for the next statement.

    A date inside a quotation leaves no context, and what is relative there says nothing: it is not the author's time.

    >>> before = DateContext(year=2023)
    >>> readings, after = read_dates("同年12月、発効した。翌年3月に公表された。", language="ja", context=before)
    >>> [one.says for one in readings], after.year
    (['2023-12', '2024-03'], 2024)
    """
    matches, read = (japanese_dates(text), read_japanese) if language == "ja" else (DATE.finditer(text), read_english)
    readings: list[DateReading] = []
    quoted = [match.span() for match in _QUOTED.finditer(text)] if any(mark in text for mark in "「『“") else []
    for match in matches:
        found = read(text, match, context)
        if found is None:
            continue
        one, named = found
        inside = any(start <= match.start() < end for start, end in quoted)
        readings.append(replace(one, says="") if inside and one.basis is not DateBasis.PRINTED else one)
        if not inside and not _SINCE.match(text, one.end):
            context = named
    return tuple(readings), context
