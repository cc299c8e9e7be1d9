"""Of what real pairs tell, what was judged right by hand is still told, and little that was judged wrong."""

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))["judged_changes"]


@pytest.fixture(scope="module")
def scores(shared: Path) -> dict[str, float]:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    import judge_changes

    return judge_changes.score(shared)


@pytest.mark.parametrize("measure", sorted(FLOORS))
def test_a_judged_share_is_not_below_its_floor(scores: dict[str, float], measure: str) -> None:
    assert scores[measure] >= FLOORS[measure]


def test_at_most_one_editorial_change_was_wanted_by_a_reader_of_the_substance(scores: dict[str, float]) -> None:
    assert scores["editorial_wanted"] <= 1


def test_no_text_of_the_pairs_is_recorded() -> None:
    rows = (ROOT / "benchmarks" / "judged" / "changes.tsv").read_text(encoding="utf-8").splitlines()
    verdicts = {row.split("\t")[3] for row in rows if not row.startswith("#")}
    assert verdicts <= {"right", "wrong", "fine", "wanted"}
    assert all(len(row) < 60 for row in rows if not row.startswith("#"))
