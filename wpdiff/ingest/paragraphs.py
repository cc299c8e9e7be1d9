"""Printed lines to paragraphs, in text whose lines were broken by a typewriter, a mailer or a PDF extractor.

Lines of one paragraph are joined, over a page's turn as well; running heads and page numbers are kept apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from wpdiff.text.abbreviations import is_abbreviation
from wpdiff.text.contents import contents_entries
from wpdiff.text.patterns import lazy_pattern

WRAP_MIN, WRAP_MAX = 50, 130  # columns at which typewriters, mailers and PDF extractors break lines
WRAPPED_SHARE = 0.35  # share of long lines that go on on the next line from which a text counts as hard-wrapped
# share of lines behind a blank one, and of unfinished long lines, where blank lines part paragraphs
PARTED_SHARE = 0.25
# Each run of dots is looked at once, from its beginning, and never again in part.
_DOTTED = r"(?<!\.)(?<!\.\s)(?:\.\s?){3,}+"
_LEADER = lazy_pattern(
    rf"{_DOTTED}[,.]?\s*+(?:\d{{1,3}}|[ivxlc]{{1,5}})\b|\s\.,\.?\s*+\d{{1,3}}\b|(?<![…‥])[…‥]{{2,}}+|(?<!・)・{{4,}}+"
)
_LEADER_LAST = lazy_pattern(
    rf"(?:{_DOTTED}\s*+(?:\d+|[ivxlc]+)|(?<![…‥])[…‥]{{2,}}+\s*+\d*|(?<!・)・{{4,}}+\s*+\d*)\s*\Z"
)
_DOTS = ("..", ". .", "…", "‥", "・・", ".,")  # no leader is without one of these
_PAGE_NUMBER = lazy_pattern(r"\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—]?\s*\Z")
_GLUED_NUMBER = lazy_pattern(r"\s*(\d{1,3}|[ivxl]{1,5})[ \t]+(?=[A-Za-z])")
_NUMBER_OVER_HEADING = lazy_pattern(r"\s*(\d{1,3})[ \t]+(?=[IVX]+\.[ \t]+[A-Z]|[o*•][ \t]+[A-Z])")
_ENDS_SENTENCE = lazy_pattern(
    r"[.!?:;。！？」)）\"”’\]]\s*\Z|[a-z)\"”’][.!?][)\]\"”’]*\d{1,3}\s*\Z"
)  # or a note's mark
_ENDS_QUOTE = lazy_pattern(r",[\"”’']\Z")
_STOP_INSIDE = lazy_pattern(r"[.!?][)\]\"”’]+\Z")
_STARTS_ITEM = lazy_pattern(r"\s*(?:[-*•●■▪◆○・][ \t]|o[ \t](?=[A-Z])|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")
_GOES_ON_LOW = lazy_pattern(r"\(?[a-zà-ÿ][a-zà-ÿ'’-]*(?:[ ,;.)]|\Z)|\(?[A-Z]{2,6}\)[ ,]|[$€£]?\d[\d,.]* [a-z]|\d{4},? ")
_CODE = lazy_pattern(r"[={}<>|]")
_DASH = lazy_pattern(r"\s*[-–—]\s+[a-z]")
_NAME_BROKEN = lazy_pattern(r"[a-z,] the [A-Z][a-z]+\Z")  # "where appropriate, the United"
_CLAUSE_BROKEN = lazy_pattern(r", the [A-Z][a-z]+\Z")
_HYPHEN = lazy_pattern(r"[a-z][-\u2010]\Z")
# A line that ends in such a word is no title and no end of a sentence.
_LINKS = frozenset("a an the and or of to in on at by for with from through our its their this that as is are".split())
_SMALL = frozenset(
    "with from into over upon than that through between among toward towards about after their your".split()
)
_PROSE_WORDS = 4
_TITLE_LENGTH = 80
_RUNNING_LENGTH = 60
_RUNNING_TIMES = 3
_PAGE_GAP = 2
_LOOKED_BACK = 200
FULL_SHARE = 0.82  # share of the usual width from which the next word would not have fitted
_CONTENTS_REACH = 3  # entries of a table of contents may be broken before their leaders


class PrintedLine(NamedTuple):
    """One printed line, where it begins, and how many blank lines stand before it."""

    text: str
    start: int
    gap: int
    after_break: bool  # the first line behind a form feed


class Group(NamedTuple):
    """Lines that make one block; `furniture` are running heads and page numbers, `contents` entries of contents."""

    lines: list[PrintedLine]
    furniture: bool = False
    contents: bool = False


def is_wrapped(lines: list[PrintedLine]) -> bool:
    """Whether lines end in the middle of a sentence so often that a line's end means nothing.

    Either most long lines do, all at about one width, or blank lines part the paragraphs and many do.
    """
    long = [line for line in lines if len(line.text) >= WRAP_MIN]
    if not long:
        return False
    inside = sum(not _ENDS_SENTENCE.search(line.text) for line in long) / len(long)
    narrow = sum(len(line.text) > WRAP_MAX for line in long) <= len(long) // 2 + 1
    return (narrow and inside >= WRAPPED_SHARE) or (_is_parted(lines) and inside >= PARTED_SHARE)


def _is_parted(lines: list[PrintedLine]) -> bool:
    """Do blank lines part the paragraphs?"""
    return sum(line.gap > 0 for line in lines) >= PARTED_SHARE * len(lines)


def join_paragraphs(lines: list[PrintedLine]) -> Iterator[Group]:
    """The lines in groups, each a paragraph, a title, an entry of a table of contents, or furniture of a page."""
    return _Joiner(lines).groups()


def is_leader(text: str) -> bool:
    """Whether a line is of a table of contents: dots before a page number at its end, or more than once."""
    if not any(map(text.__contains__, _DOTS)):
        return False
    return _LEADER_LAST.search(text) is not None or len(_LEADER.findall(text)) > 1


def find_running_heads(lines: list[PrintedLine]) -> frozenset[str]:
    """Short lines that stand again and again where pages turn."""
    beside = Counter(
        _plain(line.text)
        for place, line in enumerate(lines)
        if (len(line.text) < _RUNNING_LENGTH and line.gap > _PAGE_GAP)
        or (
            len(line.text) <= WRAP_MAX
            and (line.after_break or (place + 1 < len(lines) and lines[place + 1].after_break))
        )
    )
    return frozenset(text for text, count in beside.items() if count >= _RUNNING_TIMES and text)


def _plain(text: str) -> str:
    """A running head without its page number, and without what a scanner makes of its spacing and its case."""
    return re.sub(r"[\d\s]+", "", text).casefold()


class _Joiner:
    """Walks over the lines once, with the group that is open and the furniture that stands behind it."""

    def __init__(self, lines: list[PrintedLine]) -> None:
        self.lines = list(_without_glued_numbers(lines))
        self.running = find_running_heads(self.lines)
        self.width = _usual_width(lines)
        self.parted = _is_parted(lines)
        self.contents = frozenset(_contents(self.lines))
        self.entries = [_spaced(one) for one in contents_entries(self.lines[n].text for n in sorted(self.contents))]

    def groups(self) -> Iterator[Group]:
        """The groups in print order; furniture in the middle of a paragraph stands behind it."""
        group: list[PrintedLine] = []
        held: list[PrintedLine] = []
        turned = False
        for place, line in enumerate(self.lines):
            if self._is_furniture(place, group):
                held.append(line)
                turned = True
                continue
            if place in self.contents:
                yield from self._closed(group, held)
                yield Group([line], contents=True)
                group, held = [], []
            elif group and self._goes_on(group, line, turned=turned):
                group.append(line)
            else:
                yield from self._closed(group, held)
                group, held = [line], []
            turned = False
        yield from self._closed(group, held)

    def _closed(self, group: list[PrintedLine], held: list[PrintedLine]) -> Iterator[Group]:
        """A finished group and the furniture behind it."""
        if group:
            yield Group(group)
        for line in held:
            yield Group([line], furniture=True)

    def _is_furniture(self, place: int, group: list[PrintedLine]) -> bool:
        """Is the line a page's number or running head: known as one, or alone in the middle of a sentence?"""
        line = self.lines[place]
        turns = bool(line.gap or line.after_break)
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        alone = turns and (after is None or after.gap > 0 or after.after_break or bool(_PAGE_NUMBER.match(after.text)))
        if _plain(line.text) in self.running and (alone or line.after_break):
            return True
        if not group or after is None or not turns:
            return False
        if _PAGE_NUMBER.match(line.text):
            return alone or line.gap >= _PAGE_GAP
        in_sentence = _is_unfinished(group[-1].text, after.text) and _starts_low(after.text)
        return (
            alone
            and line.gap >= _PAGE_GAP
            and len(line.text) < _RUNNING_LENGTH
            and in_sentence
            and not _starts_low(line.text)
        )

    def _goes_on(self, group: list[PrintedLine], line: PrintedLine, *, turned: bool) -> bool:
        """Does the line continue the paragraph?"""
        before = group[-1]
        unfinished = _is_unfinished(before.text, line.text)
        dashed = not line.gap and unfinished and _DASH.match(line.text) is not None
        if _STARTS_ITEM.match(line.text) and not dashed:
            return False
        if line.gap or line.after_break or turned:
            return unfinished and self._goes_on_behind_gap(group, line, turned=turned)
        heads = len(group) == 1 and (before.gap > 0 or before.after_break or not self.parted)
        if heads and is_title(before.text) and not _STARTS_ITEM.match(before.text):
            return unfinished and (line.text[:1].islower() or self._is_entry(before.text, line.text))
        first = line.text.split(None, 1)[0]
        room = len(before.text) + 1 + len(first) > self.width * FULL_SHARE  # the next word would not have fitted
        return room or unfinished

    def _is_entry(self, before: str, after: str) -> bool:
        """Do two lines hold a title of the table of contents that neither holds alone?"""
        first, both = _spaced(before) + " ", _spaced(f"{before} {after}")
        return any(entry.startswith(first) and both.startswith(entry) for entry in self.entries)

    def _goes_on_behind_gap(self, group: list[PrintedLine], line: PrintedLine, *, turned: bool) -> bool:
        """Does an unfinished sentence go on behind blank lines, where a page turned?"""
        last = group[-1].text
        before = " ".join(one.text for one in group[-2:])
        if _HYPHEN.search(last) and line.text[:1].islower():
            return True
        if not _is_prose(before) or _CODE.search(line.text):
            return False
        if turned and len(last) > self.width * FULL_SHARE and _indent(line.text) <= _indent(last):
            return True
        named = _NAME_BROKEN.search(last) is not None and not _STARTS_ITEM.match(group[0].text) and not is_title(last)
        linked = named or last.endswith(",") or _last_word(last) in _LINKS
        turns = turned and len(before) >= WRAP_MIN and not is_title(line.text) and not is_title(before)
        return _starts_low(line.text) or ((linked or turns) and _is_prose(line.text))


