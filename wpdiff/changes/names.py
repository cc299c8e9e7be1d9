"""Names that only one edition knows: of exercises, plans, treaties, bodies and weapons, as titles, acronyms, glosses.

Knows nothing of changes: a name that moved from one sentence to another is neither new nor gone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from wpdiff.changes.sides import fold_widths
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
_TITLE_EN = re.compile(
    r"\b(?P<kind>Exercise|Operation|Project|Task Force) (?P<title>[A-Z][\w'’-]*(?: (?:[A-Z][\w'’-]*|[0-9]{2,4}))*)"
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
    r"(?<![A-Za-z0-9./@_-])(?:[A-Z][A-Za-z]{0,5}-[0-9]{1,4}[A-Z]{0,3}|[A-Z]{2,}(?:-[A-Z0-9]+)?[0-9]{0,3})(?![A-Za-z0-9@_-]|\.[A-Za-z])"
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
    known: dict[str, tuple[_Named, ...]] = {}  # most statements are printed alike in both
    before, after = _read(old, known), _read(new, known)
    return (*_only(after, before, old, Side.NEW), *_only(before, after, new, Side.OLD))


def _only(names: dict[str, _Seen], others: dict[str, _Seen], other: Edition, side: Side) -> list[NameChange]:
    text = fold_widths("\n".join(statement.text for statement in other.statements), "ja")
    words = frozenset(_LATIN.findall(text))
    mine = [
        (name, seen)
        for name, seen in names.items()
        if name not in others and name not in words and (_ACRONYM.fullmatch(name) or name not in text)
    ]
    mine.sort(key=lambda pair: (-pair[1].count, pair[1].statement, pair[1].start, pair[0]))
    return [
        NameChange(name=name, side=side, count=seen.count, statement=seen.statement, start=seen.start, gloss=seen.long)
        for name, seen in mine
    ]


def _read(edition: Edition, known: dict[str, tuple[_Named, ...]]) -> dict[str, _Seen]:
    """Every name of an edition; `known` are those of the texts that were read before."""
    names: dict[str, _Seen] = {}
    for index, statement in enumerate(edition.statements):
        if statement.boilerplate or statement.kind is StatementKind.REFERENCE:
            continue
        text = statement.text
        if text not in known:
            known[text] = tuple(_named(fold_widths(text, "ja")))
        for name, start, long in known[text]:
            seen = names.setdefault(name, _Seen(0, index, start))
            seen.count += 1
            seen.long = seen.long or long
    return names


def _named(text: str) -> Iterator[_Named]:
    """The names in a text: as it is compared, where it stands, what it is short for."""
    if "「" in text or "『" in text:
        for match in _TITLE_JA.finditer(text):
            if (
                match["after"]
                or _ENDS_AS_NAME.search(match["title"])
                or _BEFORE_JA.search(text, max(0, match.start() - _CLASS_LONGEST), match.start())
            ):
                yield match["title"], match.start("title"), ""
    if not _CAPITAL.search(text) or _is_capitals(text):
        return
    for match in _TITLE_EN.finditer(text):
        yield f"{match['kind']} {match['title']}", match.start(), ""
    for match in _QUOTED_EN.finditer(text):
        title = match["title"] or match["plain"]
        if _is_title(title):
            yield title, match.start() + 1, ""
    long = {match["short"]: match["long"].strip() for match in _GLOSS.finditer(text)}
    long |= {match["short"]: _spelled(match["long"], match["short"]) for match in _GLOSS_EN.finditer(text)}
    for match in _ACRONYM.finditer(text):
        if not _NO_NAME.fullmatch(match[0]) and not _is_shouted(text, *match.span()):
            yield match[0], match.start(), long.get(match[0], "")


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
