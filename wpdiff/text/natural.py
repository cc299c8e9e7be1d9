"""Names in the order a person would put them."""

from __future__ import annotations

import re


def natural_key(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sorting key under which page2 stands before page10, whatever the case of letters.

    >>> sorted(["p10.html", "p2.html", "P1.html"], key=natural_key)
    ['P1.html', 'p2.html', 'p10.html']
    """
    parts = re.split(r"(\d+)", name.casefold())
    return tuple((1, int(part), part) if part.isdecimal() else (0, 0, part) for part in parts if part)
