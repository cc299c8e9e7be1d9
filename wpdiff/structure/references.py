"""What a reference points to: the printed number and label of each target, and the section it names."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wpdiff.model.edition import Target
from wpdiff.structure.enumerators import read_number
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.outline import Outline

_BRACKETS = {"(": ")", "（": "）", "「": "」", "［": "］", "[": "]"}
_LONGEST_LABEL = 120
_LABEL_LAST = re.compile(r" \([^()]{1,100}\)(?=[,;.]|\s*\Z)")
# One step of a printed place: 2章, 3項, Section 4.2, (4), ア.
_STEP = re.compile(
    r"第?(?P<ja>[0-9IVXⅠ-Ⅻ一二三四五六七八九十]{1,5})(?P<unit>[部編章節款項条])"
    r"|(?P<word>Part|Chapter|Section|Article|Appendix|Annex|Item|Paragraph|§)[ ]?"
    r"(?P<en>(?:[0-9]{1,3}|[IVX]{1,5}(?![a-z])|[A-Z](?![a-z]))(?:[-–.][0-9A-Z]{1,4}){0,5})"
    r"|[（(](?P<paren>[0-9]{1,2})[）)]|[（(]?(?P<kana>[ア-ン])(?![ァ-ヶー])[）)]?|(?P<digits>[0-9]{1,3})"
)
_KINDS = {
    "部": ("part",),
    "編": ("part", "title-part"),
    "章": ("chapter",),
    "節": ("section",),
    "款": ("subsection",),
    "項": ("number",),
    "条": ("article",),
    "Part": ("part",),
    "Chapter": ("chapter",),
    "Section": ("section", "number", "criterion"),
    "Article": ("article",),
    "Appendix": ("end",),
    "Annex": ("end",),
    "Item": ("number",),
    "Paragraph": ("number", "paren"),
    "§": ("paragraph-sign", "section", "number"),
}
# "Section 4.2 of [RFC9999]" is a place in another publication.
_ELSEWHERE = re.compile(r"\s+(?:of|in)\s+(?:\[|RFC|ISO|the\s+[A-Z]|[A-Z]{2,})|\s*of\s*\[")
_OTHERS = re.compile(r"(?:\[[A-Za-z][^\]\s]{1,20}\]|RFC ?[0-9]{3,5}),?\s*\Z")
_NEAR = 30
_SPACES = re.compile(r"\s+")


def read_targets(text: str, grammar: Grammar) -> tuple[tuple[str, str], ...]:
    """The numbers and labels that a text refers to, in print order; glued ones are taken apart.

    「参照4節1項5(4)(ノルダとの関係)8節1項3(3)(海上の動き)」 has two targets: 4節1項5(4) and 8節1項3(3).
    """
    return tuple(_targets(text, grammar))


def _targets(text: str, grammar: Grammar) -> Iterator[tuple[str, str]]:
    """Targets one by one, each with the label that stands in brackets behind it."""
    position = 0
    while found := grammar.targets.search(text, position):
        label, position = _label(text, found.end())
        named_before = _OTHERS.search(text, max(0, found.start() - _NEAR), found.start())
        if not named_before and not _ELSEWHERE.match(text, found.end()):
            yield found.group().strip(), label


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


class Places:
    """Where the places of an edition are: its sections by kind and count, and the section of each caption."""

    def __init__(self, outline: Outline, captions: Mapping[str, int]) -> None:
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

    def resolve(self, number: str, label: str, origin: int) -> Target:
        """The target with its section, if the edition has a section of that place."""
        caption = self.captions.get(caption_key(number))
        if caption is not None:
            return Target(number=number, label=label, section=caption)
        steps = list(_steps(unicodedata.normalize("NFKC", number)))
        return Target(number=number, label=label, section=self._find(steps, origin) if steps else None)

    def _find(self, steps: list[_Place], origin: int) -> int | None:
        """Go up from the referring section until the first step leads down, then follow the others."""
        base: int | None = origin
        while base is not None:
            found = self._down(base, steps[0])
            if found is not None:
                for step in steps[1:]:
                    found = self._down(found, step) if found is not None else None
                return found
            base = self.sections[base].parent
        return None

    def _down(self, base: int, step: _Place) -> int | None:
        """The nearest section below that answers to a step: what stands below a section follows it in the list."""
        best: int | None = None
        for kind in step.kinds:
            found = self.by_count.get((kind, step.values), [])
            for index in found[bisect_left(found, base + 1) : bisect_left(found, self.ends[base])]:
                if best is None or self.depths[index] < self.depths[best]:
                    best = index
        return best


@dataclass(frozen=True, slots=True)
class _Place:
    """One step of a printed place: the kinds of heading that it may name, and their count."""

    kinds: tuple[str, ...]
    values: tuple[int, ...]


def _steps(plain: str) -> Iterator[_Place]:
    """2章3項2(1) step by step; nothing for a place that is no section (図表1-2, Table 3)."""
    if not _STEP.match(plain):
        return
    for found in _STEP.finditer(plain):
        groups = found.groupdict()
        if groups["ja"]:
            yield _Place(_KINDS[groups["unit"]], read_number(groups["ja"]))
        elif groups["word"]:
            yield from _english(groups["word"], groups["en"])
        elif groups["paren"]:
            yield _Place(("paren",), (int(groups["paren"]),))
        elif groups["kana"]:
            yield _Place(("kana", "paren-kana"), read_number(groups["kana"]))
        else:
            yield _Place(("number",), (int(groups["digits"]),))


def _english(word: str, number: str) -> Iterator[_Place]:
    """Section 2-3 is item 3 of section 2, Section 4.2 is one place."""
    first, *deeper = re.split(r"[-–]", number)
    count = "latin" if word in ("Appendix", "Annex") else "roman"
    yield _Place(_KINDS[word], read_number(first, count if not first[0].isdigit() else "auto"))
    for step in deeper:
        yield _Place(("number", "section"), read_number(step))


def caption_key(number: str) -> str:
    """A caption's number without width, spacing and kind of dash.

    >>> caption_key("図表 Ⅰ－３－５") == caption_key("図表I-3-5")
    True
    """
    plain = unicodedata.normalize("NFKC", number)
    return _SPACES.sub("", re.sub(r"[‐―ー–—−]", "-", plain)).lower().rstrip(".")
