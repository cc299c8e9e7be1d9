"""What spreadsheets, programs and feed readers get of a comparison."""

import csv
import io
import json
import re
import sys
from html import escape
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from wpdiff.cli.options import BINARY, FORMATS
from wpdiff.codec import dump_comparison
from wpdiff.model.comparison import Significance
from wpdiff.report import BINARY as REPORT_BINARY
from wpdiff.report import FORMATS as REPORT_FORMATS
from wpdiff.report import RenderOptions, render
from wpdiff.report.csv_table import COLUMNS

sys.path.insert(0, str(Path(__file__).parent))
from invented import HOSTILE, invented_comparison

DOCS = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def comparison():
    return invented_comparison()


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


def table(text: str) -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text[1:], newline="")))


def formula(comparison, text: str):
    """The comparison with the words of its added change put in another's mouth."""
    added = next(one for one in comparison.changes if one.id == "c-added")
    edits = (replace(added.edits[0], text=text),)
    hostile = replace(added, edits=edits, new=(replace(added.new[0], text=text, path=(text,)),))
    return replace(comparison, changes=(hostile,), ranking=("c-added",))


def test_the_command_line_knows_the_formats_there_are():
    assert set(FORMATS) == set(REPORT_FORMATS)
    assert set(BINARY) == set(REPORT_BINARY)


def test_a_line_of_json_lines_is_a_change_as_the_json_holds_it(comparison):
    lines = records(render(comparison, format="jsonl"))
    told = [one for one in lines if one["record"] == "change"]
    bare = [{name: value for name, value in one.items() if name not in ("record", "rank")} for one in told]
    assert bare == json.loads(dump_comparison(comparison))["changes"]
    assert told[0]["rank"] == 1 + comparison.ranking.index("c-changed")
    assert lines[0]["record"] == "comparison"
    assert lines[0]["changes"] == len(told)
    assert [one["changes"] for one in lines if one["record"] == "group"] == [["c-changed", "c-split"]]


def test_filters_choose_the_lines(comparison):
    options = RenderOptions(minimum=Significance.HIGH, only=("treaty_signed",))
    assert [one.get("id") for one in records(render(comparison, format="jsonl", options=options))[1:]] == ["c-added"]


def test_counts_alone_are_counts_alone(comparison):
    options = RenderOptions(stat=True)
    assert [one["record"] for one in records(render(comparison, format="jsonl", options=options))] == ["comparison"]
    assert "<entry>" not in render(comparison, format="atom", options=options)
    for form in ("terminal", "md"):
        assert "深刻な懸念" not in render(comparison, format=form, options=options).partition("重要な変更")[0]


def test_stronger_and_weaker_stand_first_as_on_the_page(comparison):
    for form in ("terminal", "md"):
        assert "▲ 評価の強まり 1、▼ 評価の弱まり 0" in render(comparison, format=form)


def test_a_change_of_many_words_is_cut_in_the_terminal_and_whole_elsewhere(comparison):
    long = "長" * 5_000
    changed = next(one for one in comparison.changes if one.id == "c-changed")
    edits = (*changed.edits[:2], replace(changed.edits[2], text=long), *changed.edits[3:])
    whole = replace(comparison, changes=(replace(changed, edits=edits),), ranking=("c-changed",))
    assert len(render(whole, format="terminal")) < 5_000
    assert long in render(whole, format="csv")


def test_the_csv_holds_every_change_once_with_the_publisher_s_words(comparison):
    rows = table(render(comparison, format="csv"))
    assert [row["id"] for row in rows] == [one.id for one in comparison.changes if not one.muted]
    changed = rows[0]
    assert (changed["old_text"], changed["new_text"]) == ("動向は、懸念である。", "動向は、深刻な懸念である。")
    assert changed["marked"] == "動向は、[-懸念-]{+深刻な懸念+}である。"
    assert "2023-09 → 2024-09" in next(row for row in rows if row["id"] == "c-redated")["remarks"]
    assert next(row for row in rows if row["id"] == "c-row")["new_text"] == "ヴェスト\t5.6%"


def test_what_is_set_aside_is_a_row_when_asked_for(comparison):
    rows = table(render(comparison, format="csv", options=RenderOptions(boilerplate=True)))
    assert "定型の部分" in next(row for row in rows if row["id"] == "c-muted")["remarks"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠"])
def test_no_cell_is_a_formula(comparison, start):
    text = render(formula(comparison, f"{start}cmd|'/c calc'!A0"), format="csv")
    cells = [cell for row in csv.reader(io.StringIO(text[1:], newline="")) for cell in row]
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r\n＝＋－＠]", cell)]
    assert [cell for cell in cells if "cmd|" in cell]


def test_the_csv_ends_its_lines_as_excel_does_and_steers_nothing(comparison):
    text = render(comparison, format="csv")
    assert text.count("\r\n") == len(comparison.changes)  # the head, and all but the muted one
    assert "<U+202E>" in text
    assert not re.search("[\x00-\x08\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)


def test_a_feed_has_an_entry_for_each_highlight_with_ids_and_dates_that_stay(comparison):
    text = render(comparison, format="atom", options=RenderOptions(top=3))
    assert text == render(comparison, format="atom", options=RenderOptions(top=3))
    feed = etree.fromstring(text.encode())
    entries = feed.findall(f"{ATOM}entry")
    assert [one.find(f"{ATOM}id").text for one in entries] == [
        f"tag:wpdiff.invalid,2025:bousai/2024/2025/{name}" for name in comparison.ranking[:3]
    ]
    assert {one.text for one in feed.iter(f"{ATOM}updated")} == {"2025-07-12T00:00:00Z"}
    content = entries[0].find(f"{ATOM}content")
    assert content.get("type") == "html"
    assert "<del>懸念</del><ins>深刻な懸念</ins>" in content.text


def test_nothing_in_a_feed_is_run_and_every_character_is_one_of_xml(comparison):
    feed = etree.fromstring(render(comparison, format="atom").encode())
    told = "".join(one.text for one in feed.iter(f"{ATOM}content"))
    assert "<script" not in told
    assert escape(HOSTILE) in told
    assert all(one.get("href").startswith("https:") for one in feed.iter(f"{ATOM}link"))


def test_the_documentation_names_every_column_and_record():
    rows = re.findall(r"^\| `(\w+)` \|", DOCS[DOCS.index("## CSV") : DOCS.index("## XLSX")], re.MULTILINE)
    assert tuple(rows) == COLUMNS
    lines = records(render(invented_comparison(), format="jsonl"))
    told = set(re.findall(r"`(\w+)`", DOCS[DOCS.index("## JSON Lines") : DOCS.index("## CSV")]))
    assert {one["record"] for one in lines} <= told
    assert set(lines[0]) | set(lines[0]["old"]) <= told
