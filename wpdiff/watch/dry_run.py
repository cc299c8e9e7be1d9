"""A source tried out: what would be seen, fetched and left out; nothing is kept and nobody is told."""

from __future__ import annotations

import difflib
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

from wpdiff.archive import Archive
from wpdiff.watch.address import host_of, is_allowed
from wpdiff.watch.clock import stamp
from wpdiff.watch.desk import Desk, Nobody, listing_page
from wpdiff.watch.discover import Index, Listed, merged, read_index
from wpdiff.watch.faults import FetchFault
from wpdiff.watch.judge import ReadPage, judge_page
from wpdiff.watch.listing import list_pages
from wpdiff.watch.markup import anchors, items, parse, visible_text
from wpdiff.watch.memory import Memory
from wpdiff.watch.polite import new_fetcher
from wpdiff.watch.sources import Source, Sources
from wpdiff.watch.state import State
from wpdiff.watch.timepiece import Clock

_SAMPLES = 4  # pages that are looked into, each of them twice
_SHOWN = 12  # lines of a list
_WORDS = 60


def try_sources(sources: Sources, chosen: Sequence[Source], say: Callable[[str], None]) -> bool:
    """Tell line by line what a check of these sources would see; whether all of them would work."""
    clock = Clock()
    with (
        tempfile.TemporaryDirectory(prefix="wpdiff-") as folder,
        State.open(Path(folder), at=stamp(clock.now())) as state,
        closing(new_fetcher(sources, Memory(state), clock)) as fetcher,
    ):
        desk = Desk(
            sources=sources,
            memory=Memory(state),
            archive=Archive(Path(folder)),
            fetcher=fetcher,
            clock=clock,
            teller=Nobody(),
            say=say,
        )
        works = [_tried(desk, source) for source in chosen]
        return all(works)


def _tried(desk: Desk, source: Source) -> bool:
    desk.say(f"{source.id} ({source.series})")
    index = _indexes(desk, source)
    if not index.editions:
        desk.say("no edition is seen; mend the rules above and try again")
        return False
    _say_editions(desk, index)
    works = True
    newest = index.editions[0]
    try:
        works = _try_edition(desk, source, newest)
    except FetchFault as fault:
        desk.say(f"  {newest.name}: {fault.message} ({fault.fault.value})")
        works = False
    desk.say("this source works" if works else "this source does not work yet")
    return works


def _indexes(desk: Desk, source: Source) -> Index:
    found = []
    for address in source.index:
        try:
            page = listing_page(desk, source, address)
        except FetchFault as fault:
            desk.say(f"index {address}: {fault.message} ({fault.fault.value})")
            continue
        index = read_index(page.read.text, page.answer.final, source)
        desk.say(f"index {address}: {_encoding(page)}; {index.problem or f'editions: {len(index.editions)}'}")
        if index.problem:
            _say_links(desk, page)
        found.append(index)
    errata = tuple(sheet for index in found for sheet in index.errata)
    return Index(editions=merged(one for index in found for one in index.editions), errata=errata)


def _say_links(desk: Desk, page: ReadPage) -> None:
    """What there is to choose from, for the person who mends the rules."""
    links = anchors(items(parse(page.read.text), page.answer.final))
    for link in links[:_SHOWN]:
        desk.say(f"    {link.words[:_WORDS] or '(no words)'}  →  {link.address}")
    if len(links) > _SHOWN:
        desk.say(f"    … {len(links) - _SHOWN} more links")


def _say_editions(desk: Desk, index: Index) -> None:
    for listed in index.editions[:_SHOWN]:
        desk.say(f"  edition {listed.name}: {listed.words[:_WORDS]}  →  {listed.address}")
    if len(index.editions) > _SHOWN:
        desk.say(f"  … {len(index.editions) - _SHOWN} more editions")
    for sheet in index.errata:
        desk.say(f"  errata: {sheet.words[:_WORDS]}  →  {sheet.address}")


