"""The heaviest chain of links, against trying them all."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wpdiff.align.chain import heaviest_chain

PLACES = st.integers(0, 7)
LINKS = st.lists(st.tuples(st.tuples(PLACES, PLACES), st.integers(1, 5)), max_size=10, unique_by=lambda one: one[0])


def heaviest(links: list[tuple[int, int]], weights: list[int]) -> int:
    """The weight of the heaviest chain, each link after every one that it may follow."""
    best: dict[tuple[int, int], int] = {}
    for (old, new), weight in sorted(zip(links, weights, strict=True)):
        before = [total for (i, j), total in best.items() if i < old and j < new]
        best[old, new] = weight + max(before, default=0)
    return max(best.values(), default=0)


@given(LINKS)
def test_the_chain_rises_on_both_sides_and_none_is_heavier(weighed: list[tuple[tuple[int, int], int]]) -> None:
    links, weights = [link for link, _ in weighed], [weight for _, weight in weighed]
    chain = heaviest_chain(links, weights)
    assert all(links[a][0] < links[b][0] and links[a][1] < links[b][1] for a, b in pairwise(chain))
    assert sum(weights[k] for k in chain) == heaviest(links, weights)


@given(st.permutations(range(9)), st.lists(st.integers(1, 2), min_size=9, max_size=9))
def test_runs_are_chained_like_single_links(news: list[int], weights: list[int]) -> None:
    links = list(enumerate(news))
    one_by_one = heaviest_chain(links[::-1], weights[::-1])  # runs are looked for only where the old ones rise
    assert [links[k] for k in heaviest_chain(links, weights)] == [links[::-1][k] for k in one_by_one]


def test_of_equally_heavy_chains_the_one_that_stands_earlier_is_kept() -> None:
    assert heaviest_chain([(0, 1), (1, 0)], [3, 3]) == [1]
    assert heaviest_chain([(0, 0), (1, 3), (2, 2), (3, 4)], [1, 2, 2, 1]) == [0, 2, 3]
