"""wpdiff editions, run for real: what is added is there to the byte, and what is damaged is named with exit 4."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAGES = {"2.html": "<p>Two ships.</p>", "10.html": "<p>Ten ships.</p>", "img/map.png": "png"}


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder that a person saved, and a workspace beside it."""
    (tmp_path / "wpdiff.toml").write_text("", "utf-8")
    folder = tmp_path / "saved" / "2025"
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def added(wpdiff: Run, saved: Path, tmp_path: Path) -> Path:
    """The edition in the archive."""
    done = wpdiff("editions", "add", "saved/2025", "--series", "harbour", "--title", "Harbour 2025", "--language", "en")
    assert done.returncode == 0, done.stderr
    return tmp_path / "editions" / "harbour" / "2025"


def test_an_added_edition_is_there_to_the_byte_in_reading_order(wpdiff: Run, added: Path) -> None:
    for name, text in PAGES.items():
        assert (added / "pages" / name).read_text("utf-8") == text
    told = json.loads(wpdiff("editions", "show", "harbour/2025", "--json").stdout)
    assert [page["name"] for page in told["states"][0]["pages"]] == ["2.html", "10.html", "img/map.png"]
    assert told["edition"]["title"] == "Harbour 2025"
    assert "harbour/2025" in wpdiff("editions", "list").stdout
    assert wpdiff("editions", "verify").returncode == 0
    assert "Two ships." in wpdiff("inspect", "harbour/2025", "-f", "json").stdout


def test_adding_the_same_again_changes_nothing(wpdiff: Run, saved: Path, added: Path) -> None:
    before = (added / "manifest.json").read_bytes()
    again = wpdiff("editions", "add", "saved/2025", "--series", "harbour")
    assert again.returncode == 0
    assert "the same to the byte" in again.stderr
    assert (added / "manifest.json").read_bytes() == before


def test_another_edition_of_the_same_name_is_refused_or_becomes_a_later_state(
    wpdiff: Run, saved: Path, added: Path
) -> None:
    (saved / "2.html").write_text("<p>Too ships.</p>", "utf-8")
    refused = wpdiff("editions", "add", "saved/2025", "--series", "harbour")
    assert refused.returncode == 2
    assert "--revise" in refused.stderr
    assert (added / "pages" / "2.html").read_text("utf-8") == PAGES["2.html"]
    assert wpdiff("editions", "add", "saved/2025", "--series", "harbour", "--revise").returncode == 0
    assert (added / "revisions" / "1" / "pages" / "2.html").read_text("utf-8") == PAGES["2.html"]
    assert "2 states" in wpdiff("editions", "list", "harbour").stdout
    assert wpdiff("editions", "verify").returncode == 0


def test_damage_is_named_with_exit_4(wpdiff: Run, added: Path) -> None:
    (added / "pages" / "2.html").write_text("<p>No ships.</p>", "utf-8")
    (added / "pages" / "img" / "map.png").unlink()
    done = wpdiff("editions", "verify")
    assert done.returncode == 4
    assert done.stdout.splitlines() == [
        "harbour/2025/pages/2.html: changed",
        "harbour/2025/pages/img/map.png: missing",
    ]
    values = json.loads(wpdiff("editions", "verify", "harbour/2025", "--json").stdout)
    assert [one["flaw"] for one in values["damages"]] == ["changed", "missing"]


def test_an_edition_that_vanished_is_missed(wpdiff: Run, added: Path) -> None:
    shutil.rmtree(added)
    done = wpdiff("editions", "verify")
    assert (done.returncode, done.stdout) == (4, "harbour/2025: missing\n")


def test_a_damaged_state_is_made_anew_from_the_manifests(wpdiff: Run, added: Path, tmp_path: Path) -> None:
    database = tmp_path / ".wpdiff" / "state.db"
    database.write_bytes(b"no database" * 1000)
    done = wpdiff("editions", "verify")
    assert done.returncode == 0
    assert "damaged" in done.stderr
    assert sqlite3.connect(database).execute("SELECT series, edition FROM editions").fetchall() == [("harbour", "2025")]


def test_an_edition_is_removed_when_a_person_says_so(wpdiff: Run, added: Path) -> None:
    assert "--yes" in wpdiff("editions", "remove", "harbour/2025").stderr
    assert added.is_dir()
    assert wpdiff("editions", "remove", "harbour/2025", "--yes").returncode == 0
    assert not added.exists()
    assert wpdiff("editions", "verify").returncode == 0


def test_a_folder_made_by_hand_is_never_touched(wpdiff: Run, added: Path, tmp_path: Path) -> None:
    mine = tmp_path / "editions" / "harbour" / "2024"
    mine.mkdir()
    (mine / "a.html").write_text("<p>Mine.</p>", "utf-8")
    for command in (
        ("remove", "harbour/2024", "--yes"),
        ("add", "saved/2025", "--series", "harbour", "--name", "2024"),
    ):
        done = wpdiff("editions", *command)
        assert done.returncode == 2
        assert "made by hand" in done.stderr
    assert "made by hand" in wpdiff("editions", "list").stdout
    assert wpdiff("editions", "verify").returncode == 0
    assert (mine / "a.html").read_text("utf-8") == "<p>Mine.</p>"
    assert [path.name for path in mine.iterdir()] == ["a.html"]


def test_an_edition_is_exported_as_warc(wpdiff: Run, added: Path, tmp_path: Path) -> None:
    pytest.importorskip("warcio")
    assert wpdiff("editions", "export", "harbour/2025", "--warc", "h.warc.gz").returncode == 0
    assert (tmp_path / "h.warc.gz").read_bytes()[:2] == b"\x1f\x8b"
    refused = wpdiff("editions", "export", "harbour/2025", "--warc", "editions/h.warc.gz")
    assert (refused.returncode, "among the editions" in refused.stderr) == (2, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "https://example.org/wp/"), "--edition"),
        (("add", "https://example.org/wp/", "--edition", "2024"), "--contact"),
        (("add", "https://", "--edition", "2024", "--contact", "desk@example.org"), "no web address"),
        (("add", "https://example.org/wp/", "saved/2025"), "at once"),
        (("add", "nowhere"), "no such file or folder"),
        (("add", "editions/harbour"), "among the editions"),
        (("add", "saved/2025", "--series", "../x"), "cannot be the name of a series"),
        (("add", "saved/2025", "--published", "July"), "is no date"),
        (("add", "empty"), "no pages in this folder"),
        (("show", "harbour/2052"), "did you mean harbour/2025?"),
        (("list", "harbor"), "no such series"),
        (("verify", "harbor"), "no such series"),
        (("export", "harbour/2025", "--warc", "h.zip"), ".warc"),
    ],
)
def test_what_cannot_be_done_is_one_line_with_a_hint(
    wpdiff: Run, added: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "empty").mkdir()
    done = wpdiff("editions", *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert wpdiff("editions", "verify").returncode == 0


def test_leftovers_of_broken_off_runs_are_thrown_away(wpdiff: Run, added: Path) -> None:
    half = added.parent / ".staging" / "2026" / "pages"
    half.mkdir(parents=True)
    (half / "1.html").write_text("half", "utf-8")
    (half.parent / "draft.jsonl").write_text("{}\n", "utf-8")
    assert wpdiff("editions", "gc").stdout == ""
    assert "2026" in wpdiff("editions", "gc", "--all", "--dry-run").stdout
    assert json.loads(wpdiff("editions", "gc", "--all", "--json").stdout)["leftovers"][0]["size"] == 7
    assert not half.parent.exists()
    assert added.is_dir()