def _without_glued_numbers(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, a page's number cut off that stands before the middle of a sentence or a heading: "6 taining a …"."""
    before = ""
    for line in lines:
        inside = line.gap and _is_prose(before) and _is_unfinished(before, line.text) and not is_title(before)
        found = _NUMBER_OVER_HEADING.match(line.text) or (_GLUED_NUMBER.match(line.text) if inside else None)
        if found and line.gap and (line.gap >= _PAGE_GAP or not line.text[found.end()].isupper()):
            yield line._replace(text=found.group(1))
            yield PrintedLine(line.text[found.end() :], line.start + found.end(), 1, False)
        else:
            yield line
        before = line.text if line.gap else f"{before} {line.text}"[-_LOOKED_BACK:]


def _contents(lines: list[PrintedLine]) -> Iterator[int]:
    """The lines of tables of contents: those with leaders, and what stands close between two of them."""
    last = -_CONTENTS_REACH - 1
    for place, line in enumerate(lines):
        near = place - last <= _CONTENTS_REACH and all(one.gap <= 1 for one in lines[last + 1 : place + 1])
        if is_leader(line.text) or (near and _LEADER.search(line.text)):
            yield from range(last + 1 if near else place, place + 1)
            last = place


def _usual_width(lines: list[PrintedLine]) -> int:
    """The width at which lines of the text are broken: nine of ten long ones are no longer."""
    lengths = sorted(len(line.text) for line in lines if WRAP_MIN // 2 <= len(line.text) <= WRAP_MAX)
    return lengths[len(lengths) * 9 // 10] if lengths else WRAP_MIN


def _is_unfinished(text: str, after: str) -> bool:
    """Does a line end inside a sentence; a stop that belongs to an abbreviation ends none."""
    if not _ENDS_SENTENCE.search(text) or _ENDS_QUOTE.search(text):
        return True
    if text[-1] in ')]"”’':
        return after[:1].islower() and not _STOP_INSIDE.search(text)
    return text.endswith(".") and is_abbreviation(text, after)


def _starts_low(text: str) -> bool:
    """Does a line begin as the middle of a sentence does?"""
    return _GOES_ON_LOW.match(text.lstrip()) is not None


def _is_prose(text: str) -> bool:
    """Has a line some words, and letters for the most part: no code, no table?"""
    words = [word for word in text.split() if word.strip(".,;:()-'\"’“”").isalpha()]
    return len(words) >= _PROSE_WORDS and not _CODE.search(text)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip("\f ").lstrip())


def _spaced(text: str) -> str:
    return " ".join(text.split()).casefold()


def _last_word(text: str) -> str:
    return text.split()[-1].casefold()


def is_title(text: str) -> bool:
    """Whether a short line reads as a title: most of its words begin with a capital, and the last links nothing."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    broken = text[-1] in ",;-–—" or _last_word(text) in _LINKS or _CLAUSE_BROKEN.search(text)
    if len(text) > _TITLE_LENGTH or broken:
        return False
    return bool(words) and all(word[0].isupper() or word.casefold() in _SMALL for word in words)
