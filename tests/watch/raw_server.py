"""A server that says exactly these bytes, piece by piece, as no decent server would."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

Script = Sequence[bytes | float]
"""Bytes to send and seconds to wait, one after the other; then the connection is closed."""


@contextmanager
def raw_server(*scripts: Script, tls: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """Its port and what was asked; each connection gets the next script, all further ones the last."""
    asked: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)
    done = threading.Event()

    def serve() -> None:
        number = 0
        while not done.is_set():
            try:
                plain, _ = listener.accept()
            except OSError:
                continue
            script = scripts[min(number, len(scripts) - 1)]
            number += 1
            with contextlib.suppress(OSError):
                _talk(tls.wrap_socket(plain, server_side=True) if tls else plain, script, asked, done)
            plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listener.getsockname()[1], asked
    finally:
        done.set()
        thread.join(5)
        listener.close()


def _talk(connection: socket.socket, script: Script, asked: list[bytes], done: threading.Event) -> None:
    connection.settimeout(5)
    heard = b""
    while b"\r\n\r\n" not in heard:
        piece = connection.recv(65536)
        if not piece:
            return
        heard += piece
    asked.append(heard)
    for step in script:
        if done.is_set():
            break
        if isinstance(step, bytes):
            connection.sendall(step)
        else:
            time.sleep(step)
    connection.close()


def answer(body: bytes, *headers: str, status: str = "200 OK", length: bool = True) -> bytes:
    """An HTTP answer as bytes."""
    told = [f"HTTP/1.1 {status}", "Connection: close", *headers]
    if length:
        told.append(f"Content-Length: {len(body)}")
    return "\r\n".join(told).encode() + b"\r\n\r\n" + body
