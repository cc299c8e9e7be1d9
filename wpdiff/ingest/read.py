"""From a source to its document: find the pages, read each, put them in order, say what went wrong."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from wpdiff.errors import IngestError
from wpdiff.ingest.encoding import decode
from wpdiff.ingest.limits import MAX_PAGE_BYTES
from wpdiff.ingest.markdown import read_markdown
from wpdiff.ingest.pages import READABLE, format_of, in_link_order, list_pages
from wpdiff.ingest.preformatted import as_text
from wpdiff.ingest.text import read_text
from wpdiff.model.document import Block, BlockKind, BlockRole, Document, Uncompared
from wpdiff.model.source import EditionSource, Page, ReadingWarning
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
_MAINTENANCE = re.compile(
    r"メンテナンス|ただいまアクセス|ページが見つかりません|お探しのページ"
    r"|404 not found|under maintenance|page not found|service unavailable|access denied",
    re.IGNORECASE,
)
_SHORT_PAGE = 600  # characters below which a page that speaks of maintenance is one
FEW_DAMAGED = 8  # characters that may be unreadable in any text, however short
_NEXT = re.compile(r"\s*(?:次へ|次のページ|次頁|next(?: page)?)\s*[>»›＞→]*\s*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """One page that was read."""

    path: Path
    page: Page
    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    next_page: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()


def read_source(source: EditionSource) -> Document:
    """Read everything a source names."""
    if source.data is not None:
        return _document(source, [_read_bytes(source.data, Path(source.path), "standard input", source.language)], [])
    path = Path(source.path)
    if not path.exists():
        raise IngestError(f"{path}: no such file or folder", hint="give a file, a folder of pages, or series/edition")
    if path.is_file():
        return _document(source, [_read_file(path, path.name, source.language)], [])
    pages, warnings = list_pages(path, source.pages)
    root = path / "pages" if (path / "pages").is_dir() else path
    reads = [_read_file(page, _name(page, root), source.language) for page in pages]
    if not source.pages:
        reads = _in_order(reads)
    kept, about = _without_copies(reads)
    return _document(source, kept, [*warnings, *about])


def _name(page: Path, root: Path) -> str:
    return page.relative_to(root).as_posix() if page.is_relative_to(root) else page.name


def _read_file(path: Path, name: str, language: str) -> _Read:
    try:
        size = path.stat().st_size
        if size > MAX_PAGE_BYTES:
            raise IngestError(
                f"{path}: {size >> 20} MB in one file", hint=f"at most {MAX_PAGE_BYTES >> 20} MB are read"
            )
        raw = path.read_bytes()
    except PermissionError as error:
        raise IngestError(f"{path}: no permission to read it", hint="ask its owner, or copy it") from error
    except OSError as error:
        raise IngestError(f"{path}: cannot be read ({error.strerror or error})") from error
    if not format_of(path):
        what = _magic(raw)
        suffix = path.suffix or "files without a suffix"
        raise IngestError(f"{path}: no reader for {what or suffix}", hint=READABLE)
    return _read_bytes(raw, path, name, language)


def _magic(raw: bytes) -> str:
    return next((what for start, what in _MAGIC.items() if raw.startswith(start)), "")


def _read_bytes(raw: bytes, path: Path, name: str, language: str) -> _Read:
    what = _magic(raw)
    if what:
        raise IngestError(f"{path}: this is {what}, not text", hint=READABLE)
    kind = format_of(path) or _sniff(raw)
    decoded = decode(raw, page=name, markup=kind == "html")
    damaged = decoded.text.count("\ufffd")
    if damaged > FEW_DAMAGED and damaged * 5 > len(decoded.text):
        raise IngestError(f"{path}: this is not text (binary, or an unknown encoding)", hint=READABLE)
    page = Page(uri=name, sha256=hashlib.sha256(raw).hexdigest(), encoding=decoded.encoding)
    warnings = decoded.warnings
    read = _Read(path=path, page=page, blocks=(), warnings=warnings)
    if kind == "html":
        return _read_html(decoded.text, read)
    told = language or detect_language(decoded.text)
    reader = (
        read_markdown(decoded.text, page=name) if kind == "md" else read_text(decoded.text, page=name, language=told)
    )
    return replace(read, blocks=tuple(reader), language=told)


def _sniff(raw: bytes) -> str:
    head = raw[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body", b"<div", b"<h1", b"<p")):
        return "html"
    return "md" if re.search(rb"^#{1,6} \S", raw[:4000], re.MULTILINE) else "txt"


def _read_html(text: str, read: _Read) -> _Read:
    from wpdiff.ingest.html import read_html

    found = read_html(text, page=read.page.uri)
    next_page = next(
        (href for rel, href, words in found.links if "next" in rel.lower().split() or _NEXT.match(words)), ""
    )
    uncompared = tuple(_hashed(one, read.path.parent) for one in found.uncompared)
    sample = "".join(block.text for block in found.blocks)[:20_000]
    language = found.language or detect_language(sample)
    return replace(
        read,
        blocks=as_text(found.blocks, page=read.page.uri, language=language),
        title=found.title,
        language=language,
        next_page=unquote(urlsplit(next_page).path).rsplit("/", 1)[-1] if _is_url(next_page) else "",
        uncompared=uncompared,
    )


def _is_url(text: str) -> bool:
    try:
        urlsplit(text)
    except ValueError:
        return False
    return bool(text)


def _hashed(one: Uncompared, folder: Path) -> Uncompared:
    """An image with the hash of its file, where that lies in the page's own folder or below it."""
    if one.kind != "image" or not one.uri or ":" in one.uri[:12] or "\0" in one.uri or len(one.uri) > 1000:
        return one
    path = folder / unquote(one.uri.split("?")[0].split("#")[0])
    try:
        inside = path.resolve().is_relative_to(folder.resolve().parent)
        if not inside or not path.is_file() or path.stat().st_size > MAX_PAGE_BYTES:
            return one
        return replace(one, sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    except (OSError, ValueError):
        return one


def _in_order(reads: list[_Read]) -> list[_Read]:
    """Pages by their next links, where these lead through all of them; else as they are."""
    next_of = {read.path.name: read.next_page for read in reads if read.next_page}
    order = in_link_order([read.path for read in reads], next_of) if next_of else None
    if order is None:
        return reads
    by_path = {read.path: read for read in reads}
    return [by_path[path] for path in order]


def _without_copies(reads: list[_Read]) -> tuple[list[_Read], list[ReadingWarning]]:
    seen: dict[str, str] = {}
    kept: list[_Read] = []
    warnings: list[ReadingWarning] = []
    for read in reads:
        first = seen.setdefault(read.page.sha256, read.page.uri)
        if first == read.page.uri:
            kept.append(read)
            continue
        message = f"the same bytes as {first}; read once"
        warnings.append(ReadingWarning(code="duplicate_page", message=message, where=read.page.uri))
    return kept, warnings


def _document(source: EditionSource, reads: list[_Read], warnings: list[ReadingWarning]) -> Document:
    blocks = tuple(block for read in reads for block in read.blocks)
    if not any(block.text.strip() for block in blocks):
        raise IngestError(f"{source.path}: nothing to read in it", hint="is it the right file, and is it whole?")
    for read in reads:
        warnings += [*read.warnings, *_about_page(read)]
    languages = [read.language for read in reads if read.language]
    language = source.language or (max(sorted(set(languages)), key=languages.count) if languages else "")
    return Document(
        source=source,
        title=source.title or _title(reads, blocks) or Path(source.path).stem,
        language=language,
        blocks=blocks,
        pages=tuple(read.page for read in reads),
        warnings=tuple(warnings),
        uncompared=tuple(one for read in reads for one in read.uncompared),
    )


def _about_page(read: _Read) -> list[ReadingWarning]:
    text = " ".join(block.text for block in read.blocks[:200])
    if not text.strip():
        return [ReadingWarning(code="empty_page", message="a page without any text", where=read.page.uri)]
    if len(text) < _SHORT_PAGE and _MAINTENANCE.search(text):
        message = "this looks like an error or maintenance page, not like a page of the edition"
        return [ReadingWarning(code="error_page", message=message, where=read.page.uri)]
    return []


def _title(reads: list[_Read], blocks: tuple[Block, ...]) -> str:
    heading = next(
        (block.text for block in blocks if block.kind is BlockKind.HEADING and block.role is BlockRole.BODY), ""
    )
    return (reads[0].title if reads else "") or " ".join(heading.split())[:120]
