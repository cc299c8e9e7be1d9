"""The head of a page: what a site prints above the breadcrumb, on page after page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.aside import Aside
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.shapes import Shape, shape_of_text, squashed

# A head may hold a menu of everything there is, but no more.
_MOST_LINES = 200
_LONGEST_LABEL = 80
_SENTENCE_ENDS = ("。", "．", ".")


def repeated_heads(
    lines: list[Line],
    blocks: tuple[Block, ...],
    aside: Aside,
    crumbs: Mapping[int, tuple[Shape, ...]],
    grammar: Grammar,
) -> frozenset[int]:
    """Lines above the breadcrumb that most pages print there; a page without a breadcrumb may begin with them, too.

    A chapter printed above each of its sections is the page's own, however often it comes.
    """
    if len(crumbs) < 2:
        return frozenset()
    starts = _page_starts(lines, blocks)
    heads = _heads(lines, blocks, starts, crumbs)
    keys = {number: squashed(lines[number].text) for head in heads for number in head}
    pages = Counter(key for head in heads for key in {keys[number] for number in head})
    common = {key for key, times in pages.items() if times > 1 and times * 2 > len(heads)}
    common -= _ancestors({key: lines[number].text for number, key in keys.items() if key in common}, grammar)
    found: set[int] = set()
    for head in heads:
        own = (lines[number].text for number in head if keys[number] not in common and number not in aside.lines)
        if not any(map(_is_text, own)):
            found.update(number for number in head if keys[number] in common)
    for start, end in pairwise((*starts, len(lines))) if common else ():
        for number in range(start, end):
            if number not in aside.lines and squashed(lines[number].text) not in common:
                break
            found.add(number)
    return frozenset(number for number in found if blocks[lines[number].block].kind is not BlockKind.HEADING)


def _page_starts(lines: list[Line], blocks: tuple[Block, ...]) -> list[int]:
    """The first line of every page."""
    starts: list[int] = []
    page: str | None = None
    for number, line in enumerate(lines):
        if blocks[line.block].anchor.page != page:
            page = blocks[line.block].anchor.page
            starts.append(number)
    return starts


def _heads(
    lines: list[Line], blocks: tuple[Block, ...], starts: list[int], crumbs: Mapping[int, tuple[Shape, ...]]
) -> list[range]:
    """The lines above each page's first breadcrumb; none where the page's own heading is above it: that is a foot."""
    first_of = {blocks[lines[start].block].anchor.page: start for start in starts}
    heads: dict[int, range] = {}
    for number in sorted(crumbs):
        start = first_of[blocks[lines[number].block].anchor.page]
        if start in heads or number - start > _MOST_LINES:
            continue
        own = crumbs[number][-1].label
        if not any(squashed(lines[above].text) == own for above in range(start, number)):
            heads[start] = range(start, number)
    return list(heads.values())


def _ancestors(texts: Mapping[str, str], grammar: Grammar) -> set[str]:
    """Headings without a sibling above the breadcrumb: a menu names 第1章 and 第2章, a page only its own chapter."""
    shapes = {key: shape for key, text in texts.items() if (shape := shape_of_text(text, grammar)) and shape.strong}
    ranks = Counter(shape.rank for shape in shapes.values())
    return {key for key, shape in shapes.items() if ranks[shape.rank] == 1}


def _is_text(text: str) -> bool:
    """Is it a sentence, and no label of a site's head?"""
    return len(text) > _LONGEST_LABEL or text.endswith(_SENTENCE_ENDS)
