"""A notice as JSON to a web address, signed, with a key that lets the receiver drop a repeated one."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

from wpdiff.errors import MissingExtraError
from wpdiff.version import __version__
from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target, hidden, reveal
from wpdiff.watch.notices.undelivered import UndeliveredError

_TIMEOUT = 60.0
_AGAIN = frozenset((408, 409, 423, 425, 429))  # refusals that pass


def body_of(notice: Notice) -> bytes:
    """What is posted: the notice's words, and the event with its counts."""
    values = {
        "schema": "wpdiff/notice",
        "schema_version": 1,
        "id": notice.id,
        "kind": notice.kind,
        "at": notice.at,
        "language": notice.language,
        "subject": notice.subject,
        "text": notice.text,
        **notice.values,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def signature(body: bytes, secret: str) -> str:
    """What X-Wpdiff-Signature holds: the body's HMAC-SHA256 with the secret that both sides know."""
    return "sha256=" + hmac.new(secret.encode("utf-8"), body, hashlib.sha256).hexdigest()


def send_webhook(target: Target, notice: Notice, root: Path) -> str:
    """Post a notice; only an answer of 2xx says that it arrived."""
    try:
        import httpx2
    except ImportError as error:
        raise MissingExtraError("a webhook", "watch") from error
    url, body = reveal(target.url), body_of(notice)
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": f"wpdiff/{__version__}",
        "Idempotency-Key": notice.id,
        "X-Wpdiff-Event": notice.kind,
    }
    if target.secret:
        headers["X-Wpdiff-Signature"] = signature(body, reveal(target.secret))
    try:
        answer = httpx2.post(url, content=body, headers=headers, timeout=_TIMEOUT, follow_redirects=False)
    except (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.UnsupportedProtocol, httpx2.InvalidURL) as error:
        raise UndeliveredError(hidden(str(error) or type(error).__name__, url)) from error
    except httpx2.HTTPError as error:  # it had left
        raise UndeliveredError(hidden(str(error) or type(error).__name__, url), in_doubt=True) from error
    if not answer.is_success:
        for_good = answer.status_code < 500 and answer.status_code not in _AGAIN
        words = hidden(f"{answer.status_code} {answer.reason_phrase}", url)
        raise UndeliveredError(words, for_good=for_good, wait=_wait(answer.headers.get("retry-after", "")))
    return ""


def _wait(told: str) -> float:
    """Seconds that Retry-After asks for: a number, or a date; 0 for what is neither."""
    if told.isdecimal():
        return float(told[:9])
    try:
        return max(0.0, (parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0
