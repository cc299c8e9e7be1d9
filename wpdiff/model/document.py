"""What ingest read, before anybody understands it: blocks in print order, nothing dropped."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wpdiff.model.source import Anchor, EditionSource, Page, ReadingWarning


class BlockKind(StrEnum):
    """What the markup says a block is; plain text knows only paragraphs."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"
    ROW = "row"
    PREFORMATTED = "preformatted"


class BlockRole(StrEnum):
    """The part of the page a block stands in, as far as the markup tells."""

    BODY = "body"
    NAVIGATION = "navigation"
    CONTENTS = "contents"
    HEADER = "header"
    FOOTER = "footer"


class ReadingOrder(StrEnum):
    """How the order of an edition's pages was found."""

    SINGLE = "single"
    LISTED = "listed"
    NEXT_LINKS = "next_links"
    CONTENTS = "contents"
    NUMBERED_NAMES = "numbered_names"
    NAMES = "names"


class MarkSpan(Struct, frozen=True, kw_only=True, gc=False):
    """A note mark that the markup shows (`<sup>`, a note link, Markdown `[^4]`): span in the block's text, label."""

    start: int
    end: int
    label: str


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """One heading, paragraph, list item, note, caption or table row, as printed.

    `text` is verbatim but for white space that HTML itself collapses; a row's text is its `cells` joined by tabs.
    `level` is a heading's level (1–6) or a list item's depth (1…), 0 where the markup does not say.
    `mark` is a list item's or note's own mark where the markup holds it apart from the text.
    `gap` is the number of blank lines before it (text files); `indent` its indentation in columns.
    `bold` tells that the whole block is emphasized; `lead` the length of a bold beginning (第一条 in statutes).
    `apart` is the length of a number that begins the block in an element of its own: <span>4</span>See the annex.
    `readings` are ruby readings taken out of the text; `marks` note marks that the markup shows.
    """

    kind: BlockKind
    text: str
    anchor: Anchor
    role: BlockRole = BlockRole.BODY
    level: int = 0
    mark: str = ""
    gap: int = 0
    indent: int = 0
    bold: bool = False
    lead: int = 0
    apart: int = 0
    cells: tuple[str, ...] = ()
    marks: tuple[MarkSpan, ...] = ()
    readings: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


class Uncompared(Struct, frozen=True, kw_only=True, gc=False):
    """Something that was seen and is not compared: an image, a linked PDF, a script.

    `sha256` is the hash of its bytes where they lie in the edition's folder or in the page itself, else "".
    """

    kind: str
    uri: str
    page: str
    sha256: str = ""
    alt: str = ""


class Document(Struct, frozen=True, kw_only=True):
    """All blocks of one edition in reading order, with the pages they came from."""

    source: EditionSource
    title: str
    language: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...]
    warnings: tuple[ReadingWarning, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    order: ReadingOrder = ReadingOrder.SINGLE
