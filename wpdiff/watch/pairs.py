"""What an event is a comparison of: an edition and its predecessor, what it said before, it without pages, a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from wpdiff.archive import Archive, ArchivedEdition, Manifest, PageRecord, folder_name, is_whole, states_of
from wpdiff.errors import WatchError, WpdiffError
from wpdiff.ingest.pages import format_of
from wpdiff.model.source import EditionSource
from wpdiff.report.labels_notices import notice_word
from wpdiff.watch.events import Event, EventKind
from wpdiff.workspace import Workspace, edition_source, list_editions

Pair = tuple[EditionSource, EditionSource]
REVISIONS = "revisions"
_AWAY = frozenset((EventKind.PAGE_WITHDRAWN, EventKind.PAGE_REMOVED))


def pair_of(
    archive: Archive, workspace: Workspace, manifest: Manifest, event: Event, *, language: str = ""
) -> Pair | None:
    """The old and the new side of an event's comparison; None where there is no predecessor.

    Raises WpdiffError where one of them is damaged or cannot be read.
    """
    sources = list_editions(manifest.series, workspace)
    new = next((one for one in sources if one.name == manifest.edition), None)
    entry = archive.find(manifest.series, manifest.edition)
    if new is None or entry is None:
        raise WpdiffError(f"{manifest.series}/{manifest.edition}: not in the archive")
    _demand_whole(entry)
    if event.kind is EventKind.ERRATA:
        return _sheets(new, entry, manifest, language or ("ja" if manifest.language == "ja" else "en"))
    gone = {page.name for page in manifest.reading_order if page.address in event.pages}
    if event.kind in _AWAY and gone:
        return _without(new, manifest, gone, event.at)
    if manifest.revision > 1:
        return _state_before(new, manifest.revision - 1), _named(new, manifest.revision)
    old = _predecessor(sources, new)
    if old is None:
        return None
    before = archive.find(manifest.series, old.name)
    if before is not None:
        _demand_whole(before)
    return old, new


def sheet_told(entry: ArchivedEdition) -> tuple[PageRecord, PageRecord | None] | None:
    """The errata sheet that an edition's latest state brought, and the one that it replaced."""
    states = states_of(entry)
    if len(states) < 2:
        return None
    (_, now), (_, before) = states[:2]
    for sheet in now.beside:
        held = before.page_at(sheet.address)
        if held is None or held.sha256 != sheet.sha256:
            return sheet, held
    return None


def _sheets(new: EditionSource, entry: ArchivedEdition, manifest: Manifest, language: str) -> Pair:
    """A sheet as it was, or nothing, and as it is now."""
    found = sheet_told(entry)
    if found is None:
        raise WatchError("its sheet is not in the archive")
    sheet, before = found
    if not all(format_of(Path(one.name)) for one in found if one is not None):
        kind = PurePosixPath(sheet.name).suffix.lstrip(".").upper()
        raise WatchError(notice_word("sheet_not_read", language, kind=kind))
    stem = f"{new.name}.{folder_name(PurePosixPath(sheet.name).stem)}"
    title = " ".join(filter(None, (new.title, sheet.title or sheet.name)))
    after = replace(_alone(new, sheet), name=f"{stem}.r{manifest.revision}", title=title)
    if before is None:
        nothing = EditionSource(path="", series=new.series, language=new.language, profile=new.profile)
        title = notice_word("no_sheet_before", language)
        return replace(nothing, name=f"{stem}.nothing", profile_from=new.profile_from, title=title), after
    number = manifest.revision - 1
    earlier = _alone(_state_before(new, number), before)
    return replace(earlier, name=f"{stem}.r{number}", title=title), after


def _alone(edition: EditionSource, page: PageRecord) -> EditionSource:
    """One file of an edition, without the others."""
    return replace(edition, pages=(page.name,), beside=tuple(one.name for one in edition.origins))


def _without(new: EditionSource, manifest: Manifest, gone: set[str], at: str) -> Pair:
    """An edition, and it without pages that its publisher does not have any more."""
    old = _named(new, manifest.revision)
    name = f"{old.name}.without-{at[:16].replace('-', '').replace(':', '')}"
    kept = tuple(page for page in new.pages if page.removeprefix("pages/") not in gone)
    if not kept:
        return old, replace(new, path="", name=name, pages=(), origins=(), beside=())
    return old, replace(new, name=name, pages=kept, beside=(*new.beside, *sorted(gone)))


def _demand_whole(entry: ArchivedEdition) -> None:
    if not is_whole(entry):
        raise WpdiffError(f"{entry.series}/{entry.name} is damaged in the archive (see wpdiff editions verify)")


def _predecessor(sources: Sequence[EditionSource], new: EditionSource) -> EditionSource | None:
    """The edition before this one, of its language; one that says no language of its own is of any."""
    before = sources[: sources.index(new)]
    alike = [one for one in before if not one.language or not new.language or one.language == new.language]
    return alike[-1] if alike else None


def _state_before(new: EditionSource, number: int) -> EditionSource:
    """What the edition said before its latest state."""
    folder = Path(new.path) / REVISIONS / str(number)
    told = edition_source(folder)
    pages, origins, beside = told.pages, told.origins, told.beside
    return replace(_named(new, number), path=str(folder), pages=pages, origins=origins, beside=beside)


def _named(edition: EditionSource, number: int) -> EditionSource:
    """An edition called by the number of its state."""
    return replace(edition, name=f"{edition.name}.r{number}")
