"""An archive in a folder of its own, and pages to put into it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from wpdiff.archive import About, Archive, Draft, Manifest, Received

AT = "2026-07-15T09:30:00Z"
BASE = "https://example.org/wp/2026/"
Fill = Callable[..., Draft]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path)


@pytest.fixture
def fill(archive: Archive) -> Fill:
    """A draft with pages p0.html, p1.html … of the texts given, in order."""

    def filled(*texts: str, edition: str = "2026", series: str = "paper") -> Draft:
        draft = archive.begin(series, edition)
        addresses = [f"{BASE}p{number}.html" for number in range(len(texts))]
        for address, text in zip(addresses, texts, strict=True):
            draft.put(address, text.encode(), Received(media_type="text/html", retrieved=AT, etag='"1"'))
        draft.arrange(addresses)
        return draft

    return filled


@pytest.fixture
def committed(archive: Archive, fill: Fill) -> Manifest:
    """One edition of two pages."""
    about = About(source="paper-en", title="Paper 2026", language="en", published="2026-07-15", address=BASE)
    return archive.commit(fill("<p>One.</p>", "<p>Two.</p>"), about, at=AT, cause="edition_complete")
