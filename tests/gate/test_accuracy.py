"""The rest of the accuracy table: published documents, requirements mapped by people, a generated pair."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FLOORS = tomllib.loads((ROOT / "tests" / "gate" / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module", autouse=True)
def benchmarks() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))


@pytest.mark.parametrize("name", sorted(FLOORS["published"]))
def test_what_publishers_and_people_say_belongs_together_is_paired(name: str, shared: Path, tmp_path: Path) -> None:
    import accuracy

    found = accuracy.published_rows(name, shared / "documents", tmp_path)
    assert {row: found[row] for row in FLOORS["published"][name] if found[row] < FLOORS["published"][name][row]} == {}


def test_a_generated_pair_is_aligned_as_well_as_before(shared: Path, tmp_path: Path) -> None:
    import score_generated

    command = [sys.executable, str(shared / "gold" / "gen.py"), "--chars", "200000", "--sections", "120"]
    options = ["--rate", "0.3", "--seed", "4", "--out", str(tmp_path)]
    subprocess.run([*command, *options], check=True, capture_output=True)
    found = score_generated.figures(tmp_path)
    assert {row: found[row] for row in FLOORS["generated"] if found[row] < FLOORS["generated"][row]} == {}


def test_the_table_tells_a_missed_floor() -> None:
    import accuracy

    low = accuracy.Figure(measure="links", value=0.5, floor=0.9)
    assert not low.passes()
    assert "missed" in accuracy.show([low])
