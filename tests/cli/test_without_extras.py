"""wpdiff compare and looking at the archive need no extra; what needs one says in one line what to install."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

# What an environment without the extras looks like: none of their packages can be imported.
WITHOUT = """
import sys
for name in ("filelock", "httpx2", "httpcore2", "protego", "pydantic", "w3lib", "warcio", "apprise"):
    sys.modules[name] = None
from wpdiff.__main__ import main
main()
"""


@pytest.fixture
def bare(tmp_path: Path, environment: dict[str, str]) -> Run:
    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-c", WITHOUT, *arguments],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=environment,
            check=False,
        )

    return run


@pytest.fixture
def papers(tmp_path: Path, wpdiff: Run) -> Path:
    (tmp_path / "wpdiff.toml").write_text("", "utf-8")
    for name, text in (("2025", "<p>Limoa has 8 ships.</p>"), ("2026", "<p>Limoa has 9 ships.</p>")):
        (tmp_path / f"{name}.html").write_text(text, "utf-8")
        assert wpdiff("editions", "add", f"{name}.html", "--series", "harbour").returncode == 0
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [("compare", "harbour"), ("editions", "list"), ("editions", "show", "harbour/2026"), ("editions", "verify")],
)
def test_comparing_and_looking_at_the_archive_need_no_extra(
    bare: Run, papers: Path, arguments: tuple[str, ...]
) -> None:
    done = bare(*arguments)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("arguments", "extra"),
    [
        (("editions", "add", "2025.html", "--series", "harbour", "--name", "2024"), "watch"),
        (("editions", "remove", "harbour/2025", "--yes"), "watch"),
        (("editions", "export", "harbour/2025", "--warc", "h.warc"), "archives"),
        (("watch", "check"), "watch"),
        (("watch", "notify"), "watch"),
    ],
)
def test_what_needs_an_extra_says_what_to_install(
    bare: Run, papers: Path, arguments: tuple[str, ...], extra: str
) -> None:
    done = bare(*arguments)
    assert done.returncode == 2
    assert f"pip install 'wpdiff[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 2
    assert (papers / "editions" / "harbour" / "2025" / "manifest.json").is_file()
