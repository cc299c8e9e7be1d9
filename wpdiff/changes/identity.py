"""Ids that stay: the same change has the same id in every run, with every option, and compared the other way round."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from wpdiff.model.alignment import Alignment, Pair
from wpdiff.model.edition import Edition

_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"  # base32
_PAIRS = [first + second for first in _LETTERS for second in _LETTERS]


def short_hash(parts: Iterable[str]) -> str:
    """A short, readable fingerprint of some texts: ten characters of base32.

    They are 50 bits, so that 100,000 changes collide once in about two hundred comparisons.

    >>> short_hash(["a", "b"]) == short_hash(["a", "b"]) != short_hash(["ab"])
    True
    """
    whole = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
    bits = int.from_bytes(whole[:7], "big") >> 6
    return (
        _PAIRS[bits >> 40]
        + _PAIRS[bits >> 30 & 1023]
        + _PAIRS[bits >> 20 & 1023]
        + _PAIRS[bits >> 10 & 1023]
        + _PAIRS[bits & 1023]
    )


def change_ids(old: Edition, new: Edition, pairs: Sequence[Pair]) -> list[str]:
    """An id for every pair: a hash of the series, the keys of both sides, and the occurrence among equals.

    Among equals the sides are put in an order that only the editions' content decides.
    """
    places: dict[str, list[int]] = {}
    for place, pair in enumerate(pairs):
        places.setdefault(_name(old, new, pair), []).append(place)
    turned = len(places) < len(pairs) and _content(old) > _content(new)
    ids = [""] * len(pairs)
    for name, equals in places.items():
        if len(equals) > 1:
            equals.sort(key=lambda place: _sides(pairs[place], turned=turned))
        for count, place in enumerate(equals):
            ids[place] = "c-" + short_hash((name, str(count)) if count else (name,))
    return _unlike(ids)


def _unlike(ids: list[str]) -> list[str]:
    """Tell apart what collides all the same, in print order."""
    if len(set(ids)) == len(ids):
        return ids
    seen: Counter[str] = Counter()
    told: list[str] = []
    for one in ids:
        told.append(f"{one}{seen[one]}" if seen[one] else one)
        seen[one] += 1
    return told


def _sides(pair: Pair, *, turned: bool) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return (pair.new, pair.old) if turned else (pair.old, pair.new)


def _name(old: Edition, new: Edition, pair: Pair) -> str:
    """The keys of both sides, the lesser first: the same both ways round, whatever else the editions hold."""
    old_keys, new_keys = _keys(old, pair.old), _keys(new, pair.new)
    lesser, greater = (old_keys, new_keys) if old_keys < new_keys else (new_keys, old_keys)
    return f"{new.series or old.series}\x00{lesser}\x00{greater}"


def _keys(edition: Edition, at: Sequence[int]) -> str:
    if len(at) == 1:
        return edition.statements[at[0]].key
    return "\x01".join(edition.statements[index].key for index in at)


def _content(edition: Edition) -> bytes:
    keys = "".join([f"{statement.key}\x00" for statement in edition.statements])
    return hashlib.blake2b(keys.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def section_pair_ids(alignment: Alignment) -> tuple[str, ...]:
    """An id for every pair of sections, from the ids of both."""
    old, new = alignment.old.sections, alignment.new.sections
    sides = (
        ("" if pair.old is None else old[pair.old].id, "" if pair.new is None else new[pair.new].id)
        for pair in alignment.sections
    )
    return tuple("p-" + short_hash(sorted(ids)) for ids in sides)
