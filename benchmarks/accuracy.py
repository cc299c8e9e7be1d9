"""All figures of alignment beside their floors: `python benchmarks/accuracy.py SHARED [PART…]`; exit code 1 below one.

SHARED is the folder of reference documents. Each figure stands beside its floor and what the best simple method reaches
(`gold/BASELINES_dev.txt`), and, where a set has many documents, beside the lowest and highest of five folds by
document. One set of constants serves all; the same code as `wpdiff compare` is measured.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]

import gate  # noqa: E402
import published  # noqa: E402
import score_generated  # noqa: E402

FOLDS = 5
SEEDS = (1, 2, 3)
RATES = (0.05, 0.3)
PARTS = ("sets", "sections", "published", "generated")
SECTIONS = {
    "rfc-1": (
        ("rfc-http-caching/rfc7234-2014", "rfc-http-caching/rfc9111-2022"),
        "rfc-gold/http-caching_sections.tsv",
    ),
    "wcag-1": (("wcag-ja/2.1", "wcag-ja/2.2-202606"), "wcag-gold/2.1_2.2-202606_sections.tsv"),
}
REQUIREMENTS = {"asvs-3": "asvs-en", "asvs-4": "asvs-ja"}
ASVS = "asvs-gold/gold_4.0.3_5.0.0.tsv"
SIMPLE_ASVS = {"recall": 0.61, "precision": 0.96}  # trigrams
PUBLISHED: Mapping[str, Mapping[str, float]] = {
    "rfc-1": {"f1": 0.98},
    "wcag-1": {"f1": 0.99},
    "asvs-3": {"recall": 0.60, "precision": 0.95},
    "asvs-4": {},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its floor (0: reported only), the best simple method's, and those of the folds."""

    measure: str
    value: float
    floor: float = 0.0
    simple: float | None = None
    folds: tuple[float, ...] = ()

    def passes(self) -> bool:
        """Whether the figure is at its floor or above."""
        return self.value >= self.floor


# By set: the rows with the best simple method's figure, and how far below it the floor is.
SIMPLE: Mapping[str, tuple[float, Mapping[str, float]]] = {
    "argrewrite_dev": (0.003, {"links": 0.980, "links_changed": 0.952, "added": 0.934, "removed": 0.893}),
    "argrewrite_dev_move_5": (0.003, {"links": 0.976, "displaced": 0.968}),
    "wikisplit_dev": (0.005, {"links": 0.992, "split": 0.987, "merge": 0.982}),
    "jalaw_2015_2025_dev": (0.002, {"links": 0.999, "removed": 0.992, "added": 0.991}),
    "jalaw_2015_2025_dev_move_5": (0.002, {"displaced": 0.992}),
}
GENERATED: Mapping[float, Mapping[str, tuple[float, float]]] = {  # rate: row → (best simple method, floor)
    0.05: {"links": (0.9998, 0.9997), "changed": (0.995, 0.996), "moves": (0.99, 0.995)},
    0.3: {"links": (0.996, 0.996), "changed": (0.985, 0.987), "moves": (0.94, 0.96)},
}


def set_figures(shared: Path) -> Iterator[Figure]:
    """Published sentence alignments, each scored in five folds by document and as a whole."""
    import adapters

    scorer = gate.scorer(shared / "gold", "score_align")
    with tempfile.TemporaryDirectory() as folder:
        for name, (data, moved) in gate.SETS.items():
            tallies, kind = [], ""
            for fold in _folds(shared / "gold" / "data" / data, Path(folder)):
                kind, tally = scorer.run(str(fold), adapters.align, move=moved)
                tallies.append(tally)
            yield from _set_rows(scorer, kind, name, tallies)


def _folds(data: Path, folder: Path) -> Iterator[Path]:
    """The documents of a set dealt to five files."""
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    for number in range(FOLDS):
        fold = folder / f"fold-{number}.jsonl"
        fold.write_text("".join(lines[number::FOLDS]), encoding="utf-8")
        yield fold


def _set_rows(scorer: ModuleType, kind: str, name: str, tallies: Sequence[Mapping[str, float]]) -> Iterator[Figure]:
    whole = scorer.Tally()
    for tally in tallies:
        whole.update(tally)
    rows = [_by_row(scorer, kind, tally) for tally in (whole, *tallies)]
    below, simple = SIMPLE[name]
    for row, best in simple.items():
        folds = tuple(fold[row] for fold in rows[1:] if row in fold)
        floor = round(best - below, 4)
        yield Figure(measure=f"{name} {row}", value=rows[0][row], floor=floor, simple=best, folds=folds)


