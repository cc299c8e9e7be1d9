"""One look at one source: its index pages, the editions on their way, the archived ones, errata sheets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from wpdiff.archive import ArchivedEdition
from wpdiff.errors import ArchiveError
from wpdiff.text.natural import natural_key
from wpdiff.watch.arrivals import advance
from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.desk import Check, Desk, listing_page
from wpdiff.watch.discover import Index, Listed, edition_of, merged, read_index, sheets
from wpdiff.watch.errata import tell_errata
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.markup import anchors, items, parse
from wpdiff.watch.page_list import contents_address
from wpdiff.watch.rechecks import is_due, recheck
from wpdiff.watch.sources import Source

_FEWER = 0.5  # of the editions that an index listed: below that share it is the index that changed


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to do at a source, and what it is called when it fails."""

    where: str
    do: Callable[[], object]


def check_source(desk: Desk, source: Source) -> Check:
    """Look at one source. What could not be had is in the answer's troubles; whatever could be done is done."""
    check = Check(source=source)
    index = _look_at_indexes(desk, check)
    editions = index.editions
    if check.troubles and not editions:
        return check
    archived = desk.archive.editions(source.series)
    quiet = not archived
    _remember(desk, check, editions)
    for listed in _wanted(desk, source, editions, archived):
        own = [sheet for sheet in index.errata if edition_of(sheet, index, source) == listed.name]
        take = partial(advance, desk, check, listed, quiet=quiet, sheets=own)
        _try(check, _Step(f"edition {listed.name}", take))
    by_name = {listed.name: listed for listed in editions}
    for edition in archived:
        if _is_ours(edition, source) and is_due(desk, edition):
            listed_now = by_name.get(edition.name)
            _try(check, _Step(f"edition {edition.name}", partial(recheck, desk, check, edition, listed_now)))
    _errata(desk, check, index)
    _overdue_translation(desk, source)
    return check


def _try(check: Check, step: _Step) -> None:
    """Do one thing; what cannot be had of it does not hold up the rest."""
    try:
        step.do()
    except FetchFault as fault:
        check.note(fault, step.where)
    except ArchiveError as error:
        check.note(FetchFault(Fault.ARCHIVE, error.message), step.where)


def _look_at_indexes(desk: Desk, check: Check) -> Index:
    """What all index pages of a source list together. One that cannot be had or read is a trouble."""
    source = check.source
    found: list[Index] = []
    for address in source.index:
        try:
            page = listing_page(desk, source, address)
        except FetchFault as fault:
            check.note(fault, address)
            continue
        index = read_index(page.read.text, page.answer.final, source)
        if index.problem:
            check.note(FetchFault(Fault.ODD, index.problem), address)
        found.append(index)
    editions = merged(one for index in found for one in index.editions)
    errata = {sheet.address: sheet for index in found for sheet in index.errata}
    if (
        editions
        and len(source.index) > 1
        and all(trouble.fault.fault in (Fault.GONE, Fault.ODD) for trouble in check.troubles)
    ):
        check.troubles.clear()  # an older index page that has had its day; the others list what there is
    return Index(editions=editions, errata=tuple(errata.values()))


def _remember(desk: Desk, check: Check, editions: Sequence[Listed]) -> None:
    """An index that suddenly lists far fewer editions is a changed index, not a publisher that withdrew them."""
    name = f"listed:{check.source.id}"
    before = desk.memory.mark(name).get("editions", [])
    now = [listed.name for listed in editions]
    lost = [one for one in before if one not in now]
    if len(before) > 1 and len(lost) > _FEWER * len(before):
        message = f"the index lists {len(now)} editions, {len(before)} before: its rules may fit no longer"
        check.note(FetchFault(Fault.ODD, message), check.source.index[0])
        return
    desk.memory.put_mark(name, {"editions": now})


def _wanted(
    desk: Desk, source: Source, editions: Sequence[Listed], archived: Sequence[ArchivedEdition]
) -> list[Listed]:
    """Editions to fetch, the oldest first: those newer than the newest archived one, and those already on their way.

    Without any archived edition the newest is taken, as a base to compare the next one with.
    """
    known = {edition.name for edition in archived}
    under_way = {row.edition for row in desk.memory.state.settling(source.id)}
    newest = max((name for name in known), key=natural_key, default="")
    wanted = [
        listed
        for listed in editions
        if listed.name not in known
        and (
            listed.name in under_way
            or (newest and natural_key(listed.name) > natural_key(newest))
            or (desk.since and int(listed.name) >= int(desk.since))
        )
    ]
    if not newest and not wanted and editions:
        wanted = [editions[0]]
    return sorted(wanted, key=lambda listed: int(listed.name))


def _is_ours(edition: ArchivedEdition, source: Source) -> bool:
    return edition.manifest is not None and edition.manifest.source == source.id


def _errata(desk: Desk, check: Check, index: Index) -> None:
    """Errata sheets that the editions' contents pages, and then the index, link to."""
    source = check.source
    if source.errata is None:
        return
    archived = {one.name for one in desk.archive.editions(source.series) if _is_ours(one, source)}
    for listed in index.editions:
        if listed.name in archived:
            _try(check, _Step(f"edition {listed.name}", partial(_errata_of, desk, check, listed)))
    for sheet in index.errata:
        named = edition_of(sheet, index, source)
        _try(check, _Step(sheet.address, partial(tell_errata, desk, check, (sheet,), named)))


def _errata_of(desk: Desk, check: Check, listed: Listed) -> None:
    source = check.source
    if source.pages.contents is None and listed.links:
        return  # its links stand on the index page
    try:
        page = listing_page(desk, source, contents_address(listed, source))
    except FetchFault as fault:
        if fault.fault is Fault.GONE:
            return
        raise
    if page.is_markup:
        links = anchors(items(parse(page.read.text), page.answer.final))
        tell_errata(desk, check, sheets(links, source), listed.name)


def _overdue_translation(desk: Desk, source: Source) -> None:
    """Tell once where the other language's edition is long there and this one's is not even listed."""
    other = next((one for one in desk.sources.source if one.id == source.pair_of), None)
    if other is None:
        return
    own = {edition.name for edition in desk.archive.editions(source.series)}
    under_way = {row.edition for row in desk.memory.state.settling(source.id)}
    for edition in desk.archive.editions(other.series):
        manifest = edition.manifest
        if manifest is None or not manifest.cause or edition.name in own | under_way:
            continue
        if desk.now - moment(manifest.committed) > source.announce_limit:
            desk.teller.tell(
                Event(
                    kind=EventKind.EDITION_OVERDUE,
                    source=source.id,
                    series=source.series,
                    edition=edition.name,
                    content=f"pair {manifest.committed}",
                    at=stamp(desk.now),
                    title=f"{source.title or source.series} {edition.name}",
                    language=source.language or "",
                    address=source.index[0],
                    says=f"{other.id} has had this edition since {manifest.committed}, and it is not listed here yet",
                )
            )
