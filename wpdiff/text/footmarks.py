"""Note marks told from figures: numbers glued to words that count on through a page, 条約機構4(… and …招き5、.

Marks run n, n+1, n+2 …; what follows them is never a counter. Where the numbers of the note bodies are known they
decide; where not, only a convincing chain is believed, because a false mark hides a figure.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from wpdiff.text.patterns import lazy_pattern

Mark = tuple[int, int, str]
Candidate = tuple[int, int, int, int]  # text, start, end, number
CONVINCING = 3  # consecutive numbers that make a chain believable when no note bodies are known

_DIGITS = "[0-9０-９]{1,3}"
_NO_FIGURE = "(?![0-9０-９.．,，]?[0-9０-９]|[%％‰:：/／~〜～–-]|(?:か|カ|ヶ|ヵ|箇)[国月所年]|つ)"
_BEFORE = "[ぁ-んァ-ヺー一-鿿々)）」』】〕］”\"'’]"
_JA_BEFORE = f"(?<={_BEFORE})"
# The same, asked of a figure that is read already: so a text is passed over quickly.
_GLUED = f"(?P<glued>[0-9０-９](?<={_BEFORE}[0-9０-９])[0-9０-９]{{0,2}})"
_JA_AFTER = "(?=[、。，．,(（「『）)」』】ぁ-ん]|\\s|$)"
_SHAPES = (
    rf"{_JA_BEFORE}(?P<glued>{_DIGITS}){_NO_FIGURE}{_JA_AFTER}",
    rf"{_JA_BEFORE}[ \u3000](?P<spaced>{_DIGITS})(?=[ \u3000](?![0-9０-９])|[。、]|$)",
    r"[※*＊](?P<star>[0-9０-９]{1,3})|[(（]?注(?P<note>[0-9０-９]{1,3})[)）]?|[\[［](?P<square>[0-9０-９]{1,3})[\]］]",
    r"(?P<raised>[¹²³⁰⁴-⁹]{1,3})(?!\w)",
)
# Where one of the shapes can begin at all.
_BEGINS = lazy_pattern(
    rf"[0-9０-９ \u3000※*＊(（注\[［¹²³⁰⁴-⁹](?:(?<={_BEFORE}[0-9０-９])|(?<=[¹²³⁰⁴-⁹])"
    r"|(?<=[^0-9０-９])(?=注?[0-9０-９]))"
)
_HAS_FIGURE = re.compile("[0-9０-９¹²³⁰⁴-⁹]")
_JAPANESE = lazy_pattern("|".join(_SHAPES))
_BEFORE_KANJI = lazy_pattern(rf"{_GLUED}{_NO_FIGURE}(?=[一-鿿])")
# 「Nordify3や」 for a known note: a name's last letter before it, but no Wi-Fi6, IPv6 or Web2.
_BEHIND_NAME = lazy_pattern(
    r"(?P<glued>[0-9０-９](?<=[a-z].)(?<!IPv.)(?<!Fi.)(?<!ver.)(?<!Web.)(?<!iPhone.)[0-9０-９]{0,2})"
    rf"{_NO_FIGURE}"
    r"(?=[、。，,(（「『）)」』】ぁ-んァ-ヺ一-鿿]|\s|$)"
)
_WESTERN = lazy_pattern(
    r"[0-9\[¹²³⁰⁴-⁹](?:(?<=[a-z)\]”\"’'.,;][0-9])[0-9]{0,2}(?=\s|$|[.,;:)\]](?:\s|$)|\s\()"
    r"|(?<=\[)[0-9]{1,3}\]|(?<=[¹²³⁰⁴-⁹])[¹²³⁰⁴-⁹]{0,2}(?!\w))"
)
_FIGURE_BEFORE = lazy_pattern(r"[0-9][.,][0-9]*\Z|(?:No|Nos|Art|Sec|Ch|pp?|Vol|Fig|Table)\.\Z")
# 「（注）1　概数である。」 under a figure counts the figure's own remarks; 注1 and （注1） are marks.
_REMARK_NAME = "(?:注記?|備考|出典|出所|資料)"
_REMARK = lazy_pattern(
    rf"[ \u3000]*(?:[（(［\[【]{_REMARK_NAME}[）)］\]】][:：]?|{_REMARK_NAME}[）):：])"
    r"[ \u3000]*[0-9０-９]{1,3}(?![0-9０-９])"
)
_SQUARED = lazy_pattern(r"\b(?:[kcm]?m|CO|H|O|10)\Z")  # km², CO₂ and 10² are no notes


def find_note_marks(
    texts: Sequence[str], *, language: str, known: frozenset[str] = frozenset(), first: int | None = None
) -> tuple[tuple[Mark, ...], ...]:
    """For every text of a page or section, in print order, the (start, end, number) of its note marks.

    `known` are the numbers of the note bodies; `first` the number that the next mark should carry, if that is known.

    >>> texts = ["集団安全機構4（CDO）は8か国からなり、不信を招き5、"]
    >>> find_note_marks(texts, language="ja", known=frozenset({"4", "5"}))
    (((6, 7, '4'), (26, 27, '5')),)
    >>> find_note_marks(["世界第3位で、戦闘機Su-57を30年以上用いる。"], language="ja")
    ((),)
    """
    candidates = [(place, *mark) for place, text in enumerate(texts) for mark in _candidates(text, language)]
    if known and language == "ja":
        candidates = _with_weak(texts, candidates, known)
    kept = _known_chain(candidates, known) if known else _consecutive_chain(candidates, first)
    found: list[list[Mark]] = [[] for _ in texts]
    for place, start, end, number in kept:
        found[place].append((start, end, str(number)))
    return tuple(tuple(marks) for marks in found)


def marks_begin(text: str) -> int:
    """Where a line's marks may begin: behind the number of a remark, （注）1, for that is none.

    >>> marks_begin("（注）1　概数である。"), marks_begin("（注1）を見よ。")
    (4, 0)
    """
    remark = _REMARK.match(text)
    return remark.end() if remark else 0


def _with_weak(texts: Sequence[str], strong: list[Candidate], known: frozenset[str]) -> list[Candidate]:
    """Also what stands before kanji (機構4加盟国) or behind a name (Nordify3や), where nothing clearer has its number.

    3軍種 is a figure.
    """
    carried = {number for _, _, _, number in strong}
    if carried.issuperset(_numbers(known)):
        return strong
    weak = [
        (place, match.start(), match.end(), int(unicodedata.normalize("NFKC", match["glued"])))
        for place, text in enumerate(texts)
        for pattern in (_BEFORE_KANJI, _BEHIND_NAME)
        for match in pattern.finditer(text, marks_begin(text))
    ]
    return sorted([*strong, *(one for one in weak if one[3] not in carried)])


@lru_cache(maxsize=1 << 14)  # the same lines are asked for the notes of one page and of the next
def _candidates(text: str, language: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, number) of everything in a text that has the shape of a mark."""
    return tuple(_shaped(text, language)) if _HAS_FIGURE.search(text) else ()


