"""How sources do: failures counted, told once when they last, and "works again" after that; never told as a change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wpdiff.watch.clock import stamp
from wpdiff.watch.desk import Check, Desk, Trouble
from wpdiff.watch.events import Event, EventKind
from wpdiff.watch.faults import NETWORK, NOT_A_FAILURE, Fault
from wpdiff.watch.rows import SourceHealth, SourceState

NETWORK_NAME = "network"  # what our own network is called, which fails for all sources at once
_STATES = {Fault.MOVED: SourceState.MOVED, Fault.BLOCKED: SourceState.BLOCKED}
_KINDS = {
    SourceState.MOVED: EventKind.SOURCE_MOVED,
    SourceState.BLOCKED: EventKind.SOURCE_BLOCKED,
    SourceState.BROKEN: EventKind.SOURCE_BROKEN,
}


def failures(check: Check) -> tuple[Trouble, ...]:
    """What counts as a failure of the source. To be asked to come back later is none."""
    return tuple(trouble for trouble in check.troubles if trouble.fault.fault not in NOT_A_FAILURE)


def record_all(desk: Desk, checks: Sequence[Check], *, next_due: str = "") -> bool:
    """Write down how each source did in this run; whether all went well.

    Where no source of several could be reached, it is our own network that failed: that is one thing, not many.
    """
    all_out = len(checks) > 1 and all(_is_out(check) for check in checks)
    if len(checks) > 1:
        _record(
            desk, NETWORK_NAME, failures(checks[0])[:1] if all_out else (), title="the network here", next_due=next_due
        )
    for check in checks:
        if not all_out:
            source = check.source
            title = source.title or source.series
            _record(desk, source.id, failures(check), title=title, address=source.index[0], next_due=next_due)
    return not any(failures(check) for check in checks)


def _is_out(check: Check) -> bool:
    found = failures(check)
    return bool(found) and all(trouble.fault.fault in NETWORK for trouble in found)


def _record(
    desk: Desk, name: str, troubles: Sequence[Trouble], *, title: str, address: str = "", next_due: str = ""
) -> None:
    health = desk.memory.state.health(name)
    with desk.memory.state.transaction():
        after = _failed(desk, health, troubles, title, address) if troubles else _worked(desk, health, title, address)
        desk.memory.state.put_health(replace(after, last_check=stamp(desk.now), next_due=next_due))


def _failed(desk: Desk, health: SourceHealth, troubles: Sequence[Trouble], title: str, address: str) -> SourceHealth:
    """One more failure in a row. What a host says for good is told at once, anything else when it lasts."""
    worst = next((one for one in troubles if one.fault.fault in _STATES), troubles[0])
    since = health.failing_since or stamp(desk.now)
    count = health.errors + 1
    told = health.told
    state = _STATES.get(worst.fault.fault, SourceState.FAILING)
    at_once = worst.fault.fault is Fault.MOVED and worst.fault.lasting
    lasts = count >= desk.sources.defaults.errors_before_notice
    if lasts and state is SourceState.FAILING:
        state = SourceState.BROKEN
    if (lasts or at_once) and not told:
        says = worst.words if at_once else f"{count} times in a row: {worst.words}"
        event = Event(
            kind=_KINDS[state],
            source=health.source,
            content=since,
            at=stamp(desk.now),
            title=title,
            address=worst.fault.address or address,
            says=says,
        )
        desk.teller.tell(event)
        told = event.id
    return replace(health, state=state, errors=count, failing_since=since, error=worst.words, told=told)


def _worked(desk: Desk, health: SourceHealth, title: str, address: str) -> SourceHealth:
    """All went well; who was told that it did not is told that it works again."""
    if health.told:
        event = Event(
            kind=EventKind.SOURCE_RECOVERED,
            source=health.source,
            content=health.told,
            at=stamp(desk.now),
            title=title,
            address=address,
            says=f"failed from {health.failing_since} on: {health.error}",
        )
        desk.teller.tell(event)
    return replace(health, state=SourceState.OK, errors=0, failing_since="", error="", told="", last_ok=stamp(desk.now))
