"""What the archive knows of one edition: every page's address, hash, size and retrieval; and it as JSON, and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from wpdiff.errors import ArchiveError
from wpdiff.version import __version__

SCHEMA = "wpdiff/manifest"
SCHEMA_VERSION = 1
GENERATOR = f"wpdiff {__version__}"


class PageState(StrEnum):
    """Whether the publisher still has a page. The archived bytes stay, whatever it is."""

    PRESENT = "present"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What is known of a page beside its bytes; "" where nothing is. `PageRecord` says what each means."""

    media_type: str = ""
    charset: str = ""
    declared: str = ""
    etag: str = ""
    last_modified: str = ""
    retrieved: str = ""
    final_address: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of an edition as a whole; "" where nothing is. `Manifest` says what each means.

    `profile` goes into edition.toml, for an edition that a person adds.
    """

    source: str = ""
    title: str = ""
    language: str = ""
    published: str = ""
    address: str = ""
    profile: str = ""

    def said(self) -> dict[str, Any]:
        """What a manifest holds of this, without what is empty."""
        return {name: one for name, one in asdict(self).items() if one and name != "profile"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """One page: its file's name in `pages`, where it came from, and what was received.

    `order` is its place in reading order, from 0; None for what is kept beside it (an errata sheet, a PDF of the
    whole), which `title` names as the link to it did. `address` is the one asked for, `final_address` the one that
    answered, "" when it is the same. `charset` is the one chosen, `declared` what the server called it. Times are UTC;
    `missing_since` is "" while a page is present.
    """

    name: str
    address: str = ""
    order: int | None = None
    sha256: str = ""
    size: int = 0
    media_type: str = ""
    charset: str = ""
    declared: str = ""
    etag: str = ""
    last_modified: str = ""
    retrieved: str = ""
    final_address: str = ""
    title: str = ""
    state: PageState = PageState.PRESENT
    missing_since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """One state of one edition. `revision` counts from 1; `cause` is the kind of event that this state was told as
    ("" for an edition that a person added); `source` the watched source it came from ("" likewise).
    """

    series: str
    edition: str
    revision: int = 1
    cause: str = ""
    source: str = ""
    title: str = ""
    language: str = ""
    published: str = ""
    address: str = ""
    committed: str = ""
    generator: str = GENERATOR
    pages: tuple[PageRecord, ...] = ()

    @property
    def content(self) -> str:
        """The hash of what there is to read: of the pages in order, whatever they are called and wherever they lay."""
        return content_hash(self.pages)

    @property
    def reading_order(self) -> tuple[PageRecord, ...]:
        """The pages in reading order, without what is kept beside them."""
        return in_order(self.pages)

    @property
    def beside(self) -> tuple[PageRecord, ...]:
        """What is kept beside the pages and never read with them: errata sheets, pictures."""
        return tuple(page for page in self.pages if page.order is None)

    def page_at(self, address: str) -> PageRecord | None:
        """The page that came from an address."""
        return next((page for page in self.pages if page.address == address), None)


def in_order(pages: Sequence[PageRecord]) -> tuple[PageRecord, ...]:
    """The pages that are read, in their order."""
    return tuple(sorted((page for page in pages if page.order is not None), key=lambda page: page.order or 0))


def content_hash(pages: Sequence[PageRecord]) -> str:
    """The hash of what there is to read in these pages."""
    return hashlib.sha256("\n".join(page.sha256 for page in in_order(pages)).encode("ascii")).hexdigest()


def manifest_values(manifest: Manifest) -> dict[str, Any]:
    """The manifest as JSON holds it; `digest` is the hash of the rest: a changed or cut manifest is known as such."""
    values = {"schema": SCHEMA, "schema_version": SCHEMA_VERSION, **asdict(manifest), "content": manifest.content}
    values["pages"] = [record_values(page) for page in manifest.pages]
    return {**values, "digest": _digest(values)}


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as the file holds it."""
    values = manifest_values(manifest)
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def load_manifest(raw: bytes, where: str) -> Manifest:
    """A manifest as it was written. Raises ArchiveError naming it when it is none, or was changed since."""
    try:
        values = json.loads(raw)
        if values["schema"] != SCHEMA:
            raise ValueError("another kind of file")
        newer = int(values["schema_version"]) > SCHEMA_VERSION
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ArchiveError(f"{where}: no manifest ({_reason(error)})", hint="see wpdiff editions verify") from error
    if newer:
        raise ArchiveError(f"{where}: written by a newer wpdiff", hint="update wpdiff")
    if values.get("digest") != _digest({name: one for name, one in values.items() if name != "digest"}):
        raise ArchiveError(f"{where}: changed since it was written", hint="see wpdiff editions verify")
    known = {field.name for field in fields(Manifest)} - {"pages"}
    try:
        pages = tuple(load_record(page) for page in values["pages"])
        return Manifest(pages=pages, **{name: one for name, one in values.items() if name in known})
    except (TypeError, KeyError, ValueError) as error:
        raise ArchiveError(f"{where}: no manifest ({_reason(error)})") from error


def record_values(page: PageRecord) -> dict[str, Any]:
    """A page as JSON holds it; what is empty is left out."""
    return {name: one for name, one in asdict(page).items() if one not in ("", None)}


def load_record(values: dict[str, Any]) -> PageRecord:
    """A page as JSON holds it, and back; what a newer wpdiff wrote besides is passed over."""
    known = {field.name for field in fields(PageRecord)}
    kept = {name: one for name, one in values.items() if name in known}
    kept["state"] = PageState(kept.get("state", PageState.PRESENT))
    return PageRecord(**kept)


def _digest(values: dict[str, Any]) -> str:
    text = json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:80] or type(error).__name__
