"""Another page of the seed's form: other numbers, notes, dates and states. Nothing may be fitted to one page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wpdiff.model.edition import Edition, StatementKind

PAGE = """Contents

第II部 周辺の海と空

8 海上の協力

1 概観

2031年5月、ノルダのリース首相は、2027年以来となる「沿岸憲章」を改めて公表した。この文書は、第3世代の哨戒艇9隻の建造に触れている。

2 ヴェスト連邦との協力

ノルダは、海洋安全保障連絡会11(KOR:Kalleris Ocean Round)に加わるヴェスト連邦と、2029年4月に相互訪問を決めた。

また、同年9月、両国は期限の前となる同年6月の合意を3年間延ばしたものの、2030年8月、ノルダは「参加の見合わせ」を表明した。

参照3章2項4(カレリスの対応)

図表II-4-2-6 沿岸の共同哨戒(2031年度)

3 その他の国との協力
(1)北の国々との協力

ノルダは北の6か国と演習を行い、周辺国からは疑念を招き12、この海域での影響力は弱まったとの見方もある。2年連続で「HAVBLIK」が行われた。

参照図表II-4-2-6(沿岸の共同哨戒(2031年度))、2節4項1(ヴェストとの関係)5節2項7(3)(北の海)

(2)南の国々との協力

2028年の会合を受け、南の国々は共同の見張りを同年以降取りやめた。

4 装備の輸出

ノルダの輸出は世界で第7位であり13、カレリスなどに哨戒艇を送っている。

参照6章2節3項(装備の生産をめぐる動き)

QRコード資料:海のあらまし
URL:https://example.org/umi/

11 ノルダ、ヴェスト、カレリスの3か国が加わる連絡会。憲章第8条に、相互の通報の定めがある。

12 2031年2月、カレリスの外相は、連絡会からの離脱に触れた。

