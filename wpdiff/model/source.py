"""Where an edition's bytes come from, and what a reader should be warned of."""

from __future__ import annotations

from msgspec import Struct

MAX_PAGE_MB = 64  # a page larger than any white paper ever published as one file; as HTML it takes 2 GB of memory


class PageOrigin(Struct, frozen=True, kw_only=True):
    """Where the archive had a page from: its file's name, its address on the web, its hash, when, in which encoding."""

    name: str
    address: str = ""
    sha256: str = ""
    retrieved: str = ""
    encoding: str = ""


class EditionSource(Struct, frozen=True, kw_only=True):
    """Where to find one edition and what is known of it before it is read.

    `path` is a file or a folder ("-" with `data` for standard input); `pages` is the reading order given by
    `edition.toml` (paths relative to `path`, empty when it is to be found out); the rest is "" when unknown.
    `published` is ISO (2025, 2025-07 or 2025-07-15); `profile_from` the file that names the profile. `max_page_mb` is
    what one page may hold; the other limits of reading grow with it. `origins` is what the archive's manifest says of
    the pages, and `beside` names the files that it keeps beside them (errata sheets), which are left unread without a
    word. With neither path nor data it is an edition of nothing: what was there before the first sheet.
    """

    path: str
    series: str = ""
    name: str = ""
    title: str = ""
    language: str = ""
    published: str = ""
    profile: str = ""
    profile_from: str = ""
    pages: tuple[str, ...] = ()
    data: bytes | None = None
    max_page_mb: int = MAX_PAGE_MB
    origins: tuple[PageOrigin, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to read, and that is meant."""
        return not self.path and self.data is None


class Page(Struct, frozen=True, kw_only=True):
    """One file that was read: its name, the SHA-256 of its bytes, when it was retrieved, and its address on the web.

    The last two are "" when unknown; `uri` is what anchors call it, a file's name or an address.
    """

    uri: str
    sha256: str
    retrieved: str = ""
    encoding: str = ""
    address: str = ""


class ReadingWarning(Struct, frozen=True, kw_only=True):
    """Something a reader of the comparison must know about how an edition was read.

    `code` is stable (encoding_guessed, mojibake, languages_differ …), `message` one plain sentence, `where` a place;
    `values` are what the sentence counts and names, in its order, so that it can be said in another language.
    """

    code: str
    message: str
    where: str = ""
    values: tuple[str, ...] = ()


class Anchor(Struct, frozen=True, kw_only=True, gc=False):
    """Where a text stands in the bytes as published: page, element id (or ""), code-point span in the page's text."""

    page: str = ""
    element: str = ""
    start: int = 0
    end: int = 0
