"""How much a text is like language, judged by its signs outside ASCII: what was read with a wrong encoding is not."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import islice

from wpdiff.text.patterns import lazy_pattern

_LOOKED_AT = 200_000  # characters of a text in which signs are looked for
_MOST_RUNS = 3000
_ENOUGH = 5000  # signs that tell
_RUN = lazy_pattern(r"[^\x00-\x7f]+")
_HALF_WORD = lazy_pattern(r"[ｦ-ｯｱ-ﾝ](?:(?<=[ｳｶ-ﾄﾊ-ﾎ])ﾞ|(?<=[ﾊ-ﾎ])ﾟ)?ｰ?")
_HALF = lazy_pattern(r"[｡-ﾟ]+")
_TYPOGRAPHY = frozenset("‘’“”–—…•§«»·\u00a0©®°±²³¹½¼¾×÷→←↑↓≤≥≠≈−√∞∑µ")
_MONEY = frozenset("£€¥¢")
_WIDE = frozenset(
    "、。・ー「」『』（）〔〕［］｛｝〈〉《》【】，．：；？！％＆＋－＝／～〜\u3000々〆〇※→○●◎△▲"
    "□■◇◆★☆°′″℃…‥―－〒①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ㈱㈲№"
)


def likelihood(text: str) -> float:
    """From 1 (all of it is kana, common kanji, accents inside words) down to below 0 (controls, broken signs).

    >>> likelihood("条約に署名した") > 0.8 > likelihood("譚｡邏縺ｫ鄂ｲ蜷") + 0.5
    True
    """
    points = count = 0.0
    first = _RUN.search(text)
    start = max(0, first.start() - 1) if first else 0
    text = text[start : start + _LOOKED_AT]
    for found in islice(_RUN.finditer(text), _MOST_RUNS):
        run = found[0][:400]
        before, after = text[max(0, found.start() - 1) : found.start()], text[found.end() : found.end() + 1]
        points += _points(run, before, after)
        count += len(run)
        if count > _ENOUGH:
            break
    return points / count if count else 0.0


def _points(run: str, before: str, after: str) -> float:
    total = 0.0
    if _HALF.search(run):
        total += _half_width(run, before)
        run = _HALF.sub("", run)
    alone = len(run) == 1
    inside = before.isalpha() or after.isalpha()
    return total + sum(_sign(sign, inside=inside, alone=alone, after=after) for sign in run)


def _half_width(run: str, before: str) -> float:
    """Half-width katakana stand in words of several, their voicing behind a sign that takes one."""
    total = 0.0
    for found in _HALF.finditer(run):
        word = found[0]
        formed = "".join(_HALF_WORD.findall(word))
        if len(formed) == len(word) and len(word) > 1:
            total += 0.5 * len(word)
        else:
            total -= 0.3 * len(word)
    return total


def _sign(sign: str, *, inside: bool, alone: bool, after: str) -> float:
    code = ord(sign)
    if 0x3041 <= code <= 0x30FE or sign in _common_kanji():
        return 1.0
    if sign in _WIDE or 0xFF10 <= code <= 0xFF5A:
        return 0.9
    if sign in _TYPOGRAPHY:
        return 0.6
    if sign in _MONEY:
        return 0.6 if after.isdigit() else 0.0
    if 0x4E00 <= code <= 0x9FFF:
        return 0.1 if sign in _rare_kanji() else -0.3
    if 0xC0 <= code <= 0x17F and code not in (0xD7, 0xF7):
        return _accented(sign, inside=inside, alone=alone)
    if code == 0xFFFD:
        return -4.0
    category = unicodedata.category(sign)
    return -2.0 if category in ("Cc", "Co", "Cn", "Cs") else 0.0 if category[0] in "LMN" else -0.3


def _accented(sign: str, *, inside: bool, alone: bool) -> float:
    """A letter with an accent stands alone among plain ones: café, Nürnberg."""
    if not inside and not alone:
        return -0.5
    western = ord(sign) <= 0xFF
    return (0.7 if western else 0.3) if alone else 0.1 if inside else -0.5


@lru_cache(maxsize=1)
def _common_kanji() -> frozenset[str]:
    """The kanji of JIS level 1, and those of level 2 that newspapers use are few."""
    return _kanji(0xB0, 0xD0)


@lru_cache(maxsize=1)
def _rare_kanji() -> frozenset[str]:
    """The kanji of JIS level 2."""
    return _kanji(0xD0, 0xF5)


def _kanji(first: int, last: int) -> frozenset[str]:
    signs = (bytes((row, cell)).decode("euc_jp", "ignore") for row in range(first, last) for cell in range(0xA1, 0xFF))
    return frozenset(filter(None, signs))
