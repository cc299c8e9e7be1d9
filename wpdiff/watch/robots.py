"""What a host lets programs do, by its robots.txt (RFC 9309)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from urllib.parse import urlsplit

from protego import Protego

from wpdiff.watch.faults import Fault, FetchFault

AGENT = "wpdiff"
KEPT = timedelta(hours=24)
_READ = 500 * 1024  # as much of it as everybody must read
_LONGEST_DELAY = 3600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Robots:
    """A host's robots.txt as it was had: its text ("" allows everything)."""

    text: str = ""

    def allows(self, address: str) -> bool:
        """Whether we may ask for an address."""
        return bool(_parsed(self.text).can_fetch(address, AGENT))

    @property
    def delay(self) -> float:
        """How many seconds the host wants between two pages."""
        told = _parsed(self.text).crawl_delay(AGENT)
        return min(max(0.0, float(told)), _LONGEST_DELAY) if told is not None else 0.0


def robots_address(address: str) -> str:
    """Where the robots.txt for an address is."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"


def read_robots(body: bytes) -> Robots:
    """A robots.txt from its bytes; an HTML page in its place says nothing."""
    text = body[:_READ].decode("utf-8", "replace").removeprefix("\ufeff")
    return Robots() if text.lstrip()[:1] == "<" else Robots(text=text)


def robots_without(fault: FetchFault) -> Robots:
    """What holds where the robots.txt could not be had: 4xx allows all; else nothing is asked for just now."""
    if fault.fault in (Fault.GONE, Fault.BLOCKED):
        return Robots()
    if fault.fault is Fault.LIMITED:
        raise fault
    if fault.fault in (Fault.UNREACHABLE, Fault.TLS, Fault.REFUSED, Fault.OUR_LIMIT):
        raise fault  # the host itself, and the page would fare no better
    raise FetchFault(Fault.ROBOTS, f"its robots.txt cannot be had just now ({fault.message})") from fault


def is_fresh(fetched: datetime, now: datetime) -> bool:
    """Whether a robots.txt that was had then may be used now."""
    return timedelta(0) <= now - fetched < KEPT


@lru_cache(maxsize=64)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)
