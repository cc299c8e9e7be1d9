"""Documents made by hand, so that the room is tested apart from the readers of files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from wpdiff.model.document import Block, BlockKind, Document
from wpdiff.model.edition import Edition, Statement
from wpdiff.model.source import Anchor, EditionSource, Page
from wpdiff.profiles import detect_profile, load_profile
from wpdiff.structure import build_edition
from wpdiff.structure.statements import printed_lead


def _blocks(text: str, page: str) -> list[Block]:
    blocks, place, gap = [], 0, 0
    for line in text.split("\n"):
        if line.strip():
            anchor = Anchor(page=page, start=place, end=place + len(line))
            blocks.append(Block(kind=BlockKind.PARAGRAPH, text=line, anchor=anchor, gap=gap))
            gap = 0
        else:
            gap += 1
        place += len(line) + 1
    return blocks


def make_document(*pages: str, language: str = "ja", title: str = "", published: str = "") -> Document:
    """A document of plain pages, one block a line."""
    blocks = [block for number, text in enumerate(pages) for block in _blocks(text, f"p{number}.txt")]
    return of_blocks(blocks, language=language, title=title, published=published)


def of_blocks(blocks: list[Block], language: str = "ja", title: str = "", published: str = "") -> Document:
    """A document of given blocks."""
    names = dict.fromkeys(block.anchor.page for block in blocks)
    return Document(
        source=EditionSource(path="made", published=published),
        title=title,
        language=language,
        blocks=tuple(blocks),
        pages=tuple(Page(uri=name, sha256="") for name in names),
    )


@pytest.fixture
def document() -> Callable[..., Document]:
    return make_document


@pytest.fixture
def blocks_document() -> Callable[..., Document]:
    return of_blocks


@pytest.fixture
def understand() -> Callable[..., Edition]:
    def build(*pages: str, profile: str = "", **about: str) -> Edition:
        made = make_document(*pages, **about)
        return build_edition(made, load_profile(profile) if profile else detect_profile(made))

    return build


@pytest.fixture
def whole_blocks() -> Callable[[Document, Edition], None]:
    """Asserts that before and text of its statements give every block back."""

    def check(made: Document, edition: Edition) -> None:
        printed: dict[int, str] = {}
        for statement in edition.statements:
            printed[statement.block] = printed.get(statement.block, "") + statement.before + statement.text
        for index, block in enumerate(made.blocks):
            if (printed_lead(block) + block.text).strip():
                assert printed.get(index, "").rstrip() == (printed_lead(block) + block.text).rstrip()

    return check


@pytest.fixture
def path_of() -> Callable[[Edition, Statement], tuple[str, ...]]:
    return lambda edition, statement: edition.path(statement.section)
