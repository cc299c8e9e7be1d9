"""Entries of a printed table of contents: taken apart where several stand on one line, joined where one takes two."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wpdiff.text.patterns import lazy_pattern

# Where an entry ends: dots and a page, a page glued to the last word, a page between two entries.
_PAGE = lazy_pattern(
    r"(?<![.…,\s])\s*+(?:[.…,]\s*+){2,}+(?:\d{1,3}|[ivxl]{1,5})\b"
    r"|(?<=[a-z])\d{1,3}(?=\s+[A-Z]|\s*\Z)|\s\d{1,3}(?=\s+(?:[A-Z]|[IVX]+\.)|\s*\Z)"
)
_HEAD = lazy_pattern(r"(?:table of )?contents\b[\s:]*", re.IGNORECASE)
_SHORTEST, _LONGEST = 4, 120


def contents_entries(texts: Iterable[str]) -> list[str]:
    """The entries of a table of contents, without leaders and page numbers.

    >>> contents_entries(["Contents Preface ... i I. Ports ... 1 II. Ships of", "the Sea . . . . 12"])
    ['Preface', 'I. Ports', 'II. Ships of the Sea']
    """
    joined = " ".join(texts)
    head = _HEAD.match(joined)
    pieces = _PAGE.split(joined[head.end() if head else 0 :])
    return [entry for piece in pieces if _SHORTEST <= len(entry := " ".join(piece.split()).strip(" .,")) <= _LONGEST]
