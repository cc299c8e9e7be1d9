"""One Difference in, its findings out: what happened, how much it matters, and which printed words show it.

Knows nothing of other pairs; what is told in many places is found in `across`.
"""

from __future__ import annotations

from wpdiff.changes.difference import Difference
from wpdiff.changes.rules.dates import find_dates_updated
from wpdiff.changes.rules.editorial import find_editorial
from wpdiff.changes.rules.events import Occurrences, find_events, occurrences
from wpdiff.changes.rules.figures import find_figures_updated
from wpdiff.changes.rules.ladders import find_degree_words, find_ladder_steps
from wpdiff.changes.rules.polarity import find_flips
from wpdiff.changes.rules.scope import find_cause_changes, find_quotation_changes, find_renames, find_scope_changes
from wpdiff.changes.rules.wording import find_attribution, find_commitments, find_hedges, find_stances
from wpdiff.changes.sides import Sides, SideText, read_sides
from wpdiff.model.comparison import Finding, Significance

_EVERYTHING = 40  # characters of a statement without a cue that serve as its evidence


def classify(difference: Difference) -> tuple[Finding, ...]:
    """What happened in a difference, the most telling first. Never empty: what has no cue is other_substance."""
    sides = read_sides(difference)
    redated = find_dates_updated(sides)
    editorial, wholly = find_editorial(sides)
    if wholly and not redated:
        return editorial
    old, new = occurrences(sides.old, sides), occurrences(sides.new, sides)
    findings = _once([*_substance(sides, old, new), *redated])
    return (*(findings or (_other(sides, (*old, *new)),)), *editorial)


def _substance(sides: Sides, old: Occurrences, new: Occurrences) -> list[Finding]:
    events = find_events(sides, old, new)
    quoted = find_quotation_changes(sides)
    if quoted:
        return [*events, *quoted]
    turned = [*find_flips(sides, old, new), *find_commitments(sides)]
    wording = [*turned, *find_figures_updated(sides), *find_renames(sides)]
    # Where something happened, was promised or turned round, that is why it is said otherwise.
    if not events and not turned:
        wording += [*find_ladder_steps(sides), *find_attribution(sides), *find_hedges(sides)]
    fallback = [*find_stances(sides, old, new), *find_degree_words(sides), *find_scope_changes(sides)]
    return [*events, *wording, *(fallback if not (events or wording) else ()), *find_cause_changes(sides)]


def _once(findings: list[Finding]) -> tuple[Finding, ...]:
    """One finding for each category and side that it is gone from; figures may be several."""
    seen: set[tuple[str, bool]] = set()
    kept: list[Finding] = []
    for one in findings:
        name = (one.category, one.gone)
        if name not in seen or one.category == "figure_updated":
            kept.append(one)
        seen.add(name)
    return tuple(kept)


def _other(sides: Sides, told: Occurrences) -> Finding:
    """A difference without a cue: low, medium when a whole statement came or went."""
    shown = [side for side in (sides.old, sides.new) if side.placed]
    alone = len(shown) == 1
    supposed = any(one.status == "hypothetical" for one in told)
    level = Significance.MEDIUM if alone and not supposed else Significance.LOW
    return Finding(
        category="other_substance",
        status="done",
        significance=level,
        evidence=tuple(side.evidence("no_cue", *_words(side)) for side in shown),
        gone=alone and shown[0] is sides.old,
    )


def _words(side: SideText) -> tuple[int, int]:
    if side.differing:
        return side.differing[0]
    return 0, min(len(side.text), _EVERYTHING)
