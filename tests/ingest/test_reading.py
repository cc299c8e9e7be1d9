"""Reading pages as published: encodings, order, markup; nothing lost, nothing believed."""

import os
import re
from contextlib import suppress
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.errors import IngestError
from wpdiff.ingest import read_document
from wpdiff.ingest.encoding import decode
from wpdiff.ingest.html import read_html
from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.model.source import EditionSource

TEXT = "第1章 全般\n\nノルダは条約に署名した。両国は協定を結び、共同訓練を行っている。\n"


def blocks(markup: str) -> tuple[Block, ...]:
    return read_html(markup, page="p.html").blocks


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp932", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"]
)
def test_every_encoding_is_read_declared_or_not(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), page="p", markup=False).text == TEXT


def test_a_guess_is_named_and_a_declaration_is_not_one() -> None:
    guessed = decode(TEXT.encode("euc_jp"), page="p.txt", markup=False)
    assert [(one.code, one.where) for one in guessed.warnings] == [("encoding_guessed", "p.txt")]
    assert "euc_jp" in guessed.warnings[0].message
    declared = f'<meta charset="Shift_JIS"><p>{TEXT}①㈱</p>'
    assert decode(declared.encode("cp932"), page="p", markup=True).warnings == ()


def test_a_wrong_declaration_is_corrected_and_said() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>{TEXT}'
    read = decode(page.encode("utf-8"), page="p", markup=True)
    assert (read.encoding, read.warnings[0].code) == ("utf-8", "encoding_guessed")
    assert TEXT in read.text


def test_mojibake_is_named_with_place_and_share() -> None:
    broken = "正しい行\n" + TEXT.replace("\n\n", "").encode("utf-8").decode("cp932", "replace")
    read = decode(broken.encode("utf-8"), page="p", markup=False)
    assert read.warnings[0].code == "mojibake"
    assert "line 2" in read.warnings[0].message
    assert "%" in read.warnings[0].message


def test_markup_becomes_blocks_as_a_browser_would_lay_them_out() -> None:
    read = blocks(
        "<h2>1 全般</h2><p>甲<b>乙</b>丙</p><ul><li>一<ul><li>二</li></ul></ul>"
        "<table><tr><th>国<th>隻<tr><td>甲国<td>12</table><figure><figcaption>図表1 推移</figcaption></figure>"
    )
    assert [(one.kind.value, one.level, one.text) for one in read] == [
        ("heading", 2, "1 全般"),
        ("paragraph", 0, "甲乙丙"),
        ("item", 1, "一"),
        ("item", 2, "二"),
        ("row", 0, "国\t隻"),
        ("row", 0, "甲国\t12"),
        ("caption", 0, "図表1 推移"),
    ]


def test_unclosed_paragraphs_and_lines_broken_in_japanese_come_out_right() -> None:
    read = blocks("<p>条約\n機構は<p>次の段落<a href='x'>\n脱退</a>した")
    assert [one.text for one in read] == ["条約機構は", "次の段落脱退した"]


def test_ruby_readings_are_kept_beside_the_text() -> None:
    (read,) = blocks("<p><ruby>牽制<rp>(</rp><rt>けんせい</rt><rp>)</rp></ruby>する</p>")
    assert (read.text, read.readings) == ("牽制する", ("けんせい",))


@pytest.mark.parametrize(
    ("link", "labels"),
    [
        ('<a href="#n4">4</a>', ["4"]),
        ('<a href="#N-04">※4</a>', ["4"]),
        ('<a href="#n5">4</a>', []),
        ('<a href="#n4">北の海</a>', []),
    ],
)
def test_a_link_to_the_note_of_its_own_number_is_a_mark(link: str, labels: list[str]) -> None:
    (read,) = blocks(f"<p>条約機構{link}は四つある。</p>")
    assert [mark.label for mark in read.marks] == labels


def test_marks_that_the_markup_shows_are_spans_of_the_text() -> None:
    (read,) = blocks("<p>条約機構<sup>4</sup>（CDO）</p>")
    assert [(read.text[mark.start : mark.end], mark.label) for mark in read.marks] == [("4", "4")]


