"""Times as the state and the manifests hold them: UTC, to the second, sortable as text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_FORM = "%Y-%m-%dT%H:%M:%SZ"


def stamp(moment: datetime) -> str:
    """A moment as it is written down.

    >>> stamp(datetime(2026, 7, 15, 9, 30, tzinfo=UTC))
    '2026-07-15T09:30:00Z'
    """
    return moment.astimezone(UTC).strftime(_FORM)


def moment(text: str) -> datetime:
    """What was written down, as a moment."""
    return datetime.strptime(text, _FORM).replace(tzinfo=UTC)


def later(text: str, wait: timedelta) -> str:
    """A moment written down, and some time after it.

    >>> later("2026-07-15T09:30:00Z", timedelta(hours=24))
    '2026-07-16T09:30:00Z'
    """
    return stamp(moment(text) + wait)
