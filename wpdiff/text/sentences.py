"""One block of printed text to the spans of its sentences, nothing lost between them but white space.

Japanese by our own rules: quotations and brackets stay whole, a note mark behind 。 belongs before. Other languages by
stops, with abbreviations and initials known.
"""

from __future__ import annotations

import re

from wpdiff.text.abbreviations import is_abbreviation
from wpdiff.text.patterns import lazy_pattern

Span = tuple[int, int]

_PAIRS = {
    "「": "」",
    "『": "』",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "［": "］",
    "〈": "〉",
    "《": "》",
    "“": "”",
}
_CLOSERS = frozenset(_PAIRS.values())
_STOPS = "。！？｡"
_JAPANESE_EVENT = re.compile(r"[「『（(【〔［〈《“」』）)】〕］〉》”。！？｡．]")
_BRACKET = lazy_pattern(r"[「『（(【〔［〈《“」』）)】〕］〉》”]")
_STOP = lazy_pattern(r"[。！？｡．]")
_MARKS_BEGIN = frozenset(" \u3000※*[［(（注0123456789０１２３４５６７８９¹²³⁰⁴⁵⁶⁷⁸⁹")
_MARK = lazy_pattern(
    r"[ \u3000]?(?:[※*][0-9０-９]{0,3}|\[[0-9]{1,3}\]|［[0-9０-９]{1,3}］|[¹²³⁰⁴-⁹]+|[(（]?注[0-9０-９]{1,3}[)）]?)"
)
_BARE_MARK = re.compile(r"[ \u3000]?([0-9０-９]{1,3})(?![0-9０-９])[ \u3000]?")
_GOES_ON = lazy_pattern(r"(?:と|との|という|を|が|は|に|の|など|も|や|で|から|へ|、|，|・|[)）」』】])")
_ASIDE = lazy_pattern(r"[（(][^（）()]{0,200}[。！？｡][）)]")
_BEHIND_STOP = lazy_pattern(r"[」』）)】〕”]")
_KANA_KANJI = lazy_pattern(r"[ぁ-んァ-ヺー一-鿿々]")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def split_sentences(text: str, *, language: str, notes: frozenset[str] | None = None) -> tuple[Span, ...]:
    """The spans of the sentences of one block, in order, without the white space around them.

    `notes` are the note numbers of the page, when known: a bare number behind 。 is then told from a figure.

    >>> text = "首相は「終わった。次だ。」と述べた。外相は応じた。"
    >>> [text[start:end] for start, end in split_sentences(text, language="ja")]
    ['首相は「終わった。次だ。」と述べた。', '外相は応じた。']
    >>> text = "The U.S. left. It was Art. 4 of the pact."
    >>> [text[start:end] for start, end in split_sentences(text, language="en")]
    ['The U.S. left.', 'It was Art. 4 of the pact.']
    """
    if language == "ja" or ("。" in text and language not in ("ja", "zh")):
        ends = _japanese_ends(text, notes or frozenset())
    elif _WESTERN_STOP.search(text):
        ends = _western_ends(text, german=language == "de")
    else:
        ends = []
    return _spans(text, ends)


def _spans(text: str, ends: list[int]) -> tuple[Span, ...]:
    if not ends:  # half of all blocks: one sentence, or none
        first = len(text) - len(text.lstrip())
        return ((first, first + len(text.strip())),) if first < len(text) else ()
    spans: list[Span] = []
    start = 0
    for end in [*ends, len(text)]:
        first, last = start, end
        while first < last and text[first].isspace():
            first += 1
        while first < last and text[last - 1].isspace():
            last -= 1
        if first < last:
            spans.append((first, last))
        start = max(start, end)
    return tuple(spans)


