"""Findings that are one thing said in many places: renames and years that rolled forward."""

from __future__ import annotations

from collections.abc import Sequence

from wpdiff.changes.rank import significance_of
from wpdiff.model.comparison import Change, Finding, Group, GroupType
from wpdiff.model.edition import Edition

LEAST = 2  # places that make a group


def find_groups(changes: Sequence[Change], old: Edition, new: Edition) -> tuple[Group, ...]:
    """The groups of a comparison, in the order of their first change."""
    del old, new  # renames that no list knows will be discovered from the editions themselves
    return (*_groups(changes, GroupType.RENAME), *_groups(changes, GroupType.ROLL_FORWARD))


def _groups(changes: Sequence[Change], kind: GroupType) -> list[Group]:
    """One group for each pair of words that stand against each other in several changes."""
    places: dict[tuple[str, str], list[tuple[str, Finding]]] = {}
    for change in changes:
        for finding in change.findings:
            words = _words(finding) if _kind(finding) is kind else None
            if words:
                places.setdefault(words, []).append((change.id, finding))
    return [
        Group(
            type=kind,
            old=words[0],
            new=words[1],
            significance=significance_of(finding for _, finding in found),
            changes=tuple(dict.fromkeys(name for name, _ in found)),
        )
        for words, found in places.items()
        if len({name for name, _ in found}) >= LEAST
    ]


def _kind(finding: Finding) -> GroupType | None:
    if finding.category == "renamed":
        return GroupType.RENAME
    if finding.category == "date_updated" and finding.evidence[:1] and finding.evidence[0].rule == "rolled_forward":
        return GroupType.ROLL_FORWARD
    return None


def _words(finding: Finding) -> tuple[str, str] | None:
    if len(finding.evidence) < 2:
        return None
    return finding.evidence[0].cue, finding.evidence[1].cue
