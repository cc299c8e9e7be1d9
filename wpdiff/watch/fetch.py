"""One page from the network, whole and as published, or a fault that says why not.

Redirects are followed here, one by one; each hop is checked against the source's hosts and permitted by its caller,
each connection against the open internet. Bodies are unpacked, capped and checked here, TLS always.
"""

from __future__ import annotations

import ssl
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import httpcore2

from wpdiff.version import __version__
from wpdiff.watch.address import identity, is_allowed, is_home, join
from wpdiff.watch.answer import Answer, Validators
from wpdiff.watch.body import unpack
from wpdiff.watch.connect import CheckedNetwork, Deadline, Resolve, resolve
from wpdiff.watch.faults import Fault, FetchFault

REDIRECTS = (301, 302, 303, 307, 308)
_PERMANENT = (301, 308)
_MOST_HOPS = 5
_MEGABYTE = 1 << 20
_STEP = 30.0  # seconds for one step of reading; the page as a whole has its own deadline
_PROXY_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one page may take."""

    page_bytes: int = 64 * _MEGABYTE
    page_seconds: float = 120.0


Permit = Callable[[str], None]
"""Called with every address before it is asked for; raises FetchFault when it may not be."""


def _anything(address: str) -> None:
    """Nothing is forbidden."""


class HttpFetcher:
    """A Fetcher over HTTP: one connection at a time, kept open between pages of a host."""

    def __init__(
        self,
        *,
        contact: str,
        allow_private: bool = False,
        limits: Limits | None = None,
        tls: ssl.SSLContext | None = None,
        resolve: Resolve = resolve,
    ) -> None:
        self._limits = limits or Limits()
        self._deadline = Deadline()
        self._contact = contact
        self._tls = tls or httpcore2.default_ssl_context()
        self._proxies = _proxies()
        names = frozenset(name for url in self._proxies.values() if (name := urlsplit(url).hostname))
        self._network = CheckedNetwork(self._deadline, allow_private=allow_private, proxies=names, resolve=resolve)
        self._pools: dict[str, httpcore2.ConnectionPool] = {}

    def fetch(
        self,
        address: str,
        *,
        hosts: frozenset[str] | None,
        validators: Validators | None = None,
        permit: Permit = _anything,
        plain: bool = False,
    ) -> Answer:
        """The page at an address with all redirects followed. Raises FetchFault when it cannot be had whole."""
        hops: list[str] = []
        here, permanent = address, True
        while True:
            permit(here)
            answer = self._one(here, validators if here == address else None, plain=plain)
            if answer.status not in REDIRECTS:
                break
            permanent = permanent and answer.status in _PERMANENT
            hops.append(here)
            here = _next_hop(here, answer, hops, hosts, permanent=permanent)
        return _judged(
            Answer(
                address=address,
                final=here,
                status=answer.status,
                body=answer.body,
                headers=answer.headers,
                hops=tuple(hops),
                permanent=bool(hops) and permanent,
            ),
            asked=validators is not None,
        )

    def close(self) -> None:
        """Let go of all connections."""
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()

    def _one(self, address: str, validators: Validators | None, *, plain: bool) -> Answer:
        """One answer, no redirect followed."""
        self._deadline.begin(self._limits.page_seconds)
        headers = list(self._headers(validators, plain=plain).items())
        with _faults(address), self._pool(address).stream("GET", address, headers=headers, extensions=_times()) as got:
            told = _told(got.headers)
            body = b""
            if got.status == 200 or got.status >= 400:
                _refuse_large(told, self._limits.page_bytes)
                pieces = self._timely(got.iter_stream())
                body = unpack(pieces, told.get("content-encoding", ""), most=self._limits.page_bytes)
            return Answer(address=address, final=address, status=got.status, body=body, headers=told)

    def _timely(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            self._deadline.left(None)
            yield piece

    def _headers(self, validators: Validators | None, *, plain: bool) -> dict[str, str]:
        agent = f"wpdiff/{__version__} (+{_header_safe(self._contact)})"
        told = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity" if plain else "gzip, deflate"}
        if "@" in self._contact and "://" not in self._contact:
            told["From"] = _header_safe(self._contact)
        return {**told, **(validators.headers() if validators else {})}

    def _pool(self, address: str) -> httpcore2.ConnectionPool:
        """The connections that an address is asked over: straight, or through the proxy that the system names."""
        parts = urlsplit(address)
        proxy = self._proxies.get(parts.scheme) or self._proxies.get("all") or ""
        if proxy and urllib.request.proxy_bypass(parts.hostname or ""):
            proxy = ""
        if proxy:
            self._network.check_behind_proxy(parts.hostname or "", parts.port or _PROXY_PORTS[parts.scheme])
        if proxy not in self._pools:
            self._pools[proxy] = self._new_pool(proxy)
        return self._pools[proxy]

    def _new_pool(self, proxy: str) -> httpcore2.ConnectionPool:
        if not proxy:
            return httpcore2.ConnectionPool(
                ssl_context=self._tls, max_connections=1, keepalive_expiry=30.0, network_backend=self._network
            )
        parts = urlsplit(proxy)
        login = (parts.username, parts.password or "") if parts.username else None
        return httpcore2.HTTPProxy(
            proxy_url=f"{parts.scheme}://{parts.hostname}:{parts.port or _PROXY_PORTS.get(parts.scheme, 8080)}",
            proxy_auth=login,
            ssl_context=self._tls,
            max_connections=1,
            network_backend=self._network,
        )


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """How many seconds a server asks us to wait: written as seconds or as a date; None when it does not say.

    >>> retry_after({"retry-after": "120"}, datetime(2026, 1, 1, tzinfo=UTC))
    120.0
    """
    told = headers.get("retry-after", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        when = parsedate_to_datetime(told)
    except (ValueError, TypeError, IndexError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def _next_hop(here: str, answer: Answer, hops: list[str], hosts: frozenset[str] | None, *, permanent: bool) -> str:
    """Where a redirect leads, if we may go there."""
    target = join(here, answer.headers.get("location", ""))
    if not target:
        raise FetchFault(Fault.BROKEN, "sent on to what is no web address")
    if len(hops) > _MOST_HOPS or target in hops:
        raise FetchFault(Fault.BROKEN, "sent round and round")
    if urlsplit(here).scheme == "https" and urlsplit(target).scheme == "http":
        raise FetchFault(Fault.REFUSED, f"sent from https to plain http ({target})", address=target)
    if hosts is not None and not is_allowed(target, hosts):
        message = f"sent on to {target}, a host that sources.toml does not name"
        raise FetchFault(Fault.MOVED, message, address=target, lasting=permanent)
    return target


def _judged(answer: Answer, *, asked: bool) -> Answer:
    """What a status means. A page that leads to the front door is gone, whatever its status says."""
    now = datetime.now(UTC)
    status = answer.status
    if status == 200:
        if answer.hops and is_home(answer.final) and identity(answer.address) != identity(answer.final):
            raise FetchFault(Fault.GONE, "sent to the site's front page", address=answer.final)
        return answer
    if status == 304:
        if not asked or answer.hops:
            raise FetchFault(Fault.BROKEN, "304 to a question that held nothing to compare with")
        return answer
    after = retry_after(answer.headers, now)
    if status == 429 or (status == 503 and after is not None):
        raise FetchFault(Fault.LIMITED, f"{status}: asked to come back later", after=after, host_wide=True)
    if status in (404, 410):
        raise FetchFault(Fault.GONE, f"{status}", lasting=status == 410)
    if status in (401, 403, 407, 451):
        raise FetchFault(Fault.BLOCKED, f"{status}: this is not for programs")
    if status >= 500:
        raise FetchFault(Fault.SERVER, f"{status}", after=after)
    raise FetchFault(Fault.BROKEN, f"an answer that makes no sense here: {status}")


@contextmanager
def _faults(address: str) -> Iterator[None]:
    """The network library's errors as faults."""
    try:
        yield
    except httpcore2.ConnectError as error:
        raise _connect_fault(address, error) from error
    except httpcore2.TimeoutException as error:
        raise FetchFault(Fault.TIMEOUT, "too slow: no answer in time") from error
    except (httpcore2.RemoteProtocolError, httpcore2.ReadError) as error:
        fault = Fault.CUT if "complete" in str(error) or isinstance(error, httpcore2.ReadError) else Fault.BROKEN
        raise FetchFault(fault, f"the connection broke off ({_short(error)})") from error
    except httpcore2.ProxyError as error:
        raise FetchFault(Fault.UNREACHABLE, f"the proxy refuses: {_short(error)}") from error
    except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, OSError) as error:
        raise FetchFault(Fault.BROKEN, _short(error)) from error


