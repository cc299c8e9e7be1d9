"""Sending what is due: never lost, one target's failure is its own, a repeated notice has the same id.

What is being sent is written down before it leaves and after it arrived. A run that is killed between leaves one notice
of which nobody knows whether it arrived: the next run sends it once more, with the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from pathlib import Path

from wpdiff.errors import WpdiffError
from wpdiff.watch.clock import later, moment
from wpdiff.watch.notices.notice import Notice, load_notice
from wpdiff.watch.notices.render import digest
from wpdiff.watch.notices.sending import gathers, send_notice
from wpdiff.watch.notices.target import Target
from wpdiff.watch.notices.undelivered import UndeliveredError
from wpdiff.watch.rows import OutboxRow
from wpdiff.watch.state import State

WAITS = (timedelta(minutes=10), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6), timedelta(hours=24))
KEPT = timedelta(days=30)  # a target that is down longer than this gets no old news
MANY = 5  # more notices than these, due to one target at once, go as one
_LONGEST_WAIT = timedelta(days=2)

Send = Callable[[Target, Notice, Path], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of the notices due: sent, put off, given up, each as (target, subject or error)."""

    sent: tuple[tuple[str, str], ...] = ()
    put_off: tuple[tuple[str, str], ...] = ()
    given_up: tuple[tuple[str, str], ...] = ()


def deliver(
    state: State, targets: Sequence[Target], root: Path, *, at: Callable[[], str], send: Send = send_notice
) -> Delivery:
    """Send all notices that are due. `at` gives the time; hold the workspace's lock meanwhile."""
    state.take_up_sending(at=at())
    known = {target.name: target for target in targets}
    sent: list[tuple[str, str]] = []
    put_off: list[tuple[str, str]] = []
    given_up: list[tuple[str, str]] = []
    down: set[str] = set()
    # What is repeated stays apart from what is new: a digest that is sent again holds the same, and has the same id.
    rows = sorted(state.due(at()), key=_heap)
    for (name, _), heap in groupby(rows, key=_heap):
        target = known.get(name)
        for bundle in () if name in down else _bundles(tuple(heap), target):
            error = _sent(state, target, bundle, root, at, send)
            if error is None:
                sent.append((name, _notice_of(bundle).subject))
                continue
            (given_up if error.for_good else put_off).append((name, error.message))
            if not error.for_good:
                down.add(name)
                break  # what comes after it would fail as well, and is due the next time
    return Delivery(sent=tuple(sent), put_off=tuple(put_off), given_up=tuple(given_up))


def _heap(row: OutboxRow) -> tuple[str, bool]:
    return row.target, not row.repeated


def _bundles(rows: tuple[OutboxRow, ...], target: Target | None) -> Sequence[tuple[OutboxRow, ...]]:
    """The notices one by one, or all as one where they are many."""
    if target is not None and len(rows) > MANY and gathers(target):
        return [rows]
    return [(row,) for row in rows]


def _notice_of(rows: Sequence[OutboxRow]) -> Notice:
    notices = [load_notice(row.notice) for row in rows]
    if len(notices) == 1:
        return notices[0]
    name = hashlib.sha256("\0".join(one.id for one in notices).encode()).hexdigest()[:20]
    return digest(notices, f"d-{name}")


def _sent(
    state: State,
    target: Target | None,
    rows: Sequence[OutboxRow],
    root: Path,
    at: Callable[[], str],
    send: Send,
) -> UndeliveredError | None:
    """Send one notice, or several as one; None when it arrived."""
    with state.transaction():
        for row in rows:
            state.begin_sending(row)
    try:
        if target is None:
            raise UndeliveredError(f"sources.toml has no [[notify]] {rows[0].target} any more", for_good=True)
        note = send(target, _notice_of(rows), root)
    except UndeliveredError as error:
        return _put_off(state, rows, error, at())
    except WpdiffError as error:  # the settings do not hold: mended, it is sent
        return _put_off(state, rows, UndeliveredError(f"{error.message} ({error.hint})"), at())
    except Exception as error:  # a library's own trouble must not keep other targets from their notices
        told = UndeliveredError(f"{type(error).__name__}: {error}"[:200], in_doubt=True)
        return _put_off(state, rows, told, at())
    with state.transaction():
        for row in rows:
            state.end_sending(row, note, at=at())
    return None


def _put_off(state: State, rows: Sequence[OutboxRow], error: UndeliveredError, now: str) -> UndeliveredError:
    """Write down that notices did not arrive, and when they are tried again; `for_good` when they are not."""
    over = error.for_good
    with state.transaction():
        for row in rows:
            asked = timedelta(seconds=min(error.wait, _LONGEST_WAIT.total_seconds()))
            until = later(now, max(WAITS[min(row.attempts, len(WAITS) - 1)], asked))
            if error.for_good:
                state.give_up(row, error.message)
            elif moment(now) - moment(row.due) > KEPT:
                over = True
                state.give_up(row, f"given up after {KEPT.days} days: {error.message}")
            elif error.in_doubt:
                over = over or row.repeated
                state.put_in_doubt(row, error.message, until=until)
            else:
                state.put_off(row, error.message, until=until)
    return UndeliveredError(error.message, for_good=over)
