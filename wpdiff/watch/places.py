"""Where in a TOML file each key stands, so that a mistake can be shown by its line."""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_TABLE = re.compile(r"\s*(\[\[|\[)\s*([^\]\n]{1,200}?)\s*\]")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"\n]*"))*)\s*=""")
_LONG = ('"""', "'''")


def find_places(text: str) -> Mapping[Path, int]:
    r"""The line of every table and key of a TOML text, by its path; tables of a list are counted from 0.

    >>> find_places('[[source]]\nid = "a"\n[[source]]\nedition.link = "a"')[("source", 1, "edition", "link")]
    4
    """
    places: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    within = ""  # the quotes that a text of several lines waits for
    for number, line in enumerate(text.splitlines(), start=1):
        if within:
            within = "" if within in line else within
            continue
        if opened := _TABLE.match(line):
            table = _entered(_parts(opened[2]), opened[1] == "[[", counts)
            places.setdefault(table, number)
        elif key := _KEY.match(line):
            _note(places, table + _parts(key[1]), number)
            within = next((quotes for quotes in _LONG if line.count(quotes) % 2), "")
    return places


def line_of(path: Path, places: Mapping[Path, int]) -> int:
    """The line of a key, else of the nearest table above it; 0 when nothing of it is written."""
    while path and path not in places:
        path = path[:-1]
    return places.get(path, 0)


def _entered(name: Path, is_list: bool, counts: dict[Path, int]) -> Path:
    """The path of a table that begins; below a list, that of its last table."""
    path: Path = ()
    for part in name[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, *name[-1:])
    if not is_list:
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])


def _note(places: dict[Path, int], path: Path, number: int) -> None:
    """A dotted key names the tables on its way too."""
    for length in range(1, len(path) + 1):
        places.setdefault(path[:length], number)


def _parts(written: str) -> Path:
    return tuple(part.strip().strip("\"'") for part in written.split("."))
