"""The archive: editions by series and name in plain folders, put in whole or not at all, never changed in place.

    editions/<series>/<edition>/edition.toml     title, published, language, pages in reading order
    editions/<series>/<edition>/pages/*          the bytes as published
    editions/<series>/<edition>/manifest.json    every page's address, SHA-256, size and retrieval; written last
    editions/<series>/<edition>/revisions/<n>/   an earlier state, whole
    editions/<series>/.staging/                  what is on its way in; a name with a dot is no edition

Nobody here locks: a program that writes holds the workspace's lock (`watch.lock`) while it does.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from wpdiff.archive.draft import JOURNAL, PAGES, Draft
from wpdiff.archive.durable import exchange, link_or_copy, link_tree, remove_tree, sync_folder, write_durably
from wpdiff.archive.durable import replace as rename
from wpdiff.archive.edition_file import edition_toml, series_toml
from wpdiff.archive.manifest import GENERATOR, About, Manifest, PageState, dump_manifest, load_manifest
from wpdiff.archive.names import checked_folder
from wpdiff.errors import ArchiveError
from wpdiff.text.natural import natural_key

STAGING = ".staging"
MANIFEST = "manifest.json"
EDITION = "edition.toml"
SERIES = "series.toml"
REVISIONS = "revisions"
_BEFORE, _REMOVED = ".before", ".removed"  # in the staging folder; no edition's name begins with a dot
_OURS = frozenset((PAGES, MANIFEST, EDITION, REVISIONS, JOURNAL))


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedEdition:
    """One edition folder. `manifest` is None for a folder that a person made; `damage` says why one cannot be read."""

    series: str
    name: str
    path: Path
    manifest: Manifest | None = None
    damage: str = ""

    @property
    def is_by_hand(self) -> bool:
        """Whether a person made it: it has no manifest, nothing is known of its bytes, and it is never touched."""
        return self.manifest is None and not self.damage


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """Something on its way in that nobody waits for: where it lies and how much room it takes."""

    path: Path
    size: int


class Archive:
    """The editions of a workspace. `root` is the workspace's folder, `editions` where they lie, if elsewhere."""

    def __init__(self, root: Path, *, editions: Path | None = None) -> None:
        self.root = root
        self.folder = editions or root / "editions"

    def editions(self, series: str = "") -> tuple[ArchivedEdition, ...]:
        """All editions, or those of a series, by series and in natural order of their names."""
        names = (series,) if series else _folders(self.folder)
        return tuple(self._entry(one, name) for one in names for name in _folders(self.folder / one))

    def find(self, series: str, edition: str) -> ArchivedEdition | None:
        """One edition by its series and name; None when there is none."""
        known = series in _folders(self.folder) and edition in _folders(self.folder / series)
        return self._entry(series, edition) if known else None

    def manifests(self) -> Iterator[Manifest]:
        """The manifest of every edition that has one that can be read."""
        return (one.manifest for one in self.editions() if one.manifest)

    def page(self, series: str, edition: str, address: str) -> bytes:
        """The archived bytes of one page by its address. Raises ArchiveError when there is none."""
        manifest = self._manifest(series, edition)
        page = manifest.page_at(address)
        if page is None:
            raise ArchiveError(f"{series}/{edition}: no page from {address}")
        return (self._place(series, edition) / PAGES / page.name).read_bytes()

    def begin(self, series: str, edition: str) -> Draft:
        """An edition's draft: a new one, or the one that an earlier run left, with all it had fetched.

        It serves an edition's first fetch (`commit`) and every later look at it (`revise`). Raises ArchiveError for a
        folder that a person made, which is never touched.
        """
        self.recover(series)
        entry = self.find(series, edition)
        if entry and entry.is_by_hand:
            raise ArchiveError(
                f"{series}/{edition}: a folder made by hand, which is never touched",
                hint="name the edition otherwise, or move the folder away",
            )
        if entry and entry.damage:
            raise ArchiveError(entry.damage, hint="see wpdiff editions verify")
        return Draft(
            self._staged(series, edition),
            series=series,
            edition=edition,
            base=entry.manifest if entry else None,
            base_folder=self._place(series, edition),
        )

    def drafts(self, series: str = "") -> tuple[tuple[str, str], ...]:
        """Series and name of every edition that is on its way in."""
        names = (series,) if series else _folders(self.folder)
        return tuple(
            (one, name)
            for one in names
            for name in _folders(self.folder / one / STAGING)
            if (self._staged(one, name) / JOURNAL).is_file()
        )

    def commit(self, draft: Draft, about: About, *, at: str, cause: str = "") -> Manifest:
        """Put a new edition into its place, whole or not at all: pages are there, then its manifest, then its name.

        `at` is the time in UTC, `cause` the kind of event it will be told as ("" for one that a person adds). Raises
        ArchiveError when the edition is there already (`revise` it) or has no page to read.
        """
        if draft.base is not None:
            raise ArchiveError(f"{draft.series}/{draft.edition}: already in the archive", hint="revise it")
        fresh = Manifest(series=draft.series, edition=draft.edition, cause=cause, committed=at)
        return self._put_in(draft, replace(fresh, **about.said()), about.profile)

    def revise(self, draft: Draft, about: About | None = None, *, at: str, cause: str) -> Manifest:
        """Put a new state of an edition into its place; the earlier one goes whole into `revisions/<n>`.

        What `about` does not say stays as it was.
        """
        if draft.base is None:
            raise ArchiveError(f"{draft.series}/{draft.edition}: not in the archive yet", hint="commit it")
        number = draft.base.revision + 1
        later = replace(draft.base, revision=number, cause=cause, committed=at, generator=GENERATOR)
        return self._put_in(draft, replace(later, **about.said()) if about else later)

    def mark(self, series: str, edition: str, address: str, state: PageState, *, at: str) -> Manifest:
        """Write down that the publisher no longer has a page, since when, or has it again. Its bytes stay."""
        manifest = self._manifest(series, edition)
        if manifest.page_at(address) is None:
            raise ArchiveError(f"{series}/{edition}: no page from {address}")
        since = "" if state is PageState.PRESENT else at
        pages = tuple(
            page if page.address != address or page.state is state else replace(page, state=state, missing_since=since)
            for page in manifest.pages
        )
        marked = replace(manifest, pages=pages)
        if marked != manifest:
            write_durably(self._place(series, edition) / MANIFEST, dump_manifest(marked))
        return marked

    def describe_series(self, series: str, **known: str) -> None:
        """Write a series.toml (title, language, publisher, profile) where there is none yet."""
        path = self.folder / checked_folder(series, "a series") / SERIES
        if not path.exists():
            write_durably(path, series_toml(known))

    def remove(self, series: str, edition: str) -> None:
        """Take an edition out of the archive, with its revisions. A check never does this; a person may."""
        entry = self.find(series, edition)
        if entry is None:
            raise ArchiveError(f"{series}/{edition}: no such edition")
        aside = self.folder / series / STAGING / _REMOVED / edition
        aside.parent.mkdir(parents=True, exist_ok=True)
        remove_tree(aside)
        rename(entry.path, aside)
        sync_folder(entry.path.parent)
        remove_tree(aside)

    def recover(self, series: str = "") -> None:
        """End what a kill left half done: an edition whose manifest was written goes into its place."""
        for one in (series,) if series else _folders(self.folder):
            staging = self.folder / one / STAGING
            remove_tree(staging / _REMOVED)
            for name in _folders(staging):
                if not (staging / name / JOURNAL).is_file():
                    self._finish(one, name)
            for name in _folders(staging / _BEFORE):
                self._undo(one, name)

    def gc(
        self, *, before: float, keep: Container[tuple[str, str]] = (), dry_run: bool = False
    ) -> tuple[Leftover, ...]:
        """Throw away drafts and other leftovers that nobody touched since `before` (seconds since 1970).

        Drafts of the editions in `keep` (those that are settling) stay. What was, or would be, thrown away.
        """
        if not dry_run:
            self.recover()
        drafts = [
            path
            for series in _folders(self.folder)
            for path in _inside(self.folder / series / STAGING)
            if (series, path.name) not in keep
        ]
        parts = [path for one in self.editions() for path in one.path.glob(".*.part")]
        found = tuple(Leftover(path=path, size=_size(path)) for path in (*drafts, *parts) if _touched(path) < before)
        for leftover in () if dry_run else found:
            remove_tree(leftover.path)
            leftover.path.unlink(missing_ok=True)
        return found

    def _put_in(self, draft: Draft, manifest: Manifest, profile: str = "") -> Manifest:
        pages = draft.pages
        manifest = replace(manifest, pages=pages)
        if not manifest.reading_order:
            raise ArchiveError(f"{draft.series}/{draft.edition}: no page to read", hint="arrange its pages first")
        place, staged = self._place(draft.series, draft.edition), draft.folder
        draft.sweep()
        order = [page.name for page in manifest.reading_order]
        known = {"title": manifest.title, "published": manifest.published, "language": manifest.language}
        known["profile"] = profile
        earlier = place / EDITION if draft.base else None
        write_durably(staged / EDITION, edition_toml(known, order, earlier=earlier))
        if draft.base:
            _keep_earlier(place, staged, draft.base.revision)
        write_durably(staged / MANIFEST, dump_manifest(manifest))
        (staged / JOURNAL).unlink()  # from here on `recover` ends what a kill interrupts
        sync_folder(staged)
        self._finish(draft.series, draft.edition)
        return manifest

    def _finish(self, series: str, name: str) -> None:
        """Give a staged folder with a manifest its place; throw away what an exchange left behind."""
        staged, place = self._staged(series, name), self._place(series, name)
        try:
            manifest = load_manifest((staged / MANIFEST).read_bytes(), str(staged / MANIFEST))
        except (OSError, ArchiveError):
            return  # nothing that could be put in; `gc` throws it away
        if not place.exists():
            rename(staged, place)
        elif self._revision(series, name) < manifest.revision:
            self._swap(staged, place)
        sync_folder(place.parent)
        remove_tree(staged)
        remove_tree(staged.parent / _BEFORE / name)

    def _swap(self, staged: Path, place: Path) -> None:
        """The new state into its place, the earlier one out of it: in one step where the system can, else in two."""
        if exchange(staged, place):
            return
        before = staged.parent / _BEFORE / staged.name
        remove_tree(before)
        before.parent.mkdir(exist_ok=True)
        rename(place, before)
        rename(staged, place)

    def _undo(self, series: str, name: str) -> None:
        """Put an earlier state back where neither it nor the new one stands; else it has had its day."""
        before, place = self.folder / series / STAGING / _BEFORE / name, self._place(series, name)
        if place.exists():
            remove_tree(before)
        else:
            rename(before, place)
            sync_folder(place.parent)

    def _revision(self, series: str, name: str) -> int:
        entry = self.find(series, name)
        return entry.manifest.revision if entry and entry.manifest else 0

    def _manifest(self, series: str, edition: str) -> Manifest:
        entry = self.find(series, edition)
        if entry is None or entry.manifest is None:
            raise ArchiveError((entry and entry.damage) or f"{series}/{edition}: no such edition in the archive")
        return entry.manifest

    def _entry(self, series: str, name: str) -> ArchivedEdition:
        path = self.folder / series / name
        file = path / MANIFEST
        try:
            manifest = load_manifest(file.read_bytes(), f"{series}/{name}/{MANIFEST}") if file.is_file() else None
        except (OSError, ArchiveError) as error:
            return ArchivedEdition(series=series, name=name, path=path, damage=str(error))
        if manifest is None and (path / REVISIONS).is_dir():
            return ArchivedEdition(series=series, name=name, path=path, damage=f"{series}/{name}/{MANIFEST}: missing")
        return ArchivedEdition(series=series, name=name, path=path, manifest=manifest)

    def _place(self, series: str, edition: str) -> Path:
        return self.folder / checked_folder(series, "a series") / checked_folder(edition, "an edition")

    def _staged(self, series: str, edition: str) -> Path:
        return self.folder / checked_folder(series, "a series") / STAGING / checked_folder(edition, "an edition")


def _keep_earlier(place: Path, staged: Path, revision: int) -> None:
    """Set the earlier states, and whatever a person put beside the pages, into the folder that takes the place."""
    remove_tree(staged / REVISIONS)
    if (place / REVISIONS).is_dir():
        link_tree(place / REVISIONS, staged / REVISIONS)
    earlier = staged / REVISIONS / str(revision)
    link_tree(place / PAGES, earlier / PAGES)
    for name in (EDITION, MANIFEST):
        if (place / name).is_file():
            link_or_copy(place / name, earlier / name)
    sync_folder(earlier)
    for path in place.iterdir():
        if path.name in _OURS or path.name.startswith(".") or (staged / path.name).exists():
            continue
        if path.is_dir():
            link_tree(path, staged / path.name)
        else:
            link_or_copy(path, staged / path.name)


def _size(path: Path) -> int:
    return sum(one.stat().st_size for one in (path, *path.rglob("*")) if one.is_file())


def _touched(path: Path) -> float:
    return max(one.stat().st_mtime for one in (path, *path.rglob("*")))


def _inside(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _folders(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    names = [path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))]
    return tuple(sorted(names, key=natural_key))
