"""One event that several sections tell of: the same category, the same day, and a name in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wpdiff.changes.rank import significance_of
from wpdiff.changes.sides import fold_widths
from wpdiff.model.comparison import Change, Evidence, Finding, Group, GroupType, Side
from wpdiff.model.edition import Edition
from wpdiff.text.patterns import lazy_pattern

RULE = "event"
_NEAR = 120  # characters around a cue in which the event's names stand
# What names an event: titles in quotation marks, katakana, names in capitals, acronyms.
_NAME = lazy_pattern(
    r"[「『“][^「」『』“”。\n]{2,40}[」』”]|[ァ-ヶー・]{3,24}"
    r"|(?:米|中|韓|英|独|仏)国|北朝鮮|豪州|台湾|[A-Z][A-Za-z0-9-]{1,24}"
)
_OPENING = "「『“"
_MONTH = 7  # characters of a date that names its month
_SHARED = 2  # names that two tellings without a title must have in common
_COMMON = frozenset(
    "ミサイル システム サイバー レーダー インターネット データ The This That These In On At It Its And But".split()
)


class _Telling(Struct, frozen=True):
    """An event as one change tells it: which, of what day, with which names, in which section."""

    change: str
    section: str
    finding: Finding
    day: str
    names: frozenset[str]


def find_same_events(changes: Sequence[Change], old: Edition, new: Edition) -> tuple[Group, ...]:
    """Findings of one event in more than one section, in the order in which it is told first.

    Fires: 2024年6月の「東の盾」 told in the chapter on the country and in that on its neighbour.
    Stays quiet: two exercises of one month without a common name; the same event twice in one section.
    """
    told: dict[tuple[str, ...], Group] = {}
    for name, found in _by_name(_tellings(changes, old, new)):
        one = found[0]
        ids = tuple(dict.fromkeys(other.change for other in found))
        if len({other.section for other in found}) > 1 and ids not in told:
            words = f"{name} {one.day}".strip()
            told[ids] = Group(
                type=GroupType.EVENT,
                old=words if one.finding.gone else "",
                new="" if one.finding.gone else words,
                significance=significance_of(other.finding for other in found),
                changes=ids,
            )
    return tuple(told.values())


def _by_name(tellings: Iterator[_Telling]) -> Iterator[tuple[str, list[_Telling]]]:
    """Tellings of one category, day and title; without a title, of one month and two names in common."""
    places: dict[tuple[str, bool, str, str], list[_Telling]] = {}
    for one in tellings:
        for name in sorted(one.names, key=lambda word: (word[0] not in _OPENING, word)):
            places.setdefault((one.finding.category, one.finding.gone, one.day, name), []).append(one)
    for (*_, day, name), found in places.items():
        titled = name[0] in _OPENING
        if titled or len(day) >= _MONTH:
            alike = [one for one in found if titled or len(one.names & found[0].names) >= _SHARED]
            if len(alike) > 1:
                yield name, alike


def _tellings(changes: Sequence[Change], old: Edition, new: Edition) -> Iterator[_Telling]:
    for change in changes:
        for finding in change.findings:
            first = next((one for one in finding.evidence if one.rule == RULE), None)
            if first is None or change.muted:
                continue
            edition = old if first.side is Side.OLD else new
            day, names = _day(edition, first), _names(edition, first)
            if names:
                yield _Telling(change.id, change.section, finding, day, names)


def _day(edition: Edition, cue: Evidence) -> str:
    """The month, or the year, of the date told last before a cue."""
    told = [one.says for one in edition.statements[cue.statement].dates if one.says and one.start <= cue.start]
    return told[-1][:7] if told else ""


def _names(edition: Edition, cue: Evidence) -> frozenset[str]:
    text = fold_widths(edition.statements[cue.statement].text, "ja")
    near = text[max(0, cue.start - _NEAR) : cue.end + _NEAR]
    return frozenset(match[0] for match in _NAME.finditer(near)) - _COMMON
