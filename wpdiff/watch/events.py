"""What can happen to a source or an edition, as one noun with an id that is the same whoever computes it, and when."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from wpdiff.archive import Manifest

_ID = 20  # hexadecimal digits: 80 bits


class EventKind(StrEnum):
    """What happened. The values stand in sources.toml (`events = [...]`), in the state and in feeds for ever."""

    EDITION_ANNOUNCED = "edition_announced"
    EDITION_COMPLETE = "edition_complete"
    EDITION_OVERDUE = "edition_overdue"
    REVISION = "revision"
    ERRATA = "errata"
    PAGE_WITHDRAWN = "page_withdrawn"
    PAGE_REMOVED = "page_removed"
    SOURCE_BROKEN = "source_broken"
    SOURCE_MOVED = "source_moved"
    SOURCE_BLOCKED = "source_blocked"
    SOURCE_RECOVERED = "source_recovered"

    @property
    def is_about_source(self) -> bool:
        """Whether it tells of the watching itself, not of what was published."""
        return self.value.startswith("source_")


COMMITS = frozenset((EventKind.EDITION_COMPLETE, EventKind.REVISION, EventKind.ERRATA, EventKind.PAGE_REMOVED))
"""The kinds that a state of an archived edition is told as; they stand as `cause` in its manifest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened, once. `at` is when it was noticed (UTC); it is no part of the id.

    `content` is what makes this one different from the next of its kind: an edition's content hash, the address
    of a page that went away, the moment at which a source broke first. `address` is where a reader looks; `pages` are
    the pages it is about; `says` is a cause in plain words (an error, a link's words), never a sentence to be believed;
    `comparison` and `reports` are files below the workspace, with forward slashes.
    """

    kind: EventKind
    source: str = ""
    series: str = ""
    edition: str = ""
    revision: int = 0
    content: str = ""
    at: str = ""
    title: str = ""
    language: str = ""
    address: str = ""
    pages: tuple[str, ...] = ()
    says: str = ""
    predecessor: str = ""
    comparison: str = ""
    reports: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The same for the same thing, whenever it is noticed: a hash of source or series, edition, kind and content.

        A state that the archive keeps is told with its number: a page that goes back to what it was is news once more.
        """
        who = self.source if self.kind.is_about_source or not self.series else self.series
        number = str(self.revision) if self.kind in COMMITS else ""
        parts = (who, self.language, self.edition, self.kind.value, number, self.content)
        return "e-" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:_ID]


def event_of(manifest: Manifest, *, at: str) -> Event:
    """The event that an archived state is told as."""
    return Event(
        kind=EventKind(manifest.cause),
        source=manifest.source,
        series=manifest.series,
        edition=manifest.edition,
        revision=manifest.revision,
        content=manifest.content,
        at=at,
        title=manifest.title,
        language=manifest.language,
        address=manifest.address,
    )


def dump_event(event: Event) -> str:
    """An event as JSON, its id with it."""
    return json.dumps({"id": event.id, **asdict(event)}, ensure_ascii=False, separators=(",", ":"))


def event_values(event: Event) -> dict[str, Any]:
    """An event as JSON holds it, without what is empty."""
    return {"id": event.id} | {name: one for name, one in asdict(event).items() if one not in ("", (), 0)}


def load_event(text: str) -> Event:
    """An event as it was written; what a newer wpdiff wrote besides is passed over."""
    values: Mapping[str, Any] = json.loads(text)
    known = {field.name for field in fields(Event)}
    kept = {name: one for name, one in values.items() if name in known}
    kept["kind"] = EventKind(kept["kind"])
    kept["pages"], kept["reports"] = tuple(kept.get("pages", ())), tuple(kept.get("reports", ()))
    return Event(**kept)
