"""References: their number alone changed, or they point to something else, in other words or in the same."""

from __future__ import annotations

import re

from ahocorasick_rs import AhoCorasick

from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Finding, Op, Significance
from wpdiff.model.edition import StatementKind, Target
from wpdiff.text.patterns import holds_one, lazy_pattern

RULE = "reference_target"
_NUMBERS = "[0-9]{1,4}|[ivxlc]{1,6}(?![a-z])|[一二三四五六七八九十]{1,6}"
_FIGURES_JA = r"図表?\s?[0-9ivx]{1,6}(?:[-‐―－.][0-9]{1,4}){0,6}|表\s?[0-9]{1,4}(?:[-.][0-9]{1,4}){0,6}"
# 2章3項2(1)ア, 第3章第2節: a whole place is one number.
_JA = lazy_pattern(
    rf"(?:第?(?:{_NUMBERS})(?:部|編|章|節|款|項)){{1,6}}(?:[0-9]{{1,2}}(?![0-9年月日%]))?(?:\([0-9]{{1,2}}\))?"
    rf"(?:\([ア-ン]\)|[ア-ン](?![ァ-ヶー]))?|{_FIGURES_JA}",
    re.IGNORECASE,
)
# "Section 301" is the section of a trade law, "Section 5 of the Act" of another one.
_EN = lazy_pattern(
    r"\b(?:(?:part|chapter|figure|fig\.|table|annex|appendix|box)\s[0-9ivxa-z]{1,6}\b(?:[.-][0-9]{1,4}){0,6}"
    r"|section\s(?:[0-9]{1,2}|[ivx]{1,6}\b)(?:[.-][0-9]{1,4}){0,6}(?![0-9.-]?[0-9]))"
    r"(?:, [0-9]{1,2}(?:\([0-9]{1,2}\))?(?=[ ;,.(]|\Z))?"
    r"(?!\s(?:of|in)\s(?:the|an?|that)\b)(?!\sof\s\[)"
)
# What only sections of the publication itself are called, where no other name stands before.
_OWN_JA = lazy_pattern(r"(?<![一-鿿ァ-ヶー々」』])(?<!(?i:[a-z]))第[^第]{1,6}(?:部|編|章|節)")
_CUES = {"ja": ("参照", "図", "表"), "en": ("see ", "figure", "fig.", "table")}
_NAMES = AhoCorasick(["part", "chapter", "figure", "fig.", "table", "annex", "appendix", "box", "section"])
_PART_JA = lazy_pattern("[部編章節款項図表]")
_HIRAGANA = lazy_pattern("[ぁ-ん]")
_PLACE = "\x00"
_NO_LABEL = lazy_pattern(rf"{_PLACE}(?![{_PLACE}(（「\[]|\s\()")
_REFERRING = frozenset({StatementKind.REFERENCE, StatementKind.CAPTION})

Named = tuple[Target, Span]


def is_same_reference(sides: Sides) -> bool:
    """Whether all that differs are the numbers of references that still name the same sections.

    Fires: 参照2章3項2(同盟) → 参照3章1項4(同盟), where both editions have the place only if it is the same one.
    Stays quiet: another title in the brackets, a target more or less, a number whose section is another one now.
    """
    if not sides.old.placed or not sides.new.placed:
        return False
    pairs = paired_targets(sides)
    alike = [_point_alike(old, new, sides) for (old, _), (new, _) in pairs]
    if False in alike:
        return False
    if pairs and _is_kind(sides, frozenset({StatementKind.REFERENCE})):
        if all(_is_same(one, old, new, sides) for one, ((old, _), (new, _)) in zip(alike, pairs, strict=True)):
            return True
    elif pairs and sides.old.text != sides.new.text and _masked(sides.old) == _masked(sides.new):
        told = zip(alike, pairs, strict=True)
        return all(one or old.number == new.number or _are_elsewhere(old, new) for one, ((old, _), (new, _)) in told)
    return _same_but_numbers(sides)


def find_redirected(sides: Sides) -> tuple[Finding, ...]:
    """References that point to something else than they did.

    Fires: 第三条 → 第五条, where the old third article is now the fourth; the same "See Section 3", where Section 3 is
    another section now (medium, when no word tells it). Stays quiet: a number that followed its section; a place that
    one of the editions does not have.
    """
    others = sides.difference.counterparts
    if others is None or not sides.old.placed or not sides.new.placed:
        return ()
    findings = []
    for (old, old_span), (new, new_span) in paired_targets(sides):
        same_words = sides.old.printed[slice(*old_span)] == sides.new.printed[slice(*new_span)]
        if others.point_alike(old, new) is not False or (same_words and others.is_replaced(old, new)):
            continue
        level = Significance.MEDIUM if same_words and not (old.rest or new.rest) else Significance.LOW
        evidence = (
            sides.old.evidence(RULE, *old_span, others.says(old, of_old=True)),
            sides.new.evidence(RULE, *new_span, others.says(new, of_old=False)),
        )
        findings.append(Finding(category="other_substance", status="done", significance=level, evidence=evidence))
    return tuple(findings[:1])


