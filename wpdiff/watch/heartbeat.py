"""A sign of life: an address that hears when a run begins, went well, or failed, so that silence is told from death.

Such services (healthchecks and its like) raise the alarm when they hear nothing; the ends /start and /fail are theirs.
"""

from __future__ import annotations

from wpdiff.errors import WatchError
from wpdiff.watch.faults import FetchFault
from wpdiff.watch.fetch import HttpFetcher, Limits
from wpdiff.watch.sources import Sources, reveal

START, OK, FAIL = "/start", "", "/fail"
_SECONDS = 10.0


def beat(sources: Sources, sign: str) -> str:
    """Let the heartbeat address hear how a run does; why it could not, "" when it did. It never holds up a run."""
    if sources.heartbeat is None:
        return ""
    try:
        address = reveal(sources.heartbeat.url)
    except WatchError as error:
        return error.message
    fetcher = HttpFetcher(contact=sources.defaults.contact, allow_private=True, limits=Limits(page_seconds=_SECONDS))
    try:
        fetcher.fetch(address.rstrip("/") + sign, hosts=None)
    except FetchFault as fault:
        return f"the heartbeat address did not answer ({fault.fault.value})"
    finally:
        fetcher.close()
    return ""
