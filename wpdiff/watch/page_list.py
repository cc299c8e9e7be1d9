"""A contents page in, the addresses of an edition's pages out, in reading order.

It knows nothing of the network; a list that follows next links is made by a function that reads pages.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from wpdiff.ingest.links import Link
from wpdiff.text.natural import natural_key
from wpdiff.watch.address import file_name, identity, is_allowed, join
from wpdiff.watch.discover import Listed, Sheet, is_sheet, sheets
from wpdiff.watch.markup import Anchor, anchors, items, parse
from wpdiff.watch.sources import Source

_PAGE_SUFFIXES = ("", ".html", ".htm", ".shtml", ".xhtml", ".php", ".aspx")

ReadPage = Callable[[str], str]
"""Fetches a page of the edition and returns its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageList:
    """The pages of an edition in reading order, and the errata sheets that its contents page links to."""

    pages: tuple[str, ...]
    errata: tuple[Sheet, ...] = ()


def contents_address(listed: Listed, source: Source) -> str:
    """Where an edition's contents page is: `pages.contents` against the edition's own address."""
    return join(listed.base or listed.address, source.pages.contents) if source.pages.contents else listed.address


def read_contents(text: str, address: str, source: Source, *, read: ReadPage) -> PageList:
    """The pages that a contents page leads to."""
    links = anchors(items(parse(text), address))
    errata = sheets(links, source)
    if source.pages.order == "next-link":
        return PageList(pages=_followed(text, address, source, read), errata=errata)
    return PageList(pages=_ordered(_chosen(links, address, source), source) or (address,), errata=errata)


def from_heading(listed: Listed, source: Source) -> PageList:
    """The pages of an edition whose links stand on the index page itself, below its heading."""
    chosen = _chosen(listed.links, listed.address, source, anywhere=True)
    return PageList(pages=_ordered(chosen, source) or (listed.address,), errata=sheets(listed.links, source))


def _chosen(links: Iterable[Anchor], contents: str, source: Source, *, anywhere: bool = False) -> list[str]:
    """The addresses that fit `pages.link`; without it the pages in the contents page's own folder and below.

    A link whose words are those of an errata sheet is none of them.
    """
    known: dict[str, str] = {}
    folder = posixpath.dirname(urlsplit(contents).path).rstrip("/") + "/"
    rule = source.pages.link
    for link in links:
        if not is_allowed(link.address, source.allowed_hosts) or is_sheet(link, source):
            continue
        if rule is not None:
            fits = rule.search(link.address) is not None
        else:
            parts = urlsplit(link.address)
            suffix = posixpath.splitext(parts.path)[1].lower()
            fits = suffix in _PAGE_SUFFIXES and (anywhere or parts.path.startswith(folder)) and not parts.query
        if fits:
            known.setdefault(identity(link.address), link.address)
    return list(known.values())


def _ordered(addresses: list[str], source: Source) -> tuple[str, ...]:
    if source.pages.order == "name":
        return tuple(sorted(addresses, key=lambda one: natural_key(file_name(one))))
    return tuple(addresses)


def _followed(text: str, address: str, source: Source, read: ReadPage) -> tuple[str, ...]:
    """The first page, and every page that a next link leads to from there."""
    pages = {identity(address): address}
    while len(pages) <= source.pages.max:
        following = _next_page(text, address, source)
        if not following or identity(following) in pages:
            break
        pages[identity(following)] = address = following
        text = read(following)
    return tuple(pages.values())


def _next_page(text: str, address: str, source: Source) -> str:
    """Where a page's next link leads; "" when it has none."""
    for link in anchors(items(parse(text), address)):
        known = Link(rel=link.rel, href=link.address, words=link.words, classes=link.classes)
        rule = source.pages.link
        fits = rule is None or rule.search(link.address) is not None
        if known.is_next and fits and is_allowed(link.address, source.allowed_hosts):
            return link.address
    return ""


def text_address(page: str, source: Source) -> str:
    """Where the plain text of a page is, by `pages.text`; "" when the source has none."""
    if source.pages.text is None:
        return ""
    return join(page, source.pages.text.replace("{name}", posixpath.splitext(file_name(page))[0]))
