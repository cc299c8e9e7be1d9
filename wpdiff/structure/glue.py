"""Headings that stand glued behind the text of the page before, on one line: 「…見てきた。2　海上の動き」.

What stands before a number, or the row that it continues, tells it from a figure and from a running reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct, field

from wpdiff.model.profile import HeadingRule
from wpdiff.structure.enumerators import read_number
from wpdiff.text.patterns import lazy_pattern, sought_pattern

_NOTHING = lazy_pattern(r"(?!)")
# A glued heading is the end of its line and short. Its number is followed by a full-width space, so that a figure
# or a running reference (「…述べた。第1章では…」) is not taken for one.
_TITLE = r"(?![にではをがともへやか、。，．のまからより])[^。．\n\r]{1,60}"
# 「…作成資料2　5Gの実現に…」 and 「…/index.html1　電波の…」, but no part of 図表1-2, 平成30 or 2.1.
_AFTER_TEXT = r"(?<![-－‐―ー–.．,，0-9０-９A-Za-z図表第\s])|(?<=html)|(?<=\.pdf)|(?<=\s\s)"
_AFTER_STOP = r"(?<=[。．）)」』】/a-z\u3000])|(?<=\s\s)"
# 「…のトラヒック（2）データの処理」, 「…Technology3　海上の動き」: only where the number continues a row of headings.
_AFTER_ANYTHING = r"(?<=[^（(「『〈・、,])"
_AFTER_LATIN = r"(?<=[A-Za-z\s])"
_SIGNS = re.compile(r"[（( \u3000]|章まとめ")  # no number of a heading is without one of these
_STOP = re.compile(r"。\s*|\s{2,}")
_GAP = lazy_pattern(r"\s{2,}")
_FEWEST_ENTRIES = 2


class Unsure(Struct, frozen=True):
    """A number that is a glued heading's only where it continues a row; the group is the number."""

    kind: str
    pattern: re.Pattern[str]
    bracketed: bool


class Glue(Struct, frozen=True):
    """A grammar's glued headings: those that are told at sight, those that need a row, and how rows are told."""

    sure: re.Pattern[str] = _NOTHING
    unsure: tuple[Unsure, ...] = ()
    rows: tuple[tuple[HeadingRule, re.Pattern[str]], ...] = ()


def compile_glue(headings: tuple[HeadingRule, ...]) -> Glue:
    """The glued headings of a profile, compiled."""
    glued = [rule for rule in headings if rule.glued and rule.number]
    if not glued:
        return Glue()
    brackets = [rule for rule in glued if _is_bracketed(rule)]
    named = [rule for rule in glued if rule.strong and not _is_bracketed(rule)]
    bare = [rule for rule in glued if not rule.strong and not _is_bracketed(rule)]
    ways = []
    if named:
        ways.append(rf"(?:(?<!図表)(?<!\s)|(?<=\s\s))(?:{_numbers(named)})(?:\u3000+{_TITLE}|まとめ)")
    if bare:
        ways.append(rf"(?:{_AFTER_TEXT})(?:{_numbers(bare)})\u3000+{_TITLE}")
    if brackets:
        ways.append(rf"(?:{_AFTER_STOP})(?:{_numbers(brackets)})\s*{_TITLE}")
    unsure = [
        Unsure(rule.kind, sought_pattern(rf"{_AFTER_ANYTHING}({rule.number})\s*(?![（(]){_TITLE}\s*\Z"), True)
        for rule in brackets
        if rule.kind.startswith("paren")
    ]
    unsure += [
        Unsure(rule.kind, sought_pattern(rf"{_AFTER_LATIN}({rule.number})\u3000+{_TITLE}\s*\Z"), False) for rule in bare
    ]
    rows = tuple((rule, lazy_pattern(rule.number)) for rule in glued)
    return Glue(sought_pattern(rf"(?:{'|'.join(ways)})\s*\Z"), tuple(unsure), rows)


def _is_bracketed(rule: HeadingRule) -> bool:
    """Does the rule's number need a sentence's end before it: （1） without a space, ア or A that may end a word?"""
    return rule.kind.startswith(("paren", "kana", "capital"))


def _numbers(rules: Iterable[HeadingRule]) -> str:
    """The numbers of rules as alternatives."""
    return "|".join(f"(?:{rule.number})" for rule in rules)


class Rows(Struct):
    """The counts of the headings met so far, by kind; 第2節 begins all rows anew.

    A number before a note's body counts as well: it may only let a heading in that has the look of one.
    """

    glue: Glue
    met: dict[str, set[int]] = field(default_factory=dict)
    begun: set[str] = field(default_factory=set)

    def see(self, text: str) -> None:
        """A line that has the shape of a heading."""
        for rule, number in self.glue.rows:
            found = number.match(text)
            if found is not None:
                self._note(rule, read_number(found.group(), rule.count))
                return

    def _note(self, rule: HeadingRule, values: tuple[int, ...]) -> None:
        """One more of a row."""
        if rule.strong:
            self.met.clear()
            self.begun.clear()
        elif values:
            counts = self.met.setdefault(rule.kind, set())
            if values[-1] == 1:
                counts.clear()
            counts.add(values[-1])
            self.begun = {rule.kind}  # below a new number the rows of other kinds may begin again

    def awaits(self, kind: str, printed: str) -> bool:
        """Is this the count that a row of that kind is waiting for?"""
        values = read_number(printed)
        counts = self.met.get(kind, set[int]())
        if values == (1,):
            return 1 not in counts or kind not in self.begun
        return len(values) == 1 and values[0] - 1 in counts


def find_caption(text: str, floor: int, captions: Iterable[re.Pattern[str]]) -> int | None:
    """Where a caption begins that stands glued behind a sentence: 「…を始めた。図表2　船の数」."""
    for stop in _STOP.finditer(text, floor) if captions else ():
        for caption in captions:
            found = caption.match(text, stop.end())
            if found and found.group("number") and found.group("title") and "。" not in found.group("title"):
                return stop.end()
    return None


def find_glued(text: str, floor: int, rows: Rows, *, after_source: bool) -> int | None:
    """Where a heading glued to the end of a line begins, if there is one; the first of several.

    Behind a source or an address, which end without a full stop, a bracketed number needs no row:
    「（出典）…作成資料（1）海上の動き」.
    """
    if not _SIGNS.search(text, floor):
        return None
    found = rows.glue.sure.search(text, floor)
    places = [found.start()] if found else []
    for unsure in rows.glue.unsure:
        found = unsure.pattern.search(text, floor)
        if found and ((after_source and unsure.bracketed) or rows.awaits(unsure.kind, found.group(1))):
            places.append(found.start(1))
    return min(places, default=None)


def lists_headings(text: str, glue: Glue) -> bool:
    """Does one line hold the entries of a menu, wide gaps between them: 「（1）港  （2）船   2　航路」?"""
    if "  " not in text or "://" in text or "。" in text:
        return False
    pieces = _GAP.split(text)
    entries = sum(any(number.match(piece) for _, number in glue.rows) for piece in pieces)
    return entries >= _FEWEST_ENTRIES and (entries == len(pieces) or entries > _FEWEST_ENTRIES)
