"""Where reports go: formats by suffix and -f, folders, pagers, the browser."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")

OLD = "第1章 全般\n\nノルダは8か国と協定を結んだ。両国は共同訓練を毎年行っている。\n"
NEW = OLD.replace("8か国", "9か国")
COMPARE = ("compare", "old.txt", "new.txt")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def series(tmp_path: Path) -> Path:
    (tmp_path / "wpdiff.toml").write_text("", encoding="utf-8")
    for name in ("coast", "harbour"):
        for year in (2030, 2031, 2032):
            home = tmp_path / "editions" / name / str(year)
            home.mkdir(parents=True)
            (home / "page.txt").write_text(OLD.replace("8か国", f"{year - 2020}か国"), encoding="utf-8")
    return tmp_path


def on_a_terminal(folder: Path, environment: dict[str, str], *arguments: str, **variables: str) -> tuple[int, str]:
    """Run wpdiff as on a terminal of ten lines; its exit code and what the terminal showed."""
    shown = bytearray()

    pid, master = pty.fork()
    if pid == 0:  # pragma: no cover  the child becomes wpdiff
        os.chdir(folder)
        told = environment | {"COLUMNS": "80", "LINES": "10", "TERM": "xterm"} | variables
        os.execvpe(sys.executable, [sys.executable, "-m", "wpdiff", *arguments], told)  # noqa: S606
    while True:
        try:
            if not (data := os.read(master, 1 << 16)):
                break
        except OSError:
            break
        shown.extend(data)
    os.close(master)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), shown.decode("utf-8", "replace")


def test_a_format_may_be_said_for_a_file_without_a_suffix_and_beside_standard_output(folder, wpdiff):
    assert wpdiff(*COMPARE, "-o", "report", "-f", "md").returncode == 0
    assert (folder / "report").read_text(encoding="utf-8").startswith("# ")
    done = wpdiff(*COMPARE, "-o", "a.html", "-o", "-", "-f", "jsonl")
    assert json.loads(done.stdout.splitlines()[0])["record"] == "comparison"
    assert (folder / "a.html").is_file()


def test_a_format_that_no_file_takes_is_for_standard_output(folder, wpdiff):
    done = wpdiff(*COMPARE, "-o", "a.html", "-f", "terminal")
    assert "[-8か国-]{+9か国+}" in done.stdout
    assert (folder / "a.html").is_file()
    assert wpdiff(*COMPARE, "-o", "b.html", "-f", "html").stdout == ""


def test_a_folder_takes_the_report_by_its_own_name(folder, wpdiff):
    done = wpdiff(*COMPARE, "-o", "out/", "-f", "csv")
    assert (done.returncode, done.stderr) == (0, f"wrote {Path('out/old--new.csv')}\n")
    assert wpdiff(*COMPARE, "-o", "out").returncode == 0
    assert sorted(one.name for one in (folder / "out").iterdir()) == ["old--new.csv", "old--new.html"]


def test_all_editions_of_several_series_lose_no_report(series, wpdiff):
    assert wpdiff("compare", "--all", "coast", "harbour", "-o", "out/", "-f", "md").returncode == 0
    found = sorted(one.relative_to(series / "out").as_posix() for one in (series / "out").rglob("*.md"))
    assert found == [f"{name}/{old}--{old + 1}.md" for name in ("coast", "harbour") for old in (2030, 2031)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "one.html"), "4 comparisons cannot all be written to one.html"),
        (("-f", "json"), "4 comparisons cannot all be written to standard output as json"),
    ],
)
def test_reports_are_not_written_over_each_other(series, wpdiff, arguments, said):
    done = wpdiff("compare", "--all", "coast", "harbour", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (series / "one.html").exists()


def test_all_of_a_series_with_one_edition_says_so(series, wpdiff):
    (series / "editions" / "lone" / "2031").mkdir(parents=True)
    assert "1 edition in this series" in wpdiff("compare", "--all", "lone").stderr


def test_what_is_longer_than_the_screen_is_paged_by_the_reader_s_pager(folder, environment):
    pager = folder / "pager"
    pager.write_text("#!/bin/sh\necho PAGED; cat\n", encoding="utf-8")
    pager.chmod(0o755)
    code, shown = on_a_terminal(folder, environment, *COMPARE, WPDIFF_PAGER=str(pager), PAGER="false")
    assert code == 0
    assert "PAGED" in shown
    for arguments, variables in (
        ((*COMPARE, "--no-pager"), {"PAGER": str(pager)}),
        ((*COMPARE, "--stat"), {"PAGER": str(pager), "LINES": "50"}),
        (COMPARE, {"WPDIFF_PAGER": "", "PAGER": str(pager)}),
        ((*COMPARE, "-f", "md"), {"PAGER": str(pager)}),
    ):
        code, shown = on_a_terminal(folder, environment, *arguments, **variables)
        assert code == 0
        assert "PAGED" not in shown, arguments
        assert "協定" in shown or "--stat" in arguments


def test_a_pager_that_is_not_there_is_said_and_the_summary_is_shown(folder, environment):
    code, shown = on_a_terminal(folder, environment, *COMPARE, PAGER="nobodys-pager -x")
    assert code == 0
    assert "nobodys-pager: no pager" in shown
    assert "協定" in shown


def test_the_html_report_is_opened_and_only_that(folder, wpdiff):
    browser = folder / "browser"
    browser.write_text('#!/bin/sh\necho "$1" > opened\n', encoding="utf-8")
    browser.chmod(0o755)
    done = wpdiff(*COMPARE, "-o", "a.html", "-o", "b.json", "--open", BROWSER=f"{browser} %s")
    assert done.returncode == 0, done.stderr
    assert (folder / "opened").read_text(encoding="utf-8").strip() == (folder / "a.html").as_uri()


def test_a_folder_of_reports_is_listed_and_another_s_index_is_left(series, wpdiff):
    wpdiff("compare", "--all", "coast", "harbour", "-o", "out/")
    done = wpdiff("report", "--index", "out")
    assert (done.returncode, done.stderr) == (0, f"wrote {Path('out/index.html')}\n")
    page = (series / "out" / "index.html").read_text(encoding="utf-8")
    assert page.count('<tr><th scope="row">') == 4
    assert wpdiff("report", "--index", "out", "-q").returncode == 0  # its own is made anew
    (series / "out" / "index.html").write_text("another's", encoding="utf-8")
    assert "not made by wpdiff" in wpdiff("report", "--index", "out").stderr
    assert "no COMPARISON.json given" in wpdiff("report").stderr


def test_what_is_no_edition_is_one_line(folder, wpdiff):
    os.mkfifo(folder / "pipe")
    for name, said in (("pipe", "neither a file nor a folder"), ("/dev/null", "neither a file nor a folder")):
        done = wpdiff("compare", "old.txt", name)
        assert (done.returncode, len(done.stderr.splitlines())) == (2, 2)
        assert said in done.stderr


def test_a_whole_disk_is_no_edition(folder, monkeypatch):
    from wpdiff import WpdiffError, compare
    from wpdiff.ingest import pages

    monkeypatch.setattr(pages, "_MOST_ENTRIES", 1)
    with pytest.raises(WpdiffError, match="too many for an edition"):
        compare(str(folder), str(folder / "new.txt"))


def test_what_a_shell_hands_over_is_an_edition(folder, environment):
    command = f"{sys.executable} -m wpdiff compare <(cat old.txt) <(cat new.txt) -f terminal"
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    assert "[-8か国-]{+9か国+}" in done.stdout.decode()


def test_a_bash_that_reads_the_completion_completes(folder, environment):
    program = folder / "wpdiff"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m wpdiff "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    command = (
        "source <(wpdiff completion bash); complete -p wpdiff; "
        "COMP_WORDS=(wpdiff report --lay); COMP_CWORD=2; _wpdiff_completion wpdiff; echo ${COMPREPLY[@]}"
    )
    told = environment | {"PATH": f"{folder}:{environment['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=told, capture_output=True, check=False)
    assert b"_wpdiff_completion wpdiff" in done.stdout, done.stderr
    assert done.stdout.split()[-1] == b"--layout"
