"""What goes where: results to standard output or to files, whole or not at all; messages to standard error."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from wpdiff.errors import WpdiffError
from wpdiff.text.patterns import lazy_pattern

if TYPE_CHECKING:
    from wpdiff.model.source import EditionSource
    from wpdiff.walk import Progress

_LONGEST_PREFIX = 40  # of a temporary file's name; a name as long as the system allows must not grow longer

_CONTROLS = lazy_pattern(r"[\x00-\x1f\x7f-\x9f]")
_PAGES = (".html", ".htm", ".md", ".txt")
_STAGES = {
    "read": "reading",
    "align": "finding what answers to what",
    "changes": "naming the changes",
    "report": "writing the report",
}


def say_error(message: str, hint: str = "", lines: Iterable[str] = ()) -> None:
    """One line that says what is wrong, more of them where several things are, and one that says what to try."""
    for line in (message, *lines):
        sys.stderr.write(f"wpdiff: {_on_one_line(line)}\n")
    if hint:
        sys.stderr.write(f"  hint: {_on_one_line(hint)}\n")


def say(message: str, *, quiet: bool = False) -> None:
    """A message about the work, never part of the result."""
    if not quiet:
        sys.stderr.write(f"{_on_one_line(message)}\n")


def _on_one_line(message: str) -> str:
    """A message without what would steer a terminal or begin a line: a file's name may hold anything."""
    return _CONTROLS.sub("\ufffd", message)


def write_result(text: str | bytes, *, format_name: str = "terminal") -> None:
    """The result, to standard output: for a terminal in its own encoding, every other format as in a file, in UTF-8."""
    if isinstance(text, bytes) or format_name != "terminal":
        sys.stdout.flush()
        sys.stdout.buffer.write(_file_bytes(text))
        sys.stdout.buffer.flush()
        return
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def silence_output() -> None:
    """Let what is still to be flushed to a closed or full standard output go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all.

    It is written beside its place, flushed to the disk and renamed; a link is followed, a device or pipe written to.
    Raises WpdiffError when that cannot be done; what stood there before stays.
    """
    raw = _file_bytes(content)
    try:
        path = path.resolve() if path.is_symlink() else path
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(raw)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name[:_LONGEST_PREFIX]}.{os.urandom(8).hex()}")
        file = fresh.open("xb")
    except (OSError, ValueError, RuntimeError) as error:
        raise WpdiffError(
            f"{path}: cannot be written ({reason_of(error)})", hint="name another place with -o"
        ) from error
    try:
        with file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise WpdiffError(f"{path}: cannot be written ({reason_of(error)})", hint="nothing was changed") from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink()  # gone already when all went well


def _file_bytes(content: str | bytes) -> bytes:
    return content.encode("utf-8", "replace") if isinstance(content, str) else content


def refuse_inputs(outputs: Iterable[str], sources: Iterable[EditionSource]) -> None:
    """Raise WpdiffError when an output would replace an edition that is read, or become one of its pages."""
    for output in outputs:
        target = Path(output).resolve()
        for source in sources:
            edition = Path(source.path).resolve()
            page = (
                edition.is_dir() and edition in target.parents and (target.exists() or target.suffix.lower() in _PAGES)
            )
            if output != "-" and source.data is None and (target == edition or page):
                raise WpdiffError(f"{output}: lies in the edition that is read", hint="name another place with -o")


def reason_of(error: Exception) -> str:
    """Why the system refused something, in a few words."""
    if not isinstance(error, OSError):
        return str(error)[:100]
    if error.errno == errno.ENOSPC:
        return "the disk is full"
    return (error.strerror or type(error).__name__).lower()


@contextlib.contextmanager
def progress(*, shown: bool) -> Iterator[Progress]:
    """Say on a terminal's standard error what is being done; nothing elsewhere."""
    if not shown or not sys.stderr.isatty():
        yield lambda stage: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield lambda stage: status.update(_STAGES.get(stage, stage))
