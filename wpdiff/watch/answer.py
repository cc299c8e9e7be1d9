"""What comes of asking for a page, what to ask with next time, and whoever can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server said of the bytes we hold, to ask whether they are still the same."""

    etag: str = ""
    last_modified: str = ""

    def headers(self) -> dict[str, str]:
        """As a server reads them."""
        told = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of asking for one address. `unchanged` tells that the server has nothing newer than what we hold."""

    address: str
    final: str
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    hops: tuple[str, ...] = ()
    permanent: bool = False  # every hop of the way here was for good

    @property
    def unchanged(self) -> bool:
        """Whether the answer is that nothing changed."""
        return self.status == 304

    @property
    def validators(self) -> Validators:
        """What to ask with next time."""
        return Validators(etag=self.headers.get("etag", ""), last_modified=self.headers.get("last-modified", ""))

    @property
    def is_delimited(self) -> bool:
        """Whether the server told where the body ends, so that a cut would have shown."""
        packed = self.headers.get("content-encoding", "identity").lower() not in ("", "identity")
        return packed or "content-length" in self.headers or "chunked" in self.headers.get("transfer-encoding", "")


class Fetcher(Protocol):
    """Gets one page; the network is behind it, or a test's own answers."""

    def fetch(self, address: str, *, hosts: frozenset[str] | None, validators: Validators | None = None) -> Answer:
        """The page at an address, or a FetchFault; `hosts` are those it may be sent on to (None: any open one)."""
        ...
