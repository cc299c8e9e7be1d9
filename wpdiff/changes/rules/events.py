"""What happened in the world: the twenty event categories, each read as (category, status)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from wpdiff.changes.lexicon import EventCue
from wpdiff.changes.sides import Sides, SideText
from wpdiff.changes.status import HAPPENED, KNOWN, MENTIONED, is_attribute, status_of, told_of
from wpdiff.changes.weight import weigh
from wpdiff.model.comparison import Finding
from wpdiff.model.edition import StatementKind

RULE = "event"
_TITLES = (StatementKind.HEADING, StatementKind.CAPTION, StatementKind.REFERENCE)  # they name, they do not tell
_AGREEMENTS = ("treaty_signed", "treaty_extended", "treaty_ended", "treaty_withdrawn")  # firms make and leave some too
MOST = 40  # events of one category that are read in one statement
AROUND = 16  # characters beside a cue in which what makes it another thing may stand (任期の満了)
# What is one event under two names: the more particular one is told.
_SWALLOWS = {
    "suspension": ("treaty_suspended", "sanction", "treaty_ended", "arms_transfer"),
    "sanction": (),
    "new_actor": ("treaty_ratified", "treaty_ended"),
    "treaty_signed": ("treaty_extended", "policy_document"),
    "treaty_ratified": ("policy_document",),
    "treaty_in_force": ("policy_document",),
    "force_withdrawal": ("treaty_withdrawn",),
    "new_system": ("arms_transfer",),
    "deployment": ("exercise",),
    "designation": ("policy_document",),
}


class Occurrence(Struct, frozen=True, kw_only=True):
    """One event as told: where its cue stands, what its clause makes of it, and which phase of its kind it is."""

    cue: EventCue
    status: str
    start: int
    end: int
    phase: int = 0

    @property
    def category(self) -> str:
        """The category of the event."""
        return self.cue.category


Occurrences = tuple[Occurrence, ...]


def find_events(sides: Sides, old: Occurrences, new: Occurrences) -> tuple[Finding, ...]:
    """Events done on one side and not on the other.

    Fires: 脱退した where 脱退を検討 stood; a sentence that is new; an event no longer told (`gone`).
    Stays quiet: 停止していない, 署名する方針, "plans to sign"; an event that both sides tell; words inside 「」.
    """
    fired = _fresh(new, old, sides.new, sides)
    gone = _fresh(old, new, sides.old, sides)
    return tuple(
        [_finding(one, sides.new, sides, other=old) for one in fired]
        + [_finding(one, sides.old, sides, other=new, gone=True) for one in gone]
    )


def _fresh(here: Sequence[Occurrence], there: Sequence[Occurrence], side: SideText, sides: Sides) -> list[Occurrence]:
    """The done events here that are more than those there, one for each category, and those whose words turned."""
    fresh: dict[str, Occurrence] = {}
    for one in here:
        if one.status not in HAPPENED or one.category in fresh:
            continue
        mine = sum(_same_kind(other, one) and other.status in HAPPENED for other in here)
        theirs = sum(_same_kind(other, one) and other.status in KNOWN for other in there)
        touched = theirs == 0 or side.touches(one.start, one.end)
        if (mine > theirs and touched) or (theirs and _has_turned(one, there, side, sides)):
            fresh[one.category] = one
    return list(fresh.values())


def _has_turned(one: Occurrence, there: Sequence[Occurrence], side: SideText, sides: Sides) -> bool:
    """Whether the very words of a done event stayed, and there tell of none: one of two actors only plans it now."""
    begin, stop = sides.facing(side, (one.start, one.end))
    facing = [other for other in there if _same_kind(other, one) and other.start < stop and begin < other.end]
    return bool(facing) and all(other.status not in KNOWN and other.status != MENTIONED for other in facing)


def _same_kind(one: Occurrence, other: Occurrence) -> bool:
    return one.category == other.category and one.phase == other.phase


def _finding(
    one: Occurrence, side: SideText, sides: Sides, *, other: Sequence[Occurrence], gone: bool = False
) -> Finding:
    evidence = [side.evidence(RULE, one.start, one.end, one.status)]
    against = next((found for found in other if found.category == one.category), None)
    opposite = sides.old if side is sides.new else sides.new
    if against:
        evidence.append(opposite.evidence(RULE, against.start, against.end, against.status))
    first = against is not None and against.status in ("negated", "denied")
    significance, steps = weigh(
        one.cue.base,
        side,
        sides,
        one.start,
        one.end,
        status=one.status,
        first=first,
        agreement=one.category in _AGREEMENTS,
    )
    return Finding(
        category=one.category, status=one.status, significance=significance, evidence=(*evidence, *steps), gone=gone
    )


def occurrences(side: SideText, sides: Sides) -> tuple[Occurrence, ...]:
    """Every event that a side tells of, whatever its status, one for each clause and category, in print order."""
    cues = sides.lexicon.cues_of(side.spoken)
    if not cues or all(one.statement.kind in _TITLES for one in side.placed):
        return ()
    found = [one for cue in cues for one in _of_cue(cue, side, sides)]
    return tuple(sorted(_without_swallowed(found), key=lambda one: (one.start, one.end, one.category)))


def _of_cue(cue: EventCue, side: SideText, sides: Sides) -> list[Occurrence]:
    found: list[Occurrence] = []
    for match, finished in _matches(cue, side.text, sides.language):
        start, end = match.span()
        if any(one.start < end and start < one.end for one in found) or _is_refused(cue, side.text, start, end):
            continue
        status = status_of(side, start, end, sides, finished=finished)
        if not finished and status in HAPPENED and not _is_governed(cue, side.text, end):
            status = MENTIONED
        found.append(Occurrence(cue=cue, status=status, start=start, end=end, phase=_phase(cue, match[0])))
        if len(found) == MOST:
            break
    return found


def _phase(cue: EventCue, text: str) -> int:
    """Which of a category's phases a cue tells: 1998年に設立された and 2024年に廃止された are two events."""
    return next((place for place, pattern in enumerate(cue.phases, start=1) if pattern.search(text)), 0)


def _is_governed(cue: EventCue, text: str, end: int) -> bool:
    """演習を実施した tells of an exercise, 演習は防衛的だと説明した speaks of one."""
    return cue.governed is None or cue.governed.search(told_of(text, end)) is not None


def _matches(cue: EventCue, text: str, language: str) -> Iterator[tuple[re.Match[str], bool]]:
    if cue.done:
        yield from ((match, True) for match in _finished(cue.done, text, language))
    if cue.stems:
        yield from ((match, False) for match in cue.stems.finditer(text))


def _finished(pattern: re.Pattern[str], text: str, language: str) -> Iterator[re.Match[str]]:
    """All matches that tell; a participle that only describes is passed over: the revised guidelines were adopted."""
    place = 0
    while match := pattern.search(text, place):
        if language == "en" and is_attribute(text, match):
            place = match.start() + 1
            continue
        yield match
        place = max(match.end(), match.start() + 1)


def _is_refused(cue: EventCue, text: str, start: int, end: int) -> bool:
    if not cue.refused:
        return False
    floor = max(0, start - AROUND)
    return any(match.start() < end and start < match.end() for match in cue.refused.finditer(text, floor, end + AROUND))


def _without_swallowed(found: Sequence[Occurrence]) -> list[Occurrence]:
    """制裁 swallows 凍結 in 資産凍結: the same words are one event, told by the more particular name."""
    return [
        one
        for one in found
        if not any(
            other.category in _SWALLOWS.get(one.category, ()) and one.start < other.end and other.start < one.end
            for other in found
        )
    ]
