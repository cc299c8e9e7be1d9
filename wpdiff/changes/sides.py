"""A Difference as the rules read it: both sides' joined texts, what differs in them, what is quoted, and evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from wpdiff.changes.difference import Difference, Placed, joined_text
from wpdiff.changes.figures import Counted, read_figures
from wpdiff.changes.lexicon import Lexicon, Needs, lexicon_language, read_lexicon
from wpdiff.model.comparison import Edit, Evidence, Op, Side
from wpdiff.text.normalize import to_key
from wpdiff.text.patterns import lazy_pattern

Span = tuple[int, int]
LONGEST = 20_000  # characters of one side that the rules read; no statement of prose is longer
SHORT = 40  # characters of a differing stretch beyond which a passage is written anew

# Patterns are written in half width; every replacement is one character long, so that spans stay those of the print.
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0x2019: "'", 0x2018: "'"}
_IS_WIDE = re.compile(f"[{''.join(map(chr, _WIDE))}]")
_QUOTED = lazy_pattern(r"「[^「」]{0,600}」|『[^『』]{0,600}』|“[^“”]{0,600}”|\"[^\"]{0,600}\"")
_MONTH_OF_MAY = lazy_pattern(r"May(?:(?<=[a-z0-9,;] May)\b|(?<!\wMay)(?= [0-9]))")
_QUOTES = '「『“"'


class SideText(Struct, frozen=True, kw_only=True):
    """One side: its joined text with width (and English case) folded, what differs and what is quoted in it.

    Its figures are read only where another side stands against them. `spoken` are the needed words that stand in it.
    """

    side: Side
    placed: tuple[Placed, ...]
    printed: str
    text: str
    differing: tuple[Span, ...]
    quoted: tuple[Span, ...]
    alone: bool
    figures: tuple[Counted, ...]
    spoken: frozenset[str]
    year: int

    def speaks_of(self, needs: Needs) -> bool:
        """Whether one of the needed words stands in the text: the cheap question before any pattern is tried."""
        return not self.spoken.isdisjoint(needs.one_of)

    def touches(self, start: int, end: int) -> bool:
        """Whether a span overlaps, or stands against, what differs; all does when there is no other side."""
        return self.alone or any(start < stop and begin < end for begin, stop in self.differing)

    def in_short_stretch(self, start: int, end: int, limit: int = SHORT) -> bool:
        """Whether a span overlaps a differing stretch short enough that its words are told apart, not rewritten."""
        return any(begin < end and start < stop and stop - begin <= limit for begin, stop in self.differing)

    def quotation(self, start: int, end: int) -> Span | None:
        """The quotation that holds a span whole, if one does."""
        return quotation(self.quoted, start, end)

    def evidence(self, rule: str, start: int, end: int, says: str = "") -> Evidence:
        """The printed words of a span of the joined text, in the statement that prints them."""
        one = self.placed[0]
        for placed in self.placed:
            if placed.offset <= start:
                one = placed
        text = one.statement.text
        begin = min(max(start - one.offset, 0), len(text))
        stop = min(max(end - one.offset, begin), len(text))
        return Evidence(
            rule=rule, side=self.side, statement=one.index, cue=text[begin:stop], start=begin, end=stop, says=says
        )


def quotation(quoted: Sequence[Span], start: int, end: int) -> Span | None:
    """The one of some quotations that holds a span whole, if one does."""
    return next((span for span in quoted if span[0] < start and end < span[1]), None) if quoted else None


class Sides(Struct, frozen=True, kw_only=True):
    """Both sides of one difference and the words of its language. A side without statements is empty."""

    difference: Difference
    language: str
    lexicon: Lexicon
    old: SideText
    new: SideText

    def both(self) -> Iterator[tuple[SideText, SideText]]:
        """Each side with the other: (new, old), then (old, new)."""
        yield self.new, self.old
        yield self.old, self.new

    def facing(self, side: SideText, span: Span) -> Span:
        """The stretch of the other side's text that stands against a span: between what was kept around it."""
        gone = Op.DELETE if side.side is Side.OLD else Op.INSERT
        here = there = low = 0
        for edit in self.difference.edits:
            length = len(edit.text)
            if edit.op is Op.KEEP:
                if here <= span[0]:
                    low = there + min(length, span[0] - here)
                if here + length >= span[1]:
                    return low, max(low, there + max(0, span[1] - here))
            here += length * (edit.op in (Op.KEEP, gone))
            there += length * (edit.op is not gone)
        return low, there


def read_sides(difference: Difference) -> Sides:
    """The two sides of a difference, made ready for every rule."""
    lexicon = lexicon_of(difference)
    if not difference.old or not difference.new:
        text = rules_text(difference.old or difference.new, lexicon.language)
        return read_alone(difference, text, lexicon.spoken(text))
    old_spans, new_spans = _differing(difference.edits, lexicon.language)
    return Sides(
        difference=difference,
        language=lexicon.language,
        lexicon=lexicon,
        old=_side(Side.OLD, difference.old, old_spans, lexicon, year=difference.old_year),
        new=_side(Side.NEW, difference.new, new_spans, lexicon, year=difference.new_year),
    )


