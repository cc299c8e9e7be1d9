"""Editions that mean harm, in every format: nothing is run, nothing breaks a file, nothing is lost."""

import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from wpdiff import compare
from wpdiff.model.source import EditionSource
from wpdiff.report import RenderOptions, render, render_file
from wpdiff.report.rows import plain
from wpdiff.report.workbook import MOST

sys.path.insert(0, str(Path(__file__).parent))
from word_reader import paragraphs, printed

EVIL = (
    '=HYPERLINK("http://vest.example","x")',
    "+cmd|' /C calc'!A0",
    "@SUM(1)",
    "\u202e逆さ\u2066と\u200fと",
    "👩\u200d👩\u200d👧と𠮷野家、e\u0301té",
    "a\x00b\x1b[31mc\x07",
    "\ufffe\uffff",
    "<script>alert(1)</script>]]>&lt;&amp;",
    "| a | b |\t=1",
    "`code` **bold** [x](javascript:alert(1))",
    "{{ 7*7 }} {% raw %}",
    "&T&P&N _x0041_",
    "長" * 40_000,
    "👩" * 20_000,
)
TURNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")


def edition(name: str, mood: str) -> EditionSource:
    lines = (f"{evil} 港は{mood}で、{evil}と書いてある。" for evil in EVIL)
    text = f"第1章 海 &P <b>{mood}</b>\n\n" + "\n\n".join(lines) + "\n"
    return EditionSource(path="-", name=name, language="ja", data=text.encode("utf-8", "surrogatepass"))


@pytest.fixture(scope="module")
def comparison():
    return compare(edition("2030", "静か"), edition("2031", "にぎやか"))


@pytest.mark.parametrize("form", ["terminal", "html", "md", "csv", "atom"])
def test_no_text_turns_hides_or_commands(comparison, form):
    assert not TURNS.search(render(comparison, format=form).removeprefix("\ufeff"))


def test_no_cell_of_a_csv_is_a_formula(comparison):
    rows = list(csv.reader(io.StringIO(render(comparison, format="csv").removeprefix("\ufeff"), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\n＝＋－＠")]
    assert max(len(cell) for row in rows for cell in row) >= 40_000


def test_no_cell_of_a_workbook_is_one_or_too_long(comparison):
    book = openpyxl.load_workbook(io.BytesIO(render_file(comparison, format="xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert max(len(str(cell.value).encode("utf-16-le")) // 2 for cell in cells) <= MOST
    assert not [cell for cell in cells if TURNS.search(str(cell.value))]


@pytest.mark.parametrize("layout", ["inline", "taisho"])
def test_a_word_document_is_xml_and_holds_both_editions(comparison, layout):
    data = render_file(comparison, format="docx", options=RenderOptions(layout=layout))
    for name in (file := zipfile.ZipFile(io.BytesIO(data))).namelist():
        etree.fromstring(file.read(name), etree.XMLParser(huge_tree=True))
        assert b"javascript:" not in file.read(name).replace(b"[x](javascript:", b"")
    if layout == "inline":
        assert paragraphs(data, accept=True) == [plain(one) for one in printed(comparison.new)]
        assert paragraphs(data, accept=False) == [plain(one) for one in printed(comparison.old)]


def test_programs_get_the_words_as_they_were_read(comparison):
    told = [json.loads(line) for line in render(comparison, format="jsonl").splitlines()]
    words = "".join(one["text"] for record in told if record["record"] == "change" for one in record["new"])
    assert "\u202e逆さ\u2066" in words
    assert "👩" * 20_000 in words
