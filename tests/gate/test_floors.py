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
