"""A notice is never lost, a target fails for itself, and a kill repeats a notice at most once, with the same id."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.watch.conftest import AT, LATER
from tests.watch.notices import EVENT, SENDER
from wpdiff.watch.clock import later
from wpdiff.watch.deliver import KEPT, MANY, WAITS, Delivery, deliver
from wpdiff.watch.events import EventKind
from wpdiff.watch.notices import Notice, Target, dump_notice, render_notice
from wpdiff.watch.notices.undelivered import UndeliveredError
from wpdiff.watch.rows import Sending
from wpdiff.watch.state import State

MAIL = Target(name="mail", kind="mail", to=("a@example.org",), sender="w@example.org", smtp="smtp://localhost")
HOOK = Target(name="hook", kind="webhook", url="https://example.org/hook")
FEED = Target(name="feed", kind="atom", path="feed.atom")


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    with State.open(tmp_path / ".wpdiff", at=AT) as opened:
        yield opened


def happen(state: State, *targets: str, times: int = 1) -> None:
    for number in range(times):
        event = replace(EVENT, kind=EventKind.ERRATA, content=str(number))
        state.commit_event(event, targets, dump_notice(render_notice(event, sender=SENDER)))


class Post:
    """Takes notices; refuses those of a target that it has an error for."""

    def __init__(self, **errors: Exception) -> None:
        self.errors = errors
        self.got: list[tuple[str, Notice]] = []

    def __call__(self, target: Target, notice: Notice, root: Path) -> str:
        if target.name in self.errors:
            raise self.errors[target.name]
        self.got.append((target.name, notice))
        return ""


def test_one_targets_failure_is_its_own(state: State, tmp_path: Path) -> None:
    happen(state, "mail", "hook", "feed")
    post = Post(mail=UndeliveredError("no route"), hook=RuntimeError("a bug of a library"))
    done = deliver(state, [MAIL, HOOK, FEED], tmp_path, at=lambda: AT, send=post)
    assert [name for name, _ in done.sent] == ["feed"]
    assert dict(done.put_off) == {"mail": "no route", "hook": "RuntimeError: a bug of a library"}
    assert {row.target: row.state for row in state.outbox()} == {"mail": Sending.DUE, "hook": Sending.DUE}


def test_a_notice_is_tried_again_later_and_later(state: State, tmp_path: Path) -> None:
    happen(state, "mail")
    now, waits = AT, []
    for _ in range(7):
        deliver(state, [MAIL], tmp_path, at=lambda: now, send=Post(mail=UndeliveredError("down")))  # noqa: B023
        (row,) = state.outbox()
        waits.append(row.next_try)
        assert state.due(now) == ()
        now = row.next_try
    assert waits[0] == later(AT, WAITS[0])
    assert waits[-1] == later(waits[-2], WAITS[-1])
    post = Post()
    deliver(state, [MAIL], tmp_path, at=lambda: now, send=post)
    assert len(post.got) == 1
    assert state.outbox() == ()


def test_what_is_refused_for_good_is_given_up_and_seen(state: State, tmp_path: Path) -> None:
    happen(state, "mail", "gone")
    error = UndeliveredError("550 no such user", for_good=True)
    done = deliver(state, [MAIL], tmp_path, at=lambda: AT, send=Post(mail=error))
    assert dict(done.given_up)["mail"] == "550 no such user"
    assert "no [[notify]] gone" in dict(done.given_up)["gone"]
    assert {row.state for row in state.outbox()} == {Sending.FAILED}
    assert deliver(state, [MAIL], tmp_path, at=lambda: LATER, send=Post()).sent == ()


def test_the_receivers_wish_to_wait_is_heard(state: State, tmp_path: Path) -> None:
    happen(state, "hook")
    deliver(state, [HOOK], tmp_path, at=lambda: AT, send=Post(hook=UndeliveredError("429", wait=7200)))
    assert state.outbox()[0].next_try == "2026-07-15T11:30:00Z"


def test_what_may_have_arrived_is_sent_once_more_and_no_more(state: State, tmp_path: Path) -> None:
    happen(state, "hook")
    doubt = Post(hook=UndeliveredError("the line broke", in_doubt=True))
    first, second, third = (
        deliver(state, [HOOK], tmp_path, at=lambda: now, send=doubt)  # noqa: B023
        for now in (AT, LATER, later(LATER, WAITS[-1]))
    )
    assert (len(first.put_off), len(second.given_up), third.sent) == (1, 1, ())
    assert (state.outbox()[0].state, state.outbox()[0].attempts) == (Sending.FAILED, 2)


def test_old_news_is_given_up_when_a_target_was_down_for_a_month(state: State, tmp_path: Path) -> None:
    happen(state, "hook")
    now = later(AT, KEPT + WAITS[0])
    done = deliver(state, [HOOK], tmp_path, at=lambda: now, send=Post(hook=UndeliveredError("down")))
    assert (len(done.given_up), state.outbox()[0].state) == (1, Sending.FAILED)
    assert state.outbox()[0].error == "given up after 30 days: down"


def test_many_notices_go_as_one(state: State, tmp_path: Path) -> None:
    happen(state, "mail", "feed", times=MANY + 1)
    post = Post()
    deliver(state, [MAIL, FEED], tmp_path, at=lambda: AT, send=post)
    assert [name for name, _ in post.got] == ["feed"] * (MANY + 1) + ["mail"]
    assert post.got[-1][1].kind == "digest"
    assert state.outbox() == ()


def test_a_target_that_is_down_is_asked_once_a_run(state: State, tmp_path: Path) -> None:
    happen(state, "hook", times=4)
    done = deliver(state, [HOOK], tmp_path, at=lambda: AT, send=Post(hook=UndeliveredError("down")))
    assert len(done.put_off) == 1
    assert len(state.due(AT)) == 3


DELIVER = """
import sys
from pathlib import Path
from wpdiff.watch.deliver import deliver
from wpdiff.watch.notices import Target
from wpdiff.watch.state import State
root, url = Path(sys.argv[1]), sys.argv[2]
with State.open(root / ".wpdiff", at="2026-07-15T09:30:00Z") as state:
    deliver(state, [Target(name="hook", kind="webhook", url=url)], root, at=lambda: "2026-07-16T09:30:00Z")
