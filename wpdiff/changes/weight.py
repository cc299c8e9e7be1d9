"""How much a finding matters: its category's base, moved by what stands beside it."""

from __future__ import annotations

from wpdiff.changes.dates import readings
from wpdiff.changes.sides import Sides, SideText
from wpdiff.model.comparison import Significance
from wpdiff.model.edition import StatementKind

_ORDER = (Significance.LOW, Significance.MEDIUM, Significance.HIGH)
_NEAR = 60  # characters in which 初めて belongs to the cue beside it
_NEWS = 5  # years after which what happened is background, though it may be told for the first time
_ASIDE = (StatementKind.NOTE, StatementKind.CAPTION, StatementKind.REFERENCE)


def weigh(
    base: Significance,
    side: SideText,
    sides: Sides,
    start: int,
    end: int,
    *,
    status: str = "done",
    first: bool = False,
) -> Significance:
    """The base, one up when it is a first, one down when it is only reported, long past, or in a note or caption."""
    past = _is_past(side, start)
    up = not past and (first or is_novel(side, sides, start, end))
    return shift(base, int(up) - int(status == "reported") - int(past) - int(_is_aside(side)))


def _is_past(side: SideText, start: int) -> bool:
    """Whether the date told last before a span lies years before the edition: 1865年に施行された is no news of 2019."""
    if not side.year:
        return False
    told = [date for date in readings(side) if date.start <= start and date.says[:4].isdigit()]
    return bool(told) and int(told[-1].says[:4]) < side.year - _NEWS


def shift(base: Significance, steps: int) -> Significance:
    """So many steps up or down, between low and high.

    >>> shift(Significance.MEDIUM, 1), shift(Significance.LOW, -2)
    (<Significance.HIGH: 'high'>, <Significance.LOW: 'low'>)
    """
    return _ORDER[min(max(_ORDER.index(base) + steps, 0), len(_ORDER) - 1)]


def is_novel(side: SideText, sides: Sides, start: int, end: int) -> bool:
    """Whether a first, a record or a one-sided act is told beside a span."""
    family = sides.lexicon.families["novelty"]
    if not side.speaks_of(family.needs):
        return False
    return bool(family.pattern.search(side.text, max(0, start - _NEAR), end + _NEAR))


def _is_aside(side: SideText) -> bool:
    return all(one.statement.kind in _ASIDE for one in side.placed)
