"""One side's text as units that are compared for sense: spellings, figures and dates folded to what they say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from wpdiff.changes.dates import readings
from wpdiff.changes.figures import bare_marks
from wpdiff.changes.lexicon import Lexicon
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.text.patterns import holds_one, sought_pattern
from wpdiff.text.tokens import fold_token, phrases, tokenize

_SHORTEST = 6  # letters of a word whose British spelling is looked for
_SPELLINGS = (
    (re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=[a-z]{3})our(s|ed|ing|ly|able|al|ful|ite|ites|hood|hoods)?$"), r"or\1"),
    (re.compile(r"(?<=[a-z]{3})tre(s|d)?$"), r"ter\1"),
    (
        re.compile(
            r"^(travel|cancel|label|model|signal|fuel|level|counsel|total|marshal|initial|channel)l(ed|ing|er|ers)$"
        ),
        r"\1\2",
    ),
    (re.compile(r"^(def|off|lic|pret)ence(s|less)?$"), r"\1ense\2"),
)
_MAY_BE_BRITISH = re.compile(r"(?:is|our|tre|ence)[a-z]*$|l(?:ed|ing|ers?)$")


class Unit(NamedTuple):  # a hundred thousand in one comparison: a tuple is made in a third of a dataclass's time
    """A printed span and what it says; `cause` is the editorial category under which another spelling would fall."""

    start: int
    end: int
    says: str
    cause: str = ""


Word = tuple[str, str]  # what a word says, and the cause of its unit


class Phrase(NamedTuple):
    """The words of a phrase: where in it each ends, and what they say."""

    ends: list[int]
    words: list[Word]


class Units:
    """The whole text of a side as units, in order, without a gap.

    Specials (dates, figures, marks, known spellings) are known from the start; the words of the phrases between them
    are told apart where somebody asks, which is beside what differs and hardly ever elsewhere.
    """

    __slots__ = ("_language", "_length", "_pieces", "_starts")

    def __init__(self, text: str, specials: Sequence[Unit], language: str) -> None:
        self._language = language
        self._length = len(text)
        self._pieces: list[Unit | str] = []  # a special, or a phrase
        self._starts: list[int] = []
        place = 0
        for special in specials:
            if special.start < place:
                continue
            self._add_phrases(text[place : special.start], place)
            self._pieces.append(special)
            self._starts.append(special.start)
            place = special.end
        self._add_phrases(text[place:], place)

    def _add_phrases(self, text: str, place: int) -> None:
        for phrase in phrases(text):
            self._pieces.append(phrase)
            self._starts.append(place)
            place += len(phrase)

    def __iter__(self) -> Iterator[Unit]:
        """All units."""
        return iter(self.within(0, self._length))

    def within(self, start: int, end: int) -> tuple[Unit, ...]:
        """The units that begin between two places."""
        found: list[Unit] = []
        for index in self._pieces_within(start, end):
            found += self._units(index, start, end)
        return tuple(found)

    def only(self, start: int, end: int) -> Unit | None:
        """The unit that begins between two places where no other does."""
        found: list[Unit] = []
        for index in self._pieces_within(start, end):
            found += self._units(index, start, end)
            if len(found) > 1:
                return None
        return found[0] if found else None

    def _pieces_within(self, start: int, end: int) -> range:
        return range(max(0, bisect_right(self._starts, start) - 1), bisect_left(self._starts, end))

    def _units(self, index: int, start: int, end: int) -> list[Unit]:
        """The units of a piece that begin between two places."""
        piece, place = self._pieces[index], self._starts[index]
        if isinstance(piece, Unit):
            return [piece] if place >= start else []
        ends, words = _read_phrase(piece, self._language)
        first = bisect_left(ends, start - place) + 1 if start > place else 0
        last = min(len(ends), bisect_left(ends, end - place) + 1)
        return [Unit(place + (ends[k - 1] if k else 0), place + ends[k], *words[k]) for k in range(first, last)]

    def around(self, place: int) -> Span | None:
        """The span of the unit that a place stands inside; None at a unit's beginning or end."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self._length or self._starts[index] == place:
            return None
        piece, start = self._pieces[index], self._starts[index]
        if isinstance(piece, Unit):
            return piece.start, piece.end
        ends = _read_phrase(piece, self._language).ends
        behind = bisect_left(ends, place - start)
        if ends[behind] == place - start:
            return None
        return start + (ends[behind - 1] if behind else 0), start + ends[behind]

    def says_as(self, other: Units) -> bool:
        """Whether both sides say the same, in whatever order."""
        if self._said_specially() != other._said_specially():  # which no word says
            return False
        old, new = ([one for one in units._pieces if isinstance(one, str)] for units in (self, other))
        shorter, start, end = min(len(old), len(new)), 0, 0
        while start < shorter and old[start] == new[start]:
            start += 1
        while end < shorter - start and old[-1 - end] == new[-1 - end]:
            end += 1
        first, second = self._said(old[start : len(old) - end]), self._said(new[start : len(new) - end])
        return len(first) == len(second) and sorted(first) == sorted(second)

    def _said_specially(self) -> list[str]:
        return sorted([one.says for one in self._pieces if isinstance(one, Unit) and one.says])

    def _said(self, cut: Sequence[str]) -> list[str]:
        return [says for phrase in cut for says, _ in _read_phrase(phrase, self._language).words if says]


