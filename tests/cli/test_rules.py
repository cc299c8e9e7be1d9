"""wpdiff rules and the review entry of explain, as their users run them."""

import json
from pathlib import Path

from tests.cli.conftest import Run

OLD = "第1章 全般\n\n港は北にある。艦隊は8隻からなる。\n"
NEW = "第1章 全般\n\n港は北にある。艦隊は9隻からなる。艦隊は昨年、港町に入港訪問した。\n"
RULES = """
[[category]]
name = "port_call"
ja = "入港の話"
en = "call at a port"
[[cue]]
category = "port_call"
words = ["入港訪問"]
"""


def workspace(folder: Path, rules: str = RULES) -> Path:
    for name, text in (("wpdiff.toml", ""), ("rules.toml", rules), ("old.txt", OLD), ("new.txt", NEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_an_own_category_is_told_in_its_own_words_in_every_format(wpdiff: Run, tmp_path: Path) -> None:
    workspace(tmp_path)
    assert wpdiff("compare", "old.txt", "new.txt", "-o", "c.json").returncode == 0
    saved = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    assert saved["labels"] == {"port_call": ["入港の話", "call at a port"]}
    assert saved["settings"]["rules"].startswith("rules.toml ")
    (tmp_path / "rules.toml").unlink()  # a saved comparison brings its words along
    for name, word in (("terminal", "入港の話"), ("html", "入港の話"), ("md", "入港の話")):
        assert word in wpdiff("report", "c.json", "-f", name).stdout
    assert "call at a port" in wpdiff("report", "c.json", "-f", "md", "--lang", "en").stdout
    assert "入港訪問" in wpdiff("report", "c.json", "-f", "md", "--only", "port_call").stdout


def test_a_wrong_rules_file_stops_the_comparison_with_its_line(wpdiff: Run, tmp_path: Path) -> None:
    workspace(tmp_path, "[[cue]]\ncategory = 'exercize'\nwords = ['x']\n")
    done = wpdiff("compare", "old.txt", "new.txt", "-o", "c.json")
    assert done.returncode == 2
    assert "rules.toml:2: category = 'exercize': no such category of events" in done.stderr
    assert "did you mean exercise?" in done.stderr
    assert not (tmp_path / "c.json").exists()


def test_new_writes_a_file_once_that_test_finds_right(wpdiff: Run, tmp_path: Path) -> None:
    (tmp_path / "wpdiff.toml").touch()
    assert wpdiff("rules", "new").returncode == 0
    assert wpdiff("rules", "test").returncode == 0
    again = wpdiff("rules", "new")
    assert again.returncode == 2
    assert "exists already" in again.stderr


def test_test_tells_all_mistakes_and_failing_examples(wpdiff: Run, tmp_path: Path) -> None:
    workspace(tmp_path, "[[cue]]\nwords = 3\n[[rename]]\nfrom = 'a'\n")
    wrong = wpdiff("rules", "test")
    assert wrong.returncode == 2
    assert [line.split(":")[1] for line in wrong.stdout.splitlines() if line.startswith("rules.toml")] == [
        "1",
        "2",
        "3",
    ]
    workspace(tmp_path, RULES + "[[example]]\nnew = '入港訪問を検討した。'\nexpect = ['port_call']\n")
    failing = wpdiff("rules", "test")
    assert failing.returncode == 2
    assert "rules.toml:9: port_call was expected" in failing.stdout


def test_list_shows_words_and_test_tries_texts_and_editions(wpdiff: Run, tmp_path: Path) -> None:
    workspace(tmp_path)
    assert "入港訪問" in wpdiff("rules", "list", "port_call").stdout
    assert "treaty_suspended" in wpdiff("rules", "list").stdout
    listed = json.loads(wpdiff("rules", "list", "port_call", "--json").stdout)
    assert listed[0]["own"]
    assert wpdiff("rules", "list", "nonsense").returncode == 2
    assert "port_call, done" in wpdiff("rules", "test", "--new", "艦隊は入港訪問した。").stdout
    assert "port_call [入港訪問]: 1 (done 1)" in wpdiff("rules", "test", "--in", "new.txt").stdout


def test_an_entry_that_explain_prints_holds(wpdiff: Run, tmp_path: Path) -> None:
    workspace(tmp_path)
    wpdiff("compare", "old.txt", "new.txt", "-o", "c.json")
    saved = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    name = next(one["id"] for one in saved["changes"] if one["kind"] == "changed")
    printed = wpdiff("explain", "c.json", name, "--entry", "muted", "--reason", "毎年の数").stdout
    (tmp_path / "review.toml").write_text(printed, encoding="utf-8")
    done = wpdiff("compare", "old.txt", "new.txt", "-o", "d.json", "-o", "d.html")
    assert done.returncode == 0, done.stderr
    kept = json.loads((tmp_path / "d.json").read_text(encoding="utf-8"))
    assert [one["muted"] for one in kept["changes"] if one["id"] == name] == [{"reason": "毎年の数"}]
    assert "毎年の数" in (tmp_path / "d.html").read_text(encoding="utf-8")
    whole = wpdiff("explain", "d.json", name).stdout
    assert "review: muted: 毎年の数" in whole
    assert "[[review]]" in whole
