"""An archived edition against its pages as they are now: what differs for a reader, what is gone, what has moved.

It tells nobody and archives nothing; what it finds is weighed in `rechecks.py`.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wpdiff.archive import ArchivedEdition, Manifest, PageRecord
from wpdiff.watch.address import file_name
from wpdiff.watch.answer import Validators
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Desk, page_nowhere
from wpdiff.watch.discover import Listed
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import ReadPage, is_error_page, judge_page
from wpdiff.watch.listing import list_pages
from wpdiff.watch.markup import parse, visible_text
from wpdiff.watch.memory import FULL_AGAIN
from wpdiff.watch.sources import Source

_SHRUNK = 0.5


@dataclass(slots=True)
class Look:
    """What one look at an archived edition found. Pages are called by the addresses that the archive knows them by."""

    changed: dict[str, ReadPage] = field(default_factory=dict)  # text differs, or the archive has no such page
    dressed: dict[str, str] = field(default_factory=dict)  # bytes differ, text does not: address → hash
    gone: dict[str, FetchFault] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)  # archived address → where the page is now
    listed: tuple[str, ...] = ()  # the page list as it is now, () where it could not be had
    shrunk: set[str] = field(default_factory=set)  # those of the changed that lost more than half of their text
    nowhere: str | None = None  # what the host shows for a page that is not there, once it was asked


def look_at(
    desk: Desk,
    source: Source,
    edition: ArchivedEdition,
    manifest: Manifest,
    listed: Listed | None,
    notes: dict[str, Any],
) -> Look:
    """Every page as it is now against the archived one. `notes` hold what earlier looks learned, and learn more."""
    whole = desk.now - moment(str(notes.get("whole", "")) or manifest.committed) >= FULL_AGAIN
    look = Look(listed=_listed(desk, source, listed))
    look.moved = {**_table(notes, "moved"), **_renamed(manifest, look.listed)}
    pages = manifest.reading_order
    for page in pages:
        _look_at_page(
            desk, source, edition, page, look, whole=whole, dressed=_table(notes, "variants").get(page.address)
        )
    _refuse_all_blocked(look, len(pages))
    _look_at_new(desk, source, edition, manifest, look)
    if whole:
        notes["whole"] = stamp(desk.now)
    notes["moved"] = look.moved
    notes["variants"] = {**_table(notes, "variants"), **look.dressed}
    return look


def _listed(desk: Desk, source: Source, listed: Listed | None) -> tuple[str, ...]:
    if listed is None:
        return ()
    try:
        return list_pages(desk, source, listed).pages
    except FetchFault as fault:
        if fault.fault is not Fault.GONE:
            raise
    return ()


def _renamed(manifest: Manifest, listed: Sequence[str]) -> dict[str, str]:
    """Pages that are listed under another address with the same file name: a new host, a new folder."""
    held = {page.address for page in manifest.reading_order}
    counts = Counter(file_name(address) for address in listed)
    fresh = {file_name(address): address for address in listed if address not in held}
    lost = [page.address for page in manifest.reading_order if page.address not in listed]
    names = Counter(file_name(address) for address in lost)
    return {
        address: fresh[name]
        for address in lost
        if (name := file_name(address)) in fresh and counts[name] == 1 and names[name] == 1
    }


def _look_at_page(
    desk: Desk,
    source: Source,
    edition: ArchivedEdition,
    page: PageRecord,
    look: Look,
    *,
    whole: bool,
    dressed: str | None,
) -> None:
    """One page against its archived bytes."""
    held = held_bytes(edition, page)
    is_ours = hashlib.sha256(held).hexdigest() == page.sha256
    where = look.moved.get(page.address, page.address)
    told = Validators(etag=page.etag, last_modified=page.last_modified)
    asked = told if told.headers() and is_ours and not whole and where == page.address else None
    try:
        answer = desk.fetcher.fetch(where, hosts=source.allowed_hosts, validators=asked)
        digest = hashlib.sha256(answer.body).hexdigest()
        if answer.unchanged or digest in (page.sha256, dressed):
            return
        now = judge_page(answer, source, require=True)
        before, after = as_read(source, held, page, now)
        if before != after:
            _refuse_error_page(desk, source, where, now, look)
    except FetchFault as fault:
        if fault.fault not in (Fault.GONE, Fault.BLOCKED):
            raise fault.at(where) from fault
        look.gone[page.address] = fault
        return
    if before == after and now.is_markup:
        look.dressed[page.address] = digest
        return
    look.changed[page.address] = now
    if len(after) < _SHRUNK * len(before):
        look.shrunk.add(page.address)


def _refuse_error_page(desk: Desk, source: Source, where: str, now: ReadPage, look: Look) -> None:
    """A page that differs may be what the host shows for pages that are not there, whatever its status says."""
    if look.nowhere is None:
        look.nowhere = page_nowhere(desk, source, where)
    if is_error_page(now.seen, look.nowhere):
        raise FetchFault(Fault.GONE, "what the host shows for a page that is not there")


def _refuse_all_blocked(look: Look, count: int) -> None:
    """One page that is blocked is withdrawn; all of them means that we are."""
    blocked = [fault for fault in look.gone.values() if fault.fault is Fault.BLOCKED]
    if blocked and len(blocked) == count:
        raise blocked[0]


def _look_at_new(desk: Desk, source: Source, edition: ArchivedEdition, manifest: Manifest, look: Look) -> None:
    """Pages that the list has and the archive has not: a gone one under another name, or one that was added."""
    if len(look.listed) < source.pages.min:
        return
    known = {page.address for page in manifest.reading_order} | set(look.moved.values())
    fresh: dict[str, ReadPage] = {}
    for address in look.listed:
        if address in known:
            continue
        try:
            fresh[address] = judge_page(desk.fetcher.fetch(address, hosts=source.allowed_hosts), source, require=True)
        except FetchFault as fault:
            if fault.fault is not Fault.GONE:
                raise
    for page in manifest.reading_order if fresh else ():
        if page.address in look.gone:
            _match(source, edition, page, fresh, look)
    look.changed |= fresh


def _match(source: Source, edition: ArchivedEdition, page: PageRecord, fresh: dict[str, ReadPage], look: Look) -> None:
    """A page that is gone and one that is new and says the same are one page that moved."""
    held = held_bytes(edition, page)
    for address, now in fresh.items():
        before, after = as_read(source, held, page, now)
        if before == after:
            look.moved[page.address] = address
            del look.gone[page.address], fresh[address]
            return


def held_bytes(edition: ArchivedEdition, page: PageRecord) -> bytes:
    """The archived bytes of a page; none where its file is gone."""
    file = edition.path / "pages" / page.name
    return file.read_bytes() if file.is_file() else b""


def as_read(source: Source, held: bytes, page: PageRecord, now: ReadPage) -> tuple[str, str]:
    """What a reader sees of a page, as archived and now: of `content` without `ignore`, by the same rule for both."""
    if not now.is_markup:
        return held.decode("latin-1"), now.answer.body.decode("latin-1")
    old = held.decode(page.charset or "utf-8", "replace")
    before, after = (
        visible_text(parse(text), content=source.content, ignore=source.ignore) for text in (old, now.read.text)
    )
    return before, after


def _table(notes: Mapping[str, Any], name: str) -> dict[str, str]:
    kept = notes.get(name)
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}
