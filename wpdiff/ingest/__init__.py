"""A file or a folder of pages in, a Document out: blocks in print order, nothing dropped.

Knows nothing of sections and statements.
"""

from __future__ import annotations

from pathlib import Path

from wpdiff.ingest.read import read_source
from wpdiff.model.document import Document
from wpdiff.model.source import EditionSource

__all__ = ["read_document"]


def read_document(source: EditionSource | Path | str) -> Document:
    """Read one edition: a file, a folder of pages, an edition folder, or bytes handed over in `source.data`.

    Raises IngestError, saying what is wrong and what to try, when it cannot be read.
    """
    if isinstance(source, EditionSource):
        return read_source(source)
    return read_source(EditionSource(path=str(source) or "."))
