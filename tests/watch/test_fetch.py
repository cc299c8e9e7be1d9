"""What a network does to a page: each fault is known as what it is, and none gives a page that is not whole.

Real sockets throughout: a client that was replaced by a double would hide just these.
"""

from __future__ import annotations

import gzip
import ssl
import zlib
from collections.abc import Iterator

import pytest
import trustme

from tests.watch.raw_server import Script, answer, raw_server
from wpdiff.watch.answer import Answer, Validators
from wpdiff.watch.connect import is_open
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.fetch import HttpFetcher, Limits

PAGE = b"<html><body>" + b"<p>The strait is open.</p>" * 2000 + b"</body></html>"
SMALL = Limits(page_bytes=200_000, page_seconds=1.0)
HOSTS = frozenset(("127.0.0.1", "localhost"))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    return


def get(*scripts: Script, host: str = "127.0.0.1", validators: Validators | None = None) -> Answer:
    with raw_server(*scripts) as (port, _):
        return fetch(f"http://{host}:{port}/p.html", validators=validators)


def fetch(
    address: str, *, private: bool = True, validators: Validators | None = None, hosts: frozenset[str] | None = None
) -> Answer:
    fetcher = HttpFetcher(contact="desk@example.org", allow_private=private, limits=SMALL)
    with_port = frozenset((address.split("/")[2], *HOSTS)) if hosts is None else hosts
    try:
        return fetcher.fetch(address, hosts=with_port, validators=validators)
    finally:
        fetcher.close()


def fault(*scripts: Script, validators: Validators | None = None) -> FetchFault:
    with pytest.raises(FetchFault) as caught:
        get(*scripts, validators=validators)
    return caught.value


PACKED = gzip.compress(PAGE)
RAW_DEFLATE = zlib.compressobj(wbits=-15)
DEFLATED = RAW_DEFLATE.compress(PAGE) + RAW_DEFLATE.flush()


@pytest.mark.parametrize(
    "script",
    [
        [answer(PAGE)],
        [answer(PACKED, "Content-Encoding: gzip")],
        [answer(PACKED, "Content-Encoding: x-gzip", length=False)],
        [answer(gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]), "Content-Encoding: gzip")],
        [answer(PACKED + b"\0\0\0", "Content-Encoding: gzip")],
        [answer(zlib.compress(PAGE), "Content-Encoding: deflate")],
        [answer(DEFLATED, "Content-Encoding: deflate")],
        [answer(gzip.compress(PACKED), "Content-Encoding: gzip, gzip")],
        [answer(PAGE, "Content-Encoding: identity")],
        [answer(PACKED, "Content-Encoding: gzip")[:300], 0.05, answer(PACKED, "Content-Encoding: gzip")[300:]],
    ],
)
def test_a_whole_page_comes_whole_however_it_is_packed(script: Script) -> None:
    assert get(script).body == PAGE


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ([answer(PAGE)[:-500]], Fault.CUT),
        ([answer(PACKED[:-30], "Content-Encoding: gzip", length=False)], Fault.CUT),
        ([answer(PACKED[:-4], "Content-Encoding: gzip", length=False)], Fault.CUT),
        ([answer(DEFLATED[:-30], "Content-Encoding: deflate", length=False)], Fault.CUT),
        ([answer(b"", "Transfer-Encoding: chunked", length=False) + b"5\r\nab"], Fault.CUT),
        ([answer(PACKED[:-8] + b"\0" * 8, "Content-Encoding: gzip")], Fault.BROKEN),
        ([answer(PAGE, "Content-Encoding: gzip")], Fault.BROKEN),
        ([answer(PAGE, "Content-Encoding: br")], Fault.BROKEN),
        ([answer(PAGE, "Content-Encoding: gzip, gzip, gzip")], Fault.BROKEN),
        ([b"this is not HTTP\r\n\r\n"], Fault.BROKEN),
        ([b""], Fault.BROKEN),
        ([answer(PAGE, "X: " + "a" * 200_000)], Fault.BROKEN),
        ([answer(PAGE * 10)], Fault.TOO_LARGE),
        ([answer(PAGE * 10, length=False)], Fault.TOO_LARGE),
        ([answer(gzip.compress(b"a" * 50_000_000), "Content-Encoding: gzip")], Fault.TOO_LARGE),
        ([answer(gzip.compress(gzip.compress(b"a" * 90_000_000)), "Content-Encoding: gzip, gzip")], Fault.TOO_LARGE),
        ([3.0], Fault.TIMEOUT),
        ([answer(PAGE)[:500], 3.0], Fault.TIMEOUT),
        ([answer(b"", status="404 Not Found")], Fault.GONE),
        ([answer(b"", status="410 Gone")], Fault.GONE),
        ([answer(b"", status="403 Forbidden")], Fault.BLOCKED),
        ([answer(b"", status="500 Oh")], Fault.SERVER),
        ([answer(b"", status="503 Busy")], Fault.SERVER),
        ([answer(b"", "Retry-After: 120", status="503 Busy")], Fault.LIMITED),
        ([answer(b"", status="429 Slow")], Fault.LIMITED),
        ([answer(b"", status="304 Same", length=False)], Fault.BROKEN),
        ([answer(b"", "Location: /p.html", status="302 Round")], Fault.BROKEN),
        ([answer(b"", "Location: javascript:alert(1)", status="302 Odd")], Fault.BROKEN),
        ([answer(b"", "Location: file:///etc/passwd", status="302 Odd")], Fault.BROKEN),
        ([answer(b"", "Location: http://elsewhere.example/", status="301 Moved")], Fault.MOVED),
        ([answer(b"", "Location: /", status="302 Home"), answer(PAGE)], Fault.GONE),
        ([answer(b"", "Location: /index.html", status="301 Home"), answer(PAGE)], Fault.GONE),
    ],
)
def test_a_fault_is_known_as_what_it_is(script: Script, expected: Fault) -> None:
    scripts = [script[:1], script[1:]] if len(script) == 2 and isinstance(script[1], bytes) else [script]
    found = fault(*scripts)
    assert found.fault is expected, found.message


