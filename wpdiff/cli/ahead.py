"""A comparison's JSON, begun before there is a comparison: its editions are written beside their alignment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from wpdiff.codec import comparison_bytes, edition_bytes
from wpdiff.jobs import spread
from wpdiff.model.comparison import Comparison
from wpdiff.model.edition import Edition
from wpdiff.model.work import Begin

_MANY = 2_000  # changes from which a second process writes their half sooner
_LARGE = 2_000  # statements from which it writes an edition sooner


class JsonAhead:
    """Hears which editions were read, and later writes their comparison."""

    def __init__(self, jobs: int, begin: Begin) -> None:
        self.jobs = jobs
        self._begin = begin
        self._editions: list[Callable[[], bytes]] = []

    def hear(self, old: Edition, new: Edition) -> None:
        """Begin to write the editions, where they are large; one against itself is written once."""
        if len(new.statements) >= _LARGE:
            editions = (old,) if old is new else (old, new)
            self._editions = [self._begin(partial(edition_bytes, one)) for one in editions]

    def write(self, comparison: Comparison) -> bytes:
        """The comparison of the editions that were heard of, as the bytes of a JSON file."""
        run = spread(self.jobs if len(comparison.changes) >= _MANY else 1)
        written = [take() for take in self._editions]
        return comparison_bytes(comparison, run=run, editions=(written[0], written[-1]) if written else None)