@lru_cache(maxsize=1 << 12)
def _read_phrase(text: str, language: str) -> Phrase:
    tokens = tokenize(text)
    return Phrase(list(accumulate(map(len, tokens))), list(map(_WORDS[language], tokens)))


def fold_units(side: SideText, sides: Sides) -> Units:
    """The units of a side."""
    return Units(side.text, _specials(side, sides), sides.language)


@lru_cache(maxsize=1 << 15)
def _japanese_word(token: str) -> Word:
    folded = fold_token(token)
    return folded if folded.strip() else "", ""


@lru_cache(maxsize=1 << 15)
def _english_word(token: str) -> Word:
    folded = fold_token(token)
    spelled = american(folded)
    return spelled, "editorial_script" if spelled != folded else ""


_WORDS = {"ja": _japanese_word, "en": _english_word}


def american(word: str) -> str:
    """One spelling for the British and the American one.

    >>> american("organisations"), american("neighbouring"), american("modelled"), american("four")
    ('organizations', 'neighboring', 'modeled', 'four')
    """
    if len(word) < _SHORTEST or not word.isascii() or not _MAY_BE_BRITISH.search(word):
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def _specials(side: SideText, sides: Sides) -> list[Unit]:
    """Note marks, dates, figures and known spellings; where they overlap, the first and longest."""
    found = [
        Unit(one.offset + mark.start, one.offset + mark.end, "", "editorial_mark")
        for one in side.placed
        for mark in one.statement.marks
    ]
    found += [Unit(start, end, "", "editorial_mark") for start, end in bare_marks(side.text)]
    found += [Unit(one.start, one.end, f"\x00date {one.says}", "editorial_date_format") for one in readings(side)]
    found += [Unit(one.start, one.end, f"\x00{one.says}", "editorial_number_format") for one in side.figures]
    found += _spellings(side.text, sides.lexicon)
    if len(found) > 1:
        found.sort(key=_first_and_longest)
    return [one for one in found if one.end > one.start]


def _first_and_longest(unit: Unit) -> tuple[int, int]:
    return unit.start, -unit.end


def _spellings(text: str, lexicon: Lexicon) -> list[Unit]:
    pattern, canonical = spellings(lexicon)
    if not holds_one(text, _forms(lexicon)):
        return []
    return [Unit(*match.span(), *canonical[match[0]]) for match in pattern.finditer(text)]


@lru_cache(maxsize=8)
def _forms(lexicon: Lexicon) -> AhoCorasick:
    """What finds whether any of the spellings stands in a text."""
    return AhoCorasick(sorted(spellings(lexicon)[1]))


@lru_cache(maxsize=8)
def spellings(lexicon: Lexicon) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern for all spellings that are folded everywhere, and what each says."""
    canonical: dict[str, tuple[str, str]] = {}
    language = lexicon.language
    for group in lexicon.anywhere:
        for form in group.forms:
            canonical[form if language == "ja" else form.lower()] = (f"\x00{group.forms[0]}", group.cause)
    forms = sorted(canonical, key=lambda form: (-len(form), form))
    whole = "|".join(re.escape(form) for form in forms)
    return sought_pattern(whole if language == "ja" else rf"(?<!\w)(?:{whole})(?!\w)"), canonical
