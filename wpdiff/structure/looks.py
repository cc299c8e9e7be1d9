"""What lines look like by how they begin: asked once of every line, so that each later step goes over its own lines."""

from __future__ import annotations

from msgspec import Struct, field

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line


class Looks(Struct, frozen=True):
    """Line numbers in print order, each list by one pattern of the grammar; headings of the markup stand by themselves.

    `marked` are the headings of the markup, and `apart` lines in navigation, contents, header or footer.
    """

    marked: list[int] = field(default_factory=list)
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
    any_look, heading, body = grammar.any_look.match, BlockKind.HEADING, BlockRole.BODY
    for number, line in enumerate(lines):
        block = blocks[line.block]
        if block.role is not body:
            looks.apart.append(number)
        if block.kind is heading:
            looks.marked.append(number)
        elif any_look(line.text):
            for numbers, match in asked:
                if match(line.text):
                    numbers.append(number)
    looks.contents.extend(_contents_of_markup(lines, looks.marked, grammar))
    looks.contents.sort()
    return looks


def _contents_of_markup(lines: list[Line], marked: list[int], grammar: Grammar) -> list[int]:
    """The headings of the markup that say 目次; the same heading stands under country after country."""
    says = {text for text in {lines[number].text for number in marked} if grammar.contents.match(text)}
    return [number for number in marked if lines[number].text in says] if says else []
