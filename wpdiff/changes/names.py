"""Names that only one edition knows: of exercises, plans, treaties, bodies and weapons, as titles, acronyms, glosses.

Knows nothing of changes: a name that moved from one sentence to another is neither new nor gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from wpdiff.changes.joined import Joined
from wpdiff.model.comparison import NameChange, Side
from wpdiff.model.edition import Edition, StatementKind

_LONGEST = 40  # characters of a title
# 「東の盾2024」演習, 「国家防衛戦略」: what is quoted is a name when it, or the word beside it, says what it is
_CLASS_JA = (
    "条約|協定|議定書|覚書|憲章|宣言|声明|共同声明|戦略|ドクトリン|コンセプト|構想|計画|大綱|指針|ガイドライン|方針|綱領"
    "|法律|法|令|白書|報告書?|演習|訓練|作戦|プログラム|プロジェクト|イニシアティブ|イニシアチブ|枠組み?|機構|同盟|会議|対話"
    "|フォーラム|グループ|委員会|司令部|部隊|師団|旅団|艦隊|ミサイル|システム|戦闘機|爆撃機|無人機|潜水艦|駆逐艦|空母|衛星|ロケット"
    "|兵器|レーダー"
)
_CLASS_LONGEST = 12  # characters of the longest of these words, and some
_TITLE_JA = re.compile(
    rf"[「『](?P<title>[^「」『』。、\n]{{2,{_LONGEST}}})[」』](?=(?P<after>{_CLASS_JA}|[級型])?)", re.IGNORECASE
)
_ENDS_AS_NAME = re.compile(
    rf"(?:{_CLASS_JA})(?:[0-9]{{2,4}}|[\s(（][0-9]{{4}}[)）]?)?\Z|[ァ-ヶA-Za-z一-鿿][-‐ ]?[0-9]{{2,4}}\Z"
)
_BEFORE_JA = re.compile(rf"(?:{_CLASS_JA})\Z")
# A pattern begins with the letter it looks for, and looks behind from there: texts are passed over quickly.
_TITLE_EN = re.compile(
    r"(?P<kind>E(?<!\wE)xercise|O(?<!\wO)peration|P(?<!\wP)roject|T(?<!\wT)ask Force)"
    r" (?P<title>[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|[0-9]{2,4}))*)"
)
_QUOTED_EN = re.compile(r"“(?P<title>[A-Z][^“”.\n]{1,60})”|\"(?P<plain>[A-Z][^\".\n]{1,60})\"")
_SHOUTED_BEFORE = re.compile(r"\b[A-Z]{2,} \Z")
_SHOUTED_BEHIND = re.compile(r" [A-Z]{2,}\b")
_CAPITAL = re.compile("[A-Z]")
_LETTER = re.compile("[A-Za-z]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_SMALL = {"of", "on", "for", "the", "and", "in", "to", "with"}
# AUKUS, START, Su-57, S-400, INF; no units, no numbers of charts
_ACRONYM = re.compile(
    r"[A-Z](?<![A-Za-z0-9./@_-][A-Z])(?:[A-Za-z]{0,5}-[0-9]{1,4}[A-Z]{0,3}|[A-Z]+(?:-[A-Z0-9]+)?[0-9]{0,3})(?![A-Za-z0-9@_-]|\.[A-Za-z])"
)
_NO_NAME = re.compile(
    r"[IVXLC]+(?:-[0-9]+)?|[A-Z]-[0-9]|(?:FY|CY|PP?|VOL|NO)[0-9]*|(?:URL|QR|PDF|HTML|WWW|HTTPS?|ISBN|TEL|FAX)"
)
# 「（NDF: Norda Defence Force）」, "Norda Defence Force (NDF)"
_GLOSS = re.compile(r"[(]\s?(?P<short>[A-Z][A-Za-z0-9-]{1,11}) ?: ?(?P<long>[A-Z][A-Za-z0-9 '&,.-]{3,100}?)\s?[)]")
_GLOSS_EN = re.compile(
    r"(?P<long>(?:[A-Z][\w'’&-]*(?: (?:of|on|for|the|and|in))* ){1,8})[(](?P<short>[A-Z][A-Za-z0-9-]{1,11})[)]"
)
_MOSTLY_CAPITALS = 0.6  # of a line's letters: a heading in capitals has no acronyms


_Named = tuple[str, int, str]  # as it is compared, where it stands, what it is short for
_Found = tuple[int, int, str, int]  # the number of a text, where that begins, a name and where it stands


class _Seen(Struct):
    """How often a name stands in an edition, where first, and what it is short for."""

    count: int
    statement: int
    start: int
    long: str = ""


def find_names(old: Edition, new: Edition) -> tuple[NameChange, ...]:
    """The names that are new, the most frequent first, then those no longer mentioned.

    Fires: a 「…」演習, an acronym, a gloss that the other edition has nowhere. Stays quiet: a name that the other
    edition prints without its quotation marks; what is only said in 「」.
    """
    if old is new:  # an edition against itself
        return ()
    before, after = ({one.text: None for one in edition.statements} for edition in (old, new))
    # What both print names nothing that one of them does not know.
    both, gone, came = (
        Joined.of(texts, "ja")
        for texts in (before.keys() & after.keys(), before.keys() - after.keys(), after.keys() - before.keys())
    )
    words = frozenset(_LATIN.findall(both.folded))
    return (
        *_only(_read(new, came), (both, gone), words, Side.NEW),
        *_only(_read(old, gone), (both, came), words, Side.OLD),
    )


def _only(names: dict[str, _Seen], other: Sequence[Joined], words: frozenset[str], side: Side) -> list[NameChange]:
    """The names that the other edition's print does not hold, `words` being those that both editions print."""
    words |= frozenset(_LATIN.findall(other[-1].folded))
    titles = [name for name in names if not _ACRONYM.fullmatch(name)]
    known = words.union(*(one.holds(titles) for one in other))
    mine = [(name, seen) for name, seen in names.items() if name not in known]
    mine.sort(key=lambda pair: (-pair[1].count, pair[1].statement, pair[1].start, pair[0]))
    return [
        NameChange(name=name, side=side, count=seen.count, statement=seen.statement, start=seen.start, gloss=seen.long)
        for name, seen in mine
    ]


