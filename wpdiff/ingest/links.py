"""Where the links of an edition's pages lead inside its folder; nothing else of them is followed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from wpdiff.text.patterns import lazy_pattern

_UNIT = "(?:の?(?:ページ|頁|節|章|項目?|部))"
_WORDS = "(?: (?:page|section|chapter|part))?"
_TITLE = "(?:[:：].{0,80})?"  # Next: Chapter 2
_NEXT = lazy_pattern(
    rf"[\s\[［<＜(（]*(?:次{_UNIT}?(?:へ(?:進む)?|に進む)?|続き(?:を読む)?|next{_WORDS})\s*{_TITLE}[\s>»›＞→▶\]］)）]*\Z",
    re.IGNORECASE,
)
_PREVIOUS = lazy_pattern(
    rf"[\s<«‹＜←◀\[［(（]*(?:前{_UNIT}?(?:へ(?:戻る)?|に戻る)?|prev(?:ious)?{_WORDS})\s*{_TITLE}[\s\]］>＞)）]*\Z",
    re.IGNORECASE,
)
_NEXT_MARKS = frozenset(("next", "nextpage", "page-next", "pager-next", "nav-next"))
_PREVIOUS_MARKS = frozenset(("prev", "previous", "prevpage", "page-prev", "pager-prev", "nav-prev"))


class Link(Struct, frozen=True, kw_only=True):
    """A link as printed: its relation, its address, the beginning of its words, the classes of it and around it."""

    rel: str
    href: str
    words: str
    classes: tuple[str, ...] = ()

    @property
    def is_next(self) -> bool:
        """Whether it leads to the page that follows."""
        return "next" in self.rel.split() or bool(_NEXT.match(self.words)) or not _NEXT_MARKS.isdisjoint(self.classes)

    @property
    def is_previous(self) -> bool:
        """Whether it leads to the page before."""
        rel = self.rel.split()
        if "prev" in rel or "previous" in rel or _PREVIOUS.match(self.words):
            return True
        return not _PREVIOUS_MARKS.isdisjoint(self.classes)


class Pages:
    """The names of an edition's pages (paths below its folder), and which of them an address means."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        self._known = frozenset(self.names)
        self._folders = frozenset(posixpath.dirname(name) for name in self.names)
        last: dict[str, str] = {}
        for name in self.names:  # a name that two folders hold leads nowhere
            base = posixpath.basename(name)
            last[base] = name if base not in last else ""
        self._by_base = last
        self._found: dict[tuple[str, str], str] = {}  # a list that stands beside every page is looked up once
        self._suffixes = frozenset(posixpath.splitext(name)[1].lower() for name in self.names)

    def named(self, href: str, page: str) -> str:
        """The page that a link on a page leads to; "" when it is none of the edition's.

        An address of the publisher's site, or of a folder below that was not kept, means the page of that file name,
        where there is just one. A link that climbs out of the folder leads to none.
        """
        key = posixpath.dirname(page), href
        if key not in self._found:
            self._found[key] = self._named(*key)
        return self._found[key]

    def _named(self, folder: str, href: str) -> str:
        path = _path(href)
        if not path:
            return ""
        here = posixpath.normpath(posixpath.join(folder, path))
        if here in self._known and not path.startswith("/"):
            return here
        climbs = path.startswith("..")
        return "" if climbs else self._by_base.get(posixpath.basename(path), "")

    def missing(self, href: str, page: str) -> str:
        """The name of a page that should stand beside the others and does not; "" when the link means none such."""
        path = _path(href)
        if not path or _is_address(href) or self.named(href, page):
            return ""
        here = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
        folder, suffix = posixpath.dirname(here), posixpath.splitext(here)[1].lower()
        inside = not here.startswith(("/", "..")) and folder in self._folders
        return here if inside and suffix in self._suffixes else ""


def _path(href: str) -> str:
    """The path of an address without query and fragment; "" when it leads to no page."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return ""
    if parts.scheme not in ("", "http", "https", "file"):
        return ""
    return unquote(parts.path)


def _is_address(href: str) -> bool:
    return href.strip().startswith(("/", "http:", "https:", "file:", "//"))
