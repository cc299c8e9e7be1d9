"""Dates that say another day: printed anew, or the same words after another year."""

from __future__ import annotations

from collections import Counter

from wpdiff.changes.sides import Sides, SideText
from wpdiff.model.comparison import Evidence, Finding, Significance
from wpdiff.model.edition import DateBasis, DateReading, Statement

RULE = "date"
REDATED = "redated"
ROLLED = "rolled_forward"


def is_redated(old: Statement, new: Statement) -> bool:
    """Whether two statements of one key say another date, because 同年 or "that year" follows another year."""
    return any(first.says != second.says for first, second in _same_words(old, new, DateBasis.CONTEXT))


def is_rolled_forward(old: Statement, new: Statement) -> bool:
    """Whether two statements of one key say another year only because the edition is another's: 昨年, 本年."""
    return any(first.says != second.says for first, second in _same_words(old, new, DateBasis.EDITION))


def _same_words(old: Statement, new: Statement, basis: DateBasis) -> list[tuple[DateReading, DateReading]]:
    if not old.dates or len(old.dates) != len(new.dates) or old.key != new.key:
        return []
    pairs = zip(old.dates, new.dates, strict=True)
    return [
        (first, second)
        for first, second in pairs
        if first.basis is basis and second.basis is basis and first.says and second.says
    ]


def find_dates_updated(sides: Sides) -> tuple[Finding, ...]:
    """Dates that moved, and words that stayed and say another date.

    Fires: 2023年度 → 2024年度 (low); the same 同年12月 after another year (medium, both readings in `says`).
    Stays quiet: 同年 → 2024年 where both say 2024; a date on one side only.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    findings = _re_read(sides)
    if findings:
        return findings
    gone, came = _only(sides.old, sides.new), _only(sides.new, sides.old)
    pairs = [pair for pair in zip(gone, came, strict=False) if not _is_closer(*pair)]
    return tuple(_finding(RULE, old, new, sides, Significance.LOW) for old, new in pairs[:1])


def _is_closer(old: DateReading, new: DateReading) -> bool:
    """Whether one date is the other, told more closely: 2019, 2019-12."""
    return old.says.startswith(new.says) or new.says.startswith(old.says)


def _re_read(sides: Sides) -> tuple[Finding, ...]:
    """The same words that say another date, in statements whose words all stayed."""
    if len(sides.old.placed) != 1 or len(sides.new.placed) != 1:
        return ()
    old, new = sides.old.placed[0].statement, sides.new.placed[0].statement
    findings: list[Finding] = []
    for basis, rule, level in (
        (DateBasis.CONTEXT, REDATED, Significance.MEDIUM),
        (DateBasis.EDITION, ROLLED, Significance.LOW),
    ):
        for first, second in _same_words(old, new, basis):
            if first.says != second.says:
                findings.append(_finding(rule, first, second, sides, level))
                break
    return tuple(findings[:1])


def readings(side: SideText) -> list[DateReading]:
    """All resolved dates of a side, spans counted in the joined text."""
    return [
        DateReading(start=one.offset + date.start, end=one.offset + date.end, says=date.says, basis=date.basis)
        for one in side.placed
        for date in one.statement.dates
        if date.says
    ]


def _only(here: SideText, there: SideText) -> list[DateReading]:
    left = Counter(one.says for one in readings(there))
    only: list[DateReading] = []
    for one in readings(here):
        if left[one.says]:
            left[one.says] -= 1
        else:
            only.append(one)
    return only


def _finding(rule: str, old: DateReading, new: DateReading, sides: Sides, level: Significance) -> Finding:
    evidence: tuple[Evidence, ...] = (
        sides.old.evidence(rule, old.start, old.end, old.says),
        sides.new.evidence(rule, new.start, new.end, new.says),
    )
    return Finding(category="date_updated", status="done", significance=level, evidence=evidence)
