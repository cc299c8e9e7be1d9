"""Published documents' truth for the aligner: sections by their publishers' ids, requirements by people's mapping.

Both editions are read as `wpdiff compare` reads them, after ids, names and addresses (and requirements' numbers) have
been taken out of the pages, so that nothing that is the truth here can help.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from score_structure import without_anchors

from wpdiff.align import align_editions
from wpdiff.model.edition import Edition, printed_heading
from wpdiff.structure.shapes import squashed
from wpdiff.walk import read_edition

Names = tuple[str, str]  # what old and new call one thing
_ID_CELL = re.compile(r"^(\|[ \t]*)\**V?(\d+\.\d+\.\d+)\**(?=[ \t]*\|)", re.MULTILINE)


def section_score(documents: Path, stripped: Path, pair: Names, gold: Path) -> dict[str, float]:
    """F1 of the section pairs of two editions, and the share of renumbered or retitled sections that are found.

    The list says which ids both editions have. A section whose id the other edition lacks is open: the text may live
    on under another id. So a pair counts against precision where one of its ends has a counterpart in the list.
    """
    old, new = (read_edition(without_anchors(documents / one, stripped / one)) for one in pair)
    rows = _rows(gold, delimiter="\t")
    wanted = {(row["old_heading"], row["new_heading"]) for row in rows if row["old_heading"] and row["new_heading"]}
    old_names, new_names = (_by_heading(edition, side, rows) for edition, side in ((old, "old"), (new, "new")))
    found = {
        (old_names[one.old], new_names[one.new])
        for one in align_editions(old, new).sections
        if one.old in old_names and one.new in new_names
    }
    decided_old, decided_new = {one for one, _ in wanted}, {other for _, other in wanted}
    found = {(one, other) for one, other in found if one in decided_old or other in decided_new}
    touched = {(one, other) for one, other in wanted if one != other}
    right = len(wanted & found)
    return {
        "f1": 2 * right / (len(wanted) + len(found)),
        "renumbered or retitled found": len(touched & found) / max(1, len(touched)),
    }


def _by_heading(edition: Edition, side: str, rows: Iterable[Mapping[str, str]]) -> dict[int | None, str]:
    """The listed heading of each section that has one. No heading stands twice in a list."""
    listed = {squashed(row[f"{side}_heading"]): row[f"{side}_heading"] for row in rows if row[f"{side}_heading"]}
    return {
        index: listed[name]
        for index, section in enumerate(edition.sections)
        if (name := squashed(printed_heading(section))) in listed
    }


def requirement_score(documents: Path, stripped: Path, pair: Names, gold: Path) -> dict[str, float]:
    """Recall of requirements that people call moved and not modified, and how many of all pairs people confirm."""
    rows = _rows(gold, delimiter="\t")
    moved = {
        (row["old_id"], row["new_id"])
        for row in rows
        if row["relation"] == "MOVED TO" and "MODIFIED" not in row["flags"]
    }
    related = {(row["old_id"], row["new_id"]) for row in rows}
    old, new = (_without_ids(documents / one, stripped / one) for one in pair)
    old_ids, new_ids = (_requirement_ids(documents / one) for one in pair)
    found = {
        (old_ids[i], new_ids[j])
        for one in align_editions(old, new).pairs
        for i in one.old
        for j in one.new
        if i in old_ids and j in new_ids
    }
    return {"recall": len(moved & found) / len(moved), "precision": len(related & found) / max(1, len(found))}


def _without_ids(source: Path, target: Path) -> Edition:
    """An edition whose requirements' numbers were blanked in the pages."""
    for page in sorted(source.rglob("*.md")):
        copy = target / page.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_ID_CELL.sub(r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")
    return read_edition(target)


def _requirement_ids(folder: Path) -> dict[int, str]:
    """The number of each statement that is a requirement, in an edition that still has them.

    Blanking the numbers leaves the statements as many and in the same order.
    """
    found = {}
    for index, statement in enumerate(read_edition(folder).statements):
        if len(statement.cells) > 1 and (
            number := re.fullmatch(r"\**V?(\d+\.\d+\.\d+)\**", statement.cells[0].strip())
        ):
            found[index] = number[1]
    return found


def _rows(path: Path, delimiter: str) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))
