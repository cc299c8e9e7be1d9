"""One event is told once to each target; losing the state tells nothing twice; a kill between is made good once."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from tests.watch.conftest import AT, LATER, commit_edition, told_of
from wpdiff.archive import Archive
from wpdiff.errors import WatchError
from wpdiff.watch.events import Event, EventKind, dump_event, load_event
from wpdiff.watch.rows import MissingPage, Sending, Settling, SourceHealth, SourceState, Validator
from wpdiff.watch.state import State


def opened(archive: Archive, at: str = AT) -> State:
    return State.open(archive.root / ".wpdiff", archive.manifests(), at=at)


def test_an_event_has_the_same_id_whenever_it_is_noticed() -> None:
    event = Event(kind=EventKind.ERRATA, source="a", series="paper", edition="2026", content="abc", at=AT)
    assert replace(event, at=LATER, says="other", address="https://moved.example").id == event.id
    assert len({replace(event, kind=kind).id for kind in EventKind}) == len(EventKind)
    assert replace(event, content="abd").id != event.id
    assert load_event(dump_event(event)) == event


def test_a_page_that_goes_back_to_what_it_was_is_news_once_more() -> None:
    event = Event(kind=EventKind.REVISION, series="paper", edition="2026", content="abc", revision=2)
    assert replace(event, revision=4).id != event.id


def test_an_event_and_its_notices_are_written_down_once(archive: Archive) -> None:
    with opened(archive) as state:
        manifest = commit_edition(archive)
        assert state.untold(archive.manifests()) == (manifest,)
        assert state.commit_event(told_of(manifest), ["mail", "feed"], '{"subject":"x"}', manifest=manifest)
        assert not state.commit_event(told_of(manifest, LATER), ["mail", "feed"], manifest=manifest)
        assert [(row.target, row.notice) for row in state.due(AT)] == [
            ("mail", '{"subject":"x"}'),
            ("feed", '{"subject":"x"}'),
        ]
        assert state.untold(archive.manifests()) == ()
        assert state.events() == (told_of(manifest),)


def test_a_run_killed_between_archive_and_event_is_made_good_by_the_next(archive: Archive) -> None:
    opened(archive).close()
    manifest = commit_edition(archive)
    with opened(archive) as state:
        assert state.untold(archive.manifests()) == (manifest,)


def test_a_lost_state_takes_the_archive_as_told(archive: Archive) -> None:
    commit_edition(archive)
    with opened(archive) as state:
        assert state.untold(archive.manifests()) == ()
        assert state.known_editions() == (("paper", "2026"),)
        assert state.outbox() == ()
        assert state.notes == ()


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_damaged_state_is_set_aside_and_made_anew(archive: Archive, damage: bytes) -> None:
    commit_edition(archive)
    opened(archive).close()
    folder = archive.root / ".wpdiff"
    (folder / "state.db").write_bytes(damage)
    with opened(archive) as state:
        assert "damaged" in state.notes[0]
        assert state.untold(archive.manifests()) == ()
    kept = [path for path in folder.iterdir() if "damaged" in path.name]
    assert kept[0].read_bytes() == damage


def test_a_state_killed_while_it_was_made_is_made(archive: Archive) -> None:
    folder = archive.root / ".wpdiff"
    folder.mkdir()
    (folder / "state.db").write_bytes(b"")
    with opened(archive) as state:
        assert state.events() == ()


def test_a_state_of_a_newer_version_is_not_touched(archive: Archive) -> None:
    opened(archive).close()
    path = archive.root / ".wpdiff" / "state.db"
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(WatchError, match="newer"):
        opened(archive)
    assert path.read_bytes() == before
    assert State.peek(path.parent) is None


def test_a_step_is_whole_or_not_at_all(archive: Archive) -> None:
    manifest = commit_edition(archive)
    with opened(archive) as state:
        with pytest.raises(KeyboardInterrupt), state.transaction():  # noqa: PT012  what is done before the kill is the point
            state.commit_event(told_of(manifest), ["mail"], manifest=manifest)
            state.put_health(SourceHealth(source="a", state=SourceState.OK))
            raise KeyboardInterrupt
        assert state.events() == ()
        assert state.outbox() == ()
        assert state.health("a").state is SourceState.NEW


def test_a_notice_killed_while_it_was_sent_is_repeated_once(archive: Archive) -> None:
    with opened(archive) as state:
        state.commit_event(told_of(commit_edition(archive)), ["mail"])
        state.begin_sending(state.due(AT)[0])
        assert state.due(AT) == ()
        assert state.take_up_sending(at=LATER) == 1
        (row,) = state.due(LATER)
        assert (row.repeated, row.attempts) == (True, 1)
        state.begin_sending(row)
        assert state.take_up_sending(at=LATER) == 1
        assert state.due(LATER) == ()
        assert state.outbox()[0].state is Sending.FAILED


def test_a_notice_is_put_off_sent_or_given_up_and_sent_again_when_asked(archive: Archive) -> None:
    with opened(archive) as state:
        event = told_of(commit_edition(archive))
        state.commit_event(event, ["mail", "hook", "feed"])
        mail, hook, feed = state.due(AT)
        state.put_off(mail, "greylisted", until=LATER)
        state.give_up(hook, "410 Gone")
        state.end_sending(feed, at=AT)
        assert state.due(AT) == ()
        assert [(row.target, row.error) for row in state.due(LATER)] == [("mail", "greylisted")]
        assert [row.target for row in state.outbox()] == ["mail", "hook"]
        assert state.resend(event.id, at=LATER) == 2
        assert [row.target for row in state.due(LATER)] == ["mail", "hook"]
        state.resend(event.id, ["feed", "new"], at=LATER)
        assert [row.target for row in state.due(LATER)] == ["mail", "hook", "feed", "new"]


def test_what_is_remembered_comes_back(archive: Archive) -> None:
    health = SourceHealth(source="a", state=SourceState.FAILING, errors=2, error="timed out", failing_since=AT)
    validator = Validator(source="a", address="https://x", etag='"1"', sha256="00", full=AT)
    settling = Settling(source="a", series="paper", edition="2027", pages=("https://x/1", "https://x/2"), told=True)
    missing = MissingPage(series="paper", edition="2026", address="https://x", since=AT, checks=2, why="404")
    with opened(archive) as state:
        state.put_health(health)
        state.put_validator(validator)
        state.put_settling(settling)
        state.put_missing(missing)
        state.put_value("beat", LATER)
        number = state.begin_run(at=AT)
        state.end_run(number, "ok", "nothing new", at=LATER)
    state = State.peek(archive.root / ".wpdiff")  # type: ignore[assignment]
    with state:
        assert state.health("a") == health
        assert state.validator("a", "https://x") == validator
        assert state.settling() == state.settling("a") == (settling,)
        assert state.missing("paper", "2026") == (missing,)
        assert state.value("beat") == LATER
        assert state.runs()[0].says == "nothing new"
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            state.put_value("beat", AT)
    with opened(archive) as state:
        state.forget("paper", "2026")
        state.drop_settling("a", "2027")
        state.forget_validator("a", "https://x")
        assert state.missing("paper", "2026") == state.settling() == ()
        assert state.validator("a", "https://x") is None


def test_a_folder_that_cannot_be_written_is_one_line(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(sqlite3, "connect", full)
    with pytest.raises(WatchError, match="disk is full"):
        opened(archive)
    assert not list(Path(archive.root / ".wpdiff").iterdir())