def test_navigation_contents_and_footer_are_told_from_the_body() -> None:
    read = blocks(
        "<header>省名</header><nav>前へ</nav><ol class='breadcrumb'><li>トップ</ol><div id='toc'><p>目次</p></div>"
        "<main><p>本文</p></main><footer>著作権</footer>"
    )
    assert [one.role for one in read] == [
        BlockRole.HEADER,
        BlockRole.NAVIGATION,
        BlockRole.NAVIGATION,
        BlockRole.CONTENTS,
        BlockRole.BODY,
        BlockRole.FOOTER,
    ]


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ("<div id='header'><ul><li>文字の大きさ</li></ul></div>", BlockRole.HEADER),
        ("<div class='clear' id='site-header'><p>海の省</p></div>", BlockRole.HEADER),
        ("<form><label>この中を探す</label><input><button>探す</button></form>", BlockRole.NAVIGATION),
        ("<div id='header' class='section level2'><p>見出しの語が名になった節</p></div>", BlockRole.BODY),
        ("<main><div id='header'><p>本文の箱</p></div></main>", BlockRole.BODY),
        ("<div class='head'><p>本文の箱</p></div>", BlockRole.BODY),
        ("<form><h2>短い章</h2><div>本文</div></form>", BlockRole.BODY),
        ("<form>" + "<div></div>" * 80 + "<div>本文</div></form>", BlockRole.BODY),
        ("<form><div>" + "本文は長い。" * 20 + "</div></form>", BlockRole.BODY),
    ],
)
def test_a_header_by_its_id_and_a_form_that_only_asks_are_no_body(markup: str, role: BlockRole) -> None:
    assert {one.role for one in blocks(markup)} == {role}


def test_what_strangers_wrote_is_only_text() -> None:
    page = read_html(
        "<p>本文<script>alert(1)</script></p><img src='../../etc/passwd' alt='x'><iframe src='http://evil.example'>",
        page="p",
    )
    assert [one.text for one in page.blocks] == ["本文"]
    assert {one.kind for one in page.uncompared} == {"script", "image", "iframe"}


def test_ten_thousand_nested_elements_lose_no_text() -> None:
    (read,) = blocks("<div>" * 10_000 + "深い文" + "</div>" * 10_000)
    assert read.text == "深い文"


