"""Word documents: accept everything and the new edition is left, reject it and the old one is, to the character."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from wpdiff import compare
from wpdiff.codec import dump_comparison, load_comparison
from wpdiff.model.comparison import Op, Significance
from wpdiff.model.source import EditionSource
from wpdiff.report import RenderOptions, render_file
from wpdiff.report.rows import plain
from wpdiff.report.word_parts import run

sys.path.insert(0, str(Path(__file__).parent))
from invented import invented_comparison
from word_reader import W, paragraphs, part, printed

OLD = """第1章 海

港は静かである。船は八隻ある。荷は少ない。

灯台は岬に立つ。霧の日には鐘を鳴らす。

第2章 山

山の道は細い。冬は雪が深く、だれも通らない。橋は一つである。

村には市が立つ。塩と布が並ぶ。

第3章 川

川は北から流れる。夏には水が少ない。
"""
NEW = """第1章 海

港はにぎやかである。船は九隻ある。

荷は少ない。新しい倉庫が建った。

第2章 川

川は北から流れる。夏には水が少ない。

村には市が立つ。塩と布が並ぶ。

第3章 山

山の道は細い。冬は雪が深い。だれも通らない。橋は二つである。霧の日には鐘を鳴らす。
"""

MOVED_OLD = """第1章 海

港は静かである。

灯台守は毎晩三回鐘を鳴らして船に知らせることになっている。

第2章 山

山の道は細い。冬は雪が深い。

村には市が立つ。塩と布が並ぶ。
"""
MOVED_NEW = """第1章 海

港は静かである。

第2章 山

山の道は細い。冬は雪が深い。

村には市が立つ。塩と布が並ぶ。

灯台守は毎朝三回鐘を長く鳴らして船に知らせることになっている。
"""


def edition(text: str, name: str) -> EditionSource:
    return EditionSource(
        path="-", name=name, series="coast", title="沿岸年報", published=f"{name}-07", data=text.encode()
    )


def compared(old: str, new: str):
    return compare(edition(old, "2030"), edition(new, "2031"))


def word(comparison, **options) -> bytes:
    return render_file(comparison, format="docx", options=RenderOptions(**options))


def assert_both_editions(comparison, data: bytes) -> None:
    assert paragraphs(data, accept=True) == [plain(one) for one in printed(comparison.new)]
    assert paragraphs(data, accept=False) == [plain(one) for one in printed(comparison.old)]


@pytest.fixture(scope="module")
def coast():
    return compared(OLD, NEW)


def test_accepted_it_is_the_new_edition_and_rejected_the_old(coast):
    assert_both_editions(coast, word(coast))
    assert_both_editions(compared(NEW, OLD), word(compared(NEW, OLD)))


SENTENCES = st.sampled_from(
    """港は静かである。 船は八隻ある。 船は九隻ある。 荷は少ない。 荷が少なく、人もいない。 灯台は岬に立つ。
