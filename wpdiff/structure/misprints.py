"""Misprinted numbers of headings: one that does not count on, between two that do, is read as what they prove it to be.

1 2 3 7 5 6: the 7 stands where only the 4 is missing. What is printed stays; only its place in the row is mended.
"""

from __future__ import annotations

from collections.abc import Mapping

from wpdiff.structure.following import Following
from wpdiff.structure.shapes import Shape

_NEIGHBOURS = 2  # one on each side


def mend_misprints(shapes: Mapping[int, Shape], following: Following) -> dict[int, Shape]:
    """The shapes of headings known by their row alone whose number both neighbours of the row call wrong."""
    mended: dict[int, Shape] = {}
    rows: dict[str, list[tuple[int, Shape]]] = {}
    for number in sorted(shapes):
        shape = shapes[number]
        if shape.strong or shape.markup:
            _close_below(rows, shape)
        elif len(shape.values) == 1:
            _close_below(rows, shape)
            row = rows.setdefault(shape.kind, [])
            row.append((number, shape))
            if len(row) > _NEIGHBOURS and _is_misprint(row, following):
                line, wrong = row[-2]
                mended[line] = wrong._replace(values=(shape.values[0] - 1,))
    return mended


def _close_below(rows: dict[str, list[tuple[int, Shape]]], shape: Shape) -> None:
    """End the rows that stand deeper than a heading, or are not known to stand above it."""
    for kind in [kind for kind, row in rows.items() if kind != shape.kind and not _is_above(row[-1][1], shape)]:
        del rows[kind]


def _is_above(other: Shape, shape: Shape) -> bool:
    return other.rank is not None and shape.rank is not None and other.rank < shape.rank


def _is_misprint(row: list[tuple[int, Shape]], following: Following) -> bool:
    """Are the counts on both sides of one two apart, its own not between, and does it stand over text of its own?"""
    (_, before), (line, shape), (_, after) = row[-3:]
    count = shape.values[0]
    if after.values[0] - before.values[0] != _NEIGHBOURS or count == after.values[0] - 1:
        return False
    return count not in (before.values[0], after.values[0]) and following.stands_over_text(line)