def read_alone(difference: Difference, text: str, spoken: frozenset[str]) -> Sides:
    """The sides of a statement that stands alone, all of which differs; `text` and `spoken` are read already."""
    lexicon = lexicon_of(difference)
    side, year = (Side.OLD, difference.old_year) if difference.old else (Side.NEW, difference.new_year)
    placed = difference.old or difference.new
    printed = joined_text(placed)
    read = SideText(
        side=side,
        placed=placed,
        printed=printed,
        text=text,
        differing=((0, len(printed)),) if printed.strip() else (),
        quoted=_quotations(printed[:LONGEST]),
        alone=True,
        figures=(),
        spoken=spoken,
        year=year,
    )
    old, new = (read, _NOTHING[Side.NEW]) if side is Side.OLD else (_NOTHING[Side.OLD], read)
    return Sides(difference=difference, language=lexicon.language, lexicon=lexicon, old=old, new=new)


def lexicon_of(difference: Difference) -> Lexicon:
    """The words that a difference is read with: a workspace's own among them where it has some."""
    return difference.lexicon or read_lexicon(lexicon_language(difference.language))


def rules_text(placed: Sequence[Placed], language: str) -> str:
    """The joined text of a side as the rules read it: widths folded, and in English its case; marks blanked there."""
    text = fold_widths(joined_text(placed)[:LONGEST], language)
    return _without_marks(text, placed) if language == "en" else text


def fold_widths(text: str, language: str) -> str:
    """The text in half width (and lower case in English), as long as before.

    >>> fold_widths("ＳＴＡＲＴ（条約）", "ja")
    'START(条約)'
    """
    folded = text if text.isascii() else _IS_WIDE.sub(_narrow, text)
    if language != "en":
        return folded
    lowered = folded.lower() if folded.isascii() else _lower_latin(folded)
    if "May" not in folded:
        return lowered
    parts: list[str] = []
    place = 0
    for month in _MONTH_OF_MAY.finditer(folded):  # "may" the doubt is written small
        parts += (lowered[place : month.start()], "M")
        place = month.start() + 1
    return "".join((*parts, lowered[place:]))


def _lower_latin(text: str) -> str:
    """The letters A to Z written small and no other, so that the text stays as long: bytes know no other letters."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _narrow(wide: re.Match[str]) -> str:
    return _WIDE[ord(wide[0])]


def _side(side: Side, placed: tuple[Placed, ...], spans: tuple[Span, ...], lexicon: Lexicon, *, year: int) -> SideText:
    printed = joined_text(placed)
    text = rules_text(placed, lexicon.language)
    return SideText(
        side=side,
        placed=placed,
        printed=printed,
        text=text,
        differing=spans,
        quoted=_quotations(printed[:LONGEST]),
        alone=False,
        figures=read_figures(text, placed, lexicon.language),
        spoken=lexicon.spoken(text),
        year=year,
    )


def _without_marks(text: str, placed: Sequence[Placed]) -> str:
    """The text with blanks for the marks of notes: the word in "Concept2, the first …" ends before its mark."""
    for one in placed:
        for mark in one.statement.marks:
            start, end = one.offset + mark.start, min(one.offset + mark.end, len(text))
            text = text[:start] + " " * max(0, end - start) + text[end:]
    return text


# The side of a difference on which nothing stands: an added statement's old one, a removed one's new one.
_NOTHING = {
    side: SideText(
        side=side,
        placed=(),
        printed="",
        text="",
        differing=(),
        quoted=(),
        alone=False,
        figures=(),
        spoken=frozenset(),
        year=0,
    )
    for side in Side
}


def _quotations(printed: str) -> tuple[Span, ...]:
    if not any(mark in printed for mark in _QUOTES):
        return ()
    return tuple(match.span() for match in _QUOTED.finditer(printed))


def _differing(edits: Sequence[Edit], language: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The spans deleted from the old text and inserted into the new one, in joined coordinates.

    What only looks different (not  possible → not possible) does not differ.
    """
    old: list[Span] = []
    new: list[Span] = []
    i = j = 0
    deleted, silent = "", False
    for edit, following in zip_longest(edits, edits[1:]):
        length = len(edit.text)
        if edit.op is Op.DELETE:
            deleted = edit.text
            inserted = following.text if following is not None and following.op is Op.INSERT else ""
            silent = _is_silent(deleted, inserted, language)
            if not silent:
                old.append((i, i + length))
            i += length
            continue
        if edit.op is Op.INSERT:
            silent = silent if deleted else _is_silent("", edit.text, language)
            if not silent:
                new.append((j, j + length))
        else:
            i += length
        j += length
        deleted = ""
    return tuple(old), tuple(new)


def _is_silent(deleted: str, inserted: str, language: str) -> bool:
    """Whether a deletion and its insertion are the same words in other widths or spaces."""
    if not deleted or not inserted:
        return not (deleted or inserted).strip()
    return len(deleted) <= SHORT and to_key(deleted, language=language) == to_key(inserted, language=language)
