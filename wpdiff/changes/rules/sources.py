"""The same thing said by somebody else: another name before によれば, after "according to", before "said"."""

from __future__ import annotations

from ahocorasick_rs import AhoCorasick

from wpdiff.changes.rules.families import wordings
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import holds_one, lazy_pattern

RULE = "source"
_LONGEST = 60  # characters of a name and its office
_JA_BEHIND = lazy_pattern(r"によれば|によると")
_JA_SPEAKER = lazy_pattern(r"(?:^|(?<=[。、]))[^。、はが]{1,40}(?=[はが])")
_EN_BEFORE = lazy_pattern(r"\baccording to\b|\bas (?:reported|stated|described) by\b")
_EN_SPEAKER = lazy_pattern(
    r"(?<!was )(?<!were )(?<!been )(?<!is )(?<!are )(?<!be )"
    r"\b(?:said|says|stated|states(?= that)|claimed|claims(?= that)|reported|announced|noted|warned|argued|told)\b"
)
# One of these stands where one of the patterns for English does.
_EN_CUES = AhoCorasick("according as said says state claim report announced noted warned argued told".split())
# verbs that say and no more: one for another is no other source
_PLAIN = lazy_pattern(
    r"\b(?:said|says|stated?s?|told|noted|announced|declared|explained)\b|述べ|発言|語っ|話し|表明|発表|公表|伝え"
)
_YEAR = lazy_pattern(r"[0-9]+年?度?")  # 平成28年調査 → 平成29年調査 is the same source, a year later
_STOP = lazy_pattern(r"[,.;:。、]")


def find_other_sources(sides: Sides) -> tuple[Finding, ...]:
    """A source exchanged for another.

    Fires: 国防省によれば → 外務省によれば; "according to the ministry" → "according to the press";
    と報じられている → との指摘がある. Stays quiet: the same name; a name that differs anywhere else.
    """
    if not sides.old.differing or not sides.new.differing:
        return ()
    pair = _names(sides) or _manners(sides)
    if pair is None:
        return ()
    evidence = (sides.old.evidence(RULE, *pair[0]), sides.new.evidence(RULE, *pair[1]))
    finding = Finding(
        category="attribution_changed", status="done", significance=Significance.MEDIUM, evidence=evidence
    )
    return (finding,)


def _names(sides: Sides) -> tuple[Span, Span] | None:
    """The names of both sources, where they differ and one cue follows or precedes both."""
    regions = _behind if sides.language == "ja" else _before
    for old in regions(sides.old, sides):
        for new in regions(sides.new, sides):
            if _exchanged(sides, old, new):
                return old, new
    return None


def _exchanged(sides: Sides, old: Span, new: Span) -> bool:
    first, second = sides.old.text[slice(*old)], sides.new.text[slice(*new)]
    within = _differs_in(sides.old, old) and _differs_in(sides.new, new)
    return within and _YEAR.sub("", first).strip() != _YEAR.sub("", second).strip()


def _differs_in(side: SideText, region: Span) -> bool:
    return any(region[0] <= start and end <= region[1] for start, end in side.differing)


def _behind(side: SideText, sides: Sides) -> list[Span]:
    """Japanese: what stands before によれば, and who is told of when the sentence ends with a verb of saying."""
    found = [(_stop_before(side.text, match.start()), match.start()) for match in _JA_BEHIND.finditer(side.text)]
    if wordings("attribution", side, sides):
        found += [match.span() for match in _JA_SPEAKER.finditer(side.text)][:1]
    return [span for span in found if 0 < span[1] - span[0] <= _LONGEST]


def _before(side: SideText, sides: Sides) -> list[Span]:
    """English: what follows "according to", and what stands before "said"."""
    del sides
    if not holds_one(side.text, _EN_CUES):
        return []
    found = [(match.end(), _stop_after(side.text, match.end())) for match in _EN_BEFORE.finditer(side.text)]
    found += [(_stop_before(side.text, match.start()), match.start()) for match in _EN_SPEAKER.finditer(side.text)]
    return [span for span in found if 0 < span[1] - span[0] <= _LONGEST]


def _stop_before(text: str, place: int) -> int:
    stops = [match.end() for match in _STOP.finditer(text, max(0, place - _LONGEST), place)]
    return stops[-1] if stops else max(0, place - _LONGEST)


def _stop_after(text: str, place: int) -> int:
    found = _STOP.search(text, place, place + _LONGEST)
    return found.start() if found else min(len(text), place + _LONGEST)


def _manners(sides: Sides) -> tuple[Span, Span] | None:
    """Another way of standing back from what is said, one of them a claim: と報じられている → との指摘がある."""
    old, new = _touched("attribution", sides.old, sides), _touched("attribution", sides.new, sides)
    if old is None or new is None or sides.old.text[slice(*old)] == sides.new.text[slice(*new)]:
        return None
    if _PLAIN.search(sides.old.text, *old) and _PLAIN.search(sides.new.text, *new):
        return None
    claims = _touched("claim", sides.old, sides), _touched("claim", sides.new, sides)
    return (old, new) if any(claims) else None


def _touched(family: str, side: SideText, sides: Sides) -> Span | None:
    return next((span for span in wordings(family, side, sides) if side.in_short_stretch(*span)), None)
