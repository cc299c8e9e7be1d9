"""Addresses to file names of our own: what a stranger calls a page never becomes a path."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Container
from urllib.parse import unquote, urlsplit

from wpdiff.errors import ArchiveError

_LONGEST = 80  # of a page's name; Windows allows 260 for a whole path
_LONGEST_FOLDER = 120  # bytes; file systems allow 255
_MARK = 8  # hexadecimal digits that tell two addresses of one name apart
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\..*)?\Z", re.IGNORECASE)
_UNSAFE = re.compile(r"[^0-9A-Za-z._-]+")
_UNSAFE_FOLDER = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f]+')
_SUFFIXES = {
    "text/html": (".html", ".htm", ".shtml", ".xhtml"),
    "application/xhtml+xml": (".xhtml", ".html", ".htm"),
    "text/plain": (".txt", ".text", ".md", ".markdown"),
    "text/markdown": (".md", ".markdown"),
    "application/pdf": (".pdf",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/xml": (".xml",),
    "text/xml": (".xml",),
    "text/csv": (".csv",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/gif": (".gif",),
    "image/svg+xml": (".svg",),
}
_KNOWN = frozenset(suffix for suffixes in _SUFFIXES.values() for suffix in suffixes)


def page_name(address: str, media_type: str, taken: Container[str]) -> str:
    """A file name for a page: the address's last part where that is harmless, with the suffix of what it is.

    `taken` holds the names in use, casefolded; of two addresses with one name the later gets its folder's name before
    it, or a mark of its address behind it.

    >>> page_name("https://example.org/wp/2025/n1.html", "text/html", ())
    'n1.html'
    >>> page_name("https://example.org/b/index.html", "text/html", ("index.html",))
    'b-index.html'
    >>> page_name("https://example.org/show?id=../../etc/passwd", "text/html; charset=utf-8", ())
    'show-67197559.html'
    """
    parts = urlsplit(address)
    folders = [_harmless(unquote(part)) for part in parts.path.split("/") if part]
    stem, suffix = _split(folders[-1] if folders and not parts.path.endswith("/") else "index", media_type)
    mark = hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()[:_MARK]
    plain = not parts.query and len(stem) + len(suffix) <= _LONGEST
    short = stem[: _LONGEST - len(suffix) - _MARK - 1].rstrip("-._") or "page"
    parent = folders[-2] if len(folders) > 1 else ""
    candidates = [stem + suffix, f"{parent}-{stem}{suffix}"[-_LONGEST:].lstrip("-._")] if plain else []
    for name in candidates:
        if name.casefold() not in taken and not _RESERVED.match(name):
            return name
    return f"{short}-{mark}{suffix}"


def is_inside(name: str) -> bool:
    """Whether a page's name, which may have folders in it, is a file below `pages` on every system.

    >>> is_inside("html/n1.html"), is_inside("../n1.html"), is_inside("/n1.html"), is_inside("a/con.html")
    (True, False, False, False)
    """
    parts = name.split("/")
    return all(part and part[0] != "." and part == folder_name(part) for part in parts)


def checked_folder(name: str, what: str) -> str:
    """The name of a series or an edition, which must be a folder's name on every system.

    Raises ArchiveError where it is none; `folder_name` makes one.
    """
    if name != folder_name(name):
        raise ArchiveError(
            f"{name!r} cannot be the name of {what}", hint=f"it is a folder's name: {folder_name(name)!r} would do"
        )
    return name


def folder_name(name: str) -> str:
    """A name that is a folder's name on every system, as near to what was given as that allows.

    >>> folder_name("防衛白書"), folder_name("../2025: part 1"), folder_name("con")
    ('防衛白書', '2025- part 1', 'con-')
    """
    text = unicodedata.normalize("NFC", name)
    text = _UNSAFE_FOLDER.sub("-", text).strip(" .").lstrip("-_. ")
    while len(text.encode("utf-8", "replace")) > _LONGEST_FOLDER:
        text = text[:-1]
    text = text.rstrip(" .") or "unnamed"
    return f"{text}-" if _RESERVED.match(text) else text


def _harmless(part: str) -> str:
    return _UNSAFE.sub("-", unicodedata.normalize("NFKC", part)).strip("-._")


def _split(name: str, media_type: str) -> tuple[str, str]:
    """A name's stem and its suffix, which is that of the media type: what is read later is read by its suffix."""
    stem, dot, ending = name.rpartition(".")
    own = f".{ending.lower()}" if dot and stem else ""
    allowed = _SUFFIXES.get(media_type.partition(";")[0].strip().lower(), ())
    if own and (own in allowed or (not allowed and own in _KNOWN)):
        return stem, f".{ending}" if ending.islower() else own
    if own in _KNOWN:
        return stem, allowed[0]
    return name or "index", allowed[0] if allowed else ".bin"
