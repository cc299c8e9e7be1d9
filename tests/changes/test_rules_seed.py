"""On the reference page every event is found when its sentence is new, and nothing that did not happen."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from wpdiff.changes.classify import classify
from wpdiff.changes.difference import Difference, Placed
from wpdiff.model.comparison import ChangeKind, Edit, Op
from wpdiff.model.edition import Edition
from wpdiff.walk import compare, read_edition

SEED = Path(__file__).parents[3] / "shared" / "seed"
PAGE = SEED / "defense-white-paper-2025-russia.txt"

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not PAGE.exists(), reason="the reference page is not here")]


@pytest.fixture(scope="module")
def edition() -> Edition:
    return read_edition(PAGE)


def _expected(table: str) -> list[dict[str, Any]]:
    if not PAGE.exists():
        return []
    entries: list[dict[str, Any]] = tomllib.loads((SEED / "expected.toml").read_text(encoding="utf-8"))[table]
    return entries


def _categories(edition: Edition, near: str) -> set[str]:
    """What is found when the one statement that holds these words is new."""
    (index,) = [k for k, statement in enumerate(edition.statements) if near in statement.text]
    statement = edition.statements[index]
    placed = Placed(index=index, statement=statement, path=edition.path(statement.section))
    edits = (Edit(op=Op.INSERT, text=statement.text),)
    findings = classify(
        Difference(kind=ChangeKind.ADDED, language="ja", old=(), new=(placed,), edits=edits),
    )
    return {finding.category for finding in findings}


def _without(near: str) -> str:
    """The page without the one sentence that holds these words."""
    text = PAGE.read_text(encoding="utf-8")
    place = text.index(near)
    begin = max(text.rfind(stop, 0, place) for stop in "。\n") + 1
    end = place + min(found for found in (text[place:].find(stop) for stop in "。\n") if found >= 0)
    return text[:begin] + text[end + (text[end] == "。") :]


def _told_by_the_walk(near: str, folder: Path) -> set[str]:
    """What is told of a sentence when the page is compared with a copy that lacks it."""
    (folder / "old.txt").write_text(_without(near), encoding="utf-8")
    comparison = compare(folder / "old.txt", PAGE)
    return {
        finding.category
        for change in comparison.changes
        if any(near in excerpt.text for excerpt in change.new)
        for finding in change.findings
    }


@pytest.mark.parametrize("entry", _expected("event"), ids=lambda entry: entry["category"])
def test_every_event_is_found_where_the_page_is_compared_with_a_copy_without_it(
    entry: dict[str, str], tmp_path: Path
) -> None:
    assert entry["category"] in _told_by_the_walk(entry["near"], tmp_path)


@pytest.mark.parametrize("entry", _expected("not_event"), ids=lambda entry: entry["category"])
def test_what_did_not_happen_stays_quiet_in_the_walk(entry: dict[str, str], tmp_path: Path) -> None:
    assert entry["category"] not in _told_by_the_walk(entry["near"], tmp_path)


@pytest.mark.parametrize("entry", _expected("event"), ids=lambda entry: entry["category"])
def test_every_event_is_found(edition: Edition, entry: dict[str, str]) -> None:
    assert entry["category"] in _categories(edition, entry["near"])


@pytest.mark.parametrize("entry", _expected("not_event"), ids=lambda entry: entry["category"])
def test_what_did_not_happen_stays_quiet(edition: Edition, entry: dict[str, str]) -> None:
    assert entry["category"] not in _categories(edition, entry["near"])
