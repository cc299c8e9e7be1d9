"""Editions that are archived already, looked at again for a year: silent corrections, pages that went away.

A page differs when what a reader sees of it differs (`content`, `ignore`), and twice the same, an hour apart: a cluster
of servers out of step is no correction. A page that cannot be had is no change. Every later state is put beside the
earlier one; nothing is removed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from wpdiff.archive import ArchivedEdition, Manifest, PageRecord, PageState
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.watch.arrivals import keep_page, list_pages
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.discover import Listed
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.fetch import Validators
from wpdiff.watch.judge import ReadPage, judge_page
from wpdiff.watch.markup import parse, visible_text
from wpdiff.watch.memory import FULL_AGAIN
from wpdiff.watch.rows import MissingPage
from wpdiff.watch.sources import Source

_APART = timedelta(hours=1)  # between two looks that must agree
_SEEN = 2  # times that a difference is seen before it is believed
_SEEN_SHRUNK = 3  # and one that loses more than half of a page
_SHRUNK = 0.5
_CHECKS = 3  # times that a page is missing before it is taken for removed …
_CHECKS_LASTING = 2  # … and where the host says that it is gone for good


@dataclass(slots=True)
class Look:
    """What one look at an archived edition found."""

    changed: dict[str, ReadPage] = field(default_factory=dict)  # text differs
    dressed: dict[str, str] = field(default_factory=dict)  # bytes differ, text does not: address → hash
    gone: dict[str, FetchFault] = field(default_factory=dict)
    listed: tuple[str, ...] = ()  # the page list as it is now, () where it could not be had
    shrunk: bool = False

    @property
    def key(self) -> str:
        """The same for the same differences."""
        told = [f"{address} {hashlib.sha256(page.seen.encode()).hexdigest()}" for address, page in self.changed.items()]
        return hashlib.sha256("\n".join(sorted(told)).encode()).hexdigest()


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
    wait = _APART if notes.get("pending") or _missing(desk, manifest) else desk.sources.defaults.recheck
    return desk.now - moment(last) >= wait


def recheck(desk: Desk, check: Check, edition: ArchivedEdition, listed: Listed | None) -> None:
    """Look at every page of an archived edition again, and tell what is certain."""
    manifest = edition.manifest
    if manifest is None:
        return
    notes = desk.memory.mark(_mark(manifest))
    notes.setdefault("first", manifest.committed)
    look = _look(desk, check, edition, manifest, listed, notes)
    notes["last"] = stamp(desk.now)
    notes["variants"] = {**notes.get("variants", {}), **look.dressed}
    _weigh(desk, check, edition, manifest, look, notes)
    current = desk.archive.find(manifest.series, manifest.edition)
    if current is not None and current.manifest is not None:
        _count_missing(desk, check, current, look)
    desk.memory.put_mark(_mark(manifest), notes)


def _look(
    desk: Desk,
    check: Check,
    edition: ArchivedEdition,
    manifest: Manifest,
    listed: Listed | None,
    notes: dict[str, object],
) -> Look:
    """Every page as it is now against the archived one."""
    source = check.source
    look = Look()
    whole = desk.now - moment(str(notes.get("whole", "")) or manifest.committed) >= FULL_AGAIN
    if listed is not None:
        try:
            look.listed = list_pages(desk, source, listed).pages
        except FetchFault as fault:
            if fault.fault is not Fault.GONE:
                raise
    known = {page.address for page in manifest.reading_order}
    variants = notes.get("variants")
    for page in manifest.reading_order:
        dressed = str(variants.get(page.address, "")) if isinstance(variants, Mapping) else ""
        _look_at(desk, source, edition, page, look, whole=whole, dressed=dressed)
    if len(look.listed) >= source.pages.min:
        for address in look.listed:
            if address not in known:
                _look_at_new(desk, source, address, look)
    if whole:
        notes["whole"] = stamp(desk.now)
    return look


def _look_at(
    desk: Desk, source: Source, edition: ArchivedEdition, page: PageRecord, look: Look, *, whole: bool, dressed: str
) -> None:
    """One page against its archived bytes."""
    file = edition.path / "pages" / page.name
    held = file.read_bytes() if file.is_file() else b""
    is_ours = hashlib.sha256(held).hexdigest() == page.sha256
    asked = Validators(etag=page.etag, last_modified=page.last_modified) if is_ours and not whole else None
    try:
        answer = desk.fetcher.fetch(
            page.address, hosts=source.allowed_hosts, validators=asked if asked and asked.headers() else None
        )
        if answer.unchanged:
            return
        digest = hashlib.sha256(answer.body).hexdigest()
        if digest in (page.sha256, dressed):
            return
        now = judge_page(answer, source, require=True)
    except FetchFault as fault:
        if fault.fault is not Fault.GONE:
            raise FetchFault(fault.fault, f"{page.address}: {fault.message}", after=fault.after) from fault
        look.gone[page.address] = fault
        return
    before, after = _read_by(source, held, page, now)
    if before == after and now.is_markup:
        look.dressed[page.address] = digest
        return
    look.changed[page.address] = now
    look.shrunk = look.shrunk or len(after) < _SHRUNK * len(before)


def _read_by(source: Source, held: bytes, page: PageRecord, now: ReadPage) -> tuple[str, str]:
    """What a reader sees of a page, as archived and now: of `content` without `ignore`, by the same rule for both."""
    if not now.is_markup:
        return held.decode("latin-1"), now.answer.body.decode("latin-1")
    old = held.decode(page.charset or "utf-8", "replace")
    texts = (visible_text(parse(text), content=source.content, ignore=source.ignore) for text in (old, now.read.text))
    before, after = texts
    return before, after


def _look_at_new(desk: Desk, source: Source, address: str, look: Look) -> None:
    """A page that the list has and the archive has not."""
    try:
        answer = desk.fetcher.fetch(address, hosts=source.allowed_hosts)
        look.changed[address] = judge_page(answer, source, require=True)
    except FetchFault as fault:
        if fault.fault is not Fault.GONE:
            raise


def _weigh(
    desk: Desk, check: Check, edition: ArchivedEdition, manifest: Manifest, look: Look, notes: dict[str, object]
) -> None:
    """Believe a difference when it is seen again; then archive and tell it, if there is anything to read in it."""
    if not look.changed:
        notes.pop("pending", None)
        return
    pending = notes.get("pending")
    known = pending if isinstance(pending, dict) and pending.get("key") == look.key else {}
    count = int(known.get("count", 0)) + 1
    first = str(known.get("first", "")) or stamp(desk.now)
    needed = _SEEN_SHRUNK if look.shrunk else _SEEN
    if count < needed or desk.now - moment(first) < _APART:
        notes["pending"] = {"key": look.key, "first": first, "count": count}
        check.seen.append(
            f"{manifest.edition}: {len(look.changed)} pages differ; looked at again before it is believed"
        )
        return
    notes.pop("pending", None)
    _revise(desk, check, edition, manifest, look, notes)


def _revise(
    desk: Desk, check: Check, edition: ArchivedEdition, manifest: Manifest, look: Look, notes: dict[str, object]
) -> None:
    """A new state of the edition beside the earlier one; a new dress alone is remembered, not archived."""
    draft = desk.archive.begin(manifest.series, manifest.edition)
    for page in manifest.pages:
        if page.address in look.changed:
            keep_page(draft, look.changed[page.address], at=stamp(desk.now))
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
    listed = [address for address in look.listed if address in known]
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
