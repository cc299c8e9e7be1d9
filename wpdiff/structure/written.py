"""What was written down of an edition, or of some of its lines, and how parts of it are put together."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wpdiff.model.edition import Statement


class Written(Struct, frozen=True):
    """Statements in print order, the first statement of each line that is a heading, and of every line.

    `captions` are the section, key and statement of each caption.
    """

    statements: tuple[Statement, ...]
    of_heading: dict[int, int]
    of_line: tuple[int, ...]
    captions: tuple[tuple[int, str, int], ...]


def put_together(parts: Sequence[Written]) -> Written:
    """The parts of an edition as one: each counts its statements from where those before it end."""
    statements: list[Statement] = []
    of_heading: dict[int, int] = {}
    of_line: list[int] = []
    captions: list[tuple[int, str, int]] = []
    for part in parts:
        count = len(statements)
        statements += part.statements
        of_heading.update((line, count + index) for line, index in part.of_heading.items())
        of_line += [count + index for index in part.of_line]
        captions += [(section, key, count + index) for section, key, index in part.captions]
    return Written(tuple(statements), of_heading, tuple(of_line), tuple(captions))
