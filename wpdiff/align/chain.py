"""The heaviest chain of links that rises on both sides: what stayed in order."""

from __future__ import annotations

from collections.abc import Sequence

Link = tuple[int, int]


def heaviest_chain(links: Sequence[Link], weights: Sequence[int]) -> list[int]:
    """Indices of the links of the heaviest chain, rising strictly in both old and new; O(n log n).

    Equal weights are decided by the earlier place. The search structure is a Fenwick tree of prefix maxima
    (Fenwick 1994; chaining of fragments after Abouelhoda and Ohlebusch 2005).

    >>> heaviest_chain([(0, 1), (1, 0), (2, 2)], [5, 9, 1])
    [1, 2]
    """
    order = sorted(range(len(links)), key=lambda k: (links[k][0], -links[k][1]))
    rank = {new: place + 1 for place, new in enumerate(sorted({links[k][1] for k in order}))}
    best_weight = [0] * (len(rank) + 1)
    best_link = [-1] * (len(rank) + 1)
    totals = [0] * len(links)
    previous = [-1] * len(links)
    for k in order:
        place = rank[links[k][1]]
        weight, before = _prefix_best(best_weight, best_link, place - 1)
        totals[k], previous[k] = weight + weights[k], before
        _raise(best_weight, best_link, place, totals[k], k)
    return _walk_back(previous, _prefix_best(best_weight, best_link, len(rank))[1])


def _prefix_best(best_weight: list[int], best_link: list[int], place: int) -> tuple[int, int]:
    weight, link = 0, -1
    while place:
        if best_weight[place] > weight:
            weight, link = best_weight[place], best_link[place]
        place &= place - 1
    return weight, link


def _raise(best_weight: list[int], best_link: list[int], place: int, weight: int, link: int) -> None:
    while place < len(best_weight):
        if weight > best_weight[place]:
            best_weight[place], best_link[place] = weight, link
        place += place & -place


def _walk_back(previous: list[int], link: int) -> list[int]:
    chain: list[int] = []
    while link >= 0:
        chain.append(link)
        link = previous[link]
    return chain[::-1]