def _try_edition(desk: Desk, source: Source, listed: Listed) -> bool:
    """The newest edition's pages in their order, and some of them looked into."""
    pages = list_pages(desk, source, listed).pages
    desk.say(f"{listed.name}: {len(pages)} pages (pages.min {source.pages.min}, pages.max {source.pages.max})")
    for number, address in enumerate(pages, start=1):
        if number <= _SHOWN // 2 or number > len(pages) - _SHOWN // 2:
            desk.say(f"  {number:>3}  {address}")
        elif number == _SHOWN // 2 + 1:
            desk.say(f"    …  {len(pages) - _SHOWN // 2 * 2} more")
    strange = sorted({host_of(one) for one in pages if not is_allowed(one, source.allowed_hosts)})
    if strange:
        desk.say(f"  hosts that sources.toml does not name: {', '.join(strange)}")
    enough = source.pages.min <= len(pages) <= source.pages.max
    if not enough:
        desk.say("  that is not within pages.min and pages.max: it would count as not complete")
    fine = [_try_page(desk, source, address) for address in _samples(pages)]
    return enough and all(fine)


def _try_page(desk: Desk, source: Source, address: str) -> bool:
    """One page, twice: how it is read, what is left out, and what differs between two looks."""
    name = urlsplit(address).path.rpartition("/")[2] or address
    try:
        first, second = (
            judge_page(desk.fetcher.fetch(address, hosts=source.allowed_hosts), source, require=True) for _ in range(2)
        )
    except FetchFault as fault:
        desk.say(f"  {name}: {fault.message} ({fault.fault.value})")
        return False
    desk.say(f"  {name}: {_encoding(first)}; {len(first.answer.body)} bytes, {len(first.seen)} signs of text")
    if first.is_markup:
        for line in _left_out(source, first):
            desk.say(f"    {line}")
        for line in _unstable(source, first, second):
            desk.say(f"    {line}")
    return True


def _encoding(page: ReadPage) -> str:
    if not page.read.encoding:
        return "a file, kept as it is"
    by = {"mark": "byte order mark", "header": "the server says so", "page": "the page says so", "hint": "your hint"}
    return f"{page.read.encoding} ({by.get(page.read.by, 'guessed: name it in encoding')})"


def _left_out(source: Source, page: ReadPage) -> Iterator[str]:
    """What content and ignore choose on a page."""
    soup = parse(page.read.text)
    if source.content is not None:
        chosen = soup.select(source.content)
        told = f"{len(chosen)} elements" if chosen else "nothing here: the whole page is compared"
        yield f'content "{source.content}": {told}'
    for selector in source.ignore:
        words = " ".join(" ".join(tag.get_text(" ", strip=True) for tag in soup.select(selector)).split())
        yield f'ignore "{selector}": {words[:_WORDS]!r}' if words else f'ignore "{selector}": nothing here'


def _unstable(source: Source, first: ReadPage, second: ReadPage) -> Iterator[str]:
    """What differs between two looks at one page, though nobody changed it: a counter, the hour, a banner."""
    before, after = (
        visible_text(parse(page.read.text), content=source.content, ignore=source.ignore).split()
        for page in (first, second)
    )
    if before == after:
        if first.answer.body != second.answer.body:
            yield "its bytes differ each time, its text does not: fine"
        return
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for operation, a, b, c, d in matcher.get_opcodes()[: _SHOWN * 2]:
        if operation != "equal":
            was, became = " ".join(before[a:b])[:_WORDS], " ".join(after[c:d])[:_WORDS]
            yield f"unstable: {was!r} became {became!r} at once; name the element in ignore"


def _samples(pages: Sequence[str]) -> list[str]:
    """The first page, the last, and some between."""
    if not pages:
        return []
    places = {round(step * (len(pages) - 1) / (_SAMPLES - 1)) for step in range(_SAMPLES)}
    return [pages[place] for place in sorted(places)]
