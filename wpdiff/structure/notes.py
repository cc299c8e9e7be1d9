"""Tell the bodies of notes from headings and lists of the same shape, and tie each to the mark it hangs on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from wpdiff.model.document import Block, BlockKind
from wpdiff.model.edition import NoteMark
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.shapes import Shape
from wpdiff.text.footmarks import find_note_marks

# A note's body is a sentence or longer than a heading: 「4　ノルダ、ヴェストの2か国が加盟する同盟。」
_LONG = 40
_ENDS = ("。", ".", "．", ".”", '."', "」", ")", "）")
_ADDRESS = re.compile(r"https?://|www\.")
# Between two bodies of one run may stand what continues the first.
_REACH = 2
# Where bodies are told by chance shapes only, looking for marks is given up after so many runs.
_PATIENCE = 40
_MARKABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.ROW})
_POSSIBLE = re.compile(
    r"(?<=[^\s0-9０-９A-Za-z(（.,，．-])[ \u00a0]?([0-9０-９]{1,3})(?![0-9０-９])|[\[［※*]([0-9]{1,3})"
)


@dataclass(frozen=True, slots=True)
class NoteBody:
    """A note's number, and where its text begins in the line (all of it for a line that continues a note)."""

    number: str
    text_at: int


@dataclass(slots=True)
class Notes:
    """What was found: bodies by line, marks by line (spans in the line), and where each body's mark hangs."""

    bodies: dict[int, NoteBody] = field(default_factory=dict)
    marks: dict[int, tuple[NoteMark, ...]] = field(default_factory=dict)
    hangs: dict[int, int] = field(default_factory=dict)


def find_notes(
    lines: list[Line],
    blocks: tuple[Block, ...],
    shapes: dict[int, Shape],
    grammar: Grammar,
    aside: Collection[int],
) -> Notes:
    """The notes of a document."""
    notes = Notes()
    _from_markup(lines, blocks, notes, grammar)
    candidates = _candidates(lines, blocks, grammar, aside)
    if candidates:
        _from_text(lines, blocks, _runs(candidates, lines, shapes), grammar, aside, notes)
    return notes


def _from_markup(lines: list[Line], blocks: tuple[Block, ...], notes: Notes, grammar: Grammar) -> None:
    """Notes and marks that the markup itself shows."""
    for number, line in enumerate(lines):
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


_PLAIN = re.compile(r"[0-9]+|[a-z]+", re.IGNORECASE)


def plain_number(label: str) -> str:
    """A note's number without its dress: [^4], ※4, 注4） and ４ are all 4."""
    found = _PLAIN.search(unicodedata.normalize("NFKC", label))
    return found.group() if found else label.strip()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may be a note's body."""

    line: int
    number: int
    text_at: int
    looks: bool


def _candidates(
    lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, aside: Collection[int]
) -> list[_Candidate]:
    """The lines that have the shape of a note's body."""
    found: list[_Candidate] = []
    look = grammar.any_note.match
    for number, line in enumerate(lines):
        if line.glued or not look(line.text) or blocks[line.block].kind is not BlockKind.PARAGRAPH:
            continue
        if number in aside and not _is_bare_number(line.text):
            continue
        candidate = _candidate(number, line.text, grammar)
        if candidate is not None:
            found.append(candidate)
    return found


def _is_bare_number(text: str) -> bool:
    """A note's number may stand on a line of its own, its text on the next."""
    return len(text) <= 3 and text.isdecimal()


def _candidate(line: int, text: str, grammar: Grammar) -> _Candidate | None:
    """What the line would be as a note."""
    for pattern in grammar.note_bodies:
        match = pattern.match(text)
        if match is None or not match.group("number"):
            continue
        rest = text[match.end() :]
        looks = not rest or len(rest) > _LONG or rest.endswith(_ENDS) or bool(_ADDRESS.search(rest))
        return _Candidate(line, int(match.group("number")), match.end(), looks)
    return None


def _runs(candidates: list[_Candidate], lines: list[Line], shapes: dict[int, Shape]) -> list[list[_Candidate]]:
    """Candidates that follow each other closely with numbers that count on, each run holding one that looks a note."""
    runs: list[list[_Candidate]] = []
    for candidate in candidates:
        last = runs[-1][-1] if runs else None
        near = last is not None and candidate.line - last.line <= _REACH + 1
        if last is not None and near and candidate.number == last.number + 1 and not _parted(last, candidate, shapes):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return [run for run in runs if any(candidate.looks for candidate in run)]


