"""Japanese eras as years of the common calendar."""

from __future__ import annotations

_BEFORE_FIRST = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def western_year(era: str, number: str) -> int:
    """The year that an era's year is: 令和7 → 2025, 平成元 → 1989.

    >>> western_year("令和", "７"), western_year("平成", "元")
    (2025, 1989)
    """
    return _BEFORE_FIRST[era] + (1 if number == "元" else int(number.translate(_WIDE)))
