"""An analyst's word on a change, kept beside the workspace: it outlives the comparison that it was said of."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Verdict(StrEnum):
    """What an analyst can say: they belong together or do not; it is editorial or not; leave it out; I have seen it."""

    TOGETHER = "together"
    APART = "apart"
    EDITORIAL = "editorial"
    SUBSTANTIVE = "substantive"
    MUTED = "muted"
    REVIEWED = "reviewed"


class Review(Struct, frozen=True, kw_only=True):
    """One entry of a review.toml.

    It is about the statements whose texts are `old` and `new`, or about the change whose id is `change`; `editions`
    are the names (series/edition) of the two editions it is for, none where it is for any. `line` is where it stands.
    """

    verdict: Verdict
    reason: str
    date: str
    by: str = ""
    change: str = ""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    line: int = 0

    def turned(self) -> Review:
        """The same word said of the comparison the other way round."""
        return Review(
            verdict=self.verdict,
            reason=self.reason,
            date=self.date,
            by=self.by,
            change=self.change,
            old=self.new,
            new=self.old,
            editions=self.editions[::-1],
            line=self.line,
        )


class Told(Struct, frozen=True, kw_only=True):
    """Pairs of statements that an analyst put together or took apart, by their indices."""

    together: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
