"""What is longer than a screen, by the page: only on a terminal, with the pager that the reader has chosen."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys

from wpdiff.cli.output import say

_LESS = "FRX"  # quit if it fits, colours as they are, leave the text on the screen


def page(text: str) -> bool:
    """Show a text in $WPDIFF_PAGER, $PAGER or less; whether it was shown.

    No settings file is asked: a pager is a command, and a folder of editions may be a stranger's.
    """
    if not sys.stdout.isatty() or text.count("\n") < shutil.get_terminal_size().lines:
        return False
    command = _command()
    if not command:
        return False
    environment = {"LESS": _LESS, "LESSCHARSET": "utf-8", **os.environ}
    try:
        running = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)  # noqa: S603  the reader's own pager
    except OSError as error:
        say(f"wpdiff: {command[0]}: no pager ({(error.strerror or 'cannot be run').lower()})")
        return False
    try:
        running.communicate(text.encode("utf-8", "replace"))
    except KeyboardInterrupt:
        running.wait()
        raise
    return True


def _command() -> list[str]:
    """The pager's words; none for `cat` and for what is set to nothing."""
    for name in ("WPDIFF_PAGER", "PAGER"):
        chosen = os.environ.get(name)
        if chosen is not None:
            words = _words(chosen)
            return [] if words in ([], ["cat"]) else words
    found = shutil.which("less")
    return [found] if found else []


def _words(command: str) -> list[str]:
    try:
        return shlex.split(command, posix=os.name != "nt")
    except ValueError:  # a quotation mark that nobody closed
        return [command]
