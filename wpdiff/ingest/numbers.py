"""Numbers that pages bear: digits in their names that are part, chapter, section and item, and numbers in headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from wpdiff.text.natural import natural_key
from wpdiff.text.patterns import lazy_pattern

_ONE_NUMBER = lazy_pattern(r"([^0-9]*)([0-9]+)([^0-9]*)\Z")
_DIGITS = lazy_pattern(r"[0-9]+")
_FEWEST = 3  # names that must be numbered alike before their digits are taken for fields
_DENSE = 0.5  # share of the numbers up to the highest that occur: above it, names just count pages
_NESTED = 0.5  # share of the longer names that begin with a shorter one: n13, n1305, n130505
_FEW_FALLS = 0.1  # share of pages whose names may contradict the order, where the names number the pages at all
_LONG = 3  # digits that hold more than one field
_COUNTED = lazy_pattern(
    r"(?:第\s*([0-9０-９]{1,3}|[一二三四五六七八九十百]{1,5})\s*([部編章節])|\b(part|chapter|section)\s+([0-9]{1,3})\b)",
    re.IGNORECASE,
)
_LEVELS = {"部": 0, "編": 0, "part": 0, "章": 1, "chapter": 1, "節": 2, "section": 2}


def number_key(names: Iterable[str]) -> Callable[[str], tuple[object, ...]] | None:
    """A sorting key for names whose digits are fields one behind the other; None where digits only count.

    The fields' widths differ from year to year, and the names tell: where longer names begin with shorter ones, the
    digits are read from the left. Where all are as long, both readings are one.

    >>> key = number_key(["n11.html", "n1102.html", "n12.html", "n1101.html", "n2.html"])
    >>> sorted(["n2.html", "n12.html", "n1102.html", "n11.html", "n1101.html"], key=key)
    ['n11.html', 'n1101.html', 'n1102.html', 'n12.html', 'n2.html']
    """
    groups: dict[tuple[str, str], list[str]] = {}
    for name in names:
        found = _ONE_NUMBER.match(name.casefold())
        if found:
            groups.setdefault((found[1], found[3]), []).append(found[2])
    total = sum(map(len, groups.values()))
    if total < _FEWEST or not any(map(_are_fields, groups.values())):
        return None
    fields = {group for group, digits in groups.items() if _are_fields(digits)}
    return lambda name: _key(name, fields)


def _are_fields(digits: Sequence[str]) -> bool:
    """Whether digits are fields of several levels, not a count of pages (p9, p10) or of printed pages (p998, p1002)."""
    lengths = {len(one) for one in digits}
    if len(digits) < _FEWEST or max(lengths) < _LONG:
        return False
    if max(int(one) for one in digits) * _DENSE <= len(digits):
        return False
    if len(lengths) == 1:
        return True
    known = set(digits)
    longer = [one for one in digits if len(one) > min(lengths)]
    nested = Counter(filter(None, (_above(one, known) for one in longer)))
    return nested.total() > _NESTED * len(longer) and max(nested.values(), default=0) > 1


def _above(digits: str, known: set[str]) -> str:
    """The longest of the known numbers that a longer one begins with; "" without one."""
    return next((digits[:length] for length in range(len(digits) - 1, 0, -1) if digits[:length] in known), "")


def _key(name: str, fields: set[tuple[str, str]]) -> tuple[object, ...]:
    """Names of one shape stand together: their digits from the left, a shorter one before those that it begins."""
    found = _ONE_NUMBER.match(name.casefold())
    if found and (found[1], found[3]) in fields:
        return natural_key(found[1]), 0, found[2], natural_key(found[3])
    start = _DIGITS.split(name.casefold(), maxsplit=1)[0]
    return natural_key(start), 1, "", natural_key(name)


def falls(order: Sequence[str], headings: Mapping[str, str], *, by_name: bool) -> list[tuple[str, str]]:
    """Neighbours of which the later one has the lower number: by its first heading, else by its name.

    A count that begins again with 1 is a new chapter; a page without a number is not held to one.
    """
    key = number_key(order) if by_name else None
    found: list[tuple[str, str]] = []
    for earlier, later in pairwise(order):
        if key is not None and _same_shape(earlier, later) and key(later) < key(earlier):
            found.append((earlier, later))
    if len(found) > max(1, _FEW_FALLS * len(order)):
        found = []  # numbers that have nothing to do with the order: a site's own identifiers
    return found or _heading_falls(order, headings)


def _heading_falls(order: Sequence[str], headings: Mapping[str, str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    before: tuple[str, tuple[int, int]] | None = None
    for name in order:
        here = _heading_number(headings.get(name, ""))
        if here is None:
            continue
        if before is not None and _falls(before[1], here):
            found.append((before[0], name))
        before = (name, here)
    return found


def _same_shape(one: str, other: str) -> bool:
    return _DIGITS.sub("0", one.casefold()) == _DIGITS.sub("0", other.casefold())


def _heading_number(heading: str) -> tuple[int, int] | None:
    """The level and number that a heading prints first (第3章: 1, 3); None without one."""
    found = _COUNTED.search(heading[:40])
    if found is None:
        return None
    level = _LEVELS[(found[2] or found[3]).lower()]
    number = found[1] or found[4]
    return level, int(number) if number.isdecimal() else _kanji_number(number)


def _kanji_number(text: str) -> int:
    """Numbers up to 999 as headings write them.

    >>> [_kanji_number(text) for text in ("三", "十", "二十一", "百五")]
    [3, 10, 21, 105]
    """
    total = digit = 0
    for sign in text:
        if sign in "十百":
            total += max(1, digit) * (10 if sign == "十" else 100)
            digit = 0
        else:
            digit = "〇一二三四五六七八九".index(sign)
    return total + digit


def _falls(before: tuple[int, int], here: tuple[int, int]) -> bool:
    return before[0] == here[0] and 1 < here[1] < before[1]
