"""The part of a page that an element says it is: navigation, contents, header, footer."""

from __future__ import annotations

import re
from itertools import islice

from bs4.element import Tag

from wpdiff.ingest.near import near_words
from wpdiff.model.document import BlockRole

_NAVIGATION = re.compile(
    r"breadcrumb|topic-?path|pankuzu|(?:^|[\s_-])(?:g?nav|navi|navigation|menu|pager|pagination|skip|sitemap)(?:$|[\s_-])",
    re.I,
)
_CONTENTS = re.compile(r"(?:^|[\s_-])(?:toc|mokuji|table-of-contents|contents-list|index-list)(?:$|[\s_-])", re.I)
# An id is given once: what it calls the header is the page's. A class may be any box's.
_HEADER = re.compile(r"(?:site|global|page)?[_-]?(?:header|head)", re.I)
_FOOTER = re.compile(r"(?:^|[\s_-])(?:footer|copyright|page-?top)(?:$|[\s_-])", re.I)
_FORM_PARTS = 60  # elements and texts of a form that asks for a word or two
_FORM_WORDS = 60  # characters
_TEXT = frozenset("p h1 h2 h3 h4 h5 h6 table article section main".split())


def role_of(tag: Tag, name: str, classes: tuple[str, ...], *, inside: bool) -> BlockRole | None:
    """What an element says of itself; None when it says nothing. `inside` tells that a section or article is open."""
    if not tag.attrs and name not in ("nav", "header", "footer", "form"):
        return None  # nearly always, and quick
    names = " ".join((*classes, str(tag.get("id") or "")))
    label = f"{tag.get('role') or ''} {tag.get('aria-label') or ''}".lower()
    if _CONTENTS.search(names) or "doc-toc" in label:
        return BlockRole.CONTENTS
    if name == "nav" or "navigation" in label or "breadcrumb" in label or _NAVIGATION.search(names):
        return BlockRole.NAVIGATION
    if name == "footer" or "contentinfo" in label or _FOOTER.search(names):
        return BlockRole.FOOTER
    if (name == "header" and not inside) or "banner" in label:
        return BlockRole.HEADER
    # A converter gives a section its title's words for an id, also where they are "Header".
    if name == "div" and not inside and "section" not in classes and _HEADER.fullmatch(str(tag.get("id") or "")):
        return BlockRole.HEADER
    return BlockRole.NAVIGATION if name == "form" and _only_asks(tag) else None


def _only_asks(form: Tag) -> bool:
    """Is a form a few labels and fields (search this site)? Some sites lay one around the whole page."""
    parts = list(islice(form.descendants, _FORM_PARTS + 1))
    if len(parts) > _FORM_PARTS or any(isinstance(part, Tag) and part.name in _TEXT for part in parts):
        return False
    return len(near_words(form, _FORM_WORDS)) <= _FORM_WORDS
