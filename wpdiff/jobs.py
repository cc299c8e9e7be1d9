"""The executor: work spread over processes, results in order. Knows nothing of what the work is.

Processes are forked, so that they begin with everything the parent has read; only results are sent back. Where forking
is not safe (macOS, Windows) or not worth it, the work is done here, one after another, with the same result.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pickle import UnpicklingError
from typing import BinaryIO

from msgspec import DecodeError, Struct

from wpdiff.model.work import Begin, Item, Result, Run, in_turn, when_asked
from wpdiff.packing import pack, unpack

_PIPE = 1 << 20  # bytes: what Linux lets everyone have
_POLITE = 5  # how much a process that works beside others steps back
MOST = 8  # processes that are used unless more are asked for; beyond, sending the results back costs what they gain


class _Worker(Struct, frozen=True):
    """A forked process and the pipe on which its results arrive."""

    process: int
    results: BinaryIO


def spread(workers: int = 0, *, least: int = 2) -> Run:
    """A Run over so many processes; 0 takes one a processor, up to MOST. Fewer items than `least` stay here."""
    count = _processes(workers)
    if count < 2:
        return in_turn

    def run(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        if len(items) < max(least, 2):
            return in_turn(work, items)
        try:
            return _spread(work, items, min(count, len(items)))
        except OSError:  # no process or pipe could be had; an error of the work itself is raised again here
            return in_turn(work, items)

    return run


@contextlib.contextmanager
def beside(workers: int = 0) -> Iterator[Begin]:
    """A Begin that hands each piece of work to a process of its own; where there is one processor, it waits its turn.

    Processes whose results nobody asked for end with the context.
    """
    if _processes(workers) < 2:
        yield when_asked
        return
    with contextlib.ExitStack() as running:

        def begin(work: Callable[[], Result]) -> Callable[[], Result]:
            try:
                worker = running.enter_context(_forked(_call, [work]))
            except OSError:  # no process or pipe could be had
                return work
            return lambda: (_received(worker) or [work()])[0]

        yield begin


def _call(work: Callable[[], Result]) -> Result:
    """In the worker: what goes on meanwhile goes first where processors are few."""
    os.nice(_POLITE)
    return work()


def _processes(workers: int) -> int:
    """How many processes may be used; 1 where forking is not safe."""
    return (workers or min(processors(), MOST)) if sys.platform == "linux" else 1


def processors() -> int:
    """The processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _spread(work: Callable[[Item], Result], items: Sequence[Item], count: int) -> list[Result]:
    """Every worker takes each count-th item, and the parent the first share."""
    with contextlib.ExitStack() as running:
        workers = [running.enter_context(_forked(work, items[share::count])) for share in range(1, count)]
        shares = [in_turn(work, items[::count])]
        # What a worker could not do is done here, so that its error is raised here or its loss made good.
        shares += [
            _received(worker) or in_turn(work, items[share::count]) for share, worker in enumerate(workers, start=1)
        ]
    return [shares[place % count][place // count] for place in range(len(items))]


def _pipe() -> tuple[int, int]:
    """A pipe that holds as much as it may, so that results are handed over in few pieces."""
    import fcntl  # which only those have who can fork

    reading, writing = os.pipe()
    with contextlib.suppress(OSError):
        fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, _PIPE)
    return reading, writing


@contextlib.contextmanager
def _forked(work: Callable[[Item], Result], items: Sequence[Item]) -> Iterator[_Worker]:
    reading, writing = _pipe()
    process = os.fork()
    if process == 0:
        os.close(reading)
        _work_and_leave(work, items, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as results:
        try:
            yield _Worker(process, results)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)


def _work_and_leave(work: Callable[[Item], Result], items: Sequence[Item], writing: int) -> None:
    """The worker's whole life: nothing of the parent's is flushed, closed or told from here."""
    code = 1
    try:
        gc.disable()
        with os.fdopen(writing, "wb") as pipe:
            # Whole before any of it is sent: the parent, still at its own share, empties no pipe meanwhile.
            for part in pack(in_turn(work, items)):
                pipe.write(part)
        code = 0
    finally:
        os._exit(code)


def _received(worker: _Worker) -> list[Result] | None:
    """The results of a worker, whole and of their types, or None."""
    try:
        results: list[Result] = unpack(worker.results)
    except (EOFError, UnpicklingError, DecodeError):
        return None
    return results
