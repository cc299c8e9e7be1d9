"""Errata sheets: kept beside the pages, told once, compared with what they said before; and pages that went away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.watch.publisher import Publisher, publishing
from tests.watch.test_checks import Office, list_editions, publish
from wpdiff.archive import Manifest
from wpdiff.cli.editions_told import edition_page
from wpdiff.codec import load_comparison
from wpdiff.model.comparison import Comparison
from wpdiff.walk import compare
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault
from wpdiff.watch.notices import Notice, Sender, Target, load_notice
from wpdiff.watch.tell import Teller
from wpdiff.workspace import Workspace, edition_source

ERRATA = "errata = 'Errata'"
SHEET = '<p><a href="/paper/{name}">Errata</a></p>'
Begin = Callable[..., Office]


class Loud:
    """The real teller, sending nothing, that can be killed before it tells."""

    def __init__(self, office: Office) -> None:
        self.events: list[Event] = []
        self.killed = False
        self.teller = Teller(
            workspace=Workspace(root=office.archive.root),
            archive=office.archive,
            state=office.state,
            targets=(Target(name="desk", kind="atom", path="desk.atom"),),
            sender=Sender(host="desk7"),
        )

    def tell(self, event: Event, *, manifest: Manifest | None = None) -> None:
        if self.killed:
            raise KeyboardInterrupt
        if self.teller.tell(event, manifest=manifest):
            self.events.append(event)


@pytest.fixture
def site() -> Iterator[Publisher]:
    with publishing() as opened:
        yield opened


@pytest.fixture
def begin(tmp_path: Path, site: Publisher) -> Iterator[Begin]:
    """An office with a base of three pages, which tells as the real one does."""
    offices: list[Office] = []

    def begun(index: str = "", more: str = ERRATA) -> Office:
        publish(site, "paper", "2024")
        list_editions(site, "paper", "2024", more=index)
        office = Office(tmp_path, site, more=more)
        office.told = Loud(office)  # type: ignore[assignment]
        offices.append(office)
        assert office.day() == []
        return office

    yield begun
    for office in offices:
        office.state.close()


def sheet(*rows: str) -> bytes:
    cells = "".join(f"<tr><td>{row}</td><td>8 ships</td><td>9 ships</td></tr>" for row in rows)
    return f"<html><body><h1>Errata</h1><table>{cells}</table></body></html>".encode()


def latest(office: Office) -> tuple[Event, Notice, Comparison | None]:
    """The latest event, its notice and its comparison."""
    event = office.state.events()[0]
    found = office.state.event(event.id)
    assert found is not None
    text = (office.archive.root / event.comparison).read_text("utf-8") if event.comparison else ""
    return event, load_notice(found[1]), load_comparison(text) if text else None


def manifest_of(office: Office, edition: str = "2024") -> Manifest:
    entry = office.archive.find("paper", edition)
    assert entry is not None
    assert entry.manifest is not None
    return entry.manifest


def test_a_first_sheet_is_kept_beside_the_pages_and_everything_in_it_is_new(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    site.pages["/paper/errata.html"] = sheet("page 12")
    assert office.day() == ["errata"]
    event, notice, comparison = latest(office)
    assert comparison is not None
    assert {change.kind.value for change in comparison.changes} == {"added"}
    assert event.reports == (
        "reports/paper/2024.errata.nothing--2024.errata.r2.html",
        "reports/paper/2024.errata.nothing--2024.errata.r2.json",
    )
    assert "Compared with (no sheet before)" in notice.text
    assert str(office.archive.root / event.reports[0]) in notice.text
    manifest = manifest_of(office)
    (kept,) = manifest.beside
    assert (manifest.cause, manifest.revision, kept.title) == ("errata", 2, "Errata")
    assert (office.archive.folder / "paper/2024/pages" / kept.name).read_bytes() == sheet("page 12")
    assert str(office.archive.folder / "paper/2024/pages" / kept.name) in notice.text
    assert [office.day(), office.day(9)] == [[], []]


def test_a_sheet_is_never_among_the_compared_pages(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="2024/n4.html"))
    site.pages["/paper/2024/index.html"] = site.pages["/paper/2024/index.html"].replace(
        b"</body>", b'<a href="n4.html">Errata</a></body>'
    )
    site.pages["/paper/2024/n4.html"] = sheet("page 12")
    assert [office.day() for _ in range(3)] == [["errata"], [], []]
    assert len(manifest_of(office).reading_order) == 3
    folder = office.archive.folder / "paper/2024"
    comparison = compare(edition_source(folder / "revisions/1"), edition_source(folder))
    assert comparison.changes == ()
    assert comparison.warnings == ()


def test_a_sheet_that_is_replaced_is_compared_with_what_it_said(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    site.pages["/paper/errata.html"] = sheet("page 12")
    office.day()
    site.pages["/paper/errata.html"] = sheet("page 12", "page 40")
    assert [office.day(), office.day()] == [[], ["errata"]], "believed when it was seen twice"
    event, _, comparison = latest(office)
    assert comparison is not None
    (change,) = comparison.changes
    assert "page 40" in change.new[0].text
    assert event.reports[0] == "reports/paper/2024.errata.r2--2024.errata.r3.html"
    assert (office.archive.folder / "paper/2024/revisions/2/pages/errata.html").read_bytes() == sheet("page 12")
    site.pages["/paper/errata.html"] = site.pages["/paper/errata.html"].replace(b"<body>", b"<body class=new>")
    assert [office.day() for _ in range(3)] == [[], [], []], "a new dress is no new sheet"


def test_a_sheet_of_a_base_is_kept_with_it_and_is_no_news(begin: Begin, site: Publisher) -> None:
    site.pages["/paper/errata.html"] = sheet("page 12")
    office = begin(SHEET.format(name="errata.html"))
    manifest = manifest_of(office)
    assert (manifest.revision, len(manifest.beside), len(manifest.reading_order)) == (1, 1, 3)
    assert office.day() == []
    entry = office.archive.find("paper", "2024")
    assert entry is not None
    assert any(line.split()[:2] == ["-", "errata.html"] for line in edition_page(entry))


def test_a_pdf_is_kept_and_linked_and_it_is_said_that_its_content_is_not_compared(
    begin: Begin, site: Publisher
) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.pdf"))
    site.pages["/paper/errata.pdf"] = b"%PDF-1.4 page 12: 9 ships %%EOF"
    assert office.day() == ["errata"]
    event, notice, _ = latest(office)
    assert event.reports == ()
    assert "What is known: Errata: the content of a PDF is not compared" in notice.text
    assert str(office.archive.folder / "paper/2024/pages/errata.pdf") in notice.text
    assert f"{site.address}/paper/errata.pdf" in notice.text
    assert [office.day() for _ in range(2)] == [[], []]


def test_a_state_that_is_lost_tells_no_sheet_again(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    site.pages["/paper/errata.html"] = sheet("page 12")
    office.day()
    office.state.put_value(f"sheet:paper:{site.address}/paper/errata.html", "")
    site.pages["/paper/corrigenda.html"] = site.pages.pop("/paper/errata.html")
    list_editions(site, "paper", "2024", more=SHEET.format(name="corrigenda.html"))
    assert [office.day(), office.day()] == [[], []], "the archive knows it, wherever it lies now"


def test_a_sheet_belongs_to_the_edition_that_it_names(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    assert [office.day(), office.day(2)] == [["edition_announced"], ["edition_complete"]]
    link = '<p><a href="/paper/late.html">2024 edition: Errata</a></p>'
    list_editions(site, "paper", "2025", "2024", more=link)
    site.pages["/paper/late.html"] = sheet("page 12")
    assert office.day() == ["errata"]
    assert office.state.events()[0].edition == "2024"
    assert manifest_of(office, "2025").beside == ()


def test_a_check_killed_before_it_could_tell_a_sheet_is_made_good_once(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    site.pages["/paper/errata.html"] = sheet("page 12")
    loud = office.told
    loud.killed = True  # type: ignore[attr-defined]
    with pytest.raises(KeyboardInterrupt):
        office.day()
    loud.killed = False  # type: ignore[attr-defined]
    teller = loud.teller  # type: ignore[attr-defined]
    (event,) = teller.catch_up(at="2026-08-01T00:00:00Z")
    assert event.kind is EventKind.ERRATA
    told, notice, comparison = latest(office)
    assert (told.address, told.says) == (f"{site.address}/paper/errata.html", "Errata")
    assert comparison is not None
    assert "9 ships" in notice.text
    assert teller.catch_up(at="2026-08-01T00:00:00Z") == ()
    assert office.day() == []


def test_what_a_host_shows_for_what_is_not_there_is_no_sheet(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    assert office.day() == [], "a link to nothing"
    assert office.troubles == []
    honest = site.answer

    def polite_to_a_fault(handler: object) -> None:
        path = getattr(handler, "path", "")
        site.everything = None if path in site.pages or path == "/robots.txt" else (200, sheet("We are sorry"))
        honest(handler)  # type: ignore[arg-type]
        site.everything = None

    site.answer = polite_to_a_fault  # type: ignore[method-assign]
    assert office.day() == []


def test_a_sheet_that_differs_at_every_look_is_trouble_no_news(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2024", more=SHEET.format(name="errata.html"))
    told = []
    for number in range(6):
        site.pages["/paper/errata.html"] = sheet(f"visitor {number}")
        told.append(office.day())
    assert told == [["errata"], [], [], [], [], []]
    assert office.troubles == [Fault.ODD]


def test_a_withdrawn_page_is_told_with_what_the_edition_is_without_it(begin: Begin, site: Publisher) -> None:
    office = begin()
    del site.pages["/paper/2024/n2.html"]
    assert [office.day(), office.day()] == [[], ["page_withdrawn"]]
    event, notice, comparison = latest(office)
    assert comparison is not None
    assert {change.kind.value for change in comparison.changes} == {"removed"}
    assert all(statement.text for change in comparison.changes for statement in change.old)
    assert event.reports[0].startswith("reports/paper/2024.r1--2024.r1.without-")
    assert str(office.archive.root / event.reports[0]) in notice.text
    assert [office.day(4), office.day(10)] == [[], ["page_removed"]]
    event, _, comparison = latest(office)
    assert comparison is not None
    assert event.reports[0] == "reports/paper/2024.r1--2024.r2.html"
    assert {change.kind.value for change in comparison.changes} == {"removed"}


def test_a_whole_edition_that_is_gone_is_compared_with_nothing(begin: Begin, site: Publisher) -> None:
    office = begin()
    for name in ("n1.html", "n2.html", "n3.html"):
        del site.pages[f"/paper/2024/{name}"]
    assert [office.day(), office.day()] == [[], ["page_withdrawn"]]
    assert [office.day(4), office.day(10)] == [[], ["page_removed"]]
    _, notice, comparison = latest(office)
    assert comparison is not None
    assert comparison.new.statements == ()
    assert len(comparison.changes) == len(comparison.old.statements)
    assert "the whole edition is gone" in notice.text
    assert office.day() == []
