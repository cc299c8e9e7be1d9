"""The near partners that a pair, or a statement that stands alone, did not take."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from wpdiff.align.candidates import Candidates
from wpdiff.align.gaps import NEAR

REFUSED = 3  # how many refused partners are told for a pair
NOBODY = -1  # the other side of a statement that stands alone
Near = tuple[int, int, int]  # likeness below nothing, old and new statement: the best are the least


class Refused:
    """The near candidates, by their old and by their new statements: of the new ones only those that will be asked."""

    def __init__(self, candidates: Candidates, asked_new: Collection[int]) -> None:
        self.candidates = candidates
        self.by_new: dict[int, list[Near]] = {}
        for old, partners in candidates.items():
            for new, score in partners:
                if score > NEAR and new in asked_new:
                    self.by_new.setdefault(new, []).append((-score, old, new))

    def told(self, old: int, new: int) -> Sequence[Near]:
        """The nearest partners that the two refused for each other, best first."""
        if old not in self.candidates and new not in self.by_new:
            return ()
        near = [(-score, old, other) for other, score in self.candidates.get(old, ()) if score > NEAR and other != new]
        near += [one for one in self.by_new.get(new, ()) if one[1] != old]
        near.sort()
        return near[:REFUSED]