def _japanese_ends(text: str, notes: frozenset[str]) -> list[int]:
    """Where sentences end: a stop outside brackets; or one inside that closes a quotation on which nothing follows."""
    if not _STOP.search(text, 0, len(text) - 1):
        return []  # nothing stands behind its only stop, whatever brackets there are
    if not _BRACKET.search(text):
        return _stops(text, notes)
    events = list(_JAPANESE_EVENT.finditer(text))
    partner = _partners(text, [event.start() for event in events])
    ends: list[int] = []
    depth = 0
    for event in events:
        place, character = event.start(), event[0]
        if place in partner:
            depth += 1 if partner[place] > place else -1
            if depth == 0 and partner[place] < place and _closes_sentence(text, place, partner[place]):
                ends.append(_behind_marks(text, place + 1, notes))
        elif depth == 0 and (character in _STOPS or _is_full_stop(text, place)):
            ends.append(_behind_marks(text, _behind_stops(text, place + 1), notes))
    return _merged_parentheses(text, ends, partner)


def _stops(text: str, notes: frozenset[str]) -> list[int]:
    """Where sentences end in a text without quotations and brackets: at its stops."""
    ends: list[int] = []
    for stop in _STOP.finditer(text):
        place = stop.start()
        if text[place] != "．" or _is_full_stop(text, place):
            end = _behind_marks(text, _behind_stops(text, place + 1), notes)
            if not ends or end > ends[-1]:
                ends.append(end)
    return ends


def _partners(text: str, places: list[int]) -> dict[int, int]:
    """Brackets that have a partner, both ways. An opener that never closes protects nothing."""
    partner: dict[int, int] = {}
    waiting: list[int] = []
    open_kinds: dict[str, int] = {}
    for place in places:
        character = text[place]
        if character in _PAIRS:
            waiting.append(place)
            open_kinds[_PAIRS[character]] = open_kinds.get(_PAIRS[character], 0) + 1
        elif character in _CLOSERS and open_kinds.get(character):
            while _PAIRS[text[waiting[-1]]] != character:
                open_kinds[_PAIRS[text[waiting.pop()]]] -= 1
            opener = waiting.pop()
            open_kinds[character] -= 1
            partner[opener], partner[place] = place, opener
    return partner


def _closes_sentence(text: str, place: int, opener: int) -> bool:
    """Whether 。」 ends the sentence: nothing that goes on may follow, and 。） straight behind 。 belongs before."""
    if place == 0 or text[place - 1] not in _STOPS or text[place] in ")）":
        return False
    if (
        text[place + 1 : place + 2] in ("（", "(")
        and not _MARK.match(text, place + 1)
        and not _ASIDE.match(text, place + 1)
    ):
        return False  # 「進む。」（首相）とした。
    return opener >= 0 and not _GOES_ON.match(text, place + 1) and place + 1 < len(text)


def _is_full_stop(text: str, place: int) -> bool:
    """．as a full stop stands between kana or kanji only: never 1．, 3．5."""
    if text[place] != "．" or place == 0:
        return False
    follows = place + 1 >= len(text) or _KANA_KANJI.match(text, place + 1)
    return bool(_KANA_KANJI.match(text, place - 1) and follows)


def _behind_stops(text: str, place: int) -> int:
    while place < len(text) and (text[place] in _STOPS or text[place] == "．"):
        place += 1
    return place


def _behind_marks(text: str, place: int, notes: frozenset[str]) -> int:
    """Note marks behind a stop stay with the sentence before: 。12共同… where 12 is a note, but 。12か国…"""
    while place < len(text) and text[place] in _MARKS_BEGIN:
        mark = _MARK.match(text, place)
        if mark is None:
            mark = _BARE_MARK.match(text, place)
            if mark is None or not (
                mark.end() == len(text)
                or (mark[1].translate(_WIDE_DIGITS) in notes and not _counted(text, mark.end(1)))
            ):
                return place
        place = mark.end()
    return place


def _counted(text: str, place: int) -> bool:
    return text[place : place + 1] in tuple("年月日人隻機位か名件回社億兆万千百割点%％.．,，") and place < len(text)


def _merged_parentheses(text: str, ends: list[int], partner: dict[int, int]) -> list[int]:
    """A bracket that begins straight behind a sentence and holds one itself belongs to the sentence before."""
    merged: list[int] = []
    for end in ends:
        place = end
        if text[end : end + 1] in ("（", "(") and end in partner and text[partner[end] - 1] in _STOPS:
            place = partner[end] + 1
            place = _behind_stops(text, place)
        if not merged or place > merged[-1]:
            merged.append(place)
    return merged


