"""Where the places of an edition are: a printed place, step by step, to the section that it names."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from wpdiff.model.edition import Target
from wpdiff.structure.enumerators import read_number
from wpdiff.structure.outline import Outline
from wpdiff.structure.references import Mention, caption_key
from wpdiff.text.patterns import lazy_pattern

_KANJI = "0-9IVXⅠ-Ⅻ一二三四五六七八九十百千"
# One step of a printed place: 2章, 3項, 第六条の二, Section 4.2, (4), ア, 前条.
_STEP = lazy_pattern(
    rf"(?P<near>[前次同])(?P<beside>[条條項])"
    rf"|第?(?P<ja>[{_KANJI}]{{1,8}})(?P<unit>[部編章節款目項条條号])(?P<branch>(?:の[{_KANJI}]{{1,4}}){{0,4}})"
    r"|(?P<word>Part|Chapter|Section|Article|Appendix|Annex|Item|Paragraph|§"
    r"|Success Criterion|Guideline|達成基準|ガイドライン)"
    r"[ ]?(?P<en>(?:[0-9]{1,4}|[IVX]{1,5}(?![a-z])|[A-Z](?![a-z]))(?:[-–.][0-9A-Z]{1,4}){0,5})"
    r"|(?P<annex>別表|別記様式|別記|別図|様式)第?(?P<count>[0-9一二三四五六七八九十]{1,4}(?:の[0-9一二三四五六七八九十]{1,3}){0,2})?号?"
    r"|[（(](?P<paren>[0-9]{1,2})[）)]|[（(]?(?P<kana>[ア-ン])(?![ァ-ヶー])[）)]?|(?P<digits>[0-9]{1,3})"
)
_KINDS = {
    "部": ("part",),
    "編": ("part", "title-part"),
    "章": ("chapter",),
    "節": ("section",),
    "款": ("subsection",),
    "目": ("division",),
    "項": ("number",),
    "条": ("article",),
    "條": ("article",),
    "号": (),
    "Part": ("part",),
    "Chapter": ("chapter",),
    "Section": ("section", "number", "criterion", "roman"),
    "Article": ("article",),
    "Appendix": ("end", "capital"),
    "Annex": ("end", "capital"),
    "Item": ("number",),
    "Paragraph": ("number", "paren"),
    "Success Criterion": ("criterion", "number"),
    "Guideline": ("criterion", "number"),
    "達成基準": ("criterion", "number"),
    "ガイドライン": ("criterion", "number"),
    "§": ("paragraph-sign", "section", "number"),
}
# What stands within a section and opens none: 項 and 号 of an article, an item in brackets.
_ITEMS = {"項": "項", "号": "号"}
_DASHED = re.compile(r"[0-9]{1,2}(?:-[0-9]{1,2}){1,3}")
_LEVELS = ("chapter", "section", "number", "paren")
_SUPPLEMENT = "附則"
# Sections of one kind and count below another that are looked at, in print order: a law has some dozen 第一条.
_MOST_ALIKE = 200
# The inner place first: "Section 2 of Chapter 3", "Section 2, Chapter 3".
_OF = lazy_pattern(
    r"^(?P<inner>(?:Section|Article|Item|Paragraph|Chapter) .+?)(?: of |, ?)(?P<outer>(?:Part|Chapter) .+)$"
    r"|^(?P<rest>.+?) of (?P<whole>(?:Part|Chapter) .+)$"
)


class Place(Struct, frozen=True):
    """One step of a printed place: the kinds of heading that it may name, its count, and what it is as a mere item."""

    kinds: tuple[str, ...]
    values: tuple[int, ...]
    item: str = ""
    beside: int = 0


class Places:
    """Where the places of an edition are: its sections by kind and count, and the section of each caption."""

    def __init__(self, outline: Outline, captions: Mapping[str, list[int]]) -> None:
        self.sections = outline.sections
        self.captions = captions
        self.by_count: dict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
        self.depths: list[int] = []
        self.ends = list(range(1, len(outline.sections) + 1))
        for index, section in enumerate(outline.sections):
            self.depths.append(0 if section.parent is None else self.depths[section.parent] + 1)
            self.by_count[section.shape.kind, section.shape.values].append(index)
        for index in range(len(self.sections) - 1, 0, -1):
            parent = self.sections[index].parent or 0
            self.ends[parent] = max(self.ends[parent], self.ends[index])
        self.articles = [index for index, section in enumerate(self.sections) if section.shape.kind == "article"]

    def resolve(self, mention: Mention, origin: int, before: Target | None = None) -> Target:
        """The target with its section, if the edition has one of that place; `before` is the target before it."""
        section, rest = self._resolve(mention, origin, before)
        return Target(
            number=mention.number,
            label=mention.label,
            section=section,
            start=mention.start,
            end=mention.end,
            rest=rest,
        )

    def _resolve(self, mention: Mention, origin: int, before: Target | None) -> tuple[int | None, str]:
        if mention.foreign:
            return None, ""
        place = mention.place or mention.number
        if caption_key(place) in self.captions:
            return self._nearest(self.captions[caption_key(place)], origin), caption_key(place)
        steps = list(_steps(unicodedata.normalize("NFKC", place)))
        if not steps:
            return None, ""
        start = self._start(mention, steps[0], origin, before)
        base = None if start is None else self._supplement(mention, start)
        if base is None:
            return None, ""
        if steps[0].kinds == _ARTICLE and self._is_in_supplement(mention, base):
            return None, ""
        if mention.supplement and steps[0].kinds == _ARTICLE:
            article = self._down(base, _ARTICLE, steps[0].values)
            return (None, "") if article is None else self._follow(article, steps[1:])
        found = self._within(steps, base, before)
        if mention.joined and found[0] is not None and before is not None and found[0] == before.section:
            return found[0], _completed(before.rest, found[1])
        return found

    def _nearest(self, holding: Sequence[int], origin: int) -> int:
        """Of sections with a caption of one number, the one that shares the most with where the text stands."""
        base: int | None = origin
        while base:
            first, last = bisect_left(holding, base), bisect_left(holding, self.ends[base])
            if first < last:
                return _closest(holding, origin, first, last)
            base = self.sections[base].parent
        return _closest(holding, origin, 0, len(holding))

    def _start(self, mention: Mention, first: Place, origin: int, before: Target | None) -> int | None:
        """From where the place is looked for: what is joined to another place begins where that one leads."""
        if not mention.joined or before is None or caption_key(before.number) in self.captions:
            return origin
        if before.section is None and not first.item:
            return origin
        return before.section

    def _within(self, steps: list[Place], base: int, before: Target | None) -> tuple[int | None, str]:
        """The section that the steps lead to, and what of them stands within it: 第二項第三号."""
        first = steps[0]
        if not first.values and not first.kinds:
            return self._beside(steps, base, before)
        if first.item and (not first.kinds or self.sections[base].shape.kind == "article"):
            return base, "".join(_item(step) for step in steps)
        return self._find(steps, base)

    def _beside(self, steps: list[Place], base: int, before: Target | None) -> tuple[int | None, str]:
        """前条, 次条第二項, 同条: counted from where the text stands."""
        step, deeper = steps[0], steps[1:]
        rest = "".join(_item(one) for one in deeper)
        if step.item:  # 前項: within the article; which one it is, the statement that says so must tell
            return (base, f"{step.beside:+d}項{rest}") if step.beside else (None, "")
        if step.beside == 0:
            return (before.section if before is not None else None), rest
        place = bisect_left(self.articles, base)
        if self.articles[place : place + 1] != [base]:
            return None, ""
        other = self.articles[place + step.beside : place + step.beside + 1] if place + step.beside >= 0 else []
        alike = bool(other) and self._held_by(other[0], "supplement") == self._held_by(base, "supplement")
        return (other[0], rest) if alike else (None, "")

    def _supplement(self, mention: Mention, origin: int) -> int | None:
        """Where to look from: 附則第二条 is an article of the supplement that the text stands in, or of the first."""
        if not mention.supplement:
            return origin
        own = self._held_by(origin, "supplement")
        if own is not None:
            return own
        return next((index for index, one in enumerate(self.sections) if one.shape.kind == "supplement"), None)

    def _is_in_supplement(self, mention: Mention, base: int) -> bool:
        """第二条 within the supplement of an amending law may be anybody's; 附則第二条 is its own."""
        return not mention.supplement and self._held_by(base, "supplement") is not None

    def _held_by(self, section: int, kind: str) -> int | None:
        """The innermost section of a kind that holds a section."""
        index: int | None = section
        while index:
            if self.sections[index].shape.kind == kind:
                return index
            index = self.sections[index].parent
        return None

    def _find(self, steps: list[Place], origin: int) -> tuple[int | None, str]:
        """Go up from the referring section until the first step leads down, then follow the others.

        Section 1 is sooner the first section of the chapter than the first item of the section that says so.
        """
        for kind in steps[0].kinds:
            base: int | None = origin
            while base is not None:
                found = self._down(base, (kind,), steps[0].values)
                if found is not None:
                    return self._follow(found, steps[1:])
                base = self.sections[base].parent
        return None, ""

    def _follow(self, found: int, steps: list[Place]) -> tuple[int | None, str]:
        """Down from a section, step by step; where only items are left, they stand within it."""
        for number, step in enumerate(steps):
            below = self._down(found, step.kinds, step.values)
            if below is None:
                if all(one.item for one in steps[number:]):
                    return found, "".join(_item(one) for one in steps[number:])
                return None, ""
            found = below
        return found, ""

    def _down(self, base: int, kinds: tuple[str, ...], values: tuple[int, ...]) -> int | None:
        """The nearest section below that answers to a step: what stands below a section follows it in the list."""
        best: int | None = None
        for kind in kinds:
            found = self.by_count.get((kind, values), [])
            first, last = bisect_left(found, base + 1), bisect_left(found, self.ends[base])
            for index in found[first : min(last, first + _MOST_ALIKE)]:
                if best is None or self.depths[index] < self.depths[best]:
                    best = index
        return best