def _connect_fault(address: str, error: Exception) -> FetchFault:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return FetchFault(Fault.TLS, f"the certificate does not hold: {cause.verify_message}")
        if isinstance(cause, ssl.SSLError):
            return FetchFault(Fault.TLS, f"no secure connection: {cause.reason or cause}")
        cause = cause.__cause__ or cause.__context__
    return FetchFault(Fault.UNREACHABLE, f"no connection to {urlsplit(address).netloc} ({_short(error)})")


def _short(error: BaseException) -> str:
    return str(error)[:120] or type(error).__name__


def _told(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """Headers by their lower-case names; one sent twice is joined."""
    told: dict[str, str] = {}
    for name, value in headers:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        told[key] = f"{told[key]}, {text}" if key in told else text
    return told


def _refuse_large(headers: Mapping[str, str], most: int) -> None:
    length = headers.get("content-length", "")
    if length.isascii() and length.isdecimal() and int(length[:15]) > most:
        raise FetchFault(
            Fault.TOO_LARGE, f"{int(length[:15]) // _MEGABYTE} MB, and a page may have {most // _MEGABYTE}"
        )


def _times() -> dict[str, object]:
    return {"timeout": {"connect": _STEP, "read": _STEP, "write": _STEP, "pool": _STEP}}


def _header_safe(text: str) -> str:
    return "".join(sign for sign in text if sign.isascii() and sign.isprintable())[:200]


def _proxies() -> dict[str, str]:
    """The proxies that the system or the environment names."""
    found = urllib.request.getproxies()
    whole = {name: url if "://" in url else f"http://{url}" for name, url in found.items() if url}
    return {name: url for name, url in whole.items() if name in ("http", "https", "all")}
