"""What is set aside stays in the edition, is compared on demand, and is never counted."""

import json
from pathlib import Path

import pytest

PAGE = """<html lang="ja"><body><nav>{year}年版 海の年報</nav><h1>第1章 海</h1>
<p>海は静かである。多くの船が港に集まり、荷をおろす声は夜まで絶えない。{more}</p>
<footer>電話 {year}番</footer></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "old.html").write_text(PAGE.format(year=2030, more=""), encoding="utf-8")
    (tmp_path / "new.html").write_text(PAGE.format(year=2031, more="港も開いた。"), encoding="utf-8")
    return tmp_path


COMPARE = ("compare", "old.html", "new.html", "--profile", "plain-ja", "--lang", "ja")


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_boilerplate_is_shown_when_asked_for_and_marked(folder, wpdiff, form):
    plain = wpdiff(*COMPARE, "-f", form).stdout
    shown = wpdiff(*COMPARE, "-f", form, "--include", "boilerplate").stdout
    assert "定型の部分（案内、目次、柱など）の変更 2 件も示しています" in shown
    assert "定型の部分（案内" not in plain
    if form == "html":
        assert plain.count("比較の対象外とした変更 1") == 2  # folded at the end of their sections
        assert "比較の対象外とした変更" not in shown
        assert shown.count('<span class="kind what">定型の部分</span>') == 2
    else:
        assert "2031年版" not in plain
        assert "定型の部分" in shown


def test_it_is_never_counted(folder, wpdiff):
    for extra in ((), ("--include", "boilerplate")):
        told = wpdiff(*COMPARE, "-f", "terminal", *extra).stdout
        assert "内容の変更は 1 件" in told
        assert "新しく現れた            1" in told
        assert "数値・時点              0" in told
    page = wpdiff(*COMPARE, "-f", "html", "--include", "boilerplate").stdout
    assert 'id="f-all" value="" checked> すべて <b>1</b>' in page


def test_the_json_is_whole_whether_asked_or_not(folder, wpdiff):
    plain, asked = (wpdiff(*COMPARE, "-f", "json", *extra).stdout for extra in ((), ("--include", "boilerplate")))
    assert plain == asked
    told = json.loads(plain)
    assert [one["muted"] for one in told["changes"]].count({"reason": "boilerplate"}) == 2
    assert told["summary"]["kinds"] == {
        "added": 1, "removed": 0, "changed": 0, "moved": 0, "split": 0, "merged": 0,
    }  # fmt: skip
    assert sum(one["boilerplate"] for one in told["old"]["statements"]) == 2


def test_a_saved_comparison_shows_it_too(folder, wpdiff):
    wpdiff(*COMPARE, "-o", "c.json")
    shown = wpdiff("report", "c.json", "-f", "terminal", "--include", "boilerplate", "--lang", "ja").stdout
    assert "[-2030-]{+2031+}" in shown.replace("[-2030年-]{+2031年+}", "[-2030-]{+2031+}")
    assert "海の年報" in shown


def test_an_edition_against_itself_has_nothing_to_show(folder, wpdiff):
    shown = wpdiff(
        "compare", "old.html", "old.html", "-f", "terminal", "--include", "boilerplate", "--lang", "ja"
    ).stdout
    assert "変更 0 件も示しています" in shown
