"""Headings by shape, order and place together: which lines open a section, and under which."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable

from msgspec import Struct, field

from wpdiff.model.document import Block
from wpdiff.structure.following import Following, continues
from wpdiff.structure.lines import Line
from wpdiff.structure.misprints import mend_misprints
from wpdiff.structure.shapes import Shape

# A heading may be lost between two others (an image, a misread line), not many.
_LOST = 3
# Rows of one shape nest once: 5 …, then 1 … below it.
_MOST_NESTED = 2
_ROOT = Shape("root", -1.0, "", (), 0, "", 0, True)


class Open(Struct):
    """A section of the tree: its heading's shape, parent, rank in its place, and the line that prints it."""

    shape: Shape
    parent: int | None
    rank: float | None
    line: int | None
    label: str = ""


class Outline(Struct):
    """The tree of sections in print order, and for every line the section that holds it."""

    sections: list[Open] = field(default_factory=lambda: [Open(_ROOT, None, -1.0, None)])
    of_line: list[int] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)
    repeated: set[int] = field(default_factory=set)


class _Walk(Struct):
    """Where the reader stands: the open sections, the page, and what was met on it."""

    outline: Outline
    stack: list[int] = field(default_factory=lambda: [0])
    before_page: tuple[int, ...] = ()
    page: str | None = None
    head: int | None = None  # the page's first line, as long as no heading was met on it
    page_top: bool = True
    numbered_on_page: bool = False
    heading_last: bool = False
    listed: tuple[str, int] | None = None


def build_outline(
    lines: list[Line],
    blocks: tuple[Block, ...],
    shapes: dict[int, Shape],
    aside: Collection[int],
    crumbs: dict[int, tuple[Shape, ...]],
    closed: Container[int] = frozenset(),
) -> Outline:
    """The outline of a document; `crumbs` are the ancestors that a breadcrumb names, by its last line.

    `closed` are captions and sources: behind them a heading may stand as behind a sentence.
    """
    outline = Outline()
    walk = _Walk(outline)
    mended = mend_misprints(shapes, Following(lines, shapes, aside, closed))
    shapes = shapes | mended if mended else shapes
    following = Following(lines, shapes, aside, closed)
    for number, line in enumerate(lines):
        page = blocks[line.block].anchor.page
        if page != walk.page:
            walk.page, walk.page_top, walk.numbered_on_page, walk.listed = page, True, False, None
            walk.before_page, walk.head = tuple(walk.stack), number
        if number in crumbs:
            _follow_crumbs(walk, crumbs[number])
            _end_head(walk, number)
        shape = shapes.get(number)
        if shape is not None:
            walk.head = None
            _meet(walk, number, shape, following)
        elif number not in aside:
            walk.page_top, walk.heading_last, walk.listed = False, False, None
        outline.of_line.append(walk.stack[-1])
    return outline


def _follow_crumbs(walk: _Walk, crumbs: Iterable[Shape]) -> None:
    """Open the sections that a breadcrumb names, where they are not open already."""
    for shape in crumbs:
        if _open_same(walk, shape) is None:
            _close_to(walk, shape)
            _open(walk, shape, None, shape.rank)
            walk.before_page = (*walk.before_page, walk.stack[-1])  # the page may print its part above it once more


def _end_head(walk: _Walk, number: int) -> None:
    """What stands above a page's breadcrumb is of that page, not of the section before, and the page begins below."""
    if walk.head is not None:
        walk.page_top = True
        walk.outline.of_line[walk.head :] = [walk.stack[-1]] * (number - walk.head)


def _meet(walk: _Walk, number: int, shape: Shape, following: Following) -> None:
    """A line with a heading's shape: a section, an ancestor printed again, or only a look-alike."""
    same = _open_same(walk, shape) if walk.page_top or (shape.strong and shape.number) else None
    if same is not None:
        _print_again(walk, number, same)
        return
    if shape.markup or shape.strong or not shape.values:
        rank = _place_strong(walk, shape)
    else:
        rank = _place_in_row(walk, number, shape, following)
    if rank is None and not (shape.markup and shape.rank is None):
        walk.page_top, walk.heading_last = False, False
        return
    _open(walk, shape, number, rank)
    walk.page_top = walk.page_top and shape.strong
    walk.heading_last = not shape.inline
    walk.numbered_on_page = walk.numbered_on_page or bool(shape.values and not shape.strong)
    walk.listed = None


def _open_same(walk: _Walk, shape: Shape) -> int | None:
    """The open section that has this very heading; at a page's top also one that was open on the page before."""
    label, sections = shape.label, walk.outline.sections
    for index in reversed(walk.stack):
        if index and sections[index].label == label:
            return index
    for index in walk.before_page if walk.page_top else ():
        if sections[index].label == label and sections[index].parent == walk.stack[-1]:
            walk.stack.append(index)
            return index
    return None


def _print_again(walk: _Walk, number: int, index: int) -> None:
    """An ancestor printed at a page's top: its first printing is its heading, later ones are repetitions."""
    outline = walk.outline
    if outline.sections[index].line is None:
        outline.sections[index].line = number
        outline.headings[number] = index
    else:
        outline.repeated.add(number)
        outline.headings[number] = index
    while walk.stack[-1] != index:
        walk.stack.pop()


