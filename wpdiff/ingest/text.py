"""Plain text to blocks: one for each line, hard-wrapped lines of a paragraph as one, nothing dropped."""

from __future__ import annotations

from collections.abc import Iterator

from wpdiff.ingest.paragraphs import Group, PrintedLine, is_leader, is_wrapped, join_paragraphs
from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.model.source import Anchor


def read_text(text: str, *, page: str, language: str) -> list[Block]:
    """The blocks of a plain text page, each a paragraph whose kind the structure room will find out.

    Japanese lines are blocks of their own. In other languages lines that were broken at a fixed width are joined; the
    line break stays in the block's text as printed.
    """
    lines = list(_lines(text))
    if language == "ja" or not is_wrapped(lines):
        return [_line_block(line, page) for line in lines]
    return [_block(group, page) for group in join_paragraphs(lines)]


def _lines(text: str) -> Iterator[PrintedLine]:
    start = gap = 0
    broken = False
    for raw in text.split("\n"):
        end = start + len(raw) + 1
        broken = broken or "\f" in raw
        printed = raw.strip()
        if printed:
            yield PrintedLine(raw.rstrip(), start, gap, broken)
            gap, broken = 0, False
        else:
            gap += 1
        start = end


def _line_block(line: PrintedLine, page: str) -> Block:
    """A printed line as a block of its own."""
    printed = line.text
    text = printed.replace("\f", "").strip() if "\f" in printed else printed.strip()
    return Block(
        kind=BlockKind.PARAGRAPH,
        text=text,
        anchor=Anchor(page=page, start=line.start, end=line.start + len(printed)),
        role=BlockRole.CONTENTS if is_leader(text) else BlockRole.BODY,
        gap=line.gap,
        indent=len(printed) - len(printed.lstrip()),
    )


def _block(group: Group, page: str) -> Block:
    first, last = group.lines[0], group.lines[-1]
    text = "\n".join(line.text for line in group.lines).replace("\f", "").strip()
    contents = group.contents or is_leader(text)
    role = BlockRole.HEADER if group.furniture else BlockRole.CONTENTS if contents else BlockRole.BODY
    return Block(
        kind=BlockKind.PARAGRAPH,
        text=text,
        anchor=Anchor(page=page, start=first.start, end=last.start + len(last.text)),
        role=role,
        gap=first.gap,
        indent=len(first.text) - len(first.text.lstrip()),
    )
