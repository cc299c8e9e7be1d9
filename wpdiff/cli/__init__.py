"""The front door: the only place that prints, writes files or decides an exit code."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["run"]


def run(arguments: Sequence[str]) -> int:
    """Run one command line; its exit code. Nothing flies out of here."""
    from wpdiff.cli.main import run_command

    return run_command(list(arguments))
