"""Regular expressions compiled with their sets of signs made ready: [一-鿿々] in microseconds, not half a millisecond.

`re` turns a set that holds a sign beyond Latin into a map of 65,536 signs, sign by sign, and does so wherever the set
stands in a pattern. Here the map is made from the sets' ends, block by block of 256 signs, and put into the parsed
pattern in the form that `re` would have given it; what is compiled is the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from re import _compiler as compiler  # type: ignore[attr-defined]  # there is no public way to a pattern's parts
from re import _constants as kinds  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

# Pythons whose `re` is known to take a set so; any other one compiles by itself, in its own time.
IS_KNOWN = sys.version_info[:2] in ((3, 11), (3, 12), (3, 13))

Part = tuple[Any, Any]
_LATIN = 0xFF  # the last sign of those that `re` maps quickly by itself
_LAST = 0xFFFF  # the last sign that a map tells of
_BLOCKS = 256  # of so many signs each
_ANY_CASE = int(re.IGNORECASE)  # sets that look at no case are another matter: they are left to `re`


@lru_cache(maxsize=1 << 9)
def compile_quickly(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` makes of a pattern.

    >>> compile_quickly("[一-鿿々]+").findall("人々は港に集まった")
    ['人々', '港', '集']
    """
    return compile_parts(parser.parse(pattern, int(flags))) if IS_KNOWN else re.compile(pattern, flags)


def compile_parts(parts: Any) -> re.Pattern[str]:
    """What `re` makes of a parsed pattern."""
    if not parts.state.flags & _ANY_CASE:
        _make_ready(parts.data)
    compiled: re.Pattern[str] = compiler.compile(parts)
    return compiled


def _make_ready(parts: list[Part]) -> None:
    """Put maps in the place of the sets in some parts and in all parts inside them."""
    for place, (kind, value) in enumerate(parts):
        if kind is kinds.IN:
            parts[place] = (kind, _ready(tuple(value)))
        elif type(value) is tuple and not (kind is kinds.SUBPATTERN and value[1] & _ANY_CASE):
            for inside in value[1] if kind is kinds.BRANCH else value:
                if type(inside) is parser.SubPattern:
                    _make_ready(inside.data)
        elif type(value) is parser.SubPattern:
            _make_ready(value.data)


_SIGNS = (kinds.LITERAL, kinds.RANGE)


@lru_cache(maxsize=1 << 9)
def _ready(signs: tuple[Part, ...]) -> list[Part]:
    """A set as it is compiled: a map of its signs, and what stands for many (digits) as it was; Latin is left alone."""
    spans = [(value, value) if kind is kinds.LITERAL else value for kind, value in signs if kind in _SIGNS]
    if all(last <= _LATIN for _, last in spans):
        return list(signs)
    ready = [one for one in signs if one[0] is kinds.NEGATE]
    ready.append((kinds.BIGCHARSET, _map([(first, min(last, _LAST)) for first, last in spans if first <= _LAST])))
    ready += [(kinds.RANGE, (max(first, _LAST + 1), last)) for first, last in spans if last > _LAST]
    return ready + [one for one in signs if one[0] not in _SIGNS and one[0] is not kinds.NEGATE]


def _map(spans: Sequence[tuple[int, int]]) -> list[int]:
    """The map of some spans of signs: how many different blocks, which of them stands where, and each one's bits."""
    blocks: dict[int, int] = {}
    for first, last in spans:
        for block in range(first >> 8, (last >> 8) + 1):
            begin = first & 0xFF if block == first >> 8 else 0
            end = last & 0xFF if block == last >> 8 else 0xFF
            blocks[block] = blocks.get(block, 0) | (2 << end) - (1 << begin)
    numbers = {0: 0} if len(blocks) < _BLOCKS else {}
    places = bytearray(_BLOCKS)
    for block, bits in blocks.items():
        places[block] = numbers.setdefault(bits, len(numbers))
    words = [bits >> shift & 0xFFFFFFFF for bits in numbers for shift in range(0, _BLOCKS, 32)]
    return [len(numbers), *memoryview(places).cast("I"), *words]
