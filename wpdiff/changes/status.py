"""A cue in its clause in, what became of it out: done, ongoing, planned, hypothetical, negated, denied, quoted.

Knows nothing of categories. Japanese is read from the cue to the end of its clause, English in the whole clause.
"""

from __future__ import annotations

import re

from wpdiff.changes.lexicon import Gates
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.text.patterns import lazy_pattern

DONE, REPORTED, QUOTED, MENTIONED, DESCRIBED = "done", "reported", "quoted", "mentioned", "described"
PLANNED = "planned"
HAPPENED = (DONE, REPORTED)
KNOWN = (*HAPPENED, DESCRIBED)  # what the other side knows of, if only in passing, is no news
_LONG_CLAUSE = 160  # characters of a clause that are read; beyond, the verb no longer governs the cue
_OPENERS = "「『(“〔【"
_QUOTING = "「『"
_CLOSERS = "」』)”〕】"
# "a signed copy", "the designated time": a participle between an article and its noun tells of nothing
_ATTRIBUTE = lazy_pattern(
    r"\b(?:an?|the|its|their|his|her|this|that|these|those|any|each|every|another|at)\s(?:\w+ly\s)?\Z"
)
_PARTICIPLE = lazy_pattern(r"(?!newly)\w+(?:ed|en)\b(?! by\b)")
_INNER_NOT = lazy_pattern(r"\b(?:not|never|no)\b")  # "the pact was not renewed"
_FINITE = lazy_pattern(r"\b(?:was|were|been|took|became)\b")  # "the revised guidelines were adopted" tells all the same
_SINCE = ("has not", "have not", "no longer")  # "has not met since 2022" tells of a stop by its negation
_JOINT = 12  # characters of the cue that a pattern may reach into: "plans to | sign"
_NEAR_NOUN = 60  # characters around a noun in which what governs it stands
_FROM_BEHIND = ("reported", "background")
_TITLE = lazy_pattern(r"の[一-鿿]{2,6}$")
_LAST_NOUN = lazy_pattern(r"[一-鿿ァ-ヶー]+$")
_GOVERNING = tuple("をにがはもへでて")
# コンセプトをまとめた「勧告」: a finished verb before a noun only describes it
_DESCRIBES = lazy_pattern(
    r"た(?=[一-鿿ァ-ヶA-Za-z0-9「『])(?!た(?:旨|際|上|一方|結果|後|直後|翌|ほか|発言|発表|公表|報))"
)
_ATTRIBUTIVE = lazy_pattern(
    r"[一-鿿ぁ-ん][ぁ-ん]{0,9}(?<=[るたすくうむぶつぬぐい])(?<!もつ)(?=[一-鿿ァ-ヶA-Za-z0-9「『]|もの(?:で|と|の|が|を|。))"
    r"(?!旨|方針|意向|考え|姿勢|立場|声明|発表|決定|決議|構え|一方|上で|際|意思|予定|計画|用意|意図|見解|動き|決意|文書|発言|談話|書簡|政策|原則|約束|義務|条項|規定|路線)"
)
_NORM = lazy_pattern(
    r"(?:(?:なければ|ては|では)ならない|ものと(?:する|みなす)|ことができ(?:る|ない)|ことを妨げない|行為|場合|とき|隊員|者|による|を除く)"
    r"(?:[（(].{0,200}[）)])?。?(?:[（(][^。]{0,100}。[）)])?\s*\Z"
)
_GOES_ON = lazy_pattern(r"(?:し|り|い|ち|び|み|ぎ|き|え|け|せ|て|べ|め|れ|げ)\Z")
_PROSPECT = lazy_pattern(
    r"[うくすつぬむるぐぶ](?:予定|計画|方針|意向|考え|べき|こと(?:が|は|を)?(?:適当|必要|重要|求め|望まし|期待|予定|検討|目指)|必要が)"
    r"(?:である|だ|としている|とされている|とされた|られている|られる|ある|あるとしている|している|する|であるとしている|でない)?\Z"
)
# …戦略（令和4年12月閣議決定）を踏まえ: brackets say of a paper when it was decided; （同年12月に同条約は発効） tells
_CITED = lazy_pattern(r"[(（][^()（）はがを]{1,40}[)）]\Z")
_TOPICS = ("は", "も", "については", "についても")
_WHEN = lazy_pattern(
    r"(?:[^。、]{0,16}[0-9年月日度][^。、]{0,6}、|(?:その後|現在|近年|毎年|以降)、){0,2}"
)  # when a topic's news was
_STOPS = "、。;!?\n\t"
_ENGLISH_STOP = lazy_pattern(
    r"[;\n\t!?]|[.](?=\s|$)|, (?:but|and|while|whereas|although|which|who)\b|\b(?:but|although|whereas)\b"
)
_ENGLISH_END = lazy_pattern(r"[;\n\t!?]|[.](?=\s|$)|, (?:but|while|whereas|although)\b|\b(?:but|although|whereas)\b")


