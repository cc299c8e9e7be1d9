"""Equal keys in equal order: the anchors between which everything else is sought.

Patience recursion (Bram Cohen's idea of unique lines as anchors), with the heaviest chain instead of the longest, so
that one long sentence outweighs several short ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Sequence

from wpdiff.align.chain import Link, heaviest_chain, is_rising

Span = tuple[int, int, int, int]  # old start, old end, new start, new end


def exact_chain(old: Sequence[int], new: Sequence[int], weight: Callable[[int], int]) -> list[Link]:
    """Links between equal names, rising on both sides; `weight` says what an old statement weighs in a chain.

    >>> exact_chain([1, 2, 3], [2, 4, 3], lambda place: 1)
    [(1, 0), (2, 2)]
    """
    links: list[Link] = []
    spans: list[Span] = [(0, len(old), 0, len(new))]
    while spans:
        span = spans.pop()
        old_start, old_end, new_start, new_end = span
        if set(old[old_start:old_end]).isdisjoint(new[new_start:new_end]):
            continue
        if old_end - old_start == new_end - new_start == 1:
            links.append((old_start, new_start))
            continue
        anchors = _anchors(old, new, span, weight, once=True)
        if not anchors:
            span = _trim(old, new, span, links)
            anchors = _anchors(old, new, span, weight, once=False)
        links += anchors
        spans += _between(anchors, span) if anchors else []
    return sorted(links)


def _trim(old: Sequence[int], new: Sequence[int], span: Span, links: list[Link]) -> Span:
    """Take the equal beginning and the equal end of a span, and return what is left between them.

    Which of several copies is taken depends on where the span ends, so that what stands once goes first: a sentence set
    far behind moves no copy here.
    """
    old_start, old_end, new_start, new_end = span
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        links.append((old_start, new_start))
        old_start, new_start = old_start + 1, new_start + 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
        links.append((old_end, new_end))
    return old_start, old_end, new_start, new_end


def _anchors(
    old: Sequence[int], new: Sequence[int], span: Span, weight: Callable[[int], int], *, once: bool
) -> list[Link]:
    """The heaviest chain of the names that a span holds equally often on both sides, or once: first with first, …"""
    old_start, old_end, new_start, new_end = span
    if old_start >= old_end or new_start >= new_end:
        return []
    shared = _shared(old[old_start:old_end], new[new_start:new_end], once=once)
    if not shared:
        return []
    links = _of_one(old, new, span, shared) if once else _in_turn(old, new, span, shared)
    if is_rising([j for _, j in links]):
        return links
    return [links[k] for k in heaviest_chain(links, [weight(i) for i, _ in links])]


def _shared(old: Sequence[int], new: Sequence[int], *, once: bool) -> set[int]:
    """The names that two stretches hold equally often, or once."""
    some_old, some_new = set(old), set(new)
    both = some_old & some_new
    if len(some_old) == len(old) and len(some_new) == len(new):
        return both
    old_counts, new_counts = Counter(old), Counter(new)
    return {name for name in both if old_counts[name] == new_counts[name] and (old_counts[name] == 1 or not once)}


def _of_one(old: Sequence[int], new: Sequence[int], span: Span, keys: Collection[int]) -> list[Link]:
    """Links between the keys asked for, each of which the span holds once."""
    old_start, old_end, new_start, new_end = span
    places = dict(zip(new[new_start:new_end], range(new_start, new_end), strict=True))
    return [(i, places[name]) for i, name in enumerate(old[old_start:old_end], old_start) if name in keys]


def _in_turn(old: Sequence[int], new: Sequence[int], span: Span, keys: Collection[int]) -> list[Link]:
    """Links between the keys asked for: the first of the old span with the first of the new, second with second."""
    old_start, old_end, new_start, new_end = span
    places: dict[int, list[int]] = {}
    for j in range(new_start, new_end):
        if new[j] in keys:
            places.setdefault(new[j], []).append(j)
    seen: Counter[int] = Counter()
    links: list[Link] = []
    for i in range(old_start, old_end):
        if old[i] in keys:
            links.append((i, places[old[i]][seen[old[i]]]))
            seen[old[i]] += 1
    return links


def _between(anchors: Sequence[Link], span: Span) -> list[Span]:
    """The spans left between neighbouring anchors, where both sides hold something."""
    old_start, old_end, new_start, new_end = span
    ends = [*anchors, (old_end, new_end)]
    starts = [(old_start, new_start), *((i + 1, j + 1) for i, j in anchors)]
    return [
        (i, i_end, j, j_end) for (i, j), (i_end, j_end) in zip(starts, ends, strict=True) if i < i_end and j < j_end
    ]
