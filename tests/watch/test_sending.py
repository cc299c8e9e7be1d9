"""Notices arrive at real servers on this machine, and what refuses them is told in words without secrets."""

import hashlib
import hmac
import json
import socket
import sys
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree

import pytest
from aiosmtpd.controller import Controller
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.watch.notices import notice
from wpdiff.errors import MissingExtraError, WatchError
from wpdiff.watch.notices import Target
from wpdiff.watch.notices.sending import send_notice
from wpdiff.watch.notices.undelivered import UndeliveredError


class Mailbox:
    """What a mail server took in; `answers` are what it says to a recipient, or to the mail itself as DATA."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answers.get("DATA") == "hang up":
            server.transport.close()
            return ""
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.mails.append(cast(EmailMessage, message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    yield box, f"smtp://127.0.0.1:{port}"
    controller.stop()


def mail_to(smtp: str, *to: str) -> Target:
    return Target(name="desk", kind="mail", to=to or ("a@example.org",), sender="wpdiff <w@example.org>", smtp=smtp)


def test_a_mail_arrives_with_text_and_html(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    box, smtp = mailbox
    assert send_notice(mail_to(smtp, "a@example.org", "b@example.org"), notice(), tmp_path) == ""
    (mail,) = box.mails
    assert mail["Subject"] == notice().subject
    assert mail["To"] == "a@example.org, b@example.org"
    assert mail["Message-ID"] == f"<{notice().id}.desk@wpdiff.invalid>"
    assert mail["Date"] == "Wed, 15 Jul 2026 09:30:00 +0000"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain
    assert plain.get_content().splitlines() == notice().text.splitlines()
    assert html
    assert html.get_content().startswith("<!DOCTYPE html>")


def test_one_of_several_recipients_refused_is_said(mailbox: tuple[Mailbox, str], tmp_path: Path) -> None:
    box, smtp = mailbox
    box.answers["b@example.org"] = "550 no such user"
    assert "b@example.org: 550" in send_notice(mail_to(smtp, "a@example.org", "b@example.org"), notice(), tmp_path)
    assert len(box.mails) == 1


@pytest.mark.parametrize(
    ("where", "answer", "for_good", "in_doubt"),
    [
        ("a@example.org", "550 no such user", True, False),
        ("a@example.org", "450 greylisted", False, False),
        ("DATA", "554 looks like spam", True, False),
        ("DATA", "451 try later", False, False),
        ("DATA", "hang up", False, True),  # the server may have taken it before the line broke
    ],
)
def test_what_a_mail_server_refuses(
    mailbox: tuple[Mailbox, str], tmp_path: Path, where: str, answer: str, for_good: bool, in_doubt: bool
) -> None:
    box, smtp = mailbox
    box.answers[where] = answer
    with pytest.raises(UndeliveredError) as told:
        send_notice(mail_to(smtp), notice(), tmp_path)
    assert (told.value.for_good, told.value.in_doubt) == (for_good, in_doubt)


def test_a_server_that_is_not_there_can_be_tried_again(tmp_path: Path) -> None:
    for target in (mail_to("smtp://127.0.0.1:9"), Target(name="h", kind="webhook", url="http://127.0.0.1:9/x")):
        with pytest.raises(UndeliveredError) as told:
            send_notice(target, notice(), tmp_path)
        assert not told.value.for_good
        assert not told.value.in_doubt


def test_a_password_is_never_sent_in_the_clear(
    mailbox: tuple[Mailbox, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, smtp = mailbox
    monkeypatch.setenv("DESK_SMTP", smtp.replace("smtp://", "smtp+starttls://me:hunter2@"))
    with pytest.raises(UndeliveredError, match="offers no encryption") as told:
        send_notice(mail_to("env:DESK_SMTP"), notice(), tmp_path)
    assert "hunter2" not in told.value.message


def test_a_secret_that_is_not_set_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESK_SMTP", raising=False)
    with pytest.raises(WatchError, match="DESK_SMTP is not set"):
        send_notice(mail_to("env:DESK_SMTP"), notice(), tmp_path)


def test_a_webhook_gets_signed_json_with_a_key(
    httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOOK_SECRET", "s3cret")
    httpserver.expect_request("/hook", method="POST").respond_with_data("thanks")
    target = Target(name="h", kind="webhook", url=httpserver.url_for("/hook"), secret="env:HOOK_SECRET")  # noqa: S106  its name
    assert send_notice(target, notice(), tmp_path) == ""
    request, _ = httpserver.log[0]
    body = request.get_data()
    values = json.loads(body)
    assert request.headers["Idempotency-Key"] == values["id"] == notice().id
    expected = hmac.new(b"s3cret", body, hashlib.sha256).hexdigest()
    assert request.headers["X-Wpdiff-Signature"] == f"sha256={expected}"
    assert (values["schema"], values["event"]["edition"]) == ("wpdiff/notice", "2026")


@pytest.mark.parametrize(
    ("status", "for_good", "wait"), [(429, False, 120), (503, False, 120), (400, True, 120), (302, True, 120)]
)
def test_what_a_webhook_refuses(
    httpserver: HTTPServer, tmp_path: Path, status: int, for_good: bool, wait: float
) -> None:
    answer = Response("no", status=status, headers={"Retry-After": "120", "Location": "/elsewhere"})
    httpserver.expect_request("/hook").respond_with_response(answer)
    with pytest.raises(UndeliveredError, match=str(status)) as told:
        send_notice(Target(name="h", kind="webhook", url=httpserver.url_for("/hook")), notice(), tmp_path)
    assert (told.value.for_good, told.value.wait) == (for_good, wait)
    assert len(httpserver.log) == 1


def test_a_command_gets_the_notice_on_standard_input(tmp_path: Path) -> None:
    script = "import os, sys; open('got', 'w').write(os.environ['WPDIFF_EVENT'] + sys.stdin.read())"
    target = Target(name="c", kind="command", command=(sys.executable, "-c", script))
    assert send_notice(target, notice(), tmp_path) == ""
    assert (tmp_path / "got").read_text("utf-8") == notice().id + notice().text


@pytest.mark.parametrize(
    ("command", "says"),
    [
        ((sys.executable, "-c", "import sys; sys.exit('printer on fire')"), "exit 1: printer on fire"),
        (("no-such-command-here",), "no-such-command-here"),
    ],
)
def test_a_command_that_fails_is_tried_again(tmp_path: Path, command: tuple[str, ...], says: str) -> None:
    with pytest.raises(UndeliveredError, match=says) as told:
        send_notice(Target(name="c", kind="command", command=command), notice(), tmp_path)
    assert not told.value.for_good


def test_a_feed_holds_each_notice_once(tmp_path: Path) -> None:
    target = Target(name="feed", kind="atom", path="public/wpdiff.atom")
    for number in (0, 1, 0):
        send_notice(target, notice(number), tmp_path)
    raw = (tmp_path / "public" / "wpdiff.atom").read_bytes()
    space = {"a": "http://www.w3.org/2005/Atom"}
    feed = ElementTree.fromstring(raw)  # noqa: S314  ours
    assert {one.text for one in feed.findall("a:entry/a:id", space)} == {
        f"tag:wpdiff.invalid,2025:{notice(number).id}" for number in (0, 1)
    }
    assert feed.findtext("a:updated", namespaces=space) == "2026-07-15T09:30:00Z"
    assert feed.find("a:entry/a:link", space).get("href") == "https://example.org/wp/2026/"  # type: ignore[union-attr]
    (tmp_path / "public" / "wpdiff.atom").write_bytes(raw[:200])
    send_notice(target, notice(2), tmp_path)
    begun_anew = ElementTree.fromstring((tmp_path / "public" / "wpdiff.atom").read_bytes())  # noqa: S314  ours
    assert len(begun_anew.findall("a:entry", space)) == 1


def test_apprise_is_called_with_one_address(httpserver: HTTPServer, tmp_path: Path) -> None:
    pytest.importorskip("apprise")
    httpserver.expect_oneshot_request("/note", method="POST").respond_with_data("ok")
    httpserver.expect_request("/note", method="POST").respond_with_data("no", status=500)
    url = f"json://127.0.0.1:{httpserver.port}/note"
    assert send_notice(Target(name="a", kind="apprise", url=url), notice(), tmp_path) == ""
    assert notice().subject in json.loads(httpserver.log[0][0].get_data())["title"]
    with pytest.raises(UndeliveredError):
        send_notice(Target(name="a", kind="apprise", url=url), notice(), tmp_path)
    with pytest.raises(UndeliveredError, match="no address"):
        send_notice(Target(name="a", kind="apprise", url="nonsense"), notice(), tmp_path)


@pytest.mark.parametrize(
    ("module", "target", "extra"),
    [
        ("apprise", Target(name="a", kind="apprise", url="json://127.0.0.1:9"), "notify"),
        ("httpx2", Target(name="a", kind="webhook", url="http://127.0.0.1:9"), "watch"),
    ],
)
def test_a_missing_extra_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, target: Target, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match="not installed") as told:
        send_notice(target, notice(), tmp_path)
    assert told.value.hint == f"pip install 'wpdiff[{extra}]'"
