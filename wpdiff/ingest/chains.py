"""Next and previous links as chains of pages: cycles opened, gaps bridged, contradictions left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from wpdiff.ingest.links import Link, Pages

_COMMON = 3  # pages whose next link is the same page: that page is no neighbour of theirs


class Chains(Struct, frozen=True, kw_only=True):
    """Runs of two pages or more, each in reading order, and the pages that a chain names and nobody has."""

    runs: tuple[tuple[str, ...], ...]
    missing: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many runs there are."""
        return len(self.runs)


def find_chains(pages: Pages, links: Mapping[str, Sequence[Link]], ranked: Sequence[str]) -> Chains:
    """The chains among pages; `ranked` is the order that decides where links leave a choice."""
    rank = {name: place for place, name in enumerate(ranked)}
    missing: dict[str, None] = {}
    following = _edges(pages, links, rank, missing)
    _open_cycles(following, rank)
    targets = set(following.values())
    runs = [
        _run(start, following)
        for start in sorted(following, key=lambda name: _place(name, rank, following))
        if start not in targets
    ]
    known = [tuple(name for name in run if name in rank) for run in runs]
    return Chains(runs=tuple(run for run in known if len(run) > 1), missing=tuple(missing))


def _edges(
    pages: Pages, links: Mapping[str, Sequence[Link]], rank: Mapping[str, int], missing: dict[str, None]
) -> dict[str, str]:
    """Who follows whom: an edge that both pages tell, then next links, then previous links; each page once."""
    told: Counter[tuple[str, str]] = Counter()
    for page in rank:
        forth = _one(pages, [one for one in links[page] if one.is_next], page, missing)
        back = _one(pages, [one for one in links[page] if one.is_previous], page, missing)
        if forth and forth != page and forth != back:
            told[page, forth] += 2
        if back and back != page and forth != back:
            told[back, page] += 1
    ahead, behind = Counter(edge[1] for edge in told), Counter(edge[0] for edge in told)
    following: dict[str, str] = {}
    taken: set[str] = set()
    for (page, after), weight in sorted(told.items(), key=lambda one: (-one[1], _distance(one[0], rank), one[0])):
        if weight < 3 and (ahead[after] >= _COMMON or behind[page] >= _COMMON):
            continue  # every page's "next" is the same page: a link to the front, not to a neighbour
        if page not in following and after not in taken:
            following[page] = after
            taken.add(after)
    return following


def _one(pages: Pages, links: Sequence[Link], page: str, missing: dict[str, None]) -> str:
    """The page that links of one direction lead to, one that is missing included."""
    for link in sorted(links, key=lambda one: not one.rel):  # the relation says it plainer than the words
        named = pages.named(link.href, page)
        if named:
            return named
    for link in links:
        absent = pages.missing(link.href, page)
        if absent:
            missing[absent] = None
            return absent
    return ""


def _distance(edge: tuple[str, str], rank: Mapping[str, int]) -> int:
    """How far apart two pages stand by name; going back is farther than going on."""
    page, after = edge
    if page not in rank or after not in rank:
        return len(rank)
    step = rank[after] - rank[page]
    return step if step > 0 else len(rank) - step


def _open_cycles(following: dict[str, str], rank: Mapping[str, int]) -> None:
    """A chain that comes round begins with its first page by name."""
    seen: set[str] = set()
    for start in list(following):
        here, path = start, []
        while here in following and here not in seen:
            seen.add(here)
            path.append(here)
            here = following[here]
        if here in path:
            cycle = path[path.index(here) :]
            first = min(cycle, key=lambda name: rank.get(name, len(rank)))
            before = next(name for name in cycle if following[name] == first)
            del following[before]


def _place(name: str, rank: Mapping[str, int], following: Mapping[str, str]) -> int:
    """Where a chain's first page stands by name; behind a missing page, the one that follows it."""
    return rank.get(name, rank.get(following[name], len(rank)))


def _run(start: str, following: Mapping[str, str]) -> list[str]:
    run = [start]
    while run[-1] in following:
        run.append(following[run[-1]])
    return run
