"""How much wpdiff reads before it says no: named, in one place, and raised together by one option."""

from __future__ import annotations

from msgspec import Struct

from wpdiff.model.source import MAX_PAGE_MB

OPTION = "--max-page-mb"
_MEGABYTE = 1024 * 1024
_PAGES_IN_AN_EDITION = 4  # as many of the largest pages
_PIECES_IN_A_MEGABYTE = 32_768  # 32 bytes a tag or line; a parsed tag takes a kilobyte of memory, however short it is
_BLOCKS_IN_A_MEGABYTE = 16_384  # 64 bytes a paragraph
_FILES = 20_000  # pages of one edition


class Limits(Struct, frozen=True):
    """What is read at most, from the megabytes that one page may have."""

    page_mb: int = MAX_PAGE_MB

    @property
    def page_bytes(self) -> int:
        """Of one page."""
        return self.page_mb * _MEGABYTE

    @property
    def edition_bytes(self) -> int:
        """Of all pages of an edition together."""
        return self.page_bytes * _PAGES_IN_AN_EDITION

    @property
    def pieces(self) -> int:
        """Tags, or lines of plain text, of one page."""
        return self.page_mb * _PIECES_IN_A_MEGABYTE

    @property
    def blocks(self) -> int:
        """Paragraphs, headings, rows of an edition."""
        return self.page_mb * _BLOCKS_IN_A_MEGABYTE

    @property
    def files(self) -> int:
        """Pages of an edition."""
        return _FILES * max(1, self.page_mb // MAX_PAGE_MB)


def raise_it(megabytes: int) -> str:
    """The hint under an error that a limit causes."""
    return f"{OPTION} {megabytes} raises the limit; memory needed is some 150 times that"
