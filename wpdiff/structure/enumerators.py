"""What a printed number counts as: 第3章 → 3, 第六条の二 → 6, 2, （ウ） → 3, ➏ → 6, IV → 4."""

from __future__ import annotations

import re
import unicodedata

from wpdiff.text.patterns import lazy_pattern

_DIGITS = re.compile(r"[0-9]+")
_ROMAN = re.compile(r"[IVXLC]+(?![A-Za-z])|(?<![A-Za-z])[ivxlc]+(?![A-Za-z])")
# Small capitals come out of scanners as any mixture: Iv., III.
_MIXED = lazy_pattern(r"(?<![A-Za-z0-9])[IVXLCivxlc]+(?![A-Za-z0-9])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_KANJI = lazy_pattern(r"[〇一二三四五六七八九十百千]+")
_KANJI_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
_KANJI_UNITS = {"十": 10, "百": 100, "千": 1000}
# The row of kana in outlines; ヰ and ヱ are skipped, and nothing follows ン.
_KANA = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_WORDS = {
    word: value
    for value, word in enumerate(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1)
}
_CIRCLED = ((0x2460, 20, 1), (0x2776, 10, 1), (0x24F5, 10, 1), (0x2780, 10, 1), (0x278A, 10, 1), (0x3251, 15, 21))
_PROLOGUE = "序"


def read_number(printed: str, count: str = "auto") -> tuple[int, ...]:
    """The counts in a printed number, outermost first; () where it counts nothing.

    >>> read_number("第3章"), read_number("第六条の二"), read_number("（ウ）"), read_number("➏"), read_number("4.2.1.")
    ((3,), (6, 2), (3,), (6,), (4, 2, 1))
    >>> read_number("Part IV", "roman"), read_number("(c)", "latin"), read_number("B.2", "latin")
    ((4,), (3,), (2, 2))
    """
    circled = _circled(printed)
    if circled:
        return (circled,)
    plain = unicodedata.normalize("NFKC", printed)
    if count == "roman" and (token := _MIXED.findall(plain)):
        return (_roman(token[-1].upper()),)
    if count == "latin":
        return _latin(plain)
    values = tuple(int(digits) for digits in _DIGITS.findall(plain))
    return values or _roman_values(plain) or _kanji_values(plain) or _other(plain)


def _circled(printed: str) -> int:
    """①, ❶, ⓵ and ㉑ as numbers, 0 for anything else."""
    code = ord(printed.strip()[0]) if printed.strip() else 0
    for first, length, value in _CIRCLED:
        if first <= code < first + length:
            return code - first + value
    return 0


def _latin(plain: str) -> tuple[int, ...]:
    """A, B.2 or Appendix C: the last letter that stands alone, then digits."""
    found = re.search(r"(?<![A-Za-z])([A-Za-z])(?![A-Za-z])", plain)
    letter = (ord(found.group(1).lower()) - ord("a") + 1,) if found else ()
    return letter + tuple(int(digits) for digits in _DIGITS.findall(plain))


def _roman_values(plain: str) -> tuple[int, ...]:
    """IV or iv, but not the I of a word."""
    found = _ROMAN.findall(plain.replace("Part", "").replace("Chapter", ""))
    return tuple(_roman(numeral.upper()) for numeral in found[-1:])


def _roman(numeral: str) -> int:
    """XIV → 14."""
    values = [_ROMAN_VALUES[sign] for sign in numeral]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _kanji_values(plain: str) -> tuple[int, ...]:
    """第百十七条の二 → 117, 2."""
    return tuple(_kanji(found) for found in _KANJI.findall(plain))


def _kanji(signs: str) -> int:
    """百十七 → 117."""
    total = digit = 0
    for sign in signs:
        if sign in _KANJI_DIGITS:
            digit = digit * 10 + _KANJI_DIGITS[sign]
        else:
            total += max(digit, 1) * _KANJI_UNITS[sign]
            digit = 0
    return total + digit


def _other(plain: str) -> tuple[int, ...]:
    """ア, 序章 (the one before the first), Part Three."""
    for sign in plain:
        if sign in _KANA:
            return (_KANA.index(sign) + 1,)
    if _PROLOGUE in plain:
        return (0,)
    word = plain.split()[-1].lower() if plain.split() else ""
    return (_WORDS[word],) if word in _WORDS else ()
