"""wpdiff watch status: how every source does, what is on its way, which notices are due or failed."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from wpdiff.cli.archive import now
from wpdiff.cli.columns import in_columns
from wpdiff.cli.output import write_result
from wpdiff.cli.settings import workspace_of
from wpdiff.errors import WpdiffError
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.watch.state import State

SOME_FAILED = 5
_EVENTS = 10

EXAMPLES = """
\b
Examples:
  wpdiff watch status                  for people
  wpdiff watch status --json           for programs
  wpdiff watch status --exit-code      exit 5 when a source or a notice is in trouble
"""


@click.command("status", epilog=EXAMPLES, help="How every source does, what is on its way, which notices wait.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option("--exit-code", "use_exit_code", is_flag=True, help="Exit 5 when a source or a notice is in trouble.")
@click.pass_context
def status_command(context: click.Context, /, *, as_json: bool, use_exit_code: bool) -> int:
    """Run `wpdiff watch status`. It takes no lock: a check may be at work."""
    workspace = workspace_of(context.obj or {})
    told = status_values(workspace)
    if as_json:
        write_result(json.dumps(told, ensure_ascii=False, indent=1) + "\n", format_name="json")
    else:
        write_result("\n".join(_lines(told)))
    return SOME_FAILED if use_exit_code and is_in_trouble(told) else 0


def status_values(workspace: Workspace) -> dict[str, Any]:
    """Everything that is known, for programs."""
    from wpdiff.watch.lock import FOLDER, lock_holder
    from wpdiff.watch.state import State

    notes: list[str] = []
    configured = _configured(workspace, notes)
    holder = lock_holder(workspace.root)
    told: dict[str, Any] = {"schema": "wpdiff/status", "schema_version": 1, "at": now()}
    told["workspace"] = str(workspace.root)
    told["at_work"] = asdict(holder) if holder.pid else None
    state = State.peek(workspace.root / FOLDER)
    if state is None:
        notes.append("nothing is remembered yet: no check has run here, or the state is lost (the next one makes it)")
        return {**told, "notes": notes, **_remembered(None, configured)}
    with state:
        return {**told, "notes": notes, **_remembered(state, configured)}


def is_in_trouble(told: dict[str, Any]) -> bool:
    """Whether a source or a notice is in trouble."""
    return bool(told["notices"]["failed"]) or any(one["state"] not in ("ok", "new") for one in told["sources"])


def _remembered(state: State | None, configured: tuple[str, ...]) -> dict[str, Any]:
    from wpdiff.watch.rows import Sending, SourceHealth

    healths = {one.source: one for one in state.healths()} if state else {}
    names = [*configured, *(name for name in healths if name not in configured)]
    outbox = state.outbox() if state else ()
    notices = [
        {
            "event": row.event.id,
            "kind": row.event.kind.value,
            "target": row.target,
            "state": row.state.value,
            "attempts": row.attempts,
            "next_try": row.next_try,
            "error": row.error,
        }
        for row in outbox
    ]
    failed = Sending.FAILED.value
    return {
        "sources": [asdict(healths.get(name) or SourceHealth(source=name)) for name in names],
        "settling": [{**asdict(one), "pages": len(one.pages)} for one in (state.settling() if state else ())],
        "missing": [asdict(one) for one in (state.missing() if state else ())],
        "notices": {
            "due": [one for one in notices if one["state"] != failed],
            "failed": [one for one in notices if one["state"] == failed],
        },
        "events": [_event(one) for one in (state.events(_EVENTS) if state else ())],
        "runs": [asdict(one) for one in (state.runs() if state else ())],
    }


def _event(event: Any) -> dict[str, Any]:
    from wpdiff.watch.events import event_values

    return event_values(event)


def _configured(workspace: Workspace, notes: list[str]) -> tuple[str, ...]:
    """The sources that sources.toml names; why they cannot be told is a note."""
    try:
        from wpdiff.watch.read_sources import FILE, read_sources

        return tuple(source.id for source in read_sources(workspace.root / FILE).source)
    except ImportError:
        notes.append("sources.toml was not read: pip install 'wpdiff[watch]'")
    except WpdiffError as error:
        notes.append(error.message)
    return ()


def _lines(told: dict[str, Any]) -> list[str]:
    """For people: what is in trouble stands in its own words."""
    lines = list(told["notes"])
    if told["at_work"]:
        one = told["at_work"]
        lines.append(f"at work: {one['command']} (process {one['pid']} on {one['host']}, since {one['since']})")
    lines += _table(told["sources"])
    for one in told["settling"]:
        lines.append(
            f"on its way: {one['series']}/{one['edition']}, {one['phase']}, {one['pages']} pages, "
            f"first seen {one['first_seen']}, the same since {one['same_since'] or '-'}"
        )
    lines += [
        f"missing: {one['address']} of {one['series']}/{one['edition']} since {one['since']}" for one in told["missing"]
    ]
    for one in told["notices"]["due"]:
        again = (
            f"tried {one['attempts']} times, next {one['next_try']}: {one['error']}" if one["error"] else one["state"]
        )
        lines.append(f"notice {one['event']} ({one['kind']}) to {one['target']}: {again}")
    for one in told["notices"]["failed"]:
        lines.append(f"notice {one['event']} ({one['kind']}) to {one['target']}: failed: {one['error']}")
        lines.append(f"  hint: wpdiff watch notify --resend {one['event']}")
    if told["events"]:
        lines += ["", "latest events"]
        rows = [(one["at"], one["id"], one["kind"], _what(one)) for one in told["events"]]
        lines += [f"  {line}" for line in in_columns(rows)]
    if told["runs"]:
        last = told["runs"][0]
        ended = f"ended {last['finished']}: {last['outcome']}" if last["finished"] else "not ended"
        lines += ["", f"last check: began {last['started']}, {ended}" + (f" ({last['says']})" if last["says"] else "")]
    return lines


def _what(event: dict[str, Any]) -> str:
    return f"{event.get('series', '')}/{event['edition']}" if event.get("edition") else event.get("source", "")


def _table(sources: list[dict[str, Any]]) -> list[str]:
    if not sources:
        return ["no sources: wpdiff watch init begins a sources.toml"]
    rows = [("SOURCE", "STATE", "LAST OK", "LAST CHECK", "NEXT")]
    notes = []
    for one in sources:
        rows.append(
            (
                one["source"],
                one["state"],
                one["last_ok"] or "never",
                one["last_check"] or "never",
                one["next_due"] or "-",
            )
        )
        if one["error"]:
            notes.append(f"{one['source']}: {one['errors']} failed checks since {one['failing_since']}: {one['error']}")
    return [*in_columns(rows), *notes]
