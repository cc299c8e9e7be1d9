"""How much wpdiff reads before it says no: named, in one place."""

from __future__ import annotations

MAX_PAGE_BYTES = 256 * 1024 * 1024  # a page larger than any white paper ever published as one file
MAX_PAGES = 20_000  # pages in one edition
MAX_DEPTH = 2_000  # nested elements that are still told apart; deeper ones are read as if they stood at this depth