def _by_row(scorer: ModuleType, kind: str, tally: Mapping[str, float]) -> dict[str, float]:
    return {row[0].removeprefix("blocks "): row[3] for row in scorer.table(kind, tally) if row[4]}


def section_figures(shared: Path) -> Iterator[Figure]:
    """Statutes' articles, with numbers and captions shown and hidden."""
    found = gate.section_figures(shared / "gold")["jalaw_2015_2025_dev"]
    yield Figure(measure="jalaw sections, all shown", value=found["all"], simple=0.999)
    hidden = found["number_and_heading_hidden"]
    yield Figure(measure="jalaw sections, numbers and headings hidden", value=hidden, floor=0.998, simple=0.999)


def published_figures(shared: Path) -> Iterator[Figure]:
    """Documents whose publishers, or people, say what answers to what; read as `compare` reads them, without ids."""
    with tempfile.TemporaryDirectory() as place:
        for name, floors in PUBLISHED.items():
            for row, value in published_rows(name, shared / "documents", Path(place)).items():
                simple = SIMPLE_ASVS.get(row) if name == "asvs-3" else None
                yield Figure(measure=f"{name} {row}", value=value, floor=floors.get(row, 0.0), simple=simple)


def published_rows(name: str, documents: Path, stripped: Path) -> dict[str, float]:
    """The figures of one published pair; copies without ids are made under `stripped`."""
    if name in SECTIONS:
        pair, gold = SECTIONS[name]
        return published.section_score(documents, stripped, pair, documents / gold)
    pair = (f"{REQUIREMENTS[name]}/4.0.3", f"{REQUIREMENTS[name]}/5.0.0")
    return published.requirement_score(documents, stripped, pair, documents / ASVS)


def generated_figures(shared: Path) -> Iterator[Figure]:
    """Generated editions of a million characters, three seeds a rate; the seeds are the folds."""
    with tempfile.TemporaryDirectory() as place:
        for rate in RATES:
            rows = [_generated(shared, Path(place), rate, seed) for seed in SEEDS]
            for row, (simple, floor) in GENERATED[rate].items():
                folds = tuple(one[row] for one in rows)
                value = _moves(rows) if row == "moves" else sum(folds) / len(folds)
                yield Figure(
                    measure=f"generated {rate:.0%} {row}", value=value, floor=floor, simple=simple, folds=folds
                )
            yield Figure(measure=f"generated {rate:.0%} moves, up to identical copies", value=_moves(rows, "alike"))


def _generated(shared: Path, place: Path, rate: float, seed: int) -> dict[str, float]:
    folder = place / f"{rate}-{seed}"
    generator = str(shared / "gold" / "gen.py")
    command = [sys.executable, generator, "--chars", "1000000", "--rate", str(rate), "--seed", str(seed)]
    subprocess.run([*command, "--out", str(folder)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return score_generated.figures(folder)


def _moves(rows: Sequence[Mapping[str, float]], row: str = "found") -> float:
    return sum(one[row] for one in rows) / sum(one["moved"] for one in rows)


def show(figures: Sequence[Figure]) -> str:
    """The table, in Markdown."""
    lines = ["| measure | wpdiff | floor | best simple | folds | |", "| --- | --- | --- | --- | --- | --- |"]
    for one in figures:
        folds = f"{min(one.folds):.3f}-{max(one.folds):.3f}" if one.folds else ""
        simple = "" if one.simple is None else f"{one.simple:g}"
        told = "missed" if not one.passes() else "beats" if one.simple and one.value > one.simple else ""
        floor = f"{one.floor:g}" if one.floor else "reported"
        lines.append(f"| {one.measure} | {one.value:.4f} | {floor} | {simple} | {folds} | {told} |")
    return "\n".join(lines)


def main() -> int:
    """Print the table; 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("part", nargs="*", help=f"only some of {', '.join(PARTS)}")
    asked = parser.parse_args()
    makers = dict(zip(PARTS, (set_figures, section_figures, published_figures, generated_figures), strict=True))
    figures = [one for part in asked.part or PARTS for one in makers[part](asked.shared)]
    print(show(figures))
    return 0 if all(one.passes() for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
