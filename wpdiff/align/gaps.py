"""What stands between two anchors: near statements in order, also one that became two and two that became one.

Small gaps are solved exactly by dynamic programming over 1:1, 1:2 and 2:1 steps (the shape of Gale and Church 1993,
with words instead of lengths); in large ones the heaviest chain of near candidates cuts smaller gaps first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from wpdiff.align.candidates import Candidates, Claim, Gap, Scale
from wpdiff.align.chain import Link, heaviest_chain
from wpdiff.align.links import EQUAL, Links
from wpdiff.align.side import Grams, Side
from wpdiff.text.similarity import likeness, weigh

NEAR = 280  # thousandths a pair must exceed to be taken in its gap; research plateau .25-.30
FACING = 220  # … or 220 where one statement faces one between the same neighbours
SHORT = 12  # characters of a key so short that one other word in it takes most of its trigrams (船は八隻ある: 173)
FRAME = 3  # quarters of it that must stand around that word
JOIN_GAIN = 90  # what a second statement must add to a pair's score to be part of it
# A statement is left to the partner that claims it (asvs: 833 against 298 in its gap) where that is twice as like as
# what faces it; where the claim comes from the same gap, the order of the text weighs more, and it takes eight thirds.
OUTDONE = 2000
OUTDONE_INSIDE = 2667
DENSE = 1600  # cells of a gap solved exactly; larger ones are cut at candidates first
RATED = 1 << 15  # cells that are rated together: what their grams may take of memory


class Step(Struct, frozen=True):
    """One step of the solution of a gap: old statements paired with new ones."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    score: int


def align_gaps(scale: Scale, candidates: Candidates, gaps: Iterable[Gap], links: Links) -> None:
    """Link what is near and in order among the free statements of each gap; no statement stands in two of them."""
    for parts in _batches(part for gap in gaps for part in _cut(candidates, *gap)):
        for (old, new), likenesses in zip(parts, scale.rate(parts), strict=True):
            for step in _solve(scale, old, new, likenesses):
                _take(step, links)


def _batches(gaps: Iterable[Gap]) -> Iterator[list[Gap]]:
    """So many gaps at a time that their cells are rated together."""
    batch: list[Gap] = []
    cells = 0
    for old, new in gaps:
        batch.append((old, new))
        cells += len(old) * len(new)
        if cells >= RATED:
            yield batch
            batch, cells = [], 0
    if batch:
        yield batch


def _take(step: Step, links: Links) -> None:
    links.add((step.old[0], step.new[0]), step.score)
    for extra in step.old[1:]:
        links.join_old(extra, step.old[0])
    for extra in step.new[1:]:
        links.join_new(extra, step.new[0])


def _cut(candidates: Candidates, old: Sequence[int], new: Sequence[int]) -> Iterator[Gap]:
    """Cut a large gap at the heaviest chain of its candidates.

    The pieces hold a chained pair each and what follows it, so that exact solving may still prefer a neighbour or a
    split; a piece that is still too large gives up all but its chained pair.
    """
    if not old or not new:
        return
    if len(old) * len(new) <= DENSE:
        yield old, new
        return
    old_place = {index: place for place, index in enumerate(old)}
    new_place = {index: place for place, index in enumerate(new)}
    links, scores = _inside(candidates, old_place, new_place)
    chain = [links[k] for k in heaviest_chain(links, scores)]
    starts = [(0, 0), *chain]
    ends = [*chain, (len(old), len(new))]
    for (i, j), (i_end, j_end) in zip(starts, ends, strict=True):
        if (i_end - i) * (j_end - j) <= DENSE:
            yield old[i:i_end], new[j:j_end]
        elif (i, j) in chain:
            yield old[i : i + 1], new[j : j + 1]


def _inside(candidates: Candidates, old: Mapping[int, int], new: Mapping[int, int]) -> tuple[list[Link], list[int]]:
    """The candidates of a gap by their places in it, and their scores above what is near."""
    links: list[Link] = []
    scores: list[int] = []
    for index, place in old.items():
        for partner, score in candidates.get(index, ()):
            if score > NEAR and partner in new:
                links.append((place, new[partner]))
                scores.append(score - NEAR)
    return links, scores


