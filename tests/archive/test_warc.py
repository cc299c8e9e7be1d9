"""What is exported as WARC holds every state's bytes; a WARC file is whole or not written."""

import hashlib
import sys
from pathlib import Path

import pytest

from tests.archive.conftest import AT, BASE, Fill
from wpdiff.archive import Archive, Manifest
from wpdiff.archive.warc import export_warc
from wpdiff.errors import ArchiveError, MissingExtraError

warcio = pytest.importorskip("warcio.archiveiterator")


@pytest.mark.parametrize("name", ["paper.warc.gz", "paper.warc"])
def test_a_warc_file_holds_every_state(
    archive: Archive, committed: Manifest, fill: Fill, tmp_path: Path, name: str
) -> None:
    archive.revise(fill("<p>One.</p>", "<p>Too.</p>"), at=AT, cause="revision")
    entry = archive.find("paper", "2026")
    assert entry
    assert export_warc(entry, tmp_path / name) == 4
    with (tmp_path / name).open("rb") as file:
        records = [
            (one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read(), one.rec_headers)
            for one in warcio.ArchiveIterator(file, check_digests="raise")
            if one.rec_type == "response"
        ]
    assert [(address, content) for address, content, _ in records] == [
        (BASE + "p0.html", b"<p>One.</p>"),
        (BASE + "p1.html", b"<p>Two.</p>"),
        (BASE + "p0.html", b"<p>One.</p>"),
        (BASE + "p1.html", b"<p>Too.</p>"),
    ]
    assert {headers.get_header("WARC-Date") for _, _, headers in records} == {AT}
    assert hashlib.sha256(records[1][1]).hexdigest() == committed.pages[1].sha256


def test_a_damaged_edition_is_not_exported(archive: Archive, committed: Manifest, tmp_path: Path) -> None:
    (archive.folder / "paper/2026/pages/p0.html").write_bytes(b"rotten")
    entry = archive.find("paper", "2026")
    assert entry
    with pytest.raises(ArchiveError, match="damaged"):
        export_warc(entry, tmp_path / "paper.warc.gz")
    assert not list(tmp_path.glob("*warc*"))


def test_without_warcio_there_is_one_line(
    archive: Archive, committed: Manifest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "warcio.warcwriter", None)
    entry = archive.find("paper", "2026")
    assert entry
    with pytest.raises(MissingExtraError, match="not installed") as told:
        export_warc(entry, tmp_path / "paper.warc.gz")
    assert told.value.hint == "pip install 'wpdiff[archives]'"
