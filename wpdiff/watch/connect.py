"""Connections that are checked where they are made: the name is resolved once, every answer must be an address of the
open internet, and the address that was checked is the one connected to. Reading from them ends at a deadline.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterable
from time import monotonic
from typing import Any

import httpcore2

from wpdiff.watch.faults import Fault, FetchFault

Resolve = Callable[[str, int], list[str]]
_SLOWEST_CONNECT = 20.0
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")


def resolve(host: str, port: int) -> list[str]:
    """All addresses of a host. Raises FetchFault when it has none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchFault(Fault.UNREACHABLE, f"no address is known for {host}") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_open(address: str) -> bool:
    """Whether an address is one of the open internet: an allow-list, no list of what is forbidden.

    >>> is_open("93.184.215.14"), is_open("100.64.0.1"), is_open("::ffff:127.0.0.1"), is_open("fe80::1%eth0")
    (True, False, False, False)
    """
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    inner = _inner(known) if isinstance(known, ipaddress.IPv6Address) else None
    return (inner or known).is_global and not known.is_multicast


def _inner(known: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The address of the old internet that one of the new carries."""
    if known in _TRANSLATED:
        return ipaddress.IPv4Address(int(known) & 0xFFFFFFFF)
    return known.ipv4_mapped or known.sixtofour


class Deadline:
    """When the page that is being fetched must be there, by a clock that no one can set back."""

    def __init__(self) -> None:
        self._ends = float("inf")

    def begin(self, seconds: float) -> None:
        """A page begins."""
        self._ends = monotonic() + seconds

    def left(self, most: float | None) -> float:
        """How long one step may take. Raises FetchFault when nothing is left."""
        left = self._ends - monotonic()
        if left <= 0:
            raise FetchFault(Fault.TIMEOUT, "too slow: the page did not come whole in time")
        return left if most is None else min(most, left)


class _TimedStream(httpcore2.NetworkStream):
    """A stream whose every step ends at the page's deadline: one byte a second does not keep it alive."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class CheckedNetwork(httpcore2.NetworkBackend):
    """Makes the connections of one fetcher. `proxies` are hosts that the user's own settings lead through."""

    def __init__(
        self,
        deadline: Deadline,
        *,
        allow_private: bool,
        proxies: frozenset[str] = frozenset(),
        resolve: Resolve = resolve,
    ) -> None:
        self._deadline = deadline
        self._allow_private = allow_private
        self._proxies = proxies
        self._resolve = resolve
        self._network = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of a host that answers, all of them checked."""
        last: Exception | None = None
        for address in self.addresses(host, port):
            try:
                wait = self._deadline.left(min(timeout or _SLOWEST_CONNECT, _SLOWEST_CONNECT))
                stream = self._network.connect_tcp(address, port, wait, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                last = error
                continue
            return _TimedStream(stream, self._deadline)
        raise last or httpcore2.ConnectError(f"no address is known for {host}")

    def addresses(self, host: str, port: int) -> list[str]:
        """The addresses of a host, each of them checked. Raises FetchFault when one is not of the open internet."""
        found = self._resolve(host, port)
        if not self._allow_private and host.lower() not in self._proxies:
            for address in found:
                if not is_open(address):
                    raise FetchFault(
                        Fault.REFUSED,
                        f"{host} leads to {address}, which is no address of the open internet",
                    )
        return found

    def check_behind_proxy(self, host: str, port: int) -> None:
        """Check a host that a proxy will resolve, as far as it can be told from here; the proxy is the user's own."""
        try:
            self.addresses(host, port)
        except FetchFault as error:
            if error.fault is not Fault.UNREACHABLE:
                raise

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore2.NetworkStream:
        """Never."""
        raise FetchFault(Fault.REFUSED, "no page is behind a local socket")