def test_one_byte_at_a_time_does_not_keep_a_page_alive() -> None:
    drip: list[bytes | float] = [answer(PAGE)[:80]]
    for place in range(80, 200):
        drip += [0.1, answer(PAGE)[place : place + 1]]
    assert fault(drip).fault is Fault.TIMEOUT


def test_a_header_that_drips_does_not_either() -> None:
    drip: list[bytes | float] = []
    for place in range(60):
        drip += [answer(PAGE)[place : place + 1], 0.1]
    assert fault(drip).fault is Fault.TIMEOUT


def test_what_a_server_asks_us_to_wait_is_told() -> None:
    assert fault([answer(b"", "Retry-After: 120", status="429 Slow")]).after == 120
    assert fault([answer(b"", "Retry-After: rubbish", status="429 Slow")]).after is None
    assert fault([answer(b"", "Retry-After: Wed, 21 Oct 2015 07:28:00 GMT", status="429 Slow")]).after == 0


def test_redirects_within_the_hosts_are_followed_and_told() -> None:
    found = get([answer(b"", "Location: /q.html", status="301 Moved")], [answer(PAGE)])
    assert found.body == PAGE
    assert found.final.endswith("/q.html")
    assert found.permanent
    assert len(found.hops) == 1


def test_unchanged_is_no_page_and_no_fault() -> None:
    found = get([answer(b"", status="304 Same", length=False)], validators=Validators(etag='"a"'))
    assert found.unchanged


@pytest.mark.parametrize("target", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "[::1]", "0.0.0.0"])  # noqa: S104
def test_an_address_that_is_not_of_the_open_internet_is_never_connected_to(target: str) -> None:
    with pytest.raises(FetchFault) as caught:
        fetch(f"http://{target}:9/", private=False)
    assert caught.value.fault is Fault.REFUSED


def test_a_redirect_to_a_private_address_is_refused_even_on_a_known_host() -> None:
    """The name is the publisher's own; that it leads inside shows only when it is connected to."""
    with raw_server([answer(b"", "Location: http://inner.example:{port}/x", status="302 In")]) as (port, asked):

        def resolve(host: str, port: int) -> list[str]:
            return ["127.0.0.1"]

        fetcher = HttpFetcher(contact="desk@example.org", limits=SMALL, resolve=resolve)
        with pytest.raises(FetchFault) as caught:
            fetcher.fetch(f"http://outer.example:{port}/", hosts=frozenset(("outer.example", f"outer.example:{port}")))
        assert caught.value.fault is Fault.REFUSED
        assert asked == [], "nothing was sent"


