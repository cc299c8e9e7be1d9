"""One printed example of every category, and of what keeps it quiet, in both languages: `counterexamples.tsv`."""

from pathlib import Path

import pytest

from benchmarks.adapters import classify_change
from wpdiff.report.labels import categories

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "counterexamples.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("category", "language", "wanted", "old", "new"), ROWS)
def test_a_category_fires_on_its_example_and_is_quiet_on_its_counterexample(
    category: str, language: str, wanted: str, old: str, new: str
) -> None:
    found = classify_change(None if old == "–" else old, None if new == "–" else new, language)["categories"]
    assert (category in found) is (wanted == "fires"), found


def test_every_category_of_substance_has_its_example_in_both_languages() -> None:
    fired = {(row[0], row[1]) for row in ROWS if row[2] == "fires"}
    wanted = {
        (name, language) for name in categories() if not name.startswith("editorial") for language in ("ja", "en")
    }
    assert wanted - fired == set()