_ARTICLE = ("article",)


def _closest(rising: Sequence[int], origin: int, first: int, last: int) -> int:
    """Of a stretch of rising numbers the one that is nearest to another number, the lower of two."""
    place = bisect_left(rising, origin, first, last)
    around = rising[max(first, place - 1) : min(last, place + 1)]
    return min(around, key=lambda section: abs(section - origin))


def _item(step: Place) -> str:
    """A step within a section in one form: 2項, 3号, 1の2号, (4)."""
    return "の".join(map(str, step.values)) + step.item


def _completed(before: str, rest: str) -> str:
    """「第一項第三号又は第五号」: the fifth item is of the first paragraph, too."""
    if "項" in before and "項" not in rest and rest.endswith("号"):
        return before[: before.index("項") + 1] + rest
    return rest


def _steps(plain: str) -> Iterator[Place]:
    """2章3項2(1) step by step; nothing for a place that is no section (図表1-2, Table 3)."""
    turned = _OF.match(plain)
    if turned:
        plain = f"{turned['outer'] or turned['whole']}, {turned['inner'] or turned['rest']}"
    plain = plain.removeprefix(_SUPPLEMENT)
    if _DASHED.fullmatch(plain):  # 2-1-2: chapter, section, number
        levels = zip(_LEVELS, plain.split("-"), strict=False)
        yield from (Place((kind,), (int(count),)) for kind, count in levels)
        return
    if not _STEP.match(plain):
        return
    for found in _STEP.finditer(plain):
        groups = found.groupdict()
        if groups["near"]:
            item = _ITEMS.get(groups["beside"], "")
            yield Place((), (), item, {"前": -1, "次": 1, "同": 0}[groups["near"]])
        elif groups["ja"]:
            values = (*read_number(groups["ja"]), *(read_number(groups["branch"]) if groups["branch"] else ()))
            yield Place(_KINDS[groups["unit"]], values, _ITEMS.get(groups["unit"], ""))
        elif groups["word"]:
            yield from _english(groups["word"], groups["en"])
        elif groups["annex"]:
            yield Place(("end",), read_number(groups["count"]) if groups["count"] else ())
        elif groups["paren"]:
            yield Place(("paren",), (int(groups["paren"]),), "()")
        elif groups["kana"]:
            yield Place(("kana", "paren-kana"), read_number(groups["kana"]), "kana")
        else:
            yield Place(("number",), (int(groups["digits"]),))


def _english(word: str, number: str) -> Iterator[Place]:
    """Section 2-3 is item 3 of section 2, Section 4.2 is one place."""
    first, *deeper = re.split(r"[-–]", number)
    count = "latin" if word in ("Appendix", "Annex") else "roman"
    yield Place(_KINDS[word], read_number(first, count if not first[0].isdigit() else "auto"))
    for step in deeper:
        yield Place(("number", "section"), read_number(step))
