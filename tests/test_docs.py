"""What the README says is true: its example is the real output, its commands run, its links lead somewhere."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"<!-- example: wpdiff (.+?) -->\n```text\n(.*?)```", re.DOTALL)
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])


def wpdiff(*arguments: str, cwd: Path) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "wpdiff", *arguments],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("example", EXAMPLE.findall(README), ids=lambda example: example[0])
def test_the_readmes_example_is_the_real_output(example: tuple[str, str]) -> None:
    command, printed = example
    assert printed == wpdiff(*shlex.split(command), cwd=ROOT)


def test_the_readmes_commands_run(tmp_path: Path) -> None:
    for name, text in (("2024.html", "<p>8か国が参加した。</p>"), ("2025.html", "<p>9か国が参加した。</p>")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "wpdiff.toml").write_text("", encoding="utf-8")
    (tmp_path / "editions").symlink_to(ROOT / "editions", target_is_directory=True)
    commands = [line[2:] for line in README.splitlines() if line.startswith("$ wpdiff ")]
    assert len(commands) >= 5
    for command in commands:
        words = shlex.split(command)[1:]
        if "CHANGE-ID" in words:
            saved = (tmp_path / "changes.json").read_text(encoding="utf-8")
            found = re.search(r'"id":"(c-[a-z0-9]+)"', saved)
            assert found
            words[words.index("CHANGE-ID")] = found[1]
        wpdiff(*words, cwd=tmp_path)
    assert (tmp_path / "report.html").is_file()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
