r"""Tell a regular expression that may take for ever: one that can read the same words in very many ways.

A page is a stranger's text. On a line such as "aaaaaaaaaaaaaaaaaaaaaaaa!" the pattern (a+)+$ tries 2^24 ways before it
gives up. Such patterns are refused when a profile is read, by their form alone: no clock, the same on every machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from re import _constants as kinds  # type: ignore[attr-defined]  # there is no public way to see a pattern's parts
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MANY = 16  # repetitions from which a choice within each of them counts
_MOST_IN_ROW = 2  # unbounded repetitions of the same signs, one behind the other
# Signs to try sets with: each kind that pages print, beside those that the pattern itself names.
_PROBES = "aZ0 \t\n\u3000.,-!?()「」。、漢あア１ａ"
_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}

Part = tuple[Any, Any]
Signs = frozenset[str]
_REPEATS = (kinds.MAX_REPEAT, kinds.MIN_REPEAT)
_SINGLE = (kinds.LITERAL, kinds.NOT_LITERAL, kinds.ANY, kinds.IN)


def slow_part(pattern: str) -> str:
    r"""What may make a pattern take for ever, in a few words; "" where nothing does.

    >>> slow_part(r"(?:[0-9]+)+$"), slow_part(r"第[0-9]{1,3}章")
    ('a repetition within a repetition can read the same words in many ways', '')
    """
    parts = list(parser.parse(pattern))
    alphabet = frozenset(_PROBES) | frozenset(pattern)
    return next(_Look(alphabet).troubles(parts), "")


class _Look:
    """Looks at the parts of one pattern."""

    def __init__(self, alphabet: Signs) -> None:
        self.alphabet = alphabet

    def troubles(self, parts: Sequence[Part]) -> Iterator[str]:
        """What is wrong in a row of parts, and below."""
        if self._many_in_row(parts):
            yield "more than two unbounded repetitions of the same signs stand in a row"
        for part in parts:
            kind, value = part
            if kind in _REPEATS and value[1] >= _MANY and self._is_ambiguous(list(value[2])):
                yield "a repetition within a repetition can read the same words in many ways"
            looked_at = [list(value[1])] if kind in (kinds.ASSERT, kinds.ASSERT_NOT) else []
            for inner in (*_inside(part), *looked_at):
                yield from self.troubles(inner)

    def _is_ambiguous(self, body: Sequence[Part]) -> bool:
        """May two rounds of a repeated body share their signs out in more than one way?"""
        parts = _flat(body)
        for place, (kind, value) in enumerate(parts):
            following = [*parts[place + 1 :], *parts]
            if kind in _REPEATS and value[0] < value[1] and self._all(list(value[2])) & self._first(following):
                return True
            if kind is kinds.BRANCH and self._branches_meet([list(branch) for branch in value[1]], following):
                return True
        return False

    def _branches_meet(self, branches: Sequence[Sequence[Part]], following: Sequence[Part]) -> bool:
        """Can one branch read the beginning of another, or is one ambiguous with what follows?"""
        if any(self._is_ambiguous_in(branch, following) for branch in branches):
            return True
        plain = [branch for branch in branches if all(kind in _SINGLE for kind, _ in branch)]
        return any(
            len(short) < len(long) and all(self._all([a]) & self._all([b]) for a, b in zip(short, long, strict=False))
            for short in plain
            for long in plain
        )

    def _is_ambiguous_in(self, branch: Sequence[Part], following: Sequence[Part]) -> bool:
        parts = _flat(branch)
        return any(
            kind in _REPEATS
            and value[0] < value[1]
            and bool(self._all(list(value[2])) & self._first([*parts[place + 1 :], *following]))
            for place, (kind, value) in enumerate(parts)
        )

    def _many_in_row(self, parts: Sequence[Part]) -> bool:
        """Do several unbounded repetitions of the same signs follow each other, whatever stands between?"""
        row: list[Signs] = []
        for kind, value in _flat(parts):
            if kind in _REPEATS and value[1] is kinds.MAXREPEAT:
                signs = self._all(list(value[2]))
                row = [*row, signs] if row and row[-1] & signs else [signs]
            elif kind in _SINGLE and row and not self._all([(kind, value)]) & row[-1]:
                row = []  # a sign that parts them
            if len(row) > _MOST_IN_ROW:
                return True
        return False

    def _first(self, parts: Sequence[Part]) -> Signs:
        """The signs that a row of parts may begin with."""
        found: Signs = frozenset()
        for part in parts:
            kind, value = part
            if kind in _REPEATS:
                found |= self._first(list(value[2]))
                if value[0] > 0:
                    return found
            elif kind in _SINGLE:
                return found | self._all([part])
            elif inner := _inside(part):
                for row in inner:
                    found |= self._first(row)
                if not any(_may_be_empty(row) for row in inner):
                    return found
        return found

    def _all(self, parts: Sequence[Part]) -> Signs:
        """All signs that a row of parts may hold."""
        found: Signs = frozenset()
        for part in parts:
            kind, value = part
            if kind is kinds.LITERAL:
                found |= {chr(value)}
            elif kind is kinds.NOT_LITERAL:
                found |= self.alphabet - {chr(value)}
            elif kind is kinds.ANY:
                found |= self.alphabet - {"\n"}
            elif kind is kinds.IN:
                found |= self._set(value)
            else:
                for row in _inside(part):
                    found |= self._all(row)
        return found

    def _set(self, members: Sequence[Part]) -> Signs:
        """The signs of [...]."""
        found: Signs = frozenset()
        for kind, value in members:
            if kind is kinds.LITERAL:
                found |= {chr(value)}
            elif kind is kinds.RANGE:
                found |= {sign for sign in self.alphabet if value[0] <= ord(sign) <= value[1]}
            elif kind is kinds.CATEGORY:
                wanted = _CATEGORIES[str(value).removeprefix("CATEGORY_")]
                found |= {sign for sign in self.alphabet if re.match(wanted, sign)}
        return self.alphabet - found if members[0][0] is kinds.NEGATE else found


def _inside(part: Part) -> list[list[Part]]:
    """The rows of parts inside a group, a choice or a repetition; what looks around reads nothing."""
    kind, value = part
    if kind is kinds.SUBPATTERN:
        return [list(value[3])]
    if kind is kinds.BRANCH:
        return [list(branch) for branch in value[1]]
    if kind in _REPEATS:
        return [list(value[2])]
    return []


def _flat(parts: Sequence[Part]) -> list[Part]:
    """A row of parts without the brackets around groups."""
    flat: list[Part] = []
    for part in parts:
        if part[0] is kinds.SUBPATTERN:
            flat += _flat(list(part[1][3]))
        else:
            flat.append(part)
    return flat


def _may_be_empty(parts: Sequence[Part]) -> bool:
    """Can a row of parts read nothing?"""
    for part in parts:
        kind, value = part
        if kind in _SINGLE:
            return False
        if kind in _REPEATS and value[0] > 0 and not _may_be_empty(list(value[2])):
            return False
        if kind in (kinds.SUBPATTERN, kinds.BRANCH) and not any(_may_be_empty(row) for row in _inside(part)):
            return False
    return True
