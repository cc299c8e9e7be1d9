"""Wider or narrower, for another reason, in other quoted words, under another name."""

from __future__ import annotations

import re

from wpdiff.changes.dates import readings
from wpdiff.changes.lexicon import Rename
from wpdiff.changes.rules.families import governs, wordings
from wpdiff.changes.rules.members import find_members
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import lazy_pattern, sought_pattern

_TOLD_APART = {"ja": 14, "en": 30}  # characters of a stretch whose word of scope is the news; a longer one is rewritten
# 「家計調査」 → 「人口調査」: titles stand in quotation marks too, and say what is cited, not what was said
_TITLE = lazy_pattern(
    r"(?:調査|報告書?|白書|統計|計画|戦略|大綱|指針|ガイドライン|法律?|条例|規則|要領|要綱|協定|条約|憲章"
    r"|事業|プログラム|プロジェクト|フォーラム|会議|研究会|検討会|委員会|協議会|資料|について|年報|年鑑"
    r"|提言|宣言|決議|声明|プラン)[」』]\Z"
)
_NO_LETTERS = lazy_pattern(r"[\W\d_]+")
_OFFICE = {
    "ja": sought_pattern(r"(?:前|現|元|旧|第[0-9一二三四]{1,2}[期次])[^、。\s]{0,12}?(?:政権|内閣|政府|指導部)"),
    "en": re.compile(
        r"\b(?:previous|former|first|second|then|current)[ -](?:\w+ ){0,2}(?:administration|government|cabinet)\b"
    ),
}


def _finding(
    category: str, rule: str, sides: Sides, old: Span | None, new: Span | None, level: Significance
) -> Finding:
    evidence = [side.evidence(rule, *span) for side, span in ((sides.old, old), (sides.new, new)) if span]
    return Finding(category=category, status="done", significance=level, evidence=tuple(evidence))


def find_scope_changes(sides: Sides) -> tuple[Finding, ...]:
    """Wider or narrower: など, all/some, including, except; "limited to" → "extends to".

    Fires: インドなどとの → インドとの. Stays quiet: など → 等; a word of scope on both sides; a new sentence.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    old, new = _differing("scope", sides.old, sides.new, sides), _differing("scope", sides.new, sides.old, sides)
    if not old and not new:
        return find_members(sides)
    return (_finding("scope_changed", "scope", sides, old, new, Significance.MEDIUM),)


def _differing(family: str, side: SideText, other: SideText, sides: Sides) -> Span | None:
    """A wording where the texts differ, that the other side does not have."""
    here = wordings(family, side, sides)
    there = {other.text[start:end] for start, end in wordings(family, other, sides)} if here else frozenset()
    for start, end in here:
        if side.in_short_stretch(start, end, _TOLD_APART[sides.language]) and side.text[start:end] not in there:
            return start, end
    return None


def find_cause_changes(sides: Sides) -> tuple[Finding, ...]:
    """Another reason or purpose for a fact that stayed.

    Fires: 経済的利益のため → 影響力を得るため, where the reason's words differ and the rest stays.
    Stays quiet: により → によって; a reason in a new sentence.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    old = _reason(sides.old, sides)
    new = _reason(sides.new, sides) if old else None
    if old is None or new is None:
        return ()
    return (_finding("cause_changed", "cause", sides, old, new, Significance.MEDIUM),)


def _reason(side: SideText, sides: Sides) -> Span | None:
    """A cue of cause directly after (ja) or before (en) the words that differ, when nothing else differs."""
    return next((cue for cue in wordings("cause", side, sides) if governs(cue, side, sides.language)), None)


def find_quotation_changes(sides: Sides) -> tuple[Finding, ...]:
    """Other words inside quotation marks, with what stands around them kept.

    Fires: "close" → "done in principle".
    Stays quiet: 「」 → 『』; curly quotes; a quotation that is new; the title of another survey.
    """
    old = _only_quoted(sides.old)
    new = _only_quoted(sides.new) if old else None
    if not old or not new or _letters(sides.old, old) == _letters(sides.new, new):
        return ()
    if all(_TITLE.search(side.text, *span) for side, span in ((sides.old, old), (sides.new, new))):
        return ()
    return (_finding("quotation_changed", "quotation", sides, old, new, Significance.MEDIUM),)


