"""An edition on its way: announced → settling → complete. Only a complete one is archived and told as new.

announced   it is listed, and its pages are not all there
settling    all pages are listed: the same list twice, and `settle` apart
complete    every page was had whole, and at the end the list was still the same
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from wpdiff.archive import About, Draft, Manifest
from wpdiff.watch.answer import Validators
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk, page_nowhere
from wpdiff.watch.discover import Listed, Sheet
from wpdiff.watch.errata import keep_sheets
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import is_error_page, judge_page
from wpdiff.watch.keeping import keep_page
from wpdiff.watch.listing import list_pages
from wpdiff.watch.page_list import PageList
from wpdiff.watch.rows import Settling
from wpdiff.watch.sources import Source

_FRESH = timedelta(hours=1)  # a page of a draft that was fetched so lately is not asked for again


def advance(desk: Desk, check: Check, listed: Listed, *, quiet: bool, sheets: Sequence[Sheet] = ()) -> bool:
    """Take one edition as far as it goes today; whether it is complete. `quiet` takes it as a base, telling nobody.

    `sheets` are the errata sheets that the index lists for it; a base is archived with them.

    Raises FetchFault where its listing cannot be had; nothing of it is then believed.
    """
    source = check.source
    now = stamp(desk.now)
    before = _row(desk, source, listed)
    quiet = quiet and not before.told
    try:
        found = list_pages(desk, source, listed)
    except FetchFault as fault:
        if fault.fault is not Fault.GONE:
            raise
        found = PageList(pages=())
    _refuse_too_many(found, source)
    row = _seen(before, found, listed, source, now)
    if _is_settled(row, desk, quiet=quiet) and (
        manifest := _fetch_whole(desk, check, listed, row, quiet=quiet, sheets=sheets)
    ):
        what = "archived as the base" if quiet else "complete, archived"
        check.seen.append(f"{listed.name}: {len(manifest.reading_order)} pages {what}")
        _tell_complete(desk, source, listed, manifest, quiet=quiet)
        return True
    _wait(desk, check, listed, row)
    return False


def _row(desk: Desk, source: Source, listed: Listed) -> Settling:
    rows = desk.memory.state.settling(source.id)
    known = next((row for row in rows if row.edition == listed.name), None)
    fresh = Settling(source=source.id, series=source.series, edition=listed.name, first_seen=stamp(desk.now))
    return replace(known or fresh, series=source.series, address=listed.address, title=listed.words)


def _seen(row: Settling, found: PageList, listed: Listed, source: Source, now: str) -> Settling:
    """The row after today's look: the same list as before, or a new one that begins to settle."""
    same = bool(found.pages) and found.pages == row.pages
    phase = "settling" if len(found.pages) >= source.pages.min else "announced"
    return replace(
        row,
        phase=phase,
        pages=found.pages,
        same_since=row.same_since if same else now,
        checks=row.checks + 1 if same else 1,
        last_seen=now,
    )


def _is_settled(row: Settling, desk: Desk, *, quiet: bool) -> bool:
    """Whether the list has stood long enough. A base has: it was there before we looked."""
    if row.phase != "settling":
        return False
    waited = desk.now - moment(row.same_since)
    return quiet or (row.checks > 1 and waited >= desk.sources.defaults.settle)


def _fetch_whole(
    desk: Desk, check: Check, listed: Listed, row: Settling, *, quiet: bool, sheets: Sequence[Sheet]
) -> Manifest | None:
    """All pages of an edition into the archive; None where one is still missing or the list moved meanwhile."""
    source = check.source
    draft = desk.archive.begin(source.series, listed.name)
    missing = fetch_pages(desk, source, draft, row.pages)
    if missing:
        desk.memory.put_mark(_lacking(source, listed), {"pages": missing})
        check.seen.append(f"{listed.name}: {len(row.pages) - len(missing)} of {len(row.pages)} pages are there")
        return None
    now = list_pages(desk, source, listed)
    if now.pages != row.pages:
        check.seen.append(f"{listed.name}: its list of pages changed while they were fetched")
        return None
    for page in draft.pages:
        if page.address not in row.pages:
            draft.drop(page.address)
    if quiet:
        keep_sheets(desk, check, draft, (*now.errata, *sheets))
    draft.arrange(row.pages)
    about = About(
        source=source.id,
        title=_title(source, listed),
        language=source.language or "",
        published=listed.name,
        address=listed.address,
    )
    desk.archive.describe_series(source.series, title=source.title or source.series, language=source.language or "")
    cause = "" if quiet else EventKind.EDITION_COMPLETE.value
    return desk.archive.commit(draft, about, at=stamp(desk.now), cause=cause)


