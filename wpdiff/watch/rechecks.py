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

from wpdiff.archive import ArchivedEdition, Manifest, PageState
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.watch.arrivals import keep_page
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.discover import Listed
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import ReadPage
from wpdiff.watch.looks import Look, look_at
from wpdiff.watch.rows import MissingPage
from wpdiff.watch.sources import Source

_APART = timedelta(hours=1)  # between two looks that must agree
_SEEN = 2  # times that a difference is seen before it is believed
_SEEN_SHRUNK = 3  # and one that loses more than half of a page
_UNSTABLE = 3  # looks in a row that each saw something else
_UNSTABLE_SAID = "it says something else at every look: wpdiff watch test shows what; name it in ignore"
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
    if any(one["unlike"] < _UNSTABLE for one in pending.values()) or any(row.checks < _SEEN for row in missing):
        return min(_APART, usual)
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
    now = stamp(desk.now)
    pending = {
        address: _pended(before.get(address) if isinstance(before, dict) else None, page, now)
        for address, page in look.changed.items()
    }
    believed = {address for address, one in pending.items() if _is_believed(desk, one, shrunk=address in look.shrunk)}
    for address, one in pending.items():
        if one["unlike"] >= _UNSTABLE:
            check.note(FetchFault(Fault.ODD, _UNSTABLE_SAID), address)
    notes["pending"] = {address: one for address, one in pending.items() if address not in believed}
    if notes["pending"]:
        count = len(notes["pending"])
        check.seen.append(f"{manifest.edition}: {count} pages differ; looked at again before it is believed")
    if believed:
        look.changed = {address: page for address, page in look.changed.items() if address in believed}
        _revise(desk, check, edition, manifest, look, notes)


def _pended(before: Any, page: ReadPage, now: str) -> dict[str, Any]:
    """A page that differs, after one more look: since when it says just this, how often, and how often it did not."""
    digest = hashlib.sha256(page.seen.encode("utf-8", "replace") or page.answer.body).hexdigest()
    if not isinstance(before, dict):
        return {"hash": digest, "first": now, "count": 1, "unlike": 0}
    if before.get("hash") == digest:
        return {**before, "count": int(before["count"]) + 1, "unlike": 0}
    return {"hash": digest, "first": now, "count": 1, "unlike": int(before["unlike"]) + 1}


def _is_believed(desk: Desk, one: dict[str, Any], *, shrunk: bool) -> bool:
    needed = _SEEN_SHRUNK if shrunk else _SEEN
    return int(one["count"]) >= needed and desk.now - moment(str(one["first"])) >= _APART


def _revise(
    desk: Desk, check: Check, edition: ArchivedEdition, manifest: Manifest, look: Look, notes: dict[str, Any]
) -> None:
    """A new state of the edition beside the earlier one; a new dress alone is remembered, not archived."""
    draft = desk.archive.begin(manifest.series, manifest.edition)
    for page in manifest.pages:
        if page.address in look.changed:
            keep_page(draft, look.changed[page.address], at=stamp(desk.now), address=page.address)
        else:
            draft.take(page.address)
    order = _order(manifest, look)
    for address in order:
        if draft.page_at(address) is None:
            keep_page(draft, look.changed[address], at=stamp(desk.now))
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
    event = _event(desk, check.source, revised, EventKind.REVISION, content=revised.content)
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
    before = replace(about, pages=tuple(f"pages/{page.name}" for page in manifest.reading_order))
    after = replace(about, path=str(new), pages=order)
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
    _tell_withdrawn(desk, check, manifest, [row for row in counted if row.checks == _SEEN])
    removed = [row for row in counted if _is_removed(desk, row, look.gone[row.address])]
    if removed and not all(row.told for row in removed):
        _tell_removed(desk, check, edition, removed)


def _counted(row: MissingPage | None, manifest: Manifest, address: str, fault: FetchFault, now: str) -> MissingPage:
    """A missing page after one more look; looks less than an hour apart are one."""
    if row is None:
        row = MissingPage(series=manifest.series, edition=manifest.edition, address=address, since=now, last_check=now)
        return replace(row, checks=1, why=fault.message)
    apart = moment(now) - moment(row.last_check) >= _APART
    return replace(row, checks=row.checks + apart, last_check=now if apart else row.last_check, why=fault.message)


def _is_removed(desk: Desk, row: MissingPage, fault: FetchFault) -> bool:
    needed = _CHECKS_LASTING if fault.lasting else _CHECKS
    return row.checks >= needed and desk.now - moment(row.since) >= desk.sources.defaults.removed_after


def _tell_withdrawn(desk: Desk, check: Check, manifest: Manifest, rows: list[MissingPage]) -> None:
    """They were missing twice: a heads-up, the edition stays as it is."""
    if not rows:
        return
    pages = tuple(row.address for row in rows)
    for address in pages:
        desk.archive.mark(manifest.series, manifest.edition, address, PageState.MISSING, at=rows[0].since)
    event = _event(desk, check.source, manifest, EventKind.PAGE_WITHDRAWN, content=" ".join((rows[0].since, *pages)))
    desk.teller.tell(replace(event, pages=pages, says=f"missing since {rows[0].since}: {rows[0].why}"))


def _tell_removed(desk: Desk, check: Check, edition: ArchivedEdition, rows: list[MissingPage]) -> None:
    """They are gone for good: a state of the edition without them; the earlier one stays in its revisions."""
    manifest = edition.manifest
    assert manifest is not None  # noqa: S101  the caller looked
    gone = {row.address for row in rows}
    kept = [page.address for page in manifest.reading_order if page.address not in gone]
    pages = tuple(row.address for row in rows)
    says = f"missing since {rows[0].since}, looked for {rows[0].checks} times"
    if kept:
        draft = desk.archive.begin(manifest.series, manifest.edition)
        for page in manifest.pages:
            if page.address not in gone:
                draft.take(page.address)
        draft.arrange(kept)
        revised = desk.archive.revise(draft, at=stamp(desk.now), cause=EventKind.PAGE_REMOVED.value)
        event = _event(desk, check.source, revised, EventKind.PAGE_REMOVED, content=revised.content)
        desk.teller.tell(replace(event, pages=pages, says=says), manifest=revised)
        for row in rows:
            desk.memory.state.drop_missing(row.series, row.edition, row.address)
        return
    event = _event(desk, check.source, manifest, EventKind.PAGE_REMOVED, content=" ".join((rows[0].since, *pages)))
    desk.teller.tell(replace(event, pages=pages, says=f"the whole edition is gone; {says}"))
    for row in rows:
        desk.memory.state.put_missing(replace(row, told=True))


def _event(desk: Desk, source: Source, manifest: Manifest, kind: EventKind, *, content: str) -> Event:
    return Event(
        kind=kind,
        source=source.id,
        series=manifest.series,
        edition=manifest.edition,
        revision=manifest.revision,
        content=content,
        at=stamp(desk.now),
        title=manifest.title,
        language=manifest.language,
        address=manifest.address,
    )


def _mark(manifest: Manifest) -> str:
    return f"recheck:{manifest.series}/{manifest.edition}"
