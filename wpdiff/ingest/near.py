"""The words in an element as far as they are needed: elements may be nested ten thousand deep."""

from __future__ import annotations

from bs4.element import NavigableString, PreformattedString, Tag

_MOST = 60  # elements and texts that are looked through


def near_words(tag: Tag, limit: int) -> str:
    """The beginning of an element's words, some more than `limit` characters at most."""
    found: list[str] = []
    length = 0
    waiting: list[object] = list(reversed(tag.contents[:_MOST]))
    for _ in range(_MOST):
        if not waiting or length > limit:
            break
        one = waiting.pop()
        if isinstance(one, Tag):
            waiting += reversed(one.contents[:_MOST])
        elif isinstance(one, NavigableString) and not isinstance(one, PreformattedString):
            found.append(str(one))
            length += len(one)
    return "".join(found)
