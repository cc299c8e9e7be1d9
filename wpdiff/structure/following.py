"""What stands after a line: whether a number there begins a list, a row of headings, or text of its own."""

from __future__ import annotations

from collections.abc import Collection, Container

from msgspec import Struct

from wpdiff.structure.lines import Line
from wpdiff.structure.shapes import Shape

_SENTENCE_ENDS = ("。", ".", "．", "）", ")", "」", '"', "”", "：", ":")
# How far a row is followed: boilerplate between two lines, and a section's length in lines.
_BOILERPLATE_LINES, _SECTION_LINES = 12, 400


def continues(values: tuple[int, ...], after: tuple[int, ...]) -> bool:
    """Is `after` the next count after `values`?"""
    if not values or not after:
        return False
    if after[:-1] == values[:-1] and len(after) == len(values):
        return after[-1] == values[-1] + 1
    return False


class Following(Struct, frozen=True):
    """What stands after a line; `closed` are captions and sources, behind which text has ended without a stop."""

    lines: list[Line]
    shapes: dict[int, Shape]
    aside: Collection[int]
    closed: Container[int] = frozenset()

    def next_line(self, number: int) -> int | None:
        """The next line that is not set aside."""
        for following in range(number + 1, min(number + _BOILERPLATE_LINES, len(self.lines))):
            if following not in self.aside:
                return following
        return None

    def is_listed(self, number: int, shape: Shape) -> bool:
        """Does the next number follow at once, so that this is a list and no heading over anything?"""
        after = self.next_line(number)
        other = self.shapes.get(after) if after is not None else None
        return other is not None and other.kind == shape.kind and continues(shape.values, other.values)

    def stands_over_text(self, number: int) -> bool:
        """Does a sentence end before the line (or is it glued to one), and running text or a deeper row begin below?"""
        after = self.next_line(number)
        if after is None or not (self._begins_deeper(number, after) or self._begins_text(after)):
            return False
        before = number - 1
        if self.lines[number].glued or before in self.shapes or before < 0:
            return True
        return before in self.aside or before in self.closed or self._is_sentence(before)

    def _begins_text(self, number: int) -> bool:
        """Does running text begin here, or below one line that leads into it (●…)?"""
        after = number + 1
        if self._is_sentence(number):
            return True
        return number not in self.shapes and after < len(self.lines) and self._is_sentence(after)

    def _is_sentence(self, number: int) -> bool:
        """Does the line end as a sentence does?"""
        return number not in self.shapes and self.lines[number].text.endswith(_SENTENCE_ENDS)

    def _begins_deeper(self, number: int, after: int) -> bool:
        """Does the next line begin a row of deeper headings?"""
        shape, other = self.shapes[number], self.shapes.get(after)
        if other is None or shape.rank is None or other.rank is None:
            return False
        return other.rank > shape.rank and other.values[-1:] in ((), (1,))

    def goes_on(self, number: int, shape: Shape) -> bool:
        """Does the count go on below, before it starts again?"""
        for following in range(number + 1, min(number + _SECTION_LINES, len(self.lines))):
            other = self.shapes.get(following)
            if other is not None and other.kind == shape.kind and len(other.values) == len(shape.values):
                return continues(shape.values, other.values)
        return False

    def comes_back(self, number: int, inner: Shape, outer: Shape) -> bool:
        """Does the inner row go on below, before the outer one does: ア, イ, （1）, （2）, ウ?"""
        for following in range(number + 1, min(number + _SECTION_LINES, len(self.lines))):
            other = self.shapes.get(following)
            if other is None:
                continue
            if other.kind == inner.kind:
                return continues(inner.values, other.values)
            if other.strong or (other.rank is not None and outer.rank is not None and other.rank < outer.rank):
                return False
        return False
