"""Dates that say another day: printed anew, or the same words after another year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from wpdiff.changes.dates import read_anew, readings
from wpdiff.changes.sides import Sides
from wpdiff.model.comparison import Evidence, Finding, Significance
from wpdiff.model.edition import DateBasis, DateReading

RULE = "date"
REDATED = "redated"
ROLLED = "rolled_forward"


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
    old, new = readings(sides.old), readings(sides.new)
    if not old or not new:
        return ()
    gone, came = _only(old, new), _only(new, old)
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
        findings += [_finding(rule, *pair, sides, level) for pair in read_anew(old, new, basis)[:1]]
    return tuple(findings[:1])


def _only(here: Sequence[DateReading], there: Sequence[DateReading]) -> list[DateReading]:
    left = Counter(one.says for one in there)
    only: list[DateReading] = []
    for one in here:
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