人もいない。 第1節_港 第2節_山 （1）川 同年7月のことである。 =1+1<b>&\u202e👩\x00。""".split()
)
EDITIONS = st.lists(st.lists(SENTENCES, min_size=1, max_size=5).map("".join), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(EDITIONS, EDITIONS)
def test_whatever_came_went_split_joined_or_moved(old, new):
    comparison = compared("\n\n".join(old), "\n\n".join(new))
    assert_both_editions(comparison, word(comparison))


def test_a_move_is_tracked_as_word_does_with_both_its_ends(coast):
    body = part(word(coast), "word/document.xml")
    names = {
        kind: [one.get(f"{W}name") for one in body.iter(f"{W}{kind}RangeStart")] for kind in ("moveFrom", "moveTo")
    }
    assert names["moveFrom"]
    assert sorted(names["moveFrom"]) == sorted(names["moveTo"])
    for kind, found in names.items():
        starts = [one.get(f"{W}id") for one in body.iter(f"{W}{kind}RangeStart")]
        assert starts == [one.get(f"{W}id") for one in body.iter(f"{W}{kind}RangeEnd")]
        assert len(found) == len(set(found))
        assert body.find(f".//{W}{kind}/{W}r/{W}t") is not None


def test_every_revision_has_a_number_of_its_own_an_author_and_the_edition_s_date(coast):
    body = part(word(coast), "word/document.xml")
    revisions = [one for name in ("ins", "del", "moveFrom", "moveTo") for one in body.iter(f"{W}{name}")]
    assert len({one.get(f"{W}id") for one in revisions}) == len(revisions)
    assert {one.get(f"{W}date") for one in revisions} == {"2031-07-01T00:00:00Z"}
    assert {one.get(f"{W}author") for one in revisions} == {"wpdiff", "wpdiff（表記だけの違い）"}


def test_a_comment_says_what_a_change_is_and_what_that_rests_on(coast):
    data = word(coast)
    comments = ["".join(one.itertext()) for one in part(data, "word/comments.xml").iter(f"{W}comment")]
    assert any("数値の更新" in one and "「一つ」 → 「二つ」" in one for one in comments)
    body = part(data, "word/document.xml")
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [int(one.get(f"{W}id")) for one in body.iter(f"{W}{name}")] == list(range(len(comments)))


def test_headings_are_headings_and_keep_their_level(coast):
    styles = {
        "".join(one.itertext()): one.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        for one in part(word(coast), "word/document.xml").iter(f"{W}p")
        if one.find(f"{W}pPr/{W}pStyle") is not None
    }
    assert styles["第1章 海"] == "Heading1"


def test_what_a_filter_leaves_out_is_as_the_new_edition_has_it(coast):
    data = word(coast, only=("figure_updated",))
    assert paragraphs(data, accept=True) == printed(coast.new)
    old = "\n".join(paragraphs(data, accept=False))
    assert "橋は一つである。" in old
    assert "港はにぎやかである。" in old
    loud = word(coast, minimum=Significance.LOW)
    assert paragraphs(loud, accept=True) == printed(coast.new)


def test_a_saved_comparison_gives_the_same_bytes(coast):
    assert word(load_comparison(dump_comparison(coast))) == word(coast)
    entries = zipfile.ZipFile(io.BytesIO(word(coast))).infolist()
    assert {one.date_time for one in entries} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("options", [{}, {"layout": "taisho"}], ids=["tracked", "taisho"])
def test_what_an_edition_prints_never_breaks_the_file(options):
    """Excerpts and statements of the invented comparison do not agree: a damaged file gives a document all the same."""
    data = word(invented_comparison(), **options)
    text = "".join(part(data, "word/document.xml").itertext())
    assert ("<script>" in text and "<U+202E>" in text) or not options


def test_tabs_and_line_breaks_are_word_s_own():
    assert run("a\tb\nc") == (
        '<w:r><w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t><w:br/>'
        '<w:t xml:space="preserve">c</w:t></w:r>'
    )


def table(data: bytes) -> list[list[str]]:
    rows = part(data, "word/document.xml").iter(f"{W}tr")
    return [
        ["\n".join("".join(p.itertext()) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")] for row in rows
    ]


def test_the_table_sets_both_editions_side_by_side_with_underlines(coast):
    data = word(coast, layout="taisho")
    rows = table(data)
    assert rows[0] == ["改正後（沿岸年報（2031））", "改正前（沿岸年報（2030））", "備考"]
    assert ["橋は二つである。", "橋は一つである。"] in [row[:2] for row in rows]
    assert ["新しい倉庫が建った。", "（新設）"] in [row[:2] for row in rows]
    assert ["（略）", "（略）", ""] in rows
    body = part(data, "word/document.xml")
    underlined = {"".join(one.itertext()) for one in body.iter(f"{W}r") if one.find(f"{W}rPr/{W}u") is not None}
    assert {"一", "二"} <= underlined
    assert table(word(coast, layout="taisho", columns="old-new"))[0][:2] == rows[0][1::-1]
    assert body.find(f".//{W}pgSz").get(f"{W}orient") == "landscape"
    assert body.find(f".//{W}tblHeader") is not None


def test_editorial_differences_are_rows_when_they_are_asked_for():
    comparison = invented_comparison()
    plain_rows, asked = (
        table(word(comparison, layout="taisho", minimum=minimum)) for minimum in (None, Significance.EDITORIAL)
    )
    assert "動く文。" not in str(plain_rows)
    assert "動く文。" in str(asked)
    body = "".join(part(word(comparison, layout="taisho"), "word/document.xml").itertext())
    assert "表記だけの違い 1 件は載せていません" in body


def test_a_document_without_any_change_or_any_statement_is_one_all_the_same(coast):
    same = compared(OLD, OLD)
    assert_both_editions(same, word(same))
    assert not list(part(word(same), "word/document.xml").iter(f"{W}ins"))
    empty = replace(
        coast,
        changes=(),
        unchanged=(),
        old=replace(coast.old, statements=()),
        new=replace(coast.new, statements=()),
    )
    assert paragraphs(word(empty), accept=True) == []


@pytest.fixture(scope="module")
def pandoc() -> str:
    found = shutil.which("pandoc")
    if found is None:
        assert not os.environ.get("WPDIFF_REQUIRE_BROWSER"), "CI installs pandoc"
        pytest.skip("no pandoc on this machine")
    return found


def through_pandoc(pandoc: str, path: Path, what: str) -> list[str]:
    done = subprocess.run([pandoc, f"--track-changes={what}", str(path), "-t", "json"], capture_output=True, check=True)
    return [told for block in json.loads(done.stdout)["blocks"] if (told := said(block).strip())]


def said(node) -> str:
    if isinstance(node, list):
        return "".join(map(said, node))
    if not isinstance(node, dict):
        return ""
    match node["t"]:
        case "Str":
            return node["c"]
        case "Space" | "SoftBreak" | "LineBreak":
            return " "
        case "Header":
            return said(node["c"][2])
    return said(node.get("c", []))


@pytest.mark.parametrize(("what", "side"), [("accept", "new"), ("reject", "old")])
def test_pandoc_reads_the_same_two_editions(pandoc, coast, tmp_path, what, side):
    """Another's reading. It knows no space wider than one, and sets one where two paragraphs become one."""
    path = tmp_path / "tracked.docx"
    for comparison in (coast, compared(MOVED_OLD, MOVED_NEW)):
        path.write_bytes(word(comparison))
        told = [re.sub(r"\s", "", one) for one in through_pandoc(pandoc, path, what)]
        assert told == [re.sub(r"\s", "", one) for one in printed(getattr(comparison, side))]