def test_a_folder_is_read_in_natural_order_and_other_files_are_named(tmp_path: Path) -> None:
    for name in ("p10.html", "p2.html", "p1.html"):
        (tmp_path / name).write_text(f"<p>{name}の文。</p>", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("覚え書き", encoding="utf-8")
    document = read_document(tmp_path)
    assert [page.uri for page in document.pages] == ["p1.html", "p2.html", "p10.html"]
    assert [(one.code, "notes.txt" in one.message) for one in document.warnings] == [("files_not_read", True)]


def test_next_links_give_the_order(tmp_path: Path) -> None:
    for name, following in (("a.html", "c.html"), ("c.html", "b.html"), ("b.html", "")):
        link = f'<a rel="next" href="{following}">次へ</a>' if following else ""
        (tmp_path / name).write_text(f"<p>{name}</p>{link}", encoding="utf-8")
    assert [page.uri for page in read_document(tmp_path).pages] == ["a.html", "c.html", "b.html"]


def test_the_order_of_edition_toml_holds(tmp_path: Path) -> None:
    for name in ("1.html", "2.html"):
        (tmp_path / name).write_text(f"<p>{name}</p>", encoding="utf-8")
    document = read_document(EditionSource(path=str(tmp_path), pages=("2.html", "1.html")))
    assert [page.uri for page in document.pages] == ["2.html", "1.html"]
    with pytest.raises(IngestError, match="outside"):
        read_document(EditionSource(path=str(tmp_path), pages=("../secret.html",)))


def test_copies_empty_pages_and_error_pages_are_said(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text("<p>本文である。</p>", encoding="utf-8")
    (tmp_path / "2.html").write_text("<p>本文である。</p>", encoding="utf-8")
    (tmp_path / "3.html").write_text("<p> </p>", encoding="utf-8")
    (tmp_path / "4.html").write_text("<h1>メンテナンス中</h1><p>しばらくお待ちください。</p>", encoding="utf-8")
    codes = [one.code for one in read_document(tmp_path).warnings]
    assert codes == ["duplicate_page", "empty_page", "error_page"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.html").write_text("<p>秘密</p>", encoding="utf-8")
    inside = tmp_path / "edition"
    inside.mkdir()
    (inside / "1.html").write_text("<p>本文</p>", encoding="utf-8")
    (inside / "2.html").symlink_to(tmp_path / "outside.html")
    document = read_document(inside)
    assert [page.uri for page in document.pages] == ["1.html"]
    assert document.warnings[0].code == "link_not_followed"


def test_images_carry_the_hash_of_their_file(tmp_path: Path) -> None:
    (tmp_path / "chart.png").write_bytes(b"\x89PNG chart")
    (tmp_path / "1.html").write_text("<p>本文</p><img src='chart.png' alt='国防費'>", encoding="utf-8")
    (image,) = read_document(tmp_path).uncompared
    assert (image.kind, image.alt, len(image.sha256)) == ("image", "国防費", 64)


def test_markdown_shows_the_words_a_reader_sees() -> None:
    text = (
        "# 1 全般\n\n**ノルダ**は[条約](https://x.example)に署名した[^1]。\n\n- 一\n  - 二\n\n"
        "| 国 | 隻 |\n|---|---|\n| 甲 | 12 |\n\n[^1]: 注の文。\n"
    )
    read = read_document(EditionSource(path="p.md", data=text.encode())).blocks
    assert [(one.kind, one.text) for one in read] == [
        (BlockKind.HEADING, "1 全般"),
        (BlockKind.PARAGRAPH, "ノルダは条約に署名した1。"),
        (BlockKind.ITEM, "一"),
        (BlockKind.ITEM, "二"),
        (BlockKind.ROW, "国\t隻"),
        (BlockKind.ROW, "甲\t12"),
        (BlockKind.NOTE, "注の文。"),
    ]


def test_a_quotation_sign_within_a_markdown_line_is_text() -> None:
    text = "> > quoted: imports > exports\n\nfrom A -> B, 3 > 2\n"
    read = read_document(EditionSource(path="p.md", data=text.encode())).blocks
    assert [one.text for one in read] == ["quoted: imports > exports", "from A -> B, 3 > 2"]


def test_hard_wrapped_paragraphs_are_one_block_each() -> None:
    text = (
        "The defence policy of the Republic is strictly defensive and is carried out\n"
        "under civilian control, which has not changed since the first edition was\n"
        "published.\n\nSection 2 Partners\n\n"
        "The Republic and Kalleris are engaged in joint development, in the sharing of\n"
        "information and in exchanges of personnel, which have continued since 2019.\n"
    )
    read = read_document(EditionSource(path="p.txt", data=text.encode(), language="en")).blocks
    assert [" ".join(one.text.split())[:24] for one in read] == [
        "The defence policy of th",
        "Section 2 Partners",
        "The Republic and Kalleri",
    ]


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_garbage_is_read_or_refused_never_more(data: bytes) -> None:
    for name in ("p.html", "p.md", "p.txt"):
        with suppress(IngestError):
            document = read_document(EditionSource(path=name, data=data))
            assert any(block.text.strip() for block in document.blocks)


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "<td>",
        "<tr>",
        "<table>",
        "<li>",
        "<b>",
        "<br>",
        "<h2>",
        "<nav>",
        "<pre>",
        "文。",
        "word ",
        "\n",
        "&amp;",
        "&#0;",
        "<ruby>甲<rt>こう</rt></ruby>",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(TAGS | st.text(max_size=6), max_size=30).map("".join))
def test_no_visible_character_is_lost_or_doubled(markup: str) -> None:
    cleaned = re.sub(r"[<>&\x00-\x08\x0b-\x1f\x7f]|\ufffd", "", markup) if not markup.isprintable() else markup
    page = f"<body><main>{cleaned}</main></body>"
    read = read_html(page, page="p").blocks
    found = "".join("".join((one.text, *one.readings)) for one in read)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    wanted = "".join(tree.find("body").itertext())
    assert sorted("".join(found.split())) == sorted("".join(wanted.split()))


def test_real_pages_lose_no_character(shared: Path) -> None:
    for name in ("law-ja/kenpo/2013-12", "law-ja/kenpo/2025-07", "rfc-http-caching/rfc9111-2022", "wcag-ja/2.1"):
        folder = shared / "documents" / name
        path = next(folder.rglob("*.html"))
        text = decode(path.read_bytes(), page="p", markup=True).text
        read = read_html(text, page="p").blocks
        tree = html5lib.parse(text, namespaceHTMLElements=False)
        for element in tree.iter():
            if element.tag in ("script", "style", "noscript", "template") or not isinstance(element.tag, str):
                element.text = ""
        wanted = "".join("".join(tree.find("body").itertext()).split())
        found = "".join("".join((one.text, *one.readings)) for one in read)
        assert len("".join(found.split())) == len(wanted), name
