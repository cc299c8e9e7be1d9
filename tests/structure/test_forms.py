"""Other forms of numbered documents: statutes, English papers, markup, glued pages, notes, tables of contents."""

from __future__ import annotations

from collections.abc import Callable

from wpdiff.model.document import Block, BlockKind, BlockRole, Document, MarkSpan
from wpdiff.model.edition import Edition, StatementKind
from wpdiff.model.source import Anchor
from wpdiff.profiles import load_profile
from wpdiff.structure import build_edition

LAW = """港湾管理法

（令和八年法律第三号）

第一章　総則（第一条―第二条の二）
第二章　管理（第三条・第四条）
第三章　雑則（第五条）
附則

第一章　総則

（目的）

第一条　この法律は、港の管理について定める。

２　港とは、船の着く所をいう。

（定義）

第二条　この法律において「船」とは、次に掲げるものをいう。

一　帆船

二　汽船

第二条の二　削除

第二章　管理

（管理者）

第三条　港の管理者は、長とする。

第四条　第三条の規定は、私港に準用する。

第三章　雑則

第五条　この法律に定めるもののほか、必要な事項は、規則で定める。

附　則　（令和八年五月一日法律第三号）　抄

第一条　この法律は、公布の日から施行する。

別表第一（第三条関係）

港の一覧を掲げる。
"""

GLUED = """第1章　海の動き
第1節　北の海
1　海流の変化
北の海の海流は、この十年で大きく変わったとされている。（1）観測の方法
観測は船と浮きによって行われている 1 。詳しくは第2章で述べたとおりである。
1　観測の網については、海洋年報に詳しい。（2）観測の結果
結果は図表1-1-1-1に示す。
図表1-1-1-1　海流の速さ
（出典）海洋院作成資料2　漁業への影響
漁業への影響は小さくない。
これについては第1節で述べた。第2節では南の海について述べる。
漁獲は前の年より減ったとみられる。第2節　南の海
1　概観
南の海は荒れている。
"""

ENGLISH = """Table of Contents

Part I The Northern Sea ........ 3
Chapter 1 Currents ........ 4
Chapter 2 Ports ........ 9

Part I The Northern Sea

Chapter 1 Currents

Section 1 Measurements

1. Buoys

Buoys have been in place since 2027. That year, the Vest Federation joined the survey.

(a) the first item of a list;
(b) the second item of a list.

2. Ships

Ships take part as well (see Chapter 2, Section 1).

Chapter 2 Ports

Section 1 Harbours

Section 5 of the Act on Harbours says who may enter.

See Part I, Chapter 1, Section 1, Figure 2

Figure 2. Harbours of Norda

Appendix A Glossary of terms

A buoy floats.
"""


def paths(edition: Edition) -> list[str]:
    return [" › ".join(edition.path(index)) for index in range(1, len(edition.sections))]


def test_articles_have_number_and_caption(understand: Callable[..., Edition]) -> None:
    edition = understand(LAW)
    assert edition.profile == "law-ja"
    articles = [
        (one.number, one.heading) for one in edition.sections if one.number.startswith("第") and "条" in one.number
    ]
    assert articles == [
        ("第一条", "（目的）"),
        ("第二条", "（定義）"),
        ("第二条の二", ""),
        ("第三条", "（管理者）"),
        ("第四条", ""),
        ("第五条", ""),
        ("第一条", ""),
    ]
    assert [one.number or one.heading for one in edition.sections if one.level == 1] == [
        "第一章",
        "第二章",
        "第三章",
        "附　則　（令和八年五月一日法律第三号）　抄",
        "別表第一",
    ]


def test_an_article_number_stands_before_its_first_sentence_and_paragraphs_are_silent(
    understand: Callable[..., Edition],
) -> None:
    edition = understand(LAW)
    found = {statement.text: statement.before.strip() for statement in edition.statements}
    assert found["この法律は、港の管理について定める。"] == "第一条"
    assert found["港とは、船の着く所をいう。"] == "２"
    assert found["帆船"] == "一"


def test_the_contents_of_a_statute_are_set_aside(understand: Callable[..., Edition]) -> None:
    edition = understand(LAW)
    aside = [statement.text for statement in edition.statements if statement.boilerplate]
    assert [text[:3] for text in aside] == ["第一章", "第二章", "第三章", "附則"]


def test_glued_headings_are_cut_off_and_running_references_are_not(understand: Callable[..., Edition]) -> None:
    edition = understand(GLUED, profile="ict-ja")
    assert paths(edition)[-8:] == [
        "第1章 海の動き",
        "第1章 海の動き › 第1節 北の海",
        "第1章 海の動き › 第1節 北の海 › 1 海流の変化",
        "第1章 海の動き › 第1節 北の海 › 1 海流の変化 › （1）観測の方法",
        "第1章 海の動き › 第1節 北の海 › 1 海流の変化 › （2）観測の結果",
        "第1章 海の動き › 第1節 北の海 › 2 漁業への影響",
        "第1章 海の動き › 第2節 南の海",
        "第1章 海の動き › 第2節 南の海 › 1 概観",
    ]
    assert [one.code for one in edition.warnings] == ["glued_heading"]


