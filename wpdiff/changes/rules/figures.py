"""Counts, ranks, shares and sums that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from wpdiff.changes.figures import Counted, plain
from wpdiff.changes.sides import Sides
from wpdiff.changes.stretches import replaced
from wpdiff.model.comparison import Finding, Significance

RULE = "figure"
SMALL = Decimal("0.05")  # a figure that moves by less is told as low, unless it is a rank
_TELLING = 10**6  # a rise from next to nothing is told without its share
_RANKS = ("位", "rank")
_YEARS = range(1900, 2100)
_LASTING = ("年連続", "年度連続", "期連続")  # 11年連続 → 12年連続: a period rolled forward, nothing was counted anew


def find_figures_updated(sides: Sides) -> tuple[Finding, ...]:
    """The same thing counted again, with another result: old and new value, unit, direction, difference, share.

    Fires: 4隻 → 7隻; "ranked third" → "ranked second".
    Stays quiet: 8か国 / 八か国, 50% / 5割; a figure on one side only. 11年連続 → 12年連続 is date_updated.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    pairs = _pairs(sides)
    return tuple(_finding(old, new, sides) for old, new in pairs)


def _pairs(sides: Sides) -> list[tuple[Counted, Counted]]:
    """Figures of one unit that stand on one side only, in print order, each with its counterpart.

    What was printed in its place is a figure's counterpart; else the first of its unit that is left.
    """
    old, new = sides.old.figures, sides.new.figures
    if not old or not new:
        return []
    gone, came = _only(old, new), _only(new, old)
    if not gone or not came:
        return []
    blocks = replaced(sides.difference.edits)
    pairs = [pair for block in blocks for pair in _paired(_within(gone, *block[:2]), _within(came, *block[2:]))]
    for first, second in pairs:
        gone.remove(first)
        came.remove(second)
    return sorted([*pairs, *_paired(gone, came)], key=lambda pair: pair[0].start)


def _within(figures: Sequence[Counted], start: int, end: int) -> list[Counted]:
    return [one for one in figures if one.start < end and start < one.end]


def _paired(gone: Sequence[Counted], came: Sequence[Counted]) -> list[tuple[Counted, Counted]]:
    left = list(came)
    pairs: list[tuple[Counted, Counted]] = []
    for one in gone:
        partner = next((other for other in left if other.unit == one.unit), None)
        if partner is not None:
            left.remove(partner)
            pairs.append((one, partner))
    return pairs


def _only(here: Sequence[Counted], there: Sequence[Counted]) -> list[Counted]:
    left = Counter((one.value, one.unit) for one in there)
    only: list[Counted] = []
    for one in here:
        if left[one.value, one.unit]:
            left[one.value, one.unit] -= 1
        else:
            only.append(one)
    return only


def _are_years(old: Counted, new: Counted) -> bool:
    """Whether two bare numbers are years that no date was made of: the period 2020-2024, (2019) behind a title."""
    return not old.unit and all(
        one.end - one.start == 4 and one.value == int(one.value) and one.value in _YEARS for one in (old, new)
    )


def _finding(old: Counted, new: Counted, sides: Sides) -> Finding:
    difference = new.value - old.value
    share = abs(difference / old.value) if old.value else Decimal(1)
    smallest = min(abs(old.value), abs(new.value))  # so that a rise and the fall back weigh the same
    low = abs(difference) < SMALL * smallest and old.unit not in _RANKS
    years = _are_years(old, new)
    lasting = old.unit in _LASTING or years
    says = new.says if years else f"{new.says}; {_moved(old, new, share)}"  # 2024 → 2025 did not grow by 0 %
    return Finding(
        category="date_updated" if lasting else "figure_updated",
        status="done",
        significance=Significance.LOW if low or lasting else Significance.MEDIUM,
        evidence=(
            sides.old.evidence(RULE, old.start, old.end, old.says),
            sides.new.evidence(RULE, new.start, new.end, says),
        ),
    )


def _moved(old: Counted, new: Counted, share: Decimal) -> str:
    """Which way and how far: up 75 (12.5 %)."""
    way = f"{'up' if new.value > old.value else 'down'} {plain(abs(new.value - old.value))}"
    return f"{way} ({plain((share * 100).quantize(Decimal('0.1')))} %)" if share < _TELLING else way
