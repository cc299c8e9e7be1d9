"""Times as people write them in settings: 2s, 30m, 24h, 7d."""

from __future__ import annotations

import re
from datetime import timedelta

_WRITTEN = re.compile(r"\s*(\d{1,9}(?:\.\d{1,3})?)\s*([smhdw])\s*\Z")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_LONGEST = timedelta(days=36500)


def read_duration(written: str) -> timedelta:
    """A time as written in sources.toml or on the command line. Raises ValueError when it is none.

    >>> read_duration("24h"), read_duration("1.5s")
    (datetime.timedelta(days=1), datetime.timedelta(seconds=1, microseconds=500000))
    """
    found = _WRITTEN.match(written)
    if found is None:
        raise ValueError(f'"{written}" is no time: write a number and s, m, h, d or w, as in "24h"')
    duration = timedelta(seconds=float(found[1]) * _UNITS[found[2]])
    if duration > _LONGEST:
        raise ValueError(f'"{written}" is longer than a hundred years')
    return duration


def say_duration(duration: timedelta) -> str:
    """A time as people write it, in its largest whole unit.

    >>> say_duration(timedelta(days=14)), say_duration(timedelta(minutes=90))
    ('14d', '90m')
    """
    seconds = duration.total_seconds()
    for unit in "dhm":
        if seconds and seconds % _UNITS[unit] == 0:
            return f"{int(seconds // _UNITS[unit])}{unit}"
    return f"{seconds:g}s"
