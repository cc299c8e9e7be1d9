"""Cut blocks into lines: what was glued or wrapped together but is more than one heading, note or sentence run."""

from __future__ import annotations

from typing import NamedTuple

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.structure.glue import Rows, find_caption, find_glued, lists_headings
from wpdiff.structure.grammar import Grammar, Rule
from wpdiff.structure.listed import ListedTitles
from wpdiff.structure.references import refers_first

# A glued heading is looked for in the last signs of a line only: longer it would be no heading.
_TAIL = 85
# Pages that end and begin without a line break glue some headings to one line, not many.
_MOST_GLUED = 20
_FULL_LINE = 0.7
_STOPS = "。."  # no heading ends so, glued or not
_UNCUT = frozenset({BlockKind.HEADING, BlockKind.ROW, BlockKind.CAPTION})


class Line(NamedTuple):
    """A part of a block, as printed, without the white space around it; `glued` tells that it was cut off."""

    block: int
    start: int
    end: int
    text: str
    glued: bool = False


def cut_lines(blocks: tuple[Block, ...], grammar: Grammar, titles: ListedTitles) -> list[Line]:
    """All lines of all blocks in print order; nothing but white space is left out."""
    lines: list[Line] = []
    add = lines.append
    rows, glues = Rows(grammar.glue), bool(grammar.glue.rows)
    for index, block in enumerate(blocks):
        text = block.text
        stripped = text.strip()
        if not stripped:
            continue
        start = 0 if text[0] == stripped[0] and not text[0].isspace() else len(text) - len(text.lstrip())
        whole = Line(index, start, start + len(stripped), stripped)
        if block.kind in _UNCUT or block.role is BlockRole.CONTENTS:
            add(whole)
            continue
        title = titles.title_end(stripped) if titles.any else 0
        if title:
            add(Line(index, start, start + title, stripped[:title]))
            rest = stripped[title:]
            first = start + title + len(rest) - len(rest.lstrip())
            whole, stripped = Line(index, first, start + len(stripped), rest.lstrip()), rest.lstrip()
        if titles.any and titles.is_title(stripped):
            add(whole)
            continue
        parts = _at_breaks(whole, block, grammar) if "\n" in stripped else [whole]
        for part in parts:
            if glues and part.text[-1] not in _STOPS:
                lines.extend(_at_glue(part, grammar, rows))
            else:
                add(part)
    return lines


def _at_breaks(whole: Line, block: Block, grammar: Grammar) -> list[Line]:
    """Cut at those line ends after or before which a line stands for itself."""
    pieces = whole.text.split("\n")
    # Of hard-wrapped lines the full ones are the middle of a paragraph, whatever number they begin with.
    full = len(whole.text) if grammar.language == "ja" else max(map(len, pieces)) * _FULL_LINE
    preformatted = block.kind is BlockKind.PREFORMATTED
    alone = [preformatted or (len(piece) < full and _stands_alone(piece.strip(), grammar)) for piece in pieces]
    if not any(alone):
        return [whole]
    parts: list[Line] = []
    position, open_start = whole.start, whole.start
    previous_alone = False
    for piece, is_alone in zip(pieces, alone, strict=True):
        if position > open_start and (is_alone or previous_alone):
            _append(parts, whole.block, block.text, open_start, position)
            open_start = position
        previous_alone = is_alone
        position += len(piece) + 1
    _append(parts, whole.block, block.text, open_start, whole.end)
    return parts


def _append(parts: list[Line], block: int, text: str, start: int, end: int) -> None:
    """Add the line between two places, if there is more than white space."""
    piece = text[start:end]
    stripped = piece.strip()
    if stripped:
        first = start + len(piece) - len(piece.lstrip())
        parts.append(Line(block, first, first + len(stripped), stripped))


def _stands_alone(text: str, grammar: Grammar) -> bool:
    """Is this line a heading, caption, reference or boilerplate by its looks?"""
    if not text:
        return True
    if grammar.special.match(text) or grammar.boilerplate.match(text):
        return True
    short = len(text) <= grammar.profile.heading_limit
    if not short or text[-1] in "。、，,.;" or not grammar.any_heading.match(text):
        return False
    return any(_is_numbered(text, rule) for rule in grammar.rules)


def _is_numbered(text: str, rule: Rule) -> bool:
    """Is the line a number and a title by this rule: II. Ports, but not U.S. ports?"""
    found = rule.number.match(text)
    return found is not None and rule.title.match(text, found.end()) is not None


def _at_glue(line: Line, grammar: Grammar, rows: Rows) -> list[Line]:
    """Cut off the headings that stand glued at the end of a line, as long as there are any."""
    if lists_headings(line.text, grammar.glue):
        return [line]
    done: list[Line] = []
    waiting = [line]
    while waiting:
        part = waiting.pop()
        cut = _glued_at(part.text, grammar, rows) if len(done) + len(waiting) < _MOST_GLUED else None
        if cut is None:
            done.append(part)
            continue
        head = part.text[:cut].rstrip()
        waiting.append(Line(part.block, part.start + cut, part.end, part.text[cut:], True))
        waiting.append(Line(part.block, part.start, part.start + len(head), head, part.glued))
    return done


def _glued_at(text: str, grammar: Grammar, rows: Rows) -> int | None:
    """Where the first heading glued to the end of a text begins."""
    if text[-1] in _STOPS:
        return None
    own = _own_number(text, grammar)
    if own and len(text) <= grammar.profile.heading_limit:
        rows.see(text)
    floor = max(own, 1, len(text) - _TAIL)
    if floor >= len(text) or refers_first(text, grammar):
        return None
    after_source = "://" in text or grammar.whole.match(text) is not None
    places = (
        find_glued(text, floor, rows, after_source=after_source),
        find_caption(text, floor, grammar.captions),
    )
    return min((place for place in places if place is not None), default=None)


def _own_number(text: str, grammar: Grammar) -> int:
    """Where the text begins behind what the line itself begins with: a number of a heading, caption or note, 参照."""
    for pattern in grammar.captions if grammar.special.match(text) else ():
        found = pattern.match(text)
        if found is not None:
            return found.start("title")
    found = grammar.any_heading.match(text) or grammar.references.match(text) or grammar.any_note.match(text)
    return found.end() if found is not None else 0
