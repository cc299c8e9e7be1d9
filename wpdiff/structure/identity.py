"""Names for sections that stay while their titles stay, whatever their numbers do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from wpdiff.structure.outline import Outline

_LENGTH = 10


def name_sections(outline: Outline, titles: list[str], to_key: Callable[[str], str]) -> list[str]:
    """An id for each section: a short hash of the titles above it and its own, and of how often they came before."""
    paths: list[str] = []
    names: list[str] = []
    seen: dict[str, int] = {}
    for section, title in zip(outline.sections, titles, strict=True):
        own = to_key(title) or to_key(section.shape.number)
        path = own if section.parent is None else f"{paths[section.parent]}\x1f{own}"
        paths.append(hashlib.sha256(path.encode()).hexdigest())
        seen[path] = seen.get(path, 0) + 1
        names.append(f"s-{_short(paths[-1], seen[path])}")
    return names


def _short(path: str, occurrence: int) -> str:
    """A few signs of the hash of a path and its occurrence."""
    return hashlib.sha256(f"{path}#{occurrence}".encode()).hexdigest()[:_LENGTH]
