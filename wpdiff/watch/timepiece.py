"""The time of day, and waiting. The one place that asks the system; a rehearsal sets the hour by WPDIFF_NOW."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

from wpdiff.errors import WatchError

REHEARSAL = "WPDIFF_NOW"


class Clock:
    """Now, in UTC, and waiting by a clock that nobody sets back.

    Where WPDIFF_NOW holds a time (2026-07-01T06:00Z), a run believes that it began then: for rehearsing a year in a
    minute. Waiting is real all the same.
    """

    def __init__(self) -> None:
        self._began = time.monotonic()
        self._start = _rehearsed() or datetime.now(UTC)
        self._rehearsal = bool(os.environ.get(REHEARSAL))

    def now(self) -> datetime:
        """The time of day in UTC, in whole seconds."""
        if not self._rehearsal:
            return datetime.now(UTC).replace(microsecond=0)
        return datetime.fromtimestamp(self._start.timestamp() + self.passed(), UTC).replace(microsecond=0)

    def passed(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self._began

    def wait(self, seconds: float) -> None:
        """Do nothing for a while."""
        if seconds > 0:
            time.sleep(seconds)


def _rehearsed() -> datetime | None:
    told = os.environ.get(REHEARSAL, "")
    if not told:
        return None
    try:
        moment = datetime.fromisoformat(told)
    except ValueError as error:
        raise WatchError(f"{REHEARSAL}={told!r} is no time", hint=f"{REHEARSAL}=2026-07-01T06:00Z") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
