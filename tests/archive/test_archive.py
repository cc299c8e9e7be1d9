"""An edition is in the archive whole or not at all, and nothing in it is ever changed in place."""

import json
import shutil
import time
from pathlib import Path

import pytest

from tests.archive.conftest import AT, BASE, Fill
from wpdiff.archive import About, Archive, Flaw, Manifest, PageState, Received, is_whole, states_of, verify
from wpdiff.codec import dump_comparison, load_comparison
from wpdiff.errors import ArchiveError
from wpdiff.report import render
from wpdiff.walk import compare, read_edition
from wpdiff.workspace import Workspace, list_editions


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_edition_is_a_plain_folder_that_a_person_can_read(archive: Archive, committed: Manifest) -> None:
    place = archive.folder / "paper" / "2026"
    assert set(files(place)) == {"edition.toml", "manifest.json", "pages/p0.html", "pages/p1.html"}
    assert (place / "pages/p0.html").read_bytes() == b"<p>One.</p>"
    assert 'published = "2026-07-15"' in (place / "edition.toml").read_text(encoding="utf-8")
    first = json.loads((place / "manifest.json").read_bytes())["pages"][0]
    assert first["address"] == BASE + "p0.html"
    assert (first["size"], first["retrieved"], first["etag"], first["order"]) == (11, AT, '"1"', 0)
    assert not any(archive.folder.rglob("*.part"))


def test_what_the_archive_wrote_is_read_as_an_edition(archive: Archive, committed: Manifest) -> None:
    (source,) = list_editions("paper", Workspace(root=archive.root))
    assert (source.title, source.language, source.published) == ("Paper 2026", "en", "2026-07-15")
    assert [one.text for one in read_edition(source).statements] == ["One.", "Two."]


def test_a_report_links_to_where_an_archived_page_was_published(
    archive: Archive, committed: Manifest, fill: Fill
) -> None:
    archive.commit(fill("<p>One.</p>", "<p>Too.</p>", edition="2027"), About(language="en"), at=AT)
    old, new = list_editions("paper", Workspace(root=archive.root))
    comparison = load_comparison(dump_comparison(compare(old, new)))
    assert [(page.uri, page.address, page.retrieved) for page in comparison.old.pages] == [
        ("p0.html", BASE + "p0.html", AT),
        ("p1.html", BASE + "p1.html", AT),
    ]
    assert f"{BASE}p1.html#:~:text=Too." in render(comparison, format="html")
    (archive.folder / "paper/2027/pages/p1.html").write_bytes(b"<p>Other bytes.</p>")
    (archive.folder / "paper/2026/manifest.json").write_bytes(b"{no manifest")
    damaged = compare(*list_editions("paper", Workspace(root=archive.root)))
    assert [page.address for page in (*damaged.old.pages, *damaged.new.pages)] == ["", "", BASE + "p0.html", ""]


def test_pages_keep_their_reading_order_and_what_is_beside_them_is_not_read(archive: Archive, fill: Fill) -> None:
    draft = fill("<p>One.</p>", "<p>Two.</p>")
    draft.put(BASE + "errata.pdf", b"%PDF", Received(media_type="application/pdf"))
    draft.arrange([BASE + "p1.html", BASE + "p0.html"])
    manifest = archive.commit(draft, About(), at=AT)
    assert [page.name for page in manifest.reading_order] == ["p1.html", "p0.html"]
    assert manifest.page_at(BASE + "errata.pdf").order is None  # type: ignore[union-attr]
    (source,) = list_editions("paper", Workspace(root=archive.root))
    assert [one.text for one in read_edition(source).statements] == ["Two.", "One."]


def test_nothing_is_visible_before_the_commit(archive: Archive, fill: Fill) -> None:
    fill("<p>One.</p>")
    assert archive.editions() == ()
    assert archive.drafts() == (("paper", "2026"),)


def test_a_draft_goes_on_where_it_was_killed(archive: Archive, fill: Fill) -> None:
    draft = fill("<p>One.</p>", "<p>Two.</p>")
    journal = draft.folder / "draft.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"page":{"name":"p9')  # the line that was being written
    (draft.folder / "pages" / "p1.html").write_bytes(b"cut")
    again = archive.begin("paper", "2026")
    assert [page.address for page in again.pages] == [BASE + "p0.html"]
    again.put(BASE + "p1.html", b"<p>Two.</p>", Received(media_type="text/html"))
    again.arrange([BASE + "p0.html", BASE + "p1.html"])
    assert len(archive.begin("paper", "2026").pages) == 2


