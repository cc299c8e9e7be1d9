"""A workspace's own rules in: a lexicon out that knows them too, and findings weighed as the workspace weighs them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from wpdiff.changes.lexicon import Equivalents, EventCue, Family, Ladder, Lexicon, Needs, Rename, find_all, read_lexicon
from wpdiff.changes.own_rules import OwnCue, OwnLadder, OwnRules, OwnSignificance
from wpdiff.changes.sides import fold_widths
from wpdiff.changes.weight import shift
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import lazy_pattern

RULE = "own_significance"
_JAPANESE = lazy_pattern(r"[ぁ-んァ-ヺ一-鿿]")


def own_lexicon(language: str, rules: OwnRules | None) -> Lexicon | None:
    """The words of a language with a workspace's own among them; None where it has none."""
    if rules is None:
        return None
    known = read_lexicon(language)
    bases = dict(rules.bases) | {cue.category: cue.base.value for cue in reversed(known.events)}
    spoken = (_in_language(one, language) for one in rules.cues)
    cues = tuple(_cue(one, language, bases) for one in spoken if one is not None)
    ladders = tuple(
        _ladder(one, language)
        for one in rules.ladders
        if _speaks(one.language, [word for rung in one.rungs for word in rung], language)
    )
    renames = tuple(
        Rename(old=one.old, new=one.new, stance=one.stance)
        for one in rules.renames
        if _speaks(one.language, (one.old, one.new), language)
    )
    same = [one for one in rules.equivalents if _speaks(one.language, one.forms, language)]
    speaking: list[EventCue | Ladder | Family] = [*known.events, *cues, *known.ladders, *ladders]
    speaking += known.families.values()
    return replace(
        known,
        events=(*known.events, *cues),
        ladders=(*known.ladders, *ladders),
        renames=(*renames, *known.renames),
        anywhere=(*known.anywhere, *(Equivalents(cause=one.cause, forms=one.forms) for one in same if one.everywhere)),
        spans=(*known.spans, *(Equivalents(cause=one.cause, forms=one.forms) for one in same if not one.everywhere)),
        needed=find_all(speaking, (*renames, *known.renames), language),
    )


def _in_language(cue: OwnCue, language: str) -> OwnCue | None:
    """A cue with those of its words that are of a language; None where none is."""
    if cue.language not in ("", language):
        return None
    words, finished, needs = (
        tuple(word for word in words if _speaks(cue.language, (word,), language))
        for words in (cue.words, cue.finished, cue.needs)
    )
    patterns = cue.patterns if needs else ()
    spoken = replace(cue, words=words, finished=finished, needs=needs, patterns=patterns)
    return spoken if words or finished or patterns else None


def _speaks(language: str, words: Iterable[str], wanted: str) -> bool:
    """Whether a rule is of a language: as it says, else by its letters; Latin letters stand in both."""
    if language:
        return language == wanted
    return wanted == "ja" or not any(_JAPANESE.search(word) for word in words)


def _folded(words: Iterable[str], language: str) -> list[str]:
    return [fold_widths(word, language) for word in words]


def _literal(words: Sequence[str], language: str) -> list[str]:
    """Plain words as patterns, the longest first; English ones are whole words."""
    ordered = sorted(_folded(words, language), key=lambda word: (-len(word), word))
    return [rf"(?<!\w){re.escape(word)}(?!\w)" if language == "en" else re.escape(word) for word in ordered]


def _any(patterns: Sequence[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(f"(?:{one})" for one in patterns)) if patterns else None


def _cue(cue: OwnCue, language: str, bases: dict[str, str]) -> EventCue:
    return EventCue(
        category=cue.category,
        base=Significance(cue.base or bases.get(cue.category, "medium")),
        needs=Needs.of(_folded((*cue.words, *cue.finished, *cue.needs), language)),
        stems=_any([*_literal(cue.words, language), *cue.patterns]),
        done=_any(_literal(cue.finished, language)),
        refused=_any(cue.refused),
        governed=None,
        phases=(),
    )


def _ladder(ladder: OwnLadder, language: str) -> Ladder:
    rungs = [_literal(rung, language) for rung in ladder.rungs]
    return Ladder(
        id=ladder.id,
        kind=ladder.kind,
        base=Significance(ladder.base),
        needs=Needs.of(_folded([word for rung in ladder.rungs for word in rung], language)),
        rungs=tuple(re.compile("|".join(rung)) for rung in rungs),
        whole=re.compile("|".join(one for rung in rungs for one in rung)),
    )


def weigh_own(findings: Sequence[Finding], paths: Sequence[str], rules: OwnRules | None) -> tuple[Finding, ...]:
    """The findings as much as the workspace says that they matter: `paths` are where they stand, in either edition.

    What only looks different stays editorial. The last rule that fits a finding counts.
    """
    if rules is None or not rules.significances:
        return tuple(findings)
    return tuple(_weighed(one, paths, rules.significances) for one in findings)


def _weighed(finding: Finding, paths: Sequence[str], rules: Sequence[OwnSignificance]) -> Finding:
    if finding.significance is Significance.EDITORIAL:
        return finding
    said = next((one for one in reversed(rules) if _fits(one, finding, paths)), None)
    if said is None:
        return finding
    level = Significance(said.level) if said.level else shift(finding.significance, said.shift)
    told = f"{finding.significance.value} → {level.value}"
    evidence = tuple(replace(one, rule=RULE, says=told) for one in finding.evidence[:1])
    return replace(finding, significance=level, evidence=(*finding.evidence, *evidence))


def _fits(rule: OwnSignificance, finding: Finding, paths: Sequence[str]) -> bool:
    named = not rule.category or rule.category == finding.category
    return named and (not rule.section or any(rule.section in path for path in paths))
