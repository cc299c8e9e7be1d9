"""The figures of one side that are no dates, note marks or references: what each says and where it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from wpdiff.changes.difference import Placed
from wpdiff.model.edition import DateReading, NoteMark, Statement, StatementKind
from wpdiff.text.patterns import holds_one, lazy_pattern

_NUMBER = r"[0-9]{1,15}(?:,[0-9]{3}){0,5}(?:\.[0-9]{1,9})?"
_KANJI = "〇一二三四五六七八九十百千"
_COUNTER = (
    "[かカヵヶケ]国(?:間)?|箇国|国間|[かカヵヶ箇][月所年条]|年間|年連続|年度連続|期連続|年以上|年ぶり|週間|日間|時間|分間|世代|トン|ドル|ユーロ|ポンド|ルーブル|円|元|ウォン"
    "|キロメートル|メートル|キロ|パーセント|ポイント|%|隻|機|両|門|基|発|人|名|件|回|社|校|団体|倍|割|歳|位|個|台|艘|か条"
    "|km|kg|m|番目|度目|次|期|丁|羽|棟|箇所|点|本|部隊|個旅団|個師団|つ(?=[のにがをはで、。])"
)
_KANJI_COUNTER = (
    "[かカヵヶ]国(?:間)?|箇国|国間|[かカヵヶ箇][月所年]|隻|機|両|門|基|発"
    "|人|名|件|回|社|校|位|倍|割|個|台|年間|年連続|年度連続|期連続|年ぶり|週間|日間|つ(?=[のにがをはで、。])"
    "|キロメートル|メートル|トン|ドル|ユーロ|円|パーセント|歳|艘|棟|箇所"
)
_BIG = {
    "兆": Decimal(10) ** 12,
    "億": Decimal(10) ** 8,
    "百万": Decimal(10) ** 6,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
}
_JA = lazy_pattern(
    rf"第?(?P<number>{_NUMBER}(?:(?:兆|億|百万|万|千)(?:{_NUMBER})?){{0,4}})(?P<unit>{_COUNTER})?"
    rf"|(?<![{_KANJI}数何])第?(?P<kanji>[{_KANJI}]{{1,8}})(?P<counter>{_KANJI_COUNTER})"
)
# A sign that a figure can begin with, and what stands behind it: most of a text is none and is passed over quickly.
_JA_BEGINNING = lazy_pattern(
    rf"[第0-9{_KANJI}](?:(?<=[0-9])|(?<=第)[0-9{_KANJI}]"
    rf"|(?<=[{_KANJI}])[{_KANJI}]{{0,7}}[かカヵヶ箇国隻機両門基発人名件回社校位倍割個台年期週日つキメトドユ円パ歳艘棟])"
)
_ORDINAL_UNITS = ("回", "次", "期", "世代", "")
_PART = lazy_pattern(rf"({_NUMBER})(兆|億|百万|万|千)?")
_UNITS = {"パーセント": "%", "箇国": "か国", "つ": "個", "番目": "位"}
_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_TIMES = {
    "halved": Decimal("0.5"),
    "doubled": Decimal(2),
    "tripled": Decimal(3),
    "trebled": Decimal(3),
    "quadrupled": Decimal(4),
}
_COINS = {"dollar": "$", "euro": "€", "pound": "£", "yen": "¥"}
_SCALE = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_EN_DIGITS = (
    rf"(?P<money>[$€£¥])?(?<![\w.,-])(?P<number>{_NUMBER})"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|[ -]?(?P<scale>thousand|million|billion|trillion)\b)?"
    r"(?:(?P<share> ?%| percent\b| per cent\b)|(?P<coin> (?:us |u\.s\. )?(?:dollars?|euros?|pounds?|yen)\b))?"
)
_EN_NUMBER = lazy_pattern(_EN_DIGITS)
# The same, beginning with a sign that is quickly looked for: most of a text is no figure.
_EN_FOUND = lazy_pattern(
    r"[0-9$€£¥](?:(?<=[$€£¥])[0-9]|(?<=[0-9])(?<![\w.,-].))"
    + _EN_DIGITS[_EN_DIGITS.index("(?P<number>") :].replace("[0-9]{1,15}", "[0-9]{0,14}", 1)
)
_EN = lazy_pattern(
    rf"{_EN_DIGITS}"
    rf"|\b(?P<rank>{'|'.join(_ORDINALS[1:])})\b"
    r"|\b(?P<half>half)(?= (?:of|the)\b)"
    r"|\b(?P<share_of>(?:a|one|two|three|four) ?-?(?:thirds?|quarters?|fifths?|tenths?))(?= of\b)"
    rf"|\b(?P<fold>{'|'.join(_WORDS[1:10])})fold\b|\b(?P<times>halved|doubled|tripled|trebled|quadrupled)\b"
    rf"|\b(?P<word>(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_WORDS[:9])}))?|{'|'.join(_WORDS[1:])})\b"
    r"(?P<hundred>[ -]hundred\b)?(?: (?P<wordscale>thousand|million|billion|trillion)\b)?"
)
# One of these stands in every English text that tells a figure in words.
_IN_WORDS = AhoCorasick([*_WORDS[1:], *_TENS, *_ORDINALS[1:], *_TIMES, "half", "third", "quarter", "fifth", "tenth"])

# A note mark that nobody has marked: a bare number straight after a verb's ending, straight before what goes on
# without counting anything: 増加している18。 横ばい30であるが
_BARE_MARK = lazy_pattern(
    r"(?<=[るたいうくすつむぶぐぬ]) ?[0-9]{1,3} ?(?=[。、（]|$|であ|が、)|(?<=。) ?[0-9]{1,3} ?$"
    r"|(?<=[a-z]{5}\.)[0-9]{1,3}$"
)
_BEFORE_MARK = lazy_pattern(
    r"[0-9](?:(?<=[るたいうくすつむぶぐぬ。][0-9])|(?<=[るたいうくすつむぶぐぬ。] [0-9])|(?<=[a-z]\.[0-9]))"
)

# The number of a figure, a table, a chapter names it and counts nothing: 図表I-3-5-4, "Table 2.1", 第3章.
_LABEL = lazy_pattern(
    r"https?://[!-~]+|(?:図表?|写真|付注|資料|別[表紙添]|付[図表]|(?-i:(?<![一-鿿])[表注]))\s?[0-9ivx]{1,6}(?:[-‐―－.][0-9]{1,4}){0,6}|第[0-9]{1,3}[部章節項条]"
    r"|\b(?:figure|fig\.|table|chart|box|photo|annex|appendix|chapter|section|part|article)s?\s"
    r"[0-9ivx]{1,6}(?:[-.][0-9]{1,4}){0,6}\b",
    re.IGNORECASE,
)
# "ſ" is a small "s" for those who look at no case.
_LABEL_BEGINNING = lazy_pattern(
    r"[図写付資別表注第HFTCBPASſhftcbpas](?:(?<=[図写付資別表注第])"
    r"|(?i:ttps?://|(?<!\w.)(?:ig(?:ure|\.)|able|ha(?:rt|pter)|ox|hoto|nnex|ppendix|ection|art|rticle)))"
)


class Counted(NamedTuple):
    """One printed figure: its value in ones, what is counted, both in words (1200000 隻), and its span in the text."""

    value: Decimal
    unit: str
    says: str
    start: int
    end: int


@lru_cache(maxsize=1 << 12)
def plain(value: Decimal) -> str:
    """A number in digits, without an exponent or empty decimals.

    >>> plain(Decimal("7.20")), plain(Decimal(10) ** 8)
    ('7.2', '100000000')
    """
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def read_figures(text: str, placed: Sequence[Placed], language: str) -> tuple[Counted, ...]:
    """The figures in a side's folded text, in print order.

    Those that are part of a date, a note mark or a reference are left out.
    """
    if any(one.statement.kind is StatementKind.REFERENCE for one in placed):
        return ()
    found = _japanese(text) if language == "ja" else _english(text)
    if not found:
        return ()
    taken = [(one.offset + span.start, one.offset + span.end) for one in placed for span in _not_counted(one.statement)]
    taken += bare_marks(text)
    taken += [match.span() for match in _matches(_LABEL_BEGINNING, _LABEL, text)]
    if not taken:
        return tuple(found)
    covered = bytearray(len(text) + 1)
    for start, end in taken:
        covered[start:end] = b"\x01" * max(0, min(end, len(covered)) - start)
    return tuple(one for one in found if 1 not in covered[one.start : one.end])


@lru_cache(maxsize=2)  # asked for the figures of both sides, and once more for their units
def bare_marks(text: str) -> tuple[tuple[int, int], ...]:
    """Where bare numbers stand in a folded text that are the marks of notes.

    >>> bare_marks("増加している18。"), bare_marks("18 隻")
    (((6, 8),), ())
    """
    return tuple(match.span() for match in _BARE_MARK.finditer(text)) if _BEFORE_MARK.search(text) else ()


def _matches(beginning: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of a pattern in order, tried only where one can begin."""
    place = 0
    while sign := beginning.search(text, place):
        match = pattern.match(text, sign.start())
        if match:
            yield match
        place = match.end() if match else sign.start() + 1


