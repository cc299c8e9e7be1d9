"""wpdiff explain: why one change was paired, named and ranked as it was, and how to keep a word of one's own on it."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterator, Sequence

import click

from wpdiff.cli.output import write_result
from wpdiff.cli.report import load
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Change, ChangeKind, Comparison, Evidence, Finding, Op, Side
from wpdiff.model.edition import Edition
from wpdiff.model.review import Verdict

_SHOWN = 60
_WEIGHT = "weight"  # evidence that is a step of the significance
_AROUND = 12  # characters shown on each side of a cue

EXAMPLES = """
\b
Examples:
  wpdiff explain changes.json c-7k2m9q4dab
  wpdiff explain changes.json c-7k2m9q4dab --entry muted --reason "names only" >> review.toml
"""


@click.command(
    "explain", epilog=EXAMPLES, help="Why CHANGE-ID of a saved COMPARISON was paired, named and ranked as it was."
)
@click.argument("comparison", metavar="COMPARISON.json")
@click.argument("change_id", metavar="CHANGE-ID")
@click.option(
    "--entry",
    "verdict",
    type=click.Choice([one.value for one in Verdict]),
    default=None,
    help="Print only the review.toml entry that says this of the change.",
)
@click.option("--reason", default="…", metavar="TEXT", help="Why, for the entry.")
def explain_command(comparison: str, change_id: str, verdict: str | None, reason: str) -> int:
    """Run `wpdiff explain`."""
    loaded = load(comparison)
    found = next((change for change in loaded.changes if change.id == change_id.lstrip("#")), None)
    if found is None:
        near = difflib.get_close_matches(change_id, [change.id for change in loaded.changes], n=2, cutoff=0.7)
        hint = f"did you mean {' or '.join(near)}?" if near else "ids stand in the report as c-…"
        raise WpdiffError(f"{change_id}: no such change in {comparison}", hint=hint)
    if verdict is not None:
        if verdict == Verdict.TOGETHER and not found.rejected and not (found.old and found.new):
            hint = "write the entry by hand: old and new are the texts as printed"
            raise WpdiffError(f"{found.id}: no statement is near enough to belong together with it", hint=hint)
        write_result("\n".join(_entry(found, loaded, Verdict(verdict), reason)))
        return 0
    write_result("\n".join(_told(found, loaded)))
    return 0


def _told(change: Change, comparison: Comparison) -> list[str]:
    places = " / ".join(dict.fromkeys(" › ".join(one.path) for one in (*change.old, *change.new)))
    suggested = Verdict.TOGETHER if _lone_partner(change) else Verdict.REVIEWED
    return [
        f"{change.id}  {change.kind.value}  {change.significance.value}  {places}",
        "".join(_marked(change)),
        *_pairing(change, comparison),
        *_dates(change, comparison),
        *(line for finding in change.findings for line in _finding(finding, comparison)),
        *_review(change),
        "",
        f"your own word on it, for review.toml (verdict: {', '.join(Verdict)}):",
        *_entry(change, comparison, suggested),
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
    partners = _partners(comparison) if change.rejected else {}
    for near in change.rejected:
        of_old = near.old in change.at_old
        side, index = (Side.NEW, near.new) if of_old else (Side.OLD, near.old)
        edition = comparison.new if of_old else comparison.old
        text = edition.statements[index].text.replace("\n", " ")
        lines.append(f"  refused: {near.score / 1000:.3f} {text[:_SHOWN]}")
        lines.append(f"    {_why_refused(near.score, change, partners.get((side, index)), comparison)}")
    return lines


def _partners(comparison: Comparison) -> dict[tuple[Side, int], tuple[int | None, tuple[int, ...]]]:
    """For every statement that has a counterpart: how alike the two are (None: the same words), and which it is."""
    found: dict[tuple[Side, int], tuple[int | None, tuple[int, ...]]] = {}
    for old, new in comparison.unchanged:
        found[Side.OLD, old], found[Side.NEW, new] = (None, (new,)), (None, (old,))
    for change in comparison.changes:
        if change.at_old and change.at_new:
            found.update({(Side.OLD, old): (change.score, change.at_new) for old in change.at_old})
            found.update({(Side.NEW, new): (change.score, change.at_old) for new in change.at_new})
    return found


def _why_refused(
    score: int, change: Change, partner: tuple[int | None, tuple[int, ...]] | None, comparison: Comparison
) -> str:
    """Why a near statement is not the counterpart: it answers to another one, or is not near enough for its place."""
    if partner is None:
        own = f"; this pair is {change.score / 1000:.3f}" if change.score is not None else ""
        return f"why: it stands in another place, and {score / 1000:.3f} is too little to say that it moved{own}"
    likeness, at = partner
    told = "the same words" if likeness in (None, 1000) else f"{(likeness or 0) / 1000:.3f}"
    where = "its own place" if likeness is not None and likeness < score else "a nearer counterpart"
    return f"why: it answers to statement {at[0] + 1} of the other edition ({told}): {where}"


def _dates(change: Change, comparison: Comparison) -> Iterator[str]:
    """What the dates of both sides were read as, and on what that rests."""
    for side, edition, at in (("old", comparison.old, change.at_old), ("new", comparison.new, change.at_new)):
        for index in at:
            statement = edition.statements[index]
            for date in statement.dates:
                yield f"date: {side} 「{statement.text[date.start : date.end]}」 is {date.says} ({date.basis.value})"


def _finding(finding: Finding, comparison: Comparison) -> list[str]:
    gone = " (no longer mentioned)" if finding.gone else ""
    head = f"finding: {finding.category}{gone}, {finding.status}, {finding.significance.value}"
    lines = [_evidence(one, comparison) for one in finding.evidence if one.rule != _WEIGHT]
    return [head, *lines, *_sum(finding)]


def _sum(finding: Finding) -> list[str]:
    """The significance as a sum: base medium, +1 first 「初めて」 = high."""
    steps = [one for one in finding.evidence if one.rule == _WEIGHT]
    told = [one.says if place == 0 else f"{one.says} 「{one.cue}」" for place, one in enumerate(steps)]
    return [f"  significance: {', '.join(told)} = {finding.significance.value}"] if told else []


def _evidence(one: Evidence, comparison: Comparison) -> str:
    edition = comparison.old if one.side is Side.OLD else comparison.new
    text = edition.statements[one.statement].text
    near = text[max(0, one.start - _AROUND) : one.end + _AROUND].replace("\n", " ")
    says = f" says {one.says}" if one.says else ""
    return f"  {one.rule}: {one.side.value} 「{one.cue}」{says}  … {near} …"


def _review(change: Change) -> Iterator[str]:
    if change.review is not None:
        by = f", {change.review.by}" if change.review.by else ""
        yield f"review: {change.review.verdict.value}: {change.review.reason} ({change.review.date}{by})"


def _lone_partner(change: Change) -> bool:
    """Whether a change stands alone though a near partner was refused: the two may belong together."""
    return change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and bool(change.rejected)


def _entry(change: Change, comparison: Comparison, verdict: Verdict, reason: str = "…") -> Iterator[str]:
    """The lines to paste; texts as printed, so that the entry outlives this comparison."""
    old, new = [one.text for one in change.old], [one.text for one in change.new]
    if verdict is Verdict.TOGETHER and change.rejected:
        near = change.rejected[0]
        old = old or [comparison.old.statements[near.old].text]
        new = new or [comparison.new.statements[near.new].text]
    yield "[[review]]"
    yield f'verdict = "{verdict.value}"'
    yield f'change = "{change.id}"'
    yield f"editions = {_texts([_name(comparison.old), _name(comparison.new)])}"
    yield from (f"{name} = {_texts(texts)}" for name, texts in (("old", old), ("new", new)) if texts)
    yield f"reason = {json.dumps(reason, ensure_ascii=False)}"
    yield f"date = {datetime.date.today().isoformat()}"


def _texts(texts: Sequence[str]) -> str:
    """A list as TOML writes it; its texts are escaped as in JSON, which TOML reads alike."""
    return json.dumps(list(texts), ensure_ascii=False).replace("\x7f", "\\u007f")


def _name(edition: Edition) -> str:
    return f"{edition.series}/{edition.name}" if edition.series else edition.name
