"""From nothing to a check that runs by itself: init, test, install; and what stands in the way, in one line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.watch.publisher import Publisher, publishing
from tests.watch.test_checks import PAGES, RULES, SOURCE, publish
from wpdiff.watch.catalogue import ready_sources
from wpdiff.watch.first_file import first_file
from wpdiff.watch.lock import hold_lock
from wpdiff.watch.read_sources import parse_sources
from wpdiff.watch.schedules import SCHEDULES, Installed

ROOT = Path(__file__).parents[2]


def wpdiff(folder: Path, *words: str, code: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *(["-c", code] if code else ["-m", "wpdiff"]), *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )


def write_sources(folder: Path, address: str, more: str = "") -> None:
    table = SOURCE.replace("{id}", "paper").replace("{address}", address).replace("{more}", more)
    text = RULES.replace("{sources}", table).replace("{delay}", "0s")
    (folder / "sources.toml").write_text(text, encoding="utf-8")
    (folder / "wpdiff.toml").write_text("", encoding="utf-8")


@pytest.mark.parametrize("ready", ready_sources(), ids=lambda one: one.id)
def test_a_ready_source_holds_and_says_that_it_was_not_checked(ready: object) -> None:
    text = first_file("desk@example.org", [ready.text], ["edition_complete"])  # type: ignore[attr-defined]
    assert [source.id for source in parse_sources(text).source] == [ready.id]  # type: ignore[attr-defined]
    assert "NOT CHECKED" in text


def test_the_explained_example_holds_when_it_is_uncommented() -> None:
    text = first_file("desk@example.org", [], ["edition_complete"])
    assert not parse_sources(text).source
    behind = text[text.index("# [[source]]") :]
    lines = [line.removeprefix("# ") for line in behind.splitlines()]
    assert parse_sources(text + "\n".join(lines)).source[0].id == "paper-en"


def test_init_begins_a_workspace_and_adds_to_one_and_overwrites_nothing(tmp_path: Path) -> None:
    assert wpdiff(tmp_path, "watch", "init", "--from", "defence-ja", "--contact", "d@example.org").returncode == 0
    assert (tmp_path / "wpdiff.toml").is_file()
    before = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    assert wpdiff(tmp_path, "watch", "init").returncode == 2
    assert wpdiff(tmp_path, "watch", "init", "--from", "defence-ja").returncode == 2
    assert (tmp_path / "sources.toml").read_text(encoding="utf-8") == before
    assert wpdiff(tmp_path, "watch", "init", "--from", "ict-ja").returncode == 0
    after = (tmp_path / "sources.toml").read_text(encoding="utf-8")
    assert after.startswith(before)
    assert [source.id for source in parse_sources(after).source] == ["defence-ja", "ict-ja"]


def test_a_trial_shows_what_a_check_would_see_and_keeps_nothing(tmp_path: Path) -> None:
    with publishing() as site:
        publish(site, "paper", "2025", "2024")
        visits = count()
        site.dress = lambda body: body.replace(
            b"<h1>", b'<p class="ad">Buy now</p><p>Visitor %d</p><h1>' % next(visits), 1
        )
        write_sources(tmp_path, site.address, "ignore = ['.ad', '.none']\ncontent = 'body'")
        done = wpdiff(tmp_path, "watch", "test", "paper")
        assert done.returncode == 0, done.stderr
        told = done.stdout
        assert told.index("edition 2025") < told.index("edition 2024")
        assert "2025: 3 pages (pages.min 3, pages.max 9)" in told
        assert told.index("n1.html") < told.index("n2.html") < told.index("n3.html")
        assert "utf-8 (the server says so)" in told
        assert "ignore \".ad\": 'Buy now'" in told
        assert 'ignore ".none": nothing here' in told
        assert "unstable: " in told
        assert "this source works" in told
        assert not (tmp_path / "editions").exists()
        assert not (tmp_path / ".wpdiff").exists()


def test_a_trial_of_a_rule_that_fits_nothing_shows_what_there_is(tmp_path: Path) -> None:
    with publishing() as site:
        publish(site, "paper", "2025")
        write_sources(tmp_path, site.address, "edition.link = 'nav a'")
        done = wpdiff(tmp_path, "watch", "test", "paper")
        assert done.returncode == 5
        assert "chooses none of 1 links" in done.stdout
        assert "2025 edition  →" in done.stdout


def test_the_second_of_two_checks_ends_and_names_the_first(tmp_path: Path) -> None:
    write_sources(tmp_path, "http://127.0.0.1:9")
    with hold_lock(tmp_path, command="wpdiff watch run", at="2026-07-01T06:00:00Z"):
        done = wpdiff(tmp_path, "watch", "check")
    assert done.returncode == 75
    assert "wpdiff watch run" in done.stderr
    assert "2026-07-01T06:00:00Z" in done.stderr


def test_the_heartbeat_hears_how_a_check_went(tmp_path: Path) -> None:
    with publishing() as site, publishing() as life:
        publish(site, "paper", "2024")
        life.pages = {"/beat": b"ok", "/beat/start": b"ok", "/beat/fail": b"ok"}
        write_sources(tmp_path, site.address)
        text = (tmp_path / "sources.toml").read_text(encoding="utf-8")
        beat = f'[heartbeat]\nurl = "{life.address}/beat"\n'
        (tmp_path / "sources.toml").write_text(beat + text, encoding="utf-8")
        assert wpdiff(tmp_path, "watch", "check").returncode == 0
        site.everything = (500, b"")
        assert wpdiff(tmp_path, "watch", "check").returncode == 5
        assert [one.path for one in life.asked] == ["/beat/start", "/beat", "/beat/start", "/beat/fail"]


def test_all_mistakes_of_the_file_are_told_each_on_its_line(tmp_path: Path) -> None:
    (tmp_path / "wpdiff.toml").write_text("", encoding="utf-8")
    (tmp_path / "sources.toml").write_text('[defaults]\ncontakt = "x"\nsettle = "soon"\n', encoding="utf-8")
    done = wpdiff(tmp_path, "watch", "check")
    assert done.returncode == 2
    lines = done.stderr.splitlines()
    assert len(lines) == 4, done.stderr
    assert ":2: unknown key defaults.contakt; did you mean contact?" in lines[1]
    assert "hint: 3 mistakes" in lines[-1]


MISSING = """
import sys
class Nothing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("pydantic", "httpcore2"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Nothing())
from wpdiff.__main__ import main
main()
"""


def test_a_missing_extra_is_one_line_that_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "wpdiff.toml").write_text("", encoding="utf-8")
    for words in (("check",), ("run", "--every", "6h"), ("test", "x")):
        done = wpdiff(tmp_path, "watch", *words, code=MISSING)
        assert done.returncode == 2
        assert "pip install 'wpdiff[watch]'" in done.stderr
        assert "Traceback" not in done.stderr
    assert wpdiff(tmp_path, "watch", "init", "--from", "ict-ja", code=MISSING).returncode == 0


UNTOUCHED = """
import sys
from wpdiff.cli import run
code = run(["compare", "old.txt", "new.txt", "-q", "-o", "report.json"])
heavy = ("wpdiff.watch", "wpdiff.archive", "pydantic", "httpcore2", "httpx2", "protego", "w3lib", "filelock")
print(code, sorted(name for name in sys.modules if name.partition(".")[0] in heavy or name.startswith(heavy[:2])))
"""


def test_a_comparison_imports_nothing_of_the_watch(tmp_path: Path) -> None:
    for name in ("old.txt", "new.txt"):
        (tmp_path / name).write_text(f"The strait is {name}.", encoding="utf-8")
    done = wpdiff(tmp_path, code=UNTOUCHED)
    assert done.stdout.strip().endswith("0 []"), done.stdout + done.stderr


@pytest.mark.parametrize("system", SCHEDULES)
def test_a_schedule_names_the_users_own_paths_whatever_is_in_them(system: str) -> None:
    folder = Path("/home/o'neil/white papers 100%")
    told = SCHEDULES[system](Installed(program=("/opt/my tools/wpdiff",), root=folder))
    assert "watch check" in told
    if system == "cron":
        assert "cd '/home/o'\"'\"'neil/white papers 100\\%' && '/opt/my tools/wpdiff' watch check" in told
    if system == "systemd":
        assert "WorkingDirectory=/home/o'neil/white papers 100%%\n" in told
        assert 'ExecStart="/opt/my tools/wpdiff" watch check\n' in told
    if system == "windows":
        assert "-WorkingDirectory '/home/o''neil/white papers 100%'" in told


def test_the_actions_workflow_is_yaml_that_keeps_the_state() -> None:
    told = SCHEDULES["actions"](Installed(program=("wpdiff",), root=Path("/w")))
    assert "git add -f .wpdiff/state.db" in told
    assert "${{ secrets.WPDIFF_SMTP }}" in told
    assert "\t" not in told


def test_a_check_tells_what_it_saw_and_quiet_tells_nothing(tmp_path: Path) -> None:
    with publishing() as site:
        publish(site, "paper", "2024")
        write_sources(tmp_path, site.address)
        first = wpdiff(tmp_path, "watch", "check")
        assert first.stdout.startswith("paper: ok; ")
        assert "2024: 3 pages archived as the base" in first.stdout
        second = wpdiff(tmp_path, "watch", "check", "--quiet")
        assert (second.stdout, second.stderr, second.returncode) == ("", "", 0)
        status = wpdiff(tmp_path, "watch", "status", "--json")
        assert status.returncode == 0, status.stderr
        assert json.loads(status.stdout)
        assert len(PAGES) == 3
        assert isinstance(site, Publisher)
