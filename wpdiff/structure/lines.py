"""Cut blocks into lines: what was glued or wrapped together but is more than one heading, note or sentence run."""

from __future__ import annotations

import re
from typing import NamedTuple

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.grammar import Grammar

# A glued heading is looked for in the last signs of a line only: longer it would be no heading.
_TAIL = 70
_FULL_LINE = 0.7
_UNCUT = frozenset({BlockKind.HEADING, BlockKind.ROW, BlockKind.CAPTION})


class Line(NamedTuple):
    """A part of a block, as printed, without the white space around it; `glued` tells that it was cut off."""

    block: int
    start: int
    end: int
    text: str
    glued: bool = False


def cut_lines(blocks: tuple[Block, ...], grammar: Grammar) -> list[Line]:
    """All lines of all blocks in print order; nothing but white space is left out."""
    lines: list[Line] = []
    add = lines.append
    for index, block in enumerate(blocks):
        text = block.text
        stripped = text.strip()
        if not stripped:
            continue
        start = 0 if text[0] == stripped[0] and not text[0].isspace() else len(text) - len(text.lstrip())
        whole = Line(index, start, start + len(stripped), stripped)
        if block.kind in _UNCUT:
            add(whole)
        elif "\n" in stripped:
            for part in _at_breaks(whole, block, grammar):
                lines.extend(_at_glue(part, grammar))
        else:
            lines.extend(_at_glue(whole, grammar))
    return lines


def _at_breaks(whole: Line, block: Block, grammar: Grammar) -> list[Line]:
    """Cut at those line ends after or before which a line stands for itself."""
    parts: list[Line] = []
    position, open_start = whole.start, whole.start
    previous_alone = False
    pieces = whole.text.split("\n")
    # Of hard-wrapped lines the full ones are the middle of a paragraph, whatever number they begin with.
    full = max(len(piece) for piece in pieces) * _FULL_LINE
    for piece in pieces:
        alone = block.kind is BlockKind.PREFORMATTED or (
            (len(piece) < full or grammar.language == "ja") and _stands_alone(piece.strip(), grammar)
        )
        if position > open_start and (alone or previous_alone):
            _append(parts, whole.block, block.text, open_start, position)
            open_start = position
        previous_alone = alone
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
    return short and text[-1] not in "。、，,.;" and bool(grammar.any_heading.match(text))


def _at_glue(line: Line, grammar: Grammar) -> list[Line]:
    """Cut off the headings that stand glued at the end of a line, as long as there are any."""
    if line.text[-1] in "。.":
        return [line]
    tails: list[Line] = []
    text = line.text
    while True:
        floor = max(1, len(text) - _TAIL)
        found = grammar.glued.search(text, floor) or _behind_source(text, grammar, floor)
        if found is None or _is_caption(text[: found.start()], grammar, found.start()):
            break
        cut = found.start()
        tail = text[cut:]
        tails.append(Line(line.block, line.start + cut, line.start + cut + len(tail), tail, True))
        text = text[:cut].rstrip()
    if not tails:
        return [line]
    head = Line(line.block, line.start, line.start + len(text), text, line.glued)
    return [head, *reversed(tails)]


def _behind_source(text: str, grammar: Grammar, floor: int) -> re.Match[str] | None:
    """A heading behind a source or an address, which end without a full stop: 「（出典）…作成資料（1）海上の動き」."""
    return grammar.glued_to_source.search(text, floor) if "://" in text or grammar.whole.match(text) else None


def _is_caption(head: str, grammar: Grammar, cut: int) -> bool:
    """Would the cut go through the number of a caption, a heading or the like?"""
    found = grammar.special.match(head) or grammar.any_heading.match(head)
    return cut <= 0 or (found is not None and found.end() >= len(head) and not grammar.whole.match(head))
