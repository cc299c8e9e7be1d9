"""What is not compared, held against each other by name and hash: a chart that was replaced is noticed, not read."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wpdiff.model.comparison import UnreadChange
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition

# A script or an embedded map tells nothing of what an edition says; it is counted, and that is all.
_HELD = frozenset(("image", "linked file", "embed", "object", "svg", "canvas"))
_Key = Callable[[Uncompared], str]


def find_unread_changes(old: Edition, new: Edition) -> tuple[UnreadChange, ...]:
    """Pictures and documents that were replaced, added or removed, in the new edition's order, removed ones last.

    The same bytes are the same thing under any name. Other bytes under one address, one file name or one description
    are a replaced thing. Where no bytes are at hand, one name is taken for one thing.
    """
    left, right = _distinct(old.uncompared), _distinct(new.uncompared)
    found: list[tuple[Uncompared, Uncompared]] = []
    _paired(left, right, lambda one: one.sha256)
    for key in (_address, _file_name, lambda one: one.alt.strip()):
        found += _paired(left, right, key)
    replaced = {other: one for one, other in found if _differ(one, other)}
    gone = [UnreadChange(old=one) for one in left]
    known = set(right) | set(replaced)
    return (
        *(UnreadChange(old=replaced.get(one), new=one) for one in _distinct(new.uncompared) if one in known),
        *gone,
    )


def _distinct(things: Iterable[Uncompared]) -> list[Uncompared]:
    """Each thing once, however many pages show it: the site's logo stands on all of them."""
    first: dict[tuple[str, str], Uncompared] = {}
    for one in things:
        if one.kind in _HELD and (one.uri or one.sha256):
            first.setdefault((one.kind, one.sha256 or _address(one)), one)
    return list(first.values())


def _paired(left: list[Uncompared], right: list[Uncompared], key: _Key) -> list[tuple[Uncompared, Uncompared]]:
    """Take out of both lists the things that only one of each calls by the same key."""
    mine, theirs = _unique(left, key), _unique(right, key)
    pairs = [(one, theirs[name]) for name, one in mine.items() if name in theirs]
    taken_left, taken_right = {id(one) for one, _ in pairs}, {id(one) for _, one in pairs}
    left[:] = [one for one in left if id(one) not in taken_left]
    right[:] = [one for one in right if id(one) not in taken_right]
    return pairs


def _unique(things: Sequence[Uncompared], key: _Key) -> dict[tuple[str, str], Uncompared]:
    keys = [(one.kind, key(one)) for one in things]
    counts = Counter(keys)
    return {name: one for name, one in zip(keys, things, strict=True) if name[1] and counts[name] == 1}


def _address(one: Uncompared) -> str:
    """Where a thing lies, seen from the edition's folder."""
    if not one.uri or ":" in one.uri[:12]:
        return one.uri if one.uri[:5] != "data:" else ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(one.page), one.uri.split("?")[0]))


def _file_name(one: Uncompared) -> str:
    return posixpath.basename(_address(one))


def _differ(one: Uncompared, other: Uncompared) -> bool:
    """Whether two things are known to be different: by their bytes, where these are at hand."""
    return bool(one.sha256 and other.sha256 and one.sha256 != other.sha256)