def _not_counted(statement: Statement) -> Iterator[DateReading | NoteMark]:
    yield from statement.dates
    yield from statement.marks


def _japanese(text: str) -> list[Counted]:
    return [
        Counted(*_counted(*match.group(0, "number", "unit", "kanji", "counter")), *match.span())
        for match in _matches(_JA_BEGINNING, _JA, text)
    ]


Said = tuple[Decimal, str, str]  # value, what is counted, and both in words


def _say(value: Decimal, unit: str) -> Said:
    return value, unit, f"{plain(value)} {unit}".rstrip()


@lru_cache(maxsize=1 << 12)
def _counted(printed: str, number: str | None, unit: str | None, kanji: str | None, counter: str | None) -> Said:
    """What a Japanese figure says: its value in ones, and what is counted."""
    said = unit or counter or ""
    value = _kanji(kanji) if kanji else _digits(number or "")
    if printed.startswith("第") and said in _ORDINAL_UNITS:
        said = f"第{said}"  # 第58回 → 2回: the one names, the other counts
    if said == "割":
        value, said = value * 10, "%"
    said = _UNITS.get(said, re.sub("^[カヵヶケ](?=[国月所年])|^箇(?=[月所年])", "か", said))
    if said == "国間" or said == "か国間":
        said = "国間"
    return _say(value, said)


