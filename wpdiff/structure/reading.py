"""Everything that was found out about a document before its statements are written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.model.document import Block, BlockKind, Document
from wpdiff.structure.aside import Aside, set_aside
from wpdiff.structure.bare import find_bare_headings
from wpdiff.structure.crumbs import read_crumbs
from wpdiff.structure.footnotes import find_notes
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line, cut_lines
from wpdiff.structure.listed import ListedTitles
from wpdiff.structure.looks import Looks, look_at
from wpdiff.structure.notes import Notes
from wpdiff.structure.outline import Outline, build_outline
from wpdiff.structure.page_heads import repeated_heads
from wpdiff.structure.references import caption_key
from wpdiff.structure.shapes import Shape, read_shapes
from wpdiff.structure.titles_again import titles_again
from wpdiff.text.patterns import lazy_pattern

# 「（この法律の目的）」 above 「第一条　…」
_ARTICLE_CAPTION = lazy_pattern(r"[（(][^（）()。]{1,60}(?:[（(][^（）()]{1,30}[）)][^（）()。]{0,30})?[）)]$")


class Reading(Struct, frozen=True):
    """Lines, their looks, what is aside, heading shapes, notes, the outline, and captions: all by line number."""

    lines: list[Line]
    looks: Looks
    aside: Aside
    shapes: dict[int, Shape]
    notes: Notes
    outline: Outline
    captions: Mapping[int, tuple[str, str]]
    article_captions: Mapping[int, int]


def read_lines(document: Document, grammar: Grammar) -> Reading:
    """Read a document's lines: each step knows what the steps before it found."""
    blocks = document.blocks
    titles = ListedTitles(blocks, grammar)
    lines = cut_lines(blocks, grammar, titles)
    looks = look_at(lines, blocks, grammar)
    aside = set_aside(lines, blocks, grammar, looks)
    crumbs = read_crumbs(lines, aside, grammar)
    aside = replace(aside, lines=aside.lines | repeated_heads(lines, blocks, aside, crumbs, grammar))
    shapes = read_shapes(lines, blocks, grammar, aside.lines, looks)
    captions = _captions(lines, blocks, shapes, grammar, looks)
    notes = find_notes(lines, blocks, shapes, grammar, aside.lines, looks)
    set_apart = aside.lines - notes.bodies.keys()
    shapes = {number: shape for number, shape in shapes.items() if number not in notes.bodies}
    known = {*set_apart, *notes.bodies, *captions}
    bare = find_bare_headings(lines, blocks, grammar, known | shapes.keys(), titles)
    again = titles_again(lines, blocks, shapes | bare, known, grammar)
    if again:  # what stands below a table of contents is a heading, too
        set_apart |= again
        shapes = {number: shape for number, shape in shapes.items() if number not in again}
        bare = find_bare_headings(lines, blocks, grammar, known | again | shapes.keys(), titles)
    shapes |= bare
    closed = _Closed(lines, captions, grammar)
    apart = {*set_apart, *notes.bodies}
    outline = build_outline(lines, blocks, shapes, apart, crumbs, closed)
    above = _article_captions(lines, outline, apart)
    aside = replace(aside, lines=frozenset(set_apart | outline.repeated), again=again)
    return Reading(lines, looks, aside, shapes, notes, outline, captions, above)


class _Closed(Struct, frozen=True):
    """Captions and sources by line number, behind which a heading may stand as behind a sentence; few are asked for."""

    lines: list[Line]
    captions: Collection[int]
    grammar: Grammar

    def __contains__(self, number: object) -> bool:
        """Is the line one of them?"""
        return isinstance(number, int) and (
            number in self.captions or self.grammar.whole.match(self.lines[number].text) is not None
        )


def _captions(
    lines: list[Line], blocks: tuple[Block, ...], shapes: dict[int, Shape], grammar: Grammar, looks: Looks
) -> dict[int, tuple[str, str]]:
    """The number and title of each caption; a line that the markup calls a caption is one without a number, too."""
    found: dict[int, tuple[str, str]] = {}
    for number in sorted({*looks.captions, *looks.special}):
        line = lines[number]
        kind = blocks[line.block].kind
        if kind is BlockKind.CAPTION:
            found[number] = ("", line.text)
        elif kind is not BlockKind.PARAGRAPH or number in shapes:
            continue
        for pattern in grammar.captions:
            match = pattern.match(line.text)
            if match and not match.group("title").rstrip().endswith(("。", ".")):
                found[number] = (match.group("number"), match.group("title").strip())
                break
    return found


def _article_captions(lines: list[Line], outline: Outline, skip: set[int]) -> dict[int, int]:
    """The line of a caption in brackets above an article, by the article's section; the section begins there."""
    above: dict[int, int] = {}
    for index, section in enumerate(outline.sections):
        if section.line is None or not section.shape.inline:
            continue
        line = section.line - 1
        if line >= 0 and line not in skip and line not in outline.headings and _ARTICLE_CAPTION.match(lines[line].text):
            above[index] = line
            outline.headings[line] = index
            outline.of_line[line] = index
    return above


def captions_by_key(reading: Reading) -> dict[str, list[int]]:
    """The sections that hold each numbered caption, in print order: columns count their figures anew."""
    found: dict[str, list[int]] = {}
    for line, (number, _) in reading.captions.items():
        if number:
            found.setdefault(caption_key(number), []).append(reading.outline.of_line[line])
    return found
