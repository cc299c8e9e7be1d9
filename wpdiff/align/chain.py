"""The heaviest chain of links that rises on both sides: what stayed in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress, islice
from operator import lt, ne

Link = tuple[int, int]


def heaviest_chain(links: Sequence[Link], weights: Sequence[int]) -> list[int]:
    """Indices of the links of the heaviest chain, rising strictly in both old and new; weights are above nothing.

    Of equally heavy ones the link that stands earlier in the new edition is followed. What is searched is a frontier:
    the places at which a chain can end, rising together with the weight that it then has (chaining of fragments after
    Abouelhoda and Ohlebusch 2005). Editions are mostly in order, so nearly all of it happens at the frontier's end, and
    runs of neighbours are taken as one.

    >>> heaviest_chain([(0, 1), (1, 0), (2, 2)], [5, 9, 1])
    [1, 2]
    """
    olds, news = [old for old, _ in links], [new for _, new in links]
    in_order = is_rising(olds)
    if in_order and is_rising(news):
        return list(range(len(links)))
    places: list[int] = []
    totals: list[int] = []
    ends: list[int] = []
    previous = list(range(-1, len(links) - 1))
    starts = _runs(news) if in_order else sorted(range(len(links)), key=lambda k: (olds[k], -news[k]))
    stops = [*starts[1:], len(links)] if in_order else [k + 1 for k in starts]
    weighed = list(accumulate(weights, initial=0))
    for k, stop in zip(starts, stops, strict=True):
        place, total = news[k], weighed[stop] - weighed[k]
        at = bisect_left(places, place) if places and place <= places[-1] else len(places)
        if at:
            total += totals[at - 1]
        previous[k] = ends[at - 1] if at else -1
        if at < len(places) and places[at] == place and totals[at] >= total:
            continue
        last = bisect_left(totals, total + 1, at)  # what ends later and weighs no more is nobody's best any longer
        places[at:last], totals[at:last], ends[at:last] = [news[stop - 1]], [total], [stop - 1]
    return _walk_back(previous, ends[-1]) if ends else []


def _runs(news: Sequence[int]) -> list[int]:
    """Where runs begin, whose links follow each other on both sides with none between: a chain has all of one or none.

    >>> _runs([1, 2, 5, 3, 4])
    [0, 2, 3]
    """
    rising = sorted(news)
    if not is_rising(rising):  # what has two links does not follow
        return list(range(len(news)))
    following = dict(zip(rising, islice(rising, 1, None), strict=False))
    broken = map(ne, map(following.get, news), islice(news, 1, None))
    return [0, *compress(range(1, len(news)), broken)]


def is_rising(numbers: Sequence[int]) -> bool:
    """Whether every number is above the one before it.

    >>> is_rising([1, 2, 5]), is_rising([1, 1])
    (True, False)
    """
    return all(map(lt, numbers, islice(numbers, 1, None)))


def _walk_back(previous: list[int], link: int) -> list[int]:
    chain: list[int] = []
    while link >= 0:
        chain.append(link)
        link = previous[link]
    return chain[::-1]
