"""A notice to a command: its text on standard input, what it is about in the environment. No shell is between."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target, hidden
from wpdiff.watch.notices.undelivered import UndeliveredError
from wpdiff.watch.notices.webhook import body_of

_PATIENCE = 300  # seconds


def run_command(target: Target, notice: Notice, root: Path) -> str:
    """Run a command in the workspace; its exit code 0 says that the notice arrived."""
    environment = os.environ | {
        "WPDIFF_EVENT": notice.id,
        "WPDIFF_EVENT_KIND": notice.kind,
        "WPDIFF_EVENT_SUBJECT": notice.subject,
        "WPDIFF_EVENT_JSON": body_of(notice).decode("utf-8")[:30_000],  # a system refuses more
    }
    try:
        done = subprocess.run(  # noqa: S603  the command is the user's own, and no shell reads what a page says
            target.command,
            input=notice.text.encode("utf-8", "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=root,
            env=environment,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UndeliveredError(f"not done after {_PATIENCE} seconds", in_doubt=True) from error
    except (OSError, ValueError) as error:
        raise UndeliveredError(hidden(f"{target.command[0]}: {error}")) from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UndeliveredError(hidden(f"exit {done.returncode}" + (f": {said[-1]}" if said else "")))
    return ""
