"""One Difference in, its findings out: what happened, how much it matters, and which printed words show it.

Knows nothing of other pairs; what is told in many places is found in `across`.
"""

from __future__ import annotations

from msgspec.structs import replace

from wpdiff.changes.alone import EVERYTHING, classify_alone, once
from wpdiff.changes.difference import Difference
from wpdiff.changes.rules.dates import RULE as PRINTED_ANEW
from wpdiff.changes.rules.dates import find_dates_updated
from wpdiff.changes.rules.editorial import find_editorial
from wpdiff.changes.rules.events import Occurrences, find_events, occurrences
from wpdiff.changes.rules.figures import find_figures_updated
from wpdiff.changes.rules.ladders import find_degree_words, find_ladder_steps
from wpdiff.changes.rules.polarity import find_flips
from wpdiff.changes.rules.references import differs_in_targets_alone, find_redirected
from wpdiff.changes.rules.scope import find_cause_changes, find_quotation_changes, find_renames, find_scope_changes
from wpdiff.changes.rules.wording import find_attribution, find_commitments, find_hedges, find_stances
from wpdiff.changes.sides import Sides, SideText, read_sides
from wpdiff.model.comparison import Evidence, Finding, Significance

# What an editorial finding still says when the statement changed in substance too; the rest drowns in the change.
_TOLD_BESIDE = (
    "editorial_mark",
    "editorial_reference",
    "editorial_date_format",
    "editorial_number_format",
    "editorial_demonstrative",
)
_DOUBTED = ("hypothetical", "reported")  # what a doubt that came makes of an event
_DUTY = "obligation:"  # the ladder on which "may" permits and "must" demands: no doubt is meant


def classify(difference: Difference) -> tuple[Finding, ...]:
    """What happened in a difference, the most telling first. Never empty: what has no cue is other_substance."""
    if difference.old and difference.new:
        return classify_pair(difference)
    return classify_alone(difference)


def classify_pair(difference: Difference) -> tuple[Finding, ...]:
    """What happened between two sides that stand against each other: every rule is asked."""
    sides = read_sides(difference)
    redated = find_dates_updated(sides)
    redirected = find_redirected(sides)
    if redirected and not redated and differs_in_targets_alone(sides):
        return redirected
    editorial, wholly = find_editorial(sides)
    if wholly and not redated and not redirected:
        return editorial
    old, new = occurrences(sides.old, sides), occurrences(sides.new, sides)
    renames = find_renames(sides)
    events = _not_doubted(_not_renamed(find_events(sides, old, new), renames), sides)
    sides = _apart_from(renames, sides)
    if events:  # 2022年から運休している → 2025年3月に再開した: the date is the event's, not one that rolled forward
        redated = tuple(one for one in redated if one.evidence[0].rule != PRINTED_ANEW)
    findings = once([*events, *_wording(sides, old, new, renames, happened=bool(events)), *redated, *redirected])
    beside = tuple(one for one in editorial if one.category in _TOLD_BESIDE)
    return (*(findings or (_other(sides),)), *beside)


def _not_renamed(events: tuple[Finding, ...], renames: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Events without those that only bear another name now: 侵攻 → 侵略 is neither new nor gone."""
    named = [one for rename in renames for one in rename.evidence]
    return tuple(event for event in events if not any(_overlap(event.evidence[0], one) for one in named))


def _not_doubted(events: tuple[Finding, ...], sides: Sides) -> tuple[Finding, ...]:
    """Events without those that are told as before and only doubted now: 配備している → 配備しているおそれがある."""
    if not events or not any(one.category == "certainty_lowered" for one in find_hedges(sides)):
        return events
    return tuple(one for one in events if not (one.gone and one.evidence[1:2] and one.evidence[1].says in _DOUBTED))


def _apart_from(renames: tuple[Finding, ...], sides: Sides) -> Sides:
    """The sides as if the names that are other ones now did not differ: 侵攻により → 侵略により is no other cause."""
    named = [one for rename in renames if len(rename.evidence) > 1 for one in rename.evidence]
    if not named:
        return sides
    spans = {side: [one for one in named if one.side is side.side] for side in (sides.old, sides.new)}
    old, new = (
        replace(
            side,
            differing=tuple(
                (start, end)
                for start, end in side.differing
                if not any(
                    one.start <= start - _offset(side, one) and end - _offset(side, one) <= one.end for one in mine
                )
            ),
        )
        for side, mine in spans.items()
    )
    return replace(sides, old=old, new=new)


def _offset(side: SideText, evidence: Evidence) -> int:
    """Where the statement of some evidence begins in its side's joined text."""
    return next(one.offset for one in side.placed if one.index == evidence.statement)


def _overlap(one: Evidence, other: Evidence) -> bool:
    same = one.side is other.side and one.statement == other.statement
    return same and one.start < other.end and other.start < one.end


def _wording(
    sides: Sides, old: Occurrences, new: Occurrences, renames: tuple[Finding, ...], *, happened: bool
) -> list[Finding]:
    quoted = find_quotation_changes(sides)
    if quoted:  # 庭 → 盾 inside 「」, and beside it at most a date or a figure
        return [*quoted, *find_figures_updated(sides)]
    flips = find_flips(sides, old, new)
    turned = [*flips, *find_commitments(sides)]
    counted = find_figures_updated(sides)
    wording = [*turned, *counted, *renames]
    steps = find_ladder_steps(sides)
    if happened or turned:  # where something happened, was promised or turned round, that is why it is said otherwise
        wording += [one for one in steps if happened and one.significance is Significance.HIGH]
    else:
        wording += [*steps, *find_attribution(sides), *_unlike(find_hedges(sides), steps, counted)]
    if not (happened or wording):
        wording += [*find_stances(sides, old, new), *find_degree_words(sides), *find_scope_changes(sides)]
    return wording if flips else [*wording, *find_cause_changes(sides)]  # led to → led to no: the cause is as it was


def _unlike(
    hedges: tuple[Finding, ...], steps: tuple[Finding, ...], counted: tuple[Finding, ...]
) -> tuple[Finding, ...]:
    """Hedges that nothing else told: possible → cannot be ruled out is one step, 約11兆円 → 12兆円 another sum."""
    if any(one.category.startswith("certainty") or _DUTY in one.evidence[0].says for one in steps):
        return ()
    return tuple(one for one in hedges if not counted or one.evidence[0].rule != "approximate")


def _other(sides: Sides) -> Finding:
    """A difference without a cue."""
    evidence = tuple(side.evidence("no_cue", *_words(side)) for side in (sides.old, sides.new))
    return Finding(category="other_substance", status="done", significance=Significance.LOW, evidence=evidence)


def _words(side: SideText) -> tuple[int, int]:
    if side.differing:
        return side.differing[0]
    return 0, min(len(side.text), EVERYTHING)
