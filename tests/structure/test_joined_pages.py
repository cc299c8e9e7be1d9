"""Pages joined without a line break: headings, captions and notes that stand glued, menus, and lists of figures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wpdiff.model.edition import Edition, StatementKind

BEGIN = "第1章　海の動き\n第1節　北の海\n1　海流\n海流は変わった。\n（1）測り方\n測り方は二つある。\n"


def paths(edition: Edition) -> list[str]:
    return [edition.path(index)[-1] for index in range(1, len(edition.sections))]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("「観測」：浮きと船による海流の観測（2）速さの測り方", "（2）速さの測り方"),  # a note without its stop
        ("図表1-1-1-1　海流の速さ（2）速さの測り方", "（2）速さの測り方"),  # a caption
        ("（出典）Nordic Ocean2　速さの測り方", "2 速さの測り方"),  # a source in Latin letters
        ("（出典）海洋院「調査研究」 （2）速さの測り方", "（2）速さの測り方"),
        ("（https://www.example.jp/a.pdf）  （2）速さの測り方", "（2）速さの測り方"),
        ("海流は速いとみられる。   （2）速さの測り方", "（2）速さの測り方"),
        ("海流は速いとみられる。第2節　南の海", "第2節 南の海"),
        ("（出典）海洋院調べ（2031年）第1章まとめ", "第1章まとめ"),
    ],
)
def test_a_heading_is_cut_off_whatever_stands_before_it(
    understand: Callable[..., Edition], line: str, heading: str
) -> None:
    edition = understand(f"{BEGIN}{line}\n速さは浮きで測るとされている。\n", profile="ict-ja")
    assert paths(edition)[-1] == heading
    assert all(
        heading.split()[-1] not in one.text for one in edition.statements if one.kind is not StatementKind.HEADING
    )


@pytest.mark.parametrize(
    "line",
    [
        "詳しくは海洋年報（第2号）を見る",
        "観測船の数は前の年の（5）海流の図と比べる",  # no row waits for a fifth
        "（1）及び（2）速さの測り方による",
    ],
)
def test_a_number_that_no_row_waits_for_is_no_glued_heading(understand: Callable[..., Edition], line: str) -> None:
    edition = understand(f"{BEGIN}{line}\n海は静かであるとされている。\n", profile="ict-ja")
    assert paths(edition)[-1] == "（1）測り方"


def test_a_caption_glued_to_a_sentence_is_a_caption(understand: Callable[..., Edition]) -> None:
    edition = understand(f"{BEGIN}観測は十年続いている。  図表1-1-1-2　浮きの数\n", profile="ict-ja")
    captions = [one.text for one in edition.statements if one.kind is StatementKind.CAPTION]
    assert captions == ["図表1-1-1-2　浮きの数"]


def test_a_menu_on_one_line_is_set_aside(understand: Callable[..., Edition]) -> None:
    menu = "（1）測り方  （2）速さの測り方   2　漁業  3　航路"
    edition = understand(f"{BEGIN}{menu}\n海は静かであるとされている。\n", profile="ict-ja")
    assert [one.text for one in edition.statements if one.boilerplate] == [menu]


def test_a_row_within_a_row_lets_the_outer_one_go_on(understand: Callable[..., Edition]) -> None:
    page = "".join(
        f"{heading}\n海は静かであるとされている。\n"
        for heading in ("ア　北の海", "イ　南の海", "（1）港", "（2）船", "ウ　東の海")
    )
    edition = understand(f"{BEGIN}{page}", profile="ict-ja")
    assert paths(edition)[-5:] == ["ア 北の海", "イ 南の海", "（1）港", "（2）船", "ウ 東の海"]
    assert edition.path(len(edition.sections) - 2)[-2:] == ("イ 南の海", "（2）船")
    assert edition.path(len(edition.sections) - 1)[-2:] == ("（1）測り方", "ウ 東の海")


@pytest.mark.parametrize(
    "before",
    ["図表1-1-1-3　浮きの数", "（出典）海洋院調べ", "https://www.example.jp/a.html", "1　海洋院の調べによる。"],
)
def test_a_heading_may_follow_what_ends_without_a_stop(understand: Callable[..., Edition], before: str) -> None:
    edition = understand(f"{BEGIN}浮きは増えている 1 。\n{before}\n4　漁業\n漁業は続いている。\n", profile="ict-ja")
    assert paths(edition)[-1] == "4 漁業"


def test_the_list_of_figures_is_set_aside(understand: Callable[..., Edition]) -> None:
    captions = [f"図表1-1-1-{number}　海の図その{number}" for number in range(1, 10)]
    body = "".join(f"海は静かであるとされている。\n{caption}\n" for caption in captions)
    index = "図表索引\n第1章　海の動き\n" + "\n".join(captions)
    edition = understand(f"{BEGIN}{body}{index}\n", profile="ict-ja")
    assert [one.text for one in edition.statements if one.boilerplate] == ["第1章　海の動き", *captions]
    assert sum(one.kind is StatementKind.CAPTION and not one.boilerplate for one in edition.statements) == len(captions)


def notes_of(edition: Edition) -> list[str]:
    return [one.note for one in edition.statements if one.kind is StatementKind.NOTE]


def test_notes_go_on_counting_where_their_marks_are_lost(understand: Callable[..., Edition]) -> None:
    page = f"{BEGIN}浮きは増えている 1 。\n1　海洋院の調べによる。\n2　漁業\n漁業は続いている。\n"
    foot = "2　https://www.example.jp/b.html\n3　中田（2018）『海の白書』\n4　港の数は含まない。\n"
    edition = understand(f"{page}{foot}（1）港\n港は三つある。\n", profile="ict-ja")
    assert notes_of(edition) == ["1", "2", "3", "4"]
    assert paths(edition)[-2:] == ["2 漁業", "（1）港"]


def test_a_note_that_ends_without_its_stop_is_no_heading(understand: Callable[..., Edition]) -> None:
    page = f"{BEGIN}浮きは増えている 1 。\n1　詳しくは巻末の表を参照（2）速さの測り方\n速さは浮きで測る。\n"
    edition = understand(page, profile="ict-ja")
    assert notes_of(edition) == ["1"]
    assert paths(edition)[-1] == "（2）速さの測り方"


def test_a_heading_that_its_row_waits_for_is_no_note(understand: Callable[..., Edition]) -> None:
    page = (
        f"{BEGIN}浮きは増えている 1 。船も増えている 2 。\n1　海洋院の調べによる。\n2　船の数を比べる\n数は増えた。\n"
    )
    assert paths(understand(page, profile="ict-ja"))[-1] == "2 船の数を比べる"


def test_a_mark_behind_a_name_is_known_by_its_note(understand: Callable[..., Edition]) -> None:
    page = f"{BEGIN}Nordify1や船の数2は増えている。\n1　https://www.example.jp/n.html\n2　小舟は含まない。\n"
    edition = understand(page, profile="ict-ja")
    (marked,) = (one for one in edition.statements if one.marks)
    assert [mark.number for mark in marked.marks] == ["1", "2"]
