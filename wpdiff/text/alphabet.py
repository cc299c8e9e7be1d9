"""What each printed character is compared as: one table, filled as characters are met."""

from __future__ import annotations

import unicodedata

_DROPPED = frozenset(
    (
        *(0x00AD, 0x034F, 0x061C, 0x180E, 0xFEFF),
        *(*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)),
        *(*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), *range(0xE0000, 0xE0080)),
    )
)  # zero width, BOM, bidi controls, soft hyphen, variation selectors, tags: seen by nobody
_DASHES = "‐‑‒–—―−─－﹘﹣\u2e3a\u2e3b"
_TILDES = "〜～∼˜\u223c"
_DOUBLE_QUOTES = "“”„‟〝〞〟＂«»"
_SINGLE_QUOTES = "‘’‚‛＇′`´"
_DOTS = "•·‧･∙"
_RADICALS = {"⻑": "長", "⻄": "西", "⺠": "民", "⼾": "戸", "⻘": "青", "⻝": "食", "⻤": "鬼", "⻩": "黄", "⻫": "斉"}
_VOICED = {"゛": "\u3099", "゜": "\u309a"}  # spacing voiced marks; NFKC would make them a space and a mark
_CIRCLES = "⓪①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CIRCLE_RUNS = ((0x2776, 1), (0x2780, 1), (0x278A, 1), (0x24F5, 1), (0x24EB, 11), (0x3251, 21), (0x32B1, 36))


def _special() -> dict[int, str]:
    """Characters that NFKC would damage or leave apart."""
    table = dict.fromkeys(_DROPPED, "")
    for group, plain in ((_DASHES, "-"), (_TILDES, "~"), (_DOUBLE_QUOTES, '"'), (_SINGLE_QUOTES, "'"), (_DOTS, "・")):
        table |= dict.fromkeys(map(ord, group), plain)
    table |= {ord(mark): plain for mark, plain in (_RADICALS | _VOICED).items()}
    return table | _numbers()


def _numbers() -> dict[int, str]:
    """①1隻 must not become 11隻, nor 10² become 102, nor 1½ become 11/2."""
    table = {ord(mark): f"({number})" for number, mark in enumerate(_CIRCLES)}
    for start, first in _CIRCLE_RUNS:
        count = 15 if first in (21, 36) else 10
        table |= {start + step: f"({first + step})" for step in range(count)}
    for code in (0xB2, 0xB3, 0xB9, 0x2070, *range(0x2074, 0x207A)):
        table[code] = "^" + unicodedata.normalize("NFKC", chr(code))
    table |= {0x2080 + digit: f"_{digit}" for digit in range(10)}
    for code in (0xBC, 0xBD, 0xBE, *range(0x2150, 0x215F)):
        table[code] = " " + unicodedata.normalize("NFKC", chr(code)).replace("\u2044", "/")
    return table


class Alphabet(dict[int, str]):
    """A table for `str.translate` that works out a character when it is first met.

    It is a cache of a pure function: what it answers never depends on what it was asked before.

    >>> "２０２５年①➏㈱".translate(Alphabet())
    '2025年(1)(6)(株)'
    """

    def __init__(self) -> None:
        super().__init__(_special())

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if character == "\t":
            plain = character
        elif character.isspace():
            plain = " "
        elif unicodedata.category(character) == "Cc":
            plain = ""
        else:
            plain = unicodedata.normalize("NFKC", character)
            # what NFKC opens may hold characters of the table itself: ‐ in ‑, ' in ŉ
            plain = "".join(self.get(ord(one), one) for one in plain) if plain != character else character
        self[code] = plain
        return plain
