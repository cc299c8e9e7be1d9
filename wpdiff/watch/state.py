"""The watch's memory, .wpdiff/state.db: whole steps only, and losing it loses no edition and tells nothing twice.

SQLite (WAL, synchronous=FULL), one transaction a step. A state that is new, lost or damaged takes every edition in the
archive as already told; from then on what the archive holds and the state does not was committed by a run that was
killed before it could tell, and is told once (`untold`).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from wpdiff.archive import Manifest
from wpdiff.archive.durable import replace, sync_folder
from wpdiff.errors import WatchError
from wpdiff.watch.rows import MissingPage, Run, Settling, SourceHealth, SourceState, Validator
from wpdiff.watch.schema import TABLES, VERSION
from wpdiff.watch.tables import columns
from wpdiff.watch.told import Told

DATABASE = "state.db"
_PATIENCE = 30.0  # seconds to wait for a reader (`watch status`) to let go
_KEPT_RUNS = 200


class State(Told):
    """The memory of one workspace. Open it with `State.open` while the workspace's lock is held."""

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
        self._put("sources", **columns(health))

    def validator(self, source: str, address: str) -> Validator | None:
        """What a server said of an address last."""
        row = self._one("validators", source=source, address=address)
        return Validator(**row) if row else None

    def put_validator(self, validator: Validator) -> None:
        """Write down what a server said of an address."""
        self._put("validators", **columns(validator))

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
        self._put("settling", **columns(settling))

    def drop_settling(self, source: str, edition: str) -> None:
        """An edition is complete, or was never one."""
        self._connection.execute("DELETE FROM settling WHERE source = ? AND edition = ?", (source, edition))

    def missing(self, series: str = "", edition: str = "") -> tuple[MissingPage, ...]:
        """The pages that their publisher does not have any more, of one archived edition or of all."""
        rows = self._many("missing", **({"series": series, "edition": edition} if series else {}))
        return tuple(MissingPage(**{**row, "told": bool(row["told"])}) for row in rows)

    def put_missing(self, page: MissingPage) -> None:
        """Write down that a page is missing."""
        self._put("missing", **columns(page))

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
