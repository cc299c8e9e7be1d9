"""An edition as a WARC file, for those who keep web archives: every state's pages as they were received.

WARC is an export, never the store: a file of it that is cut short reads without an error.
"""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

from wpdiff.archive.check import is_whole, states_of
from wpdiff.archive.draft import PAGES
from wpdiff.archive.durable import replace
from wpdiff.archive.manifest import Manifest, PageRecord
from wpdiff.archive.store import ArchivedEdition
from wpdiff.errors import ArchiveError, MissingExtraError


def export_warc(entry: ArchivedEdition, path: Path) -> int:
    """Write all states of an edition to a WARC file, whole or not at all; how many pages it holds.

    Raises ArchiveError for an edition that is damaged or was made by hand, MissingExtraError without warcio.
    """
    try:
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise MissingExtraError("writing WARC", "archives") from error
    if entry.manifest is None or not is_whole(entry):
        raise ArchiveError(
            f"{entry.series}/{entry.name}: "
            + ("damaged" if entry.manifest or entry.damage else "made by hand; it has no manifest"),
            hint="see wpdiff editions verify",
        )
    part = path.with_name(f".{path.name[:40]}.part")
    count = 0
    try:
        with part.open("wb") as file:
            writer = WARCWriter(file, gzip=path.suffix == ".gz", warc_version="WARC/1.1")
            writer.write_record(
                writer.create_warcinfo_record(
                    path.name, {"software": entry.manifest.generator, "format": "WARC File Format 1.1"}
                )
            )
            for folder, manifest in reversed(states_of(entry)):
                for page in manifest.pages:
                    writer.write_record(_record(writer, page, manifest, (folder / PAGES / page.name).read_bytes()))
                    count += 1
            file.flush()
            os.fsync(file.fileno())
        replace(part, path)
    finally:
        part.unlink(missing_ok=True)
    return count


def _record(writer: Any, page: PageRecord, manifest: Manifest, content: bytes) -> Any:
    """A page as the answer it was: what was kept of its headers, its bytes. One without an address is a resource."""
    when = {"WARC-Date": page.retrieved or manifest.committed}
    if not page.address.startswith(("http://", "https://")):
        name = quote(f"{manifest.series}/{manifest.edition}/{page.name}")
        return writer.create_warc_record(
            f"urn:wpdiff:{name}",
            "resource",
            payload=BytesIO(content),
            length=len(content),
            warc_content_type=page.media_type or "application/octet-stream",
            warc_headers_dict=when,
        )
    from warcio.statusandheaders import StatusAndHeaders

    told = [
        ("Content-Type", page.media_type + (f"; charset={page.declared}" if page.declared else "")),
        ("Content-Length", str(len(content))),
        ("ETag", page.etag),
        ("Last-Modified", page.last_modified),
    ]
    headers = StatusAndHeaders("200 OK", [(name, one) for name, one in told if one], protocol="HTTP/1.1")
    return writer.create_warc_record(
        page.final_address or page.address,
        "response",
        payload=BytesIO(content),
        length=len(content),
        http_headers=headers,
        warc_headers_dict=when,
    )
