"""The seed page is understood as a careful reader understands it: every entry of expected.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from wpdiff.model.document import Document
from wpdiff.model.edition import Edition, Statement, StatementKind, printed_heading
from wpdiff.profiles import detect_profile
from wpdiff.structure import build_edition

SEED = Path(__file__).resolve().parents[3] / "shared" / "seed"
PAGE = SEED / "defense-white-paper-2025-russia.txt"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PAGE.is_file(), reason="the seed page is not beside the repository"),
]


@pytest.fixture
def expected() -> dict[str, Any]:
    return tomllib.loads((SEED / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture
def edition(document: Callable[..., Document]) -> Edition:
    made = document(PAGE.read_text(encoding="utf-8"), title="防衛白書 2025年版")
    return build_edition(made, detect_profile(made))


@pytest.fixture
def split_edition(document: Callable[..., Document]) -> Edition:
    """The same with its notes on another page of the edition."""
    text = PAGE.read_text(encoding="utf-8")
    cut = text.rindex("\n4 ")
    made = document(text[:cut], text[cut:], title="防衛白書 2025年版")
    return build_edition(made, detect_profile(made))


def of_kind(edition: Edition, kind: StatementKind) -> list[Statement]:
    return [statement for statement in edition.statements if statement.kind is kind]


def test_it_is_known_as_a_defence_white_paper(edition: Edition) -> None:
    assert edition.profile == "defence-ja"
    assert edition.warnings == ()


def test_ancestors_stand_above_all_sections(edition: Edition, expected: dict[str, Any]) -> None:
    for depth, ancestor in enumerate(expected["ancestors"], 1):
        assert printed_heading(edition.sections[depth]) == ancestor
        assert edition.sections[depth].level == depth


def test_sections_and_their_nesting(edition: Edition, expected: dict[str, Any]) -> None:
    above = tuple(expected["ancestors"])
    found = [(edition.path(index), section.number) for index, section in enumerate(edition.sections)]
    wanted = [(above + tuple(entry["path"]), entry["number"]) for entry in expected["section"]]
    assert found[1 + len(above) :] == wanted


def test_every_heading_is_a_statement_without_its_number(edition: Edition) -> None:
    for section in edition.sections[1:]:
        assert section.heading_statement is not None
        statement = edition.statements[section.heading_statement]
        assert statement.kind is StatementKind.HEADING
        assert statement.text == section.heading
        assert statement.before.strip() == section.number


def test_boilerplate_is_what_is_expected_and_nothing_else(edition: Edition, expected: dict[str, Any]) -> None:
    assert [statement.text for statement in edition.statements if statement.boilerplate] == expected["boilerplate"]


@pytest.mark.parametrize("which", ["edition", "split_edition"])
def test_notes_hang_on_their_words(which: str, request: pytest.FixtureRequest, expected: dict[str, Any]) -> None:
    edition: Edition = request.getfixturevalue(which)
    for entry in expected["note"]:
        number = str(entry["number"])
        body = [statement for statement in of_kind(edition, StatementKind.NOTE) if statement.note == number]
        assert len(body) == entry["sentences"]
        assert body[0].text.startswith(entry["body_starts"])
        assert body[0].before.strip() == number
        marked = [(one, mark) for one in edition.statements for mark in one.marks if mark.number == number]
        assert len(marked) == 1
        statement, mark = marked[0]
        assert statement.text[: mark.start].endswith(entry["mark_after"])
        assert statement.text[mark.start : mark.end] == number
        assert body[0].section == statement.section
        after = statement.text[mark.end : mark.end + 1]
        assert f"{entry['mark_after']}{number}{after}" not in statement.key


def test_figures_are_no_note_marks(edition: Edition, expected: dict[str, Any]) -> None:
    for figure in expected["not_note_marks"]:
        holders = [statement for statement in edition.statements if figure in statement.text]
        assert holders
        for statement in holders:
            place = statement.text.index(figure)
            span = range(place, place + len(figure))
            assert not any(mark.start in span for mark in statement.marks), figure


def test_references_and_their_targets_in_order(edition: Edition, expected: dict[str, Any]) -> None:
    references = of_kind(edition, StatementKind.REFERENCE)
    assert len(references) == len(expected["reference"])
    for statement, entry in zip(references, expected["reference"], strict=True):
        assert edition.path(statement.section)[-1] == entry["after_section"]
        assert [target.number for target in statement.targets] == entry["targets"]
        assert [target.label for target in statement.targets] == entry["labels"]


def test_a_reference_to_the_figure_points_to_the_section_that_holds_it(edition: Edition) -> None:
    targets = [one for statement in of_kind(edition, StatementKind.REFERENCE) for one in statement.targets]
    (figure,) = (target for target in targets if target.number.startswith("図表"))
    assert figure.section is not None
    assert edition.path(figure.section)[-1] == "3 中国との関係"


def test_the_caption(edition: Edition, expected: dict[str, Any]) -> None:
    captions = of_kind(edition, StatementKind.CAPTION)
    assert len(captions) == len(expected["caption"])
    for statement, entry in zip(captions, expected["caption"], strict=True):
        assert edition.path(statement.section)[-1] == entry["in_section"]
        assert statement.text.split(maxsplit=1) == [entry["label"], entry["text"]]


def test_what_relative_dates_say(edition: Edition, expected: dict[str, Any]) -> None:
    for entry in expected["relative_date"]:
        words = entry["printed"] + entry["near"]
        (statement,) = (one for one in edition.statements if words in one.text)
        place = statement.text.index(words)
        said = [date.says for date in statement.dates if date.start <= place < date.end or date.start == place]
        assert said == [entry["says"]], words


def test_nothing_is_lost(document: Callable[..., Document], whole_blocks: Callable[[Document, Edition], None]) -> None:
    made = document(PAGE.read_text(encoding="utf-8"))
    whole_blocks(made, build_edition(made, detect_profile(made)))
