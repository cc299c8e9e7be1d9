"""Printed text to its silent key: what two texts must share so that no reader would call them different.

The steps and their order are those of the project's notes on Japanese text: invisible characters, protected numbers,
widths, dashes, quotes, spacing, digit grouping. The text itself is never changed; keys are only compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from wpdiff.text.alphabet import Alphabet
from wpdiff.text.patterns import lazy_pattern

_ALPHABET = Alphabet()
# Patterns begin with the sign that they change, not with what stands before it: so a text is passed over quickly.
_CJK = "\u2e80-\u2fdf\u3001-\u30ff\u31f0-\u9fff\uf900-\ufaff\uff01-\uffef\U00020000-\U0003ffff"
_MANY_SIGNS = 12
_LINE_HYPHEN = lazy_pattern(r"[-\u2010](?<=[a-z][-\u2010])\n[ \t]*(?=[a-z])")  # suspen-⏎sion
# All but kana, kanji, the commonest signs and printable ASCII, which are compared as they are printed.
_FOLDED = lazy_pattern("[^ -_a-~、。々「-】ぁ-んァ-ヴ・ー一-鿿]")
_SPACES = lazy_pattern(r"[ \r\n\f\v]+")
_TAB_SPACES = lazy_pattern(r" ?\t ?")
_CJK_SPACE = lazy_pattern(rf" (?:(?<=[{_CJK}] )|(?=[{_CJK}]))")
_COMMA_RUN = lazy_pattern(r"[ ,](?<![ ,].)[ ,]*+")
_IS_CJK = lazy_pattern(rf"[{_CJK}]")
_CJK_STOP = lazy_pattern(rf"\.(?<=[{_CJK}]\.)(?![\d.A-Za-z])")
_KATAKANA_DASH = lazy_pattern(r"-(?<=[ァ-ヺー]-)(?=[ァ-ヺー])")
_DIGIT_BAR = re.compile(r"ー(?<=\dー)(?=\d)")
# Cyrillic letters typed into a Latin word: СU-57. All of a run that touches a Latin letter, so that a key stays a key.
_LOOKALIKES = str.maketrans("АВЕКМНОРСТХаеорсух", "ABEKMHOPCTXaeopcyx")
_CYRILLIC = lazy_pattern("[АВЕКМНОРСТХаеорсух]")
_IN_LATIN = lazy_pattern(
    "(?<![АВЕКМНОРСТХаеорсух])[АВЕКМНОРСТХаеорсух]++(?=[A-Za-z])|(?<=[A-Za-z])[АВЕКМНОРСТХаеорсух]++"
)
_GROUPING = lazy_pattern(r",(?<=\d,)(?=\d{3}(?!\d))")


def to_key(text: str, *, language: str, cuts: Sequence[tuple[int, int]] = ()) -> str:
    r"""The silent key of a printed text, without the spans in `cuts` (its note marks). A key keyed again is the same.

    `language` is that of the edition ("ja", "en" …); Latin text in any language keeps its spaces.

    >>> to_key("２０２５年 の 条約機構4（CDO）。", language="ja", cuts=[(12, 13)])
    '2025年の条約機構(CDO)'
    >>> to_key("the  treaty was\nsuspended", language="en")
    'the treaty was suspended'
    """
    if cuts:
        text = _without(text, cuts)
    if text.isascii() and text.isprintable():
        return _plain_key(text)
    if signs := set(_FOLDED.findall(text)):
        text = _folded(text, signs)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    text = text.strip()
    if "\t" in text:
        text = _TAB_SPACES.sub("\t", text)
    if text.isascii():
        return _plain_key(text)
    return _japanese_marks(text).rstrip("。 \t")


def _folded(text: str, signs: set[str]) -> str:
    """Every character as what it is compared as; all white space but the tab is a space then.

    `signs` are those that are not compared as printed: mostly so few that each is replaced by itself. What one is
    compared as holds no other of them, so their order is nothing.
    """
    if "\n" in text:
        text = _LINE_HYPHEN.sub("", text)
    if len(signs) > _MANY_SIGNS:
        text = text.translate(_ALPHABET)
    else:
        for sign in signs:
            text = text.replace(sign, _ALPHABET[ord(sign)])
    text = unicodedata.normalize("NFC", text)
    if _CYRILLIC.search(text):
        text = _IN_LATIN.sub(lambda run: run.group().translate(_LOOKALIKES), text)
    return text


def _without(text: str, cuts: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    place = 0
    for start, end in cuts:
        parts.append(text[place:start])
        place = max(place, end)
    return "".join([*parts, text[place:]])


def _plain_key(text: str) -> str:
    """ASCII needs only its white space and its digit grouping looked at."""
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        text = _SPACES.sub(" ", text).strip()
    text = text.replace("`", "'")
    return _GROUPING.sub("", text) if "," in text else text


def _japanese_marks(text: str) -> str:
    """Commas, stops, spaces and dashes as Japanese text means them."""
    if " " in text:
        text = _CJK_SPACE.sub("", text)
    if "," in text:
        text = _COMMA_RUN.sub(_meant_comma, _GROUPING.sub("", text))
    if "." in text:
        text = _CJK_STOP.sub("。", text)
        text = _CJK_SPACE.sub("", text)
    if "-" in text:
        text = _KATAKANA_DASH.sub("ー", text)
    return _DIGIT_BAR.sub("-", text) if "ー" in text else text


def _meant_comma(run: re.Match[str]) -> str:
    """Commas beside Japanese are 、 with nothing around them; elsewhere they stay."""
    printed = run[0]
    if "," not in printed:
        return printed
    before, after = run.string[max(0, run.start() - 1) : run.start()], run.string[run.end() : run.end() + 1]
    beside = _IS_CJK.match(after) or (_IS_CJK.match(before) and not after.isdigit())
    return "、" * printed.count(",") if beside else printed


def fold_characters(text: str) -> str:
    """What printed characters are compared as, each for itself.

    >>> fold_characters("ＮＡＴＯ―２")
    'NATO-2'
    """
    return text.translate(_ALPHABET)
