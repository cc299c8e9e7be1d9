"""Every folder of tests/cases is one trap or rule: two small texts, what must come out, and why (see its README)."""

import tomllib
from pathlib import Path

import pytest

from wpdiff.model.comparison import Change, Comparison, Significance
from wpdiff.walk import compare

CASES = sorted(path.parent for path in (Path(__file__).parent / "cases").glob("*/expect.toml"))


def _input(folder: Path, side: str) -> Path:
    found = [path for path in sorted(folder.glob(f"{side}*")) if path.stem == side]
    assert len(found) == 1, f"{folder.name} needs exactly one {side}.* or {side}/"
    return found[0]


def _words(change: Change, comparison: Comparison) -> str:
    old = [comparison.old.statements[i] for i in change.at_old]
    new = [comparison.new.statements[j] for j in change.at_new]
    numbers = [
        edition.sections[one.section].number
        for edition, side in ((comparison.old, old), (comparison.new, new))
        for one in side
        if one.kind == "heading"
    ]
    return "\n".join([*(one.before + one.text for one in (*old, *new)), *numbers])


def _matches(change: Change, comparison: Comparison, wanted: dict[str, object]) -> bool:
    shown = {finding.category for finding in change.findings if not finding.gone} | set(change.categories)
    gone = {finding.category for finding in change.findings if finding.gone}
    categories = wanted.get("categories", [])
    assert isinstance(categories, list)
    return (
        wanted.get("kind", change.kind.value) == change.kind.value
        and str(wanted.get("near", "")) in _words(change, comparison)
        and set(categories) <= (gone if wanted.get("gone") else shown)
        and wanted.get("significance", change.significance.value) == change.significance.value
        and wanted.get("moved", change.move is not None) == (change.move is not None)
    )


def _is_loud(change: Change, comparison: Comparison, quiet: dict[str, object]) -> bool:
    """Whether a change does what a [[quiet]] entry forbids."""
    if change.muted or str(quiet.get("near", "")) not in _words(change, comparison):
        return False
    if "category" in quiet:
        return any(finding.category == quiet["category"] for finding in change.findings)
    return change.significance is not Significance.EDITORIAL


def _told(comparison: Comparison) -> str:
    return "\n".join(
        f"{one.kind.value} {one.significance.value} {list(one.categories)} {_words(one, comparison)!r}"
        for one in comparison.changes
    )


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_case(folder: Path) -> None:
    expect = tomllib.loads((folder / "expect.toml").read_text(encoding="utf-8"))
    comparison = compare(_input(folder, "old"), _input(folder, "new"))
    for wanted in expect.get("change", []):
        assert any(_matches(one, comparison, wanted) for one in comparison.changes), f"{wanted}\n{_told(comparison)}"
    for quiet in expect.get("quiet", []):
        assert not any(_is_loud(one, comparison, quiet) for one in comparison.changes), f"{quiet}\n{_told(comparison)}"
    if "substantive" in expect:
        loud = [one for one in comparison.changes if one.significance is not Significance.EDITORIAL and not one.muted]
        assert len(loud) == expect["substantive"], _told(comparison)
    if "unchanged" in expect:
        assert len(comparison.unchanged) == expect["unchanged"], _told(comparison)


def test_every_case_says_why() -> None:
    assert not [folder.name for folder in CASES if not (folder / "why.md").read_text(encoding="utf-8").strip()]
