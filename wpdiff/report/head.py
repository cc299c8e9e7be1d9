"""The head of a report's page in, out what it says of itself: which editions it compares, and how much changed."""

from __future__ import annotations

from html.parser import HTMLParser

RECORD = "wpdiff"  # the name of the meta element in which a page says what it is of


class Head(HTMLParser):
    """Finds what a page of ours says of itself."""

    record = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the content of our meta element."""
        told = dict(attrs)
        if tag == "meta" and told.get("name") == RECORD and not self.record:
            self.record = told.get("content") or ""
