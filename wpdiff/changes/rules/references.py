"""References whose numbers alone changed."""

from __future__ import annotations

import re

from wpdiff.changes.sides import Sides, SideText
from wpdiff.model.edition import StatementKind, Target

_NUMBERS = "[0-9]{1,4}|[ivxlc]{1,6}(?![a-z])|[一二三四五六七八九十]{1,6}"
_JA = re.compile(
    rf"第?(?:{_NUMBERS})(?:部|章|節|項)"
    r"|図表?\s?[0-9ivx]{1,6}(?:[-‐―－.][0-9]{1,4}){0,6}|表\s?[0-9]{1,4}(?:[-.][0-9]{1,4}){0,6}",
    re.IGNORECASE,
)
_EN = re.compile(
    r"\b(?:part|chapter|section|figure|fig\.|table|annex|appendix|box)\s[0-9ivxa-z]{1,6}\b(?:[.-][0-9]{1,4}){0,6}"
)


def is_same_reference(sides: Sides) -> bool:
    """Whether all that differs are the numbers of references that still name the same sections.

    Fires: 参照2章3項2(同盟) → 参照3章1項4(同盟). Stays quiet: another title in the brackets, a target more or less.
    """
    if not sides.old.placed or not sides.new.placed:
        return False
    if all(one.statement.kind is StatementKind.REFERENCE for one in (*sides.old.placed, *sides.new.placed)):
        return _same_targets(_targets(sides.old), _targets(sides.new)) or _same_but_numbers(sides)
    return _same_but_numbers(sides)


def _targets(side: SideText) -> list[Target]:
    return [target for one in side.placed for target in one.statement.targets]


def _same_targets(old: list[Target], new: list[Target]) -> bool:
    labels = [target.label for target in old]
    return bool(labels) and all(labels) and labels == [target.label for target in new]


def _same_but_numbers(sides: Sides) -> bool:
    """Equal texts once the numbers of chapters, sections and figures are left out."""
    pattern = _JA if sides.language == "ja" else _EN
    old, old_count = pattern.subn("#", sides.old.text)
    new, new_count = pattern.subn("#", sides.new.text)
    return bool(old_count) and old_count == new_count and old == new and sides.old.text != sides.new.text
