"""Findings that are one thing said in many places: names that changed, and years that rolled forward."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from wpdiff.changes.rank import significance_of
from wpdiff.changes.same_events import find_same_events
from wpdiff.model.comparison import (
    Change,
    Edit,
    Evidence,
    Excerpt,
    Finding,
    Group,
    GroupType,
    Op,
    Side,
    Significance,
)
from wpdiff.model.edition import Edition
from wpdiff.text.patterns import lazy_pattern

RULE = "rename"
LEAST = 2  # places that make a group of what the lists know
LEAST_NEW = 3  # places that make a name out of two words that no list knows
# A name: kanji, katakana or Latin letters, or English words that begin with a capital.
_NAME = lazy_pattern(r"[一-鿿々ァ-ヺー・A-Za-z0-9\-]{2,24}|[A-Z][\w'’\-]+(?: (?:of |the |for )?[A-Z][\w'’\-]+){0,5}")
_NO_NAME = lazy_pattern(r"[0-9]")  # 図表3-2 → 図表5-2 is renumbered, not renamed
Words = tuple[str, str]


def find_groups(changes: Sequence[Change], old: Edition, new: Edition) -> tuple[Group, ...]:
    """The groups of a comparison besides its renames: years rolled forward, and events told in several sections."""
    return (*_groups(changes, GroupType.ROLL_FORWARD), *find_same_events(changes, old, new))


def _groups(changes: Sequence[Change], kind: GroupType) -> list[Group]:
    """One group for each pair of words that stand against each other in several changes."""
    places: dict[Words, list[tuple[str, Finding]]] = {}
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


def _words(finding: Finding) -> Words | None:
    if len(finding.evidence) < 2:
        return None
    return finding.evidence[0].cue, finding.evidence[1].cue


def name_renames(changes: Sequence[Change], old: Edition, new: Edition) -> tuple[tuple[Change, ...], tuple[Group, ...]]:
    """The changes, those told as renamed in which one name stands for another throughout, and each rename as a group.

    What differs by such a name alone is editorial: the rename is told once, by its group and with the group's weight.
    """
    found = tuple(_discovered(changes, old, new))
    renames = {name: group for group in found for name in group.changes}
    named = [_named(change, renames[change.id]) if change.id in renames else change for change in changes]
    known = _groups(named, GroupType.RENAME)
    told = {(group.old, group.new) for group in known}
    groups = (*known, *(group for group in found if (group.old, group.new) not in told))
    listed: dict[str, list[Group]] = {}
    for group in groups:
        for name in group.changes:
            listed.setdefault(name, []).append(group)
    told_once = (_told_once(one, listed[one.id]) if one.id in listed else one for one in named)
    return tuple(told_once), groups


def _told_once(change: Change, groups: Sequence[Group]) -> Change:
    """A change that differs by the groups' names alone, its finding made editorial."""
    loud = [one for one in change.findings if one.significance is not Significance.EDITORIAL]
    if any(one.category != "renamed" for one in loud) or not _is_all(change.edits, groups):
        return change
    findings = tuple(
        replace(one, significance=Significance.EDITORIAL) if one.category == "renamed" else one
        for one in change.findings
    )
    return replace(change, findings=findings, significance=significance_of(findings))


def _is_all(edits: Sequence[Edit], groups: Sequence[Group]) -> bool:
    """Whether putting one name for the other is all that an edit script does."""
    old = "".join(one.text for one in edits if one.op is not Op.INSERT)
    new = "".join(one.text for one in edits if one.op is not Op.DELETE)
    for group in groups:
        for name in sorted((group.old, group.new), key=len, reverse=True):  # 第1期政権 holds 政権
            old, new = old.replace(name, "\x00"), new.replace(name, "\x00")
    return old == new


def _named(change: Change, group: Group) -> Change:
    """A change with the finding that a name in it is another now; it replaces that nothing could be said."""
    if any(one.category == "renamed" for one in change.findings):
        return change
    sides = ((Side.OLD, change.old, change.at_old, group.old), (Side.NEW, change.new, change.at_new, group.new))
    evidence = tuple(one for side in sides for one in _printed(*side))
    renamed = Finding(category="renamed", status="done", significance=Significance.LOW, evidence=evidence)
    findings = (renamed, *(one for one in change.findings if one.category != "other_substance"))
    categories = tuple(dict.fromkeys(one.category for one in findings if not one.gone))
    return replace(change, findings=findings, categories=categories, significance=significance_of(findings))


def _printed(side: Side, excerpts: Sequence[Excerpt], at: Sequence[int], name: str) -> Iterator[Evidence]:
    for excerpt, statement in zip(excerpts, at, strict=True):
        start = excerpt.text.find(name)
        if start >= 0:
            yield Evidence(
                rule=RULE, side=side, statement=statement, cue=name, start=start, end=start + len(name), says=""
            )
            return


def _discovered(changes: Sequence[Change], old: Edition, new: Edition) -> Iterator[Group]:
    """One word replaced by another in several sentences, where neither edition knows the other's word."""
    places: dict[Words, list[str]] = {}
    for change in changes:
        for words in dict.fromkeys(_replaced(change.edits)) if len(change.edits) > 1 else ():
            places.setdefault(words, []).append(change.id)
    often = {words: ids for words, ids in places.items() if len(ids) >= LEAST_NEW}
    if not often:
        return
    old_text, new_text = _whole(old), _whole(new)
    for (first, second), ids in often.items():
        if first not in new_text and second not in old_text:
            yield Group(type=GroupType.RENAME, old=first, new=second, significance=Significance.LOW, changes=tuple(ids))


def _replaced(edits: Sequence[Edit]) -> Iterator[Words]:
    """Names deleted straight before a name that was inserted."""
    for deleted, inserted in pairwise(edits):
        if deleted.op is Op.DELETE and inserted.op is Op.INSERT:
            first, second = deleted.text.strip(), inserted.text.strip()
            if _is_name(first) and _is_name(second):
                yield first, second


def _is_name(text: str) -> bool:
    return bool(_NAME.fullmatch(text)) and not _NO_NAME.search(text)


def _whole(edition: Edition) -> str:
    return "\n".join([statement.text for statement in edition.statements])
