"""Floors only rise: accuracy on published truth, through the same code as `wpdiff compare`."""

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, dict[str, float]]]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import gate

    gold = shared / "gold"
    return {"align": gate.align_figures(gold), "sections": gate.section_figures(gold)}


@pytest.mark.parametrize(
    ("kind", "name", "row"),
    [(kind, name, row) for kind in ("align", "sections") for name in FLOORS[kind] for row in FLOORS[kind][name]],
)
def test_a_figure_is_not_below_its_floor(
    figures: dict[str, dict[str, dict[str, float]]], kind: str, name: str, row: str
) -> None:
    assert figures[kind][name][row] >= FLOORS[kind][name][row]


@pytest.fixture(scope="module")
def classified() -> dict[str, dict[str, float]]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import gate

    return gate.classify_figures()


@pytest.mark.parametrize(
    ("name", "row"), [(name, row) for name in FLOORS["classify"] for row in FLOORS["classify"][name]]
)
def test_what_happened_is_told_as_well_as_before(classified: dict[str, dict[str, float]], name: str, row: str) -> None:
    assert classified[name][row] >= FLOORS["classify"][name][row]