def _letters(side: SideText, span: Span) -> str:
    """A quotation without marks, digits and space: a note's mark inside it is no other wording."""
    return _NO_LETTERS.sub("", side.text[slice(*span)])


def _only_quoted(side: SideText) -> Span | None:
    """The quotation that holds a differing span, if all that differs lies in quotations, dates, figures and marks."""
    if not side.quoted:
        return None
    apart = [(one.start, one.end) for one in readings(side)] + [(one.start, one.end) for one in side.figures]
    apart += [(one.offset + mark.start, one.offset + mark.end) for one in side.placed for mark in one.statement.marks]
    holding: Span | None = None
    for start, end in side.differing:
        if any(begin <= start and end <= stop for begin, stop in apart):
            continue  # the year in a title, a figure that somebody named
        quoted = next((span for span in side.quoted if span[0] <= start and end <= span[1]), None)
        if quoted is None:
            return None
        holding = holding or quoted
    return holding


def find_renames(sides: Sides) -> tuple[Finding, ...]:
    """The same thing under another name.

    Fires: 侵攻 → 侵略, 前大統領の政権 → 第1期政権. Stays quiet: 露 → ロシア; both names on both sides.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    office = _same_office(sides) or _formerly(sides)
    if office:
        return (_finding("renamed", "rename", sides, *office, Significance.LOW),)
    for side, other in sides.both():
        said = [span for span in wordings("named_anew", side, sides) if side.touches(*span)]
        if said and not wordings("named_anew", other, sides):
            here, there = (None, said[0]) if side is sides.new else (said[0], None)
            return (_finding("renamed", "rename", sides, here, there, Significance.LOW),)
    for rename in sides.lexicon.renames_of(sides.old.spoken, sides.new.spoken):
        old_name, new_name = rename.compared(sides.language)
        for first, second in ((old_name, new_name), (new_name, old_name)):
            span = _renamed(sides, first, second)
            if span:
                return (_finding("renamed", "rename", sides, *span, _level(rename)),)
    return ()


def _same_office(sides: Sides) -> tuple[Span, Span] | None:
    """One government under another name, when that is all that differs: 前大統領の政権 → 第1期政権."""
    if len(sides.old.differing) > 1 or len(sides.new.differing) > 1:
        return None
    pattern = _OFFICE[sides.language]
    old = pattern.search(sides.old.text)
    new = pattern.search(sides.new.text) if old else None
    if not old or not new:
        return None
    spans = (*sides.old.differing, *sides.new.differing)
    inside = all(start >= old.start() and end <= old.end() for start, end in sides.old.differing) and all(
        start >= new.start() and end <= new.end() for start, end in sides.new.differing
    )
    return (old.span(), new.span()) if inside and spans else None


def _formerly(sides: Sides) -> tuple[Span, Span] | None:
    """A side that says the other name beside its own: 航空教育団（旧航空学校）, "the Group (formerly the School)"."""
    for side, other in sides.both():
        for start, end in wordings("renaming", side, sides):
            if not side.touches(start, end) or wordings("renaming", other, sides):
                continue
            name = _NAME_BEHIND[sides.language].match(side.text, end)
            place = other.text.find(name[1]) if name else -1
            if name and place >= 0:
                spans = (name.span(1), (place, place + len(name[1])))
                return spans if side is sides.old else (spans[1], spans[0])
    return None


_NAME_BEHIND = {
    "ja": lazy_pattern(r"[「『]?([一-鿿ァ-ヶーA-Za-z0-9]{2,30})"),
    "en": re.compile(r"(?: ?the| ?an?)? ?([\w'\-]+(?: [\w'\-]+){0,5}?)(?=[),.;]|$)"),
}


def _level(rename: Rename) -> Significance:
    return Significance.MEDIUM if rename.stance else Significance.LOW


def _renamed(sides: Sides, first: str, second: str) -> tuple[Span, Span] | None:
    old, new = sides.old.text.find(first), sides.new.text.find(second)
    if old < 0 or new < 0 or second in sides.old.text or first in sides.new.text:
        return None
    here, there = (old, old + len(first)), (new, new + len(second))
    return (here, there) if sides.old.touches(*here) and sides.new.touches(*there) else None
