"""The order in which an edition's pages are read, and how it was found: next links, contents, numbered names, names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from wpdiff.ingest.chains import Chains, find_chains
from wpdiff.ingest.contents import find_contents
from wpdiff.ingest.links import Link, Pages
from wpdiff.ingest.numbers import falls, number_key
from wpdiff.ingest.weave import weave
from wpdiff.model.document import ReadingOrder
from wpdiff.model.source import ReadingWarning
from wpdiff.text.natural import natural_key

_LISTED = 5  # names that a warning lists
_CONTENTS_NAMES = frozenset("index default toc contents mokuji top cover hyoshi".split())


class Ordered(Struct, frozen=True, kw_only=True):
    """Page names in reading order, how the order was found, and what a reader must know of it."""

    names: tuple[str, ...]
    found: ReadingOrder
    warnings: tuple[ReadingWarning, ...] = ()


def put_in_order(links: Mapping[str, Sequence[Link]], headings: Mapping[str, str]) -> Ordered:
    """The reading order of pages, by their names below the edition's folder, their links and their first headings.

    Next and previous links hold wherever there are any. What they leave open is told by a table of contents, then by
    numbers in names (n130505000.html), then by the natural order of names.
    """
    pages = Pages(links)
    ranked, basis = _ranked(pages, links)
    chains = find_chains(pages, links, ranked)
    contents = find_contents(pages, links, ranked)
    if contents.order:
        ranked, basis = contents.order, ReadingOrder.CONTENTS
    if chains.count:
        joined = _joined(chains, ranked)
        full = len(chains.runs) == 1 and len(chains.runs[0]) >= len(links) - 1
        warnings = () if full else _broken(chains, len(links), basis)
        ranked, basis = joined, ReadingOrder.NEXT_LINKS
    else:
        warnings = ()
    missing = dict.fromkeys((*chains.missing, *contents.missing))
    return Ordered(
        names=tuple(ranked), found=basis, warnings=(*warnings, *_missing(missing), *_disorder(ranked, basis, headings))
    )


def _ranked(pages: Pages, links: Mapping[str, Sequence[Link]]) -> tuple[tuple[str, ...], ReadingOrder]:
    """The order of the names alone. A page called index or toc comes first in its folder."""
    key = number_key(pages.names)
    if key is not None:
        return tuple(sorted(links, key=lambda name: (*_front(name), key(name)))), ReadingOrder.NUMBERED_NAMES
    return tuple(sorted(links, key=lambda name: (*_front(name), natural_key(name)))), ReadingOrder.NAMES


def _front(name: str) -> tuple[object, ...]:
    """Folders in natural order, and in each the page that opens it first."""
    folder, _, base = name.rpartition("/")
    return natural_key(folder), base.split(".")[0].casefold() not in _CONTENTS_NAMES


def _joined(chains: Chains, ranked: Sequence[str]) -> tuple[str, ...]:
    """Chains as they are, in the order of their first pages; a page in none of them behind the page it follows."""
    rank = {name: place for place, name in enumerate(ranked)}
    runs = sorted(chains.runs, key=lambda run: rank[run[0]])
    return weave([name for run in runs for name in run], ranked)


def _broken(chains: Chains, total: int, basis: ReadingOrder) -> tuple[ReadingWarning, ...]:
    inside = sum(map(len, chains.runs))
    by = {"contents": "the table of contents", "numbered_names": "the numbers in names"}.get(basis.value, "their names")
    parts = f" in {len(chains.runs)} pieces" if len(chains.runs) > 1 else ""
    message = f"next links lead through {inside} of {total} pages{parts}; the rest is ordered by {by}"
    values = (str(inside), str(total), str(len(chains.runs)))
    return (ReadingWarning(code="chain_broken", message=message, values=values),)


def _missing(names: Mapping[str, None]) -> tuple[ReadingWarning, ...]:
    if not names:
        return ()
    listed = ", ".join(list(names)[:_LISTED])
    count = "a page that links name is" if len(names) == 1 else f"{len(names)} pages that links name are"
    message = f"{count} not in the folder: {listed}"
    return (ReadingWarning(code="missing_page", message=message, values=(str(len(names)), listed)),)


def _disorder(order: Sequence[str], basis: ReadingOrder, headings: Mapping[str, str]) -> tuple[ReadingWarning, ...]:
    """Pages that stand before one of a lower number of their own."""
    found = falls(order, headings, by_name=basis not in (ReadingOrder.NUMBERED_NAMES, ReadingOrder.NAMES))
    if not found:
        return ()
    listed = "; ".join(f"{later} after {earlier}" for earlier, later in found[:_LISTED])
    pages = "1 page stands" if len(found) == 1 else f"{len(found)} pages stand"
    shown = "、".join(f"{earlier} → {later}" for earlier, later in found[:_LISTED])
    message = f"{pages} after a page of a higher number: {listed}"
    return (ReadingWarning(code="pages_out_of_order", message=message, values=(str(len(found)), shown)),)


def check_listed(order: Sequence[str], headings: Mapping[str, str]) -> tuple[ReadingWarning, ...]:
    """What is to be said of an order that edition.toml gives."""
    return _disorder(order, ReadingOrder.LISTED, headings)
