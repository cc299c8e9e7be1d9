"""Pages that are plain text in <pre>, as RFCs were published for years: read as the text that they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from wpdiff.ingest.text import read_text
from wpdiff.model.document import Block, BlockKind

_MOSTLY = 0.8  # share of a page's text from which what is preformatted is no example in it but the page itself
_LEAST = 1000  # characters of it; a page that shows one command is none of these


def as_text(blocks: tuple[Block, ...], *, page: str, language: str) -> tuple[Block, ...]:
    """The blocks of a page, those of a page in <pre> cut anew into paragraphs; each <pre> is one printed page."""
    whole = sum(len(block.text) for block in blocks)
    inside = sum(len(block.text) for block in blocks if block.kind is BlockKind.PREFORMATTED)
    if inside < _LEAST or inside < whole * _MOSTLY:
        return blocks
    return tuple(_read(blocks, page, language))


def _read(blocks: Iterable[Block], page: str, language: str) -> Iterator[Block]:
    for preformatted, run in groupby(blocks, key=lambda block: block.kind is BlockKind.PREFORMATTED):
        if preformatted:
            yield from read_text("\n\f\n".join(block.text for block in run), page=page, language=language)
        else:
            yield from run
