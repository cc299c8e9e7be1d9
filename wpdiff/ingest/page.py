"""One page: its bytes to blocks, links and what is not compared."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.errors import IngestError
from wpdiff.ingest.encoding import decode
from wpdiff.ingest.limits import Limits, raise_it
from wpdiff.ingest.links import Link
from wpdiff.ingest.markdown import read_markdown
from wpdiff.ingest.pages import READABLE, format_of
from wpdiff.ingest.preformatted import as_text
from wpdiff.ingest.text import read_text
from wpdiff.model.document import Block, BlockKind, BlockRole, Uncompared
from wpdiff.model.source import Page, ReadingWarning
from wpdiff.text.language import detect_language

_MAGIC = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG picture",
    b"GIF8": "a GIF picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"\x1f\x8b": "a gzip archive",
    b"\xd0\xcf\x11\xe0": "an old Office file",
}
FEW_DAMAGED = 8  # characters that may be unreadable in any text, however short
_MARKUP = (b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<div", b"<h1", b"<p", b"<meta", b"<title")


class PageRead(Struct, frozen=True, kw_only=True):
    """One page that was read. `sure` is False where its encoding could as well be another."""

    path: Path
    page: Page
    blocks: tuple[Block, ...] = ()
    title: str = ""
    language: str = ""
    links: tuple[Link, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    sure: bool = True

    @property
    def heading(self) -> str:
        """The first heading of its body; "" when it has none."""
        body = (one for one in self.blocks if one.role is BlockRole.BODY)
        return next((one.text for one in body if one.kind is BlockKind.HEADING), "")


def load_page(path: Path, limits: Limits) -> bytes:
    """A file's bytes. Raises IngestError where it is too large or cannot be read."""
    try:
        size = path.stat().st_size
        if size > limits.page_bytes:
            megabytes = -(-size >> 20) if size % (1 << 20) == 0 else (size >> 20) + 1
            raise IngestError(
                f"{path}: {megabytes} MB in one page, and {limits.page_mb} MB are read at most",
                hint=raise_it(megabytes),
            )
        raw = path.read_bytes()
    except PermissionError as error:
        raise IngestError(f"{path}: no permission to read it", hint="ask its owner, or copy it") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise IngestError(f"{path}: cannot be read ({reason})") from error
    if not format_of(path):
        what = _magic(raw)
        suffix = path.suffix or "files without a suffix"
        raise IngestError(f"{path}: no reader for {what or suffix}", hint=READABLE)
    return raw


def read_page(raw: bytes, path: Path, name: str, limits: Limits, *, language: str = "", usual: str = "") -> PageRead:
    """One page's blocks. Raises IngestError where the bytes are no text.

    `language` is the edition's where it is told; `usual` the encoding of its other pages where that may decide.
    """
    what = _magic(raw)
    if what:
        raise IngestError(f"{path}: this is {what}, not text", hint=READABLE)
    kind = format_of(path) or _sniff(raw)
    decoded = decode(raw, page=name, markup=kind == "html", usual=usual)
    damaged = decoded.text.count("\ufffd")
    if damaged > FEW_DAMAGED and damaged * 5 > len(decoded.text):
        raise IngestError(f"{path}: this is not text (binary, or an unknown encoding)", hint=READABLE)
    pieces = decoded.text.count("<" if kind == "html" else "\n")
    if pieces > limits.pieces:
        what = "tags" if kind == "html" else "lines"
        raise IngestError(
            f"{path}: {pieces:,} {what} in one page, and {limits.pieces:,} are read at most",
            hint=raise_it(limits.page_mb * -(-pieces // limits.pieces)),
        )
    page = Page(uri=name, sha256=hashlib.sha256(raw).hexdigest(), encoding=decoded.encoding)
    read = PageRead(path=path, page=page, warnings=decoded.warnings, sure=decoded.sure)
    if kind == "html":
        return _html(decoded.text, read)
    told = language or detect_language(decoded.text)
    if kind == "txt":
        return replace(read, blocks=tuple(read_text(decoded.text, page=name, language=told)), language=told)
    return _markdown(decoded.text, replace(read, language=told))


def _magic(raw: bytes) -> str:
    return next((what for start, what in _MAGIC.items() if raw.startswith(start)), "")


def _sniff(raw: bytes) -> str:
    head = raw[:1000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(_MARKUP):
        return "html"
    return "md" if re.search(rb"^#{1,6} \S", raw[:4000], re.MULTILINE) else "txt"


def _html(text: str, read: PageRead) -> PageRead:
    from wpdiff.ingest.html import read_html

    found = read_html(text, page=read.page.uri)
    language = found.language or detect_language("".join(block.text for block in found.blocks)[:20_000])
    return replace(
        read,
        blocks=as_text(found.blocks, page=read.page.uri, language=language),
        title=found.title,
        language=language,
        links=found.links,
        uncompared=found.uncompared,
    )


def _markdown(text: str, read: PageRead) -> PageRead:
    from wpdiff.ingest.unread import unread_in_markdown

    name = read.page.uri
    return replace(read, blocks=tuple(read_markdown(text, page=name)), uncompared=tuple(unread_in_markdown(text, name)))
