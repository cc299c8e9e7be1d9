"""wpdiff beside git's word diff on one pair of files, in the same run: `python benchmarks/peers.py OLD NEW [RUNS]`.

Whole processes, interleaved; prints the minimum and median seconds of each, their ratio, and wpdiff's peak memory.
git pairs and highlights nothing; it stands here for honesty, as the least that any comparison of words takes.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
MEGABYTE = 1 << 20


def timed(command: list[str]) -> tuple[float, int]:
    """Seconds of wall time and peak memory in bytes of one whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    _, _, usage = os.wait4(process.pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - started, usage.ru_maxrss * unit


def main() -> None:
    """Time both, interleaved, and print one line each."""
    old, new = sys.argv[1:3]
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory() as folder:
        output = str(Path(folder) / "c.json")
        commands = {
            "git word-diff": ["git", "diff", "--no-index", "--word-diff", old, new],
            "wpdiff compare": [sys.executable, "-m", "wpdiff", "compare", old, new, "-o", output],
        }
        taken: dict[str, list[tuple[float, int]]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                taken[name].append(timed(command))
    medians = {name: statistics.median(seconds for seconds, _ in rows) for name, rows in taken.items()}
    for name, rows in taken.items():
        least, peak = min(seconds for seconds, _ in rows), max(memory for _, memory in rows)
        ratio = medians[name] / medians["git word-diff"]
        print(f"{name:16} min {least:.3f} s  median {medians[name]:.3f} s  x{ratio:.1f}  peak {peak / MEGABYTE:.0f} MB")


if __name__ == "__main__":
    main()
