"""An index page in, the editions that it lists out: by their links, or by headings with links below.

It knows nothing of the network or of what was seen before.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from wpdiff.watch.address import identity, is_allowed
from wpdiff.watch.markup import Anchor, Heading, Item, anchors, below, items, parse, section_of
from wpdiff.watch.sources import Source
from wpdiff.watch.years import year_of

MOST_EDITIONS = 100
_FILES = (".pdf", ".zip", ".epub", ".docx", ".xlsx")
_LONGEST_SEARCHED = 1000  # signs of an address or words that patterns are held against


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An edition as an index page lists it.

    `name` is its year, as it is called in the archive; `address` is where its link leads, `base` what edition.url
    matched of that; `links` are those that stand below its heading, where it is known by one.
    """

    name: str
    words: str
    address: str
    base: str = ""
    links: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A link to an errata sheet."""

    address: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What an index page shows. `problem` says why its rules do not fit the page; then nothing else is believed."""

    editions: tuple[Listed, ...] = ()
    errata: tuple[Sheet, ...] = ()
    problem: str = ""


def read_index(text: str, address: str, source: Source) -> Index:
    """The editions that an index page lists, the newest first."""
    rule = source.edition
    page_items = items(parse(text), address, link=rule.link)
    if source.section is not None:
        found = section_of(page_items, source.section)
        if found is None:
            return Index(problem=f'no heading on the index page holds the words "{source.section}" (section)')
        page_items = found
    candidates = _by_heading(page_items, source) if rule.heading is not None else _by_link(page_items, source)
    editions = merged(candidates)
    errata = sheets(anchors(page_items), source)
    if not editions:
        return Index(errata=errata, problem=f"no edition is found on the index page ({_why(page_items, source)})")
    if len(editions) > MOST_EDITIONS:
        return Index(problem=f"{len(editions)} editions on one index page: the rules fit more than they should")
    return Index(editions=editions, errata=errata)


def merged(editions: Iterable[Listed]) -> tuple[Listed, ...]:
    """One of each edition, however often and differently it is listed; the newest first."""
    first: dict[str, Listed] = {}
    for one in editions:
        known = first.setdefault(one.name, one)
        if known is one:
            continue
        better = one if is_file(known.address) and not is_file(one.address) else known
        first[one.name] = replace(better, links=(*known.links, *one.links))
    return tuple(sorted(first.values(), key=lambda one: -int(one.name)))


def is_sheet(link: Anchor, source: Source) -> bool:
    """Whether a link's words are those of an errata sheet."""
    return source.errata is not None and source.errata.search(link.words) is not None


def sheets(links: Iterable[Anchor], source: Source) -> tuple[Sheet, ...]:
    """The links to errata sheets, by their words."""
    if source.errata is None:
        return ()
    known: dict[str, Sheet] = {}
    for link in links:
        if is_sheet(link, source) and is_allowed(link.address, source.allowed_hosts):
            known.setdefault(identity(link.address), Sheet(address=link.address, words=link.words))
    return tuple(known.values())


def edition_of(sheet: Sheet, index: Index, source: Source) -> str:
    """The edition that a sheet on the index page is of: below whose heading it stands, whose year it names, the newest.

    "" where the index lists none.
    """
    for listed in index.editions:
        if any(identity(link.address) == identity(sheet.address) for link in listed.links):
            return listed.name
    rule = source.edition
    names = {listed.name for listed in index.editions}
    for pattern, text in ((rule.pattern, sheet.words), (rule.heading, sheet.words), (rule.url, sheet.address)):
        match = _search(pattern, text)
        year = year_of(match) if match is not None else None
        if year is not None and str(year) in names:
            return str(year)
    return index.editions[0].name if index.editions else ""


def _by_link(page_items: Sequence[Item], source: Source) -> Iterator[Listed]:
    """Links that fit: their address edition.url, their words edition.pattern, where these are given."""
    rule = source.edition
    for link in anchors(page_items):
        if not link.chosen:
            continue
        at = _search(rule.url, link.address)
        said = _search(rule.pattern, link.words)
        if (rule.url is not None and at is None) or (rule.pattern is not None and said is None and at is None):
            continue
        years = (year_of(match) for match in (said, at) if match is not None)
        year = next((year for year in years if year is not None), None)
        if year is None:
            continue
        yield Listed(name=str(year), words=link.words, address=link.address, base=_base(link.address, at))


def _by_heading(page_items: Sequence[Item], source: Source) -> Iterator[Listed]:
    """Headings that fit; an edition's address is the first link below its heading that fits edition.link and .url."""
    rule = source.edition
    for place, item in enumerate(page_items):
        if not isinstance(item, Heading):
            continue
        match = _search(rule.heading, item.words)
        year = year_of(match) if match is not None else None
        links = anchors(below(page_items, place))
        if year is None or not links:
            continue
        fitting = [(link, _search(rule.url, link.address)) for link in links if link.chosen]
        first = next(((link, at) for link, at in fitting if rule.url is None or at is not None), None)
        if first is not None:
            link, at = first
            base = _base(link.address, at)
            yield Listed(name=str(year), words=item.words, address=link.address, base=base, links=links)


def is_file(address: str) -> bool:
    """Whether an address is a file to be kept, where the same edition may have pages to be read."""
    return posixpath.splitext(urlsplit(address).path)[1].lower() in _FILES


def _base(address: str, match: re.Match[str] | None) -> str:
    """An edition's own address: as far as edition.url matched it, from its beginning; else the link's."""
    return address[: match.end()] if match is not None else address


def _search(pattern: re.Pattern[str] | None, text: str) -> re.Match[str] | None:
    return pattern.search(text[:_LONGEST_SEARCHED]) if pattern is not None else None


def _why(page_items: Sequence[Item], source: Source) -> str:
    """Which rule fits nothing, for the person who has to mend it."""
    links = anchors(page_items)
    if not links:
        return "there is no link on it"
    rule = source.edition
    chosen = [link for link in links if link.chosen]
    if not chosen:
        return f'edition.link = "{rule.link}" chooses none of {len(links)} links'
    if rule.url is not None and not any(_search(rule.url, link.address) for link in chosen):
        return f"edition.url fits none of {len(chosen)} links"
    if rule.heading is not None:
        count = sum(isinstance(item, Heading) for item in page_items)
        return f"edition.heading fits none of {count} headings that have links below them"
    return f"edition.pattern fits none of {len(chosen)} links"
