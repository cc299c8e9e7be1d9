"""One that became two, two that became one: free statements beside a pair that hold the rest of its words."""

from __future__ import annotations

from collections.abc import Callable

from wpdiff.align.candidates import Scale
from wpdiff.align.links import EQUAL, Links
from wpdiff.align.side import Grams, Side
from wpdiff.text.similarity import likeness, weigh

HELD = 315  # thousandths of a free statement that the other side must hold beyond what the pair already accounts for
TELLING = 25 * 256  # … and the weight that what it holds must have: three words are found in any neighbour
REACH = 3  # how many statements may join a pair on each side of it


def attach_rest(scale: Scale, links: Links) -> None:
    """Let free statements join the pair of a direct neighbour when the other side holds their words too.

    Equal pairs take nobody in; a pair grows on one side only, so that what comes out is 1:n or n:1.
    """
    for old, new in links.pairs():
        if links.scores[old] == EQUAL:
            continue
        if old not in links.grown_old:
            for extra in _joining(scale, (scale.old, old), scale.new, new, links.is_free_new):
                links.join_new(extra, new)
        if new not in links.grown_new:
            for extra in _joining(scale, (scale.new, new), scale.old, old, links.is_free_old):
                links.join_old(extra, old)


def _joining(
    scale: Scale, fixed: tuple[Side, int], side: Side, start: int, is_free: Callable[[int], bool]
) -> list[int]:
    """The free neighbours of a statement that belong to its pair, given the pair's other side."""
    joining: list[int] = []
    grown: Grams | None = None
    for step in (1, -1):
        for index in range(start + step, start + step * (REACH + 1), step):
            inside = 0 <= index < len(side.keys) and side.families[index] == side.families[start]
            if not inside or not is_free(index):
                break
            grown = side.grams(start) if grown is None else grown
            if not _belongs(scale, fixed[0].grams(fixed[1]), grown, side.grams(index)):
                break
            grown |= side.grams(index)
            joining.append(index)
    return joining


def _belongs(scale: Scale, fixed: frozenset[str], grown: frozenset[str], extra: frozenset[str]) -> bool:
    """Whether the other side holds enough of an extra statement, and the pair does not become less alike by it."""
    weights = scale.weights
    held = weigh((fixed & extra) - grown, weights)
    if held < TELLING or 1000 * held < HELD * weigh(extra, weights):
        return False
    whole = weigh(fixed, weights)
    before = likeness(weigh(fixed & grown, weights), whole, weigh(grown, weights))
    wider = grown | extra
    return likeness(weigh(fixed & wider, weights), whole, weigh(wider, weights)) >= before
