"""What lines look like by how they begin: asked once of every line, so that each later step goes over its own lines."""

from __future__ import annotations

from msgspec import Struct, field

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line

_MANY = 10_000


class Looks(Struct, frozen=True):
    """Line numbers in print order, each list by one pattern of the grammar; headings of the markup stand by themselves.

    `marked` are the headings of the markup, `captions` its captions, `noted` its notes and the lines that hold their
    marks, `beside` lines in navigation, contents, header or footer, and `apart` lines that begin with a number in an
    element of its own.
    """

    marked: list[int] = field(default_factory=list)
    captions: list[int] = field(default_factory=list)
    noted: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)
    apart: list[int] = field(default_factory=list)
    numbered: list[int] = field(default_factory=list)
    special: list[int] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    boilerplate: list[int] = field(default_factory=list)
    contents: list[int] = field(default_factory=list)


def look_at(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar) -> Looks:
    """What the lines look like; a heading of the markup is only asked whether it says 目次."""
    looks = Looks()
    asked = (
        (looks.numbered, grammar.any_heading.match),
        (looks.special, grammar.special.match),
        (looks.notes, grammar.any_note.match),
        (looks.items, grammar.items.match),
        (looks.boilerplate, grammar.boilerplate.match),
        (looks.contents, grammar.contents.match),
    )
    plain = _see_markup(lines, blocks, looks)
    # One pattern of them all takes as long to compile as some thousand lines to look at.
    any_look = grammar.any_look.match if len(plain) > _MANY else bool
    for number in plain:
        text = lines[number].text
        if any_look(text):
            for numbers, match in asked:
                if match(text):
                    numbers.append(number)
    looks.contents.extend(_contents_of_markup(lines, looks.marked, grammar))
    looks.contents.sort()
    return looks


def _see_markup(lines: list[Line], blocks: tuple[Block, ...], looks: Looks) -> list[int]:
    """Note what the markup says of the lines; the answer are those that it does not call headings."""
    plain: list[int] = []
    heading, body, note, caption = BlockKind.HEADING, BlockRole.BODY, BlockKind.NOTE, BlockKind.CAPTION
    for number, line in enumerate(lines):
        block = blocks[line.block]
        kind = block.kind
        if block.role is not body:
            looks.beside.append(number)
        if block.marks or kind is note:
            looks.noted.append(number)
        if block.apart and not line.start:
            looks.apart.append(number)
        if kind is heading:
            looks.marked.append(number)
            continue
        plain.append(number)
        if kind is caption:
            looks.captions.append(number)
    return plain


def _contents_of_markup(lines: list[Line], marked: list[int], grammar: Grammar) -> list[int]:
    """The headings of the markup that say 目次; the same heading stands under country after country."""
    says = {text for text in {lines[number].text for number in marked} if grammar.contents.match(text)}
    return [number for number in marked if lines[number].text in says] if says else []
