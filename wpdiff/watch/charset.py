"""The bytes of a page as text: mark, declared labels by the WHATWG map, the source's hints, then a guess.

A label is believed only where every byte agrees; what stays damaged is put aside, never taken for a change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import webencodings
from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from wpdiff.ingest.encoding import decode
from wpdiff.ingest.japanese import decode_euc_jp, decode_iso2022_jp
from wpdiff.watch.faults import Fault, FetchFault

MOST_DAMAGED = 0.001
_PYTHON = {"shift_jis": "cp932", "euc-jp": "euc_jp", "iso-2022-jp": "iso2022_jp", "windows-1252": "cp1252"}
_OTHERS = {"cp932": "cp932", "cp1252": "cp1252"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """A page's text, the encoding it was read by, who said so, and what the server called it."""

    text: str
    encoding: str
    by: str
    declared: str = ""


def read_text(body: bytes, content_type: str, hints: Sequence[str]) -> ReadText:
    """A page's text. Raises FetchFault (encoding) where more than one sign in a thousand cannot be read.

    >>> read_text("条約①".encode("cp932"), "text/html; charset=Shift_JIS", ()).encoding
    'cp932'
    """
    declared = http_content_type_encoding(content_type) or ""
    for by, encoding in _told(body, content_type, hints):
        text = _strictly(body, encoding)
        if text is not None:
            return ReadText(text=text.removeprefix("\ufeff"), encoding=encoding, by=by, declared=declared)
    guessed = decode(body, page="", markup=True)
    damaged = guessed.text.count("\ufffd") / max(1, len(guessed.text))
    if damaged > MOST_DAMAGED:
        raise FetchFault(Fault.ENCODING, f"{damaged:.1%} of the page cannot be read as text ({guessed.encoding})")
    return ReadText(text=guessed.text, encoding=guessed.encoding, by="guess", declared=declared)


def _told(body: bytes, content_type: str, hints: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Everything that somebody says the encoding is, the surest first."""
    marked, _ = read_bom(body)
    labels = [
        ("mark", marked),
        ("header", _label(content_type)),
        ("page", html_body_declared_encoding(body[:4096])),
        *(("hint", hint) for hint in hints),
    ]
    for by, label in labels:
        encoding = _known(label or "")
        if encoding:
            yield by, encoding


def _label(content_type: str) -> str:
    """The label as it is written, which w3lib would replace by its own name for it."""
    _, _, behind = content_type.lower().partition("charset=")
    return behind.split(";")[0].strip("\"' ")


def _known(label: str) -> str:
    """Python's name for a label, "" for one that says nothing."""
    if label.lower() in _OTHERS:
        return _OTHERS[label.lower()]
    found = webencodings.lookup(label) if label else None
    if found is None or found.name in ("replacement", "x-user-defined"):
        return label if label.startswith("utf-32") else ""
    return _PYTHON.get(found.name, found.codec_info.name)


def _strictly(body: bytes, encoding: str) -> str | None:
    try:
        if encoding == "euc_jp":
            return decode_euc_jp(body)
        if encoding == "iso2022_jp":
            return decode_iso2022_jp(body)
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None
