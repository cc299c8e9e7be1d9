"""The year of an edition, as printed: 2025, 令和7, 令和元, 平成30; one edition however it is written."""

from __future__ import annotations

import re
import unicodedata

from wpdiff.text.eras import western_year

_ERAS = {"reiwa": "令和", "heisei": "平成"}
_FIRST, _LAST = 1868, 2200


def year_of(match: re.Match[str]) -> int | None:
    r"""The year that a pattern's groups tell; None where they tell none that can be.

    >>> year_of(re.search(r"令和(?P<reiwa>\d+|元)年|(?P<year>\d{4})", "令和元年版"))
    2019
    """
    groups = {name: unicodedata.normalize("NFKC", text) for name, text in match.groupdict().items() if text}
    if groups.get("year", "").isdecimal():
        year = int(groups["year"])
        return year if _FIRST <= year <= _LAST else None
    for name, era in _ERAS.items():
        told = groups.get(name, "")
        if told in ("元", "gannen") or (told.isdecimal() and 0 < int(told) < 100):
            return western_year(era, "元" if told == "gannen" else told)
    return None
