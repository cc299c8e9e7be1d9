"""What of published documents is understood does not fall below what was reached: sections, articles, requirements."""

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))["structure"]


@pytest.fixture(scope="module")
def figures(shared: Path) -> dict[str, dict[str, float]]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import score_structure

    return score_structure.structure_figures(shared / "documents")


@pytest.mark.parametrize(("document", "part"), [(name, part) for name in FLOORS for part in FLOORS[name]])
def test_what_is_understood_is_not_below_its_floor(
    figures: dict[str, dict[str, float]], document: str, part: str
) -> None:
    found = figures[f"{document} {part}"]
    assert found.get("f1", found.get("agreement", 0.0)) >= FLOORS[document][part]


def test_every_figure_has_a_floor(figures: dict[str, dict[str, float]]) -> None:
    floors = {(name, part) for name in FLOORS for part in FLOORS[name]}
    assert {tuple(name.rsplit(" ", 1)) for name in figures} == floors
