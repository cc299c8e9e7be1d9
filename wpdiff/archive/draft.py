"""Pages that are being fetched: kept beside the editions, page by page, until they are all there; a kill loses nothing.

editions/<series>/.staging/<edition>/draft.jsonl    what was fetched, a line a step, the last one perhaps cut short
editions/<series>/.staging/<edition>/pages/*        the bytes
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from wpdiff.archive.durable import append_durably, link_or_copy, remove_tree, sync_folder, write_durably
from wpdiff.archive.manifest import Manifest, PageRecord, PageState, Received, in_order, load_record, record_values
from wpdiff.archive.names import is_inside, page_name
from wpdiff.errors import ArchiveError

JOURNAL = "draft.jsonl"
PAGES = "pages"


class Draft:
    """One edition on its way into the archive. Get one from `Archive.begin`; `Archive.commit` or `revise` ends it.

    Each step is on the disk when its call returns, so a check that was killed goes on where it stopped: `begin` gives
    the same pages again, every byte checked against its hash.
    """

    def __init__(self, folder: Path, *, series: str, edition: str, base: Manifest | None, base_folder: Path) -> None:
        self.folder = folder
        self.series = series
        self.edition = edition
        self.base = base
        self._base_folder = base_folder
        self._pages: dict[str, PageRecord] = {}
        self._order: tuple[str, ...] = ()
        (folder / PAGES).mkdir(parents=True, exist_ok=True)
        self._replay()

    @property
    def pages(self) -> tuple[PageRecord, ...]:
        """What is here so far: the pages in reading order, then what is kept beside them."""
        places = {address: place for place, address in enumerate(self._order)}
        placed = [replace(page, order=places.get(address)) for address, page in self._pages.items()]
        return (*in_order(placed), *(page for page in placed if page.order is None))

    def page_at(self, address: str) -> PageRecord | None:
        """The page that was fetched from an address, whole; None when it is still to be fetched."""
        return next((page for page in self.pages if page.address == address), None)

    def read(self, address: str) -> bytes:
        """The bytes fetched from an address. Raises ArchiveError when there are none."""
        if address not in self._pages:
            raise ArchiveError(f"{address}: not fetched yet")
        return (self.folder / PAGES / self._pages[address].name).read_bytes()

    def put(self, address: str, content: bytes, received: Received, *, name: str = "") -> PageRecord:
        """Keep one page's bytes; of the same address the later ones.

        `name` is the file's name below `pages`, for files that a person has, who named them; what the network brings
        gets a name of our own. Raises ArchiveError where it is none on every system.
        """
        if name and not is_inside(name):
            raise ArchiveError(f"{name!r} cannot be the name of a page", hint="rename the file")
        name = name or self._name_for(address, received.media_type)
        write_durably(self.folder / PAGES / name, content)
        digest = hashlib.sha256(content).hexdigest()
        page = PageRecord(name=name, address=address, sha256=digest, size=len(content), **asdict(received))
        self._record(page)
        return page

    def take(self, address: str, *, retrieved: str = "", etag: str = "", last_modified: str = "") -> PageRecord:
        """Take a page over from the edition as it is archived (the server said 304: unchanged), without fetching it.

        What is told here replaces what was recorded of it. Raises ArchiveError when the edition has no such page, or
        other bytes than it had: then it must be fetched whole.
        """
        page = self.base.page_at(address) if self.base else None
        source = self._base_folder / PAGES / page.name if page else None
        if page is None or source is None or not _holds(source, page):
            raise ArchiveError(f"{address}: not in the archive as it was", hint="fetch it again, whole")
        target = self.folder / PAGES / page.name
        target.unlink(missing_ok=True)
        link_or_copy(source, target)
        sync_folder(target.parent)
        taken = replace(
            page,
            retrieved=retrieved or page.retrieved,
            etag=etag or page.etag,
            last_modified=last_modified or page.last_modified,
            state=PageState.PRESENT,
            missing_since="",
        )
        self._record(taken)
        return taken

    def drop(self, address: str) -> None:
        """Leave a page out after all. Its file goes when the edition is committed."""
        self._pages.pop(address, None)
        self._note({"drop": address})

    def arrange(self, addresses: Sequence[str]) -> None:
        """Say which pages are read, in which order; every other one is kept beside them.

        Raises ArchiveError when one of them was not fetched.
        """
        lacking = [address for address in addresses if address not in self._pages]
        if lacking:
            raise ArchiveError(f"{lacking[0]}: not fetched yet ({len(lacking)} of {len(addresses)} are not)")
        self._order = tuple(dict.fromkeys(addresses))
        self._note({"order": self._order})

    def discard(self) -> None:
        """Throw away what was fetched."""
        remove_tree(self.folder)

    def sweep(self) -> None:
        """Remove files that no page is kept in."""
        kept = {page.name for page in self._pages.values()}
        pages = self.folder / PAGES
        for path in pages.rglob("*"):
            if path.is_file() and path.relative_to(pages).as_posix() not in kept:
                path.unlink()
        sync_folder(pages)

    def _name_for(self, address: str, media_type: str) -> str:
        """The name that the page has had, here or in the edition as it is archived; else a new one."""
        known = self._pages.get(address) or (self.base.page_at(address) if self.base else None)
        others = [page.name for page in self._pages.values() if page.address != address]
        if self.base:
            others += [page.name for page in self.base.pages if page.address != address]
        taken = {name.casefold() for name in others}
        fresh = page_name(address, media_type, taken)
        if known and Path(known.name).suffix == Path(fresh).suffix and known.name.casefold() not in taken:
            return known.name
        return fresh

    def _record(self, page: PageRecord) -> None:
        self._pages[page.address] = page
        self._note({"page": record_values(page)})

    def _note(self, step: dict[str, Any]) -> None:
        line = json.dumps(step, ensure_ascii=True, separators=(",", ":")) + "\n"
        append_durably(self.folder / JOURNAL, line.encode("ascii"))

    def _replay(self) -> None:
        """Take up what an earlier run left; a page whose bytes are not what was recorded is fetched again."""
        journal = self.folder / JOURNAL
        if not journal.is_file():
            self._note({"draft": self.edition})
            return
        raw = journal.read_bytes()
        if raw and not raw.endswith(b"\n"):
            append_durably(journal, b"\n")  # the line that a kill cut short must not swallow the next
        for step in _steps(raw.splitlines()):
            if "page" in step:
                page = load_record(step["page"])
                self._pages[page.address] = page
            elif "drop" in step:
                self._pages.pop(step["drop"], None)
            elif "order" in step:
                self._order = tuple(step["order"])
        whole = {address: page for address, page in self._pages.items() if self._is_whole(page)}
        self._pages = whole
        self._order = tuple(address for address in self._order if address in whole)

    def _is_whole(self, page: PageRecord) -> bool:
        return is_inside(page.name) and _holds(self.folder / PAGES / page.name, page)


def _holds(path: Path, page: PageRecord) -> bool:
    """Whether a file holds the bytes that were recorded."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return len(content) == page.size and hashlib.sha256(content).hexdigest() == page.sha256


def _steps(lines: Iterable[bytes]) -> Iterable[dict[str, Any]]:
    for line in lines:
        try:
            step = json.loads(line)
        except ValueError:
            continue
        if isinstance(step, dict):
            yield step
