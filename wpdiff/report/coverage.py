"""What was not compared, arranged: counts of both editions, what was replaced, and each thing once."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from wpdiff.model.comparison import Comparison, UnreadChange
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition
from wpdiff.report.labels import unread_word, word

MOST_LISTED = 300  # things of one edition that a report lists; the JSON has all


class Listing(Struct, frozen=True, kw_only=True):
    """The things of one edition that were not compared, each once with how often it stands there."""

    side: str
    things: tuple[tuple[Uncompared, int], ...]
    total: int
    more: int


class Coverage(Struct, frozen=True, kw_only=True):
    """Counts by kind (old, new), the differences that hashes and names tell, and the lists."""

    counts: tuple[tuple[str, int, int], ...]
    changes: tuple[UnreadChange, ...]
    listings: tuple[Listing, ...]

    @property
    def listed(self) -> tuple[UnreadChange, ...]:
        """The differences that a report lists, replaced things first: these are what nobody else notices."""
        return tuple(sorted(self.changes, key=lambda one: one.status != "replaced"))[:MOST_LISTED]

    def __bool__(self) -> bool:
        return bool(self.counts)


def coverage_of(comparison: Comparison) -> Coverage:
    """What both editions hold that nobody compared; the new edition first."""
    old = Counter(one.kind for one in comparison.old.uncompared)
    new = Counter(one.kind for one in comparison.new.uncompared)
    sides = (("new_edition", comparison.new), ("old", comparison.old))
    return Coverage(
        counts=tuple(
            (kind, old[kind], new[kind]) for kind in sorted({*old, *new}, key=lambda kind: (-new[kind], kind))
        ),
        changes=comparison.unread,
        listings=tuple(_listing(side, edition) for side, edition in sides if edition.uncompared),
    )


def _listing(side: str, edition: Edition) -> Listing:
    times: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, str], Uncompared] = {}
    for one in edition.uncompared:
        key = one.kind, one.uri, one.sha256
        times[key] += 1
        first.setdefault(key, one)
    things = tuple((one, times[key]) for key, one in first.items())
    more = max(0, len(things) - MOST_LISTED)
    return Listing(side=side, things=things[:MOST_LISTED], total=len(edition.uncompared), more=more)


def counts_sentence(coverage: Coverage, language: str) -> str:
    """The counts by kind: 12 → 14 pictures, 3 linked documents."""
    pieces = [
        word("unread_count", language, kind=unread_word(kind, language), count=_numbers(old, new))
        for kind, old, new in coverage.counts
    ]
    return word("list_separator", language).join(pieces)


def changes_sentence(coverage: Coverage, language: str) -> str:
    """How many were replaced, added and removed; "" where nothing was."""
    counts = Counter(one.status for one in coverage.changes)
    pieces = [f"{word(name, language)} {counts[name]}" for name in ("replaced", "added", "removed") if counts[name]]
    return word("list_separator", language).join(pieces)


def _numbers(old: int, new: int) -> str:
    return f"{new:,}" if old == new else f"{old:,} → {new:,}"


def thing_name(one: Uncompared) -> str:
    """How a thing is called: its description and its address."""
    return " ".join(filter(None, (one.alt, f"({one.uri})" if one.alt and one.uri else one.uri)))