def _solve(scale: Scale, old: Sequence[int], new: Sequence[int], likenesses: Sequence[list[int]]) -> list[Step]:
    """The best monotone pairing of a small gap, by dynamic programming from its end to its beginning."""
    if not old or not new:
        return []
    scores = _scores(scale, old, new, likenesses)
    if len(old) == len(new) == 1:
        return [Step((old[0],), (new[0],), scores[0][0])] if scores[0][0] > FACING else []
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    choice: list[list[Step | None]] = [[None] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            for step in _steps(scale, scores, old, new, i, j):
                total = step.score - NEAR + best[i + len(step.old)][j + len(step.new)]
                if total > best[i][j]:
                    best[i][j], choice[i][j] = total, step
    return list(_follow(best, choice))


def _scores(
    scale: Scale, old: Sequence[int], new: Sequence[int], likenesses: Sequence[list[int]]
) -> Sequence[list[int]]:
    """How alike the statements of a gap are, row by row; 0 where one has a far better partner elsewhere."""
    _raise_framed(scale, old, new, likenesses)
    if scale.claims_old.keys().isdisjoint(old) and scale.claims_new.keys().isdisjoint(new):
        return likenesses
    least_old = [_least(scale.claims_old.get(i), new) for i in old]
    least_new = [_least(scale.claims_new.get(j), old) for j in new]
    return [
        [score if score >= max(least, other) else 0 for score, other in zip(row, least_new, strict=True)]
        for row, least in zip(likenesses, least_old, strict=True)
    ]


def _raise_framed(scale: Scale, old: Sequence[int], new: Sequence[int], likenesses: Sequence[list[int]]) -> None:
    """Short statements that frame another word count as near, whatever their few trigrams say."""
    keys = scale.new.keys
    short = [(at, keys[j]) for at, j in enumerate(new) if len(keys[j]) <= SHORT]
    if not short:
        return
    for i, row in zip(old, likenesses, strict=True):
        key = scale.old.keys[i]
        if len(key) <= SHORT and scale.old.families[i] != "row":
            for at, other in short:
                if 0 < row[at] <= NEAR and _frames(key, other):
                    row[at] = NEAR + 1


def _frames(one: str, other: str) -> bool:
    """Whether two short keys begin and end alike, and differ by a word between: 船は[八→九]隻ある."""
    head = _shared(one, other)
    tail = _shared(one[head:][::-1], other[head:][::-1])
    return bool(head and tail) and FRAME * max(len(one), len(other)) <= 4 * (head + tail)


def _shared(one: str, other: str) -> int:
    """How many characters two texts share at their beginning."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _least(claim: Claim | None, gap: Sequence[int]) -> int:
    """What a pair must reach to stand against the claim that a partner has on one of its statements."""
    if claim is None:
        return 0
    partner, score = claim
    return 1000 * score // (OUTDONE_INSIDE if partner in gap else OUTDONE)


def _steps(
    scale: Scale, scores: Sequence[Sequence[int]], old: Sequence[int], new: Sequence[int], i: int, j: int
) -> Iterator[Step]:
    """The pairings that may begin at one cell: 1:1, 1:2, 2:1."""
    here = scores[i][j]
    if here > NEAR:
        yield Step((old[i],), (new[j],), here)
    if j + 1 < len(new) and here + scores[i][j + 1] > NEAR:
        yield from _joining(scale, (old[i],), (new[j], new[j + 1]), (here, scores[i][j + 1]))
    if i + 1 < len(old) and here + scores[i + 1][j] > NEAR:
        yield from _joining(scale, (old[i], old[i + 1]), (new[j],), (here, scores[i + 1][j]))


def _joining(scale: Scale, old: tuple[int, ...], new: tuple[int, ...], alone: tuple[int, int]) -> Iterator[Step]:
    """The pairing of one statement with two, where it is better than with either `alone`."""
    least = max(max(alone) + JOIN_GAIN, NEAR)
    if _at_best(scale, old, new, alone) > least and (joined := _joined(scale, old, new)) > least:
        yield Step(old, new, joined)


def _at_best(scale: Scale, old: Sequence[int], new: Sequence[int], alone: tuple[int, int]) -> int:
    """How alike one statement and two others can be, given how alike it is with either.

    It shares no more with both than with each, and both weigh no less than the heavier one. Of a pair that was given up
    for a better partner nothing is known.
    """
    if not all(alone):
        return EQUAL
    olds, news = [scale.old_weight(i) for i in old], [scale.new_weight(j) for j in new]
    wholes = [one + other for one in olds for other in news]
    return sum([(like + 1) * whole for like, whole in zip(alone, wholes, strict=True)]) // max(wholes)


def _joined(scale: Scale, old: Sequence[int], new: Sequence[int]) -> int:
    """How alike several statements taken together are."""
    families = {scale.old.families[i] for i in old} | {scale.new.families[j] for j in new}
    if len(families) > 1:
        return 0
    old_grams, old_weight = _together(scale, scale.old, scale.old_weight, old)
    new_grams, new_weight = _together(scale, scale.new, scale.new_weight, new)
    return likeness(weigh(old_grams & new_grams, scale.weights), old_weight, new_weight)


def _together(scale: Scale, side: Side, weight: Callable[[int], int], some: Sequence[int]) -> tuple[Grams, int]:
    """All grams of one statement or two, and what they weigh."""
    first, *rest = some
    grams, whole = side.grams(first), weight(first)
    for index in rest:
        whole += weigh(side.grams(index) - grams, scale.weights)
        grams |= side.grams(index)
    return grams, whole


def _follow(best: Sequence[Sequence[int]], choice: Sequence[Sequence[Step | None]]) -> Iterator[Step]:
    """Read the solution off the tables; of two equal ways the one that skips the first side is taken."""
    i = j = 0
    while i < len(best) - 1 and j < len(best[0]) - 1:
        step = choice[i][j]
        if step is not None:
            yield step
            i, j = i + len(step.old), j + len(step.new)
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
