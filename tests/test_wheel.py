"""The wheel holds everything: built, unpacked elsewhere, and run from there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = ("py.typed", "schema/comparison.schema.json", "report/templates/report.html.j2", "profiles/defence-ja.toml")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files in a folder of their own; the packages it needs are those of this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--quiet", "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    if done.returncode != 0 and "hatchling" in done.stderr:
        pytest.skip("the build backend cannot be installed here: no package index")
    assert done.returncode == 0, done.stderr
    wheels = list(folder.glob("wpdiff-*.whl"))
    assert len(wheels) == 1
    with zipfile.ZipFile(wheels[0]) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_its_data_and_nothing_else(unpacked: Path) -> None:
    for name in DATA:
        assert (unpacked / "wpdiff" / name).is_file(), name
    assert not (unpacked / "tests").exists()
    assert not (unpacked / "editions").exists()


def test_the_wheel_runs_elsewhere(unpacked: Path, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text("1 全般\n\nノルダは8か国と協定を結んだ。\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("1 全般\n\nノルダは9か国と協定を結んだ。\n", encoding="utf-8")
    code = (
        "import sys, wpdiff; assert wpdiff.__file__.startswith(sys.argv.pop(1));"
        "from wpdiff.__main__ import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(unpacked), "compare", "old.txt", "new.txt", "-o", "r.html", "-f", "terminal"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "r.html").is_file()
