"""A list that gained or lost members while what stands around it stayed."""

from __future__ import annotations

from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import lazy_pattern

RULE = "members"
_LONGEST = 80  # characters of the members that came or went
_JA = lazy_pattern(r"(?:、|・|及び|および|並びに|ならびに|と|や)")
_EN = lazy_pattern(r",? (?:and|or) |, ")
_JA_MEMBER = lazy_pattern(r"[一-鿿々ァ-ヶーA-Za-z0-9]{1,16}(?:の[一-鿿々ァ-ヶーA-Za-z0-9]{1,12})?")
_EN_JOINT = lazy_pattern(r" (?:and|or) ")  # a list in English has one of these, near what came or went
_AROUND = 40
_EN_MEMBER = lazy_pattern(r"(?:the |an? )?[\w'\-]+(?: [\w'\-]+){0,3}")
# "and recalled its observers", "and is modern": a verb makes a second clause, not a second member
_EN_VERB = lazy_pattern(
    r"\w+(?:ed|ing|ly)\b|(?:however|also|then|thus|therefore|such|other|as|if|when|while|because|since|but|is|are|was|were|has|have|had|will|may|can|to|not|it|its|they|that|which|who)\b"
    r"|\w+ (?:its|their|his|her|the|an?|to|not)\b"
)


def find_members(sides: Sides) -> tuple[Finding, ...]:
    """Members added to a list, or dropped from one.

    Fires: 陸軍が参加 → 陸軍、海軍及び沿岸警備隊が参加; "the East, the South and the West" → "the East and the South".
    Stays quiet: a member exchanged for another; a second clause ("and recalled its observers"); another order.
    """
    if not sides.old.differing and not sides.new.differing:
        return ()
    old, new = _middle(sides.old, sides.new)
    if max(old[1] - old[0], new[1] - new[0]) > _LONGEST or not _stands_in_list(sides, old, new):
        return ()
    first, second = _members(sides.old, old, sides.language), _members(sides.new, new, sides.language)
    if first is None or second is None or not (first < second or second < first):
        return ()
    evidence = [side.evidence(RULE, *span) for side, span in ((sides.old, old), (sides.new, new)) if span[0] < span[1]]
    finding = Finding(
        category="scope_changed", status="done", significance=Significance.MEDIUM, evidence=tuple(evidence)
    )
    return (finding,)


def _middle(old: SideText, new: SideText) -> tuple[Span, Span]:
    """What is left of both texts without their common beginning and end."""
    first, second = old.text, new.text
    start = _alike(first, second)
    end = _alike(first[start:][::-1], second[start:][::-1])
    return (start, len(first) - end), (start, len(second) - end)


def _alike(first: str, second: str) -> int:
    """How many signs two texts begin with: halved until it is known, for whole pieces are quickly compared.

    >>> _alike("陸軍、海軍", "陸軍、空軍"), _alike("", "空軍"), _alike("空軍", "空軍が")
    (3, 0, 2)
    """
    known, most = 0, min(len(first), len(second))
    while known < most:
        middle = (known + most + 1) // 2
        if first[known:middle] == second[known:middle]:
            known = middle
        else:
            most = middle - 1
    return known


def _stands_in_list(sides: Sides, old: Span, new: Span) -> bool:
    """Whether a member stands before or behind the words: 陸軍(、海軍). English words are not cut in two."""
    longer, (start, end) = (sides.old, old) if old[1] - old[0] > new[1] - new[0] else (sides.new, new)
    before, behind = longer.text[start - 1 : start], longer.text[end : end + 1]
    if sides.language == "ja":
        return bool(_JA_MEMBER.fullmatch(before or "x")) or bool(_JA_MEMBER.fullmatch(behind or "x"))
    if not before or (before.isalnum() and longer.text[start : start + 1].isalnum()):
        return False  # "However, there are": what opens a sentence is no member of a list
    return _EN_JOINT.search(longer.text, max(0, start - _AROUND), end + _AROUND) is not None


def _members(side: SideText, span: Span, language: str) -> frozenset[str] | None:
    """The members that a stretch names, none for an empty one; None when it is no list."""
    text = side.text[slice(*span)]
    if not text.strip():
        return frozenset()
    separator, member = (_JA, _JA_MEMBER) if language == "ja" else (_EN, _EN_MEMBER)
    if not separator.search(text):
        return None
    members = [one.strip() for one in separator.split(text) if one.strip()]
    if not all(member.fullmatch(one) for one in members):
        return None
    if language == "en" and any(_EN_VERB.match(one) for one in members):
        return None
    return frozenset(members)