def test_a_page_that_was_not_fetched_cannot_be_arranged(fill: Fill) -> None:
    with pytest.raises(ArchiveError, match="not fetched yet"):
        fill("<p>One.</p>").arrange([BASE + "p7.html"])


def test_an_edition_without_a_page_to_read_is_not_committed(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="no page to read"):
        archive.commit(archive.begin("paper", "2026"), About(), at=AT)


def test_a_revision_keeps_the_earlier_state_whole(archive: Archive, committed: Manifest, fill: Fill) -> None:
    place = archive.folder / "paper" / "2026"
    before = files(place)
    manifest = archive.revise(fill("<p>One.</p>", "<p>Too.</p>"), at="2026-08-01T00:00:00Z", cause="revision")
    after = files(place)
    assert {name.removeprefix("revisions/1/"): one for name, one in after.items() if "revisions" in name} == before
    assert after["pages/p1.html"] == b"<p>Too.</p>"
    assert (manifest.revision, manifest.title, manifest.cause) == (2, "Paper 2026", "revision")
    assert manifest.content != committed.content
    third = archive.revise(fill("<p>1.</p>", "<p>Too.</p>"), at="2026-08-02T00:00:00Z", cause="revision")
    assert [state.revision for _, state in states_of(archive.find("paper", "2026"))] == [3, 2, 1]  # type: ignore[arg-type]
    assert third.revision == 3
    assert verify(archive).damages == ()
    assert archive.drafts() == ()


def test_a_revision_keeps_what_a_person_wrote(archive: Archive, committed: Manifest, fill: Fill) -> None:
    place = archive.folder / "paper" / "2026"
    said = (place / "edition.toml").read_text(encoding="utf-8")
    (place / "edition.toml").write_text('profile = "plain-en"\n' + said.replace("Paper 2026", "My title"), "utf-8")
    (place / "notes.txt").write_text("mine", "utf-8")
    archive.revise(fill("<p>One.</p>", "<p>Too.</p>"), at=AT, cause="revision")
    text = (place / "edition.toml").read_text(encoding="utf-8")
    assert 'profile = "plain-en"' in text
    assert 'title = "My title"' in text
    assert (place / "notes.txt").read_text("utf-8") == "mine"


def test_a_page_that_was_not_changed_is_taken_over_without_fetching(archive: Archive, committed: Manifest) -> None:
    draft = archive.begin("paper", "2026")
    assert draft.take(BASE + "p0.html", retrieved="2026-09-01T00:00:00Z").etag == '"1"'
    draft.put(BASE + "p1.html", b"<p>Too.</p>", Received(media_type="text/html"))
    draft.arrange([BASE + "p0.html", BASE + "p1.html"])
    manifest = archive.revise(draft, at=AT, cause="revision")
    assert [page.name for page in manifest.pages] == ["p0.html", "p1.html"]
    (archive.folder / "paper/2026/pages/p0.html").write_bytes(b"rotten")
    with pytest.raises(ArchiveError, match="not in the archive as it was"):
        archive.begin("paper", "2026").take(BASE + "p0.html")


def test_a_missing_page_is_written_down_and_its_bytes_stay(archive: Archive, committed: Manifest) -> None:
    marked = archive.mark("paper", "2026", BASE + "p1.html", PageState.MISSING, at="2026-08-01T00:00:00Z")
    assert marked.page_at(BASE + "p1.html").missing_since == "2026-08-01T00:00:00Z"  # type: ignore[union-attr]
    again = archive.mark("paper", "2026", BASE + "p1.html", PageState.MISSING, at="2026-08-09T00:00:00Z")
    assert again == marked
    assert archive.page("paper", "2026", BASE + "p1.html") == b"<p>Two.</p>"
    assert archive.mark("paper", "2026", BASE + "p1.html", PageState.PRESENT, at=AT) == committed
    assert verify(archive).damages == ()


def test_a_folder_made_by_hand_is_an_edition_and_is_never_touched(archive: Archive) -> None:
    folder = archive.folder / "paper" / "2025"
    folder.mkdir(parents=True)
    (folder / "a.html").write_text("<p>Mine.</p>")
    before = files(archive.folder)
    (entry,) = archive.editions()
    assert entry.is_by_hand
    with pytest.raises(ArchiveError, match="made by hand"):
        archive.begin("paper", "2025")
    assert verify(archive).by_hand == ("paper/2025",)
    assert files(archive.folder) == before


