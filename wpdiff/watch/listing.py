"""The page list of an edition as its publisher has it now, fetched."""

from __future__ import annotations

from dataclasses import replace

from wpdiff.watch.desk import Desk, listing_page
from wpdiff.watch.discover import Listed
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.page_list import PageList, contents_address, from_heading, read_contents, text_address
from wpdiff.watch.sources import Source


def list_pages(desk: Desk, source: Source, listed: Listed) -> PageList:
    """The pages of an edition as its publisher lists them now."""
    if listed.links and source.pages.contents is None:
        found = from_heading(listed, source)
    else:
        address = contents_address(listed, source)
        page = listing_page(desk, source, address)
        if not page.is_markup:
            return PageList(pages=(address,))
        found = read_contents(
            page.read.text, page.answer.final, source, read=lambda one: listing_page(desk, source, one).read.text
        )
    return replace(found, pages=_texts_instead(desk, source, found.pages))


def _texts_instead(desk: Desk, source: Source, pages: tuple[str, ...]) -> tuple[str, ...]:
    """The plain texts beside the pages, in editions that have them: where the first page has one."""
    first = text_address(pages[0], source) if pages else ""
    if not first:
        return pages
    try:
        listing_page(desk, source, first)
    except FetchFault as fault:
        if fault.fault is Fault.GONE:
            return pages
        raise
    return tuple(text_address(page, source) for page in pages)
