"""wpdiff watch check and run: one pass over the sources, or one after the other."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from wpdiff.cli.output import say, say_error, write_result
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import WpdiffError
from wpdiff.watch.extra import demand_extra
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.watch.desk import Check
    from wpdiff.watch.run import Pass

SOME_FAILED = 5
_SHORTEST = timedelta(minutes=15)


@click.command(
    "check",
    help="One look at all sources, or those named: new editions are archived, compared and told, archived ones looked "
    "at again. Exits 5 when some source or notice failed, 75 when another check is at work.",
)
@click.argument("names", nargs=-1, metavar="[SOURCE]…")
@click.option(
    "--from",
    "since",
    type=click.IntRange(1868, 2200),
    default=None,
    metavar="YEAR",
    help="Take in older editions too, from this year on, as bases to compare with.",
)
@click.pass_context
def check_command(context: click.Context, /, names: tuple[str, ...], since: int | None) -> int:
    """Run `wpdiff watch check`."""
    settings = context.obj or {}
    done = _check(workspace_of(settings), names, settings, command="wpdiff watch check", since=str(since or ""))
    return 0 if done.is_fine else SOME_FAILED


@click.command("run", help="Look at all sources, or those named, again and again, in the foreground.")
@click.argument("names", nargs=-1, metavar="[SOURCE]…")
@click.option("--every", required=True, metavar="TIME", help="How often: 6h, 30m, 1d.")
@click.pass_context
def run_command(context: click.Context, /, names: tuple[str, ...], every: str) -> int:
    """Run `wpdiff watch run`."""
    from wpdiff.watch.durations import read_duration

    settings = context.obj or {}
    try:
        wait = read_duration(every)
    except ValueError as error:
        raise WpdiffError(f"--every: {error}", hint="wpdiff watch run --every 6h") from error
    if wait < _SHORTEST:
        raise WpdiffError(f"--every {every}: publishers are asked every 15m at most", hint="--every 6h is plenty")
    workspace = workspace_of(settings)
    demand_extra()
    from wpdiff.watch.read_sources import FILE, read_sources
    from wpdiff.watch.run import check_for_ever, chosen_sources

    chosen_sources(read_sources(workspace.root / FILE), names)  # a mistake there is told now, not every six hours
    check_for_ever(
        wait,
        lambda: _ignored(_check(workspace, names, settings, command="wpdiff watch run", every=wait)),
        lambda error: say_error(error.message, error.hint, error.lines),
    )
    return 0


def _ignored(done: Pass) -> None:
    """What a pass of a loop comes to was said already."""


def _check(
    workspace: Workspace,
    names: tuple[str, ...],
    settings: dict[str, Any],
    *,
    command: str,
    since: str = "",
    every: timedelta | None = None,
) -> Pass:
    demand_extra()
    from wpdiff.watch.run import check_once

    quiet = is_on("quiet", settings, workspace)
    loud = is_on("verbose", settings, workspace)
    done = check_once(
        workspace, names, say=lambda text: say(text, quiet=not loud), command=command, since=since, every=every
    )
    for note in done.notes:
        say(f"wpdiff: {note}")
    if not quiet:
        write_result("\n".join(_lines(done)))
    for check in done.checks:
        for trouble in check.troubles:
            say_error(f"{check.source.id}: {trouble.words}")
    for name, why in (*done.delivery.put_off, *done.delivery.given_up):
        say_error(f"notice to {name}: {why}", "see wpdiff watch status")
    return done


def _lines(done: Pass) -> list[str]:
    """What a pass saw and told, a line each."""
    lines = [_line(check) for check in done.checks]
    lines += [f"told: {event.kind.value} {event.title or event.source}".rstrip() for event in done.events]
    lines += [f"sent to {name}: {subject}" for name, subject in done.delivery.sent]
    return lines


def _line(check: Check) -> str:
    seen = "; ".join(check.seen) or "nothing new"
    count = len(check.troubles)
    state = "ok" if not count else "1 trouble" if count == 1 else f"{count} troubles"
    return f"{check.source.id}: {state}; {seen}"
