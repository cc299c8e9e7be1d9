"""wpdiff watch notify: try the targets out, send again, or send what is due now."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from wpdiff.cli.archive import archive_of, locked, memory_of, now
from wpdiff.cli.output import say, say_error, write_result
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import MissingExtraError, WpdiffError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wpdiff.watch.notices import Target
    from wpdiff.watch.state import State
    from wpdiff.workspace import Workspace

SOME_FAILED = 5
FAILED = "failed"

EXAMPLES = """
\b
Examples:
  wpdiff watch notify --test                     a test notice to every target
  wpdiff watch notify --test desk                to one of them
  wpdiff watch notify --resend failed            all notices that failed, once more
  wpdiff watch notify --resend e-1f0a2b desk     one event to one target, sent before or not
  wpdiff watch notify                            what is due, now
"""


@click.command(
    "notify", epilog=EXAMPLES, help="Send what is due; try TARGETs out with --test; send again with --resend."
)
@click.argument("names", nargs=-1, metavar="[TARGET]…")
@click.option("--test", "testing", is_flag=True, help="Send a test notice, and nothing else.")
@click.option(
    "--resend",
    default="",
    metavar="EVENT|failed",
    help="Send an event's notices again, by its id or the beginning of it.",
)
@click.pass_context
def notify_command(context: click.Context, /, names: tuple[str, ...], *, testing: bool, resend: str) -> int:
    """Run `wpdiff watch notify`."""
    from wpdiff.watch.deliver import deliver

    settings = context.obj or {}
    workspace = workspace_of(settings)
    quiet = is_on("quiet", settings, workspace)
    every = _targets(workspace)
    chosen = _chosen(every, names)
    if testing:
        return _test(chosen, workspace, quiet=quiet)
    archive = archive_of(workspace)
    with locked(workspace, "wpdiff watch notify"), memory_of(workspace, archive) as state:
        if resend:
            count = _resend(state, resend, [one.name for one in chosen] if names else [])
            say(f"to be sent again: {count}", quiet=quiet)
        done = deliver(state, every, workspace.root, at=now)
    for name, subject in done.sent:
        write_result(f"sent to {name}: {subject}")
    for name, why in (*done.put_off, *done.given_up):
        say_error(f"notice to {name}: {why}", "see wpdiff watch status")
    if not (done.sent or done.put_off or done.given_up):
        say("no notice is due", quiet=quiet)
    return SOME_FAILED if done.put_off or done.given_up else 0


def _targets(workspace: Workspace) -> tuple[Target, ...]:
    from wpdiff.watch.notices import Target

    try:
        from wpdiff.watch.read_sources import FILE, read_sources
    except ImportError as error:
        raise MissingExtraError("sources.toml", "watch") from error

    targets = tuple(Target.of(one) for one in read_sources(workspace.root / FILE).notify)
    if not targets:
        raise WpdiffError(
            "sources.toml names no [[notify]]", hint="docs/reference/notices.md lists the kinds of targets"
        )
    return targets


def _chosen(targets: Sequence[Target], names: Sequence[str]) -> tuple[Target, ...]:
    """The targets of these names, all when none is named."""
    known = {target.name: target for target in targets}
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"sources.toml has {', '.join(known)}"
            raise WpdiffError(f"{name}: no such target", hint=hint)
    return tuple(known[name] for name in dict.fromkeys(names)) or tuple(targets)


def _test(targets: Sequence[Target], workspace: Workspace, *, quiet: bool) -> int:
    """A test notice to each target, past the outbox: what is wrong is told at once."""
    from wpdiff.watch.notices import Sender
    from wpdiff.watch.notices.render import test_notice
    from wpdiff.watch.notices.sending import send_notice
    from wpdiff.watch.notices.undelivered import UndeliveredError

    notice = test_notice(
        Sender.here(workspace.root), at=now(), language=str(workspace.settings.get("lang", "")) or "en"
    )
    failed = False
    for target in targets:
        try:
            note = send_notice(target, notice, workspace.root)
        except UndeliveredError as error:
            say_error(f"{target.name}: {error.message}")
        except WpdiffError as error:
            say_error(f"{target.name}: {error.message}", error.hint)
        else:
            say(f"{target.name}: sent" + (f" ({note})" if note else ""), quiet=quiet)
            continue
        failed = True
    return SOME_FAILED if failed else 0


def _resend(state: State, event: str, targets: Sequence[str]) -> int:
    """Put notices back among those due; how many."""
    if event == FAILED:
        rows = [row for row in state.outbox() if row.state.value == FAILED and (not targets or row.target in targets)]
        return sum(state.resend(row.event.id, [row.target], at=now()) for row in rows)
    known = [one.id for one in state.events(10_000)]
    found = [one for one in known if one.startswith(event)]
    if len(found) != 1:
        what = "no such event" if not found else f"{len(found)} events begin so"
        raise WpdiffError(f"{event}: {what}", hint="wpdiff watch status lists the latest")
    count = state.resend(found[0], targets, at=now())
    if not count:
        raise WpdiffError(f"{found[0]}: arrived everywhere", hint="name a TARGET to send it there once more")
    return count
