"""An edition that a person names by its addresses: fetched whole into a draft, as politely as a watched one."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from pydantic import ValidationError

from wpdiff.archive import Draft
from wpdiff.errors import WatchError
from wpdiff.watch.address import identity
from wpdiff.watch.arrivals import fetch_pages
from wpdiff.watch.clock import stamp
from wpdiff.watch.desk import Desk
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import ReadPage, judge_page
from wpdiff.watch.keeping import keep_page
from wpdiff.watch.page_list import read_contents
from wpdiff.watch.sources import PagesRule, Source

_NOT_FOR_PROGRAMS = frozenset((Fault.BLOCKED, Fault.ROBOTS))
_NEVER_ASKED = {"url": r"(?P<year>\d{4})"}  # a source has a rule for editions; here they are named


class Follow(StrEnum):
    """Where one address leads: to the next pages, to the pages that it lists, to itself; or whichever it shows."""

    AUTO = "auto"
    NEXT = "next"
    CONTENTS = "contents"
    NONE = "none"


def named_source(addresses: Sequence[str]) -> Source:
    """These addresses as a source, whose pages may come from their hosts. Raises WatchError for one that is none."""
    try:
        told = {"id": "added", "series": "added", "index": list(addresses), "edition": _NEVER_ASKED}
        return Source.model_validate(told)
    except ValidationError as error:
        said = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise WatchError(said, hint="give the address of a contents page, of a first page, or of every page") from error


def fetch_named(desk: Desk, draft: Draft, source: Source, follow: Follow) -> None:
    """All pages behind a source's addresses into a draft, in reading order; what it has fetched already is kept.

    Raises WatchError naming the page that cannot be had; what was fetched until then waits in the draft.
    """
    try:
        pages = _pages(desk, draft, source, follow)
        if len(pages) > source.pages.max:
            raise WatchError(f"more than {source.pages.max} pages", hint="--follow none takes the addresses as given")
        desk.say(f"{len(pages)} pages")
        missing = fetch_pages(desk, source, draft, pages)
    except FetchFault as fault:
        hint = "save the pages with a browser, and: wpdiff editions add FOLDER"
        again = "the same command goes on where it stopped"
        raise WatchError(fault.message, hint=hint if fault.fault in _NOT_FOR_PROGRAMS else again) from fault
    if missing:
        raise WatchError(
            f"{missing[0]}: not there ({len(missing)} of {len(pages)} pages are not)",
            hint="the same command goes on where it stopped; or name the pages that are there, one by one",
        )
    for page in draft.pages:
        if page.address not in pages:
            draft.drop(page.address)
    draft.arrange(pages)


def _pages(desk: Desk, draft: Draft, source: Source, follow: Follow) -> tuple[str, ...]:
    """The addresses of an edition's pages in reading order."""
    if len(source.index) > 1:
        return tuple(dict.fromkeys(source.index))
    first = source.index[0]
    page = _kept(desk, draft, source, first)
    if follow is Follow.NONE or not page.is_markup:
        return (first,)
    if follow is not Follow.CONTENTS:
        followed = _leads_to(desk, draft, source, page, PagesRule(order="next-link"))
        if len(followed) > 1 or follow is Follow.NEXT:
            return followed
    here = identity(page.answer.final)
    listed = _leads_to(desk, draft, source, page, PagesRule())
    return tuple(address for address in listed if identity(address) != here) or (first,)


def _leads_to(desk: Desk, draft: Draft, source: Source, page: ReadPage, rule: PagesRule) -> tuple[str, ...]:
    return read_contents(
        page.read.text,
        page.answer.final,
        source.model_copy(update={"pages": rule}),
        read=lambda address: _kept(desk, draft, source, address).read.text,
    ).pages


def _kept(desk: Desk, draft: Draft, source: Source, address: str) -> ReadPage:
    """A page, fetched and put into the draft, so that it is not fetched a second time."""
    try:
        page = judge_page(desk.fetcher.fetch(address, hosts=source.allowed_hosts), source)
    except FetchFault as fault:
        raise fault.at(address) from fault
    keep_page(draft, page, at=stamp(desk.now), address=address)
    return page
