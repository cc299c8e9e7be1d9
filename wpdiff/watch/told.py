"""What was told, and what is to be told to whom: an edition's state, its event and the notices due are one step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import fields

from wpdiff.archive import Manifest
from wpdiff.watch.events import Event, dump_event, load_event
from wpdiff.watch.rows import OutboxRow, Sending
from wpdiff.watch.tables import Tables

_UNKNOWN = "killed while it was sent, twice: nobody knows whether it arrived"


class Told(Tables):
    """Events and the notices due."""

    # What the archive holds, and what was told of it

    def remember(self, manifest: Manifest, *, at: str) -> None:
        """Take a state of an edition as told."""
        self._put(
            "editions",
            series=manifest.series,
            edition=manifest.edition,
            revision=manifest.revision,
            content=manifest.content,
            source=manifest.source,
            told=at,
        )

    def forget(self, series: str, edition: str) -> None:
        """A person removed an edition: nothing of it is remembered but the events that were."""
        with self.transaction():
            for table in ("editions", "missing", "settling"):
                self._connection.execute(f"DELETE FROM {table} WHERE series = ? AND edition = ?", (series, edition))  # noqa: S608

    def known_editions(self) -> tuple[tuple[str, str], ...]:
        """Series and name of every edition that is remembered, for `verify`."""
        rows = self._connection.execute("SELECT DISTINCT series, edition FROM editions ORDER BY series, edition")
        return tuple((row["series"], row["edition"]) for row in rows)

    def untold(self, manifests: Iterable[Manifest]) -> tuple[Manifest, ...]:
        """States of watched editions that are in the archive and of which nobody was told: a run was killed between."""
        rows = self._connection.execute("SELECT series, edition, revision FROM editions")
        told = {(row["series"], row["edition"], row["revision"]) for row in rows}
        return tuple(one for one in manifests if one.cause and (one.series, one.edition, one.revision) not in told)

    # Events and the notices due

    def commit_event(
        self,
        event: Event,
        targets: Sequence[str],
        notice: str = "{}",
        *,
        manifest: Manifest | None = None,
    ) -> bool:
        """Write down that something happened, and to whom it is to be told, with the edition's state that it tells.

        All in one transaction; wrap it in `transaction()` with what else belongs to it. `notice` is the rendered
        notice (`dump_notice`). False when the same event was written down before: then nothing is told again.
        """
        with self.transaction():
            fresh = self._connection.execute(
                "INSERT OR IGNORE INTO events (id, kind, at, series, edition, event, notice) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (event.id, event.kind.value, event.at, event.series, event.edition, dump_event(event), notice),
            ).rowcount
            for target in targets if fresh else ():
                self._connection.execute(
                    "INSERT OR IGNORE INTO outbox (event, target, state, due, next_try) VALUES (?, ?, 'due', ?, ?)",
                    (event.id, target, event.at, event.at),
                )
            if manifest is not None:
                self.remember(manifest, at=event.at)
        return bool(fresh)

    def event(self, event_id: str) -> tuple[Event, str] | None:
        """An event and its rendered notice, by the event's id."""
        row = self._connection.execute("SELECT event, notice FROM events WHERE id = ?", (event_id,)).fetchone()
        return (load_event(row["event"]), row["notice"]) if row else None

    def events(self, most: int = 100) -> tuple[Event, ...]:
        """The latest events, the newest first."""
        rows = self._connection.execute("SELECT event FROM events ORDER BY number DESC LIMIT ?", (most,))
        return tuple(load_event(row["event"]) for row in rows)

    def told(self, series: str, most: int = 100) -> tuple[str, ...]:
        """The rendered notices of what happened to a series' editions, the newest first."""
        rows = self._connection.execute(
            "SELECT notice FROM events WHERE series = ? AND edition <> '' ORDER BY number DESC LIMIT ?", (series, most)
        )
        return tuple(row["notice"] for row in rows)

    def events_for(self, target: str, most: int = 100) -> tuple[OutboxRow, ...]:
        """What was, or is to be, told to one target, the newest first."""
        return self._outbox("WHERE target = ? ORDER BY outbox.number DESC LIMIT ?", target, most)

    def outbox(self) -> tuple[OutboxRow, ...]:
        """Every notice that is not sent: due, being sent, failed; the oldest first."""
        return self._outbox("WHERE state <> 'sent' ORDER BY outbox.number")

    def due(self, at: str) -> tuple[OutboxRow, ...]:
        """Notices whose time has come, the oldest first."""
        return self._outbox("WHERE state = 'due' AND next_try <= ? ORDER BY outbox.number", at)

    def begin_sending(self, row: OutboxRow) -> None:
        """Write down, before anything leaves, that a notice is being sent."""
        self._mark(row, "state = 'sending', attempts = attempts + 1")

    def end_sending(self, row: OutboxRow, note: str = "", *, at: str) -> None:
        """It arrived; `note` says what did not go well all the same (one of several recipients was refused)."""
        self._mark(row, "state = 'sent', sent = ?, error = ?", at, note)

    def put_off(self, row: OutboxRow, error: str, *, until: str) -> None:
        """It did not arrive, for certain, and is tried again later."""
        self._mark(row, "state = 'due', next_try = ?, error = ?", until, error)

    def put_in_doubt(self, row: OutboxRow, error: str, *, until: str) -> None:
        """Nobody knows whether it arrived: it is sent once more with the same id, and after that given up."""
        if row.repeated:
            self.give_up(row, error)
        else:
            self._mark(row, "state = 'due', repeated = 1, next_try = ?, error = ?", until, error)

    def give_up(self, row: OutboxRow, error: str) -> None:
        """It did not arrive and is not tried again unless a person says so."""
        self._mark(row, "state = 'failed', error = ?", error)

    def take_up_sending(self, *, at: str) -> int:
        """Notices that a killed run was sending: once more with the same id, as nobody knows whether they arrived.

        A notice is repeated at most once; one that was killed twice is given up, and seen in `watch status`. How many
        there were.
        """
        with self.transaction():
            twice = self._connection.execute(
                "UPDATE outbox SET state = 'failed', error = ? WHERE state = 'sending' AND repeated = 1", (_UNKNOWN,)
            ).rowcount
            once = self._connection.execute(
                "UPDATE outbox SET state = 'due', repeated = 1, next_try = ? WHERE state = 'sending'", (at,)
            ).rowcount
        return int(once + twice)

    def resend(self, event_id: str, targets: Sequence[str] = (), *, at: str) -> int:
        """Put an event's notices back among those due: those not sent, or those of the targets named, sent or not."""
        with self.transaction():
            if not targets:
                return self._connection.execute(
                    "UPDATE outbox SET state = 'due', next_try = ?, attempts = 0, repeated = 0 "
                    "WHERE event = ? AND state <> 'sent'",
                    (at, event_id),
                ).rowcount
            for target in targets:
                self._connection.execute(
                    "INSERT INTO outbox (event, target, state, due, next_try) VALUES (?, ?, 'due', ?, ?) "
                    "ON CONFLICT (event, target) DO UPDATE SET state = 'due', next_try = excluded.next_try, "
                    "attempts = 0, repeated = 0",
                    (event_id, target, at, at),
                )
        return len(targets)

    def _outbox(self, condition: str, *values: object) -> tuple[OutboxRow, ...]:
        joined = (
            "SELECT outbox.*, events.event AS told, events.notice FROM outbox JOIN events ON outbox.event = events.id"
        )
        return tuple(_outbox_row(row) for row in self._connection.execute(f"{joined} {condition}", values))

    def _mark(self, row: OutboxRow, assignments: str, *values: object) -> None:
        self._connection.execute(
            f"UPDATE outbox SET {assignments} WHERE event = ? AND target = ?",  # noqa: S608  written above
            (*values, row.event.id, row.target),
        )


def _outbox_row(row: sqlite3.Row) -> OutboxRow:
    names = {field.name for field in fields(OutboxRow)} - {"event", "state", "repeated"}
    values = {name: row[name] for name in names}
    return OutboxRow(
        event=load_event(row["told"]), state=Sending(row["state"]), repeated=bool(row["repeated"]), **values
    )
