"""Where the links of an edition's pages lead inside its folder; nothing else of them is followed."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_NEXT = re.compile(
    r"[\s\[［<＜(（]*(?:次へ|次頁|次の?(?:ページ|節|章|項)(?:へ)?|next(?: (?:page|section|chapter))?)"
    r"[\s>»›＞→▶\]］)）]*\Z",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    r"[\s<«‹＜←◀\[［(（]*(?:前へ|前頁|前の?(?:ページ|節|章|項)(?:へ)?|prev(?:ious)?(?: (?:page|section|chapter))?)"
    r"[\s\]］>＞)）]*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link as printed: its relation, its address, the beginning of its words."""

    rel: str
    href: str
    words: str

    @property
    def is_next(self) -> bool:
        """Whether it leads to the page that follows."""
        return "next" in self.rel.split() or bool(_NEXT.match(self.words))

    @property
    def is_previous(self) -> bool:
        """Whether it leads to the page before."""
        rel = self.rel.split()
        return "prev" in rel or "previous" in rel or bool(_PREVIOUS.match(self.words))


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
        self._suffixes = frozenset(posixpath.splitext(name)[1].lower() for name in self.names)

    def named(self, href: str, page: str) -> str:
        """The page that a link on a page leads to; "" when it is none of the edition's.

        An address of the publisher's site, or of a folder below that was not kept, means the page of that file name,
        where there is just one. A link that climbs out of the folder leads to none.
        """
        path = _path(href)
        if not path:
            return ""
        here = posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
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