def test_a_note_in_a_glued_page_is_no_heading(understand: Callable[..., Edition]) -> None:
    edition = understand(GLUED, profile="ict-ja")
    (note,) = (statement for statement in edition.statements if statement.kind is StatementKind.NOTE)
    assert note.note == "1"
    assert edition.path(note.section)[-1] == "（1）観測の方法"
    (marked,) = (statement for statement in edition.statements if statement.marks)
    assert "観測は船と浮きによって行われている" in marked.text


def test_english_parts_chapters_and_sections_nest(understand: Callable[..., Edition]) -> None:
    edition = understand(ENGLISH, language="en")
    assert paths(edition) == [
        "Part I The Northern Sea",
        "Part I The Northern Sea › Chapter 1 Currents",
        "Part I The Northern Sea › Chapter 1 Currents › Section 1 Measurements",
        "Part I The Northern Sea › Chapter 1 Currents › Section 1 Measurements › 1. Buoys",
        "Part I The Northern Sea › Chapter 1 Currents › Section 1 Measurements › 2. Ships",
        "Part I The Northern Sea › Chapter 2 Ports",
        "Part I The Northern Sea › Chapter 2 Ports › Section 1 Harbours",
        "Appendix A Glossary of terms",
    ]
    items = [(one.before, one.text) for one in edition.statements if one.kind is StatementKind.ITEM]
    assert items == [("(a) ", "the first item of a list;"), ("(b) ", "the second item of a list.")]


def test_english_references_are_resolved(understand: Callable[..., Edition]) -> None:
    edition = understand(ENGLISH, language="en")
    targets = {target.number: target.section for one in edition.statements for target in one.targets}
    found = {number: edition.path(section)[-1] for number, section in targets.items() if section is not None}
    assert found == {
        "Chapter 2, Section 1": "Section 1 Harbours",
        "Part I, Chapter 1, Section 1": "Section 1 Measurements",
        "Figure 2": "Section 1 Harbours",
    }


def test_that_year_follows_the_sentence_before(understand: Callable[..., Edition]) -> None:
    edition = understand(ENGLISH, language="en")
    (statement,) = (one for one in edition.statements if one.text.startswith("That year"))
    assert [date.says for date in statement.dates] == ["2027"]


def block(text: str, kind: BlockKind = BlockKind.PARAGRAPH, **more: object) -> Block:
    page = str(more.pop("page", "p.html"))
    return Block(kind=kind, text=text, anchor=Anchor(page=page), **more)  # type: ignore[arg-type]  # test shorthand


def test_markup_levels_and_breadcrumbs_give_the_tree(blocks_document: Callable[..., Document]) -> None:
    made = blocks_document(
        [
            block("ホーム > 海洋白書 > 第I部 海の動き > 第2章 北の海", role=BlockRole.NAVIGATION, page="a"),
            block("第2節 漁業", BlockKind.HEADING, level=1, page="a"),
            block("1 概観", BlockKind.HEADING, level=2, page="a"),
            block("漁業は続いている。", page="a"),
            block("ホーム > 海洋白書 > 第I部 海の動き > 第2章 北の海", role=BlockRole.NAVIGATION, page="b"),
            block("第3節 航路", BlockKind.HEADING, level=1, page="b"),
            block("航路は三つある。", page="b"),
        ]
    )
    edition = build_edition(made, load_profile("plain-ja"))
    assert paths(edition) == [
        "第I部 海の動き",
        "第I部 海の動き › 第2章 北の海",
        "第I部 海の動き › 第2章 北の海 › 第2節 漁業",
        "第I部 海の動き › 第2章 北の海 › 第2節 漁業 › 1 概観",
        "第I部 海の動き › 第2章 北の海 › 第3節 航路",
    ]
    assert edition.sections[1].heading_statement is None
    assert [one.boilerplate for one in edition.statements] == [True, False, False, False, True, False, False]


def test_notes_that_the_markup_shows_are_tied_by_their_labels(blocks_document: Callable[..., Document]) -> None:
    made = blocks_document(
        [
            block("北の海", BlockKind.HEADING, level=1),
            block("海は静かである1。", marks=(MarkSpan(start=7, end=8, label="1"),)),
            block("南の海", BlockKind.HEADING, level=1),
            block("海は荒れている。"),
            block("2031年の観測による。", BlockKind.NOTE, mark="1"),
        ]
    )
    edition = build_edition(made, load_profile("plain-ja"))
    note = edition.statements[-1]
    assert (note.kind, note.note, note.before) == (StatementKind.NOTE, "1", "1")
    assert edition.path(note.section) == ("北の海",)
    assert edition.statements[1].key == edition.statements[1].key.replace("1", "")


def test_table_rows_stand_as_they_are(blocks_document: Callable[..., Document]) -> None:
    made = blocks_document(
        [block("1.1\t海図を備える。新しいもの。", BlockKind.ROW, cells=("1.1", "海図を備える。新しいもの。"))]
    )
    (row,) = build_edition(made, load_profile("plain-ja")).statements
    assert (row.kind, row.cells) == (StatementKind.ROW, ("1.1", "海図を備える。新しいもの。"))


