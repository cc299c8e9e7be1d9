"""A notice by mail: text with HTML beside it, by SMTP, encrypted where the server can and wherever a password is."""

from __future__ import annotations

import contextlib
import ipaddress
import smtplib
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wpdiff.errors import WatchError
from wpdiff.watch.clock import moment
from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target, hidden, reveal
from wpdiff.watch.notices.undelivered import UndeliveredError

_TIMEOUT = 60.0
_PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_HINT = "smtp = 'smtp://host:25', 'smtp+starttls://user@host:587', 'smtps://host:465', or env:NAME of such an address"


def send_mail(target: Target, notice: Notice, root: Path) -> str:
    """Send one mail to all recipients; who of several was refused is said in the answer.

    The same notice has the same Message-ID, so that a mailbox can drop a repeated one.
    """
    address = reveal(target.smtp)
    message = written(target, notice)
    secrets = (address, unquote(urlsplit(address).password or ""))
    with _told(secrets):
        connection = _connected(address)
    try:
        with _told(secrets):
            refused = _offered(connection, target, message)
        with _told(secrets, in_doubt=True):  # from here on the server may have taken it
            code, answer = connection.data(message.as_bytes(policy=SMTP))
        if code != 250:
            raise UndeliveredError(hidden(f"{code} {_words(answer)}", *secrets), for_good=code >= 500)
    finally:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            connection.quit()
    return hidden("refused: " + "; ".join(refused), *secrets) if refused else ""


def written(target: Target, notice: Notice) -> EmailMessage:
    """The mail as it leaves."""
    message = EmailMessage()
    message["Subject"] = notice.subject
    message["From"] = target.sender
    message["To"] = ", ".join(target.to)
    message["Date"] = format_datetime(moment(notice.at))
    message["Message-ID"] = f"<{notice.id}.{target.name}@wpdiff.invalid>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Wpdiff-Event"] = f"{notice.id} {notice.kind}"
    message.set_content(notice.text, charset="utf-8")
    message.add_alternative(notice.html, subtype="html", charset="utf-8")
    return message


def _connected(address: str) -> smtplib.SMTP:
    """A connection, encrypted and logged in as the address asks."""
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise WatchError("smtp is no address of a mail server", hint=_HINT)
    host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
    context = ssl.create_default_context()
    if parts.scheme == "smtps":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT, context=context)
    else:
        connection = smtplib.SMTP(host, port, timeout=_TIMEOUT)
    try:
        connection.ehlo()
        secret = parts.password is not None
        if parts.scheme != "smtps" and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
        elif parts.scheme == "smtp+starttls" or (secret and parts.scheme == "smtp" and not _is_here(host)):
            raise UndeliveredError(f"{host} offers no encryption, and a password is never sent without")
        if secret:
            connection.login(unquote(parts.username or ""), unquote(parts.password or ""))
    except BaseException:
        connection.close()
        raise
    return connection


def _offered(connection: smtplib.SMTP, target: Target, message: EmailMessage) -> list[str]:
    """Name sender and recipients; those who are refused. Raises UndeliveredError when nobody is left."""
    code, answer = connection.mail(parseaddr(target.sender)[1])
    if code != 250:
        raise UndeliveredError(f"{code} {_words(answer)}", for_good=code >= 500)
    refused, codes = [], []
    for one in target.to:
        code, answer = connection.rcpt(parseaddr(one)[1])
        if code not in (250, 251):
            refused.append(f"{one}: {code} {_words(answer)}")
            codes.append(code)
    if len(refused) == len(target.to):
        raise UndeliveredError("; ".join(refused), for_good=min(codes, default=500) >= 500)
    return refused


@contextlib.contextmanager
def _told(secrets: tuple[str, ...], *, in_doubt: bool = False) -> Iterator[None]:
    """What goes wrong on the way, in words without secrets."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        words = hidden(f"{error.smtp_code} {_words(error.smtp_error)}", *secrets)
        raise UndeliveredError(words, for_good=error.smtp_code >= 500) from error
    except ssl.SSLError as error:
        raise UndeliveredError(hidden(f"no safe connection: {error}", *secrets)) from error
    except (smtplib.SMTPException, OSError) as error:
        words = hidden(str(error) or type(error).__name__, *secrets)
        raise UndeliveredError(words, in_doubt=in_doubt) from error


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host == "localhost"


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
