"""An HTML report on the disk: one page, or an index with a folder of parts; all of it new, or all as it was."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from wpdiff.cli.output import reason_of, write_file
from wpdiff.errors import WpdiffError

if TYPE_CHECKING:
    from wpdiff.model.comparison import Comparison
    from wpdiff.report import RenderOptions

_PARTS = "part-*.html"
_OURS = b'<meta name="generator" content="wpdiff'
_HEAD = 4_096  # bytes of a page in which it says who made it


def write_pages(path: Path, comparison: Comparison, options: RenderOptions) -> list[Path]:
    """Write the report's page and, where it is an index, its parts before it; tell which parts there are.

    An older folder of parts gives way. Raises WpdiffError when anything cannot be written, or that folder holds what
    is not ours; nothing is changed then.
    """
    from wpdiff.report import render_pages

    if os.path.exists(path) and not os.path.isfile(path) and not os.path.isdir(path):  # noqa: PTH110, PTH112, PTH113  a name too long is no error yet
        options = replace(options, split=0)  # a device or a pipe has no folder beside it
    (_, page), *parts = render_pages(comparison, name=path.name, options=options)
    folder = path.with_name(f"{path.stem}.parts")
    if not parts:
        write_file(path, page)
        if _is_ours(folder) and any(folder.iterdir()):
            shutil.rmtree(folder, ignore_errors=True)
        return []
    if os.path.lexists(folder) and not _is_ours(folder):
        raise WpdiffError(
            f"{folder}: holds what wpdiff did not make, and is left as it is",
            hint="name another place with -o, or use --split 0 for one file",
        )
    with _in_place(folder, [(path.parent / name, content) for name, content in parts]):
        write_file(path, page)
    return [path.parent / name for name, _ in parts]


def _is_ours(folder: Path) -> bool:
    """Whether a folder holds parts of ours and nothing else."""
    if os.path.islink(folder) or not os.path.isdir(folder):  # noqa: PTH112, PTH114  as above
        return False
    files = list(folder.iterdir())
    return all(one.match(_PARTS) and one.is_file() and _OURS in _head(one) for one in files)


def _head(path: Path) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(_HEAD)
    return b""


@contextlib.contextmanager
def _in_place(folder: Path, parts: Sequence[tuple[Path, bytes]]) -> Iterator[None]:
    """A folder of parts put into its place, as long as what is done with it succeeds; else the older one is back."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        making = Path(tempfile.mkdtemp(prefix=".wpdiff-parts.", dir=folder.parent))
    except OSError as error:
        raise _refused(folder, error) from error
    fresh, older = making / "new", making / "old"
    try:
        fresh.mkdir()
        for path, content in parts:
            write_file(fresh / path.name, content)
        with _exchanged(folder, fresh, older):
            yield
    except OSError as error:
        raise _refused(folder, error) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


@contextlib.contextmanager
def _exchanged(folder: Path, fresh: Path, older: Path) -> Iterator[None]:
    if folder.exists():
        folder.rename(older)
    try:
        fresh.rename(folder)
        yield
    except BaseException:
        if folder.exists():
            folder.rename(fresh)
        if older.exists():
            older.rename(folder)
        raise


def _refused(folder: Path, error: OSError) -> WpdiffError:
    return WpdiffError(f"{folder}: cannot be written ({reason_of(error)})", hint="nothing was changed")
