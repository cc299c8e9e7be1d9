"""Killed before any durable step, the archive is whole, and the next run ends with the same bytes."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.conftest import AT, BASE
from wpdiff.archive import About, Archive, Received, draft, durable, store, verify


class KilledError(BaseException):
    """The power went."""


STEPS = ("write_durably", "append_durably", "rename", "exchange", "link_or_copy", "link_tree", "remove_tree")


def work(root: Path) -> None:
    """What a check does: fetch, commit, look again, revise."""
    archive = Archive(root)
    archive.recover()
    entry = archive.find("paper", "2026")
    if entry is None:
        one = _fetch(archive, b"One.")
        archive.commit(one, About(title="Paper"), at=AT, cause="edition_complete")
        entry = archive.find("paper", "2026")
    assert entry
    assert entry.manifest
    if entry.manifest.revision == 1:
        archive.revise(_fetch(archive, b"Two."), at=AT, cause="revision")
    archive.begin("paper", "2026").discard()


def _fetch(archive: Archive, text: bytes) -> draft.Draft:
    fetched = archive.begin("paper", "2026")
    for number in range(2):
        page = fetched.page_at(f"{BASE}{number}.html")
        if page is None or fetched.read(page.address) != text:
            fetched.put(f"{BASE}{number}.html", text, Received(media_type="text/html", retrieved=AT))
    fetched.arrange([f"{BASE}{number}.html" for number in range(2)])
    return fetched


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("swaps", [True, False], ids=["one step", "two steps"])
def test_killed_at_any_step_the_archive_is_whole_and_the_next_run_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, swaps: bool
) -> None:
    work(tmp_path / "undisturbed")
    undisturbed = files(tmp_path / "undisturbed")
    left = [0]

    def killing(step: Callable[..., object]) -> Callable[..., object]:
        def killed(*arguments: object) -> object:
            left[0] -= 1
            if left[0] == 0:
                raise KilledError
            return step(*arguments)

        return killed

    if not swaps:
        monkeypatch.setattr(store, "exchange", lambda *_: False)
    for module in (store, draft):
        for step in STEPS:
            if hasattr(module, step):
                monkeypatch.setattr(module, step, killing(getattr(module, step)))
    for kill in range(1, 200):
        root = tmp_path / str(kill)
        left[0] = kill
        try:
            work(root)
        except KilledError:
            pass
        else:
            break
        left[0] = 0
        archive = Archive(root)
        found = verify(archive)
        assert found.damages == ()
        assert all(one.manifest for one in archive.editions())
        if swaps and kill > 12:
            assert archive.editions(), "an edition that was there is there, whatever the step"
        work(root)
        assert files(root) == undisturbed, kill
    assert kill > 20


def test_a_file_is_replaced_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    durable.write_durably(path, b"first")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        durable.write_durably(path, b"second")
    assert files(tmp_path) == {"a.txt": b"first"}


def test_two_folders_change_places_in_one_step_or_not_at_all(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "is").write_text(name)
    swapped = durable.exchange(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "a" / "is").read_text() == ("b" if swapped else "a")
    assert durable.exchange(tmp_path / "a", tmp_path / "nowhere") is False
