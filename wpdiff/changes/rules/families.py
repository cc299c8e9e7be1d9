"""Where the wordings of one family stand in a side: what the rules of wording, scope and sources ask first."""

from __future__ import annotations

import re
from functools import lru_cache

from wpdiff.changes.lexicon import Pattern
from wpdiff.changes.sides import Sides, SideText, Span, quotation

_BESIDE = 8  # characters between the words that differ and a Japanese cue that governs them
_LONGEST = 60  # characters of what a cue governs
_CLAUSE_END = {"ja": re.compile(r"[。、（）()「」](?!\Z)"), "en": re.compile(r"[,.;]")}


def wordings(family: str, side: SideText, sides: Sides) -> tuple[Span, ...]:
    """Where a family's wordings stand outside quotation marks."""
    words = sides.lexicon.families[family]
    return () if side.spoken.isdisjoint(words.needs.one_of) else _found(words.pattern, side.text, side.quoted)


@lru_cache(maxsize=128)
def _found(pattern: Pattern, text: str, quoted: tuple[Span, ...]) -> tuple[Span, ...]:
    """Where a pattern stands outside quotations; several rules ask the same of the sides of one difference."""
    return tuple(span for span in (match.span() for match in pattern.finditer(text)) if not quotation(quoted, *span))


def governs(cue: Span, side: SideText, language: str) -> bool:
    """Whether all that differs is what a cue governs: the words before it (ja) or behind it (en), or the cue itself."""
    return bool(side.differing) and all(_is_governed(span, cue, side.text, language) for span in side.differing)


def _is_governed(span: Span, cue: Span, text: str, language: str) -> bool:
    begin, stop = span
    start, end = cue
    if begin < end and start < stop:
        return begin >= start - _LONGEST and stop <= end + (_LONGEST if language == "en" else _BESIDE)
    first, last = (stop, start) if language == "ja" else (end, begin)
    if not 0 <= last - first <= _LONGEST:
        return False
    return _CLAUSE_END[language].search(text, first, last) is None