def _digits(number: str) -> Decimal:
    parts = (Decimal(digits.replace(",", "")) * _BIG.get(big, Decimal(1)) for digits, big in _PART.findall(number))
    return sum(parts, Decimal(0))


def _kanji(numeral: str) -> Decimal:
    """二十三 → 23, 二〇 → 20."""
    if not any(one in "十百千" for one in numeral):
        return Decimal("".join(str("〇一二三四五六七八九".index(one)) for one in numeral))
    total = digit = 0
    for one in numeral:
        if one in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[one]
            digit = 0
        else:
            digit = digit * 10 + "〇一二三四五六七八九".index(one)
    return Decimal(total + digit)


def _share_of(words: str) -> Decimal:
    """two-thirds → 66.7; scanned text may have lost what stood between: twothirds."""
    parts = {"third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
    part = next(one for one in parts if words.rstrip("s").endswith(one))
    count = words.rstrip("s").removesuffix(part).strip("- ")
    times = 1 if count in ("a", "one") else _WORDS.index(count) + 1
    return (Decimal(100) * times / parts[part]).quantize(Decimal("0.1"))


def _coin(word: str | None) -> str:
    """A coin's sign for its name: 2.4 billion dollars is $2.4 billion."""
    return next((sign for name, sign in _COINS.items() if name in (word or "")), "")


def _worded(words: str) -> Decimal:
    """twenty-three → 23."""
    return Decimal(sum(_TENS.get(word) or _WORDS.index(word) + 1 for word in re.split("[- ]", words)))


def _english(text: str) -> list[Counted]:
    if not holds_one(text, _IN_WORDS):
        return [Counted(*_numbered(match[0]), *match.span()) for match in _EN_FOUND.finditer(text)]
    return [
        Counted(*(_numbered(match[0]) if match["number"] else _say(*_said(match))), *match.span())
        for match in _EN.finditer(text)
    ]


@lru_cache(maxsize=1 << 12)
def _numbered(printed: str) -> Said:
    """What an English figure in digits says."""
    match = _EN_NUMBER.match(printed)
    assert match is not None, printed  # noqa: S101  it was found by the same pattern
    value = Decimal(match["number"].replace(",", "")).scaleb(_SCALE.get(match["scale"] or "", 0))
    unit = "rank" if match["ordinal"] else "%" if match["share"] else match["money"] or _coin(match["coin"])
    return _say(value, unit)


def _said(match: re.Match[str]) -> tuple[Decimal, str]:
    """What an English figure in words says."""
    if match["rank"]:
        return Decimal(_ORDINALS.index(match["rank"]) + 1), "rank"
    if match["share_of"]:
        return _share_of(match["share_of"]), "%"
    if match["fold"]:
        return _worded(match["fold"]), "fold"
    if match["times"]:
        return _TIMES[match["times"]], "fold"
    if match["half"]:
        return Decimal(50), "%"
    value = _worded(match["word"]) * (100 if match["hundred"] else 1)
    return value.scaleb(_SCALE.get(match["wordscale"] or "", 0)), ""
