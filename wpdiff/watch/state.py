"""The watch's memory, .wpdiff/state.db: whole steps only, and losing it loses no edition and tells nothing twice.

SQLite (WAL, synchronous=FULL), one transaction a step. A state that is new, lost or damaged takes every edition in the
archive as already told; from then on what the archive holds and the state does not was committed by a run that was
killed before it could tell, and is told once (`untold`).
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Self

from wpdiff.archive import Manifest
from wpdiff.archive.durable import replace, sync_folder
from wpdiff.errors import WatchError
from wpdiff.watch.events import Event, dump_event, load_event
from wpdiff.watch.rows import (
    MissingPage,
    OutboxRow,
    Run,
    Sending,
    Settling,
    SourceHealth,
    SourceState,
    Validator,
)
from wpdiff.watch.schema import TABLES, VERSION

DATABASE = "state.db"
_PATIENCE = 30.0  # seconds to wait for a reader (`watch status`) to let go
_KEPT_RUNS = 200
_UNKNOWN = "killed while it was sent, twice: nobody knows whether it arrived"


class State:
    """The memory of one workspace. Open it with `State.open` while the workspace's lock is held."""

    def __init__(self, connection: sqlite3.Connection, notes: tuple[str, ...] = ()) -> None:
        self._connection = connection
        self._depth = 0
        self.notes = notes

    @classmethod
    def open(cls, folder: Path, known: Iterable[Manifest] = (), *, at: str) -> Self:
        """The state in a `.wpdiff` folder; a new one where there is none, or none that can be read.

        `known` are the archive's manifests, which a new state takes as told. `notes` says what was found.
        """
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / DATABASE
        existed = path.exists()
        try:
            return cls._opened(path, known, at=at, notes=())
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError) and not _is_damage(error):
                raise WatchError(f"{path}: {error}", hint="is the disk full, or the folder read-only?") from error
            aside = _set_aside(path, at)
            note = f"{path.name} was damaged ({error}); it is kept as {aside.name}, and a new one was made"
            return cls._opened(path, known, at=at, notes=(note,) if existed else ())

    @classmethod
    def peek(cls, folder: Path) -> Self | None:
        """The state to look at only, whoever holds the lock; None where there is none that can be read."""
        path = folder / DATABASE
        if not path.is_file():
            return None
        try:
            connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=_PATIENCE)
            connection.row_factory = sqlite3.Row
            version = connection.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError:
            return None
        return cls(connection) if version == VERSION else None

    @classmethod
    def _opened(cls, path: Path, known: Iterable[Manifest], *, at: str, notes: tuple[str, ...]) -> Self:
        connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        connection.row_factory = sqlite3.Row
        try:
            state = cls(connection, notes)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            found = connection.execute("PRAGMA quick_check").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(str(found).splitlines()[0][:100])
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version > VERSION:
                raise WatchError(f"{path}: written by a newer wpdiff", hint="update wpdiff")
            if version == 0:
                state._make(known, at)
        except BaseException:
            connection.close()
            raise
        return state

    def _make(self, known: Iterable[Manifest], at: str) -> None:
        """Tables, and everything in the archive as told, in one step: a kill leaves an empty file or a whole state."""
        with self.transaction():
            for table in TABLES:
                self._connection.execute(table)
            for manifest in known:
                self.remember(manifest, at=at)
            self._connection.execute("INSERT INTO meta VALUES ('made', ?)", (at,))
            self._connection.execute(f"PRAGMA user_version = {VERSION:d}")

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of the block or nothing of it. Within another transaction it is part of that one."""
        if self._depth:
            yield
            return
        self._connection.execute("BEGIN IMMEDIATE")
        self._depth = 1
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        else:
            self._connection.execute("COMMIT")
        finally:
            self._depth = 0

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

    # Sources

    def health(self, source: str) -> SourceHealth:
        """How a source does; a new one when nobody looked yet."""
        row = self._one("sources", source=source)
        return SourceHealth(**{**row, "state": SourceState(row["state"])}) if row else SourceHealth(source=source)

    def healths(self) -> tuple[SourceHealth, ...]:
        """How every source does that was looked at."""
        return tuple(SourceHealth(**{**row, "state": SourceState(row["state"])}) for row in self._many("sources"))

    def put_health(self, health: SourceHealth) -> None:
        """Write down how a source does."""
        self._put("sources", **_columns(health))

    def validator(self, source: str, address: str) -> Validator | None:
        """What a server said of an address last."""
        row = self._one("validators", source=source, address=address)
        return Validator(**row) if row else None

    def put_validator(self, validator: Validator) -> None:
        """Write down what a server said of an address."""
        self._put("validators", **_columns(validator))

    def forget_validator(self, source: str, address: str) -> None:
        """Ask for the address whole the next time."""
        self._connection.execute("DELETE FROM validators WHERE source = ? AND address = ?", (source, address))

    def settling(self, source: str = "") -> tuple[Settling, ...]:
        """Editions that are announced and not complete, of one source or of all."""
        rows = self._many("settling", **({"source": source} if source else {}))
        return tuple(
            Settling(**{**row, "pages": tuple(json.loads(row["pages"])), "told": bool(row["told"])}) for row in rows
        )

    def put_settling(self, settling: Settling) -> None:
        """Write down how far an announced edition is."""
        self._put("settling", **_columns(settling))

    def drop_settling(self, source: str, edition: str) -> None:
        """An edition is complete, or was never one."""
        self._connection.execute("DELETE FROM settling WHERE source = ? AND edition = ?", (source, edition))

    def missing(self, series: str = "", edition: str = "") -> tuple[MissingPage, ...]:
        """The pages that their publisher does not have any more, of one archived edition or of all."""
        rows = self._many("missing", **({"series": series, "edition": edition} if series else {}))
        return tuple(MissingPage(**{**row, "told": bool(row["told"])}) for row in rows)

    def put_missing(self, page: MissingPage) -> None:
        """Write down that a page is missing."""
        self._put("missing", **_columns(page))

    def drop_missing(self, series: str, edition: str, address: str) -> None:
        """A page is there again, or its removal was told."""
        self._connection.execute(
            "DELETE FROM missing WHERE series = ? AND edition = ? AND address = ?", (series, edition, address)
        )

    # Runs and odds and ends

    def begin_run(self, *, at: str) -> int:
        """Write down that a run began; its number."""
        with self.transaction():
            number = self._connection.execute("INSERT INTO runs (started) VALUES (?)", (at,)).lastrowid or 0
            self._connection.execute("DELETE FROM runs WHERE number <= ?", (number - _KEPT_RUNS,))
        return number

    def end_run(self, number: int, outcome: str, says: str = "", *, at: str) -> None:
        """Write down how a run ended."""
        self._connection.execute(
            "UPDATE runs SET finished = ?, outcome = ?, says = ? WHERE number = ?", (at, outcome, says, number)
        )

    def runs(self, most: int = 10) -> tuple[Run, ...]:
        """The latest runs, the newest first."""
        rows = self._connection.execute(
            "SELECT started, finished, outcome, says FROM runs ORDER BY number DESC LIMIT ?", (most,)
        )
        return tuple(Run(**dict(row)) for row in rows)

    def value(self, name: str) -> str:
        """Something small that was kept by name; "" when it was not."""
        row = self._connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row["value"]) if row else ""

    def put_value(self, name: str, value: str) -> None:
        """Keep something small by name."""
        self._put("meta", name=name, value=value)

    # The tables

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

    def _put(self, table: str, **values: object) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608

    def _many(self, table: str, **keys: object) -> list[dict[str, Any]]:
        where = f"WHERE {' AND '.join(f'{name} = ?' for name in keys)}" if keys else ""
        rows = self._connection.execute(f"SELECT * FROM {table} {where} ORDER BY rowid", tuple(keys.values()))  # noqa: S608
        return [dict(row) for row in rows]

    def _one(self, table: str, **keys: object) -> dict[str, Any] | None:
        return next(iter(self._many(table, **keys)), None)


def _outbox_row(row: sqlite3.Row) -> OutboxRow:
    names = {field.name for field in fields(OutboxRow)} - {"event", "state", "repeated"}
    values = {name: row[name] for name in names}
    return OutboxRow(
        event=load_event(row["told"]), state=Sending(row["state"]), repeated=bool(row["repeated"]), **values
    )


def _columns(noun: Any) -> dict[str, Any]:
    return {
        name: json.dumps(one, ensure_ascii=False) if isinstance(one, tuple) else one
        for name, one in asdict(noun).items()
    }


def _is_damage(error: sqlite3.OperationalError) -> bool:
    """Whether an error is about the file's content, not about the disk or a lock."""
    return any(word in str(error) for word in ("malformed", "no such table", "no such column", "not a database"))


def _set_aside(path: Path, at: str) -> Path:
    """Keep a damaged database under another name, with the files that SQLite has beside it."""
    aside = path.with_name(f"{path.name}.damaged-{at.replace(':', '')}")
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            replace(part, aside.with_name(aside.name + suffix))
    sync_folder(path.parent)
    return aside
