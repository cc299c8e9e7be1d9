"""One notice to one target: each kind of target a function that returns when it arrived, or says why it did not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wpdiff.errors import WatchError
from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target

Send = Callable[[Target, Notice, Path], str]


@dataclass(frozen=True, slots=True)
class _Kind:
    """How a kind of target is sent to; whether many notices may go as one."""

    send: Callable[[], Send]
    gathers: bool = False


def _mail() -> Send:
    from wpdiff.watch.notices.mail import send_mail

    return send_mail


def _webhook() -> Send:
    from wpdiff.watch.notices.webhook import send_webhook

    return send_webhook


def _command() -> Send:
    from wpdiff.watch.notices.command import run_command

    return run_command


def _atom() -> Send:
    from wpdiff.watch.notices.feed import add_to_feed

    return add_to_feed


def _apprise() -> Send:
    from wpdiff.watch.notices.services import send_by_apprise

    return send_by_apprise


KINDS = {
    "mail": _Kind(_mail, gathers=True),
    "webhook": _Kind(_webhook),
    "command": _Kind(_command),
    "atom": _Kind(_atom),
    "apprise": _Kind(_apprise, gathers=True),
}


def send_notice(target: Target, notice: Notice, root: Path) -> str:
    """Send one notice; when it returns, it arrived. The answer is what did not go well all the same, "" for nothing.

    Raises UndeliveredError otherwise, and WatchError or MissingExtraError where the settings do not hold.
    """
    kind = KINDS.get(target.kind)
    if kind is None:
        raise WatchError(f"{target.name}: no kind of target {target.kind!r}", hint="known: " + ", ".join(KINDS))
    return kind.send()(target, notice, root)


def gathers(target: Target) -> bool:
    """Whether many notices may go to a target as one."""
    return target.kind in KINDS and KINDS[target.kind].gathers