def test_pandoc_reads_the_table(pandoc, coast, tmp_path):
    path = tmp_path / "table.docx"
    path.write_bytes(word(coast, layout="taisho"))
    assert "橋は二つである。橋は一つである。" in "".join(through_pandoc(pandoc, path, "accept"))


def test_kept_words_are_never_told_as_a_change(coast):
    body = part(word(coast), "word/document.xml")
    told = {"".join(one.itertext()) for name in ("ins", "del") for one in body.iter(f"{W}{name}")}
    kept = {edit.text for one in coast.changes if not one.move for edit in one.edits if edit.op is Op.KEEP}
    assert not {one for one in kept if len(one) > 4} & told


def words_in(body, path: str) -> str:
    return "".join("".join(one.itertext()) for one in body.iterfind(f".//{path}"))


def test_what_moved_and_changed_reads_as_before_where_it_was_and_is_marked_where_it_is():
    comparison = compared(MOVED_OLD, MOVED_NEW)
    data = word(comparison)
    assert_both_editions(comparison, data)
    body = part(data, "word/document.xml")
    moved = "灯台守は毎晩三回鐘を鳴らして船に知らせることになっている。"
    assert words_in(body, f"{W}moveFrom/{W}r") == moved
    (change,) = comparison.changes
    came, went, kept = ("".join(e.text for e in change.edits if e.op is op) for op in (Op.INSERT, Op.DELETE, Op.KEEP))
    assert "朝" in came
    assert words_in(body, f"{W}moveTo/{W}del") == went
    assert words_in(body, f"{W}p/{W}ins") == came
    assert words_in(body, f"{W}moveTo/{W}r") == kept
    comments = ["".join(one.itertext()) for one in part(data, "word/comments.xml").iter(f"{W}comment")]
    assert [one for one in comments if moved in one]


LAW_OLD = """第1章 届出

第三条　船を持つ者は、届け出る。

２　届出は、三十日以内にする。その届出は、書面による。

３　届出のない船は、港に入ることができない。
"""
LAW_NEW = """第1章 届出

第三条　船を持つ者は、届け出る。

２　港の長は、届出を公表する。

３　届出は、二十日以内にする。その届出は、書面又は電話による。

４　届出のない船は、港に入ることができない。ただし、嵐の日は、この限りでない。
"""


def test_a_table_s_words_stand_behind_their_printed_number():
    comparison = compared(LAW_OLD, LAW_NEW)
    data = word(comparison, layout="taisho")
    told = [row[:2] for row in table(data)]
    assert ["３ … その届出は、書面又は電話による。", "２ … その届出は、書面による。"] in told
    assert ["４（略）ただし、嵐の日は、この限りでない。", "（新設）"] in told
    assert ["２　港の長は、届出を公表する。", "（新設）"] in told
    assert ["３　届出は、二十日以内にする。", "２　届出は、三十日以内にする。"] in told
    runs = part(data, "word/document.xml").iter(f"{W}r")
    underlined = {"".join(one.itertext()) for one in runs if one.find(f"{W}rPr/{W}u") is not None}
    assert {"３　", "２　"} <= underlined
    english = table(word(compared(LAW_OLD, LAW_NEW), layout="taisho", language="en"))
    assert "２ … その届出は、書面による。" in [row[0] for row in english]
    sheet = openpyxl.load_workbook(io.BytesIO(render_file(comparison, format="xlsx")))["新旧対照表"]
    assert ["３　届出は、二十日以内にする。", "２　届出は、三十日以内にする。"] in [
        [cell.value for cell in row[2:4]] for row in sheet.iter_rows(min_row=2)
    ]