@pytest.mark.parametrize("name", ["..", "a/b", "a\\b", ".hidden", "con", "x ", "", "a:b", "x" * 300])
def test_a_name_that_could_lead_elsewhere_is_refused(archive: Archive, name: str) -> None:
    with pytest.raises(ArchiveError, match="cannot be the name"):
        archive.begin("paper", name)
    with pytest.raises(ArchiveError, match="cannot be the name"):
        archive.begin(name, "2026")
    assert archive.find(name, "2026") is None


def test_pages_have_names_of_our_own(archive: Archive) -> None:
    draft = archive.begin("paper", "2026")
    hostile = [
        "a/../../../etc/passwd",
        "CON",
        "a/index.html",
        "b/INDEX.html",
        "n.html?x=1",
        "n.html?x=2",
        "",
        "é" * 300,
    ]
    for number, path in enumerate(hostile):
        draft.put(f"https://example.org/{path}", str(number).encode(), Received(media_type="text/html"))
    names = [page.name for page in draft.pages]
    assert len({name.casefold() for name in names}) == len(hostile)
    assert all(name.endswith(".html") and "/" not in name and len(name) < 100 for name in names)
    assert sorted(path.name for path in (draft.folder / "pages").iterdir()) == sorted(names)


def test_every_damage_is_named(archive: Archive, committed: Manifest, fill: Fill) -> None:
    archive.revise(fill("<p>One.</p>", "<p>Too.</p>"), at=AT, cause="revision")
    place = archive.folder / "paper" / "2026"
    assert is_whole(archive.find("paper", "2026"))  # type: ignore[arg-type]
    (place / "pages" / "p0.html").write_bytes(b"<p>One!</p>")
    (place / "pages" / "p1.html").unlink()
    (place / "pages" / "p2.html").write_bytes(b"new")
    (place / "revisions" / "1" / "manifest.json").unlink()
    found = {(one.where.removeprefix("paper/2026/"), one.flaw) for one in verify(archive).damages}
    assert found == {
        ("pages/p0.html", Flaw.CHANGED),
        ("pages/p1.html", Flaw.MISSING),
        ("pages/p2.html", Flaw.STRANGE),
        ("revisions/1/manifest.json", Flaw.MISSING),
    }


def test_a_manifest_that_was_changed_is_known_as_such(archive: Archive, committed: Manifest) -> None:
    path = archive.folder / "paper" / "2026" / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("p1.html", "p3.html"), "utf-8")
    (damage,) = verify(archive).damages
    assert damage.flaw is Flaw.UNREADABLE
    assert "changed since it was written" in damage.says
    path.unlink()
    assert verify(archive, known=[("paper", "2026")]).damages[0].flaw is Flaw.MISSING
    shutil.rmtree(path.parent)
    assert verify(archive, known=[("paper", "2026")]).damages[0].where == "paper/2026"


def test_an_edition_is_removed_as_a_whole(archive: Archive, committed: Manifest) -> None:
    archive.remove("paper", "2026")
    assert files(archive.folder) == {}
    with pytest.raises(ArchiveError, match="no such edition"):
        archive.remove("paper", "2026")


def test_leftovers_are_thrown_away_when_asked(archive: Archive, committed: Manifest, fill: Fill) -> None:
    fill("<p>Half.</p>", edition="2027")
    (archive.folder / "paper" / "2026" / ".manifest.json.part").write_bytes(b"killed")
    later = time.time() + 10
    assert archive.gc(before=later - 3600) == ()
    assert [one.path.name for one in archive.gc(before=later, keep=[("paper", "2027")], dry_run=True)] == [
        ".manifest.json.part"
    ]
    assert [one.path.name for one in archive.gc(before=later, dry_run=True)] == ["2027", ".manifest.json.part"]
    assert archive.drafts()
    assert archive.gc(before=later)[0].size > 0
    assert archive.drafts() == ()
    assert archive.find("paper", "2026")
    assert verify(archive).damages == ()
    assert archive.gc(before=later) == ()


def test_files_that_a_person_named_keep_their_names(archive: Archive) -> None:
    draft = archive.begin("paper", "2026")
    draft.put("html/a.html", b"<p>A.</p>", Received(), name="html/a.html")
    draft.put("img/a.png", b"png", Received(), name="img/a.png")
    with pytest.raises(ArchiveError, match="cannot be the name of a page"):
        draft.put("x", b"", Received(), name="../x.html")
    draft.arrange(["html/a.html"])
    archive.commit(draft, About(), at=AT)
    assert (archive.folder / "paper/2026/pages/img/a.png").read_bytes() == b"png"
    assert verify(archive).damages == ()
