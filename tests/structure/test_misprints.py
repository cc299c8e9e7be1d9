"""A misprinted number between two that count on is a heading in its place, shown as it is printed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wpdiff.model.edition import Edition

TITLES = ("港", "道", "学校", "灯", "船", "浮標")
BODY = "ノルダではこれを大切にしている。毎年の春に報告が出る。"


def _printed(numbers: str) -> str:
    pairs = zip(numbers, TITLES, strict=True)
    return "第1章　海の暮らし\n" + "".join(f"{number}　{title}\n{BODY}\n" for number, title in pairs)


@pytest.mark.parametrize("numbers", ["123456", "123756", "173456", "121456", "123496"])
def test_the_row_goes_on_behind_a_misprint(numbers: str, understand: Callable[..., Edition]) -> None:
    edition = understand(_printed(numbers))
    row = [section for section in edition.sections if section.heading in TITLES]
    assert [section.number for section in row] == list(numbers)
    assert len({section.parent for section in row}) == 1


def test_a_number_where_none_is_missing_is_not_believed(understand: Callable[..., Edition]) -> None:
    edition = understand(_printed("123456").replace("4　灯", f"9　数\n{BODY}\n4　灯"))
    assert [section.number for section in edition.sections if section.heading] == ["第1章", *"123456"]