def test_a_list_is_no_row_of_headings(understand: Callable[..., Edition]) -> None:
    edition = understand(
        "第1章 海\n\n次のものを備える。\n\n1 海図\n\n2 浮き\n\n3 旗\n\n備えは毎年見直す。\n", profile="plain-ja"
    )
    assert paths(edition) == ["第1章 海"]
    assert [one.text for one in edition.statements if one.kind is StatementKind.ITEM] == ["海図", "浮き", "旗"]


def test_a_running_head_is_set_aside_and_the_heading_it_repeats_is_not(understand: Callable[..., Edition]) -> None:
    pages = "\n\n".join(f"THE NORTHERN SEA {number}\n\nThe sea was calm on day {number}." for number in range(12, 18))
    edition = understand(f"Chapter 1 The Sea\n\n{pages}\n", language="en")
    aside = [one.text for one in edition.statements if one.boilerplate]
    assert aside == [f"THE NORTHERN SEA {number}" for number in range(12, 18)]


def test_a_table_of_contents_that_names_what_is_not_there_is_told(understand: Callable[..., Edition]) -> None:
    contents = "\n".join(f"第{number}章　海の話その{number} …… {number}0" for number in range(1, 8))
    edition = understand(f"目次\n\n{contents}\n\n第1章　海の話その1\n\n海は静かである。\n", profile="plain-ja")
    assert "contents_mismatch" in [one.code for one in edition.warnings]


def test_a_long_text_without_any_heading_is_told(understand: Callable[..., Edition]) -> None:
    text = "\n\n".join("海は静かであり、船は港にあるとされているが、確かめられてはいない。" for _ in range(40))
    assert [one.code for one in understand(text, profile="plain-ja").warnings] == ["no_heading"]


def test_section_names_stay_when_numbers_change(understand: Callable[..., Edition]) -> None:
    one = understand("第1章 海\n\n1 北\n\n静か。\n\n2 南\n\n荒れ。\n", profile="plain-ja")
    other = understand("第4章 海\n\n2 北\n\n静か。\n\n3 南\n\n荒れ。\n", profile="plain-ja")
    assert [section.id for section in one.sections] == [section.id for section in other.sections]
    assert len({section.id for section in one.sections}) == len(one.sections)


def test_rows_marked_up_alike_nest(blocks_document: Callable[..., Document]) -> None:
    titles = ["5 海の協力", "1 概観", "2 港", "3 船", "6 空の協力", "1 概観"]
    made: list[Block] = []
    for title in titles:
        made.append(block(title, BlockKind.HEADING, level=4))
        if title[0] not in "56":
            made.append(block("詳しくは述べない。"))
    edition = build_edition(blocks_document(made), load_profile("defence-ja"))
    assert paths(edition) == [
        "5 海の協力",
        "5 海の協力 › 1 概観",
        "5 海の協力 › 2 港",
        "5 海の協力 › 3 船",
        "6 空の協力",
        "6 空の協力 › 1 概観",
    ]


def test_the_bluebook_s_form_nests_to_bracketed_kana(understand: Callable[..., Edition]) -> None:
    page = """第2章 地域の外交

2 北の国々

（1）ノルダ

ア　内政

（ア）議会

議会は五月に開かれた。

（イ）政府

政府は六月に替わった。

イ　外交

外交は活発であった。

（2）ヴェスト

ヴェストの動きは見えない。
"""
    edition = understand(page, profile="bluebook-ja")
    assert paths(edition)[-1] == "第2章 地域の外交 › 2 北の国々 › （2）ヴェスト"
    assert paths(edition)[4] == "第2章 地域の外交 › 2 北の国々 › （1）ノルダ › ア 内政 › （ア）議会"
    assert edition.sections[-2].heading == "外交"
    assert edition.sections[-2].parent == 3


def test_a_label_behind_an_english_reference(understand: Callable[..., Edition]) -> None:
    page = "Chapter 2 Sea\n\nSection 1 Ports\n\nPorts are open.\n\nSee Chapter 2, Section 1 (Ports of Norda)\n"
    (reference,) = (one for one in understand(page, language="en").statements if one.kind is StatementKind.REFERENCE)
    assert [(target.number, target.label, target.section) for target in reference.targets] == [
        ("Chapter 2, Section 1", "Ports of Norda", 2)
    ]


def test_a_lone_figure_in_an_english_heading_is_part_of_its_title(blocks_document: Callable[..., Document]) -> None:
    titles = ["1 Ports", "2 Ships", "10 Years of Peace"]
    made = blocks_document([block(title, BlockKind.HEADING, level=2) for title in titles], language="en")
    edition = build_edition(made, load_profile("plain-en"))
    assert [(section.number, section.heading) for section in edition.sections[1:]] == [
        ("1", "Ports"),
        ("2", "Ships"),
        ("", "10 Years of Peace"),
    ]
