"""Texts in, what the rules say of them out: for those who try words of their own before an edition is compared."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify
from wpdiff.changes.difference import Difference, Placed
from wpdiff.changes.lexicon import lexicon_language, read_lexicon
from wpdiff.changes.own_rules import OwnCue, OwnExample, OwnRules
from wpdiff.changes.own_words import own_lexicon, weigh_own
from wpdiff.changes.rank import significance_of
from wpdiff.changes.rules.events import Occurrence, occurrences
from wpdiff.changes.sides import read_sides
from wpdiff.model.comparison import ChangeKind, Edit, Finding, Op, Significance
from wpdiff.model.edition import Edition, Statement
from wpdiff.text.language import detect_language
from wpdiff.text.normalize import to_key

_NEAR = 16  # characters shown around a cue


class Tried(Struct, frozen=True, kw_only=True):
    """What the rules say of two texts."""

    significance: str
    findings: tuple[Finding, ...]


class Place(Struct, frozen=True, kw_only=True):
    """Where one of the workspace's own words stands: what its clause makes of it, and the words around it."""

    status: str
    near: str


def try_texts(old: str, new: str, rules: OwnRules | None, language: str = "") -> Tried:
    """The findings of one statement that said `old` and says `new`; "" where it did not stand, or stands no more."""
    language = language or lexicon_language(detect_language(old + new) or "en")
    if to_key(old, language=language) == to_key(new, language=language):
        return Tried(significance=Significance.EDITORIAL.value, findings=())
    difference = replace(bare_difference(old, new, language), lexicon=own_lexicon(language, rules))
    findings = weigh_own(classify(difference), (), rules)
    return Tried(significance=significance_of(findings).value, findings=findings)


def try_example(example: OwnExample, rules: OwnRules) -> Iterator[str]:
    """What of an example does not hold, in words."""
    tried = try_texts(example.old, example.new, rules, example.language)
    found = tuple(dict.fromkeys(one.category for one in tried.findings))
    told = ", ".join(found) or "nothing"
    for name in example.expect:
        if name not in found:
            yield f"{name} was expected; found: {told}"
    for name in example.quiet:
        if name in found:
            yield f"{name} was to stay quiet; found: {told}"


def places_of(rules: OwnRules, edition: Edition) -> Iterator[tuple[str, list[Place]]]:
    """For each of the workspace's own cues, everywhere in an edition that it stands."""
    language = lexicon_language(edition.language)
    for cue in rules.cues:
        lexicon = own_lexicon(language, replace(rules, cues=(cue,)))
        places: list[Place] = []
        if lexicon is not None:
            own = lexicon.events[len(read_lexicon(language).events) :]  # none, where the cue is of another language
            alone = replace(lexicon, events=own)
            for index, statement in enumerate(edition.statements):
                difference = replace(_added(index, statement, language), lexicon=alone)
                places += [_place(one, statement.text) for one in _found(difference)]
        yield _name(cue), places


def _added(index: int, statement: Statement, language: str) -> Difference:
    placed = (Placed(index=index, statement=statement, path=()),)
    edits = (Edit(op=Op.INSERT, text=statement.text),)
    return Difference(kind=ChangeKind.ADDED, language=language, old=(), new=placed, edits=edits)


def _found(difference: Difference) -> tuple[Occurrence, ...]:
    sides = read_sides(difference)
    return occurrences(sides.new, sides)


def _place(one: Occurrence, text: str) -> Place:
    near = text[max(0, one.start - _NEAR) : one.end + _NEAR]
    return Place(status=one.status, near=" ".join(near.split()))


def _name(cue: OwnCue) -> str:
    words = ", ".join((*cue.words, *cue.finished, *cue.patterns))
    return f"{cue.category} [{words}]"
