"""Where a text is damaged: the lines and the share of it that were read in a wrong encoding before they came to us."""

from __future__ import annotations

import re
from bisect import bisect_right

_NEAR = 3  # lines between two damaged ones that belong to one stretch
_MOST_NAMED = 5


def tell_damage(text: str, found: list[re.Match[str]]) -> str:
    r"""One sentence: how many lines, which, and how much of the text they are.

    >>> import re
    >>> text = "good\nbad ?\nbad ?\n" + "good\n" * 5
    >>> tell_damage(text, list(re.finditer("[?]", text)))
    '2 damaged characters on 2 lines (29.41% of the text): lines 2-3'
    """
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    lines = sorted({bisect_right(breaks, match.start()) for match in found})
    ends = [-1, *breaks, len(text)]
    share = sum(ends[line + 1] - ends[line] - 1 for line in lines) / max(1, len(text) - len(breaks))
    noun = "lines" if len(lines) > 1 else "line"
    return f"{len(found)} damaged characters on {len(lines)} {noun} ({share:.2%} of the text): {_stretches(lines)}"


def _stretches(lines: list[int]) -> str:
    """Lines as a reader would name them, near ones together."""
    stretches: list[list[int]] = []
    for line in lines:
        if stretches and line - stretches[-1][1] <= _NEAR:
            stretches[-1][1] = line
        else:
            stretches.append([line, line])
    named = [f"{one + 1}" if one == last else f"{one + 1}-{last + 1}" for one, last in stretches[:_MOST_NAMED]]
    more = f" and {len(stretches) - _MOST_NAMED} more places" if len(stretches) > _MOST_NAMED else ""
    return f"{'lines' if len(lines) > 1 else 'line'} {', '.join(named)}{more}"
