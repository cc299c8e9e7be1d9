"""What the state remembers, as nouns: a source's health, validators, settling editions, missing pages, notices due."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from wpdiff.watch.events import Event


class SourceState(StrEnum):
    """How the last looks at a source went."""

    NEW = "new"
    OK = "ok"
    FAILING = "failing"
    BROKEN = "broken"
    MOVED = "moved"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """One source: how it does since when, and what was told of it.

    `errors` counts consecutive failed checks, `failing_since` is the first of them; `told` is the id of the event that
    said it broke, moved or blocks ("" when nobody was told), so that "works again" is only said after that.
    """

    source: str
    state: SourceState = SourceState.NEW
    errors: int = 0
    failing_since: str = ""
    error: str = ""
    last_check: str = ""
    last_ok: str = ""
    next_due: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Validator:
    """What a server said of an address last: good for a conditional request while our bytes have this hash.

    `full` is when it was fetched whole last (servers lie: now and then everything is fetched anew).
    """

    source: str
    address: str
    etag: str = ""
    last_modified: str = ""
    sha256: str = ""
    checked: str = ""
    full: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """An edition that is announced but not complete: its page list as last seen, and since when it is the same.

    `pages` are the addresses in reading order; `checks` how often the same list was seen; `told` whether the
    announcement was. `phase` is `announced` or `settling`, or what the watch calls it.
    """

    source: str
    series: str
    edition: str
    phase: str = "announced"
    first_seen: str = ""
    same_since: str = ""
    last_seen: str = ""
    checks: int = 0
    address: str = ""
    title: str = ""
    published: str = ""
    pages: tuple[str, ...] = ()
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage:
    """A page of an archived edition that its publisher does not have since `since`, seen missing `checks` times."""

    series: str
    edition: str
    address: str
    since: str = ""
    checks: int = 0
    last_check: str = ""
    why: str = ""
    told: bool = False


class Sending(StrEnum):
    """What became of one notice to one target."""

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxRow:
    """One event for one target. `repeated` when it was sent again because nobody knew whether it had arrived."""

    event: Event
    target: str
    notice: str
    state: Sending = Sending.DUE
    due: str = ""
    next_try: str = ""
    attempts: int = 0
    repeated: bool = False
    sent: str = ""
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the watch: when, and how it ended ("" while it runs, or when it was killed)."""

    started: str
    finished: str = ""
    outcome: str = ""
    says: str = ""
