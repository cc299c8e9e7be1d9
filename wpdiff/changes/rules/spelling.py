"""Two words that are one, written otherwise: okurigana, hyphens, a misspelling that was mended."""

from __future__ import annotations

from wpdiff.text.patterns import lazy_pattern

# 取り組み / 取組: kana of a verb's stem between two kanji, or behind the last one, may be left out.
_STEM_KANA = frozenset("きしちみりぎじびけせねめれげべえ") | {"わせ", "わり", "まり", "たり"}
_WRITTEN = lazy_pattern(r"(?:[一-鿿々][ぁ-ん]{0,2})+")
_SYLLABLE = lazy_pattern(r"([一-鿿々])([ぁ-ん]{0,2})")
_APOSTROPHES = frozenset(("we're", "we'll", "she'll", "he'll", "i'll", "who're"))  # without theirs, other words
_KATAKANA = lazy_pattern(r"[ァ-ヶ]")
_LOANS = tuple(
    pair.split("=") for pair in "ヴァ=バ ヴィ=ビ ヴェ=ベ ヴォ=ボ ヴ=ブ ウェ=ウエ ウィ=ウイ ウォ=ウオ フェ=フエ".split()
)
_LAST_BAR = lazy_pattern(r"(?<=[ァ-ヶ]{2})ー(?![ァ-ヶ])")
_SHORTEST = 6  # letters of a word whose misspelling is told from another word
_VOWELS = frozenset("aeiou")
_VOWELED = 8  # letters of a word in which another vowel is a misspelling
# Words that a misspelling's rule would take for one another.
_CONFUSABLE = frozenset(
    (
        "accept access adaptation adapted adaption adopted adoption adverse affect affective allusion alteration "
        "altercation assume assure averse cannon canon casual causal complement compliment confidant confident "
        "conservation constriction construction conversation council counsel country county deceased deceive decisive "
        "defence defense deference desert dessert device devise diner dinner disburse diseased disperse effect "
        "effective elicit emigrate eminent emission ensure except excess extant extent filed filled formally formerly "
        "hoping hopping illicit illusion immanent immigrate imminent incidence incident ingenious ingenuous insure "
        "legion marital martial mission moral morale passed past perpetrate perpetuate persecute persecution personal "
        "personnel perspective planed planned precede prescribe preserve presume principal principle proceed "
        "proscribe prosecute prosecution prospective reality realty region reserve resume reverse sacred scared "
        "staring starring stationary stationery statue status statuses statute striped stripped taped tapped united "
        "unity untied weather whether"
    ).split()
)


def same_spelling(old: str, new: str, language: str) -> bool:
    """Whether two stretches are the same words, spelled otherwise.

    >>> same_spelling("引き渡し", "引渡し", "ja"), same_spelling("国の軍", "国軍", "ja")
    (True, False)
    >>> same_spelling("long range", "long-range", "en"), same_spelling("recieving", "receiving", "en")
    (True, True)
    >>> same_spelling("re-sign", "resign", "en"), same_spelling("martial", "marital", "en")
    (False, False)
    """
    if not old or not new:
        return False
    if language == "ja":
        return _same_okurigana(old, new) or _same_katakana(old, new)
    return _same_english(old, new)


def _same_katakana(old: str, new: str) -> bool:
    """ヴァイオリン and バイオリン, サーバー and サーバ: one loan word, spelled two ways."""
    if not _KATAKANA.search(old) or not _KATAKANA.search(new):
        return False
    return _plain_katakana(old) == _plain_katakana(new)


def _plain_katakana(text: str) -> str:
    for written, plain in _LOANS:
        text = text.replace(written, plain)
    return _LAST_BAR.sub("", text)


def _same_okurigana(old: str, new: str) -> bool:
    if not _WRITTEN.fullmatch(old) or not _WRITTEN.fullmatch(new):
        return False
    first, second = _SYLLABLE.findall(old), _SYLLABLE.findall(new)
    if len(first) < 2 or [kanji for kanji, _ in first] != [kanji for kanji, _ in second]:
        return False
    kana = [(one, other) for (_, one), (_, other) in zip(first, second, strict=True) if one != other]
    return bool(kana) and all(not (one and other) and (one or other) in _STEM_KANA for one, other in kana)


def _same_english(old: str, new: str) -> bool:
    if old.replace("-", " ") == new.replace("-", " "):
        return True
    if old.replace("-", "") == new.replace("-", "") and " " not in old + new:
        return not old.startswith(("re", "un-")) and not new.startswith(("re", "un-"))
    if "'" in old + new and old.replace("'", "") == new.replace("'", ""):
        return old not in _APOSTROPHES and new not in _APOSTROPHES  # others' → other's
    return _is_misspelled(old, new)


def _is_misspelled(old: str, new: str) -> bool:
    """Whether two words differ by two letters exchanged, one doubled, or one vowel of a long word."""
    if min(len(old), len(new)) < _SHORTEST or not (old.isascii() and old.isalpha() and new.isascii() and new.isalpha()):
        return False
    if old in _CONFUSABLE or new in _CONFUSABLE or old[0] != new[0]:
        return False
    if len(old) == len(new):
        places = [place for place, (one, other) in enumerate(zip(old, new, strict=True)) if one != other]
        return _exchanged(old, new, places) or _other_vowel(old, new, places)
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    return len(longer) == len(shorter) + 1 and any(
        longer[place] == longer[place - 1] and longer[:place] + longer[place + 1 :] == shorter
        for place in range(1, len(longer) - 1)
    )


def _exchanged(old: str, new: str, places: list[int]) -> bool:
    if len(places) != 2 or places[1] != places[0] + 1:
        return False
    first, second = places
    return old[first] == new[second] and old[second] == new[first]


def _other_vowel(old: str, new: str, places: list[int]) -> bool:
    if len(places) != 1 or len(old) < _VOWELED or not 2 <= places[0] < len(old) - 2:
        return False
    return {old[places[0]], new[places[0]]} <= _VOWELS
