"""One side's text as units that are compared for sense: spellings, figures and dates folded to what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from wpdiff.changes.dates import readings
from wpdiff.changes.figures import BARE_MARK
from wpdiff.changes.lexicon import Lexicon
from wpdiff.changes.sides import Sides, SideText
from wpdiff.text.tokens import fold_token, tokenize

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


class Unit(NamedTuple):  # a hundred thousand in one comparison: a tuple is made in a third of a dataclass's time
    """A printed span and what it says; `cause` is the editorial category under which another spelling would fall."""

    start: int
    end: int
    says: str
    cause: str = ""


def fold_units(side: SideText, sides: Sides) -> tuple[Unit, ...]:
    """The whole text of a side as units, in order, without a gap."""
    units: list[Unit] = []
    place = 0
    for special in _specials(side, sides):
        if special.start < place:
            continue
        units += _plain(side.text, place, special.start, sides.language)
        units.append(special)
        place = special.end
    units += _plain(side.text, place, len(side.text), sides.language)
    return tuple(units)


def _plain(text: str, start: int, end: int, language: str) -> Iterator[Unit]:
    for token in tokenize(text[start:end]) if start < end else ():
        folded = fold_token(token)
        if language == "ja" and not folded.strip():
            folded = ""
        spelled = american(folded) if language == "en" else folded
        cause = "editorial_script" if spelled != folded else ""
        yield Unit(start, start + len(token), spelled, cause)
        start += len(token)


def american(word: str) -> str:
    """One spelling for the British and the American one.

    >>> american("organisations"), american("neighbouring"), american("modelled"), american("four")
    ('organizations', 'neighboring', 'modeled', 'four')
    """
    if len(word) < _SHORTEST or not word.isascii():
        return word
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return word


def _specials(side: SideText, sides: Sides) -> list[Unit]:
    """Note marks, dates, figures and known spellings; where they overlap, the first and longest."""
    found = [
        Unit(start=one.offset + mark.start, end=one.offset + mark.end, says="", cause="editorial_mark")
        for one in side.placed
        for mark in one.statement.marks
    ]
    found += [
        Unit(start=match.start(), end=match.end(), says="", cause="editorial_mark")
        for match in BARE_MARK.finditer(side.text)
    ]
    found += [
        Unit(start=one.start, end=one.end, says=f"\x00date {one.says}", cause="editorial_date_format")
        for one in readings(side)
    ]
    found += [
        Unit(start=one.start, end=one.end, says=f"\x00{one.says}", cause="editorial_number_format")
        for one in side.figures
    ]
    found += _spellings(side.text, sides.lexicon)
    return sorted((one for one in found if one.end > one.start), key=lambda one: (one.start, -one.end))


def _spellings(text: str, lexicon: Lexicon) -> Iterator[Unit]:
    pattern, canonical = spellings(lexicon)
    for match in pattern.finditer(text):
        says, cause = canonical[match[0]]
        yield Unit(start=match.start(), end=match.end(), says=says, cause=cause)


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
    return re.compile(whole if language == "ja" else rf"(?<!\w)(?:{whole})(?!\w)"), canonical
