"""A database of plain tables with whole steps: rows in, rows out, all of a transaction or nothing of it."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any, Self


class Tables:
    """An open database. `notes` says what was found when it was opened."""

    def __init__(self, connection: sqlite3.Connection, notes: tuple[str, ...] = ()) -> None:
        self._connection = connection
        self._depth = 0
        self.notes = notes

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

    def _put(self, table: str, **values: object) -> None:
        names, marks = ", ".join(values), ", ".join("?" * len(values))
        self._connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", tuple(values.values()))  # noqa: S608

    def _many(self, table: str, **keys: object) -> list[dict[str, Any]]:
        where = f"WHERE {' AND '.join(f'{name} = ?' for name in keys)}" if keys else ""
        rows = self._connection.execute(f"SELECT * FROM {table} {where} ORDER BY rowid", tuple(keys.values()))  # noqa: S608
        return [dict(row) for row in rows]

    def _one(self, table: str, **keys: object) -> dict[str, Any] | None:
        return next(iter(self._many(table, **keys)), None)


def columns(noun: Any) -> dict[str, Any]:
    """A noun as the columns of its row."""
    return {
        name: json.dumps(one, ensure_ascii=False) if isinstance(one, tuple) else one
        for name, one in asdict(noun).items()
    }
