"""Two runs never mix; a killed one leaves no lock."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.watch.conftest import AT
from wpdiff.errors import LockedError
from wpdiff.watch.lock import hold_lock

HOLD = """
import sys, time
from pathlib import Path
from wpdiff.watch.lock import hold_lock
with hold_lock(Path(sys.argv[1]), command="wpdiff watch check", at="2026-07-15T09:30:00Z"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holder(root: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(root)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    process = holder(tmp_path)
    try:
        with pytest.raises(LockedError) as told, hold_lock(tmp_path, command="me", at=AT):
            pass
    finally:
        process.communicate("")
    assert told.value.exit_code == 75
    assert f"wpdiff watch check (process {process.pid} on " in told.value.message
    assert "since 2026-07-15T09:30:00Z" in told.value.message
    with hold_lock(tmp_path, command="me", at=AT):
        pass


def test_a_lock_dies_with_its_holder(tmp_path: Path) -> None:
    process = holder(tmp_path)
    process.kill()
    process.wait()
    process.communicate()
    with hold_lock(tmp_path, command="me", at=AT):
        assert (tmp_path / ".wpdiff" / "holder.json").read_text("utf-8").startswith(f'{{"pid": {os.getpid()}')
    assert not (tmp_path / ".wpdiff" / "holder.json").exists()


def test_an_error_in_the_run_frees_the_lock(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), hold_lock(tmp_path, command="me", at=AT):
        raise ZeroDivisionError
    with hold_lock(tmp_path, command="me", at=AT):
        pass
