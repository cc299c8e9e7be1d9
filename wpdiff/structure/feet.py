"""Notes of several chapters that stand together at an edition's end: which part of the text each run of them is of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping

from wpdiff.structure.bodies import Candidate
from wpdiff.structure.shapes import Shape

_HEADINGS_BETWEEN = 4
# Where numbers and places are so many, they are no notes of chapters but a table.
_MOST_PAIRS = 200_000
Span = tuple[int, int]


def in_windows(
    runs: list[list[Candidate]],
    shapes: Mapping[int, Shape],
    aside: Collection[int],
    possible: Mapping[int, list[int]],
) -> Iterator[tuple[list[Candidate], Span | None]]:
    """Each run, with the lines on which its marks hang where runs stand together; None where a run stands alone."""
    first = 0
    for foot in _feet(runs, shapes, aside):
        if len(foot) == 1:
            yield foot[0], None
            continue
        windows = _windows(foot, possible, first, foot[0][0].line)
        yield from zip(foot, windows, strict=True)
        first = foot[-1][-1].line + 1


def _feet(
    runs: list[list[Candidate]], shapes: Mapping[int, Shape], aside: Collection[int]
) -> Iterator[list[list[Candidate]]]:
    """Runs of notes between which nothing stands but headings."""
    foot: list[list[Candidate]] = []
    for run in runs:
        between = range(foot[-1][-1].line + 1, run[0].line) if foot else range(0)
        together = len(between) <= _HEADINGS_BETWEEN and all(line in shapes or line in aside for line in between)
        if foot and together and _are_notes(run) and _are_notes(foot[-1]):
            foot.append(run)
            continue
        if foot:
            yield foot
        foot = [run]
    if foot:
        yield foot


def _are_notes(run: list[Candidate]) -> bool:
    """Do all of a run look like notes: no row of headings, no list?"""
    return all(candidate.surely for candidate in run)


def _windows(foot: list[list[Candidate]], possible: Mapping[int, list[int]], first: int, end: int) -> list[Span]:
    """Where the text of each run begins and ends: the numbers of all runs, one after the other, follow the text's."""
    numbers = [(candidate.number, run) for run, notes in enumerate(foot) for candidate in notes]
    positions: dict[int, list[int]] = {}
    for position, (number, _) in enumerate(numbers):
        positions.setdefault(number, []).insert(0, position)
    reach = {number: _within(possible.get(number, []), first, end) for number in positions}
    if sum(len(lines) * len(positions[number]) for number, lines in reach.items()) > _MOST_PAIRS:
        return [(first, end)] * len(foot)
    hanging = sorted(
        (line, -position) for number, places in positions.items() for line in reach[number] for position in places
    )
    begins: dict[int, int] = {}
    for index in _rising([-position for _, position in hanging]):
        line, position = hanging[index]
        begins.setdefault(numbers[-position][1], line)
    starts = [first]
    for run in range(1, len(foot)):
        starts.append(max(begins.get(run, starts[-1]), starts[-1]))
    return list(zip(starts, [*starts[1:], end], strict=True))


def _within(lines: list[int], first: int, end: int) -> list[int]:
    return lines[bisect_left(lines, first) : bisect_left(lines, end)]


def _rising(values: list[int]) -> list[int]:
    """The indices of a longest strictly rising part of a sequence."""
    tails: list[int] = []
    holders: list[int] = []
    previous: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        previous.append(holders[place - 1] if place else -1)
        tails[place : place + 1] = [value]
        holders[place : place + 1] = [index]
    chain: list[int] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(index)
        index = previous[index]
    return chain[::-1]
