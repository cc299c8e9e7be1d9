"""The reading order that a table of contents gives: a page that is mostly links to the others, and those below it."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from msgspec import Struct

from wpdiff.ingest.links import Link, Pages
from wpdiff.ingest.weave import weave

_FEWEST = 3  # pages that a table of contents links to at least
_MOST = 0.5  # share of all pages that must be found by it
_NEARLY_ALL = 0.8  # share of the others that a page links to which is not called so: fewer may be references
_CONTENTS = ("contents", "toc", "index", "mokuji")


class Contents(Struct, frozen=True, kw_only=True):
    """The order of all pages, () where there is no table of contents, and pages that it names and nobody has."""

    order: tuple[str, ...]
    missing: tuple[str, ...] = ()


def find_contents(pages: Pages, links: Mapping[str, Sequence[Link]], ranked: Sequence[str]) -> Contents:
    """Follow the table of contents from its first page. Pages that it does not name stand behind their neighbours."""
    targets = {page: _targets(pages, links[page], page) for page in ranked}
    root = _root(ranked, targets)
    if not root:
        return Contents(order=())
    found = _walked(root, targets)
    if len(found) < max(_FEWEST + 1, _MOST * len(ranked)):
        return Contents(order=())
    missing = {
        absent: None
        for link in links[root]
        if not link.is_next and not link.is_previous and (absent := pages.missing(link.href, root))
    }
    return Contents(order=weave(found, ranked), missing=tuple(missing))


def _targets(pages: Pages, links: Sequence[Link], page: str) -> tuple[str, ...]:
    """The pages that one page links to, in print order, each once."""
    neighbours = [one for one in links if not one.is_next and not one.is_previous]
    return tuple(dict.fromkeys(name for one in neighbours if (name := pages.named(one.href, page)) and name != page))


def _root(ranked: Sequence[str], targets: Mapping[str, tuple[str, ...]]) -> str:
    """The page from which a table of contents begins: one called so, else the one that links to most pages.

    Where nearly all pages link to nearly all others the list stands beside every page, and the first one has it.
    """
    called = [name for name in ranked if name.rpartition("/")[2].split(".")[0].casefold() in _CONTENTS]
    for name in called:
        if len(targets[name]) >= _FEWEST:
            return name
    best = max(ranked, key=lambda name: len(targets[name]), default="")
    if not best or len(targets[best]) < max(_FEWEST, _NEARLY_ALL * (len(ranked) - 1)):
        return ""
    return best


def _walked(root: str, targets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Pages depth first. Each stands below the page nearest to the root that links to it.

    A reference from one chapter to another is longer than the way through the contents, and so moves nothing.
    """
    level = _first_level(root, targets)
    below: dict[str, list[str]] = {}
    seen = {root, *level}
    waiting = deque(level)
    while waiting:
        here = waiting.popleft()
        below[here] = [name for name in targets[here] if name not in seen]
        seen.update(below[here])
        waiting += below[here]
    order: list[str] = []
    stack = list(reversed(level))
    while stack:
        order.append(stack.pop())
        stack += reversed(below[order[-1]])
    return order


def _first_level(root: str, targets: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The root and what it links to; where the same list stands beside every page, the root's place is in it."""
    own = targets[root]
    alike = sum(len(targets[name]) >= len(own) - 1 and root in targets[name] for name in own)
    if alike * 2 > len(own):
        for name in (own[-1], own[0]):
            other = targets[name]
            after = other[other.index(root) + 1 :] if root in other else ()
            follower = next((one for one in after if one in own), None)
            if follower is not None:
                return [*own[: own.index(follower)], root, *own[own.index(follower) :]]
        return [*own, root]
    return [root, *own]
