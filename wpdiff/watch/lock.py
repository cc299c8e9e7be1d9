"""One run at a time in a workspace: the system's own lock, which is free at once when its holder dies, however."""

from __future__ import annotations

import contextlib
import json
import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from wpdiff.errors import LockedError, MissingExtraError

FOLDER = ".wpdiff"
LOCK = "lock"
HOLDER = "holder.json"  # only words about the holder; the lock is the system's, on the file `lock`


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds the lock, as far as is known."""

    pid: int = 0
    host: str = ""
    since: str = ""
    command: str = ""


@contextlib.contextmanager
def hold_lock(root: Path, *, command: str, at: str) -> Iterator[None]:
    """Hold a workspace's lock while the block runs. `at` is the time in UTC.

    Raises LockedError (exit code 75) naming the holder where another run holds it.
    """
    try:
        from filelock import FileLock, Timeout
    except ImportError as error:
        raise MissingExtraError("keeping an archive", "watch") from error
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(
            f"another run is at work here: {_words(lock_holder(root))}",
            hint="wait until it has ended; nothing was done",
        ) from error
    try:
        _introduce(folder, Holder(pid=os.getpid(), host=socket.gethostname(), since=at, command=command))
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / HOLDER).unlink()
        lock.release()


def lock_holder(root: Path) -> Holder:
    """Who said last that they hold the lock; nobody who is known when all is empty."""
    try:
        values = json.loads((root / FOLDER / HOLDER).read_text(encoding="utf-8"))
        return Holder(**values)
    except (OSError, ValueError, TypeError):
        return Holder()


def _introduce(folder: Path, holder: Holder) -> None:
    with contextlib.suppress(OSError):  # the lock is held all the same
        (folder / HOLDER).write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")


def _words(holder: Holder) -> str:
    if not holder.pid:
        return "it did not say who it is"
    return f"{holder.command} (process {holder.pid} on {holder.host}, since {holder.since})"
