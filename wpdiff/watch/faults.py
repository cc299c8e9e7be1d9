"""What can go wrong with one page, by kind: each kind is told and counted in its own way, and none is a change."""

from __future__ import annotations

from enum import Enum


class Fault(Enum):
    """Why a page was not had."""

    UNREACHABLE = "unreachable"  # no name, no route, refused
    TIMEOUT = "timeout"  # too slow as a whole
    CUT = "cut"  # ended before its end
    BROKEN = "broken"  # not what HTTP allows
    TOO_LARGE = "too-large"
    SERVER = "server"  # 5xx
    LIMITED = "limited"  # 429, or 503 with Retry-After: come back later
    BLOCKED = "blocked"  # 401, 403, a login: not for programs
    GONE = "gone"  # 404, 410, or sent to the home page
    ROBOTS = "robots"  # the publisher does not want it, or its robots.txt cannot be had just now
    REFUSED = "refused"  # an address that we do not go to
    MOVED = "moved"  # sent to a host that sources.toml does not name
    TLS = "tls"
    ODD = "odd"  # 200, but no page of this source: maintenance, login, empty, cut off
    ENCODING = "encoding"  # cannot be read as text
    ARCHIVE = "archive"  # the edition in the archive cannot be used: damaged, or made by hand
    OUR_LIMIT = "our-limit"  # pages or time of this run are used up


AGAIN_AT_ONCE = frozenset((Fault.UNREACHABLE, Fault.TIMEOUT, Fault.CUT, Fault.BROKEN, Fault.SERVER))
NETWORK = frozenset((Fault.UNREACHABLE, Fault.TIMEOUT))
NOT_A_FAILURE = frozenset((Fault.LIMITED, Fault.OUR_LIMIT))


class FetchFault(Exception):  # noqa: N818  a fault is a word of its own here: kinds of it are counted and told
    """A page that was not had, and why.

    `after` is how many seconds the publisher asks us to wait (None: not said), `plain` that it may come unpacked,
    `address` where we were sent, `lasting` that the publisher means it for good (410, a permanent redirect).
    """

    def __init__(
        self,
        fault: Fault,
        message: str,
        *,
        after: float | None = None,
        plain: bool = False,
        address: str = "",
        lasting: bool = False,
        host_wide: bool = False,
    ) -> None:
        super().__init__(message)
        self.fault = fault
        self.message = message
        self.after = after
        self.plain = plain
        self.address = address
        self.lasting = lasting
        self.host_wide = host_wide

    def at(self, where: str) -> FetchFault:
        """The same with the place in its words."""
        return FetchFault(
            self.fault,
            f"{where}: {self.message}",
            after=self.after,
            plain=self.plain,
            address=self.address,
            lasting=self.lasting,
            host_wide=self.host_wide,
        )
