"""How a change is cited, and where its words stand on the publisher's own page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from wpdiff.model.comparison import Change, Excerpt, Side
from wpdiff.model.edition import Edition
from wpdiff.model.source import Page
from wpdiff.report.columns import side_text
from wpdiff.report.evidence import quoted
from wpdiff.report.labels import word
from wpdiff.report.phrases import edition_name

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}\Z")
_FRAGMENT = 24  # characters at either end by which a browser finds the words of a long statement


def is_address(text: str) -> bool:
    """Whether a page's address is one that a report may link to: http or https, nothing that a browser would run.

    >>> is_address("https://norda.example/1.html"), is_address("javascript:alert(1)"), is_address("1.html")
    (True, False, False)
    """
    return bool(_ADDRESS.match(text))


def address_of(page: Page) -> str:
    """Where a page stands on the web; "" where nobody knows an address that a report may link to."""
    return next((told for told in (page.address, page.uri) if is_address(told)), "")


def pages_of(edition: Edition) -> Mapping[str, Page]:
    """An edition's pages by the names that anchors call them."""
    return {page.uri: page for page in edition.pages}


def source_link(excerpt: Excerpt, pages: Mapping[str, Page]) -> str:
    """The publisher's page, scrolled to the words (a text fragment); "" where no address of it is known."""
    page = pages.get(excerpt.anchor.page)
    address = address_of(page) if page is not None else ""
    if not address:
        return ""
    return f"{address.partition('#')[0]}#:~:text={_text_fragment(excerpt.text)}"


def _text_fragment(text: str) -> str:
    """The words as a text fragment has them: whole, or the first and the last ones.

    >>> _text_fragment("a-b, c")
    'a%2Db%2C%20c'
    """
    plain = " ".join(text.split("\n")[0].split("\t")[0].split())
    if len(plain) <= 2 * _FRAGMENT + 10:
        return _escaped(plain)
    return f"{_escaped(_cut(plain[:_FRAGMENT], -1))},{_escaped(_cut(plain[-_FRAGMENT:], 0))}"


def _cut(text: str, at: int) -> str:
    """Whole words only, where there are spaces: a browser finds no half words."""
    head, gap, tail = text.rpartition(" ") if at else text.partition(" ")
    return text if not gap else head if at else tail


def _escaped(text: str) -> str:
    return quote(text.encode("utf-8", "replace"), safe="").replace("-", "%2D")


def citation(change: Change, old: Edition, new: Edition, language: str) -> str:
    """A change as plain text to paste: its words, edition and place, what it said before, and the change's id."""
    removed = not change.new
    edition, side = (old, change.old) if removed else (new, change.new)
    told = word(
        "cite",
        language,
        words=quoted(side_text(change, Side.OLD if removed else Side.NEW), language),
        edition=edition_name(edition, language),
        place=" › ".join(side[0].path) or word("root", language),
    )
    if change.old and change.new and any(edit.op.value != "keep" for edit in change.edits):
        before = quoted(side_text(change, Side.OLD), language)
        told += word("cite_old", language, words=before, edition=edition_name(old, language))
    page = pages_of(edition).get(side[0].anchor.page)
    if page is not None and (address := address_of(page)):
        told += word("cite_source", language, address=address)
        told += word("cite_retrieved", language, date=page.retrieved) if page.retrieved else ""
    return f"{told} [{change.id}]"