def test_a_name_that_changes_its_address_is_connected_to_as_checked() -> None:
    """DNS rebinding: the first answer is open, the next ones lead inside. Only the checked answer is used."""
    answers = iter([["192.0.2.1", "127.0.0.1"], ["127.0.0.1"]])
    fetcher = HttpFetcher(contact="desk@example.org", limits=SMALL, resolve=lambda host, port: next(answers))
    with pytest.raises(FetchFault) as caught:
        fetcher.fetch("http://rebinding.example/", hosts=frozenset(("rebinding.example",)))
    assert caught.value.fault is Fault.REFUSED
    assert "127.0.0.1" in caught.value.message or "192.0.2.1" in caught.value.message


def test_the_address_that_was_checked_is_the_one_connected_to() -> None:
    """One resolution a connection: there is no second look-up that could answer otherwise."""
    looked_up: list[str] = []
    with raw_server([answer(PAGE)]) as (port, _):

        def resolve(host: str, port: int) -> list[str]:
            looked_up.append(host)
            return ["127.0.0.1"]

        fetcher = HttpFetcher(contact="desk@example.org", allow_private=True, limits=SMALL, resolve=resolve)
        name = f"no-such-name.example:{port}"
        assert fetcher.fetch(f"http://{name}/", hosts=frozenset((name,))).body == PAGE
        fetcher.close()
    assert looked_up == ["no-such-name.example"]


def test_open_addresses_are_known_by_what_they_are_not_by_a_list_of_bad_ones() -> None:
    inside = "10.0.0.1 172.16.0.1 192.168.1.1 127.0.0.1 169.254.1.1 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255"
    inside += " ::1 fe80::1 fc00::1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ff02::1 x"
    assert [one for one in inside.split() if is_open(one)] == []
    assert all(is_open(one) for one in ("8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8"))


@pytest.mark.parametrize("problem", ["unknown authority", "another name"])
def test_a_certificate_that_does_not_hold_ends_it(problem: str) -> None:
    authority = trustme.CA()
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("elsewhere.example" if problem == "another name" else "127.0.0.1").configure_cert(served)
    trusted = ssl.create_default_context()
    if problem == "another name":
        authority.configure_trust(trusted)
    with raw_server([answer(PAGE)], tls=served) as (port, asked):
        fetcher = HttpFetcher(contact="d@example.org", allow_private=True, limits=SMALL, tls=trusted)
        with pytest.raises(FetchFault) as caught:
            fetcher.fetch(f"https://127.0.0.1:{port}/", hosts=HOSTS)
        assert caught.value.fault is Fault.TLS
        assert asked == []


def test_a_certificate_that_holds_serves() -> None:
    authority = trustme.CA()
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(served)
    authority.configure_trust(trusted)
    with raw_server([answer(PAGE)], tls=served) as (port, _):
        fetcher = HttpFetcher(contact="d@example.org", allow_private=True, limits=SMALL, tls=trusted)
        assert fetcher.fetch(f"https://127.0.0.1:{port}/", hosts=HOSTS).body == PAGE
        fetcher.close()


def test_https_is_never_left_for_http() -> None:
    authority = trustme.CA()
    served, trusted = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context()
    authority.issue_cert("127.0.0.1").configure_cert(served)
    authority.configure_trust(trusted)
    script = [answer(b"", "Location: http://127.0.0.1/x", status="301 Down")]
    with raw_server(script, tls=served) as (port, _):
        fetcher = HttpFetcher(contact="d@example.org", allow_private=True, limits=SMALL, tls=trusted)
        with pytest.raises(FetchFault) as caught:
            fetcher.fetch(f"https://127.0.0.1:{port}/", hosts=HOSTS)
        assert caught.value.fault is Fault.REFUSED
        fetcher.close()


def test_a_proxy_of_the_users_own_may_be_inside_and_the_page_may_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with raw_server([answer(PAGE)]) as (port, asked):
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "")
        found = fetch("http://no-such-name.example/p.html", private=False)
        assert found.body == PAGE
        assert asked[0].startswith(b"GET http://no-such-name.example/p.html")
        with pytest.raises(FetchFault) as caught:
            fetch("http://10.0.0.1/", private=False)
        assert caught.value.fault is Fault.REFUSED
