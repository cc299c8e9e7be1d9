"""How much matters: the significance of a change, and the order in which changes are told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wpdiff.model.comparison import Change, ChangeKind, Finding, Significance

# What readers look for first, within one significance. Position in this line is the weight.
CATEGORIES = (
    "treaty_withdrawn treaty_suspended treaty_ended treaty_signed treaty_in_force treaty_ratified treaty_extended "
    "incident suspension resumption deployment force_withdrawal sanction polarity_flipped "
    "commitment_dropped commitment_added "
    "policy_document designation assessment_stronger assessment_weaker new_actor new_system arms_transfer exercise "
    "figure_updated meeting policy_stance certainty_raised certainty_lowered attribution_changed quotation_changed "
    "cause_changed scope_changed renamed date_updated other_substance"
).split()
_WEIGHT = {category: place for place, category in enumerate(CATEGORIES)}
_KINDS = {kind: place for place, kind in enumerate((ChangeKind.CHANGED, ChangeKind.ADDED, ChangeKind.REMOVED))}


def significance_of(findings: Iterable[Finding]) -> Significance:
    """The highest significance of all findings; editorial when there is none.

    >>> significance_of(())
    <Significance.EDITORIAL: 'editorial'>
    """
    highest = Significance.EDITORIAL
    for one in findings:
        if one.significance is not highest and one.significance.rank < highest.rank:
            highest = one.significance
    return highest


def rank_changes(changes: Sequence[Change]) -> tuple[str, ...]:
    """The ids of all changes, the most important first.

    By significance, then by the weightiest category, then headings (a section that came or went) before sentences,
    then by how many things happened, then in print order.
    """
    order = sorted(range(len(changes)), key=lambda place: (*_importance(changes[place]), place))
    return tuple(changes[place].id for place in order)


def _importance(change: Change) -> tuple[int, int, int, int, int]:
    level = change.significance
    lightest = len(CATEGORIES)
    weight = min(
        (_WEIGHT.get(one.category, lightest) for one in change.findings if one.significance is level), default=lightest
    )
    is_heading = any(excerpt.kind == "heading" for excerpt in (*change.old, *change.new))
    kind = _KINDS.get(change.kind, len(_KINDS))
    return level.rank, weight, int(not is_heading), -len(change.findings), kind
