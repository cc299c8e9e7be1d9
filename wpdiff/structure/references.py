"""What a text refers to: each place it names, with its printed number, its label, and where it stands in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from wpdiff.structure.grammar import Grammar
from wpdiff.text.patterns import lazy_pattern

_BRACKETS = {"(": ")", "（": "）", "「": "」", "［": "］", "[": "]"}
_LONGEST_LABEL = 120
_LABEL_LAST = lazy_pattern(r" \([^()]{1,100}\)(?=[,;.]|\s*\Z)")
# "Section 4.2 of [RFC9999]" is a place in another publication, "Chapter 2, Section 1 of Part I" one in this.
_ELSEWHERE = lazy_pattern(r"\s+(?:of|in)\s+(?:\[|RFC|ISO|the\s+[A-Z]|[A-Z]{2,})|\s*of\s*\[")
_OTHERS = lazy_pattern(r"(?:\[[A-Za-z][^\]\s]{1,20}\]|RFC ?[0-9]{3,5}),?\s*\Z")
# 「刑法第三条」, 「…に関する法律（昭和…第九号）第一条」, 「国連憲章第7章」: what a name before the number owns.
_OWNED_JA = lazy_pattern(r"(?:[一-鿿ァ-ヶー々」』A-Za-z]|号[)）][（(]?)\Z")
_OWN_JA = lazy_pattern(r"(?:参照|本[章節書]|この(?:法律|章|節)|及び|又は|並びに|若しくは|若くは|乃至|ないし)\Z")
# Between two places that share their beginning: 「第五条第一項又は第三項」, "Section 3.1 and 3.2".
_JOINED = re.compile(r"(?:まで)?(?:、|,|，|・|及び|および|又は|または|若しくは|もしくは|並びに|ならびに|から|と|\s)*\Z")
_PLURAL = re.compile(r"(?P<word>Sections|Chapters|Parts|Articles|Appendices|Annexes|Figures|Tables)[ ]")
_SINGULAR = {
    word: word.removesuffix("s") for word in ("Sections", "Chapters", "Parts", "Articles", "Figures", "Tables")
} | {"Appendices": "Appendix", "Annexes": "Annex"}
_COUNT = lazy_pattern(r"[0-9]{1,3}(?:[-–.][0-9A-Z]{1,4}){0,5}|[A-Z](?:\.[0-9]{1,3}){0,4}(?![a-z])|[IVX]{1,5}(?![a-z])")
_KANJI_COUNTS = "一二三四五六七八九十"
_COUNTS = "0123456789０１２３４５６７８９IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ" + _KANJI_COUNTS
_NEAR = 30
_SPACES = re.compile(r"\s+")
# What a text must hold so that a place is looked for at all; asked of every statement of an edition.
_UNITS_JA = re.compile("[章節条項部編図参別基ラ](?:(?<=[章節条項部編図])|(?<=参)照|(?<=別)表|(?<=基)準 |(?<=ラ)イン )")
_UNITS_EN = re.compile(
    "ections? |hapters? |ppendix |ppendices |ee |EE |Parts? |Articles? |Annex |Figures? |Tables? |§|SECTION |CHAPTER "
    "|Criterion |Guideline "
)
CUES = {"ja": ("参照",), "en": ("ee ", "EE ")}


class Mention(Struct, frozen=True):
    """A place that a text names: 「第三条第二項」, its label in brackets, its span, and what stands before it.

    `joined` tells that it shares the beginning of the one before; `foreign` that another publication owns it,
    `supplement` that it is an article of 附則, by its own words or those that it shares; `place` is what it is called
    in full where the text does not say so: the second of "Sections 3.1 and 4.2".
    """

    number: str
    label: str
    start: int
    end: int
    joined: bool = False
    foreign: bool = False
    supplement: bool = False
    place: str = ""


def names_places(text: str, language: str) -> bool:
    """Might the text name a place at all? The cheap question before any pattern is tried."""
    return (_UNITS_JA if language[:2] == "ja" else _UNITS_EN).search(text) is not None


def has_cue(text: str, language: str) -> bool:
    """Does the text say 参照 or "see"?"""
    return any(cue in text for cue in CUES.get(language[:2], CUES["en"]))


def read_mentions(text: str, grammar: Grammar, *, refers: bool = False) -> tuple[Mention, ...]:
    """The places that a text refers to, in print order; glued ones are taken apart.

    `refers` is a line that does nothing else.

    「参照4節1項5(4)(ノルダとの関係)8節1項3(3)(海上の動き)」 has two targets: 4節1項5(4) and 8節1項3(3).
    """
    return tuple(_mentions(text, grammar, refers or has_cue(text, grammar.language)))


def _mentions(text: str, grammar: Grammar, cued: bool) -> Iterator[Mention]:
    """Mentions one by one, each with the label that stands in brackets behind it."""
    position = last = 0
    foreign = supplement = False
    japanese = grammar.language[:2] == "ja"
    while found := grammar.targets.search(text, position):
        label, position = _label(text, found.end())
        joined = last > 0 and _JOINED.match(text, last, found.start()) is not None
        foreign = _is_foreign(text, found, cued, japanese) or (joined and foreign)
        supplement = found.group().startswith("附則") or (joined and supplement)
        last = found.end()
        first = found.group().lstrip()[:1]
        if japanese and not cued and first in _COUNTS:
            continue  # 「全2章からなる」 counts chapters
        if japanese and first in _KANJI_COUNTS and not text.endswith("参照", 0, found.start()):
            continue  # 「一部修正した値」 is no first part
        plural = _PLURAL.match(found.group())
        if plural:
            yield from _listed(found, plural, foreign=foreign)
        else:
            yield Mention(found.group().strip(), label, found.start(), found.end(), joined, foreign, supplement)


def _listed(found: re.Match[str], plural: re.Match[str], *, foreign: bool) -> Iterator[Mention]:
    """Each place of "Sections 3.1, 3.2 and 4", the first with the word before it."""
    word, start = _SINGULAR[plural["word"]], found.start()
    for number in _COUNT.finditer(found.group(), plural.end()):
        first, end = start, found.start() + number.end()
        first = start if start == found.start() else found.start() + number.start()
        yield Mention(
            found.string[first:end], "", first, end, foreign=foreign, place=f"{word} {number.group().rstrip('.')}"
        )
        start = end


def _is_foreign(text: str, found: re.Match[str], cued: bool, japanese: bool) -> bool:
    """Does another publication own the place?"""
    before = max(0, found.start() - _NEAR)
    if japanese:
        owner = text[before : found.start()]
        return not cued and _OWNED_JA.search(owner) is not None and _OWN_JA.search(owner) is None
    return bool(_OTHERS.search(text, before, found.start())) or _ELSEWHERE.match(text, found.end()) is not None


def _label(text: str, start: int) -> tuple[str, int]:
    """The words in brackets right behind a target, and where they end."""
    if text[start : start + 2] == " (" and _LABEL_LAST.match(text, start):
        start += 1  # "See Section 2-2 (Northern Ports)"
    closing = _BRACKETS.get(text[start : start + 1])
    if closing is None:
        return "", start
    opening, depth = text[start], 0
    for index in range(start, min(len(text), start + _LONGEST_LABEL)):
        depth += (text[index] == opening) - (text[index] == closing)
        if depth == 0:
            return text[start + 1 : index], index + 1
    return "", start


def refers_first(text: str, grammar: Grammar) -> bool:
    """Does the line begin as a reference, with a target right behind the word for it?"""
    found = grammar.references.match(text)
    return found is not None and found.end() > 0 and grammar.targets.match(text, found.end()) is not None


def caption_key(number: str) -> str:
    """A caption's number without width, spacing and kind of dash.

    >>> caption_key("図表 Ⅰ－３－５") == caption_key("図表I-3-5")
    True
    """
    plain = unicodedata.normalize("NFKC", number)
    return _SPACES.sub("", re.sub(r"[‐―ー–—−]", "-", plain)).lower().rstrip(".")
