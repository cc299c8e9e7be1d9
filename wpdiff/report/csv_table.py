"""The view as CSV for spreadsheets: a row a change, as Excel opens it, and no cell that it would run."""

from __future__ import annotations

import csv
import io

from wpdiff.model.comparison import Edit, Op
from wpdiff.model.source import Anchor
from wpdiff.report.edits import marked_edits
from wpdiff.report.rows import Row, joined, plain, rows
from wpdiff.report.view import View

COLUMNS = tuple(
    """rank id kind significance categories labels section old_text new_text marked evidence remarks
    old_page old_element new_page new_element""".split()
)
_MARKS = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
# A cell that begins with one of these is a formula to some spreadsheet, whoever wrote it.
_RUNS = ("=", "+", "-", "@", "\t", "\n", "＝", "＋", "－", "＠")


def render_csv(view: View) -> str:
    """A row of names, then a row a change. UTF-8 with its mark, and CRLF, so that Excel reads Japanese."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    ranks = {one: str(rank) for rank, one in enumerate(view.comparison.ranking, start=1)}
    for row in rows(view):
        writer.writerow([ranks.get(row.change.id, ""), *map(guarded, _cells(row))])
    return "\ufeff" + out.getvalue()


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_RUNS) else text


def _cells(row: Row) -> tuple[str, ...]:
    change = row.change
    old, new = (
        _anchor(change.old[0].anchor if change.old else None),
        _anchor(change.new[0].anchor if change.new else None),
    )
    return (
        change.id,
        change.kind.value,
        change.significance.value,
        ";".join(change.categories),
        row.labels,
        row.section,
        joined(row.old),
        joined(row.new),
        "".join(_marked(edit) for edit in marked_edits(change)),
        row.evidence,
        row.remarks,
        *old,
        *new,
    )


def _anchor(anchor: Anchor | None) -> tuple[str, str]:
    return (plain(anchor.page), plain(anchor.element)) if anchor else ("", "")


def _marked(edit: Edit) -> str:
    before, after = _MARKS[edit.op]
    return f"{before}{plain(edit.text)}{after}"
