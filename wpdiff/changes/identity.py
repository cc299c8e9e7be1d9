"""Ids that stay: the same change has the same id in every run, with every option, and compared the other way round."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence

from wpdiff.model.alignment import Pair
from wpdiff.model.edition import Edition, Section

_LENGTH = 10  # characters of base32: 50 bits, so that 100,000 changes collide once in about two hundred comparisons


def short_hash(parts: Iterable[str], length: int = _LENGTH) -> str:
    """A short, readable fingerprint of some texts.

    >>> short_hash(["a", "b"]) == short_hash(["a", "b"]) != short_hash(["ab"])
    True
    """
    whole = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).digest()
    return base64.b32encode(whole[:10]).decode("ascii").lower()[:length]


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
    whole = hashlib.blake2b(digest_size=16)
    for statement in edition.statements:
        whole.update(statement.key.encode("utf-8", "surrogatepass") + b"\x00")
    return whole.digest()


def section_pair_id(old: Section | None, new: Section | None) -> str:
    """The id of a pair of sections, from the ids of both."""
    return "p-" + short_hash(sorted(section.id if section else "" for section in (old, new)))
