"""A publisher's year, day by day, and the real `wpdiff watch check` through it: the right events, once each.

Nothing is mocked but the hour (WPDIFF_NOW): a real site on a real socket, a real SMTP server, a real webhook.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller

from tests.watch.publisher import Publisher, publishing
from wpdiff.watch.state import State

EDITIONS = Path(__file__).parents[2] / "editions" / "defence-ja"
FIRST_DAY = datetime(2026, 7, 1, 6, 0, tzinfo=UTC)

SOURCES = """
[defaults]
contact = "desk@example.org"
min_delay = "0s"
recheck = "1d"
allow_private = true

[[notify]]
name = "desk"
kind = "mail"
to = "desk@example.org"
from = "wpdiff@example.org"
smtp = "env:DESK_SMTP"

[[notify]]
name = "hook"
kind = "webhook"
url = "env:DESK_HOOK"
events = ["edition_complete", "revision"]

[[notify]]
name = "feed"
kind = "atom"
path = "reports/wpdiff.atom"

[[source]]
id = "paper"
series = "paper"
title = "汐見国防衛白書"
language = "ja"
index = ["{index}/papers/"]
hosts = [{hosts}]
edition.pattern = '令和(?P<reiwa>\\d+|元)年版'
edition.url = '/papers/(?P<year>20\\d\\d)/'
pages.contents = "index.html"
pages.link = '/n\\d+[.]html$'
pages.min = 7
pages.require = "</html>"
forbid_text = ["メンテナンス中"]
errata = '正誤表'
"""


def pages_of(edition: str) -> dict[str, bytes]:
    folder = EDITIONS / edition / "pages"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.html"))}


def listing(names: list[str], more: str = "") -> bytes:
    links = "".join(f'<li><a href="{name}">{name}</a></li>' for name in names)
    return f"<!DOCTYPE html><html><body><h1>目次</h1><ul>{links}</ul>{more}</body></html>".encode()


def index_page(*editions: str, more: str = "") -> bytes:
    links = "".join(
        f'<li><a href="/papers/{year}/index.html">令和{int(year) - 2018}年版防衛白書</a></li>' for year in editions
    )
    return f"<!DOCTYPE html><html><body><h1>防衛白書</h1><ul>{links}</ul>{more}</body></html>".encode()


class Desk:
    """A workspace with its checks, its mailbox and its webhook."""

    def __init__(self, root: Path, mailbox: list[bytes], hooks: list[dict[str, object]], smtp: str, hook: str) -> None:
        self.root, self.mailbox, self.hooks = root, mailbox, hooks
        self.hour = FIRST_DAY
        self.environment = {**os.environ, "DESK_SMTP": smtp, "DESK_HOOK": hook, "PYTHONUTF8": "1"}
        (root / "wpdiff.toml").write_text("", encoding="utf-8")
        self.known: list[str] = []

    def configure(self, index: str, hosts: tuple[str, ...] = ()) -> None:
        quoted = ", ".join(f'"{host}"' for host in hosts)
        text = SOURCES.replace("{index}", index).replace("{hosts}", quoted)
        (self.root / "sources.toml").write_text(text, encoding="utf-8")

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "wpdiff", *words]
        environment = {**self.environment, "WPDIFF_NOW": self.hour.isoformat()}
        return subprocess.run(
            command, cwd=self.root, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    def check(self, *, expect: int = 0) -> list[str]:
        """One check; the events that are new since the last one. The archive is whole after it, whatever happened."""
        done = self.run("watch", "check")
        assert done.returncode == expect, (self.hour, done.stdout, done.stderr)
        verified = self.run("editions", "verify")
        assert verified.returncode == 0, verified.stderr
        state = State.peek(self.root / ".wpdiff")
        assert state is not None
        with state:
            told = [event.kind.value for event in reversed(state.events())]
        new, self.known = told[len(self.known) :], told
        return new

    def next_day(self, days: int = 1, *, expect: int = 0) -> list[str]:
        self.hour += timedelta(days=days)
        return self.check(expect=expect)

    @property
    def subjects(self) -> list[str]:
        return [str(message_from_bytes(raw, policy=policy.default)["Subject"]) for raw in self.mailbox]


class _Mailbox:
    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802  its name
        self.mails.append(envelope.content)  # type: ignore[attr-defined]
        return "250 taken"


@contextmanager
def hook_server() -> Iterator[tuple[str, list[dict[str, object]]]]:
    taken: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/hook", taken
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    mailbox = _Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        with hook_server() as (address, hooks):
            yield Desk(tmp_path, mailbox.mails, hooks, f"smtp://127.0.0.1:{port}", address)
    finally:
        controller.stop()


def put_edition(site: Publisher, year: str, pages: dict[str, bytes]) -> None:
    site.pages |= {f"/papers/{year}/{name}": body for name, body in pages.items()}


def test_a_publishers_year(desk: Desk) -> None:
    """Announced, half there, complete, corrected, withdrawn, redesigned, in maintenance, moved: each told once."""
    old, new = pages_of("2024"), pages_of("2025")
    names = list(new)
    with publishing() as site, publishing("localhost") as other:
        desk.configure(site.address)
        site.pages["/papers/"] = index_page("2024")
        site.pages["/papers/2024/index.html"] = listing(list(old))
        put_edition(site, "2024", old)

        assert desk.check() == [], "the first edition is a base, no news"
        assert (desk.root / "editions/paper/2024/manifest.json").is_file()
        assert desk.next_day() == []
        site.asked.clear()
        assert desk.next_day() == [], "nothing happened"
        pages_asked = [one for one in site.asked if one.path != "/robots.txt"]
        assert all(one.conditional for one in pages_asked), "what is unchanged is not sent again"
        assert all("desk@example.org" in one.agent for one in site.asked)

        site.pages["/papers/"] = index_page("2025", "2024")
        assert desk.next_day() == ["edition_announced"], "listed, and no page of it is there"
        site.pages["/papers/2025/index.html"] = listing(names[:4])
        put_edition(site, "2025", dict(list(new.items())[:4]))
        assert desk.next_day() == [], "half there"
        site.pages["/papers/2025/index.html"] = listing(names)
        assert desk.next_day() == [], "all are listed, and it settles"
        assert desk.next_day() == [], "the list stood, three pages are not there yet"
        put_edition(site, "2025", new)
        assert desk.next_day() == ["edition_complete"]
        report = desk.root / "reports/paper/2024--2025.html"
        assert "汐見国防衛白書 2025" in report.read_text(encoding="utf-8")
        assert desk.next_day() == []

        corrected = new[names[0]].replace("大小二百余りの島々".encode(), "大小三百余りの島々".encode())
        assert corrected != new[names[0]]
        site.pages[f"/papers/2025/{names[0]}"] = corrected
        assert desk.next_day() == [], "seen once, a difference may be a server out of step"
        assert desk.next_day() == ["revision"]
        assert "三百余り" in (desk.root / "reports/paper/2025.r1--2025.r2.json").read_text(encoding="utf-8")
        assert (desk.root / "editions/paper/2025/revisions/1/manifest.json").is_file()

        site.pages[f"/papers/2025/{names[1]}"] = new[names[2]]
        assert desk.next_day() == []
        site.pages[f"/papers/2025/{names[1]}"] = new[names[1]]
        assert desk.next_day() == [], "it flipped and came back"

        site.dress = lambda body: body.replace(b"<body>", b'<body class="new"><div id="top">').replace(
            b"</body>", b"<!-- new design --></div></body>"
        )
        assert desk.next_day() == []
        assert desk.next_day() == [], "a new design is no correction"

        site.pages["/papers/"] = index_page("2025", "2024", more='<p><a href="/papers/seigo.pdf">正誤表</a></p>')
        site.pages["/papers/seigo.pdf"] = b"%PDF-1.4 p. 12, line 3: 8 %%EOF"
        assert desk.next_day() == ["errata"]
        assert desk.next_day() == []

        gone = site.pages.pop(f"/papers/2024/{names[-1]}")
        assert gone
        assert desk.next_day() == [], "missing once"
        assert desk.next_day() == ["page_withdrawn"]
        assert desk.next_day(4) == []
        assert desk.next_day(9) == ["page_removed"], "14 days and three looks"
        assert (desk.root / f"editions/paper/2024/revisions/1/pages/{names[-1]}").is_file(), "our copy stays"

        site.everything = (200, "<html><title>メンテナンス中</title><p>しばらく</p></html>".encode())
        assert desk.next_day(expect=5) == [], "a maintenance page is no change"
        assert desk.next_day(expect=5) == []
        assert desk.next_day(expect=5) == ["source_broken"]
        assert desk.next_day(expect=5) == []
        site.everything = None
        assert desk.next_day() == ["source_recovered"]

        other.pages, other.dress, site.moved_to = site.pages, site.dress, other.address
        assert desk.next_day(expect=5) == ["source_moved"]
        assert desk.next_day(expect=5) == []
        desk.configure(other.address, (site.address.removeprefix("http://"),))
        assert desk.next_day() == ["source_recovered"]
        assert desk.next_day() == []

    kinds = ["edition_announced", "edition_complete", "revision", "errata", "page_withdrawn", "page_removed"]
    kinds += ["source_broken", "source_recovered", "source_moved", "source_recovered"]
    assert desk.known == kinds
    assert len(desk.subjects) == len(kinds), "one mail an event"
    assert len(set(desk.subjects)) >= len(kinds) - 1
    assert [hook["kind"] for hook in desk.hooks] == ["edition_complete", "revision"]
    feed = (desk.root / "reports/wpdiff.atom").read_text(encoding="utf-8")
    assert feed.count("<entry>") == len(kinds)