13 海洋研究所(OCI:Ocean Coast Institute)によれば、ノルダは2026年から2030年の間の輸出で世界の第7位(4%)となっている。
"""


@pytest.fixture
def edition(understand: Callable[..., Edition]) -> Edition:
    return understand(PAGE, profile="defence-ja", published="2031")


def test_sections_nest_below_the_heading_of_the_same_shape(edition: Edition) -> None:
    top = "第II部 周辺の海と空"
    assert [edition.path(index) for index in range(1, len(edition.sections))] == [
        (top,),
        (top, "8 海上の協力"),
        (top, "8 海上の協力", "1 概観"),
        (top, "8 海上の協力", "2 ヴェスト連邦との協力"),
        (top, "8 海上の協力", "3 その他の国との協力"),
        (top, "8 海上の協力", "3 その他の国との協力", "(1)北の国々との協力"),
        (top, "8 海上の協力", "3 その他の国との協力", "(2)南の国々との協力"),
        (top, "8 海上の協力", "4 装備の輸出"),
    ]


def test_notes_are_bodies_and_hang_where_their_marks_are(edition: Edition) -> None:
    notes = [statement for statement in edition.statements if statement.kind is StatementKind.NOTE]
    assert [(note.note, edition.path(note.section)[-1]) for note in notes] == [
        ("11", "2 ヴェスト連邦との協力"),
        ("11", "2 ヴェスト連邦との協力"),
        ("12", "(1)北の国々との協力"),
        ("13", "4 装備の輸出"),
    ]


def test_marks_are_left_out_of_keys_and_figures_are_not(edition: Edition) -> None:
    marked = [statement for statement in edition.statements if statement.marks]
    assert [mark.number for statement in marked for mark in statement.marks] == ["11", "12", "13"]
    assert "連絡会(KOR" in marked[0].key.replace(" ", "").replace("（", "(").replace("kor", "KOR")
    assert "第7位" in marked[2].key


def test_notes_numbered_anew_leave_the_keys_as_they_were(understand: Callable[..., Edition]) -> None:
    renumbered = PAGE
    for old, new in (("13", "38"), ("12", "37"), ("11", "36")):
        for mark in (f"連絡会{old}", f"招き{old}、", f"第7位であり{old}", f"\n{old} "):
            renumbered = renumbered.replace(mark, mark.replace(old, new))
    one, other = (understand(text, profile="defence-ja") for text in (PAGE, renumbered))
    assert renumbered != PAGE
    assert [statement.key for statement in one.statements] == [statement.key for statement in other.statements]
    assert [section.id for section in one.sections] == [section.id for section in other.sections]


def test_references_name_their_targets(edition: Edition) -> None:
    references = [statement for statement in edition.statements if statement.kind is StatementKind.REFERENCE]
    assert [[(target.number, target.label) for target in one.targets] for one in references] == [
        [("3章2項4", "カレリスの対応")],
        [
            ("図表II-4-2-6", "沿岸の共同哨戒(2031年度)"),
            ("2節4項1", "ヴェストとの関係"),
            ("5節2項7(3)", "北の海"),
        ],
        [("6章2節3項", "装備の生産をめぐる動き")],
    ]


def test_relative_dates_follow_the_text_before_them_across_paragraphs(edition: Edition) -> None:
    said = {
        statement.text[date.start : date.end]: date.says
        for statement in edition.statements
        for date in statement.dates
        if statement.text[date.start : date.end].startswith("同年")
    }
    assert said == {"同年9月": "2029-09", "同年6月": "2029-06", "同年": "2028"}


def test_boilerplate_is_kept_and_marked(edition: Edition) -> None:
    assert [statement.text for statement in edition.statements if statement.boilerplate] == [
        "Contents",
        "QRコード資料:海のあらまし",
        "URL:https://example.org/umi/",
    ]


def test_the_same_ancestor_on_every_page_is_one_section(understand: Callable[..., Edition]) -> None:
    pages = [
        "第I部 海の章\n\n5 北の海\n\n1 概観\n\n北の海は静かである。\n\n2 漁業\n\n漁業は続いている。\n",
        "第I部 海の章\n\n6 南の海\n\n1 概観\n\n南の海は荒れている。\n\n2 航路\n\n航路は三つある。\n",
    ]
    edition = understand(*pages, profile="defence-ja")
    assert [edition.path(index) for index in range(1, len(edition.sections))] == [
        ("第I部 海の章",),
        ("第I部 海の章", "5 北の海"),
        ("第I部 海の章", "5 北の海", "1 概観"),
        ("第I部 海の章", "5 北の海", "2 漁業"),
        ("第I部 海の章", "6 南の海"),
        ("第I部 海の章", "6 南の海", "1 概観"),
        ("第I部 海の章", "6 南の海", "2 航路"),
    ]
    assert [statement.text for statement in edition.statements if statement.boilerplate] == ["海の章"]


def test_a_reference_is_resolved_to_the_section_it_names(understand: Callable[..., Edition]) -> None:
    page = """第2章 海の動き

第1節 北の海

1 概観

北の海は静かである。

2 漁業

漁業は続いている。

参照2節1(2)(南の漁港)、1章1節(空の動き)

第2節 南の海

1 港

港は四つある。

(1)商港

商港は広い。

(2)漁港

漁港は狭い。
"""
    edition = understand(page, profile="defence-ja")
    (reference,) = (one for one in edition.statements if one.kind is StatementKind.REFERENCE)
    found, lost = reference.targets
    assert found.section is not None
    assert edition.path(found.section)[-1] == "(2)漁港"
    assert lost.section is None


def test_all_ancestors_printed_at_every_page_s_top_stay_one_section(understand: Callable[..., Edition]) -> None:
    pages = [
        "第I部 海の章\n\n第2章 北の海\n\n第1節 港\n\n1 概観\n\n港は静かである。\n",
        "第I部 海の章\n\n第2章 北の海\n\n第2節 航路\n\n1 概観\n\n航路は三つある。\n",
    ]
    edition = understand(*pages, profile="defence-ja")
    assert [edition.path(index)[-1] for index in range(1, len(edition.sections))] == [
        "第I部 海の章",
        "第2章 北の海",
        "第1節 港",
        "1 概観",
        "第2節 航路",
        "1 概観",
    ]
    assert edition.sections[5].parent == edition.sections[3].parent == 2
