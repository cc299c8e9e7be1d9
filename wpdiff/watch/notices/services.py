"""A notice through apprise (extra `notify`): chat services, push services, desktops; one address a call."""

from __future__ import annotations

from pathlib import Path

from wpdiff.errors import MissingExtraError
from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target, hidden, reveal
from wpdiff.watch.notices.undelivered import UndeliveredError


def send_by_apprise(target: Target, notice: Notice, root: Path) -> str:
    """Hand a notice to apprise with one address, so that its yes or no is about this target alone."""
    try:
        import apprise
    except ImportError as error:
        raise MissingExtraError("apprise", "notify") from error
    url = reveal(target.url)
    service = apprise.Apprise()
    if not service.add(url):
        raise UndeliveredError("no address that apprise knows", for_good=True)
    with apprise.LogCapture(level=apprise.logging.WARNING) as log:  # type: ignore[no-untyped-call]
        arrived = service.notify(title=notice.subject, body=notice.text, body_format=apprise.NotifyFormat.TEXT)
        said = log.getvalue().strip().splitlines()
    if not arrived:
        raise UndeliveredError(hidden(said[-1] if said else "apprise says no more than that it failed", url))
    return ""
