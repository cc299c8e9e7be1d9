"""A table of contents without page numbers, which stands as text: lines most of which are headings found elsewhere.

It may stand before the text or trail behind it, each title a line of its own or all of them run on in one paragraph.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.shapes import Shape, squashed

# Three titles one below the other may be a list of what a chapter is about; a contents has more.
_FEWEST = 4
_MOSTLY = 0.6
_LONGEST_ENTRY = 120
# Between two titles known again, so many printed lines may be misread, or titles broken in two.
_REACH = 2
_START = 5
_NO_ENTRY_ENDS = "。.．:：;；,，、"


class _Piece(NamedTuple):
    """One printed line, and the line of the document that holds it."""

    line: int
    text: str


def titles_again(
    lines: list[Line], blocks: tuple[Block, ...], shapes: Mapping[int, Shape], known: Collection[int], grammar: Grammar
) -> frozenset[int]:
    """The lines that only list headings which stand elsewhere; `known` are set aside, or notes."""
    places: dict[str, list[int]] = {}
    starts: frozenset[str] = frozenset()
    found: set[int] = set()
    for run in _runs(lines, blocks, known, grammar):
        if not places:
            places = _places(shapes)
            starts = frozenset(key[:_START] for key in places)
        for first, last in _stretches(_met(run, places, starts)):
            above = run[0].line - 1
            announced = first <= _REACH and above >= 0 and grammar.contents.match(lines[above].text)
            listed = dict.fromkeys(piece.line for piece in run[0 if announced else first : last + 1])
            if not _are_ancestors(listed, shapes):
                found.update(listed)
    return frozenset(found)


def _are_ancestors(listed: Iterable[int], shapes: Mapping[int, Shape]) -> bool:
    """Are the lines the sections above a page, each deeper than the one before?"""
    ranks = [shapes[line].rank if line in shapes else None for line in listed]
    known = [rank for rank in ranks if rank is not None]
    return len(known) == len(ranks) > 1 and all(above < below for above, below in pairwise(known))


def _runs(
    lines: list[Line], blocks: tuple[Block, ...], known: Collection[int], grammar: Grammar
) -> Iterator[list[_Piece]]:
    """Neighbouring lines of text whose printed lines are all short and without an end of sentence."""
    run: list[_Piece] = []
    for number, line in enumerate(lines):
        text = line.text
        if number in known:
            if not (run and len(text) <= _LONGEST_ENTRY and grammar.contents.match(text)):
                continue
        elif blocks[line.block].kind is BlockKind.PARAGRAPH and text[-1] not in _NO_ENTRY_ENDS:
            pieces = text.split("\n") if "\n" in text else (text,)
            if len(text) <= _LONGEST_ENTRY or max(map(len, pieces)) <= _LONGEST_ENTRY:
                run.extend(_Piece(number, piece) for piece in pieces)
                continue
        if len(run) >= _FEWEST:
            yield run
        run = []
    if len(run) >= _FEWEST:
        yield run


def _places(shapes: Mapping[int, Shape]) -> dict[str, list[int]]:
    """Where each title stands as a heading, with its number and without."""
    places: dict[str, list[int]] = {}
    keys_of: dict[tuple[str, str], set[str]] = {}  # the same heading stands under country after country
    for number, shape in shapes.items():
        printed = (shape.number, shape.title)
        keys = keys_of.get(printed)
        if keys is None:
            keys = keys_of[printed] = {shape.label, squashed(shape.title)} - {""}
        for key in keys:
            places.setdefault(key, []).append(number)
    return places


def _met(run: list[_Piece], places: Mapping[str, list[int]], starts: Collection[str]) -> list[int]:
    """The places in a run of titles that are headings on another line too.

    Each counts once: a heading that stands right below the contents is the copy's original. `starts` are the first
    signs of the titles: a line that begins like none of them begins none.
    """
    met: list[int] = []
    seen: set[str] = set()
    for place, piece in enumerate(run):
        own = squashed(piece.text)
        if len(own) > _START and own[:_START] not in starts:
            continue
        both = f"{piece.text} {run[place + 1].text}" if place + 1 < len(run) else piece.text
        for key in (own, squashed(both)):
            there = places.get(key, ())
            if key not in seen and there and (there[0], there[-1]) != (piece.line, piece.line):
                seen.add(key)
                met.append(place)
                break
    return met


def _stretches(met: list[int]) -> Iterator[tuple[int, int]]:
    """The first and last place of titles that stand close, where most of what stands there is such a title."""
    first = 0
    for count, place in enumerate(met, 1):
        if count == len(met) or met[count] - place > _REACH + 1:
            found = count - first
            if found >= _FEWEST and found >= _MOSTLY * (place - met[first] + 1):
                yield met[first], place
            first = count
