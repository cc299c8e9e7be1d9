"""Which line of a TOML file says something: the standard library reads what it says, not where."""

from __future__ import annotations

from wpdiff.text.patterns import lazy_pattern

_TABLE = lazy_pattern(r"\s*\[\[?\s*([\w.\-]+)\s*\]?\]")
_KEY = lazy_pattern(r"\s*([\w\-]+)\s*=")
_LONG = ('"""', "'''")
Places = dict[tuple[str, int, str], int]


def read_places(text: str) -> Places:
    r"""The line, from 1, of every table and of every key in it, by (table, which one of its name, key or "").

    >>> places = read_places('version = 1\n[[cue]]\nwords = []\n[[cue]]\nbase = "low"')
    >>> places["cue", 0, "words"], places["cue", 1, ""], places["", 0, "version"]
    (3, 4, 1)
    """
    places: Places = {("", 0, ""): 1}
    counts: dict[str, int] = {}
    table, fence = "", ""
    for number, line in enumerate(text.splitlines(), start=1):
        if fence:  # inside a text of several lines nothing is said
            fence = "" if fence in line else fence
            continue
        found = _TABLE.match(line)
        if found:
            table = found[1]
            counts[table] = counts.get(table, -1) + 1
            places[table, counts[table], ""] = number
        elif key := _KEY.match(line):
            places.setdefault((table, counts.get(table, 0), key[1]), number)
        fence = next((mark for mark in _LONG if line.count(mark) % 2), "")
    return places


def line_of(places: Places, table: str, index: int, key: str = "") -> int:
    """The line of a key, else of its table, else the first."""
    return places.get((table, index, key)) or places.get((table, index, "")) or 1
