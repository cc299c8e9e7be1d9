"""A publisher's site on real sockets, changed by the test as a publisher would change it, and what was asked of it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

SITE_NAME = "wp"


@dataclass(frozen=True)
class Asked:
    """One request that reached the site."""

    path: str
    conditional: bool
    agent: str


@dataclass
class Publisher:
    """Pages by their paths, as bytes; redirects by theirs; or one answer to everything."""

    pages: dict[str, bytes] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    moved_to: str = ""
    everything: tuple[int, bytes] | None = None
    dress: Callable[[bytes], bytes] = lambda body: body
    asked: list[Asked] = field(default_factory=list)
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request as a plain web server does: validators, 304, 404, redirects."""
        path = handler.path
        conditional = bool(handler.headers.get("If-None-Match"))
        self.asked.append(Asked(path, conditional, handler.headers.get("User-Agent", "")))
        if self.moved_to:
            _send(handler, 301, b"", {"Location": self.moved_to + path})
        elif path == "/robots.txt":
            _send(handler, 404, b"no")
        elif self.everything is not None:
            _send(handler, *self.everything)
        elif path in self.redirects:
            _send(handler, 302, b"", {"Location": self.redirects[path]})
        elif path not in self.pages:
            _send(handler, 404, b"<html><title>404</title></html>")
        else:
            body = self.pages[path] if path.endswith(".pdf") else self.dress(self.pages[path])
            tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            same = handler.headers.get("If-None-Match") == tag
            kind = "application/pdf" if path.endswith(".pdf") else "text/html; charset=utf-8"
            _send(handler, 304 if same else 200, b"" if same else body, {"ETag": tag, "Content-Type": kind})


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
    handler.send_response(status)
    for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
        handler.send_header(name, value)
    if status != 304:
        handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@contextmanager
def publishing(host: str = "127.0.0.1") -> Iterator[Publisher]:
    """A site that is open while the block runs."""
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            publisher.answer(self)

        def log_message(self, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    publisher.address = f"http://{host}:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
