"""A workspace with an archive of one edition, and a state that knows it."""

from pathlib import Path

import pytest

from wpdiff.archive import About, Archive, Manifest, Received
from wpdiff.watch.events import Event, EventKind

AT = "2026-07-15T09:30:00Z"
LATER = "2026-07-16T09:30:00Z"
BASE = "https://example.org/wp/2026/"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


def commit_edition(archive: Archive, name: str = "2026", text: str = "One.") -> Manifest:
    """An edition of one page, as a watched source brings it."""
    draft = archive.begin("paper", name)
    draft.put(BASE + name, f"<p>{text}</p>".encode(), Received(media_type="text/html", retrieved=AT))
    draft.arrange([BASE + name])
    about = About(source="paper-en", title=f"Paper {name}", language="en", published=name, address=BASE)
    return archive.commit(draft, about, at=AT, cause="edition_complete")


def told_of(manifest: Manifest, at: str = AT) -> Event:
    """The event that tells of an edition."""
    return Event(
        kind=EventKind.EDITION_COMPLETE,
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