# A gap that a scanner or an editor lost: "… the peninsula.To bolster trade …"; only before a word that opens sentences.
_GLUED = (
    r"(?<=[a-z]{3}\.)(?=(?:The|This|These|Those|There|They|Their|To|In|It|Its|We|Our|At|As|An|On|By|For|From|With|When"
    r"|While|If|Since|Such|However|Although|Because|Both|But|And|After|Before|During) )"
)
_WESTERN_STOP = lazy_pattern(
    rf"[.!?][.!?]*[)\]”’\"']*(?:\[[0-9]{{1,3}}\]|[0-9]{{1,3}}(?=\s|$)|[¹²³⁰⁴-⁹]+)?(?:(?=\s|$)|{_GLUED})"
)
_LIST_MARK = lazy_pattern(r"\(?(?:[0-9]{1,3}|[A-Za-z]|[ivxIVX]{1,4})\.")
_GERMAN = lazy_pattern(
    r"(?:\b(?:[Aa]bs|[Aa]rt|[Nn]rn?|[Bb]uchst|[Zz]iff|[Ss]|[Vv]|[Vv]gl|bzw|ggf|usw|[Bb]d|[Ll]it|[Ff]f|[Aa]bschn|[Kk]ap|[Aa]nl|geänd"
    r"|[Dd]r|[Pp]rof|sog|[Zz]|[Dd]|[Uu]|[Ii]|[Ff]))\.\Z"
)
_GERMAN_COUNT = lazy_pattern(r"(?:^|[\s(])[0-9]{1,2}\.\Z")
_GERMAN_COUNTED = lazy_pattern(
    r"\s*(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Abschnitt|Kapitel|Titel"
    r"|Absatz|Satz|Jahrhundert|Lebensjahr|Halbjahr|Quartal|Wahlperiode|Deutsch|Bundestag)"
)
_LOOK = 60  # characters behind and before a stop that decide whether it ends a sentence
_STARTS_LOW = lazy_pattern(r"\s*[a-zà-ÿ,;:]")


def _western_ends(text: str, *, german: bool = False) -> list[int]:
    """Where a stop is followed by white space and the next word may begin a sentence.

    German counts with stops, „am 1. Januar“, „des 3. Abschnitts“, and writes every noun with a capital.
    """
    ends: list[int] = []
    first = _LIST_MARK.match(text.lstrip())
    lead = len(text) - len(text.lstrip()) + (first.end() if first else 0)
    for stop in _WESTERN_STOP.finditer(text):
        if stop.end() <= lead or _STARTS_LOW.match(text, stop.end()):
            continue
        at = stop.start() + 1
        if german and _goes_on_in_german(text[max(0, at - _LOOK) : at], text[stop.end() : stop.end() + _LOOK]):
            continue
        if (
            text[stop.start()] != "."
            or stop[0].startswith(("..", ".)"))
            or not is_abbreviation(text[max(0, at - _LOOK) : at], text[stop.end() : stop.end() + _LOOK])
        ):
            ends.append(stop.end())
    nexts = [*ends[1:], len(text)]
    return [end for end, after in zip(ends, nexts, strict=False) if not _is_aside(text, end, after)]


def _goes_on_in_german(before: str, after: str) -> bool:
    """Whether a stop belongs to an abbreviation or to a count, as in „Abs. 2“, „am 23. Mai 1949“."""
    if _GERMAN_COUNT.search(before):
        return _GERMAN_COUNTED.match(after) is not None
    return _GERMAN.search(before) is not None


def _is_aside(text: str, end: int, after: int) -> bool:
    """Whether a whole sentence in brackets follows a stop: it belongs to the sentence before."""
    follows = text[end : end + 2].lstrip()
    if not follows.startswith("("):
        return False
    return text[end:after].rstrip().endswith((".)", "!)", "?)"))
