"""One pair as the rules see it: the statements of both sides in their places, and the edit script between them."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from wpdiff.changes.counterparts import Counterparts
from wpdiff.changes.lexicon import Lexicon
from wpdiff.model.comparison import ChangeKind, Edit
from wpdiff.model.edition import Statement


class Placed(Struct, frozen=True, kw_only=True):
    """A statement with its index, its path of headings, and where it starts in its side's joined text."""

    index: int
    statement: Statement
    path: tuple[str, ...]
    offset: int = 0


class Difference(Struct, frozen=True, kw_only=True):
    """A pair that may be a change. A side is empty when the statement was added or removed.

    `edits` runs over the joined texts (splits and merges: joined by the later statements' `before`).
    The years are those that the editions speak of, 0 where they are not known.
    `counterparts` tell which section answers to which, so that references can be followed. `lexicon` is given where a
    workspace has words of its own.
    """

    kind: ChangeKind
    language: str
    old: tuple[Placed, ...]
    new: tuple[Placed, ...]
    edits: tuple[Edit, ...]
    moved: bool = False
    old_year: int = 0
    new_year: int = 0
    counterparts: Counterparts | None = None
    lexicon: Lexicon | None = None


def joined_text(side: Sequence[Placed]) -> str:
    """The texts of one side as one, joined by what is printed before the later ones."""
    if not side:
        return ""
    first = side[0].statement.text
    if len(side) == 1:
        return first
    return first + "".join(one.statement.before + one.statement.text for one in side[1:])
