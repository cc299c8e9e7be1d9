"""Many texts in, one text out that is passed over once where each alone would be; what is found there is told by text.

Knows nothing of what is looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from wpdiff.changes.sides import fold_widths

_SEPARATOR = "\n\x00\n"  # nothing that a pattern finds in a text reaches across


class Joined(Struct, frozen=True):
    """Texts, and where each begins in all of them joined and folded."""

    texts: Sequence[str]
    starts: Sequence[int]
    folded: str

    @classmethod
    def of(cls, texts: Collection[str], language: str) -> Joined:
        """Texts as one, widths folded (and case in English)."""
        starts = accumulate((len(text) + len(_SEPARATOR) for text in texts), initial=0)
        return cls(list(texts), list(starts), fold_widths(_SEPARATOR.join(texts), language))

    def text(self, number: int) -> str:
        """One of the texts, folded."""
        return self.folded[self.starts[number] : self.starts[number + 1] - len(_SEPARATOR)]

    def matches(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str]]]:
        """All matches of a pattern, each with the number of its text and where that begins."""
        for match in pattern.finditer(self.folded):
            number = self._at(match.start())
            yield number, self.starts[number], match

    def holds(self, words: Sequence[str]) -> frozenset[str]:
        """Those of the words that stand in any of the texts: all are looked for in one pass.

        >>> sorted(Joined.of(["東の盾", "S-400"], "ja").holds(["盾", "西", "S-4"]))
        ['S-4', '盾']
        """
        try:
            return frozenset(_searched(words).find_matches_as_strings(self.folded, overlapping=True))
        except UnicodeEncodeError:  # half a surrogate pair
            return frozenset(word for word in words if word in self.folded)

    def holding(self, words: Sequence[str]) -> list[int]:
        """The numbers of the texts that hold one of the words.

        >>> Joined.of(["grave concern", "trade", "concerns"], "en").holding(["concern", "threat"])
        [0, 2]
        """
        try:
            found = _searched(words).find_matches_as_indexes(self.folded, overlapping=True)
        except UnicodeEncodeError:
            return [number for number in range(len(self.texts)) if any(word in self.text(number) for word in words)]
        return sorted({self._at(start) for _, start, _ in found})

    def _at(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1


def _searched(words: Sequence[str]) -> AhoCorasick:
    """What finds the words. Raises UnicodeEncodeError for half a surrogate pair, behind which it would know no word."""
    "".join(words).encode()
    return AhoCorasick(words)
