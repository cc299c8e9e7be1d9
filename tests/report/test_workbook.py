"""The workbook, as openpyxl reads it: a reader who is not us."""

import io
import re
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from msgspec.structs import replace

from wpdiff.model.comparison import Edit, Op
from wpdiff.report import RenderOptions, render_file
from wpdiff.report.workbook import MOST

sys.path.insert(0, str(Path(__file__).parent))
from invented import invented_comparison

DOCS = (Path(__file__).parents[2] / "docs" / "reference" / "formats.md").read_text(encoding="utf-8")


def opened(comparison, **options):
    data = render_file(comparison, format="xlsx", options=RenderOptions(**options))
    return openpyxl.load_workbook(io.BytesIO(data), rich_text=True)


def saying(*texts: str):
    """A comparison of sentences that came, each with these words."""
    whole = invented_comparison()
    added = next(one for one in whole.changes if one.id == "c-added")
    changes = tuple(
        replace(
            added,
            id=f"c-{place}",
            edits=(Edit(op=Op.INSERT, text=text),),
            new=(replace(added.new[0], text=text, path=(text[:80],)),),
        )
        for place, text in enumerate(texts)
    )
    return replace(whole, changes=changes, ranking=tuple(one.id for one in changes))


@pytest.fixture(scope="module")
def book():
    return opened(invented_comparison())


def test_the_table_holds_every_change_of_substance_and_another_sheet_the_editorial_ones(book):
    assert book.sheetnames == ["概要", "新旧対照表", "表記だけの違い"]
    ids = [[row[-1].value for row in book[name].iter_rows(min_row=2)] for name in book.sheetnames[1:]]
    told = [one for one in invented_comparison().changes if not one.muted]
    assert ids[0] == [one.id for one in told if one.significance != "editorial"]
    assert ids[1] == [one.id for one in told if one.significance == "editorial"]


def test_the_words_that_differ_are_underlined_on_both_sides(book):
    first = next(book["新旧対照表"].iter_rows(min_row=2))
    new, old = first[2].value, first[3].value
    assert (str(new), str(old)) == ("動向は、深刻な懸念である。", "動向は、懸念である。")
    for cell, words in ((new, ["深刻な懸念"]), (old, ["懸念"])):
        marked = [piece.text for piece in cell if getattr(piece, "font", None) is not None and piece.font.u]
        assert marked == words


def test_what_came_or_went_whole_is_named_in_the_other_column(book):
    cells = {row[-1].value: (row[2].value, row[3].value) for row in book["新旧対照表"].iter_rows(min_row=2)}
    assert cells["c-added"][1] == "（新設）"
    assert cells["c-removed"][0] == "（削る）"


def test_the_reader_finds_filters_a_frozen_head_and_an_empty_column(book):
    sheet = book["新旧対照表"]
    head = [cell.value for cell in sheet[1]]
    assert head[9] == "所見"
    assert not [row[9].value for row in sheet.iter_rows(min_row=2) if row[9].value]
    assert sheet.auto_filter.ref == f"A1:K{sheet.max_row}"
    assert sheet.freeze_panes == "C2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$1:$1"
    assert re.findall(r"^\| ([^`|]+?) \| [A-Z]", DOCS[DOCS.index("## XLSX") :], re.MULTILINE) == head


def test_the_older_edition_stands_left_in_english_or_when_told():
    assert [cell.value for cell in opened(invented_comparison(), language="en").worksheets[1][1]][2:4] == ["Old", "New"]
    told = opened(invented_comparison(), columns="old-new")["新旧対照表"]
    assert [cell.value for cell in told[1]][2:4] == ["改正前", "改正後"]


def test_nothing_is_a_formula_or_a_link_whatever_an_edition_prints():
    texts = (
        '=HYPERLINK("http://vest.example")',
        "{=1+1}",
        "@SUM(A1)",
        "http://vest.example/",
        "internal:A1",
        "-1",
        "2024",
    )
    sheet = opened(saying(*texts))["新旧対照表"]
    cells = [row[2] for row in sheet.iter_rows(min_row=2)]
    assert [str(cell.value) for cell in cells] == list(texts)
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.parametrize("text", ["長" * 40_000, "👩" * 20_000, "a\x00\x1b\u202e\ud800\ufffe_x0041_" * 5])
def test_a_cell_takes_what_it_can_and_no_character_breaks_the_file(text):
    sheet = opened(saying(text))["新旧対照表"]
    shown = str(sheet.cell(2, 3).value)
    assert len(shown.encode("utf-16-le")) // 2 <= MOST
    cut = len(text) - shown.index("…") if "…" in shown else 0
    assert shown.endswith(f"…（ほか {cut:,} 字）") == (len(text) > 10_000)
    if "\x00" in text:
        assert "<U+0000><U+001B><U+202E><U+D800><U+FFFE>" in shown


def test_the_same_comparison_is_the_same_bytes():
    first, again = (render_file(invented_comparison(), format="xlsx") for _ in range(2))
    assert first == again
    dates = {one.date_time for one in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_an_edition_against_itself_opens_too():
    empty = replace(invented_comparison(), changes=(), ranking=(), groups=())
    assert opened(empty).sheetnames == ["概要", "新旧対照表"]
