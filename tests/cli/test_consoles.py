"""Closed pipes, full disks, devices, interrupts, narrow consoles: one line or none, never a traceback."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

OLD = "第1章 全般\n\nノルダは8か国と協定を結んだ。両国は共同訓練を毎年行っている。\n"
NEW = OLD.replace("8か国", "9か国")
FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="this system has no /dev/full")
posix = pytest.mark.skipif(os.name == "nt", reason="signals and devices are another matter there")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def start(folder: Path, environment: dict[str, str], *arguments: str, **options: object) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "wpdiff", *arguments], cwd=folder, env=environment, stderr=subprocess.PIPE, **options
    )


@posix
@needs_full
@pytest.mark.parametrize(
    "arguments",
    [("compare", "old.txt", "new.txt", "-f", "json"), ("inspect", "old.txt"), ("--help",), ("config", "show"), ()],
)
def test_a_full_disk_behind_standard_output_is_one_line(folder, environment, arguments):
    with FULL.open("wb") as full:
        running = start(folder, environment, *arguments, stdout=full)
        said = running.communicate()[1].decode()
    assert running.returncode == 2
    assert said.startswith("wpdiff: standard output: the disk is full\n  hint: ")
    assert len(said.splitlines()) == 2


@posix
@needs_full
def test_a_device_is_written_to_and_never_replaced(folder, wpdiff):
    (folder / "full.html").symlink_to(FULL)
    done = wpdiff("compare", "old.txt", "new.txt", "-o", "full.html")
    assert done.returncode == 2
    assert "the disk is full" in done.stderr
    assert FULL.is_char_device()
    assert (folder / "full.html").is_symlink()
    (folder / "nothing.html").symlink_to(os.devnull)
    assert wpdiff("inspect", "old.txt", "-o", "nothing.html").returncode == 0
    assert Path(os.devnull).is_char_device()


@posix
def test_a_link_is_followed_and_stays(folder, wpdiff):
    (folder / "real").mkdir()
    (folder / "report.html").symlink_to(folder / "real" / "report.html")
    assert wpdiff("compare", "old.txt", "new.txt", "-o", "report.html").returncode == 0
    assert (folder / "report.html").is_symlink()
    assert (folder / "real" / "report.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@posix
def test_a_reader_who_has_seen_enough_ends_it_quietly(folder, environment):
    (folder / "long.txt").write_text("第1章 全般\n\n" + "海は静かである。\n\n" * 20_000, encoding="utf-8")
    running = start(folder, environment, "inspect", "long.txt", "-f", "json", stdout=subprocess.PIPE)
    assert running.stdout is not None
    running.stdout.read(10)
    running.stdout.close()
    assert running.stderr is not None
    said = running.stderr.read()
    assert running.wait() == 0
    assert said == b""


@posix
def test_an_interrupt_ends_with_130_and_leaves_nothing(folder, environment):
    (folder / "long.txt").write_text("第1章 全般\n\n" + "海は静かである。港も開いた。\n\n" * 200_000, encoding="utf-8")
    running = start(folder, environment, "compare", "long.txt", "old.txt", "-o", "report.html", stdout=subprocess.PIPE)
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    said = running.communicate()[1]
    assert running.returncode == 130, said
    assert b"Traceback" not in said
    assert sorted(path.name for path in folder.iterdir()) == ["long.txt", "new.txt", "old.txt"]


def test_what_a_library_says_to_programmers_is_not_said_to_readers(folder, wpdiff):
    (folder / "page.html").write_text("https://norda.example/sea", encoding="utf-8")
    done = wpdiff("inspect", "page.html")
    assert (done.returncode, done.stderr) == (0, "")


def test_an_inspection_does_not_crash_a_cp932_console(folder, wpdiff):
    (folder / "old.txt").write_text(OLD + "絵文字👩と한국어とé。同年5月のこと。\n\n参照9章\n", encoding="utf-8")
    done = wpdiff("inspect", "old.txt", PYTHONIOENCODING="cp932", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "見出しと文の数" in done.stdout


def test_a_report_cannot_be_written_into_a_file_or_over_a_folder(folder, wpdiff):
    (folder / "taken.html").mkdir()
    for target in ("taken.html", "old.txt/report.html", "x" * 300 + ".html"):
        done = wpdiff("compare", "old.txt", "new.txt", "-o", target)
        assert done.returncode == 2, target
        assert "cannot be written" in done.stderr
        assert len(done.stderr.splitlines()) == 2
    assert sorted(path.name for path in folder.iterdir()) == ["new.txt", "old.txt", "taken.html"]


def test_an_inspection_writes_what_the_suffix_asks_for(folder, wpdiff):
    done = wpdiff("inspect", "new.txt", "-o", "a.html", "-o", "b.json", "-o", "c.txt", "-o", "-")
    assert done.returncode == 0
    assert (folder / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert (folder / "b.json").read_text(encoding="utf-8").startswith('{\n "schema": "wpdiff/inspection"')
    assert (folder / "c.txt").read_text(encoding="utf-8") == done.stdout
    assert wpdiff("inspect", "new.txt", "-o", "a.md").returncode == 2
    assert not (folder / "a.md").exists()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(wpdiff, shell):
    assert "_WPDIFF_COMPLETE" in wpdiff("completion", shell).stdout


def test_completion_knows_commands_and_options(wpdiff):
    asked = {"_WPDIFF_COMPLETE": "bash_complete", "COMP_CWORD": "1"}
    assert "plain,inspect" in wpdiff(COMP_WORDS="wpdiff ins", **asked).stdout
    assert "plain,--lang" in wpdiff(COMP_WORDS="wpdiff inspect --la", **(asked | {"COMP_CWORD": "2"})).stdout


def test_wpdiff_alone_says_what_there_is(wpdiff):
    done = wpdiff()
    assert done.returncode == 0
    assert "Commands:" in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("compare", "old.txt", "new.txt", "-vq", "-o", "c.json"),
        ("-qC", ".", "compare", "old.txt", "new.txt", "-o", "c.json"),
        ("compare", "old.txt", "new.txt", "-q", "-C.", "-o", "c.json", "--color=never", "--no-pager", "--no-progress"),
        ("compare", "--debug", "old.txt", "-v", "new.txt", "-q", "-o", "c.json"),
    ],
)
def test_global_options_stand_anywhere(folder, wpdiff, arguments):
    done = wpdiff(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (folder / "c.json").is_file()


def test_a_folder_to_work_in_is_taken_before_names_are_read(folder, wpdiff):
    (folder / "deep").mkdir()
    (folder / "old.txt").rename(folder / "deep" / "old.txt")
    (folder / "new.txt").rename(folder / "deep" / "new.txt")
    assert wpdiff("compare", "old.txt", "new.txt", "-o", "c.json", "-C", "deep").returncode == 0
    assert (folder / "deep" / "c.json").is_file()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("compare", "old.txt", "new.txt", "--layout", "sideways"), "'sideways' is not one of"),
        (("compare", "old.txt", "new.txt", "--columns", "both"), "'both' is not one of"),
        (("compare", "old.txt", "new.txt", "-o", "report"), "or say it with -f"),
        (("compare", "old.txt", "new.txt", "-f", "json", "--open"), "no HTML report is written"),
        (("compare", "old.txt", "new.txt", "--only", "treaty_suspend"), "did you mean treaty_suspended"),
        (("report", "old.txt", "--only", "nonsense"), "not a saved comparison"),
        (("config",), "Missing command"),
        (("inspect", "old.txt", "--config"), "--config: no value given"),
        (("compare", "old.txt", ""), "an empty name is no edition"),
        (("config", "change"), "No such command"),
        (("completion", "powershell"), "powershell"),
        (("inspect",), "no EDITION given"),
        (("inspect", "old.txt", "-f", "md"), "'md' is not one of"),
        (("history", "harbour"), "not built yet"),
    ],
)
def test_what_cannot_be_is_one_line(folder, wpdiff, arguments, said):
    done = wpdiff(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 2
