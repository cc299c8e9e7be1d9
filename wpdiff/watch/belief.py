"""What differs is believed when it is seen again as it was: a cluster of servers out of step is no correction."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

from wpdiff.watch.clock import moment, stamp
from wpdiff.watch.judge import ReadPage

APART = timedelta(hours=1)  # between two looks that must agree
SEEN = 2  # times that a difference is seen before it is believed
SEEN_SHRUNK = 3  # and one that loses more than half of a page
UNSTABLE = 3  # looks in a row that each saw something else
UNSTABLE_SAID = "it says something else at every look: wpdiff watch test shows what; name it in ignore"


def pended(before: Any, page: ReadPage, now: datetime) -> dict[str, Any]:
    """A page that differs, after one more look: since when it says just this, how often, and how often it did not."""
    digest = hashlib.sha256(page.seen.encode("utf-8", "replace") or page.answer.body).hexdigest()
    if not isinstance(before, dict):
        return {"hash": digest, "first": stamp(now), "count": 1, "unlike": 0}
    if before.get("hash") == digest:
        return {**before, "count": int(before["count"]) + 1, "unlike": 0}
    return {"hash": digest, "first": stamp(now), "count": 1, "unlike": int(before["unlike"]) + 1}


def is_believed(one: dict[str, Any], now: datetime, *, shrunk: bool = False) -> bool:
    """Whether a difference was seen often enough, and long enough."""
    needed = SEEN_SHRUNK if shrunk else SEEN
    return int(one["count"]) >= needed and now - moment(str(one["first"])) >= APART


def is_unstable(one: dict[str, Any]) -> bool:
    """Whether a page says something else at every look."""
    return int(one["unlike"]) >= UNSTABLE
