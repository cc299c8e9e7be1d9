"""The command line as people use and misuse it: real runs of the real command."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

OLD = "第1章 全般\n\nノルダは8か国と協定を結んだ。両国は共同訓練を毎年行っている。\n"
NEW = "第1章 全般\n\nノルダは9か国と協定を結んだ。両国は共同訓練を毎年行っている。条約は2024年に発効した。\n"


def run(*arguments: str, cwd: Path, data: bytes | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    base = {key: value for key, value in os.environ.items() if not key.startswith(("WPDIFF_", "NO_COLOR"))}
    done = subprocess.run(
        [sys.executable, "-m", "wpdiff", *arguments],
        cwd=cwd,
        input=data,
        capture_output=True,
        env=base | {"PYTHONPATH": str(Path(__file__).parents[2]), "XDG_CONFIG_HOME": str(cwd / "config")} | environment,
        check=False,
    )
    encoding = environment.get("PYTHONIOENCODING", "utf-8")
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(encoding), done.stderr.decode(encoding)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


def test_compare_prints_a_summary_and_writes_a_report(folder: Path) -> None:
    done = run("compare", "old.txt", "new.txt", cwd=folder)
    assert done.returncode == 0
    assert "[-8か国-]{+9か国+}" in done.stdout
    assert "reports/old--new.html" in done.stdout
    assert "条約は2024年に発効した。" in (folder / "reports" / "old--new.html").read_text(encoding="utf-8")
    assert done.stderr == ""


def test_output_takes_its_format_from_the_suffix_and_may_be_repeated(folder: Path) -> None:
    done = run("compare", "old.txt", "new.txt", "-o", "a.html", "-o", "b.json", "-o", "c.md", cwd=folder)
    assert done.returncode == 0
    assert done.stdout == ""
    assert json.loads((folder / "b.json").read_text(encoding="utf-8"))["schema"] == "wpdiff/comparison"
    assert (folder / "a.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "**9か国**" in (folder / "c.md").read_text(encoding="utf-8")


def test_a_saved_comparison_gives_the_same_report(folder: Path) -> None:
    run("compare", "old.txt", "new.txt", "-o", "a.html", "-o", "b.json", cwd=folder)
    assert run("report", "b.json", "-o", "again.html", cwd=folder).returncode == 0
    assert (folder / "again.html").read_bytes() == (folder / "a.html").read_bytes()


def test_explain_shows_pairing_and_evidence(folder: Path) -> None:
    run("compare", "old.txt", "new.txt", "-o", "b.json", cwd=folder)
    changes = json.loads((folder / "b.json").read_text(encoding="utf-8"))["changes"]
    updated = next(change for change in changes if "figure_updated" in change["categories"])
    done = run("explain", "b.json", updated["id"], cwd=folder)
    assert done.returncode == 0
    assert "alike" in done.stdout
    assert "figure_updated" in done.stdout


def test_inspect_tells_what_was_understood(folder: Path) -> None:
    told = run("inspect", "new.txt", "-f", "json", cwd=folder)
    assert json.loads(told.stdout)["sections"][0]["heading"] == "全般"
    assert "第1章 全般" in run("inspect", "new.txt", cwd=folder).stdout


def test_standard_input_is_an_edition(folder: Path) -> None:
    done = run("compare", "old.txt", "-", "-f", "terminal", cwd=folder, data=NEW.encode())
    assert done.returncode == 0
    assert "9か国" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("old.txt", "new.txt"), 1),
        (("old.txt", "old.txt"), 0),
        (("old.txt", "new.txt", "--min-significance", "high"), 1),
    ],
)
def test_exit_code_tells_whether_something_changed(folder: Path, arguments: tuple[str, ...], code: int) -> None:
    assert run("compare", *arguments, "--exit-code", "-q", "-o", "c.json", cwd=folder).returncode == code


def test_global_options_stand_before_or_after_the_command(folder: Path) -> None:
    after = run("compare", "old.txt", "new.txt", "-o", "c.json", "-q", cwd=folder)
    before = run("-q", "compare", "old.txt", "new.txt", "-o", "c.json", cwd=folder)
    assert (after.returncode, after.stderr) == (before.returncode, before.stderr) == (0, "")


def test_colour_is_asked_for_or_left_out(folder: Path) -> None:
    coloured = run("compare", "old.txt", "new.txt", "-f", "terminal", "--color", "always", cwd=folder)
    assert "\x1b[" in coloured.stdout
    assert "[-" not in coloured.stdout.replace("\x1b[", "")
    plain = run("compare", "old.txt", "new.txt", "-f", "terminal", cwd=folder, NO_COLOR="1")
    assert "\x1b[" not in plain.stdout


def test_a_cp932_console_does_not_crash(folder: Path) -> None:
    (folder / "new.txt").write_text(NEW + "絵文字👩と한국어とé。\n", encoding="utf-8")
    done = run("compare", "old.txt", "new.txt", cwd=folder, PYTHONIOENCODING="cp932", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "絵文字" in done.stdout


def test_the_same_bytes_whatever_the_hash_seed_and_locale(folder: Path) -> None:
    outputs = set()
    for seed, locale in (("0", "C"), ("1", "C.UTF-8"), ("4242", "POSIX")):
        run("compare", "old.txt", "new.txt", "-o", f"{seed}.json", "-o", f"{seed}.html", cwd=folder,
            PYTHONHASHSEED=seed, LC_ALL=locale)  # fmt: skip
        outputs.add((folder / f"{seed}.json").read_bytes() + (folder / f"{seed}.html").read_bytes())
    assert len(outputs) == 1


def _one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 2, done.stderr
    lines = done.stderr.splitlines()
    assert lines[0].startswith("wpdiff: "), done.stderr
    assert len(lines) <= 2
    assert all(line.startswith("  hint: ") for line in lines[1:])
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_missing_file_is_one_line(folder: Path) -> None:
    assert "no such file" in _one_line(run("compare", "old.txt", "gone.txt", cwd=folder))


def test_an_empty_file_is_one_line(folder: Path) -> None:
    (folder / "new.txt").write_bytes(b"")
    assert "nothing to read" in _one_line(run("compare", "old.txt", "new.txt", cwd=folder))


def test_a_folder_without_pages_is_one_line(folder: Path) -> None:
    (folder / "empty").mkdir()
    assert "no pages" in _one_line(run("compare", "old.txt", "empty", cwd=folder))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("paper.pdf", b"%PDF-1.7 \x00\x01", "a PDF"),
        ("paper.txt", b"PK\x03\x04" + bytes(200), "ZIP"),
        ("paper.xyz", b"words", "no reader for .xyz"),
        ("noise.txt", bytes(range(128, 256)) * 40, "not text"),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    ],
)
def test_what_is_not_text_is_one_line(folder: Path, name: str, content: bytes, said: str) -> None:
    (folder / name).write_bytes(content)
    assert said in _one_line(run("compare", "old.txt", name, cwd=folder))


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_one_line(folder: Path) -> None:
    (folder / "new.txt").chmod(0)
    assert "permission" in _one_line(run("compare", "old.txt", "new.txt", cwd=folder))


def test_a_limit_of_reading_is_one_line_and_an_option_raises_it(folder: Path) -> None:
    (folder / "big.txt").write_text(NEW + "港" * 400_000, encoding="utf-8")
    (folder / "wpdiff.toml").write_text("max_page_mb = 1\n", encoding="utf-8")
    done = run("compare", "old.txt", "big.txt", "--stat", cwd=folder)
    assert (done.returncode, done.stderr) == (
        2,
        "wpdiff: big.txt: 2 MB in one page, and 1 MB are read at most\n"
        "  hint: --max-page-mb 2 raises the limit; memory needed is some 150 times that\n",
    )
    for arguments, environment in ((("--max-page-mb", "2"), {}), (("--max-page-mb=2",), {}), ((), {"MB": "2"})):
        told = {f"WPDIFF_MAX_PAGE_{name}": value for name, value in environment.items()}
        assert run("compare", "old.txt", "big.txt", "--stat", *arguments, cwd=folder, **told).returncode == 0
    assert run("compare", "old.txt", "-", cwd=folder, data=b"x" * 1_100_000).returncode == 2
    (folder / "wpdiff.toml").write_text('max_page_mb = "much"\n', encoding="utf-8")
    assert "is no number" in run("inspect", "old.txt", cwd=folder).stderr


def test_an_output_folder_that_cannot_be_made_is_one_line_and_leaves_nothing(folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    told = _one_line(run("compare", "old.txt", "new.txt", "-o", "file/report.html", cwd=folder))
    assert "cannot be written" in told
    assert (folder / "file").read_text(encoding="utf-8") == "x"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_loses_nothing(folder: Path) -> None:
    target = folder / "report.html"
    target.write_text("yesterday's report", encoding="utf-8")
    code = (
        "import errno, os, wpdiff.cli.output as output\n"
        "def full(*_): raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))\n"
        "os.fsync = full\n"
        "from wpdiff.cli import run\n"
        "raise SystemExit(run(['compare', 'old.txt', 'new.txt', '-o', 'report.html']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=False,
    )
    assert "the disk is full" in _one_line(done)
    assert target.read_text(encoding="utf-8") == "yesterday's report"
    assert sorted(path.name for path in folder.iterdir()) == ["new.txt", "old.txt", "report.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("watch", "check"), "sources.toml: no such file"),
        (("watch", "init", "--from", "defense-ja"), "did you mean defence-ja?"),
        (("watch", "run", "--every", "soon"), "is no time"),
        (("history", "harbour"), "not built yet"),
        (("compare", "old.txt", "new.txt", "-f", "odt"), "'odt' is not one of"),
        (("compare", "old.txt", "new.txt", "-o", "a.odt"), "no format for .odt"),
        (("compare", "old.txt", "new.txt", "-o", "a.zzz"), "no format"),
        (("compare", "old.txt", "new.txt", "--nonsense"), "No such option"),
        (("compare",), "Missing argument"),
        (("compare", "a", "b", "c"), "takes two"),
        (("compare", "old.txt", "new.txt", "--profile", "nobody"), "nobody"),
        (("report", "old.txt"), "not a saved comparison"),
        (("explain", "gone.json", "c-1"), "gone.json"),
        (("compare", "-", "-"), "not both"),
        (("compare", "defense-jp"), "no such series"),
        (("-C", "nowhere", "compare", "old.txt", "new.txt"), "cannot work there"),
    ],
)
def test_mistakes_are_one_line_with_exit_code_2(folder: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said.lower() in _one_line(run(*arguments, cwd=folder)).lower()


def test_mojibake_is_named_with_its_place_and_still_compared(folder: Path) -> None:
    damaged = (NEW + "次の行も\n" * 3).encode("utf-8") + b"\xe6\x9d \xff\xfe damaged\n"
    (folder / "new.txt").write_bytes(damaged)
    done = run("compare", "old.txt", "new.txt", cwd=folder)
    assert done.returncode == 0
    assert "new.txt" in done.stdout
    assert "%" in done.stdout


def test_nul_and_control_characters_are_a_warning(folder: Path) -> None:
    (folder / "new.txt").write_bytes(NEW.replace("協定", "協\x00定\x07").encode())
    done = run("compare", "old.txt", "new.txt", cwd=folder)
    assert done.returncode == 0
    assert "制御文字 2 個" in done.stdout


def test_two_languages_are_a_warning(folder: Path) -> None:
    (folder / "new.txt").write_text(
        "Chapter 1 Overview\n\nNorda signed a treaty with the other states in the year of 2024.\n", encoding="utf-8"
    )
    done = run("compare", "old.txt", "new.txt", cwd=folder)
    assert done.returncode == 0
    assert "few statements will answer" in " ".join(done.stdout.split())


def test_help_is_quick_and_has_examples(folder: Path) -> None:
    code = (
        "import sys, wpdiff.cli as cli\n"
        "cli.run(['--help'])\n"
        "heavy = {'bs4', 'lxml', 'rich', 'jinja2', 'diff_match_patch', 'charset_normalizer', 'wpdiff.walk'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    assert "heavy: []" in done.stdout
    for command in ("compare", "report", "inspect"):
        assert "Examples:" in run(command, "--help", cwd=folder).stdout


def test_debug_shows_the_traceback(folder: Path) -> None:
    assert "Traceback" in run("compare", "old.txt", "gone.txt", "--debug", cwd=folder).stderr


@pytest.mark.parametrize("output", ["new.txt", "./old.txt"])
def test_an_edition_that_is_read_is_never_written_over(folder: Path, output: str) -> None:
    before = (folder / output).read_bytes()
    done = run("compare", "old.txt", "new.txt", "-o", output, cwd=folder)
    assert done.returncode == 2
    assert "lies in the edition that is read" in done.stderr
    assert (folder / output).read_bytes() == before


@pytest.mark.parametrize("output", ["page.html", "fresh.html"])
def test_no_report_becomes_a_page_of_the_edition_that_is_read(folder: Path, output: str) -> None:
    pages = folder / "pages"
    pages.mkdir()
    (pages / "page.html").write_text("<h1>1 Sea</h1><p>The fleet grew.</p>", encoding="utf-8")
    done = run("compare", "old.txt", "pages", "-o", f"pages/{output}", cwd=folder)
    assert done.returncode == 2
    assert sorted(one.name for one in pages.iterdir()) == ["page.html"]


@pytest.mark.parametrize("form", ["json", "html", "md"])
def test_standard_output_holds_what_a_file_would_whatever_the_console(folder: Path, form: str) -> None:
    run("compare", "old.txt", "new.txt", "-q", "-o", f"kept.{form}", cwd=folder)
    piped = subprocess.run(
        [sys.executable, "-m", "wpdiff", "compare", "old.txt", "new.txt", "-f", form],
        cwd=folder,
        capture_output=True,
        env=os.environ | {"PYTHONIOENCODING": "cp932", "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    assert piped.stdout == (folder / f"kept.{form}").read_bytes()


def test_warnings_are_said_where_only_files_are_written(folder: Path) -> None:
    (folder / "english.txt").write_text("1. Sea\n\nThe fleet grew in the north of the country.\n", encoding="utf-8")
    done = run("compare", "old.txt", "english.txt", "-o", "c.json", cwd=folder)
    assert done.returncode == 0
    assert "few statements will answer" in done.stderr or "対応する文はほとんど見つかりません" in done.stderr


def test_a_name_steers_no_terminal(folder: Path) -> None:
    done = run("compare", "old.txt", "no\x1b[31mfile\n.txt", cwd=folder)
    assert done.returncode == 2
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2
