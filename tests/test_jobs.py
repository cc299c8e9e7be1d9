"""The executor gives what doing the work in turn gives, whatever becomes of its processes."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from wpdiff import walk
from wpdiff.codec import dump_comparison
from wpdiff.errors import WpdiffError
from wpdiff.jobs import beside, spread
from wpdiff.model.edition import DateReading, Edition, NoteMark, Statement, StatementKind
from wpdiff.model.work import in_turn

EDITIONS = Path(__file__).parents[1] / "editions" / "defence-ja"
forks = pytest.mark.skipif(sys.platform != "linux", reason="work is spread over processes on Linux only")


@pytest.mark.parametrize("workers", [1, 2, 3, 7])
@pytest.mark.parametrize("count", [0, 1, 2, 3, 20])
def test_results_stand_in_the_order_of_the_items(workers: int, count: int) -> None:
    assert spread(workers)(str, range(count)) == in_turn(str, range(count))


@forks
def test_the_work_is_done_in_other_processes_too() -> None:
    assert len(set(spread(2)(lambda _: os.getpid(), range(8)))) == 2


def test_few_items_stay_here() -> None:
    assert spread(2, least=9)(lambda _: os.getpid(), range(8)) == [os.getpid()] * 8


def test_an_error_in_any_process_is_raised_here() -> None:
    def fail(item: int) -> int:
        if item == 3:
            raise WpdiffError("page 3 cannot be read")
        return item

    with pytest.raises(WpdiffError, match="page 3"):
        spread(2)(fail, range(8))


@forks
def test_what_a_killed_process_did_not_send_is_done_here() -> None:
    here = os.getpid()

    def die(item: int) -> int:
        if os.getpid() != here:
            os._exit(9)
        return item * 2

    assert spread(2)(die, range(8)) == [item * 2 for item in range(8)]


def test_a_comparison_is_the_same_with_any_number_of_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walk, "MANY", 2)
    old, new = EDITIONS / "2024", EDITIONS / "2025"
    alone = dump_comparison(walk.compare(old, new))
    assert [dump_comparison(walk.compare(old, new, jobs=workers)) for workers in (2, 3)] == [alone, alone]


@forks
def test_work_is_done_beside_what_is_done_here() -> None:
    with beside(2) as begin:
        process, parent = begin(os.getpid), begin(os.getppid)
        assert process() != os.getpid()
        assert parent() == os.getpid()


def test_one_process_does_it_when_it_is_asked_for() -> None:
    done: list[str] = []
    with beside(1) as begin:
        result = begin(lambda: done.append("done"))
        assert not done
        result()
    assert done == ["done"]


@forks
def test_what_was_begun_beside_and_lost_is_done_here() -> None:
    here = os.getpid()
    with beside(2) as begin:
        killed = begin(lambda: os.getpid() if os.getpid() == here else os._exit(9))
        failing = begin(lambda: 1 // 0)
        assert killed() == here
        with pytest.raises(ZeroDivisionError):
            failing()


@forks
def test_nobody_waits_for_a_result_that_nobody_asks_for() -> None:
    reading, writing = os.pipe()
    with beside(2) as begin:
        begin(lambda: (os.write(writing, str(os.getpid()).encode()), signal.pause()))
        process = int(os.read(reading, 20))
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@forks
def test_a_noun_that_is_not_of_its_type_is_made_here() -> None:
    def make(item: int) -> NoteMark:
        return NoteMark(start=item, end=item, number=item)

    assert spread(2)(make, range(4)) == in_turn(make, range(4))


@forks
def test_nouns_come_back_from_another_process_as_they_were() -> None:
    """Inherited fields, one field, none, and what is no noun."""

    def make(item: int) -> object:
        date = DateReading(start=item, end=item + 1, says="2024")
        return [Statement(kind=StatementKind.NOTE, text="約\ud800", key="", dates=(date, date)), Edition, {"a": date}]

    sent = spread(2)(make, range(4))
    assert sent == in_turn(make, range(4))
    assert [len({id(date) for date in statement.dates}) for statement, _, _ in sent] == [1, 1, 1, 1]
