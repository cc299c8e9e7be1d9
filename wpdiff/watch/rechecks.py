"""Editions that are archived already, looked at again for a year: silent corrections, pages that went away.

A page differs when what a reader sees of it differs (`content`, `ignore`), and twice the same, an hour apart: a cluster
of servers out of step is no correction. A page that cannot be had is no change. Every later state is put beside the
earlier one; nothing is removed.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec import structs

from wpdiff.archive import ArchivedEdition, Manifest, PageState
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.watch.belief import APART, SEEN, UNSTABLE_SAID, is_believed, is_unstable, pended
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.discover import Listed
from wpdiff.watch.events import Event, EventKind, event_of
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.keeping import keep_page, next_state
from wpdiff.watch.looks import Look, look_at
from wpdiff.watch.rows import MissingPage

_CHECKS = 3  # times that a page is missing before it is taken for removed …
_CHECKS_LASTING = 2  # … and where the host says that it is gone for good


def is_due(desk: Desk, edition: ArchivedEdition) -> bool:
    """Whether an archived edition is to be looked at again now."""
    manifest = edition.manifest
    if manifest is None:
        return False
    notes = desk.memory.mark(_mark(manifest))
    age = desk.now - moment(str(notes.get("first", "")) or manifest.committed)
    if age > desk.sources.defaults.recheck_for:
        return False
    last = str(notes.get("last", "")) or manifest.committed
    return desk.now - moment(last) >= _patience(desk, manifest, notes)


def _patience(desk: Desk, manifest: Manifest, notes: dict[str, Any]) -> timedelta:
    """How long to wait for the next look: what was seen once is looked at soon, what is missing once a day."""
    usual = desk.sources.defaults.recheck
    pending = notes.get("pending") or {}
    missing = _missing(desk, manifest)
    if any(not is_unstable(one) for one in pending.values()) or any(row.checks < SEEN for row in missing):
        return min(APART, usual)
    return min(timedelta(days=1), usual) if missing else usual


def recheck(desk: Desk, check: Check, edition: ArchivedEdition, listed: Listed | None) -> None:
    """Look at every page of an archived edition again, and tell what is certain."""
    manifest = edition.manifest
    if manifest is None:
        return
    notes = desk.memory.mark(_mark(manifest))
    notes.setdefault("first", manifest.committed)
    look = look_at(desk, check.source, edition, manifest, listed, notes)
    notes["last"] = stamp(desk.now)
    _weigh(desk, check, edition, manifest, look, notes)
    current = desk.archive.find(manifest.series, manifest.edition)
    if current is not None and current.manifest is not None:
        _count_missing(desk, check, current, look)
    desk.memory.put_mark(_mark(manifest), notes)


def _weigh(
    desk: Desk, check: Check, edition: ArchivedEdition, manifest: Manifest, look: Look, notes: dict[str, Any]
) -> None:
    """Believe what differs when it is seen again as it was; then archive and tell it, if there is anything to read."""
    before = notes.get("pending")
    pending = {
        address: pended(before.get(address) if isinstance(before, dict) else None, page, desk.now)
        for address, page in look.changed.items()
    }
    believed = {
        address for address, one in pending.items() if is_believed(one, desk.now, shrunk=address in look.shrunk)
    }
    for address, one in pending.items():
        if is_unstable(one):
            check.note(FetchFault(Fault.ODD, UNSTABLE_SAID), address)
    notes["pending"] = {address: one for address, one in pending.items() if address not in believed}
    if notes["pending"]:
        count = len(notes["pending"])
        check.seen.append(f"{manifest.edition}: {count} pages differ; looked at again before it is believed")
    if believed:
        look.changed = {address: page for address, page in look.changed.items() if address in believed}
        _revise(desk, check, edition, manifest, look, notes)


def _revise(
    desk: Desk, check: Check, edition: ArchivedEdition, manifest: Manifest, look: Look, notes: dict[str, Any]
) -> None:
    """A new state of the edition beside the earlier one; a new dress alone is remembered, not archived."""
    draft = next_state(desk.archive, manifest, without=look.changed)
    for address, page in look.changed.items():
        keep_page(draft, page, at=stamp(desk.now), address=address)
    order = _order(manifest, look)
    draft.arrange(order)
    names = {page.address: page.name for page in draft.pages}
    if not has_changes(edition.path, manifest, draft.folder, tuple(f"pages/{names[address]}" for address in order)):
        draft.discard()
        dressed = {address: hashlib.sha256(page.answer.body).hexdigest() for address, page in look.changed.items()}
        known = notes.get("variants")
        notes["variants"] = {**(known if isinstance(known, dict) else {}), **dressed}
        check.seen.append(f"{manifest.edition}: {len(dressed)} pages look different and say the same")
        return
    revised = desk.archive.revise(draft, at=stamp(desk.now), cause=EventKind.REVISION.value)
    event = event_of(revised, at=stamp(desk.now))
    desk.teller.tell(replace(event, pages=tuple(look.changed)), manifest=revised)


def _order(manifest: Manifest, look: Look) -> list[str]:
    """The reading order: as it is listed now, as far as it is known; archived pages that are listed no more stay."""
    held = [page.address for page in manifest.reading_order]
    fresh = [address for address in look.changed if address not in held]
    if not fresh:
        return held
    known = {*held, *fresh}
    archived = {now: before for before, now in look.moved.items()}
    listed = [one for address in look.listed if (one := archived.get(address, address)) in known]
    return [*listed, *(address for address in held if address not in listed)]


def has_changes(old: Path, manifest: Manifest, new: Path, order: tuple[str, ...]) -> bool:
    """Whether two states of one edition differ in anything that wpdiff tells."""
    from wpdiff.walk import compare

    about = EditionSource(
        path=str(old), series=manifest.series, name=manifest.edition, title=manifest.title, language=manifest.language
    )
    before = structs.replace(about, pages=tuple(f"pages/{page.name}" for page in manifest.reading_order))
    after = structs.replace(about, path=str(new), pages=order)
    try:
        comparison = compare(before, after)
    except WpdiffError:
        return True  # a PDF, say: its bytes differ, and wpdiff cannot read what they say
    return any(not change.muted for change in comparison.changes)


def _missing(desk: Desk, manifest: Manifest) -> tuple[MissingPage, ...]:
    rows = desk.memory.state.missing(manifest.series, manifest.edition)
    return tuple(row for row in rows if not row.told)


def _count_missing(desk: Desk, check: Check, edition: ArchivedEdition, look: Look) -> None:
    """Pages that are not there any more: since when, looked for how often; first told as withdrawn, then as removed."""
    manifest = edition.manifest
    assert manifest is not None  # noqa: S101  the caller looked
    state, now = desk.memory.state, stamp(desk.now)
    rows = {row.address: row for row in state.missing(manifest.series, manifest.edition)}
    for address in rows.keys() - look.gone.keys():
        state.drop_missing(manifest.series, manifest.edition, address)
        desk.archive.mark(manifest.series, manifest.edition, address, PageState.PRESENT, at=now)
    counted = [_counted(rows.get(address), manifest, address, fault, now) for address, fault in look.gone.items()]
    for row in counted:
        state.put_missing(row)
    if not counted:
        return
    check.seen.append(f"{manifest.edition}: {len(counted)} pages are missing")
    _tell_withdrawn(desk, check, manifest, [row for row in counted if row.checks == SEEN])
    removed = [row for row in counted if _is_removed(desk, row, look.gone[row.address])]
    if removed and not all(row.told for row in removed):
        _tell_removed(desk, check, edition, removed)


def _counted(row: MissingPage | None, manifest: Manifest, address: str, fault: FetchFault, now: str) -> MissingPage:
    """A missing page after one more look; looks less than an hour apart are one."""
    if row is None:
        row = MissingPage(series=manifest.series, edition=manifest.edition, address=address, since=now, last_check=now)
        return replace(row, checks=1, why=fault.message)
    apart = moment(now) - moment(row.last_check) >= APART
    return replace(row, checks=row.checks + apart, last_check=now if apart else row.last_check, why=fault.message)


def _is_removed(desk: Desk, row: MissingPage, fault: FetchFault) -> bool:
    needed = _CHECKS_LASTING if fault.lasting else _CHECKS
    return row.checks >= needed and desk.now - moment(row.since) >= desk.sources.defaults.removed_after


def _tell_withdrawn(desk: Desk, check: Check, manifest: Manifest, rows: list[MissingPage]) -> None:
    """They were missing twice: a heads-up, with what the edition would be without them; it stays as it is."""
    if not rows:
        return
    pages = tuple(row.address for row in rows)
    for address in pages:
        manifest = desk.archive.mark(manifest.series, manifest.edition, address, PageState.MISSING, at=rows[0].since)
    event = _away(desk, manifest, EventKind.PAGE_WITHDRAWN, rows)
    says = f"missing since {rows[0].since}: {rows[0].why}"
    desk.teller.tell(replace(event, pages=pages, says=says), manifest=manifest)


def _tell_removed(desk: Desk, check: Check, edition: ArchivedEdition, rows: list[MissingPage]) -> None:
    """They are gone for good: a state of the edition without them; the earlier one stays in its revisions."""
    manifest = edition.manifest
    assert manifest is not None  # noqa: S101  the caller looked
    gone = {row.address for row in rows}
    kept = [page.address for page in manifest.reading_order if page.address not in gone]
    pages = tuple(row.address for row in rows)
    says = f"missing since {rows[0].since}, looked for {rows[0].checks} times"
    if kept:
        draft = next_state(desk.archive, manifest, without=gone)
        draft.arrange(kept)
        revised = desk.archive.revise(draft, at=stamp(desk.now), cause=EventKind.PAGE_REMOVED.value)
        event = event_of(revised, at=stamp(desk.now))
        desk.teller.tell(replace(event, pages=pages, says=says), manifest=revised)
        for row in rows:
            desk.memory.state.drop_missing(row.series, row.edition, row.address)
        return
    event = _away(desk, manifest, EventKind.PAGE_REMOVED, rows)
    desk.teller.tell(replace(event, pages=pages, says=f"the whole edition is gone; {says}"), manifest=manifest)
    for row in rows:
        desk.memory.state.put_missing(replace(row, told=True))


def _away(desk: Desk, manifest: Manifest, kind: EventKind, rows: list[MissingPage]) -> Event:
    """What is told of pages that went away while the archive's state stays as it is."""
    content = " ".join((rows[0].since, *(row.address for row in rows)))
    return replace(event_of(replace(manifest, cause=kind.value), at=stamp(desk.now)), content=content)


def _mark(manifest: Manifest) -> str:
    return f"recheck:{manifest.series}/{manifest.edition}"
