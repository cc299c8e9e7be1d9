"""What was planted between the sample editions is found as editions/<series>/planted.toml says, each by its words."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from wpdiff.model.comparison import Change, Comparison, Significance
from wpdiff.model.edition import Edition
from wpdiff.walk import compare
from wpdiff.workspace import edition_source

EDITIONS = Path(__file__).parents[1] / "editions"
SERIES = ("defence-ja", "defence-en")
# Most of a yearly paper stands as it stood.
LEAST_UNCHANGED = 0.55
# What wpdiff does not see yet, and why. When it does, the test fails until the line is taken out.
NOT_YET = {
    "defence-ja-merged-readiness": "第一に … 第二に … told as one sentence",
}
OLD_ENCODINGS = {"defence-ja": "shift_jis", "defence-en": "windows-1252"}


@cache
def _comparison(series: str) -> Comparison:
    return compare(edition_source(EDITIONS / series / "2024"), edition_source(EDITIONS / series / "2025"))


def _rows(series: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = tomllib.loads((EDITIONS / series / "planted.toml").read_text(encoding="utf-8"))[
        "planted"
    ]
    return rows


def _planted(*, which: str = "") -> list[Any]:
    return [
        pytest.param(
            series, row, id=f"{series}-{row['id']}", marks=_not_yet(f"{series}-{row['id']}" if not which else "")
        )
        for series in SERIES
        for row in _rows(series)
        if not which or which in row
    ]


def _not_yet(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=NOT_YET[name], strict=True)] if name in NOT_YET else []


def _stands(words: str, texts: list[str], *, exact: bool) -> bool:
    return not words or any(text == words if exact else words in text for text in texts)


def _near(series: str, row: dict[str, Any]) -> list[Change]:
    """The changes that hold the words of both sides."""
    exact = bool(row.get("exact"))
    return [
        change
        for change in _comparison(series).changes
        if not change.muted
        and _stands(row.get("near_old", ""), [one.text for one in change.old], exact=exact)
        and _stands(row.get("near_new", ""), [one.text for one in change.new], exact=False)
    ]


def _shown(change: Change) -> set[str]:
    return {finding.category for finding in change.findings if not finding.gone}


def _is_as_planted(change: Change, row: dict[str, Any]) -> bool:
    return (
        change.kind.value == row["kind"]
        and set(row.get("categories", ())) <= _shown(change)
        and not set(row.get("not_categories", ())) & _shown(change)
        and (change.significance is Significance.EDITORIAL) == row["editorial"]
        and (change.move is not None) == row.get("moved", False)
    )


def _says(edition: Edition, words: str) -> set[str]:
    return {date.says for one in edition.statements if words in one.text for date in one.dates}


@pytest.mark.parametrize(("series", "row"), _planted())
def test_planted(series: str, row: dict[str, Any]) -> None:
    found = _near(series, row)
    told = [(one.kind.value, one.significance.value, sorted(_shown(one)), one.move is not None) for one in found]
    if row["kind"] == "unchanged":
        assert all(one.significance is Significance.EDITORIAL for one in found), (row, told)
    else:
        assert any(_is_as_planted(one, row) for one in found), (row, told)


@pytest.mark.parametrize(("series", "row"), _planted(which="says"))
def test_relative_dates_say_what_was_planted(series: str, row: dict[str, Any]) -> None:
    comparison = _comparison(series)
    old, new = row["says"]
    assert old in _says(comparison.old, row["near_old"])
    assert new in _says(comparison.new, row["near_new"])


@pytest.mark.parametrize("series", SERIES)
def test_planted_words_stand_in_the_editions(series: str) -> None:
    comparison = _comparison(series)
    for row in _rows(series):
        for side, edition in (("near_old", comparison.old), ("near_new", comparison.new)):
            assert _stands(row.get(side, ""), [one.text for one in edition.statements], exact=False), (row["id"], side)


@pytest.mark.parametrize("series", SERIES)
def test_most_statements_stand_as_they_stood(series: str) -> None:
    comparison = _comparison(series)
    assert len(comparison.unchanged) >= LEAST_UNCHANGED * len(comparison.new.statements)


@pytest.mark.parametrize("series", SERIES)
def test_one_page_is_in_an_older_encoding(series: str) -> None:
    found = [
        page.encoding.lower().replace("cp932", "shift_jis").replace("cp1252", "windows-1252")
        for page in _comparison(series).old.pages
    ]
    assert found.count(OLD_ENCODINGS[series]) == 1
    assert not [one.code for one in _comparison(series).warnings if one.code in ("mojibake", "encoding_guessed")]


@pytest.mark.parametrize("series", SERIES)
def test_a_picture_differs_and_its_neighbour_does_not(series: str) -> None:
    old, new = (
        {one.name: one.read_bytes() for one in (EDITIONS / series / year / "pages/images").iterdir()}
        for year in ("2024", "2025")
    )
    assert [name for name in sorted(old) if old[name] != new[name]] == ["norda-forces.svg"]


@pytest.mark.parametrize("series", SERIES)
def test_every_note_hangs_on_one_mark(series: str) -> None:
    """Figures that look like marks (1万2,000人, 3軍種) are none; restarted numbers are told apart."""
    for edition in (_comparison(series).old, _comparison(series).new):
        marks = [mark.number for one in edition.statements for mark in one.marks]
        assert sorted(marks) == sorted(
            {(one.section, one.note): one.note for one in edition.statements if one.note}.values()
        )


@pytest.mark.parametrize("series", SERIES)
def test_edits_give_back_what_was_printed(series: str) -> None:
    for change in _comparison(series).changes:
        if len(change.old) == 1:
            assert "".join(one.text for one in change.edits if one.op != "insert") == change.old[0].text
        if len(change.new) == 1:
            assert "".join(one.text for one in change.edits if one.op != "delete") == change.new[0].text
