"""Printed text to words, joined again without loss: the units of which highlights are made.

A date, a figure with its counter, a bracketed gloss, a quoted title and an acronym are one word each; kanji, katakana
and Latin runs are words; hiragana stand alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from wpdiff.text.normalize import fold_characters
from wpdiff.text.patterns import lazy_pattern

_DIGIT = "0-9０-９"
_NUMBER = rf"[{_DIGIT}](?:[{_DIGIT}]|[.,．，][{_DIGIT}])*"
_ERA = "(?:令和|平成|昭和|大正|明治)"
_YEAR = f"(?:元|[{_DIGIT}]{{1,4}})"
# Kanji are all signs but these: a class compiles sooner the fewer signs it names.
_KANJI = r"[^\x00-\u3004\u3007-\u33ff\u4dc0-\u4dff\ufb00-\U0001ffff\U00040000-\U0010ffff]"
_KATAKANA = "ァ-ヺーｦ-ﾟ"
_LATIN = "A-Za-zＡ-Ｚａ-ｚÀ-ÖØ-öø-ʯ"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DASH = "\\-‐‑–―－.．"
_ROMAN = "[IVXⅠ-Ⅻ]"
_LABEL = rf"(?:{_ROMAN}+|[{_DIGIT}]+)(?:[{_DASH}][{_DIGIT}]+){{0,5}}"
_JOINER = "\u0300-\u036f\u3099\u309a\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef\U0001f3fb-\U0001f3ff"
_COUNTER = (
    "(?:か国|カ国|ヶ国|ヵ国|箇国|か月間?|カ月間?|ヶ月間?|か所|カ所|ヶ所|箇所|か年|カ年|年間|年連続|年以上|年ぶり|週間|日間|時間|分間"
    "|世代|億ドル|億円|兆円|万人|万トン|千人|トン|ドル|ユーロ|ポンド|キロメートル|キロ|メートル|パーセント|ポイント|隻|機|両|門|基|発"
    "|人|名|件|回|社|校|団体|地域|か条|か条約|倍|割|歳|位|次|期|年度|年代|年|月|日|時|分|秒|円|度|章|節|項|条|号|部|点|本|個|台|艘"
    "|番目|番|歩|つ|[%％‰㎞㎡㎏㎝㎜]|[A-Za-z]{1,4}2?(?![A-Za-z]))"
)

_KANJI_DIGIT = "〇一二三四五六七八九十百千"
_KANJI_COUNTED = (
    "(?:[かカヶヵ](?:国|所|月|年)|箇[国所]|隻|機|両|門|基|社|校|名|件|倍|割|歳|回(?!復|避|答|収)|年(?![度代間]))"
)
_UNIT = "km|cm|mm|kg|mg|ha|kW|MW|GW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz|nautical miles|miles"
_ENDING = (
    "(?!から|かつ|こそ|ぐらい|くらい|まで|より|など|もの|こと|ため|うち)"
    "[かきくけこぎぐげごちっつぬねびぶべぼまみむめらりるれろわいうえお]"
)
_LATIN_REST = rf"[{_LATIN}{_DIGIT}]*(?:[’'\-‐‑][{_LATIN}{_DIGIT}]+)*[{_JOINER}]*"
_GLOSSED = rf"[{_LATIN}0-9\-]{{2,15}}\s?[:：]\s?[{_LATIN}0-9 ’'&,.\-]{{3,120}}[)）]"
_QUOTED, _TITLED, _SAID = r"[^「」。\n]{1,40}」", r"[^『』。\n]{1,40}』", r"[^“”.\n]{1,60}”"
# What a sign of these may begin; where none stands, none of them is tried.
_BEGINNINGS = f"{_DIGIT}{_KANJI_DIGIT}令平昭大明元約お第図表JFMASONDTCPU$＄€£¥￥（(「『“"
_DATED_OR_COUNTED = (
    # a date in Japanese, with the other calendar in brackets, and in English
    rf"(?:{_ERA}\s?)?{_YEAR}年(?:[（(]{_ERA}?{_YEAR}年?[)）])?"
    rf"(?:[{_DIGIT}]{{1,2}}月(?:[{_DIGIT}]{{1,2}}日)?)?(?![度代間連]|以上|ぶり)",
    rf"(?<![{_DIGIT}])[{_DIGIT}]{{4}}[（(]{_ERA}{_YEAR}[)）]年(?![度代間])",
    rf"[{_DIGIT}]{{1,2}}月(?:[{_DIGIT}]{{1,2}}日)(?!間)",
    # a figure in kanji with its counter, where no compound holds it: 三か国, 五隻, 二〇二二年; 一部 and 十分 are words
    rf"(?<!{_KANJI})[{_KANJI_DIGIT}]+{_KANJI_COUNTED}",
    rf"[0-9]{{1,2}} {_MONTH}(?: [0-9]{{4}})?\b|{_MONTH} [0-9]{{1,2}}(?:, [0-9]{{4}})?(?![0-9])|{_MONTH} [0-9]{{4}}\b",
    # a gloss in brackets: (NDF: Norda Defence Force)
    rf"[（(]{_GLOSSED}",
    # a title in quotation marks, short and without a sentence in it
    rf"「{_QUOTED}|『{_TITLED}|“{_SAID}",
    # the number of a chart or a place: 図表I-3-5-4, Fig. 2-1, Section 3.2
    rf"図表?[ \u3000]?{_LABEL}|表[ \u3000]?(?:{_ROMAN}|[{_DIGIT}])+(?:[{_DASH}][{_DIGIT}]+)+"
    rf"|(?:Figure|Fig\.|Table|Chart|Section|Chapter|Part) {_LABEL}\b",
    # money and figures with what is counted
    rf"(?:約|およそ)?(?:第|US\$|[$＄€£¥￥])?{_NUMBER}(?:[万億兆千百](?:{_NUMBER}[万億千百]?)*)?{_COUNTER}?"
    rf"(?:余り|以上|以下|未満)?(?![{_DIGIT}])"
    rf"(?:(?<=[0-9])(?: (?:million|billion|trillion|percent|per cent|{_UNIT})\b|st\b|nd\b|rd\b|th\b))?",
)


def _either(patterns: tuple[str, ...]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)


_PATTERNS = (
    # the commonest first: what begins with one of these is nothing else
    rf"[、。ぁ-ぉか-ゖ](?![{_JOINER}])",
    r"[ \t\r\n\u3000]+",
    rf"[a-gi-z]{_LATIN_REST}",
    r"https?://[!-~]+",
    rf"(?=[{_BEGINNINGS}])(?:{_either(_DATED_OR_COUNTED)})",
    # Latin words: acronyms with their numbers (Su-57, SM-3), inner hyphens and apostrophes
    rf"[{_LATIN}]{_LATIN_REST}",
    # 及び, 又は and their like are words of their own, and end a kanji run
    "及び|又は|並びに|若しくは",
    # 以降開かれる is 以降 and 開かれる: the last kanji before a verb's ending belongs to the verb
    rf"(?:(?!及び|又は|並びに|若しくは){_KANJI})+?(?={_KANJI}{_ENDING})(?<={_KANJI}{{2}})",
    rf"(?:(?!及び|又は|並びに|若しくは){_KANJI})+(?:[ヶケ]{_KANJI}+)?[{_JOINER}]*",
    rf"[{_KATAKANA}]+(?:[・･=＝][{_KATAKANA}]+)*[{_JOINER}]*",
    rf".[{_JOINER}]*(?:(?<=\u200d).[{_JOINER}]*)*",
)
_TOKEN = lazy_pattern(_either(_PATTERNS), re.DOTALL)

# Where words end whatever stands around: behind a comma, a stop, a particle that is in no word, "the" and its like.
# What stands in a gloss or a title is one word, and is passed over.
_WORDS_END = lazy_pattern(
    rf"[、。をがは（(「『“ ](?:(?<=[、。をがは])(?![{_JOINER}])()"
    rf"|(?<=[（(]){_GLOSSED}|(?<=「){_QUOTED}|(?<=『){_TITLED}|(?<=“){_SAID}"
    rf"|(?<= )(?:the|of|and|to|in|for|on|by|with|from|that|is|was|are|were|has|have) (?=[a-z])())"
)


def tokenize(text: str) -> list[str]:
    """The words of a text in order; joined, they are the text.

    >>> tokenize("2024年6月、8か国が「外洋の盾」を実施した。")
    ['2024年6月', '、', '8か国', 'が', '「外洋の盾」', 'を', '実施', 'し', 'た', '。']
    >>> tokenize("Norda (NDF: Norda Defence Force) re-signed it.")
    ['Norda', ' ', '(NDF: Norda Defence Force)', ' ', 're-signed', ' ', 'it', '.']
    """
    return _TOKEN.findall(text)


def phrases(text: str) -> list[str]:
    """A text cut between words, the same wherever a phrase stands: the words of a text are those of its phrases.

    >>> phrases("両国は「東の海、西の海」条約に、2024年、署名した。")
    ['両国は', '「東の海、西の海」条約に、', '2024年、', '署名した。']
    >>> phrases("the ports of the east (NDF: Forces of the east)")
    ['the ports of ', 'the east (NDF: Forces of the east)']
    """
    cut: list[str] = []
    place = 0
    for match in _WORDS_END.finditer(text):
        if match.lastindex:
            cut.append(text[place : match.end()])
            place = match.end()
    if place < len(text):
        cut.append(text[place:])
    return cut


@lru_cache(maxsize=1 << 15)
def fold_token(token: str) -> str:
    """What a word is compared as: width, dashes and quotes aside.

    >>> fold_token("ＮＡＴＯ―２") == fold_token("NATO-2")
    True
    """
    if token.isascii():
        return " " if token.isspace() else token
    folded = fold_characters(token)
    return folded if folded.strip() else " "
