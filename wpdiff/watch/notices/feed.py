"""A notice as an entry of an Atom feed: what is in the file stays, what is there already is not added again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml

from wpdiff.archive.durable import write_durably
from wpdiff.report.labels_notices import notice_word
from wpdiff.report.printable import show_controls
from wpdiff.watch.notices.notice import Notice
from wpdiff.watch.notices.target import Target

_ATOM = "http://www.w3.org/2005/Atom"
_AUTHORITY = "wpdiff.invalid,2025"  # a name that is nobody's, for identifiers that lead nowhere
_MOST = 200  # entries; readers ask for the file again and again
_WEB = re.compile(r"https?://", re.IGNORECASE)


def add_to_feed(target: Target, notice: Notice, root: Path) -> str:
    """Put a notice into a feed file below the workspace. Doing it twice is doing it once."""
    language = notice.language or "en"
    write_feed(root / target.path, [notice], title=notice_word("feed_all", language), name=target.name)
    return ""


def write_feed(path: Path, notices: Sequence[Notice], *, title: str, name: str) -> None:
    """Merge notices into a feed file, whole or not at all; nothing is written where nothing is new."""
    before = path.read_bytes() if path.is_file() else b""
    after = merged(before, notices, title=title, name=name)
    if after != before:
        write_durably(path, after)


def merged(before: bytes, notices: Sequence[Notice], *, title: str, name: str) -> bytes:
    """A feed with these notices in it, the newest first. A file that is no feed is begun anew."""
    Xml.register_namespace("", _ATOM)
    entries = {_text(entry, "id"): entry for entry in _entries(before)}
    for notice in notices:
        entry = _entry(notice)
        entries.setdefault(_text(entry, "id"), entry)
    order = sorted(entries.values(), key=lambda entry: (_text(entry, "updated"), _text(entry, "id")), reverse=True)
    feed = Xml.Element(_name("feed"))
    _tell(feed, "id", f"tag:{_AUTHORITY}:feed/{name}")
    _tell(feed, "title", title)
    _tell(feed, "updated", _text(order[0], "updated") if order else "1970-01-01T00:00:00Z")
    _tell(Xml.SubElement(feed, _name("author")), "name", "wpdiff")
    feed.extend(order[:_MOST])
    Xml.indent(feed, " ")
    written: str = Xml.tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}\n'.encode("utf-8", "replace")


def _entries(raw: bytes) -> list[Xml.Element]:
    """The entries that a feed of ours holds."""
    try:
        return Xml.fromstring(raw).findall(_name("entry")) if raw else []  # noqa: S314  a file that we wrote
    except Xml.ParseError:
        return []


def _entry(notice: Notice) -> Xml.Element:
    """The id comes from the event alone: no address, no host, no time of sending."""
    entry = Xml.Element(_name("entry"))
    _tell(entry, "id", f"tag:{_AUTHORITY}:{notice.id}")
    _tell(entry, "title", notice.subject.removeprefix("[wpdiff]").strip())
    _tell(entry, "updated", notice.at)
    Xml.SubElement(entry, _name("category"), {"term": notice.kind})
    links = notice.values.get("links")
    for link in links if isinstance(links, (list, tuple)) else ():
        if _WEB.match(str(link)):
            Xml.SubElement(entry, _name("link"), {"rel": "alternate", "href": _shown(str(link))})
            break
    content = Xml.SubElement(entry, _name("content"), {"type": "text"})
    content.text = _shown(notice.text)
    return entry


def _text(element: Xml.Element, name: str) -> str:
    return element.findtext(_name(name)) or ""


def _tell(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, _name(name)).text = _shown(text)


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _shown(text: str) -> str:
    """Text that XML can hold."""
    return show_controls(text, "<{}>".format)
