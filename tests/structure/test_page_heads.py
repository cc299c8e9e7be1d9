"""What stands above the breadcrumb of every page: the site's head, and no end of the page before."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.model.edition import Edition
from wpdiff.model.source import EditionSource
from wpdiff.profiles import load_profile
from wpdiff.structure import build_edition

# The breadcrumb below the home page, and the page's own words.
PAGES = (
    (
        "第I部　海 ＞ 第1章　潮 ＞ 第1節　満ち引き",
        "<h2>第I部　海</h2><h3>第1章　潮</h3><h4>第1節　満ち引き</h4><p>潮は満ちる。</p>",
    ),
    (
        "第I部　海 ＞ 第2章　港 ＞ 第1節　北の港",
        "<h3>第2章　港</h3><h4>第1節　北の港</h4><h5>1　深さ</h5><p>港は深い。</p>",
    ),
    ("第I部　海 ＞ 第2章　港 ＞ 第2節　南の港", "<h4>第2節　南の港</h4><p>港は浅い。</p>"),
)
OUTLINE = [
    "第I部 海",
    "第1章 潮",
    "第1節 満ち引き",
    "第2章 港",
    "第1節 北の港",
    "1 深さ",
    "第2節 南の港",
]
TEXT = ["潮は満ちる。", "港は深い。", "港は浅い。"]


def read(folder: Path, *heads: str, foot: bool = False, pages: tuple[tuple[str, str], ...] = PAGES) -> Edition:
    """An edition of pages that begin with a head of their own each, or all with the same."""
    for number, (crumbs, body) in enumerate(pages):
        head = heads[number % len(heads)]
        path = f"<div class='breadcrumb'>海の白書トップ ＞ {crumbs}</div>"
        (folder / f"p{number}.html").write_text(
            f"<html lang='ja'><body>{head}{body + path if foot else path + body}</body></html>", encoding="utf-8"
        )
    return build_edition(read_document(EditionSource(path=str(folder))), load_profile("plain-ja"))


def outline(edition: Edition) -> list[str]:
    return [f"{section.number} {section.heading}".strip() for section in edition.sections if section.level]


def body(edition: Edition) -> list[str]:
    return [one.text for one in edition.statements if not one.boilerplate and one.kind.value != "heading"]


@pytest.mark.parametrize(
    "head",
    [
        "<div id='header'><ul><li>文字の大きさ</li><li>大</li></ul></div>",
        "<div class='head'><ul><li>文字の大きさ</li><li>大</li></ul></div>",
        "<p>飛ばして読む</p><p>令和3年の海の白書</p>",
        "<form><label>この中を探す</label><button>探す</button></form>",
        "<p>飛ばして読む</p><ul><li>第1章　潮</li><li>第2章　港</li></ul>",
        "<p>絵の出ない人は、字で読むことができます。</p>",
    ],
)
def test_the_head_of_every_page_is_set_aside_and_the_outline_stays_single(tmp_path: Path, head: str) -> None:
    edition = read(tmp_path, head)
    assert outline(edition) == OUTLINE
    assert body(edition) == TEXT


def test_what_only_one_page_prints_above_its_breadcrumb_is_of_that_page(tmp_path: Path) -> None:
    edition = read(tmp_path, "<p>潮の絵</p>", "<p>北の絵</p>", "<p>南の絵</p>")
    assert outline(edition) == OUTLINE
    assert body(edition) == [text for pair in zip(["潮の絵", "北の絵", "南の絵"], TEXT, strict=True) for text in pair]
    homes = {one.text: edition.sections[one.section].heading for one in edition.statements}
    assert homes["北の絵"] == "北の港"
    assert homes["南の絵"] == "南の港"


def test_below_a_breadcrumb_at_the_foot_nothing_is_a_head(tmp_path: Path) -> None:
    pages = tuple((crumbs, text + "<p>表のとおり</p>") for crumbs, text in PAGES)
    edition = read(tmp_path, "", foot=True, pages=pages)
    assert body(edition).count("表のとおり") == len(PAGES)


def test_a_chapter_above_the_breadcrumb_of_its_sections_is_no_head(tmp_path: Path) -> None:
    pages = tuple(
        ("第I部　海", f"<p>第{n}節　港{sign}</p><p>港{sign}は深い。</p>") for n, sign in ((1, "甲"), (2, "乙"))
    )
    edition = read(tmp_path, "<p>第3章　港</p>", pages=pages)
    assert "第3章 港" in outline(edition)
