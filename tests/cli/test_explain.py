"""wpdiff explain says why a near statement is not the counterpart."""

import json
from pathlib import Path

from tests.cli.conftest import Run

OLD = (
    "第1章 全般\n\n北の港には大型の艦艇が三隻配備されている。南の港には小型の艦艇が五隻配備されている。"
    "市場は毎朝早くから開かれる。\n"
)
NEW = (
    "第1章 全般\n\n北の港には大型の艦艇が四隻配備されている。南の港には小型の艦艇が六隻配備されている。"
    "西の港には中型の艦艇が二隻配備されている。市場は毎朝早くから開かれる。\n"
)


def test_a_refused_partner_is_told_with_why(wpdiff: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    wpdiff("compare", "old.txt", "new.txt", "-o", "c.json")
    saved = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))
    added = next(one for one in saved["changes"] if one["kind"] == "added")
    assert added["pairing"]["rejected"]
    told = wpdiff("explain", "c.json", added["id"]).stdout
    assert "refused: 0." in told
    assert "why: it answers to statement" in told
    assert "a nearer counterpart" in told or "its own place" in told


def test_an_unknown_change_is_told_with_near_ids(wpdiff: Run, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    wpdiff("compare", "old.txt", "new.txt", "-o", "c.json")
    name = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["changes"][0]["id"]
    done = wpdiff("explain", "c.json", name[:-1] + ("a" if name[-1] != "a" else "b"))
    assert done.returncode == 2
    assert f"did you mean {name}" in done.stderr
