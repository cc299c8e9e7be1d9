"""A pattern compiled so that texts are passed over quickly: where no match can begin, one sign is looked at, no more.

Python's `re` does so by itself where a pattern begins with a sign or a set of signs. It does not where one begins with
a choice of words or a look behind, as most cues do: (?:条約|協定)を結んだ, (?<!未)施行.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from re import _constants as kinds  # type: ignore[attr-defined]  # there is no public way to see a pattern's parts
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from wpdiff.text.sign_sets import IS_KNOWN, compile_parts

Part = tuple[Any, Any]
_WIDTHLESS = (kinds.ASSERT, kinds.ASSERT_NOT, kinds.AT)
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)


@lru_cache(maxsize=1 << 7)  # the next edition's grammar asks for the same
def compile_sought(pattern: str) -> re.Pattern[str]:
    """The pattern, with a look at the first sign before it where it is known which signs a match begins with.

    >>> compile_sought("(?<!未)施行|(?:条約|協定)を結").findall("未施行の協定を結び、施行した")
    ['協定を結', '施行']
    """
    if not IS_KNOWN:
        return re.compile(pattern)
    parts = parser.parse(pattern)
    signs = None if parts.state.flags & re.IGNORECASE else _first_signs(parts)
    if signs is not None:
        look = parser.SubPattern(parts.state, [(kinds.IN, list(dict.fromkeys(signs)))])
        parts.insert(0, (kinds.ASSERT, (1, look)))
    return compile_parts(parts)


def _first_signs(parts: Iterable[Part]) -> list[Part] | None:
    """The signs and ranges of signs that a match of these parts can begin with; None where that is not known."""
    signs: list[Part] = []
    for kind, value in parts:
        if _is_widthless(kind, value):
            continue
        if kind is kinds.LITERAL:
            return [*signs, (kind, value)]
        if kind is kinds.IN:
            plain = all(inner in (kinds.LITERAL, kinds.RANGE) for inner, _ in value)
            return [*signs, *value] if plain else None
        inside = _inside(kind, value)
        if inside is None:
            return None
        signs += inside
        if not _may_be_empty(kind, value):
            return signs
    return None  # it can match nothing at all


def _is_widthless(kind: Any, value: Any) -> bool:
    """Whether a part only looks around, as (?<=。)|(?<=/) does."""
    if kind is kinds.SUBPATTERN:
        return all(_is_widthless(*part) for part in value[3])
    if kind is kinds.BRANCH:
        return all(_is_widthless(*part) for choice in value[1] for part in choice)
    return kind in _WIDTHLESS


def _inside(kind: Any, value: Any) -> list[Part] | None:
    """The first signs of a group, a choice or a repetition."""
    if kind is kinds.SUBPATTERN and not value[1] and not value[2]:  # (?i:…) is another matter
        return _first_signs(value[3])
    if kind in _REPEATS:
        return _first_signs(value[2])
    if kind is kinds.BRANCH:
        choices = [_first_signs(choice) for choice in value[1]]
        return None if None in choices else [sign for choice in choices for sign in choice or ()]
    return None


def _may_be_empty(kind: Any, value: Any) -> bool:
    """Whether a repetition may be left out; what else may match nothing has no known first signs."""
    return kind in _REPEATS and value[0] == 0
