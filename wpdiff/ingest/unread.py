"""What a page holds that is not compared: pictures, linked documents, scripts, frames; named, so that it is counted."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from wpdiff.model.document import Uncompared

if TYPE_CHECKING:  # Markdown needs no reader of HTML
    from bs4.element import Tag

_SOURCES = {
    "iframe": "src",
    "frame": "src",
    "embed": "src",
    "video": "src",
    "audio": "src",
    "object": "data",
    "script": "src",
}
_DOCUMENT = re.compile(r"\.(?:pdf|xlsx?|xlsm|docx?|pptx?|csv|tsv|zip|lzh|epub|od[tsp]|rtf|jtd)\Z", re.IGNORECASE)
_TARGET = re.compile(r"\[([^\[\]\n]{0,400})\]\([ \t]{0,20}<?([^()\s<>]{1,2000})")
_IMAGE = re.compile(r"<img\s[^<>\n]{0,400}?src\s{0,9}=\s{0,9}[\"']([^\"'\s<>]{1,2000})", re.IGNORECASE)
_LAZY = ("data-src", "data-original", "data-lazy-src")
_URI = 300  # characters of an address that are kept; a picture inside the page is known by its hash
_WORDS = 80  # characters that name a thing
_SKIPPED_TEXT = ("noscript", "template", "select")


def unread_by(tag: Tag, name: str, page: str) -> Iterator[Uncompared]:
    """What one element shows or links to that is not compared."""
    if name == "img" or (name == "input" and str(tag.get("type") or "").lower() == "image"):
        yield _one("image", _image_source(tag), page, alt=str(tag.get("alt") or ""))
    elif name in _SOURCES:
        yield _one(name, str(tag.get(_SOURCES[name]) or ""), page)
    elif name in ("svg", "canvas"):
        yield Uncompared(kind=name, uri="", page=page, sha256=_digest(tag.encode()), alt=_svg_title(tag))
    elif name in ("a", "area") and is_document(str(tag.get("href") or "")):
        yield _one("linked file", str(tag.get("href")), page, alt=_words(tag))
    elif name in _SKIPPED_TEXT and _words(tag):
        yield Uncompared(kind=name, uri="", page=page, alt=_words(tag))


def is_document(href: str) -> bool:
    """Whether an address names a document that a page links to: a PDF, a spreadsheet, an archive."""
    return bool(_DOCUMENT.search(href.split("#")[0].split("?")[0][-12:]))


def unread_in_markdown(text: str, page: str) -> Iterator[Uncompared]:
    """What a Markdown page shows or links to that is not compared."""
    if "](" in text:
        for found in _TARGET.finditer(text):
            words, uri = found.groups()
            if text.endswith("!", 0, found.start()):
                yield _one("image", uri, page, alt=words)
            elif is_document(uri):
                yield _one("linked file", uri, page, alt=words[:_WORDS])
    if "<img" in text:
        for uri in _IMAGE.findall(text):
            yield _one("image", uri, page)


def _image_source(tag: Tag) -> str:
    """The picture that is shown: a lazily loaded one is named in another attribute."""
    source = str(tag.get("src") or "")
    lazy = next((str(tag.get(name)) for name in _LAZY if tag.get(name)), "")
    if lazy and (not source or source.startswith("data:")):
        return lazy
    return source or str(tag.get("srcset") or "").split(",")[0].split(" ")[0]


def _one(kind: str, uri: str, page: str, *, alt: str = "") -> Uncompared:
    uri = uri.strip()
    if uri[:5].lower() == "data:":
        return Uncompared(kind=kind, uri=f"{uri[:40].split(',')[0]},…", page=page, sha256=_inside(uri), alt=alt)
    return Uncompared(kind=kind, uri=uri[:_URI], page=page, alt=alt)


def _inside(uri: str) -> str:
    """The hash of the bytes that a data: address holds."""
    head, _, data = uri.partition(",")
    raw = unquote_to_bytes(data)
    if head.lower().endswith(";base64"):
        try:
            raw = base64.b64decode(raw, validate=False)
        except (binascii.Error, ValueError):
            return _digest(uri.encode("utf-8", "replace"))
    return _digest(raw)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _svg_title(tag: Tag) -> str:
    return next((_words(title) for title in tag.find_all("title", limit=1)), "")


def _words(tag: Tag) -> str:
    """The beginning of an element's words, which name it."""
    from wpdiff.ingest.near import near_words

    return " ".join(near_words(tag, _WORDS).split())[:_WORDS]
