"""One pass over the sources, under the lock: what a killed run left, sources, health, notices; and the loop."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta

from wpdiff.archive import Archive
from wpdiff.errors import WatchError, WpdiffError
from wpdiff.watch.check_source import check_source
from wpdiff.watch.clock import stamp
from wpdiff.watch.deliver import Delivery, deliver
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.events import Event
from wpdiff.watch.healths import failures, record_all
from wpdiff.watch.heartbeat import FAIL, OK, START, beat
from wpdiff.watch.lock import FOLDER, hold_lock
from wpdiff.watch.memory import Memory
from wpdiff.watch.notices import Sender, Target
from wpdiff.watch.polite import new_fetcher
from wpdiff.watch.read_sources import FILE, read_sources
from wpdiff.watch.sources import Source, Sources
from wpdiff.watch.state import State
from wpdiff.watch.tell import Teller
from wpdiff.watch.timepiece import Clock
from wpdiff.workspace import Workspace

Say = Callable[[str], None]
_STEP = 30.0  # seconds between two looks at the clock while nothing is to be done


@dataclass(frozen=True, slots=True, kw_only=True)
class Pass:
    """What came of one pass: each source's check, what was sent and what could not be."""

    checks: tuple[Check, ...]
    delivery: Delivery
    events: tuple[Event, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether every source was had and every notice that was due arrived."""
        return not any(failures(check) for check in self.checks) and not (
            self.delivery.put_off or self.delivery.given_up
        )


def chosen_sources(sources: Sources, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids, all when none is named. Raises WatchError where one is unknown or there is none."""
    known = {source.id: source for source in sources.source}
    for name in names:
        if name not in known:
            raise WatchError(f"{name}: no such source", hint=f"sources.toml has {', '.join(known) or 'none yet'}")
    if not known:
        raise WatchError(f"{FILE} names no [[source]]", hint="wpdiff watch init --list shows ready ones")
    return tuple(known[name] for name in dict.fromkeys(names)) or sources.source


def check_once(
    workspace: Workspace,
    names: Sequence[str],
    *,
    say: Say,
    command: str,
    since: str = "",
    every: timedelta | None = None,
) -> Pass:
    """One pass over the sources. Raises LockedError where another run is at work."""
    sources = read_sources(workspace.root / FILE)
    chosen = chosen_sources(sources, names)
    clock = Clock()
    archive = Archive(workspace.root, editions=workspace.editions)
    with hold_lock(workspace.root, command=command, at=stamp(clock.now())):
        archive.recover()
        with State.open(workspace.root / FOLDER, archive.manifests(), at=stamp(clock.now())) as state:
            memory = Memory(state)
            with closing(new_fetcher(sources, memory, clock)) as fetcher:
                teller = _teller(workspace, sources, archive, state)
                desk = Desk(
                    sources=sources,
                    memory=memory,
                    archive=archive,
                    fetcher=fetcher,
                    clock=clock,
                    teller=teller,
                    say=say,
                    since=since,
                )
                return _passed(desk, teller, chosen, every)


def _teller(workspace: Workspace, sources: Sources, archive: Archive, state: State) -> Teller:
    return Teller(
        workspace=workspace,
        archive=archive,
        state=state,
        targets=[Target.of(one) for one in sources.notify],
        sender=Sender.here(workspace.root),
    )


def _passed(desk: Desk, teller: Teller, chosen: Sequence[Source], every: timedelta | None) -> Pass:
    state, sources = desk.memory.state, desk.sources
    notes = [*state.notes, beat(sources, START)]
    number = state.begin_run(at=stamp(desk.now))
    before = {event.id for event in state.events()}
    teller.catch_up(at=stamp(desk.now))
    checks = tuple(_checked(desk, source) for source in chosen)
    fine = record_all(desk, checks, next_due=stamp(desk.now + every) if every else "")
    notes += teller.publish()  # before notices that link there
    delivery = deliver(state, teller.targets, desk.archive.root, at=lambda: stamp(desk.now))
    fine = fine and not (delivery.put_off or delivery.given_up)
    state.end_run(number, "ok" if fine else "failed", _summary(checks, delivery), at=stamp(desk.now))
    notes.append(beat(sources, OK if fine else FAIL))
    told = tuple(event for event in reversed(state.events()) if event.id not in before)
    return Pass(checks=checks, delivery=delivery, events=told, notes=tuple(note for note in notes if note))


def _checked(desk: Desk, source: Source) -> Check:
    desk.say(f"checking {source.id}")
    return check_source(desk, source)


def _summary(checks: Sequence[Check], delivery: Delivery) -> str:
    """How a run went: which sources failed, and to which targets a notice did not get through."""
    failed = [check.source.id for check in checks if failures(check)]
    told = f"{len(checks)} {'source' if len(checks) == 1 else 'sources'}, {len(failed)} failed"
    told += f": {', '.join(failed)}" if failed else ""
    unsent = dict.fromkeys(name for name, _ in (*delivery.put_off, *delivery.given_up))
    return told + (f"; not sent: notices to {', '.join(unsent)}" if unsent else "")


def check_for_ever(every: timedelta, check: Callable[[], None], trouble: Callable[[WpdiffError], None]) -> None:
    """Check, wait, and again. What goes wrong with one pass is told, and the next one comes all the same."""
    while True:
        began, hour = time.monotonic(), time.time()
        try:
            check()
        except WpdiffError as error:
            trouble(error)
        # A machine that sleeps stops the first of the two clocks, a person may set the second.
        while (left := every.total_seconds() - max(time.monotonic() - began, time.time() - hour)) > 0:
            time.sleep(min(_STEP, left))