"""


def test_killed_after_a_notice_left_it_is_repeated_once_with_the_same_key(
    state: State, tmp_path: Path, httpserver: HTTPServer
) -> None:
    happen(state, "hook")
    state.close()
    running: list[subprocess.Popen[bytes]] = []

    def kill(request: Request) -> Response:
        running[-1].kill()  # the notice is here, and its sender will never know
        return Response("ok")

    httpserver.expect_oneshot_request("/hook", method="POST").respond_with_handler(kill)
    httpserver.expect_request("/hook", method="POST").respond_with_data("ok")
    codes = []
    for _ in range(3):
        command = [sys.executable, "-c", DELIVER, str(tmp_path), httpserver.url_for("/hook")]
        running.append(subprocess.Popen(command))
        codes.append(running[-1].wait())
    assert codes[0] != 0
    assert codes[1:] == [0, 0]
    keys = [request.headers["Idempotency-Key"] for request, _ in httpserver.log]
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert len({json.dumps(json.loads(request.get_data())) for request, _ in httpserver.log}) == 1


def test_a_run_that_failed_for_a_notice_alone_says_which() -> None:
    from wpdiff.watch.run import _summary

    told = _summary((), Delivery(put_off=(("desk", "refused"), ("desk", "refused")), given_up=(("hook", "404"),)))
    assert told == "0 sources, 0 failed; not sent: notices to desk, hook"
    assert _summary((), Delivery(sent=(("desk", "News"),))) == "0 sources, 0 failed"
