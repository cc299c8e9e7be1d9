"""The guide to profiles is true: its profile reads its page as it says, and the lists of keys are whole."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from wpdiff.cli.settings import KNOWN
from wpdiff.model.profile import Cue, HeadingRule
from wpdiff.profiles.check import KEYS
from wpdiff.report.labels_inspection import doubt_codes

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GUIDE = (DOCS / "how-to" / "write-a-profile.md").read_text(encoding="utf-8")
MENDING = (DOCS / "how-to" / "mend-a-bad-reading.md").read_text(encoding="utf-8")
PROFILES = (DOCS / "reference" / "profiles.md").read_text(encoding="utf-8")
SETTINGS = (DOCS / "reference" / "settings.md").read_text(encoding="utf-8")
FILE = re.compile(r"<!-- file: (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
SHOWN = re.compile(r"<!-- shown (before|after) -->\n```text\n(.*?)```", re.DOTALL)


def _run(command: str, folder: Path) -> str:
    words = shlex.split(command)
    done = subprocess.run(
        [sys.executable, "-m", "wpdiff", *words[1:]],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "COLUMNS": "100", "PYTHONIOENCODING": "utf-8", "PATH": ""},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the guide's two commands print: before its profile is there, and after."""
    folder = tmp_path_factory.mktemp("guide")
    (folder / "wpdiff.toml").write_text("", encoding="utf-8")
    files = dict(FILE.findall(GUIDE))
    first, second = (line.strip() for line in GUIDE.splitlines() if line.startswith("    wpdiff inspect sample.txt"))
    (folder / "sample.txt").write_text(files["sample.txt"], encoding="utf-8")
    before = _run(first, folder)
    (folder / "profiles").mkdir()
    (folder / "profiles" / "harbour-ja.toml").write_text(files["profiles/harbour-ja.toml"], encoding="utf-8")
    return {"before": before, "after": _run(second, folder), "found": _run(first, folder)}


@pytest.mark.parametrize(("when", "shown"), SHOWN.findall(GUIDE))
def test_the_guide_shows_what_the_command_prints(outputs: dict[str, str], when: str, shown: str) -> None:
    assert shown in outputs[when]


def test_the_guides_profile_is_found_from_the_pages(outputs: dict[str, str]) -> None:
    assert "profile harbour-ja (港の年報): told by the pages" in outputs["found"]
    assert "by the language alone" in outputs["before"]


def _keys(part: str) -> set[str]:
    return set(re.findall(r"^\| `([a-z_]+)` \|", part, re.MULTILINE))


def test_every_key_of_a_profile_is_documented_and_no_other() -> None:
    general, rest = PROFILES.split("## `[[heading]]`")
    heading, detect = rest.split("## `detect`")
    assert _keys(general) == set(KEYS)
    assert _keys(heading) == set(HeadingRule.__struct_fields__)
    assert _keys(detect.split("## What is refused")[0]) == set(Cue.__struct_fields__)


def test_every_setting_is_documented_with_its_variable() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+)` \| `(WPDIFF_[A-Z_]+)` \|", SETTINGS, re.MULTILINE))
    assert rows == {name: f"WPDIFF_{name.upper()}" for name in KNOWN}


def test_every_warning_that_a_reading_gives_is_explained() -> None:
    raised = set()
    for path in [*(ROOT / "wpdiff" / "structure").glob("*.py"), *(ROOT / "wpdiff" / "ingest").glob("*.py"),
                 ROOT / "wpdiff" / "walk.py"]:  # fmt: skip
        raised |= set(re.findall(r'ReadingWarning\(\s*code="([a-z_]+)"', path.read_text(encoding="utf-8")))
    assert len(raised) > 10
    assert raised <= _keys(MENDING)


def test_every_doubt_of_an_inspection_is_listed() -> None:
    reference = (DOCS / "reference" / "inspection.md").read_text(encoding="utf-8")
    assert all(f"`{code}`" in reference for code in doubt_codes())