def differs_in_targets_alone(sides: Sides) -> bool:
    """Whether the texts are equal but for the numbers of the places that they name."""
    return bool(paired_targets(sides)) and _masked(sides.old) == _masked(sides.new)


def followed_spans(sides: Sides) -> list[tuple[Span, Span]]:
    """Where both texts name a place by another number that is the same place."""
    return [
        (old_span, new_span)
        for (old, old_span), (new, new_span) in paired_targets(sides)
        if old.number != new.number and _point_alike(old, new, sides)
    ]


def paired_targets(sides: Sides) -> list[tuple[Named, Named]]:
    """The targets of both sides one by one; none where a side has more than the other."""
    old, new = _targets(sides.old), _targets(sides.new)
    return list(zip(old, new, strict=True)) if len(old) == len(new) else []


def _targets(side: SideText) -> list[Named]:
    return [
        (target, (one.offset + target.start, one.offset + target.end))
        for one in side.placed
        for target in one.statement.targets
    ]


def _point_alike(old: Target, new: Target, sides: Sides) -> bool | None:
    others = sides.difference.counterparts
    return None if others is None else others.point_alike(old, new)


def _are_elsewhere(old: Target, new: Target) -> bool:
    """Whether neither edition holds the place: it is in a part of the paper that was not read."""
    return old.section is None and new.section is None


def _is_same(alike: bool | None, old: Target, new: Target, sides: Sides) -> bool:
    """Whether two targets of references are one: the place by what it holds, else by its label; the label as well."""
    if old.label == new.label:
        return bool(alike) or bool(old.label) or old.number == new.number
    return bool(alike) and _is_titled(old, new, sides)


def _is_titled(old: Target, new: Target, sides: Sides) -> bool:
    """Whether both labels are the titles of their targets: then the section was retitled, which is told there."""
    others = sides.difference.counterparts
    if others is None or old.section is None or new.section is None:
        return False
    titles = (others.old.sections[old.section].heading, others.new.sections[new.section].heading)
    return (old.label, new.label) == titles


def _masked(side: SideText) -> str:
    """The text without the numbers of its targets."""
    pieces, cursor = [], 0
    for _, (start, end) in _targets(side):
        pieces.append(side.text[cursor:start])
        cursor = end
    return "\x00".join([*pieces, side.text[cursor:]])


def _is_kind(sides: Sides, kinds: frozenset[StatementKind]) -> bool:
    return all(one.statement.kind in kinds for one in (*sides.old.placed, *sides.new.placed))


def _same_but_numbers(sides: Sides) -> bool:
    """Equal texts once the numbers of places that an edition lacks are left out."""
    if sides.old.text == sides.new.text or not _may_be_masked(sides):
        return False
    pattern = _JA if sides.language == "ja" else _EN
    old, old_count = pattern.subn(_PLACE, sides.old.text)
    new, new_count = pattern.subn(_PLACE, sides.new.text)
    return bool(old_count) and old_count == new_count and old == new and _may_be_lost(sides, old)


def _may_be_masked(sides: Sides) -> bool:
    """Whether all that differs may be numbers of places: they hold no hiragana, and in English they are named."""
    if sides.language != "ja":
        return holds_one(sides.old.text, _NAMES)
    if _PART_JA.search(sides.old.text) is None:
        return False
    deleted = "".join(edit.text for edit in sides.difference.edits if edit.op is Op.DELETE)
    inserted = "".join(edit.text for edit in sides.difference.edits if edit.op is Op.INSERT)
    return sorted(_HIRAGANA.findall(deleted)) == sorted(_HIRAGANA.findall(inserted))


def _may_be_lost(sides: Sides, masked: str) -> bool:
    """Whether places that were not found may be sections all the same.

    They are in a reference, beside a cue or before a label, and where their names are those of a paper's own parts.
    """
    if _is_kind(sides, _REFERRING) or any(cue in sides.old.text for cue in _CUES.get(sides.language, ())):
        return True
    if sides.language != "ja" or _NO_LABEL.search(masked) is None:
        return True
    return all(
        _OWN_JA.match(side.text, found.start()) for side in (sides.old, sides.new) for found in _JA.finditer(side.text)
    )