def status_of(side: SideText, start: int, end: int, sides: Sides, *, finished: bool) -> str:
    """What the clause makes of the cue at start:end. `finished` says that the cue's own form is a finished one."""
    gates = sides.lexicon.gates
    quotation = side.quotation(end - 1, end)  # 条約に規定のない「効力の一時停止」: the cue may begin outside
    if sides.language == "ja":
        if quotation:
            return _performed(side.text, quotation, gates)
        return _japanese(side.text, (start, end), gates, finished=finished)
    if quotation:
        return QUOTED
    return _english(side.text, start, end, gates, finished=finished)


def _performed(text: str, quotation: Span, gates: Gates) -> str:
    """「効力の一時停止」を一方的に宣言した is done by its author; what is only said in 「」 is the speaker's."""
    tail = clause_tail(text, quotation[1])
    if tail[:1] not in ("を", "に") or not gates.performs or not gates.performs.search(tail):
        return QUOTED
    return _judge(tail, gates, finished=False)


def _japanese(text: str, span: Span, gates: Gates, *, finished: bool) -> str:
    tail = told_of(text, span[1])
    if not tail and not finished and not _tells_bare(text, span):
        return MENTIONED
    if finished and _DESCRIBES.match(text, span[1] - 1):
        return DESCRIBED
    status = _judge(tail, gates, finished=finished)
    if status == DONE and not finished and _GOES_ON.search(tail) and _is_prospect(text, span[1]):
        return PLANNED
    return status


def _is_prospect(text: str, start: int) -> bool:
    """Whether a sentence ends in what is to be done: 基準を策定し、制度を創設することが適当である tells of neither."""
    end = text.find("。", start)
    return _PROSPECT.search(text, start, len(text) if end < 0 else end) is not None


def _tells_bare(text: str, span: Span) -> bool:
    """Whether a noun that ends its clause tells: 憲章に署名 does; 戦略の策定, and 停止、 in a list, name a thing."""
    cue = text[span[0] : span[1]]
    if _TITLE.search(cue or text) or _CITED.search(text, max(0, span[0] - _NEAR_NOUN), span[1] + 1):
        return False
    if text[span[1] : span[1] + 1] not in ("、", ","):
        return True
    before = _LAST_NOUN.sub("", text[max(0, span[0] - 1) : span[1]])
    return before[-1:] in _GOVERNING


def _judge(tail: str, gates: Gates, *, finished: bool) -> str:
    if gates.innocent:
        tail = gates.innocent.sub(lambda match: "〓" * len(match[0]), tail)
    if gates.lightens:
        tail = gates.lightens.sub("", tail, count=1)
    for kind, pattern in gates.kinds:
        if pattern.search(tail):
            return kind if kind != REPORTED or finished or _is_done(tail, gates) else MENTIONED
    return DONE if finished or _is_done(tail, gates) else MENTIONED


def _is_done(tail: str, gates: Gates) -> bool:
    return gates.done is not None and gates.done.search(tail) is not None


