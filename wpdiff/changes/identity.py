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
    turned = _content(old) > _content(new)
    order = sorted(range(len(pairs)), key=lambda k: _sides(pairs[k], turned=turned))
    seen: Counter[str] = Counter()
    ids = [""] * len(pairs)
    for k in order:
        name = _name(old, new, pairs[k])
        ids[k] = "c-" + short_hash([name, str(seen[name])] if seen[name] else [name])
        seen[name] += 1
    return _unlike(ids)


def _unlike(ids: list[str]) -> list[str]:
    """Tell apart what collides all the same, in print order."""
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
    old_keys = "\x01".join(old.statements[i].key for i in pair.old)
    new_keys = "\x01".join(new.statements[j].key for j in pair.new)
    series = new.series or old.series
    return "\x00".join((series, *sorted((old_keys, new_keys))))


def _content(edition: Edition) -> bytes:
    keys = "\x00".join(statement.key for statement in edition.statements) + "\x00" * bool(edition.statements)
    return hashlib.blake2b(keys.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def section_pair_ids(alignment: Alignment) -> tuple[str, ...]:
    """An id for every pair of sections, from the ids of both."""
    old, new = alignment.old.sections, alignment.new.sections
    sides = (
        ("" if pair.old is None else old[pair.old].id, "" if pair.new is None else new[pair.new].id)
        for pair in alignment.sections
    )
    return tuple("p-" + short_hash(sorted(ids)) for ids in sides)
