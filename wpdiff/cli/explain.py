"""wpdiff explain: why one change was paired, named and ranked as it was."""

from __future__ import annotations

import click

from wpdiff.cli.output import write_result
from wpdiff.cli.report import load
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Change, Comparison, Finding, Op, Side

_SHOWN = 60


@click.command("explain", help="Why CHANGE-ID of a saved COMPARISON was paired, named and ranked as it was.")
@click.argument("comparison", metavar="COMPARISON.json")
@click.argument("change_id", metavar="CHANGE-ID")
def explain_command(comparison: str, change_id: str) -> int:
    """Run `wpdiff explain`."""
    loaded = load(comparison)
    found = next((change for change in loaded.changes if change.id == change_id.lstrip("#")), None)
    if found is None:
        raise WpdiffError(f"{change_id}: no such change in {comparison}", hint="ids stand in the report as c-…")
    write_result("\n".join(_told(found, loaded)))
    return 0


def _told(change: Change, comparison: Comparison) -> list[str]:
    places = " / ".join(dict.fromkeys(" › ".join(one.path) for one in (*change.old, *change.new)))
    return [
        f"{change.id}  {change.kind.value}  {change.significance.value}  {places}",
        "".join(_marked(change)),
        *_pairing(change, comparison),
        *(line for finding in change.findings for line in _finding(finding, comparison)),
    ]


def _marked(change: Change) -> list[str]:
    signs = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
    return [f"{signs[edit.op][0]}{edit.text}{signs[edit.op][1]}" for edit in change.edits]


def _pairing(change: Change, comparison: Comparison) -> list[str]:
    if change.score is None:
        lines = ["pairing: nothing in the other edition answers to it"]
    elif change.score == 1000:
        lines = ["pairing: the same words"]
    else:
        lines = [f"pairing: {change.score / 1000:.3f} alike (weighted trigrams)"]
    for near in change.rejected:
        at_old, at_new = near.old in change.at_old, near.new in change.at_new
        other = comparison.new.statements[near.new] if at_old or not at_new else comparison.old.statements[near.old]
        lines.append(f"  refused: {near.score / 1000:.3f} {other.text[:_SHOWN]}")
    return lines


def _finding(finding: Finding, comparison: Comparison) -> list[str]:
    gone = " (no longer mentioned)" if finding.gone else ""
    lines = [f"finding: {finding.category}{gone}, {finding.status}, {finding.significance.value}"]
    for one in finding.evidence:
        edition = comparison.old if one.side is Side.OLD else comparison.new
        text = edition.statements[one.statement].text
        near = text[max(0, one.start - 12) : one.end + 12].replace("\n", " ")
        says = f" says {one.says}" if one.says else ""
        lines.append(f"  {one.rule}: {one.side.value} 「{one.cue}」{says}  … {near} …")
    return lines