def _parted(last: _Candidate, candidate: _Candidate, shapes: dict[int, Shape]) -> bool:
    """Does a heading stand between the two?"""
    return any(number in shapes for number in range(last.line + 1, candidate.line))


def _from_text(
    lines: list[Line],
    blocks: tuple[Block, ...],
    runs: list[list[_Candidate]],
    grammar: Grammar,
    aside: Collection[int],
    notes: Notes,
) -> None:
    """Take those runs for notes whose numbers hang as marks in the text before them."""
    possible = _possible_marks(lines, blocks)
    first_line, failures = 0, 0
    for run in runs:
        # The page before may have ended in a heading of the same shape as a note: only what looks one is one.
        known = [candidate.number for candidate in run]
        places = _between(possible, known, first_line, run[0].line)
        if len(places) * 2 < len(known):
            continue
        body = {candidate.line for candidate in run}
        reach = [n for n in range(places[0], run[0].line) if n not in aside and n not in notes.bodies and n not in body]
        marks = _marks([lines[n].text for n in reach], grammar, known)
        tied = {mark.number: (place, mark) for place, found in zip(reach, marks, strict=True) for mark in found}
        confirmed = _confirmed(run, tied)
        if not confirmed:
            failures += 1
            first_line = run[0].line if failures > _PATIENCE else first_line
            continue
        _take(confirmed, lines, tied, reach, marks, notes)
        first_line, failures = confirmed[-1].line + 1, 0


def _possible_marks(lines: list[Line], blocks: tuple[Block, ...]) -> dict[int, list[int]]:
    """For each number, the lines where it might hang as a mark."""
    possible: dict[int, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if blocks[line.block].kind in _MARKABLE:
            for groups in _POSSIBLE.findall(line.text):
                possible[int(groups[0] or groups[1])].append(number)
    return possible


def _between(possible: dict[int, list[int]], numbers: list[int], first: int, end: int) -> list[int]:
    """For each number that may hang between two lines, the first such line, in print order."""
    places = []
    for number in numbers:
        spots = possible.get(number, [])
        index = bisect_left(spots, first)
        if index < len(spots) and spots[index] < end:
            places.append(spots[index])
    return sorted(places)


def _marks(texts: list[str], grammar: Grammar, known: list[int]) -> list[tuple[NoteMark, ...]]:
    """The marks of the known notes in the texts."""
    found = find_note_marks(texts, language=grammar.language, known=frozenset(known), first=known[0])
    return [
        tuple(NoteMark(start=start, end=end, number=plain_number(str(number))) for start, end, number in marks)
        for marks in found
    ]


def _confirmed(run: list[_Candidate], tied: dict[str, tuple[int, NoteMark]]) -> list[_Candidate]:
    """The part of a run that is notes: from the first to the last whose mark was found and which looks like one."""
    hits = [index for index, candidate in enumerate(run) if str(candidate.number) in tied]
    if not hits or len(hits) * 2 < len(run):
        return []
    part = run[hits[0] : hits[-1] + 1]
    return part if any(candidate.looks for candidate in part) else []


def _take(
    confirmed: list[_Candidate],
    lines: list[Line],
    tied: dict[str, tuple[int, NoteMark]],
    reach: list[int],
    marks: list[tuple[NoteMark, ...]],
    notes: Notes,
) -> None:
    """Note down a run's bodies, what continues them, and their marks."""
    numbers = {str(candidate.number) for candidate in confirmed}
    for place, found in zip(reach, marks, strict=True):
        kept = tuple(mark for mark in found if mark.number in numbers)
        if kept:
            notes.marks[place] = tuple(sorted((*notes.marks.get(place, ()), *kept), key=lambda mark: mark.start))
    for candidate, after in zip(confirmed, [*confirmed[1:], None], strict=True):
        number = str(candidate.number)
        notes.bodies[candidate.line] = NoteBody(number, candidate.text_at)
        end = after.line if after else candidate.line + 1
        if candidate.text_at >= len(lines[candidate.line].text):
            end = max(end, min(candidate.line + 2, len(lines)))
        for line in range(candidate.line + 1, end):
            notes.bodies[line] = NoteBody(number, 0)
        if number in tied:
            for line in range(candidate.line, end):
                notes.hangs[line] = tied[number][0]
