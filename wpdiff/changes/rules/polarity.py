"""The same proposition with and without a negation."""

from __future__ import annotations

import re

from wpdiff.changes.rules.events import Occurrence
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import lazy_pattern

RULE = "polarity"
_NO = ("negated", "denied")
# What is negated is the word before (ja) or after (en) the negation; group 1 is that word.
_JA = lazy_pattern(
    r"([一-鿿ァ-ヶー]{1,8}|[ぁ-ん]{2,4})(?:し|され|させ|られ|れ|か|ま|わ|ら|え|け|せ|め)?(?:て|で)?(?:は)?(?:い|お|き|でき)?"
    r"(?:ない(?!限り)|なかった|ず(?=、|に|$|。)|らず(?!に)|ていない)"
    r"|(?<![一-鿿])(?:未|不|非)([一-鿿]{2})"
)
_EN = lazy_pattern(
    r"\b(?:not|never|no longer|cannot|without)\b(?: \w+ly)?(?: be| been| yet)? (\w{3,})|\bno (\w{3,})"
    r"|\b(?:un|non-?|in|im|ir|il|dis)([a-z]{4,})\b"
    r"|n't (\w{3,})"
)
# What a pattern finds begins, or negates, with one of these.
_SAY_NO = {
    "ja": lazy_pattern("[なず未不非]"),
    "en": re.compile(r"n't|\b(?:n(?:o|ever)|cannot|without|un|i[nmrl]|dis)"),
}
_LONGEST = 12  # characters of a Japanese negation, or of the word that one in English begins with, and some
_TURN = {"ja": 16, "en": 30}  # characters of a stretch that turns a proposition; a longer one is another proposition
_OTHER_NO = lazy_pattern(r"な(?:い|く|かっ)|ぬ|ず|不|非|未|無|以外|しか|忘れ|難し|困難")
_PREFIX = 2  # characters before the facing stretch that may deny it: 非 …
_AROUND = {"ja": 10, "en": 30}  # characters beside the facing stretch in which the word itself must stand
_STEM = 4  # letters of an English word that must be the same: visit, visited


def find_flips(sides: Sides, old: tuple[Occurrence, ...], new: tuple[Occurrence, ...]) -> tuple[Finding, ...]:
    """A negation that came or went while what it negates stayed.

    Fires: 完了していない → 完了した; likely → unlikely; denied that it had left → left.
    Stays quiet: だけでなく, 否定できない, なければならない; a negation in a clause that is new.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    for side, other, mine, theirs in ((sides.new, sides.old, new, old), (sides.old, sides.new, old, new)):
        event = _negated_event(mine, theirs)
        span = (event.start, event.end) if event else _negated_word(side, other, sides)
        if span:
            level = Significance.MEDIUM if event and event.cue.base is Significance.LOW else Significance.HIGH
            evidence = (side.evidence(RULE, *span, "negated"),)
            return (Finding(category="polarity_flipped", status="done", significance=level, evidence=evidence),)
    return ()


def _negated_event(mine: tuple[Occurrence, ...], theirs: tuple[Occurrence, ...]) -> Occurrence | None:
    """An event negated here and done there, and not done here."""
    for one in mine:
        done_here = any(other.category == one.category and other.status == "done" for other in mine)
        done_there = any(other.category == one.category and other.status == "done" for other in theirs)
        if one.status in _NO and done_there and not done_here:
            return one
    return None


def _negated_word(side: SideText, other: SideText, sides: Sides) -> Span | None:
    """A negation where the texts differ, whose word stands on the other side without one."""
    language = sides.language
    if not _may_negate(side, language):
        return None
    pattern = _JA if language == "ja" else _EN
    text = _without_innocent(side, sides)
    turned = [
        match
        for match in pattern.finditer(text)
        if side.in_short_stretch(*_negation(match, language), _TURN[language]) and not side.quotation(*match.span())
    ]
    if not turned:
        return None
    against = _without_innocent(other, sides)
    denied_there = {_word(match) for match in pattern.finditer(against)}
    for match in turned:
        word = _word(match)
        if word in denied_there:
            continue
        low, high = sides.facing(side, match.span())
        near = against[max(0, low - _AROUND[language]) : high + _AROUND[language]]
        if language == "ja" and _OTHER_NO.search(against, max(0, low - _PREFIX), high):
            continue  # 予期せぬ and 予期しない, 会話でない and 会話以外の deny alike
        if _stands(word, match[0], near, language) and not _is_denied(word, against, language):
            return match.span()
    return None


def _may_negate(side: SideText, language: str) -> bool:
    """Whether a word that negates stands where a short stretch differs; in English, anywhere before or in one."""
    short = [span for span in side.differing if span[1] - span[0] <= _TURN[language]]
    if not short:
        return False
    if language == "en":
        return _SAY_NO["en"].search(side.text, 0, short[-1][1] + _LONGEST) is not None
    return any(_SAY_NO["ja"].search(side.text, max(0, start - _LONGEST), end + _LONGEST) for start, end in short)


def _negation(match: re.Match[str], language: str) -> Span:
    """The words that negate, without the word that they negate: what must have come or gone."""
    group = match.lastindex or 1
    if language == "ja" and match.end(group) < match.end():
        return match.end(group), match.end()
    return match.start(), max(match.start(group), match.start() + 1)


def _is_denied(word: str, text: str, language: str) -> bool:
    """Whether an English text denies a word at some distance: "not otherwise be cacheable" is "non-cacheable"."""
    return (
        language == "en"
        and re.search(rf"\b(?:not|no|never|without|cannot)\b(?: \w+){{0,3}} {word}\b", text) is not None
    )


def _without_innocent(side: SideText, sides: Sides) -> str:
    innocent = sides.lexicon.gates.innocent
    return innocent.sub(lambda match: "〓" * len(match[0]), side.text) if innocent else side.text


def _word(match: re.Match[str]) -> str:
    return next((group for group in match.groups() if group), "")


def _stands(word: str, negation: str, text: str, language: str) -> bool:
    if language == "ja":
        return word in text
    if negation.endswith(word) and not negation[: -len(word)].endswith(" "):  # unlikely: the very word stands there
        return re.search(rf"\b{re.escape(word)}\b", text) is not None
    return (
        re.search(rf"\b{re.escape(word[:_STEM])}\w*", text) is not None if len(word) >= _STEM else f" {word} " in text
    )
