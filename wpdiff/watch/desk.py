"""What a check has at hand: sources, memory, archive, fetcher, clock, and somebody to tell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from wpdiff.archive import Archive, Manifest
from wpdiff.watch.answer import Fetcher
from wpdiff.watch.events import Event
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import ReadPage, judge_page
from wpdiff.watch.memory import Memory
from wpdiff.watch.sources import Source, Sources
from wpdiff.watch.timepiece import Clock

_NOWHERE = "wpdiff-asks-for-a-page-that-is-not-there.html"


class Teller(Protocol):
    """Writes down what happened, once, with the notices due; makes comparison and reports where an edition came."""

    def tell(self, event: Event, *, manifest: Manifest | None = None) -> object:
        """Tell one event; `manifest` is the edition's state that it is about."""
        ...


@dataclass(frozen=True, slots=True)
class Nobody:
    """Nobody is told: of a trial, of what a person adds."""

    def tell(self, event: Event, *, manifest: Manifest | None = None) -> None:
        """Nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that could not be had in this check, and where."""

    fault: FetchFault
    where: str

    @property
    def words(self) -> str:
        """As it is told to people."""
        return f"{self.where}: {self.fault.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that one run works with."""

    sources: Sources
    memory: Memory
    archive: Archive
    fetcher: Fetcher
    clock: Clock
    teller: Teller
    say: Callable[[str], None]
    since: str = ""  # with --from: the oldest edition to take in

    @property
    def now(self) -> datetime:
        """The time of day."""
        return self.clock.now()


@dataclass(slots=True)
class Check:
    """One look at one source: what went wrong so far, and what was seen."""

    source: Source
    troubles: list[Trouble] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def note(self, fault: FetchFault, where: str) -> None:
        """Something could not be had."""
        self.troubles.append(Trouble(fault=fault, where=where))


def listing_page(desk: Desk, source: Source, address: str) -> ReadPage:
    """An index or contents page as it is now: fetched, or as we hold it where the server says that nothing changed."""
    validators = desk.memory.validators(source.id, address, desk.now)
    answer = desk.fetcher.fetch(address, hosts=source.allowed_hosts, validators=validators)
    if answer.unchanged:
        kept = desk.memory.kept(source.id, address)
        if kept is not None:
            return judge_page(kept, source)
        answer = desk.fetcher.fetch(address, hosts=source.allowed_hosts)
    page = judge_page(answer, source)
    desk.memory.keep(source.id, answer, desk.now)
    return page


def page_nowhere(desk: Desk, source: Source, beside: str) -> str:
    """What the host shows for an address that does not exist, where its status does not say so; else ""."""
    probe = beside.rpartition("/")[0] + "/" + _NOWHERE
    try:
        answer = desk.fetcher.fetch(probe, hosts=source.allowed_hosts)
        return judge_page(answer, source).seen
    except FetchFault as fault:
        if fault.fault in (Fault.GONE, Fault.ODD, Fault.BLOCKED, Fault.MOVED, Fault.CUT, Fault.ROBOTS):
            return ""
        raise