def told_of(text: str, end: int) -> str:
    """The rest of a cue's clause; of a mere topic (共同訓練は、2019年以降、毎年行われ…) what is told of it."""
    tail = clause_tail(text, end)
    place = end + len(tail)
    if tail not in _TOPICS or text[place : place + 1] != "、":
        return tail
    between = _WHEN.match(text, place + 1)
    return tail + clause_tail(text, between.end() if between else place + 1)


def clause_tail(text: str, end: int) -> str:
    """From `end` to the end of the clause; what stands in brackets is left out, a quotation's opening mark kept.

    >>> clause_tail("文書(仮称)に署名した「盾」計画、その後", 6)
    'に署名した「計画'
    """
    kept: list[str] = []
    depth = 0
    for character in text[end : end + _LONG_CLAUSE]:
        if character in _OPENERS:
            if depth == 0 and character in _QUOTING:
                kept.append(character)
            depth += 1
        elif character in _CLOSERS:
            depth -= 1
            if depth < 0:
                break
        elif depth == 0:
            if character in _STOPS:
                break
            kept.append(character)
    return "".join(kept)


def _english(text: str, start: int, end: int, gates: Gates, *, finished: bool) -> str:
    """What governs a finished verb stands before it; a noun (the suspension of …) may be governed from behind too."""
    begin, stop = english_clause(text, start, end)
    before, cue, after = text[begin:start], text[start:end], text[end:stop]
    if gates.innocent:
        before, after = (gates.innocent.sub(lambda match: "#" * len(match[0]), part) for part in (before, after))
    if not cue.startswith(_SINCE) and _INNER_NOT.search(cue):
        return "negated"
    if not finished:
        before = before[-_NEAR_NOUN:]
    governing = before + cue[:_JOINT]
    for kind, pattern in gates.kinds:
        if any(match.start() < len(before) for match in pattern.finditer(governing)):
            return kind
        if kind in _FROM_BEHIND and pattern.search(after):
            told = kind != REPORTED or finished or _is_performed(before, after, gates)
            return kind if told else MENTIONED
        if not finished and pattern.search(after[:_NEAR_NOUN]):
            return kind
    if finished or _is_performed(before, after, gates):
        return DONE
    return MENTIONED


def is_attribute(text: str, match: re.Match[str]) -> bool:
    """Whether a participle stands between an article and its noun: a signed copy, the revised guidelines."""
    if not _PARTICIPLE.match(match[0]) or _FINITE.search(match[0]):
        return False
    return _ATTRIBUTE.search(text, max(0, match.start() - _LONG_CLAUSE), match.start()) is not None


def is_attributive(text: str, end: int, language: str) -> bool:
    """Whether the Japanese verb that a cue begins only describes the noun behind it: 配備を求める国, not 求める方針.

    >>> is_attributive("義務付けられている機関", 3, "ja"), is_attributive("求めるとしている", 2, "ja")
    (True, False)
    """
    return language == "ja" and _ATTRIBUTIVE.match(text, max(0, end - 1)) is not None


def is_norm(side: SideText, language: str) -> bool:
    """Whether a Japanese text lays down what people may or must do: 「…を求めることができる。」 is nobody's stance."""
    return language == "ja" and _NORM.search(side.text, max(0, len(side.text) - _NEAR_NOUN)) is not None


def _is_performed(before: str, after: str, gates: Gates) -> bool:
    """Whether a noun is said to have come about: "announced the suspension", "the deployment was completed"."""
    performed = gates.performs is not None and gates.performs.search(before) is not None
    return performed or (gates.done is not None and gates.done.match(after) is not None)


def english_clause(text: str, start: int, end: int) -> Span:
    """The clause around a cue: back to the last stop, forward to the next."""
    floor = max(0, start - _LONG_CLAUSE)
    begin = floor
    for match in _ENGLISH_STOP.finditer(text, floor, start):
        begin = match.end()
    found = _ENGLISH_END.search(text, end, end + _LONG_CLAUSE)
    return begin, found.start() if found else min(len(text), end + _LONG_CLAUSE)
