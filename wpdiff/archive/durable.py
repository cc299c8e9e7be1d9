"""Writing that is whole or absent, and stays after a power cut: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import errno
import os
import shutil
import sys
import time
from pathlib import Path

_TRIES, _PAUSE = 5, 0.05  # Windows refuses to replace a file that a virus scanner or an indexer is looking at
_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE of Linux, RENAME_SWAP of macOS
_LONGEST = 40


def write_durably(path: Path, content: bytes) -> None:
    """Write one file whole or not at all; what stood there before stays until the new one is on the disk.

    What a kill leaves has one name, and is written over the next time. Two writers of one file need a lock.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name[:_LONGEST]}.part")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()  # gone already when all went well
    sync_folder(path.parent)


def append_durably(path: Path, line: bytes) -> None:
    """Add one line to a file and flush it to the disk; a line cut short by a kill is the reader's to leave out."""
    with path.open("ab") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def replace(source: Path, target: Path) -> None:
    """os.replace, tried again for a moment where somebody else has the file open (Windows)."""
    for attempt in range(_TRIES):
        try:
            os.replace(source, target)  # noqa: PTH105  the same as Path.replace, by its known name
        except PermissionError:
            if os.name != "nt" or attempt == _TRIES - 1:
                raise
            time.sleep(_PAUSE * 2**attempt)
        else:
            return


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last. Windows knows no such thing, and some file systems refuse it."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(handle)


def exchange(first: Path, second: Path) -> bool:
    """Swap two folders in one step, where the system can; False where it cannot, and nothing is done."""
    try:
        library = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "linux":
            done = library.renameat2(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE)
        elif sys.platform == "darwin":
            done = library.renamex_np(os.fsencode(first), os.fsencode(second), _EXCHANGE)
        else:
            return False
    except (OSError, AttributeError, TypeError):
        return False
    return bool(done == 0)


def link_or_copy(source: Path, target: Path) -> None:
    """The same bytes under a second name, without taking room where the file system allows it."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
        with target.open("rb+") as file:
            os.fsync(file.fileno())


def link_tree(source: Path, target: Path) -> None:
    """A folder once more, file by file."""
    for folder, _, names in os.walk(source):
        here = target / Path(folder).relative_to(source)
        here.mkdir(parents=True, exist_ok=True)
        for name in names:
            link_or_copy(Path(folder) / name, here / name)
        sync_folder(here)


def remove_tree(folder: Path) -> None:
    """A folder with all that is in it; nothing when there is none."""
    if folder.is_dir():
        shutil.rmtree(folder)
