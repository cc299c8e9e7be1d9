"""Where a text is damaged: the lines and the share of it that were read in a wrong encoding before they came to us."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

_NEAR = 3  # lines between two damaged ones that belong to one stretch
_MOST_NAMED = 5


class Damage(NamedTuple):
    """How many characters on how many lines are damaged, what share of the text these lines are, and which."""

    characters: int
    lines: int
    share: str
    where: str

    def told(self) -> tuple[str, ...]:
        """The values of a warning, in order."""
        return tuple(map(str, self))


def find_damage(text: str, found: list[re.Match[str]]) -> Damage:
    r"""How much of a text is damaged, given the damaged places.

    >>> import re
    >>> text = "good\nbad ?\nbad ?\n" + "good\n" * 5
    >>> tuple(find_damage(text, list(re.finditer("[?]", text))))
    (2, 2, '29.41%', '2-3')
    """
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    lines = sorted({bisect_right(breaks, match.start()) for match in found})
    ends = [-1, *breaks, len(text)]
    share = sum(ends[line + 1] - ends[line] - 1 for line in lines) / max(1, len(text) - len(breaks))
    return Damage(len(found), len(lines), f"{share:.2%}", _stretches(lines))


def _stretches(lines: list[int]) -> str:
    """Lines as a reader would name them, near ones together."""
    stretches: list[list[int]] = []
    for line in lines:
        if stretches and line - stretches[-1][1] <= _NEAR:
            stretches[-1][1] = line
        else:
            stretches.append([line, line])
    named = [f"{one + 1}" if one == last else f"{one + 1}-{last + 1}" for one, last in stretches[:_MOST_NAMED]]
    return ", ".join(named) + (" …" if len(stretches) > _MOST_NAMED else "")
