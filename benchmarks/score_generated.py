"""How well generated editions are aligned: `python benchmarks/score_generated.py DIR…`, each with its truth.json.

Prints F1 of links and of changed links, and the share of moved links that were found. The units and sections are given
as the generator made them, so that alignment alone is scored.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from adapters import make_edition, make_statement

from wpdiff.align import align_editions
from wpdiff.model.edition import Edition, Section, StatementKind

_KINDS = {"s": "sentence", "ref": "reference", "fig": "caption", "src": "sentence", "note": "note"}
Link = tuple[str, str]


def read_side(side: Mapping[str, list[dict[str, object]]]) -> Edition:
    """One side of truth.json as an edition: every section's heading before its units."""
    index_of = {None: 0} | {one["id"]: place for place, one in enumerate(side["sections"], start=1)}
    units: dict[object, list[dict[str, object]]] = {}
    for unit in side["units"]:
        units.setdefault(unit["sec"], []).append(unit)
    sections = [Section(id="root", parent=None, number="", heading="", level=0)]
    statements = []
    for one in side["sections"]:
        section = index_of[one["id"]]
        sections.append(
            Section(
                id=str(one["id"]),
                parent=index_of.get(one["parent"], 0),
                number=str(one["number"]),
                heading=str(one["title"]),
                level=int(str(one["level"])),
                heading_statement=len(statements),
            )
        )
        statements.append(make_statement(str(one["title"]), "ja", section, StatementKind.HEADING))
        for unit in units.get(one["id"], ()):
            kind = StatementKind(_KINDS[str(unit["kind"])])
            statements.append(make_statement(str(unit["text"]), "ja", section, kind))
    return make_edition(tuple(sections), tuple(statements), "ja")


def unit_ids(side: Mapping[str, list[dict[str, object]]]) -> list[str]:
    """The generator's unit ids in the order of `read_side`'s statements; "" for headings."""
    ids: list[str] = []
    units: dict[object, list[dict[str, object]]] = {}
    for unit in side["units"]:
        units.setdefault(unit["sec"], []).append(unit)
    for one in side["sections"]:
        ids.append("")
        ids += [str(unit["id"]) for unit in units.get(one["id"], ())]
    return ids


def f1(gold: set[Link], found: set[Link]) -> float:
    """The harmonic mean of precision and recall."""
    return 2 * len(gold & found) / (len(gold) + len(found)) if gold or found else 1.0


def figures(folder: Path) -> dict[str, float]:
    """F1 of links and of changed ones, the share of moved links found, and how many there are, of a generated pair.

    Copies of one sentence are told apart by the generator alone: "alike" counts a move as found, too, where another
    copy of the same old words was linked.
    """
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    old, new = read_side(truth["old"]), read_side(truth["new"])
    old_ids, new_ids = unit_ids(truth["old"]), unit_ids(truth["new"])
    alignment = align_editions(old, new)
    found = {(old_ids[i], new_ids[j]) for pair in alignment.pairs for i in pair.old for j in pair.new}
    found = {link for link in found if all(link)}
    gold = _links(truth["links"])
    old_text, new_text = ({str(unit["id"]): unit["text"] for unit in truth[side]["units"]} for side in ("old", "new"))

    def changed(links: set[Link]) -> set[Link]:
        return {(a, b) for a, b in links if old_text[a] != new_text[b]}

    moved = _links([link for link in truth["links"] if link["moved"]])
    words = {(old_text[a], b) for a, b in found}
    alike = sum((old_text[a], b) in words for a, b in moved)
    return {
        "links": f1(gold, found),
        "changed": f1(changed(gold), changed(found)),
        "moves": len(moved & found) / max(1, len(moved)),
        "found": len(moved & found),
        "alike": alike,
        "moved": len(moved),
    }


def score(folder: Path) -> str:
    """One line of figures for one generated pair."""
    one = figures(folder)
    return (
        f"{folder.name}: links {one['links']:.4f}  changed {one['changed']:.4f}"
        f"  moves found {one['found']:.0f}/{one['moved']:.0f}"
    )


def _links(links: Sequence[Mapping[str, list[str]]]) -> set[Link]:
    return {(str(a), str(b)) for link in links for a in link["a"] for b in link["b"]}


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(score(Path(name)))
