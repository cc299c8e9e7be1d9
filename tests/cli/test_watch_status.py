"""wpdiff watch status and notify, run for real: trouble is said, and what failed is sent again when asked."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.watch.notices import AT, EVENT, SENDER
from wpdiff.watch.events import EventKind
from wpdiff.watch.notices import dump_notice, render_notice
from wpdiff.watch.rows import MissingPage, Settling, SourceHealth, SourceState
from wpdiff.watch.state import State

SOURCES = """
[defaults]
contact = "desk@example.org"

[[notify]]
name = "feed"
kind = "atom"
path = "public/wpdiff.atom"

[[notify]]
name = "printer"
kind = "command"
command = ["no-such-printer"]

[[source]]
id = "harbour-en"
series = "harbour"
index = "https://example.org/wp/"
edition.pattern = '(?P<year>20\\d\\d)'
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "wpdiff.toml").write_text("", "utf-8")
    (tmp_path / "sources.toml").write_text(SOURCES, "utf-8")
    return tmp_path


def remember(workspace: Path) -> str:
    """A state in which something is on its way, something is missing, a source fails and a notice failed."""
    event = replace(EVENT, kind=EventKind.ERRATA)
    with State.open(workspace / ".wpdiff", at=AT) as state:
        state.commit_event(event, ["feed", "printer"], dump_notice(render_notice(event, sender=SENDER)))
        feed, printer = state.due(AT)
        state.end_sending(feed, at=AT)
        state.give_up(printer, "out of paper")
        state.put_health(
            SourceHealth(source="harbour-en", state=SourceState.FAILING, errors=2, failing_since=AT, error="timed out")
        )
        state.put_settling(Settling(source="harbour-en", series="harbour", edition="2027", pages=("a", "b")))
        state.put_missing(MissingPage(series="harbour", edition="2026", address="https://example.org/7", since=AT))
        state.end_run(state.begin_run(at=AT), "failed", "1 sources, 1 failed", at=AT)
    return event.id


def test_status_tells_everything_to_people_and_programs(wpdiff: Run, workspace: Path) -> None:
    event = remember(workspace)
    told = wpdiff("watch", "status")
    assert told.returncode == 0, told.stderr
    for words in (
        "harbour-en  failing",
        "2 failed checks since 2026-07-15T09:30:00Z: timed out",
        "on its way: harbour/2027, announced, 2 pages",
        "missing: https://example.org/7 of harbour/2026",
        f"notice {event} (errata) to printer: failed: out of paper",
        f"wpdiff watch notify --resend {event}",
        "last check: began 2026-07-15T09:30:00Z",
    ):
        assert words in told.stdout
    values = json.loads(wpdiff("watch", "status", "--json").stdout)
    assert values["sources"][0]["state"] == "failing"
    assert [one["target"] for one in values["notices"]["failed"]] == ["printer"]
    assert values["events"][0]["id"] == event
    assert wpdiff("watch", "status", "--exit-code").returncode == 5


def test_status_before_the_first_check(wpdiff: Run, workspace: Path) -> None:
    told = wpdiff("watch", "status", "--exit-code")
    assert told.returncode == 0
    assert "no check has run here" in told.stdout
    assert "harbour-en  new" in told.stdout
    assert not (workspace / ".wpdiff").exists()


def test_status_where_sources_toml_does_not_hold(wpdiff: Run, workspace: Path) -> None:
    remember(workspace)
    (workspace / "sources.toml").write_text("[defaults", "utf-8")
    told = wpdiff("watch", "status")
    assert told.returncode == 0
    assert "harbour-en  failing" in told.stdout
    assert "sources.toml" in told.stdout


def test_a_test_notice_goes_to_each_target(wpdiff: Run, workspace: Path) -> None:
    done = wpdiff("watch", "notify", "--test")
    assert done.returncode == 5
    assert "feed: sent" in done.stderr
    assert "printer: no-such-printer" in done.stderr
    assert "This is a test" in (workspace / "public" / "wpdiff.atom").read_text("utf-8")
    assert wpdiff("watch", "notify", "--test", "feed").returncode == 0
    assert "did you mean feed?" in wpdiff("watch", "notify", "--test", "fed").stderr


def test_what_failed_is_sent_again(wpdiff: Run, workspace: Path) -> None:
    event = remember(workspace)
    mended = SOURCES.replace('["no-such-printer"]', '["true"]')
    (workspace / "sources.toml").write_text(mended, "utf-8")
    done = wpdiff("watch", "notify", "--resend", "failed")
    assert (done.returncode, done.stdout.startswith("sent to printer: ")) == (0, True), done.stderr
    assert "no notice is due" in wpdiff("watch", "notify").stderr
    again = wpdiff("watch", "notify", "--resend", event[:8], "feed")
    assert "sent to feed" in again.stdout
    assert "arrived everywhere" in wpdiff("watch", "notify", "--resend", event).stderr
    assert "no such event" in wpdiff("watch", "notify", "--resend", "e-none").stderr
