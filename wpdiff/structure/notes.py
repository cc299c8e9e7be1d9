"""The notes of a document: bodies, marks, and which body hangs on which mark."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from itertools import groupby

from msgspec import Struct, field

from wpdiff.model.document import Block, BlockKind
from wpdiff.model.edition import NoteMark
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.text.patterns import lazy_pattern


class NoteBody(Struct, frozen=True):
    """A note's number, and where its text begins in the line (all of it for a line that continues a note)."""

    number: str
    text_at: int


class Notes(Struct):
    """What was found: bodies by line, marks by line (spans in the line), and where each body's mark hangs."""

    bodies: dict[int, NoteBody] = field(default_factory=dict)
    marks: dict[int, tuple[NoteMark, ...]] = field(default_factory=dict)
    hangs: dict[int, int] = field(default_factory=dict)


def notes_of_markup(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, looks: Looks) -> Notes:
    """Notes and marks that the markup itself shows."""
    notes = Notes()
    for number in looks.noted:
        line = lines[number]
        block = blocks[line.block]
        if block.kind is BlockKind.NOTE:
            notes.bodies[number] = _marked_body(line, block, grammar)
        if block.marks:
            spans = tuple(
                NoteMark(start=mark.start - line.start, end=mark.end - line.start, number=mark.label)
                for mark in block.marks
                if line.start <= mark.start and mark.end <= line.end
            )
            if spans:
                notes.marks[number] = spans
    _tie_by_label(notes)
    return notes


def _marked_body(line: Line, block: Block, grammar: Grammar) -> NoteBody:
    """The number of a note that the markup shows, from its own mark or from its text."""
    if block.mark:
        return NoteBody(plain_number(block.mark), 0)
    for pattern in grammar.note_bodies:
        found = pattern.match(line.text)
        if found and found.end() < len(line.text):
            return NoteBody(plain_number(found.group("number")), found.end())
    return NoteBody("", 0)


def _tie_by_label(notes: Notes) -> None:
    """Tie bodies to the nearest mark before them with their number."""
    places: dict[str, list[int]] = defaultdict(list)
    for number in sorted(notes.marks):
        for mark in notes.marks[number]:
            places[plain_number(mark.number)].append(number)
    for number, body in notes.bodies.items():
        lines = places.get(body.number, [])
        index = bisect_left(lines, number) - 1
        if lines and body.number:
            notes.hangs[number] = lines[max(index, 0)]


def notes_of_rows(rows: list[int], lines: list[Line], blocks: tuple[Block, ...], notes: Notes) -> None:
    """Take the last rows of a page for notes: one for each mark above that has no note yet, with its number."""
    tied = {(notes.bodies[line].number, place) for line, place in notes.hangs.items()}
    loose = [
        (place, number)
        for place in sorted(notes.marks if rows else ())
        for number in (plain_number(mark.number) for mark in notes.marks[place])
        if (number, place) not in tied
    ]
    done = 0
    for page, group in groupby(rows, key=lambda row: _page(row, lines, blocks)):
        foot = list(group)
        end = bisect_left(loose, (foot[0], ""))
        # Marks are cited again, but not often: so few are looked at that many tables take no longer than their rows.
        waiting = loose[max(done, end - _MOST_MARKS * len(foot)) : end]
        own = [one for one in waiting if _page(one[0], lines, blocks) == page]
        wanted: dict[str, int] = {}
        for place, number in own or waiting:
            wanted.setdefault(number, place)
        last = foot[-len(wanted) :]
        if len(wanted) > (not own) and [_row_number(blocks[lines[row].block].cells) for row in last] == list(wanted):
            for row, (number, place) in zip(last, wanted.items(), strict=True):
                notes.bodies[row] = NoteBody(number, lines[row].text.index("\t") + 1)
                notes.hangs[row] = place
            done = end


def _page(line: int, lines: list[Line], blocks: tuple[Block, ...]) -> str:
    return blocks[lines[line].block].anchor.page


def _row_number(cells: tuple[str, ...]) -> str:
    """The number in the first cell of a row that holds nothing else but a text."""
    return plain_number(cells[0]) if len(cells) == 2 and cells[1] and _NUMBER_CELL.match(cells[0]) else ""


_MOST_MARKS = 4
_NUMBER_CELL = lazy_pattern(r"[※*＊注(（\[［]{0,2}[0-9０-９]{1,3}[)）\]］.．]?\Z")
_PLAIN = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)


def plain_number(label: str) -> str:
    """A note's number without its dress: [^4], ※4, 注4） and ４ are all 4."""
    found = _PLAIN.search(unicodedata.normalize("NFKC", label))
    return found.group() if found else label.strip()