def _read(edition: Edition, own: Joined) -> dict[str, _Seen]:
    """Every name of an edition's own texts."""
    named = {own.texts[number]: found for number, found in _named(own).items()}
    names: dict[str, _Seen] = {}
    for index, statement in enumerate(edition.statements):
        found = named.get(statement.text)
        if not found or statement.boilerplate or statement.kind is StatementKind.REFERENCE:
            continue
        for name, start, long in found:
            seen = names.setdefault(name, _Seen(0, index, start))
            seen.count += 1
            seen.long = seen.long or long
    return names


def _named(texts: Joined) -> dict[int, list[_Named]]:
    """The names in each text that has some."""
    named: dict[int, list[_Named]] = {}
    is_capitals = cache(lambda number: _is_capitals(texts.text(number)))
    glosses = cache(lambda number: _glosses(texts.text(number)))
    for number, start, name, place in _quoted(texts):
        named.setdefault(number, []).append((name, place - start, ""))
    for number, start, name, place in _titled(texts):
        if not is_capitals(number):
            named.setdefault(number, []).append((name, place - start, ""))
    for number, start, name, place in _acronyms(texts):
        if not is_capitals(number):
            named.setdefault(number, []).append((name, place - start, glosses(number).get(name, "")))
    return named


def _quoted(texts: Joined) -> Iterator[_Found]:
    """Japanese titles in quotation marks: 「東の盾2024」演習."""
    for number, start, match in texts.matches(_TITLE_JA):
        if (
            match["after"]
            or _ENDS_AS_NAME.search(match["title"])
            or _BEFORE_JA.search(texts.folded, max(start, match.start() - _CLASS_LONGEST), match.start())
        ):
            yield number, start, match["title"], match.start("title")


def _titled(texts: Joined) -> Iterator[_Found]:
    """English titles: Exercise Eastern Shield, and what stands in quotation marks."""
    for number, start, match in texts.matches(_TITLE_EN):
        yield number, start, f"{match['kind']} {match['title']}", match.start()
    for number, start, match in texts.matches(_QUOTED_EN):
        title = match["title"] or match["plain"]
        if _is_title(title):
            yield number, start, title, match.start() + 1


def _acronyms(texts: Joined) -> Iterator[_Found]:
    for number, start, match in texts.matches(_ACRONYM):
        if not _NO_NAME.fullmatch(match[0]) and not _is_shouted(texts.folded, *match.span()):
            yield number, start, match[0], match.start()


def _glosses(text: str) -> dict[str, str]:
    """What a text says that acronyms are short for."""
    if "(" not in text:
        return {}
    long = {match["short"]: match["long"].strip() for match in _GLOSS.finditer(text)}
    return long | {match["short"]: _spelled(match["long"], match["short"]) for match in _GLOSS_EN.finditer(text)}


def _spelled(long: str, short: str) -> str:
    """What stands before "(NDF)" without what only leads to it: The Norda Defence Force → Norda Defence Force."""
    words = long.split()
    while words and words[0].lower() in _SMALL:
        words = words[1:]
    return " ".join(words) if words and words[0][:1].casefold() == short[:1].casefold() else ""


def _is_title(text: str) -> bool:
    """Whether English words in quotation marks are a name: two or more, each with a capital but the small ones."""
    words = text.split()
    return len(words) > 1 and all(word[:1].isupper() or word[:1].isdigit() or word in _SMALL for word in words)


def _is_shouted(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals stands beside another: EUROPEAN PARLIAMENT is no acronym."""
    return bool(_SHOUTED_BEFORE.search(text, max(0, start - 20), start) or _SHOUTED_BEHIND.match(text, end))


def _is_capitals(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return letters > len(text) // 2 and len(_CAPITAL.findall(text)) > _MOSTLY_CAPITALS * letters
