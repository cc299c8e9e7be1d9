"""A statement that stands alone in, its findings out: it was added or removed, and nothing stands against it.

Knows nothing of differences. Of a whole statement only events, promises and stances are told, and most speak of none.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from wpdiff.changes.difference import Difference
from wpdiff.changes.lexicon import LANGUAGES, Lexicon
from wpdiff.changes.rules.events import find_events, occurrences
from wpdiff.changes.rules.families import wordings
from wpdiff.changes.rules.wording import STANCES, find_commitments, find_stances
from wpdiff.changes.sides import Sides, lexicon_of, read_alone, rules_text
from wpdiff.model.comparison import Evidence, Finding, Side, Significance

EVERYTHING = 40  # characters of a statement without a cue that serve as its evidence
_FAMILIES = ("commitment", "supposition", *STANCES)  # the wordings that are asked for in a statement that stands alone


def classify_alone(difference: Difference) -> tuple[Finding, ...]:
    """What a statement says that the other edition does not have. Never empty: without a cue it is other_substance."""
    lexicon = lexicon_of(difference)
    text = rules_text(difference.old or difference.new, lexicon.language)
    spoken = lexicon.spoken(text)
    if spoken.isdisjoint(_needed(lexicon)):
        return (_other(difference, Significance.MEDIUM),)
    sides = read_alone(difference, text, spoken)
    old, new = occurrences(sides.old, sides), occurrences(sides.new, sides)
    findings = [*find_events(sides, old, new), *find_commitments(sides)]
    if findings:
        return once(findings)
    supposed = any(one.status == "hypothetical" for one in (*old, *new)) or _supposes(sides)
    other = _other(difference, Significance.LOW if supposed else Significance.MEDIUM)
    return find_stances(sides, old, new) or (other,)


@lru_cache(maxsize=2 * len(LANGUAGES))
def _needed(lexicon: Lexicon) -> frozenset[str]:
    """The words of which one stands in every statement that alone says anything."""
    needs = [cue.needs for cue in lexicon.events] + [lexicon.families[name].needs for name in _FAMILIES]
    return frozenset[str]().union(*(one.one_of for one in needs))


def _supposes(sides: Sides) -> bool:
    return any(wordings("supposition", side, sides) for side in (sides.old, sides.new))


def _other(difference: Difference, level: Significance) -> Finding:
    """A statement without a cue, its words as evidence."""
    side, placed = (Side.OLD, difference.old) if difference.old else (Side.NEW, difference.new)
    first = placed[0]
    text = first.statement.text
    cue = text if text.strip() else text[:EVERYTHING]
    evidence = Evidence(rule="no_cue", side=side, statement=first.index, cue=cue, start=0, end=len(cue))
    return Finding(
        category="other_substance",
        status="done",
        significance=level,
        evidence=(evidence,),
        gone=side is Side.OLD,
    )


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding for each category and side that it is gone from; figures may be several."""
    seen: set[tuple[str, bool]] = set()
    kept: list[Finding] = []
    for one in findings:
        name = (one.category, one.gone)
        if name not in seen or one.category == "figure_updated":
            kept.append(one)
        seen.add(name)
    return tuple(kept)
