"""What came into the archive is compared, reported and told once, whatever is killed between."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.watch.conftest import AT, BASE, LATER
from wpdiff.archive import About, Archive, Manifest, Received
from wpdiff.codec import load_comparison
from wpdiff.model.comparison import Comparison
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare
from wpdiff.watch.events import Event, EventKind, event_of
from wpdiff.watch.notices import Sender, Target, load_notice
from wpdiff.watch.state import State
from wpdiff.watch.tell import Teller
from wpdiff.workspace import Workspace

DESK = Target(name="desk", kind="atom", path="desk.atom")
TROUBLE = Target(name="trouble", kind="atom", path="trouble.atom", events=("source_broken",))


@pytest.fixture
def state(archive: Archive) -> Iterator[State]:
    with State.open(archive.root / ".wpdiff", at=AT) as opened:
        yield opened


@pytest.fixture
def teller(archive: Archive, state: State) -> Teller:
    return Teller(
        workspace=Workspace(root=archive.root),
        archive=archive,
        state=state,
        targets=(DESK, TROUBLE),
        sender=Sender(host="desk7"),
    )


def publish(archive: Archive, name: str, *texts: str, language: str = "en") -> Manifest:
    """An edition, or its next revision."""
    draft = archive.begin("harbour", name)
    addresses = [f"{BASE}{name}/{number}.html" for number in range(len(texts))]
    for address, text in zip(addresses, texts, strict=True):
        draft.put(address, f"<h1>Ships</h1><p>{text}</p>".encode(), Received(media_type="text/html", retrieved=AT))
    draft.arrange(addresses)
    about = About(source="harbour", title="Harbour Report", language=language, published=name[:4], address=BASE)
    if draft.base:
        return archive.revise(draft, at=AT, cause="revision")
    return archive.commit(draft, about, at=AT, cause="edition_complete")


def test_an_edition_is_compared_with_its_predecessor_and_told(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    assert teller.tell(event_of(manifest, at=AT), manifest=manifest)
    (event,) = state.events()
    assert event.reports == ("reports/harbour/2025--2026.html", "reports/harbour/2025--2026.json")
    assert event.comparison == "reports/harbour/2025--2026.json"
    saved = load_comparison((archive.root / event.comparison).read_text("utf-8"))
    assert [one.kind.value for one in saved.changes] == ["changed"]
    (row,) = state.due(AT)
    assert row.target == "desk"
    notice = load_notice(row.notice)
    assert "[-8-]{+9+}" in notice.text
    assert str(archive.root / "reports/harbour/2025--2026.html") in notice.text


def test_an_event_is_told_once(archive: Archive, state: State, teller: Teller) -> None:
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    assert teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert not teller.tell(event_of(manifest, at=LATER), manifest=manifest)
    assert len(state.events()) == len(state.outbox()) == 1


def test_the_first_edition_is_told_without_a_comparison(archive: Archive, state: State, teller: Teller) -> None:
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert "no earlier edition" in load_notice(state.due(AT)[0].notice).text
    assert not (archive.root / "reports").exists()


def test_a_correction_is_compared_with_what_was_said_before(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 7 ships.")
    publish(archive, "2026", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert state.events()[0].reports[0] == "reports/harbour/2026.r1--2026.r2.html"
    assert "[-8-]{+9+}" in load_notice(state.due(AT)[0].notice).text


def test_a_page_taken_away_is_what_the_comparison_shows(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2026", "Limoa has 8 ships.", "Limoa promises to scrap them.")
    manifest = publish(archive, "2026", "Limoa has 8 ships.")
    event = replace(event_of(manifest, at=AT), kind=EventKind.PAGE_REMOVED, pages=(f"{BASE}2026/1.html",))
    teller.tell(event, manifest=manifest)
    assert "[-Limoa promises to scrap them.-]" in load_notice(state.due(AT)[0].notice).text


def test_the_predecessor_is_of_the_same_language(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2024", "Limoa has 7 ships.")
    publish(archive, "2025", "リモアは8隻を持つ。", language="ja")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert state.events()[0].reports[0] == "reports/harbour/2024--2026.html"


def test_a_damaged_predecessor_is_not_compared_and_that_is_said(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    (archive.folder / "harbour/2025/pages/0.html").write_bytes(b"<p>rotten</p>")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert "Not compared: harbour/2025 is damaged" in load_notice(state.due(AT)[0].notice).text
    assert manifest not in state.untold(archive.manifests())


def test_a_run_killed_before_it_could_tell_is_made_good_once(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    teller.catch_up(at=AT)
    manifest = publish(archive, "2026", "Limoa has 9 ships.")

    def killed(old: EditionSource, new: EditionSource) -> Comparison:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace(teller, compare=killed).tell(event_of(manifest, at=AT), manifest=manifest)
    assert len(state.events()) == 1
    (event,) = teller.catch_up(at=LATER)
    assert event.edition == "2026"
    assert teller.catch_up(at=LATER) == ()
    assert len(state.events()) == 2


def test_a_lost_state_tells_nothing_again(archive: Archive, tmp_path: Path) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    with State.open(tmp_path / "other", archive.manifests(), at=AT) as state:
        teller = Teller(workspace=Workspace(root=archive.root), archive=archive, state=state, targets=(DESK,))
        assert teller.catch_up(at=AT) == ()
        assert state.outbox() == ()


def test_targets_hear_of_what_they_asked_for(state: State, teller: Teller) -> None:
    teller.tell(Event(kind=EventKind.SOURCE_BROKEN, source="a", content=AT, at=AT, says="timed out"))
    assert {row.target for row in state.due(AT)} == {"desk", "trouble"}
    assert "What is known: timed out" in load_notice(state.due(AT)[0].notice).text


def test_reports_are_linked_where_they_are_published(archive: Archive, state: State, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    public = replace(teller, reports_address="https://papers.example.org/r/", formats=("html",))
    public.tell(event_of(manifest, at=AT), manifest=manifest)
    notice = load_notice(state.due(AT)[0].notice)
    assert "https://papers.example.org/r/harbour/2025--2026.html" in json.dumps(notice.values)
    assert "2025--2026.json" not in notice.text


def test_reports_are_what_wpdiff_compare_writes(archive: Archive, teller: Teller) -> None:
    old, new = publish(archive, "2025", "Limoa has 8 ships."), publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(new, at=AT), manifest=new)
    written = load_comparison((archive.root / "reports/harbour/2025--2026.json").read_text("utf-8"))
    plain = compare(archive.folder / "harbour" / old.edition, archive.folder / "harbour" / new.edition)
    assert [one.edits for one in written.changes] == [one.edits for one in plain.changes]


def test_a_series_has_a_feed_and_all_reports_and_editions_a_list(archive: Archive, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    assert teller.publish() == ()
    feed = (archive.root / "reports/harbour/feed.atom").read_text("utf-8")
    assert feed.count("<entry>") == 1
    assert "[-8-]{+9+}" in feed
    page = (archive.root / "reports/index.html").read_text("utf-8")
    assert 'href="harbour/2025--2026.html"' in page
    assert f'<a href="{BASE}">' in page
    archived = page[page.index("Archived editions") :]
    assert archived.index(">Harbour Report (2026)") < archived.index(">Harbour Report (2025)")


def test_what_is_published_is_written_only_where_something_is_new(archive: Archive, teller: Teller) -> None:
    publish(archive, "2025", "Limoa has 8 ships.")
    manifest = publish(archive, "2026", "Limoa has 9 ships.")
    teller.tell(event_of(manifest, at=AT), manifest=manifest)
    teller.publish()
    places = [archive.root / "reports/index.html", archive.root / "reports/harbour/feed.atom"]
    before = [place.stat().st_mtime_ns for place in places]
    teller.publish()
    assert [place.stat().st_mtime_ns for place in places] == before
    places[1].unlink()
    teller.publish()
    assert places[1].is_file()


def test_a_list_of_somebody_elses_is_left_as_it_is(archive: Archive, teller: Teller) -> None:
    (archive.root / "reports").mkdir()
    (archive.root / "reports/index.html").write_text("mine", "utf-8")
    assert "left as it is" in teller.publish()[0]
    assert (archive.root / "reports/index.html").read_text("utf-8") == "mine"
