"""Where the wordings of one family stand in a side: what the rules of wording, scope and sources ask first."""

from __future__ import annotations

from wpdiff.changes.sides import Sides, SideText, Span


def wordings(family: str, side: SideText, sides: Sides) -> list[Span]:
    """Where a family's wordings stand outside quotation marks."""
    words = sides.lexicon.families[family]
    if not side.speaks_of(words.needs):
        return []
    return [match.span() for match in words.pattern.finditer(side.text) if not side.quotation(*match.span())]
