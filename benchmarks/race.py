"""Whole processes timed beside each other: interleaved, killed at a limit, medians kept."""

from __future__ import annotations

import math
import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEGABYTE = 1 << 20
PATIENCE = 10  # times its limit of processor time that a process may take by the clock, where others work too
RARELY = 10.0  # seconds from which a process is run only once

Command = Sequence[str]


@dataclass
class Lap:
    """What the runs of one command took; `end` says how it ended where it did not end well."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: int = 0
    end: str = ""
    said: str = ""

    @property
    def median(self) -> float:
        """Seconds of the median run, by the clock."""
        return statistics.median(self.seconds)

    @property
    def work(self) -> float:
        """Seconds of processor time of the median run, helpers' included: other work disturbs it least."""
        return statistics.median(self.processor)


def race(commands: Mapping[str, Command], runs: int, limit: float) -> dict[str, Lap]:
    """Run all commands in turn, so many times."""
    laps = {name: Lap() for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            lap = laps[name]
            if not lap.end and (not lap.seconds or lap.seconds[0] < RARELY or name == "wpdiff"):
                _run(command, limit, lap)
    return laps


def _run(command: Command, limit: float, lap: Lap) -> None:
    """One whole process, and what it started, added to a lap."""
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    try:
        process = subprocess.Popen(
            ["sh", "-c", f'ulimit -t {math.ceil(limit)}; exec "$@"', "sh", *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
        )
    except OSError:
        lap.end = "absent"
        return
    killed = threading.Event()
    timer = threading.Timer(PATIENCE * limit, _kill, (process.pid, killed))
    timer.start()
    said = _first_words(process)
    _, status, usage = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    lap.seconds.append(time.perf_counter() - started)
    lap.processor.append(usage.ru_utime + usage.ru_stime)
    lap.peak = max(lap.peak, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    lap.said = said
    if killed.is_set() or process.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        lap.end = f"> {limit:.0f} s"
    elif process.returncode not in (0, 1):  # 1: git and docdiff say so that there are differences
        lap.end = "absent" if process.returncode == 127 else "failed"


def _first_words(process: subprocess.Popen[bytes]) -> str:
    """The beginning of what a process says; the rest is read and forgotten."""
    assert process.stdout is not None
    with process.stdout as output:
        said = output.read(200)
        while output.read(MEGABYTE):
            pass
    return said.decode("utf-8", "replace").strip()


def _kill(group: int, killed: threading.Event) -> None:
    killed.set()
    os.killpg(group, signal.SIGKILL)