def _shaped(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    matches = _japanese(text) if language == "ja" else _WESTERN.finditer(text, marks_begin(text))
    for match in matches:
        start, end = match.span()
        digits = next(filter(None, match.groups()), match[0].strip("[]"))
        if digits[0] in "¹²³⁰⁴⁵⁶⁷⁸⁹" and _SQUARED.search(text[max(0, start - 4) : start]):
            continue
        if language != "ja" and _FIGURE_BEFORE.search(text[max(0, start - 8) : start]):
            continue
        yield start, end, int(unicodedata.normalize("NFKC", digits))


def _japanese(text: str) -> Iterator[re.Match[str]]:
    """Matches of the shapes that do not overlap, in order."""
    place = marks_begin(text)
    while beginning := _BEGINS.search(text, place):
        match = _JAPANESE.match(text, beginning.start())
        if match:
            yield match
        place = match.end() if match else beginning.start() + 1


def _numbers(known: Iterable[str]) -> set[int]:
    """The numbers of the note bodies as numbers."""
    return {int(unicodedata.normalize("NFKC", one)) for one in known if one.isdigit()}


def _known_chain(candidates: Sequence[Candidate], known: frozenset[str]) -> list[Candidate]:
    """The longest chain of candidates that carry known numbers and never count down; a number may be cited again."""
    numbers = _numbers(known)
    hopeful = [one for one in candidates if one[3] in numbers]
    tails: list[int] = []
    holders: list[int] = []
    previous: list[int] = []
    for k, (_, _, _, number) in enumerate(hopeful):
        place = bisect_right(tails, number)
        previous.append(holders[place - 1] if place else -1)
        tails[place : place + 1] = [number]
        holders[place : place + 1] = [k]
    return _walk_back(hopeful, previous, holders[-1] if holders else -1)


def _walk_back(candidates: Sequence[Candidate], previous: Sequence[int], end: int) -> list[Candidate]:
    chain: list[Candidate] = []
    while end >= 0:
        chain.append(candidates[end])
        end = previous[end]
    return chain[::-1]


def _consecutive_chain(candidates: Sequence[Candidate], first: int | None) -> list[Candidate]:
    """The longest chain n, n+1, n+2 …, if it is long enough to be no accident or begins where it should."""
    best: dict[int, int] = {}
    length: list[int] = []
    previous: list[int] = []
    for k, (_, _, _, number) in enumerate(candidates):
        before = best.get(number - 1)
        length.append(1 + (length[before] if before is not None else 0))
        previous.append(before if before is not None else -1)
        if number not in best or length[best[number]] < length[k]:
            best[number] = k
    if not length:
        return []
    end = max(range(len(length)), key=lambda k: (length[k], -k))
    chain = _walk_back(candidates, previous, end)
    believed = len(chain) >= CONVINCING or (first is not None and chain[0][3] == first)
    return chain if believed else []
