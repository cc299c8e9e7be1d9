"""What wpdiff calls headings, captions and sentence ends, against places judged by hand: floors only rise."""

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))["judged"]


@pytest.mark.parametrize("kind", sorted(FLOORS))
def test_judged_places_are_found_and_nothing_else_is(kind: str, shared: Path) -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import judge_structure

    scores = judge_structure.score(shared, kind)
    for measure, floor in FLOORS[kind].items():
        assert scores[measure] >= floor