def _place_strong(walk: _Walk, shape: Shape) -> float | None:
    """A heading that is believed by itself: close what does not stand above it.

    Rows marked up alike may nest all the same: 5 … over 1 …, 2 …, and 6 … behind them.
    """
    for index in reversed(walk.stack) if shape.markup and shape.values else ():
        other = walk.outline.sections[index].shape
        if other.kind == shape.kind and other.markup == shape.markup:
            if continues(other.values, shape.values):
                _close_through(walk, index)
                return shape.rank
            if walk.heading_last and index == walk.stack[-1] and shape.values == (1,) and other.values > (1,):
                return shape.rank
    _close_to(walk, shape)
    return shape.rank


def _place_in_row(walk: _Walk, number: int, shape: Shape, following: Following) -> float | None:
    """A number alone is a heading only where it continues or begins a row; None where it does not."""
    step = (shape.kind, shape.values[-1])
    if following.is_listed(number, shape) or walk.listed == (shape.kind, shape.values[-1] - 1):
        walk.listed = step
        return None
    row = [index for index in walk.stack if walk.outline.sections[index].shape.kind == shape.kind]
    at_top = walk.page_top or not walk.numbered_on_page
    for index in row if at_top else reversed(row):
        other = walk.outline.sections[index]
        if continues(other.shape.values, shape.values):
            _close_through(walk, index)
            return other.rank
    if shape.values[-1] == 1 and len(shape.values) == 1:
        return _begin_row(walk, number, shape, row, following)
    return _place_out_of_row(walk, number, shape, row, following)


def _begin_row(walk: _Walk, number: int, shape: Shape, row: list[int], following: Following) -> float | None:
    """The first of a row: below the heading before it, also when that one has the same shape (5 …, then 1 …)."""
    if not row:
        _close_to(walk, shape)
        return shape.rank
    above = walk.outline.sections[row[-1]]
    if walk.heading_last and walk.stack[-1] == row[-1] and len(row) < _MOST_NESTED:
        return (above.rank or 0.0) + 1.0
    inner = walk.outline.sections[walk.stack[-1]]
    if inner is not above and inner.rank is not None and following.comes_back(number, inner.shape, above.shape):
        return inner.rank + 1.0
    if not following.stands_over_text(number) and not following.goes_on(number, shape):
        return None
    # The heading above this row was lost: the rows stand side by side.
    _close_through(walk, row[-1])
    return above.rank


def _place_out_of_row(walk: _Walk, number: int, shape: Shape, row: list[int], following: Following) -> float | None:
    """A number that does not follow: at a page's top, a part of 1.2.3, or after a lost heading, if text convinces."""
    at_top = walk.page_top or not walk.numbered_on_page
    if not at_top and len(shape.values) == 1 and not following.stands_over_text(number):
        return None
    if at_top and row:
        rank = walk.outline.sections[row[0]].rank
        _close_through(walk, row[0])
        return rank
    for index in reversed(row):
        other = walk.outline.sections[index].shape.values
        if other[:-1] == shape.values[:-1] and 0 < shape.values[-1] - other[-1] <= _LOST:
            rank = walk.outline.sections[index].rank
            _close_through(walk, index)
            return rank
    if not at_top and len(shape.values) == 1 and shape.values[-1] > _LOST + 1:
        return None  # so high a number without any before it counts something else: a note, a page, a list
    _close_to(walk, shape)
    return shape.rank


def _close_through(walk: _Walk, index: int) -> None:
    """Close a section and everything below it."""
    while walk.stack[-1] != index:
        walk.stack.pop()
    walk.stack.pop()


def _close_to(walk: _Walk, shape: Shape) -> None:
    """Close the sections that do not stand above the heading."""
    while len(walk.stack) > 1 and not _is_above(walk.outline.sections[walk.stack[-1]], shape):
        walk.stack.pop()


def _is_above(section: Open, shape: Shape) -> bool:
    """May the heading stand below the open section?"""
    other = section.shape
    if other.markup and shape.markup:
        return _is_above_by_markup(other, shape)
    if section.rank is not None and shape.rank is not None:
        return section.rank < shape.rank
    return bool(other.markup)


# 第1章 and 第1節 are sometimes marked up alike; then the words tell the depth.
_NAMED_UNITS = frozenset({"part", "title-part", "chapter", "section", "subsection", "division", "article"})


def _is_above_by_markup(other: Shape, shape: Shape) -> bool:
    """Two headings of markup: by what they call themselves, else by level."""
    if other.kind in _NAMED_UNITS and shape.kind in _NAMED_UNITS and other.rank != shape.rank:
        return (other.rank or 0) < (shape.rank or 0)
    if other.kind == shape.kind and len(other.values) < len(shape.values) and other.markup == shape.markup:
        return other.values == shape.values[: len(other.values)]
    return other.markup < shape.markup


def _open(walk: _Walk, shape: Shape, line: int | None, rank: float | None) -> None:
    """Add a section below the innermost open one."""
    outline = walk.outline
    outline.sections.append(Open(shape, walk.stack[-1], rank, line, shape.label))
    walk.stack.append(len(outline.sections) - 1)
    if line is not None:
        outline.headings[line] = walk.stack[-1]
