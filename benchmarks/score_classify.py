"""Score the rules against labelled pairs: categories F1, editorial or not, significance.

python benchmarks/score_classify.py ../shared/japanese/classify_dev.jsonl [--show]
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from adapters import classify_change

from wpdiff.model.comparison import Significance


def score(rows: list[dict[str, Any]], *, show: bool) -> dict[str, float]:
    """The measures over labelled rows."""
    counts: Counter[str] = Counter()
    for row in rows:
        answer = classify_change(row["old"], row["new"], row["lang"])
        told = set(answer["categories"]) - set(row["also_ok"])
        wanted = set(row["categories"])
        counts["hit"] += len(told & wanted)
        counts["told"] += len(told)
        counts["wanted"] += len(wanted)
        _count_levels(counts, row, answer)
        if show and (told != wanted or answer["significance"] != row["significance"]):
            print(row["id"], sorted(told ^ wanted), answer, "wanted", row["categories"], row["significance"])
            print("   ", row["old"], "\n   ", row["new"])
    return _measures(counts, len(rows))


def _count_levels(counts: Counter[str], row: dict[str, Any], answer: dict[str, Any]) -> None:
    told, wanted = Significance(answer["significance"]), Significance(row["significance"])
    counts["exact"] += told is wanted
    counts["near"] += abs(told.rank - wanted.rank) <= 1
    counts["editorial"] += (told is Significance.EDITORIAL) == (wanted is Significance.EDITORIAL)
    counts["wrongly"] += told is Significance.EDITORIAL and wanted is not Significance.EDITORIAL


def _measures(counts: Counter[str], rows: int) -> dict[str, float]:
    precision, recall = counts["hit"] / max(counts["told"], 1), counts["hit"] / max(counts["wanted"], 1)
    return {
        "rows": rows,
        "precision": precision,
        "recall": recall,
        "F1": 2 * precision * recall / max(precision + recall, 1e-9),
        "editorial or not": counts["editorial"] / rows,
        "wrongly editorial": counts["wrongly"],
        "editorial, weighed": (counts["editorial"] - 2 * counts["wrongly"]) / rows,  # a missed change weighs three
        "significance exact": counts["exact"] / rows,
        "significance within one": counts["near"] / rows,
    }


def main() -> None:
    """Print the measures of a file of labelled pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--show", action="store_true", help="print the rows that differ from their labels")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.data.read_text(encoding="utf-8").splitlines() if line.strip()]
    for name, value in score(rows, show=arguments.show).items():
        print(f"{name:26}{value:.3f}")


if __name__ == "__main__":
    main()
