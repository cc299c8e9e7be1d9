"""Which statements and sections of one edition answer to which of the other."""

from __future__ import annotations

from msgspec import Struct

from wpdiff.model.edition import Edition


class Rejected(Struct, frozen=True, kw_only=True, gc=False):
    """A near pairing that was refused: old statement, new statement, score in thousandths."""

    old: int
    new: int
    score: int


class Pair(Struct, frozen=True, kw_only=True, gc=False):
    """Old statements answered by new statements: 1:1, 1:n (split), n:1 (merged), 1:0 (removed), 0:1 (added).

    `score` is the likeness in thousandths (1000 = same key, 0 = unmatched); `moved` that its place among its
    neighbours or its section is another; `rejected` the nearest partners refused, best first.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: int = 0
    moved: bool = False
    rejected: tuple[Rejected, ...] = ()


class SectionPair(Struct, frozen=True, kw_only=True, gc=False):
    """A section of the old edition and its counterpart in the new one; None where it has none."""

    old: int | None
    new: int | None
    moved: bool = False


class Alignment(Struct, frozen=True, kw_only=True):
    """Every statement of both editions in exactly one pair; pairs in the new print order, removed ones in place."""

    old: Edition
    new: Edition
    pairs: tuple[Pair, ...]
    sections: tuple[SectionPair, ...]
