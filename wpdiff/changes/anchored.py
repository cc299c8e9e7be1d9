"""Very long token streams, cut at tokens that occur once on both sides before a differ sees them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence

Opcode = tuple[int, int, int, int, bool]
Differ = Callable[[Sequence[str], Sequence[str]], list[Opcode]]
PIECE = 4_000  # tokens a piece between two anchors may have to be compared exactly; a longer one is replaced whole


def anchored_opcodes(old: Sequence[str], new: Sequence[str], differ: Differ) -> list[Opcode]:
    """Opcodes (old start, old end, new start, new end, kept) of two long streams, exact between unique anchors.

    >>> plain = lambda old, new: [(0, len(old), 0, len(new), False)]
    >>> anchored_opcodes(["a", "x", "b"], ["a", "y", "b"], plain)
    [(0, 1, 0, 1, True), (1, 2, 1, 2, False), (2, 3, 2, 3, True)]
    """
    opcodes: list[Opcode] = []
    i = j = 0
    for next_i, next_j in [*_unique_chain(old, new), (len(old), len(new))]:
        opcodes += _piece(old, new, (i, next_i, j, next_j), differ)
        if next_i < len(old):
            opcodes.append((next_i, next_i + 1, next_j, next_j + 1, True))
        i, j = next_i + 1, next_j + 1
    return opcodes


def _piece(old: Sequence[str], new: Sequence[str], span: tuple[int, int, int, int], differ: Differ) -> list[Opcode]:
    i, i_end, j, j_end = span
    if i >= i_end and j >= j_end:
        return []
    if i >= i_end or j >= j_end or max(i_end - i, j_end - j) > PIECE:
        return [(i, i_end, j, j_end, False)]
    found = differ(old[i:i_end], new[j:j_end])
    return [(a + i, b + i, c + j, d + j, kept) for a, b, c, d, kept in found]


def _unique_chain(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The longest rising chain of tokens that occur once in each stream (patience sorting)."""
    old_counts, new_counts = Counter(old), Counter(new)
    places = {token: j for j, token in enumerate(new) if new_counts[token] == 1}
    links = [(i, places[token]) for i, token in enumerate(old) if old_counts[token] == 1 and token in places]
    tails: list[int] = []
    holders: list[int] = []
    previous: list[int] = []
    for index, (_, j) in enumerate(links):
        place = bisect_left(tails, j)
        previous.append(holders[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        holders[place : place + 1] = [index]
    chain: list[tuple[int, int]] = []
    index = holders[-1] if holders else -1
    while index >= 0:
        chain.append(links[index])
        index = previous[index]
    return chain[::-1]
