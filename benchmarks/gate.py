"""All accuracy figures with a floor: `python benchmarks/gate.py SHARED` prints them as in tests/gate/floors.toml.

SHARED is the folder of reference documents (its `gold/` holds the scorers and their data).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
SETS = {
    "argrewrite_dev": ("argrewrite_v2/dev.jsonl", 0),
    "argrewrite_dev_move_5": ("argrewrite_v2/dev.jsonl", 5),
    "wikisplit_dev": ("wikisplit/dev.jsonl", 0),
    "jalaw_2015_2025_dev": ("jalaw/2015_2025_dev.jsonl", 0),
    "jalaw_2015_2025_dev_move_5": ("jalaw/2015_2025_dev.jsonl", 5),
}
CLASSIFY = {
    "categories": "F1",
    "editorial_or_not": "editorial, weighed",
    "significance": "significance exact",
    "significance_within_one": "significance within one",
}
SECTIONS = {"all": (), "number_and_heading_hidden": ("number", "heading")}
Figures = dict[str, dict[str, float]]


def align_figures(gold: Path) -> Figures:
    """F1 by alignment set and row."""
    import adapters

    scoring = scorer(gold, "score_align")
    figures: Figures = {}
    for name, (data, moved) in SETS.items():
        kind, tally = scoring.run(str(gold / "data" / data), adapters.align, move=moved)
        figures[name] = {
            row[0].removeprefix("blocks "): round(row[3], 4) for row in scoring.table(kind, tally) if row[4]
        }
    return figures


def section_figures(gold: Path) -> Figures:
    """F1 of section links, with and without numbers and headings shown."""
    import adapters

    scoring = scorer(gold, "score_sections")
    found: dict[str, float] = {}
    for name, hidden in SECTIONS.items():
        data = str(gold / "data" / "jalaw" / "2015_2025_dev.jsonl")
        tally = scoring.run(data, adapters.align_sections, hidden)
        found[name] = round(2 * tally["tp"] / (2 * tally["tp"] + tally["fp"] + tally["fn"]), 4)
    return {"jalaw_2015_2025_dev": found}


def classify_figures() -> Figures:
    """The measures of our own labelled changes: those that rules were written with, and one part that nobody tunes on.

    The fresh lists were each written from the categories alone and then used to mend what they showed.
    """
    import score_classify

    gate = ROOT / "tests" / "gate"
    parts: dict[str, list[dict[str, object]]] = {}
    for name, prefix in (("classify_blind.jsonl", "blind_"), ("classify_fresh.jsonl", "")):
        for line in (gate / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            parts.setdefault(prefix + row["part"], []).append(row)
    measured = {part: score_classify.score(rows, show=False) for part, rows in parts.items()}
    return {
        part: {name: round(found[measure], 4) for name, measure in CLASSIFY.items()} for part, found in measured.items()
    }


def scorer(gold: Path, name: str) -> ModuleType:
    """One of the scorers beside the reference data."""
    sys.path[:0] = [str(gold), str(ROOT / "benchmarks"), str(ROOT)]
    return __import__(name)


def main() -> None:
    """Print all figures."""
    gold = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT.parent / "shared") / "gold"
    measured = {"align": align_figures(gold), "sections": section_figures(gold), "classify": classify_figures()}
    for kind, figures in measured.items():
        for name, rows in figures.items():
            print(f"[{kind}.{name}]")
            print("\n".join(f"{row} = {value}" for row, value in rows.items()), end="\n\n")


if __name__ == "__main__":
    main()
