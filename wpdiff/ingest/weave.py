"""Pages whose place is known, with all others set in between."""

from __future__ import annotations

from collections.abc import Sequence


def weave(found: Sequence[str], ranked: Sequence[str]) -> tuple[str, ...]:
    """All of `ranked` in the order of `found`; a page that is not in it stands behind the one before it in `ranked`.

    >>> weave(["c", "a"], ["0", "a", "b", "c", "d"])
    ('0', 'c', 'd', 'a', 'b')
    """
    known = set(found)
    behind: dict[str, list[str]] = {}
    first: list[str] = []
    for place, name in enumerate(ranked):
        if name not in known:
            (behind.setdefault(ranked[place - 1], []) if place else first).append(name)
    order: list[str] = []
    stack = list(reversed([*first, *found]))
    while stack:
        one = stack.pop()
        order.append(one)
        stack += reversed(behind.get(one, ()))
    return tuple(order)
