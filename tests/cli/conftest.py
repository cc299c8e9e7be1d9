"""Real runs of the real command, in a folder of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment without settings of the machine's own."""
    base = {key: value for key, value in os.environ.items() if not key.startswith(("WPDIFF_", "NO_COLOR", "_WPDIFF"))}
    return base | {"PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(tmp_path / "config"), "COLUMNS": "100"}


@pytest.fixture
def wpdiff(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run wpdiff in the test's folder."""

    def run(*arguments: str, cwd: Path = tmp_path, **variables: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "wpdiff", *arguments],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding=variables.get("PYTHONIOENCODING", "utf-8"),
            env=environment | variables,
            check=False,
        )

    return run
