"""Notices of invented events, and a comparison to tell of."""

from dataclasses import replace
from pathlib import Path

from wpdiff.model.comparison import Comparison
from wpdiff.walk import compare
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.notices import Notice, Sender, render_notice

AT = "2026-07-15T09:30:00Z"
SENDER = Sender(host="desk7", place="/srv/papers", generator="wpdiff 9.9")
EVENT = Event(
    kind=EventKind.EDITION_COMPLETE,
    source="harbour-en",
    series="harbour",
    edition="2026",
    revision=1,
    content="c0ffee",
    at=AT,
    title="Harbour Report",
    language="en",
    address="https://example.org/wp/2026/",
    predecessor="Harbour Report 2025",
)


def comparison(folder: Path) -> Comparison:
    """What changed between two small editions, one of them with markup in its words."""
    old = "<h1>1 Ships</h1><p>Limoa is a member of the Treaty on Lights.</p><p>There are 8 ships & boats.</p>"
    new = (
        "<h1>1 Ships</h1><p>In May 2026 Limoa withdrew from the Treaty on Lights.</p><p>There are 9 ships & boats.</p>"
        "<p>The harbour master wrote &lt;script&gt;alert(1)&lt;/script&gt; on a wall.</p>"
    )
    for name, text in (("2025.html", old), ("2026.html", new)):
        (folder / name).write_text(f"<html lang=en><body>{text}</body></html>", encoding="utf-8")
    return compare(folder / "2025.html", folder / "2026.html")


def notice(number: int = 0, kind: EventKind = EventKind.ERRATA) -> Notice:
    """A notice that needs no comparison."""
    return render_notice(replace(EVENT, kind=kind, content=str(number)), sender=SENDER)
