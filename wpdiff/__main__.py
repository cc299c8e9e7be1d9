"""`python -m wpdiff`, and where the installed command begins."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import NoReturn

INTERRUPTED = 130
# Commands that are done when their files are written: no thread is at work, and no library has asked for a last word.
_WRITE_AND_GO = frozenset(("compare", "inspect", "report"))


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(_run())


def command() -> NoReturn:
    """What the installed command does: as `main`, but the process ends at once where nothing is left to be done.

    Python takes every class, pattern and noun apart before it ends, one by one; the system takes them all back.
    """
    code = _run()
    watched = sys.getprofile() or sys.gettrace()  # a profiler writes what it saw when all has returned to it
    if not watched and _WRITE_AND_GO & set(sys.argv):
        with contextlib.suppress(OSError, ValueError):  # what cannot be flushed is told by Python's own end
            for stream in filter(None, (sys.stdout, sys.stderr)):
                stream.flush()
            os._exit(code)
    sys.exit(code)


def _run() -> int:
    try:
        from wpdiff.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while it was still starting
        code = INTERRUPTED
    if code == INTERRUPTED:
        # Where an import was interrupted Python would end itself by the signal, whatever was caught since.
        os._exit(INTERRUPTED)
    return code


if __name__ == "__main__":
    command()
