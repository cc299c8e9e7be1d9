"""A comparison loads what it needs and no more, and ends when all is written, or when those who watch it are done."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# What the standard library takes longest to load, and what only others ask for.
NOT_NEEDED = ("bs4", "html.parser", "lxml", "numpy", "rich", "shutil", "subprocess", "tempfile", "zipfile")


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text("第1章 港\n\n灯台は5基である。\n", "utf-8")
    (tmp_path / "new.txt").write_text("第1章 港\n\n灯台は6基である。\n", "utf-8")
    return tmp_path


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: told for name, told in os.environ.items() if name != "COLUMNS"}  # which a test runner may set
    environment["PYTHONIOENCODING"] = "utf-8"
    return subprocess.run(
        [sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=True
    )


def test_a_small_comparison_loads_nothing_that_it_does_not_need(pages: Path) -> None:
    program = (
        "import sys; from wpdiff.cli import run; run(['compare', 'old.txt', 'new.txt', '-o', 'c.json', '-q']); "
        f"print([name for name in {NOT_NEEDED} if name in sys.modules])"
    )
    assert run("-c", program, cwd=pages).stdout == "[]\n"


def test_what_is_printed_is_whole_when_the_process_ends(pages: Path) -> None:
    told = run("-m", "wpdiff", "compare", "old.txt", "new.txt", "-o", "-", "-f", "json", cwd=pages).stdout
    assert json.loads(told)["changes"]


def test_a_profiler_sees_the_end(pages: Path) -> None:
    told = run("-m", "cProfile", "-m", "wpdiff", "compare", "old.txt", "new.txt", "-o", "c.json", cwd=pages).stdout
    assert "function calls" in told


def test_garbage_in_circles_is_looked_for_while_pages_are_read_and_when_all_is_done(pages: Path) -> None:
    program = (
        "import gc, wpdiff.walk as walk; from wpdiff.cli import run; told = []\n"
        "def seen(room): return lambda *given, **more: (told.append(gc.isenabled()), room(*given, **more))[1]\n"
        "walk.read_edition, walk.align_editions = seen(walk.read_edition), seen(walk.align_editions)\n"
        "run(['compare', 'old.txt', 'new.txt', '-o', 'c.json', '-q', '--jobs', '1']); print(told, gc.isenabled())"
    )
    assert run("-c", program, cwd=pages).stdout == "[True, True, False] True\n"
