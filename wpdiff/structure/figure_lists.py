"""Lists of figures and tables, which print every caption of an edition once more: 図表索引, List of Figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.structure.shapes import squashed

# Captions stand by themselves between text; so many in a row, with nothing but headings between them, are a list.
_SHORTEST = 8
_HEADINGS_BETWEEN = 4
_LONGEST_ENTRY = 120


def list_of_captions(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, looks: Looks) -> Iterator[int]:
    """The lines of lists whose entries stand as captions somewhere else, with the headings among them."""
    numbers = dict(_numbered_captions(lines, blocks, grammar, looks))
    if len(numbers) < 2 * _SHORTEST:
        return
    everywhere = Counter(numbers.values())
    for run in _runs(numbers, lines, grammar):
        here = Counter(numbers[line] for line in run)
        twice = sum(everywhere[number] > here[number] for number in here)
        if len(run) >= _SHORTEST and twice * 2 > len(here):
            first = run[0]
            while run[0] - first < _HEADINGS_BETWEEN and _stands_before(lines, first, grammar):
                first -= 1
            yield from range(first, run[-1] + 1)


def _numbered_captions(
    lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, looks: Looks
) -> Iterator[tuple[int, str]]:
    """The lines that begin as a caption does, with the number of each."""
    for number in looks.special:
        line = lines[number]
        if len(line.text) > _LONGEST_ENTRY or blocks[line.block].kind is not BlockKind.PARAGRAPH:
            continue
        for pattern in grammar.captions:
            found = pattern.match(line.text)
            if found:
                if found.group("number"):
                    yield number, squashed(found.group("number"))
                break


def _runs(numbers: dict[int, str], lines: list[Line], grammar: Grammar) -> Iterator[list[int]]:
    """Captions that follow each other with nothing but headings between them, none of them twice."""
    run: list[int] = []
    place_of: dict[str, int] = {}
    for number, printed in sorted(numbers.items()):
        between = range(run[-1] + 1, number) if run else range(0)
        if len(between) > _HEADINGS_BETWEEN or not all(_is_heading(lines[line], grammar) for line in between):
            yield run
            run, place_of = [], {}
        if printed in place_of:  # the last caption of the text stands close above the list
            run = [one for one in run if one > place_of[printed]]
        run.append(number)
        place_of[printed] = number
    yield run


def _stands_before(lines: list[Line], first: int, grammar: Grammar) -> bool:
    """Is the line above one of the headings that the list repeats?"""
    if first == 0 or not _is_heading(lines[first - 1], grammar):
        return False
    label, sign = squashed(lines[first - 1].text), lines[first - 1].text[0]
    alike = (line.text for line in lines[: first - 1] if line.text[0] == sign and len(line.text) <= _LONGEST_ENTRY)
    return any(squashed(text) == label for text in alike)


def _is_heading(line: Line, grammar: Grammar) -> bool:
    """Has the line the look of a heading?"""
    return len(line.text) <= grammar.profile.heading_limit and grammar.any_heading.match(line.text) is not None
