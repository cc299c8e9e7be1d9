"""The part of a page that an element says it is: navigation, contents, header, footer."""

from __future__ import annotations

import re

from bs4.element import Tag

from wpdiff.model.document import BlockRole

_NAVIGATION = re.compile(
    r"breadcrumb|topic-?path|pankuzu|(?:^|[\s_-])(?:g?nav|navi|navigation|menu|pager|pagination|skip|sitemap)(?:$|[\s_-])",
    re.I,
)
_CONTENTS = re.compile(r"(?:^|[\s_-])(?:toc|mokuji|table-of-contents|contents-list|index-list)(?:$|[\s_-])", re.I)
_FOOTER = re.compile(r"(?:^|[\s_-])(?:footer|copyright|page-?top)(?:$|[\s_-])", re.I)


def role_of(tag: Tag, name: str, classes: tuple[str, ...], *, inside: bool) -> BlockRole | None:
    """What an element says of itself; None when it says nothing. `inside` tells that a section or article is open."""
    if not tag.attrs and name not in ("nav", "header", "footer"):
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
    return None
