"""The links found so far, asked and grown by every step of the alignment."""

from __future__ import annotations

from collections.abc import Iterable

from wpdiff.align.chain import Link

EQUAL = 1000  # thousandths: the same words


class Links:
    """Which old statements answer to which new ones. A statement is linked one to one until groups are made of it.

    >>> links = Links([(0, 2)])
    >>> links.old_to_new[0], links.free_old(range(2)), links.free_new(range(3))
    (2, [1], [0, 1])
    """

    def __init__(self, pairs: Iterable[Link] = ()) -> None:
        self.old_to_new: dict[int, int] = {}
        self.new_to_old: dict[int, int] = {}
        self.joined_old: dict[int, int] = {}  # an extra old statement → the old statement that it was merged with
        self.joined_new: dict[int, int] = {}  # an extra new statement → the new statement that it was split from
        self.grown_old: set[int] = set()  # old statements that others were merged with
        self.grown_new: set[int] = set()  # new statements that others were split from
        self.scores: dict[int, int] = {}  # how alike the old statement and its partner are, in thousandths
        for pair in pairs:
            self.add(pair, EQUAL)

    def add(self, pair: Link, score: int) -> None:
        """Link two statements that are both free."""
        old, new = pair
        self.old_to_new[old], self.new_to_old[new] = new, old
        self.scores[old] = score

    def drop(self, pair: Link) -> None:
        """Take a link back; both statements are free again."""
        old, new = pair
        del self.old_to_new[old], self.new_to_old[new], self.scores[old]

    def join_old(self, extra: int, to: int) -> None:
        """Merge a free old statement into the pair that another old statement has."""
        self.joined_old[extra] = to
        self.grown_old.add(to)

    def join_new(self, extra: int, to: int) -> None:
        """Add a free new statement to the pair that another new statement has."""
        self.joined_new[extra] = to
        self.grown_new.add(to)

    def is_free_old(self, old: int) -> bool:
        """Whether no new statement answers to this old one yet."""
        return old not in self.old_to_new and old not in self.joined_old

    def is_free_new(self, new: int) -> bool:
        """Whether this new statement answers to no old one yet."""
        return new not in self.new_to_old and new not in self.joined_new

    def free_old(self, among: Iterable[int]) -> list[int]:
        """The old statements of these that nothing answers to."""
        linked, joined = self.old_to_new, self.joined_old
        return [old for old in among if old not in linked and old not in joined]

    def free_new(self, among: Iterable[int]) -> list[int]:
        """The new statements of these that answer to nothing."""
        linked, joined = self.new_to_old, self.joined_new
        return [new for new in among if new not in linked and new not in joined]

    def pairs(self) -> list[Link]:
        """All links one to one, in the old edition's order."""
        answers = self.old_to_new
        return [(old, answers[old]) for old in sorted(answers)]
