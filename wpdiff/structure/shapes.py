"""Which lines have the shape of a heading; whether they are one is for order and place to say."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.enumerators import read_number
from wpdiff.structure.grammar import Grammar, Rule
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.text.patterns import lazy_pattern

_NO_SHAPE = frozenset({BlockKind.ITEM, BlockKind.NOTE, BlockKind.CAPTION, BlockKind.ROW, BlockKind.PREFORMATTED})
# 「第1章では」, 「第2節の」: a running reference, not a heading, when no gap follows the number.
_PARTICLES = "にではをがともへやか、。，．のまからよ〜～・―-－"
_CLOSED = "。、，,.;；:："
_SENTENCE_END = re.compile(r"[a-zß-ÿ]{3}\. [A-ZÀ-Þ]")
# Depths that no rule of a grammar reaches.
BARE_LEVEL = 95
# A page of plain lines may have its title and its menus marked up; three headings are the document's own.
_MARKED_UP = 3
_NO_LETTER = lazy_pattern("[^A-Za-z]")
_STEPS_PER_LEVEL = 10
# ① and A number the items of a list more often than headings.
_LISTED_LEVEL, _LONGEST_LISTED = 8, 45
_BRACKETED = lazy_pattern(r"[（(][^（）()]*[）)]")


class Shape(NamedTuple):
    """A line that may be a heading: its rule's kind and rank, number and counts, and where its title begins.

    `markup` is the level that the markup gives (0 for none); `rank` None for a heading known by its markup alone.
    """

    kind: str
    rank: float | None
    number: str
    values: tuple[int, ...]
    title_at: int
    title: str
    markup: int = 0
    strong: bool = False
    inline: bool = False

    @property
    def label(self) -> str:
        """Number and title without width and spacing, to tell the same heading printed twice."""
        return squashed(self.number + self.title)


_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=1 << 14)  # a heading is asked for at every step, and Background stands under each of 260 countries
def squashed(text: str) -> str:
    """Text without width, case and spacing.

    >>> squashed("第２章　Ｏ Ｖ Ｅ Ｒ view")
    '第2章overview'
    """
    return _SPACES.sub("", unicodedata.normalize("NFKC", text)).lower()


def read_shapes(
    lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, aside: Collection[int], looks: Looks
) -> dict[int, Shape]:
    """Heading shapes by line number, in print order."""
    shapes: dict[int, Shape] = {}
    marked: dict[tuple[str, int], Shape] = {}  # the same heading stands under country after country
    for number in sorted((*looks.marked, *looks.numbered)):
        line = lines[number]
        block = blocks[line.block]
        if number in aside or block.kind in _NO_SHAPE:
            continue
        if block.kind is BlockKind.HEADING:
            printed = (line.text, block.level or 1)
            if printed not in marked:
                marked[printed] = _marked_up(*printed, grammar)
            shapes[number] = marked[printed]
        else:
            shape = _numbered(line.text, grammar)
            if shape is not None:
                shapes[number] = shape
    if grammar.language != "ja":
        shapes = _without_lone_figures(shapes, lines)
        shapes = _without_indented(shapes, lines, blocks)
    shapes = _without_lone_codes(shapes, lines)
    return _without_loose(_without_rivals(shapes), lines, blocks, grammar)


def _without_lone_figures(shapes: dict[int, Shape], lines: list[Line]) -> dict[int, Shape]:
    """10 Years of Peace is a title: a bare figure counts only where a neighbour of its row stands beside it."""
    bare = {
        line: (shape.markup, shape.values[0])
        for line, shape in shapes.items()
        if shape.markup and len(shape.values) == 1 and shape.number.isdecimal()
    }
    rows = set(bare.values())
    for line, (level, count) in bare.items():
        if count != 1 and not rows & {(level, count - 1), (level, count + 1)}:
            shapes[line] = _titled(lines[line].text, level)
    return shapes


def _without_indented(shapes: dict[int, Shape], lines: list[Line], blocks: tuple[Block, ...]) -> dict[int, Shape]:
    """Where a row of headings begins at the margin, the same numbers farther in count a list: "   1.  A lamp"."""
    indents = {line: blocks[lines[line].block].indent for line, shape in shapes.items() if _is_of_row(shape)}
    margins: dict[str, Counter[int]] = {}
    for line, indent in indents.items():
        margins.setdefault(shapes[line].kind, Counter())[indent] += 1
    margin = {kind: min(counts) for kind, counts in margins.items() if counts[min(counts)] >= _MARKED_UP}
    return {
        line: shape
        for line, shape in shapes.items()
        if line not in indents or indents[line] <= margin.get(shape.kind, indents[line])
    }


def _is_of_row(shape: Shape) -> bool:
    """A heading that only its place among other numbers makes one."""
    return not (shape.markup or shape.strong or shape.inline)


def _without_lone_codes(shapes: dict[int, Shape], lines: list[Line]) -> dict[int, Shape]:
    """G7 Summit is a title, beside G20 Summit too: V1 is a number where the markup shows V2, or V1.1, as well.

    So is the A of "A References" beside "B Index", and not the one of "A Guide".
    """
    codes = {
        line: _NO_LETTER.sub("", one.number) if one.kind == "code" else ""
        for line, one in shapes.items()
        if one.markup and one.kind in ("code", "capital")
    }
    known = {(letters, shapes[line].markup, shapes[line].values) for line, letters in codes.items()}
    deepest: dict[tuple[str, int], int] = {}
    for letters, level, values in known:
        if len(values) > 1:
            deepest[letters, values[0]] = max(level, deepest.get((letters, values[0]), 0))
    for line, letters in codes.items():
        shape = shapes[line]
        if len(shape.values) == 1 and not shape.number.endswith("."):
            beside = {(letters, shape.markup, (shape.values[0] + step,)) for step in (-1, 1)}
            if not known & beside and deepest.get((letters, shape.values[0]), 0) <= shape.markup:
                shapes[line] = _titled(lines[line].text, shape.markup)
    return shapes


def _without_loose(
    shapes: dict[int, Shape], lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar
) -> dict[int, Shape]:
    """Where the markup shows the headings, a plain line is none by its shape alone: "33 00 N, 65 00 E" is a value.

    What the markup leaves out below its own headings, (1) … (2) …, is believed where it is bold, or where its row goes
    on before the next heading of the markup.
    """
    if sum(1 for shape in shapes.values() if shape.markup) < _MARKED_UP:
        return shapes
    stretch, stretches = 0, {}
    for line, shape in shapes.items():
        stretch += bool(shape.markup)
        stretches[line] = stretch
    rows = {_row(stretches[line], shape, 0) for line, shape in shapes.items() if shape.values}
    return {
        line: shape
        for line, shape in shapes.items()
        if shape.markup
        or shape.inline
        or blocks[lines[line].block].bold
        or (shape.strong and (shape.number or grammar.language == "ja"))
        or (shape.values and rows & {_row(stretches[line], shape, step) for step in (-1, 1)})
    }


def _row(stretch: int, shape: Shape, step: int) -> tuple[int, str, tuple[int, ...]]:
    """A place in a row of numbers between two headings of the markup."""
    return stretch, shape.kind, (*shape.values[:-1], shape.values[-1] + step)


def _titled(text: str, level: int) -> Shape:
    """A heading known by its markup alone."""
    return Shape("", None, "", (), 0, text, level, True)


def _without_rivals(shapes: dict[int, Shape]) -> dict[int, Shape]:
    """Where the markup numbers its headings in one way, a line of text with such a number is none."""
    of_markup = {shape.kind for shape in shapes.values() if shape.markup and shape.number}
    if not of_markup:
        return shapes
    return {
        line: shape for line, shape in shapes.items() if shape.markup or shape.strong or shape.kind not in of_markup
    }


def shape_of_text(text: str, grammar: Grammar) -> Shape | None:
    """The shape of a heading that stands somewhere else, in a breadcrumb or a table of contents."""
    for rule in grammar.rules:
        shape = None if rule.rule.marked else _by_rule(text, rule)
        if shape is not None:
            return shape
    return None


def _marked_up(text: str, level: int, grammar: Grammar) -> Shape:
    """A heading that the markup shows, with its number if it has one."""
    for rule in grammar.rules:
        shape = _by_rule(text, rule, any_title=True)
        if shape is not None:
            return shape._replace(markup=level, strong=True, inline=False)
    return _titled(text, level)


def _numbered(text: str, grammar: Grammar) -> Shape | None:
    """The shape of a line of running text, if it has one."""
    limit = grammar.profile.heading_limit
    for rule in grammar.rules:
        if rule.rule.marked or (not rule.rule.inline and len(text) > limit + 12):
            continue
        shape = _by_rule(text, rule)
        if shape is None:
            continue
        # Where no number tells a strong heading, its rule says how long a title may be: 「政策フォーカス　…」.
        if rule.rule.level >= _LISTED_LEVEL and _reads_as_item(shape.title):
            continue
        if shape.inline or _reads_as_title(shape, limit if shape.number else len(text)):
            return shape
    return None


def _reads_as_title(shape: Shape, limit: int) -> bool:
    """Short, without an end of sentence, and not the beginning of one."""
    title = shape.title
    if not title:
        return shape.strong
    if len(title) > limit or title[-1] in _CLOSED or "。" in title or "://" in title:
        return False
    return _SENTENCE_END.search(title) is None


def _reads_as_item(title: str) -> bool:
    """Is it so long and so much of a sentence that ① before it numbers the item of a list?"""
    return len(title) > _LONGEST_LISTED and "、" in _BRACKETED.sub("", title)


def _by_rule(text: str, rule: Rule, *, any_title: bool = False) -> Shape | None:
    """The shape of a line by one rule; a heading that the markup shows may have any title behind its number."""
    found = rule.number.match(text)
    if found is None:
        return None
    number, title_at = found.group(1), found.end()
    title = text[title_at:].rstrip()
    if not number and not title:
        return None
    if title and not (any_title and number) and not rule.title.match(title):
        return None
    heading = rule.rule
    runs_on = heading.strong and not heading.inline and found.end() == found.end(1)
    if number and title and runs_on and title[0] in _PARTICLES:
        return None
    values = read_number(number, heading.count) if number else ()
    rank = heading.level * _STEPS_PER_LEVEL + (len(values) - 1 if rule.dotted and values else 0)
    return Shape(heading.kind, rank, number, values, title_at, title, 0, heading.strong, heading.inline)
