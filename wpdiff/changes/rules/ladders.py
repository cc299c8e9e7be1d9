"""Judgements that became stronger or weaker, surer or less sure: steps on a ladder of wordings."""

from __future__ import annotations

from msgspec import Struct

from wpdiff.changes.lexicon import Ladder
from wpdiff.changes.sides import Sides, SideText
from wpdiff.model.comparison import Finding, Significance

MOST = 60  # wordings of one ladder that are read in one statement
RULE = "ladder"
DEGREE_RULE = "degree"
_BESIDE = {
    "ja": 10,
    "en": 24,
}  # characters that may come with a degree word; in more, a clause is new and not its degree
_NAMES = {
    ("assessment", True): "assessment_stronger",
    ("assessment", False): "assessment_weaker",
    ("certainty", True): "certainty_raised",
    ("certainty", False): "certainty_lowered",
}


class Step(Struct, frozen=True, kw_only=True):
    """The highest rung that one side stands on, and the words that say so."""

    rung: int
    start: int
    end: int


def find_ladder_steps(sides: Sides) -> tuple[Finding, ...]:
    """Another rung of the same ladder where the texts differ.

    Fires: 懸念 → 深刻な懸念; may → likely; 注視 → 懸念をもって注視.
    Stays quiet: 重大な → 深刻な (named, without direction); words in quotation marks; a rung on one side only.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    old, new = sides.old, sides.new
    both = (one for one in sides.lexicon.ladders if old.speaks_of(one.needs) and new.speaks_of(one.needs))
    found = (_climb(ladder, sides) for ladder in both)
    return tuple(finding for finding in found if finding)


def _climb(ladder: Ladder, sides: Sides) -> Finding | None:
    old, new = _step(ladder, sides.old), _step(ladder, sides.new)
    if old is None or new is None or old.rung == new.rung:
        return None
    if not _stands_against(sides.old, old, sides.new, new):
        return None
    category = _NAMES[ladder.kind, new.rung > old.rung]
    significance = ladder.base
    if max(old.rung, new.rung) - 1 in ladder.disputed and abs(old.rung - new.rung) == 1:
        category, significance = "other_substance", Significance.LOW
    return Finding(
        category=category,
        status="done",
        significance=significance,
        evidence=(
            sides.old.evidence(RULE, old.start, old.end, f"{ladder.id}:{old.rung}"),
            sides.new.evidence(RULE, new.start, new.end, f"{ladder.id}:{new.rung}"),
        ),
    )


def _stands_against(old_side: SideText, old: Step, new_side: SideText, new: Step) -> bool:
    """Whether both words differ, or one was made of the other: 懸念 → 深刻な懸念."""
    touched = (old_side.touches(old.start, old.end), new_side.touches(new.start, new.end))
    first, second = old_side.text[old.start : old.end], new_side.text[new.start : new.end]
    return all(touched) or (any(touched) and _share(first, second))


def _share(first: str, second: str) -> bool:
    """Whether two wordings are made of one word: 懸念を有し and 深刻な懸念, "concern" and "grave concern"."""
    if first.isascii():
        return not set(first.split()).isdisjoint(second.split())
    return any(first[place : place + 2] in second for place in range(len(first) - 1))


def _step(ladder: Ladder, side: SideText) -> Step | None:
    """The highest rung outside quotation marks; where rungs overlap, the longest wording counts."""
    steps: list[Step] = []
    for rung, pattern in enumerate(ladder.rungs, start=1):
        steps += [
            Step(rung=rung, start=match.start(), end=match.end())
            for match in pattern.finditer(side.text)
            if not side.quotation(*match.span())
        ]
    steps = [one for one in steps[:MOST] if not any(_covers(other, one) for other in steps[:MOST])]
    return max(steps, key=lambda one: (one.rung, -one.start), default=None)


def _covers(longer: Step, shorter: Step) -> bool:
    """Whether a longer wording holds a shorter one: 深刻な懸念 holds 懸念."""
    overlap = longer.start < shorter.end and shorter.start < longer.end
    return overlap and longer.end - longer.start > shorter.end - shorter.start


def find_degree_words(sides: Sides) -> tuple[Finding, ...]:
    """A degree word that came into, or went from, a sentence that stayed.

    Fires: 緊張している → 極めて緊張している. Stays quiet: where the other side has a degree word in its place.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    for family, upwards in (("intensifier", True), ("softener", False)):
        for side, other in sides.both():
            limit = _BESIDE[sides.language]
            words = [
                span
                for span in _degree_words(family, side, sides)
                if side.in_short_stretch(*span, span[1] - span[0] + limit)
            ]
            if words and not _degree_words(family, other, sides):
                stronger = upwards is (side is sides.new)
                return (_degree_finding(side, words[0], stronger=stronger),)
    return ()


def _degree_words(family: str, side: SideText, sides: Sides) -> list[tuple[int, int]]:
    words = sides.lexicon.families[family]
    if not side.speaks_of(words.needs):
        return []
    return [match.span() for match in words.pattern.finditer(side.text) if not side.quotation(*match.span())]


def _degree_finding(side: SideText, span: tuple[int, int], *, stronger: bool) -> Finding:
    return Finding(
        category="assessment_stronger" if stronger else "assessment_weaker",
        status="done",
        significance=Significance.MEDIUM,
        evidence=(side.evidence(DEGREE_RULE, *span),),
    )
