"""From a source to its document: find the pages, read each, put them in order, say what went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from wpdiff.errors import IngestError
from wpdiff.ingest.doubtful import about_page, words_digest
from wpdiff.ingest.hashes import FileHashes
from wpdiff.ingest.limits import Limits, raise_it
from wpdiff.ingest.links import Pages
from wpdiff.ingest.order import check_listed, put_in_order
from wpdiff.ingest.page import PageRead, load_page, read_page
from wpdiff.ingest.pages import Folder, list_pages
from wpdiff.model.document import Document, ReadingOrder
from wpdiff.model.source import EditionSource, Page, PageOrigin, ReadingWarning

_ALIKE = 4  # pages of which the same warning is one
_TITLE = 120  # characters of a heading that stands for a title


def read_source(source: EditionSource) -> Document:
    """Read everything a source names."""
    if source.is_nothing:
        return Document(source=source, title=source.title, language=source.language, blocks=(), pages=())
    limits = Limits(source.max_page_mb)
    path = Path(source.path)
    if source.data is not None:
        if len(source.data) > limits.page_bytes:
            raise IngestError(
                f"standard input: more than {limits.page_mb} MB", hint=raise_it((len(source.data) >> 20) + 1)
            )
        return _document(
            source, [read_page(source.data, path, "standard input", limits, language=source.language)], limits
        )
    if not path.exists():
        raise IngestError(f"{path}: no such file or folder", hint="give a file, a folder of pages, or series/edition")
    if path.is_file():
        read = read_page(load_page(path, limits), path, path.name, limits, language=source.language)
        return _document(source, [_with_hashes(read, FileHashes(path.parent, limits.page_bytes))], limits)
    if not path.is_dir():
        raise IngestError(f"{path}: neither a file nor a folder", hint="save it as a file, or give - and pipe it in")
    return _read_folder(source, path, limits)


def _read_folder(source: EditionSource, path: Path, limits: Limits) -> Document:
    folder = list_pages(path, source.pages, most=limits.files, beside=frozenset(source.beside))
    warnings = list(folder.warnings)
    origins = {one.name: one for one in source.origins}
    reads = _read_pages(folder, source.language, limits, warnings, origins)
    reads = _settled(reads, folder, source.language, limits)
    reads = _without_copies(reads, warnings)
    if source.pages:
        order = ReadingOrder.LISTED
        warnings += check_listed([read.page.uri for read in reads], _headings(reads))
    elif len(reads) == 1:
        order = ReadingOrder.SINGLE
    else:
        ordered = put_in_order({read.page.uri: read.links for read in reads}, _headings(reads))
        by_name = {read.page.uri: read for read in reads}
        reads, order = [by_name[name] for name in ordered.names], ordered.found
        warnings += ordered.warnings
    hashes = FileHashes(path, limits.page_bytes)
    return _document(source, [_with_hashes(read, hashes) for read in reads], limits, order, warnings)


def _read_pages(
    folder: Folder,
    language: str,
    limits: Limits,
    warnings: list[ReadingWarning],
    origins: Mapping[str, PageOrigin],
) -> list[PageRead]:
    """Every page that can be read; of the others a warning tells, and of all of them an error."""
    reads: list[PageRead] = []
    first: IngestError | None = None
    total = blocks = 0
    for path in folder.pages:
        name = folder.name(path)
        try:
            raw = load_page(path, limits)
            usual = origins[name].encoding if name in origins else ""
            reads.append(read_page(raw, path, name, limits, language=language, usual=usual))
        except IngestError as error:
            first = first or error
            message = error.message.removeprefix(f"{path}: ")
            if "at most" in message:
                message = f"{message} ({error.hint})"
            warnings.append(ReadingWarning(code="page_not_read", message=message, where=name, values=(message,)))
            continue
        total += len(raw)
        blocks += len(reads[-1].blocks)
        if total > limits.edition_bytes or blocks > limits.blocks:
            _refuse(folder.root, limits)
    if not reads and first is not None:
        raise first
    return reads


def _refuse(path: Path | str, limits: Limits) -> None:
    raise IngestError(
        f"{path}: more than {limits.edition_bytes >> 20} MB or {limits.blocks:,} paragraphs in one edition",
        hint=raise_it(limits.page_mb * 4),
    )


def _settled(reads: list[PageRead], folder: Folder, language: str, limits: Limits) -> list[PageRead]:
    """Pages too short to tell their encoding are read as most other pages of the edition are."""
    sure = Counter(read.page.encoding for read in reads if read.sure)
    if not sure or all(read.sure for read in reads):
        return reads
    usual = max(sorted(sure), key=lambda name: sure[name])
    return [
        read
        if read.sure or read.page.encoding == usual
        else read_page(load_page(read.path, limits), read.path, read.page.uri, limits, language=language, usual=usual)
        for read in reads
    ]


def _without_copies(reads: list[PageRead], warnings: list[ReadingWarning]) -> list[PageRead]:
    """Pages of the same bytes, or of the same words, once: the one that other pages link to, else the first."""
    if len(reads) < 2:
        return reads
    groups: dict[str, list[PageRead]] = {}
    for read in reads:
        groups.setdefault(words_digest(read.blocks) or read.page.sha256, []).append(read)
    if len(groups) == len(reads):
        return reads
    pages = Pages(read.page.uri for read in reads)
    linked = {pages.named(link.href, read.page.uri) for read in reads for link in read.links}
    dropped: set[str] = set()
    for group in groups.values():
        kept = next((read for read in group if read.page.uri in linked), group[0])
        for read in group:
            if read is not kept:
                same = "bytes" if read.page.sha256 == kept.page.sha256 else "words"
                message = f"the same {same} as {kept.page.uri}; read once"
                values, where = (kept.page.uri,), read.page.uri
                warnings.append(ReadingWarning(code="duplicate_page", message=message, where=where, values=values))
                dropped.add(read.page.uri)
    return [read for read in reads if read.page.uri not in dropped]


def _headings(reads: Iterable[PageRead]) -> dict[str, str]:
    return {read.page.uri: read.heading for read in reads}


def _with_hashes(read: PageRead, hashes: FileHashes) -> PageRead:
    return replace(read, uncompared=tuple(hashes.of(one, read.path.parent) for one in read.uncompared))


def _document(
    source: EditionSource,
    reads: Sequence[PageRead],
    limits: Limits,
    order: ReadingOrder = ReadingOrder.SINGLE,
    warnings: Sequence[ReadingWarning] = (),
) -> Document:
    blocks = tuple(block for read in reads for block in read.blocks)
    if not any(block.text.strip() for block in blocks):
        raise IngestError(f"{source.path}: nothing to read in it", hint="is it the right file, and is it whole?")
    if len(blocks) > limits.blocks:
        _refuse(source.path, limits)
    about = _gathered(
        one for read in reads for one in (*read.warnings, *about_page(read.blocks, read.title, read.page.uri))
    )
    languages = [read.language for read in reads if read.language]
    language = source.language or (max(sorted(set(languages)), key=languages.count) if languages else "")
    return Document(
        source=source,
        title=source.title or _title(reads) or Path(source.path).stem,
        language=language,
        blocks=blocks,
        pages=_with_origins([read.page for read in reads], source.origins),
        warnings=(*warnings, *about),
        uncompared=tuple(one for read in reads for one in read.uncompared),
        order=order if len(reads) > 1 or order is ReadingOrder.LISTED else ReadingOrder.SINGLE,
    )


def _with_origins(pages: Iterable[Page], origins: Iterable[PageOrigin]) -> tuple[Page, ...]:
    """Pages with the address and time that the archive has of them, where their bytes are those it received."""
    known = {(one.name, one.sha256): one for one in origins}
    found = [(page, known.get((page.uri, page.sha256))) for page in pages]
    return tuple(replace(page, address=one.address, retrieved=one.retrieved) if one else page for page, one in found)


def _gathered(warnings: Iterable[ReadingWarning]) -> list[ReadingWarning]:
    """Warnings of pages in order. What is said alike of many pages is said once, with the first of them."""
    alike: dict[ReadingWarning, list[str]] = {}
    for one in warnings:
        alike.setdefault(replace(one, where=""), []).append(one.where)
    return [
        replace(one, where=where)
        for one, places in alike.items()
        for where in (places if len(places) < _ALIKE else [f"{places[0]} … ({len(places)})"])
    ]


def _title(reads: Sequence[PageRead]) -> str:
    heading = next((read.heading for read in reads if read.heading), "")
    return (reads[0].title if reads else "") or " ".join(heading.split())[:_TITLE]
