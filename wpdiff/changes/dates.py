"""What the dates of statements say: of one side, and of two statements that keep each other's words."""

from __future__ import annotations

from collections import Counter

from wpdiff.changes.sides import SideText
from wpdiff.model.edition import DateBasis, DateReading, Edition, Statement


def is_redated(old: Statement, new: Statement) -> bool:
    """Whether two statements of one key say another date, because 同年 or "that year" follows another year."""
    return bool(read_anew(old, new, DateBasis.CONTEXT))


def is_rolled_forward(old: Statement, new: Statement) -> bool:
    """Whether two statements of one key say another year only because the edition is another's: 昨年, 本年."""
    return bool(read_anew(old, new, DateBasis.EDITION))


def read_anew(old: Statement, new: Statement, basis: DateBasis) -> list[tuple[DateReading, DateReading]]:
    """The dates of two statements of one key that are printed alike, read on one basis, and say another day."""
    if not old.dates or len(old.dates) != len(new.dates) or old.key != new.key:
        return []
    pairs = zip(old.dates, new.dates, strict=True)
    return [
        (first, second)
        for first, second in pairs
        if first.basis is basis and second.basis is basis and first.says and second.says and first.says != second.says
    ]


def year_of(edition: Edition) -> int:
    """The year that an edition speaks of: when it was published, else the year that it prints most often; 0 if none."""
    if edition.published[:4].isdigit():
        return int(edition.published[:4])
    said = (date.says for one in edition.statements for date in one.dates if date.basis is DateBasis.PRINTED)
    years = Counter(int(says[:4]) for says in said if says[:4].isdigit() and says[4:5] != "s")
    return max(years, key=lambda year: (years[year], year), default=0)


def readings(side: SideText) -> list[DateReading]:
    """All resolved dates of a side, spans counted in the joined text."""
    return [
        _shifted(date, one.offset) if one.offset else date
        for one in side.placed
        for date in one.statement.dates
        if date.says
    ]


def _shifted(date: DateReading, offset: int) -> DateReading:
    return DateReading(start=offset + date.start, end=offset + date.end, says=date.says, basis=date.basis)
