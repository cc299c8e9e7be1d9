"""Proof that the archive holds what it received: every byte against its hash, every file against its manifest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wpdiff.archive.draft import PAGES
from wpdiff.archive.manifest import Manifest, load_manifest
from wpdiff.archive.names import is_inside
from wpdiff.archive.store import EDITION, MANIFEST, REVISIONS, Archive, ArchivedEdition
from wpdiff.errors import ArchiveError

_CHUNK = 1 << 20
_DUST = frozenset((".ds_store", "thumbs.db", "desktop.ini"))  # what a system leaves in any folder


class Flaw(StrEnum):
    """What can be wrong with something archived."""

    MISSING = "missing"
    CHANGED = "changed"
    STRANGE = "strange"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Damage:
    """One thing that is not as it was archived: where (below the editions' folder), and what is wrong with it."""

    series: str
    edition: str
    where: str
    flaw: Flaw
    says: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check of the archive found; `by_hand` are editions whose bytes nobody recorded."""

    editions: int = 0
    pages: int = 0
    size: int = 0
    by_hand: tuple[str, ...] = ()
    damages: tuple[Damage, ...] = ()


def verify(archive: Archive, *, known: Iterable[tuple[str, str]] = (), series: str = "", edition: str = "") -> Checked:
    """Every byte against its hash. `known` are editions that must be there (the state's memory, which may be lost)."""
    entries = [one for one in archive.editions(series) if not edition or one.name == edition]
    damages: list[Damage] = []
    remembered = set(known)
    for entry in entries:
        damages += _looked_at(entry, (entry.series, entry.name) in remembered)
    here = {(one.series, one.name) for one in entries}
    for one, name in sorted(remembered - here):
        if series in ("", one) and edition in ("", name):
            damages.append(Damage(series=one, edition=name, where=f"{one}/{name}", flaw=Flaw.MISSING))
    states = [state for entry in entries if entry.manifest for state in _states(entry, entry.manifest)]
    return Checked(
        editions=sum(entry.manifest is not None for entry in entries),
        pages=sum(len(manifest.pages) for _, manifest in states),
        size=sum(page.size for _, manifest in states for page in manifest.pages),
        by_hand=tuple(
            f"{one.series}/{one.name}" for one in entries if one.is_by_hand and (one.series, one.name) not in remembered
        ),
        damages=tuple(damages),
    )


def is_whole(entry: ArchivedEdition) -> bool:
    """Whether an edition is as it was archived; one made by hand is what it is."""
    return not list(_looked_at(entry, remembered=False))


def _looked_at(entry: ArchivedEdition, remembered: bool) -> Iterator[Damage]:
    """What is wrong with one edition: its manifest, its pages, its earlier states."""
    place = f"{entry.series}/{entry.name}"
    if entry.damage:
        yield _damage(entry, f"{place}/{MANIFEST}", Flaw.UNREADABLE, entry.damage)
        return
    if entry.manifest is None:
        if remembered:
            yield _damage(entry, f"{place}/{MANIFEST}", Flaw.MISSING)
        return
    if (entry.manifest.series, entry.manifest.edition) != (entry.series, entry.name):
        yield _damage(entry, f"{place}/{MANIFEST}", Flaw.STRANGE, "the manifest of another edition")
    yield from _state(entry, entry.path, place, entry.manifest)
    for number in range(1, entry.manifest.revision):
        folder, where = entry.path / REVISIONS / str(number), f"{place}/{REVISIONS}/{number}"
        try:
            earlier = load_manifest((folder / MANIFEST).read_bytes(), f"{where}/{MANIFEST}")
        except OSError:
            yield _damage(entry, f"{where}/{MANIFEST}", Flaw.MISSING)
        except ArchiveError as error:
            yield _damage(entry, f"{where}/{MANIFEST}", Flaw.UNREADABLE, error.message)
        else:
            yield from _state(entry, folder, where, earlier)


def _state(entry: ArchivedEdition, folder: Path, where: str, manifest: Manifest) -> Iterator[Damage]:
    """One state of an edition, page by page; then the files that its manifest does not know."""
    if not (folder / EDITION).is_file():
        yield _damage(entry, f"{where}/{EDITION}", Flaw.MISSING)
    for page in manifest.pages:
        path, at = folder / PAGES / page.name, f"{where}/{PAGES}/{page.name}"
        if not is_inside(page.name):
            yield _damage(entry, at, Flaw.STRANGE, "no name of a page")
            continue
        try:
            if _hash(path) != page.sha256:
                yield _damage(entry, at, Flaw.CHANGED)
        except FileNotFoundError:
            yield _damage(entry, at, Flaw.MISSING)
        except OSError as error:
            yield _damage(entry, at, Flaw.UNREADABLE, str(error.strerror or error))
    known = {page.name for page in manifest.pages}
    pages = folder / PAGES
    for path in sorted(pages.rglob("*")) if pages.is_dir() else ():
        name = path.relative_to(pages).as_posix()
        if path.is_file() and name not in known and path.name.lower() not in _DUST:
            yield _damage(entry, f"{where}/{PAGES}/{name}", Flaw.STRANGE, "a file that the manifest does not know")


def _states(entry: ArchivedEdition, manifest: Manifest) -> Iterator[tuple[Path, Manifest]]:
    """Every state of an edition that can be read, the newest first."""
    yield entry.path, manifest
    for number in range(manifest.revision - 1, 0, -1):
        folder = entry.path / REVISIONS / str(number)
        try:
            yield folder, load_manifest((folder / MANIFEST).read_bytes(), str(folder))
        except (OSError, ArchiveError):
            continue


def states_of(entry: ArchivedEdition) -> tuple[tuple[Path, Manifest], ...]:
    """Every state of an archived edition that can be read as its folder and manifest, the newest first."""
    return tuple(_states(entry, entry.manifest)) if entry.manifest else ()


def _damage(entry: ArchivedEdition, where: str, flaw: Flaw, says: str = "") -> Damage:
    return Damage(series=entry.series, edition=entry.name, where=where, flaw=flaw, says=says)


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
