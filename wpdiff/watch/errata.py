"""Errata sheets (正誤表, corrigenda): kept beside an edition's pages, told when one appears and when it is replaced.

The archive is the memory: a sheet that says what one kept with any edition of the source says is known, wherever it
lies now. A sheet that replaces a kept one is believed as a corrected page is; each is a state of its edition.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wpdiff.archive import ArchivedEdition, Draft, Manifest, PageRecord
from wpdiff.watch.answer import Validators
from wpdiff.watch.belief import UNSTABLE_SAID, is_believed, is_unstable, pended
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk, page_nowhere
from wpdiff.watch.discover import Sheet
from wpdiff.watch.events import EventKind, event_of
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import ReadPage, is_error_page, judge_page
from wpdiff.watch.keeping import keep_page, next_state
from wpdiff.watch.looks import as_read, held_bytes
from wpdiff.watch.memory import FULL_AGAIN


def tell_errata(desk: Desk, check: Check, sheets: Iterable[Sheet], edition: str) -> None:
    """Archive and tell the sheets that are new, or were replaced, with the edition that they are of."""
    for sheet in sheets:
        ours = _ours(desk, check)
        entry = _home(ours, sheet, edition)
        if entry is not None and entry.manifest is not None:
            _look_at(desk, check, sheet, entry, entry.manifest, ours)


def _ours(desk: Desk, check: Check) -> list[ArchivedEdition]:
    entries = desk.archive.editions(check.source.series)
    return [entry for entry in entries if entry.manifest and entry.manifest.source == check.source.id]


def _home(ours: Sequence[ArchivedEdition], sheet: Sheet, edition: str) -> ArchivedEdition | None:
    """The edition that a sheet is kept with: where its address is kept already, else the named one, else the newest."""
    for entry in reversed(ours):
        if entry.manifest and entry.manifest.page_at(sheet.address):
            return entry
    named = next((entry for entry in ours if entry.name == edition), None)
    return named or (ours[-1] if ours else None)


def _look_at(
    desk: Desk,
    check: Check,
    sheet: Sheet,
    entry: ArchivedEdition,
    manifest: Manifest,
    ours: Sequence[ArchivedEdition],
) -> None:
    held = manifest.page_at(sheet.address)
    if held is not None and held.order is not None:
        return  # a page of the edition, which is looked at with the others
    try:
        page = _fetched(desk, check, sheet, held)
    except FetchFault as fault:
        if fault.fault is not Fault.GONE:
            check.note(fault, sheet.address)
        return
    mark = f"sheet:{check.source.id}:{sheet.address}"
    if page is None or any(_says_the_same(check, one, record, page) for one, record in _kept(ours)):
        desk.memory.put_mark(mark, {})
        return
    if held is not None:
        one = pended(desk.memory.mark(mark) or None, page, desk.now)
        if not is_believed(one, desk.now):
            desk.memory.put_mark(mark, one)
            check.seen.append(f"{entry.name}: an errata sheet differs; looked at again before it is believed")
            if is_unstable(one):
                check.note(FetchFault(Fault.ODD, UNSTABLE_SAID), sheet.address)
            return
    _archive(desk, sheet, manifest, page)
    desk.memory.put_mark(mark, {})


def _fetched(desk: Desk, check: Check, sheet: Sheet, held: PageRecord | None) -> ReadPage | None:
    """A sheet as it is now; None where it is as it was kept, or is what the host shows for what is not there."""
    source = check.source
    asked = None
    if held is not None and desk.now - moment(held.retrieved) < FULL_AGAIN:
        told = Validators(etag=held.etag, last_modified=held.last_modified)
        asked = told if told.headers() else None
    answer = desk.fetcher.fetch(sheet.address, hosts=source.allowed_hosts, validators=asked)
    if answer.unchanged or (held and hashlib.sha256(answer.body).hexdigest() == held.sha256):
        return None
    page = judge_page(answer, source)
    if page.is_markup and is_error_page(page.seen, page_nowhere(desk, source, sheet.address)):
        return None
    return page


def _kept(ours: Sequence[ArchivedEdition]) -> Iterator[tuple[ArchivedEdition, PageRecord]]:
    for entry in ours:
        for record in entry.manifest.beside if entry.manifest else ():
            yield entry, record


def _says_the_same(check: Check, entry: ArchivedEdition, record: PageRecord, page: ReadPage) -> bool:
    before, after = as_read(check.source, held_bytes(entry, record), record, page)
    return before == after


def _archive(desk: Desk, sheet: Sheet, manifest: Manifest, page: ReadPage) -> None:
    """A state of the edition with the sheet beside its pages, and the event that tells it."""
    draft = next_state(desk.archive, manifest, without=(sheet.address,))
    keep_page(draft, page, at=stamp(desk.now), address=sheet.address, title=sheet.words)
    draft.arrange([one.address for one in manifest.reading_order])
    revised = desk.archive.revise(draft, at=stamp(desk.now), cause=EventKind.ERRATA.value)
    event = event_of(revised, at=stamp(desk.now))
    desk.teller.tell(replace(event, address=sheet.address, says=sheet.words), manifest=revised)


def keep_sheets(desk: Desk, check: Check, draft: Draft, sheets: Iterable[Sheet]) -> None:
    """The sheets that are there when a base is archived, beside its pages: of a base nothing is news."""
    for sheet in sheets:
        if draft.page_at(sheet.address) is not None:
            continue
        try:
            page = _fetched(desk, check, sheet, None)
        except FetchFault as fault:
            if fault.fault is not Fault.GONE:
                check.note(fault, sheet.address)
            continue
        if page is not None:
            keep_page(draft, page, at=stamp(desk.now), address=sheet.address, title=sheet.words)
