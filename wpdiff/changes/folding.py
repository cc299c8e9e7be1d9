"""One side's text as units that are compared for sense: spellings, figures and dates folded to what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from wpdiff.changes.figures import BARE_MARK, read_figures
from wpdiff.changes.lexicon import read_lexicon
from wpdiff.changes.rules.dates import readings
from wpdiff.changes.sides import Sides, SideText
from wpdiff.text.tokens import fold_token, tokenize

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
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
        yield Unit(start=start, end=start + len(token), says=folded)
        start += len(token)


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
        for one in read_figures(side, sides)
    ]
    found += _spellings(side.text, sides.language)
    return sorted((one for one in found if one.end > one.start), key=lambda one: (one.start, -one.end))


def _spellings(text: str, language: str) -> Iterator[Unit]:
    pattern, canonical = spellings(language)
    for match in pattern.finditer(text):
        says, cause = canonical[match[0]]
        yield Unit(start=match.start(), end=match.end(), says=says, cause=cause)


@lru_cache(maxsize=2)
def spellings(language: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """One pattern for all spellings that are folded everywhere, and what each says."""
    canonical: dict[str, tuple[str, str]] = {}
    for group in read_lexicon(language).anywhere:
        for form in group.forms:
            canonical[form if language == "ja" else form.lower()] = (f"\x00{group.forms[0]}", group.cause)
    forms = sorted(canonical, key=lambda form: (-len(form), form))
    whole = "|".join(re.escape(form) for form in forms)
    return re.compile(whole if language == "ja" else rf"(?<!\w)(?:{whole})(?!\w)"), canonical
