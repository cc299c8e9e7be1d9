"""Statutes in the three forms in which they are published: the same articles, and no change between the forms."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wpdiff.model.comparison import Comparison, Significance
from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.walk import compare, read_edition

from .invented_statute import LAW, Part, new_page, old_page

FORMS: dict[str, Callable[[list[Part]], bytes]] = {
    "shift_jis": old_page,
    "utf-8, not declared": lambda law: old_page(law, charset=""),
    "utf-8, ○２": lambda law: old_page(law, charset="", mark="○{}"),
    "new": new_page,
}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[list[Part], str], Path]:
    """Writes a law in one of the forms and says where."""

    def write(law: list[Part], form: str) -> Path:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        (folder / "page.html").write_bytes(FORMS[form](law))
        return folder

    return write


Write = Callable[[list[Part], str], Path]


def outline(edition: Edition) -> list[tuple[int, str, str]]:
    return [(section.level, section.number, section.heading.split("（昭")[0]) for section in edition.sections[1:]]


@pytest.mark.parametrize("form", FORMS)
def test_every_part_is_found_with_number_caption_and_place(written: Write, form: str) -> None:
    edition = read_edition(written(LAW, form))
    assert edition.profile == "law-ja"
    assert edition.warnings == ()
    found = [(level, number, heading.replace("　", "").split("（平")[0]) for level, number, heading in outline(edition)]
    assert found == [
        (1, "第一編", "総則"),
        (2, "第一章", "通則"),
        (3, "第一条", "（目的）"),
        (3, "第二条", "（定義等）"),
        (3, "第二条の二", ""),
        (3, "第三条及び第四条", ""),
        (1, "第二編", "見張所"),
        (2, "第一章", "設置"),
        (3, "第一節", "所長"),
        (4, "第五条", "（所長の任期（初めて任ぜられる者の任期を含む。））"),
        (4, "第一款", "任期"),
        (5, "第一目", "更新"),
        (6, "第六条から第十二条の二まで", ""),
        (6, "第十二条の三", "（検査）"),
        (3, "第二節", "削除"),
        (4, "第二百六十条の三十八", ""),
        (1, "", "附則"),
        (2, "第一条", ""),
        (2, "第二条", ""),
        (1, "", "附則"),
        (2, "第一条", "（施行期日）"),
        (2, "第二条", "（経過措置）"),
        (1, "", "附則"),
        (1, "別表第一", "（第二条関係）"),
    ]


def loud(comparison: Comparison) -> list[str]:
    changes = [one for one in comparison.changes if one.significance is not Significance.EDITORIAL and not one.muted]
    return [text.text for one in changes for text in (*one.old, *one.new)]


@pytest.mark.parametrize("form", list(FORMS)[1:])
def test_the_same_law_in_another_form_has_no_change_but_its_own_number(written: Write, form: str) -> None:
    told = loud(compare(written(LAW, "shift_jis"), written(LAW, form)))
    assert set(told) <= {"昭和四十年法律第四号", "（昭和四十年三月一日法律第四号）", "最終改正：平成三年"}


@pytest.mark.parametrize("form", FORMS)
def test_paragraphs_of_a_supplement_without_articles_are_no_notes(written: Write, form: str) -> None:
    texts = ("この法律は、公布の日から施行する。", "鐘船法は、廃止する。", "前項の廃止に伴う費用は、国庫の負担とする。")
    at = LAW.index(("附則", "（平成三年五月二日法律第六号）", "附　則"))
    own = [("項", number, text) for number, text in zip("１２３", texts, strict=True)]
    edition = read_edition(written([*LAW[:at], ("附則", "", "附　則"), *own, *LAW[at:]], form))
    (section,) = {one.section for one in edition.statements if one.text in texts[1:]}
    found = [(one.kind, one.note, one.text) for one in edition.statements if one.section == section]
    assert found[1:] == [(StatementKind.ITEM, "", text) for text in texts]
    assert edition.warnings == ()
    assert targets(edition, "廃止に伴う")[0][2] == texts[1][:5]


def targets(edition: Edition, words: str) -> list[tuple[str, str, str]]:
    """The number printed, the section found, and the beginning of the statement found, of each target."""
    statements: list[Statement] = [one for one in edition.statements if words in one.text and not one.boilerplate]
    return [
        (
            target.number,
            "" if target.section is None else edition.sections[target.section].number,
            "" if target.statement is None else edition.statements[target.statement].text[:5],
        )
        for target in statements[0].targets
    ]


@pytest.mark.parametrize("form", FORMS)
def test_references_lead_to_articles_paragraphs_and_items(written: Write, form: str) -> None:
    edition = read_edition(written(LAW, form))
    assert targets(edition, "灯の色は") == [("前項第二号", "第二条", "次のいずれ"), ("別表第一", "別表第一", "")]
    assert targets(edition, "塔は、") == [
        ("第一項", "第二条", "この法律に"),
        ("第十二条の三第一項", "第十二条の三", "検査は、毎"),
    ]
    assert targets(edition, "検査の方法は") == [("前条", "第六条から第十二条の二まで", "")]
    # Another law owns these, and all that is joined to them.
    assert targets(edition, "海法第三条") == []


def replaced(old: str, new: str, at: int, extra: list[Part]) -> list[Part]:
    """The law with other words, and with more parts before the place where some stand."""
    law = [(what, number, text.replace(old, new)) for what, number, text in LAW]
    return [*law[:at], *extra, *law[at:]]


def change_of(comparison: Comparison, words: str) -> tuple[str, list[str]] | None:
    for one in comparison.changes:
        if one.new and words in one.new[0].text:
            return one.significance.value, [says.says for finding in one.findings for says in finding.evidence]
    return None


def test_a_reference_that_followed_its_paragraph_is_editorial(written: Write) -> None:
    paragraph = [("項", "２", "前項の船には、銘板を付する。")]
    at = LAW.index(("項", "２", "前項第二号の灯の色は、別表第一に定めるところによる。"))
    law = replaced("前項第二号", "第一項第二号", at, paragraph)
    comparison = compare(written(LAW, "new"), written(law, "new"))
    assert change_of(comparison, "灯の色は")[0] == "editorial"  # type: ignore[index]


def test_the_same_words_that_now_name_another_paragraph_are_told(written: Write) -> None:
    paragraph = [("項", "２", "前項の船には、銘板を付する。")]
    at = LAW.index(("項", "２", "前項第二号の灯の色は、別表第一に定めるところによる。"))
    comparison = compare(written(LAW, "new"), written(replaced("○", "○", at, paragraph), "new"))
    told = [one for one in comparison.changes if one.new and "灯の色は" in one.new[0].text]
    assert told == []  # 前項第二号 leads nowhere now: nobody can say where


def test_an_article_without_a_caption_tells_its_new_number(written: Write) -> None:
    law = [(what, "第二条の三" if number == "第二条の二" else number, text) for what, number, text in LAW]
    comparison = compare(written(LAW, "new"), written(law, "new"))
    assert change_of(comparison, "見張所の名は") == ("editorial", ["第二条の二", "第二条の三"])


def test_titles_that_come_again_in_every_part_are_headings_each_time(written: Write) -> None:
    """第一章 第一節 第一款, one below the other, are no table of contents, though all stand again in the next part."""
    law: list[Part] = []
    for count, part in enumerate("一二三"):
        law += [("編", "", f"第{part}編　{'海陸空'[count]}"), ("章", "", "第一章　通則")]
        for section in "一二":
            law += [("節", "", f"第{section}節　{'所長' if section == '一' else '職員'}"), ("款", "", "第一款　任期")]
            law.append(("条", f"第{'一二三四五六'[count * 2 + (section == '二')]}条", "任期は、三年とする。"))
    edition = read_edition(written(law, "shift_jis"))
    paths = [edition.path(index) for index, one in enumerate(edition.sections) if one.number.endswith("条")]
    assert [len(path) for path in paths] == [5] * 6
    assert len(set(paths)) == 6


def test_a_table_of_contents_in_which_titles_come_again_is_set_aside_whole(tmp_path: Path) -> None:
    """第一節　通則 stands in every chapter: the third entry of the table stands for the third heading."""
    law: list[Part] = []
    contents: list[str] = []
    for chapter in range(1, 7):
        titles = [f"第{'一二三四五六'[chapter - 1]}章　{'海陸空山川谷'[chapter - 1]}", "第一節　通則"]
        titles += [f"第二節　{'岬島港橋塔船'[chapter - 1]}の職員"] if chapter % 3 else []
        for depth, title in enumerate(titles):
            contents.append("　" * min(depth, 1) + title + "（第一条―第六条）")
            law.append(("節" if depth else "章", "", title))
        law.append(("条", f"第{'一二三四五六'[chapter - 1]}条", "職員の任期は、三年とする。"))
    page = tmp_path / "page.html"
    page.write_bytes(old_page(law, contents=contents))
    edition = read_edition(page)
    assert [one.number for one in edition.sections[1:]] == [number or text.split("　")[0] for _, number, text in law]


def test_an_annex_without_a_number_is_the_annex(tmp_path: Path) -> None:
    page = tmp_path / "law.txt"
    page.write_text(
        "第一条　この法律は、海の見張りに関し必要な事項を定める。\n"
        "第二条　灯の色は、前条の趣旨に従い、別表に掲げるところによる。\n"
        "附　則\n第一条　この法律は、公布の日から施行する。\n別表（第二条関係）\n一　白\n二　緑\n",
        encoding="utf-8",
    )
    edition = read_edition(page)
    assert targets(edition, "灯の色は") == [("前条", "第一条", ""), ("別表", "別表", "")]