def fetch_pages(desk: Desk, source: Source, draft: Draft, addresses: Sequence[str]) -> list[str]:
    """Fetch what the draft does not hold yet, look again at what it has held for long; the pages that are not there."""
    nowhere = page_nowhere(desk, source, addresses[0]) if addresses else ""
    missing = []
    for address in addresses:
        try:
            _fetch_page(desk, source, draft, address, nowhere)
        except FetchFault as fault:
            if fault.fault is not Fault.GONE:
                raise fault.at(address) from fault
            draft.drop(address)
            missing.append(address)
    return missing


def _fetch_page(desk: Desk, source: Source, draft: Draft, address: str, nowhere: str) -> None:
    held = draft.page_at(address)
    validators = None
    if held is not None:
        if desk.now - moment(held.retrieved) < _FRESH:
            return
        known = Validators(etag=held.etag, last_modified=held.last_modified)
        validators = known if known.headers() else None
    answer = desk.fetcher.fetch(address, hosts=source.allowed_hosts, validators=validators)
    if answer.unchanged:
        return
    page = judge_page(answer, source, require=True)
    if is_error_page(page.seen, nowhere):
        raise FetchFault(Fault.GONE, "what the host shows for a page that is not there")
    keep_page(draft, page, at=stamp(desk.now))


def _wait(desk: Desk, check: Check, listed: Listed, row: Settling) -> None:
    """Not complete yet: remember how far it is; tell once that it is announced, and once that it takes long."""
    source = check.source
    if not row.told:
        desk.teller.tell(_event(desk, source, listed, EventKind.EDITION_ANNOUNCED, content=listed.name))
    count = len(row.pages)
    if row.phase == "settling":
        check.seen.append(f"{listed.name}: settling, {count} pages, the same since {row.same_since}")
    else:
        check.seen.append(f"{listed.name}: announced, {count} of at least {source.pages.min} pages")
    desk.memory.state.put_settling(replace(row, told=True))
    if desk.now - moment(row.first_seen) > source.announce_limit:
        lacking = tuple(desk.memory.mark(_lacking(source, listed)).get("pages", ()))
        says = f"still incomplete: {count} pages listed, at least {source.pages.min} wanted, {len(lacking)} not there"
        event = _event(desk, source, listed, EventKind.EDITION_OVERDUE, content=row.first_seen)
        desk.teller.tell(replace(event, says=says, pages=lacking))


def _lacking(source: Source, listed: Listed) -> str:
    """The mark that holds which listed pages are not there."""
    return f"lacking:{source.id}:{listed.name}"


def _tell_complete(desk: Desk, source: Source, listed: Listed, manifest: Manifest, *, quiet: bool) -> None:
    state = desk.memory.state
    if quiet:
        with state.transaction():
            state.remember(manifest, at=stamp(desk.now))
            state.drop_settling(source.id, listed.name)
        return
    event = _event(desk, source, listed, EventKind.EDITION_COMPLETE, content=manifest.content)
    desk.teller.tell(replace(event, revision=manifest.revision), manifest=manifest)
    state.drop_settling(source.id, listed.name)


def _event(desk: Desk, source: Source, listed: Listed, kind: EventKind, *, content: str) -> Event:
    return Event(
        kind=kind,
        source=source.id,
        series=source.series,
        edition=listed.name,
        content=content,
        at=stamp(desk.now),
        title=_title(source, listed),
        language=source.language or "",
        address=listed.address,
    )


def _title(source: Source, listed: Listed) -> str:
    return f"{source.title or source.series} {listed.name}"


def _refuse_too_many(found: PageList, source: Source) -> None:
    if len(found.pages) > source.pages.max:
        message = f"{len(found.pages)} pages are listed, and pages.max is {source.pages.max}"
        raise FetchFault(Fault.ODD, message)
