"""The tables of the state. A later version adds a step from each earlier one; VERSION is PRAGMA user_version."""

from __future__ import annotations

VERSION = 1
TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    """CREATE TABLE editions (
        series TEXT NOT NULL, edition TEXT NOT NULL, revision INTEGER NOT NULL, content TEXT NOT NULL,
        source TEXT NOT NULL, told TEXT NOT NULL, PRIMARY KEY (series, edition, revision))""",
    """CREATE TABLE events (
        number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, at TEXT NOT NULL,
        series TEXT NOT NULL, edition TEXT NOT NULL, event TEXT NOT NULL, notice TEXT NOT NULL)""",
    """CREATE TABLE outbox (
        number INTEGER PRIMARY KEY, event TEXT NOT NULL REFERENCES events (id), target TEXT NOT NULL,
        state TEXT NOT NULL, due TEXT NOT NULL, next_try TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
        repeated INTEGER NOT NULL DEFAULT 0, sent TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
        UNIQUE (event, target))""",
    """CREATE TABLE sources (
        source TEXT PRIMARY KEY, state TEXT NOT NULL, errors INTEGER NOT NULL, failing_since TEXT NOT NULL,
        error TEXT NOT NULL, last_check TEXT NOT NULL, last_ok TEXT NOT NULL, next_due TEXT NOT NULL,
        told TEXT NOT NULL)""",
    """CREATE TABLE validators (
        source TEXT NOT NULL, address TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL,
        sha256 TEXT NOT NULL, checked TEXT NOT NULL, full TEXT NOT NULL, PRIMARY KEY (source, address))""",
    """CREATE TABLE settling (
        source TEXT NOT NULL, series TEXT NOT NULL, edition TEXT NOT NULL, phase TEXT NOT NULL,
        first_seen TEXT NOT NULL, same_since TEXT NOT NULL, last_seen TEXT NOT NULL, checks INTEGER NOT NULL,
        address TEXT NOT NULL, title TEXT NOT NULL, published TEXT NOT NULL, pages TEXT NOT NULL,
        told INTEGER NOT NULL, PRIMARY KEY (source, edition))""",
    """CREATE TABLE missing (
        series TEXT NOT NULL, edition TEXT NOT NULL, address TEXT NOT NULL, since TEXT NOT NULL,
        checks INTEGER NOT NULL, last_check TEXT NOT NULL, why TEXT NOT NULL, told INTEGER NOT NULL,
        PRIMARY KEY (series, edition, address))""",
    """CREATE TABLE runs (
        number INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT NOT NULL DEFAULT '',
        outcome TEXT NOT NULL DEFAULT '', says TEXT NOT NULL DEFAULT '')""",
)
