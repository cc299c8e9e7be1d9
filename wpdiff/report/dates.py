"""The date of an edition, for formats that must carry one: never the clock, so that the bytes stay the same."""

from __future__ import annotations

import re

from wpdiff.model.edition import Edition

_DATE = re.compile(r"((?:1[89]|2[01])\d\d)(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)")


def edition_date(edition: Edition) -> str:
    """When an edition was published, else when it was retrieved, else the year it is named by; "" when nobody says.

    >>> edition_date(Edition(series="s", name="2024", title="", language="ja", published="2024-07", pages=(),
    ...                      sections=(), statements=()))
    '2024-07-01T00:00:00Z'
    """
    retrieved = max((page.retrieved for page in edition.pages), default="")
    for told in (edition.published, retrieved, edition.name):
        found = _DATE.match(told)
        if found:
            year, month, day = found.groups()
            return f"{year}-{month or '01'}-{day or '01'}T00:00:00Z"
    return ""
