"""Errata sheets (正誤表, corrigenda): told when a link to one appears, and when what it leads to is replaced."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from wpdiff.watch.clock import stamp
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.discover import Sheet
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import is_file, judge_page


def tell_errata(desk: Desk, check: Check, sheets: Iterable[Sheet], edition: str, *, quiet: bool) -> None:
    """Tell the sheets that are new. `quiet` takes those that are there as known: of a base nothing is news."""
    source = check.source
    known = desk.memory.mark(f"errata:{source.id}")
    for sheet in sheets:
        try:
            content = _content(desk, check, sheet)
        except FetchFault as fault:
            if fault.fault is not Fault.GONE:
                check.note(fault, sheet.address)
            continue
        if content in known:
            continue  # the same sheet, under another address perhaps
        known[content] = sheet.address
        if not quiet:
            desk.teller.tell(_event(desk, check, sheet, edition, content))
    desk.memory.put_mark(f"errata:{source.id}", known)


def _content(desk: Desk, check: Check, sheet: Sheet) -> str:
    """The hash of what a sheet says: of its words, or of the file's bytes."""
    answer = desk.fetcher.fetch(sheet.address, hosts=check.source.allowed_hosts)
    page = judge_page(answer, check.source)
    told = answer.body if is_file(answer) else page.seen.encode("utf-8", "replace")
    return hashlib.sha256(told).hexdigest()


def _event(desk: Desk, check: Check, sheet: Sheet, edition: str, content: str) -> Event:
    source = check.source
    return Event(
        kind=EventKind.ERRATA,
        source=source.id,
        series=source.series,
        edition=edition,
        content=content,
        at=stamp(desk.now),
        title=f"{source.title or source.series} {edition}".strip(),
        language=source.language or "",
        address=sheet.address,
        says=sheet.words,
    )
