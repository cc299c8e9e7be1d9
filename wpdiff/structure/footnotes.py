"""Tell the bodies of notes at a page's foot from headings and lists of the same shape, by the marks in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from wpdiff.model.document import Block, BlockKind
from wpdiff.model.edition import NoteMark
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.notes import NoteBody, Notes, notes_of_markup, plain_number
from wpdiff.structure.references import refers_first
from wpdiff.structure.shapes import Shape
from wpdiff.text.footmarks import find_note_marks

# A note's body is a sentence or longer than a heading: 「4　ノルダ、ヴェストの2か国が加盟する同盟。」
_LONG = 40
_ENDS = ("。", ".", "．", ".”", '."', "」", ")", "）")
_ADDRESS = re.compile(r"https?://|www\.")
# 第5世代, 8か国, 4年ぶり, 2024年6月: figures by the word before or behind them, whatever the numbers of the notes.
_FIGURES = re.compile(
    r"(?<=[第計年月同]|(?<![条規契盟公])約)[0-9０-９]{1,3}(?=[^\s、。」』）)])|[0-9０-９]{1,3}(?=[かカヶヵ箇][国月所年]|世代|世紀|時間|割|"
    r"[年月日時分秒期位度回件個人名社者国州代隻機両基台門発点項条章節部編号億万千百兆円倍歳つ％%])"
)
_MASK = "□"
# Between two bodies of one run may stand what continues the first.
_REACH = 2
# A mark may be lost in a figure or a table: of a long run one in four is enough, of a short one every second.
_LONG_RUN, _LONG_RUN_SHARE, _SHORT_RUN_SHARE = 4, 4, 2
# Where bodies are told by chance shapes only, looking for marks is given up after so many runs.
_PATIENCE = 40
_MARKABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.ROW})
_POSSIBLE = {
    "ja": re.compile(r"(?<![0-9０-９A-Za-z.．,，-])(?<=\S)[ \u3000]?([0-9０-９]{1,3})(?![0-9０-９])"),
    "en": re.compile(r"(?<=[a-z)\]”\"’'.,;\[*])([0-9]{1,3})(?![0-9A-Za-z])"),
}


def find_notes(
    lines: list[Line],
    blocks: tuple[Block, ...],
    shapes: dict[int, Shape],
    grammar: Grammar,
    aside: Collection[int],
) -> Notes:
    """The notes of a document: those that the markup shows, and those that number and place give away."""
    notes = notes_of_markup(lines, blocks, grammar)
    candidates = _candidates(lines, blocks, grammar, aside)
    if candidates:
        _from_text(lines, blocks, _runs(candidates, lines, shapes), grammar, aside, notes)
    return notes


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
    possible = _possible_marks(lines, blocks, grammar.language)
    first_line, failures = 0, 0
    for run in runs:
        for part in _readings(run):
            reach = _reach(part, possible, first_line, lines, grammar, (aside, notes.bodies))
            tied = _raised(notes, first_line, part[0].line)
            marks = _marks([lines[n].text for n in reach], grammar, part, tied) if reach or tied else []
            for place, found in zip(reach, marks, strict=True):
                for mark in found:
                    tied.setdefault(mark.number, place)  # cited again, a note hangs where it is cited first
            confirmed = _confirmed(part, tied)
            if confirmed:
                _take(confirmed, lines, tied, reach, marks, notes)
                first_line, failures = confirmed[-1].line + 1, 0
                break
        else:
            failures += 1
            first_line = run[0].line if failures > _PATIENCE else first_line


def _reach(
    part: list[_Candidate],
    possible: dict[int, list[int]],
    first_line: int,
    lines: list[Line],
    grammar: Grammar,
    apart: tuple[Collection[int], Collection[int]],
) -> list[int]:
    """The lines before a run on which its marks may hang; none where too few of its numbers stand there at all."""
    known = [candidate.number for candidate in part]
    hopeful, places = _between(possible, known, first_line, part[0].line)
    if hopeful * _LONG_RUN_SHARE < len(known):
        return []
    body = {candidate.line for candidate in part}
    return [
        n
        for n in places
        if n not in body and not any(n in one for one in apart) and not refers_first(lines[n].text, grammar)
    ]


def _readings(run: list[_Candidate]) -> list[list[_Candidate]]:
    """A run as it stands, and without a beginning that does not look a note: "1 全般" close above notes 2 and 3."""
    start = next(place for place, candidate in enumerate(run) if candidate.looks)
    return [run, run[start:]] if start else [run]


def _raised(notes: Notes, first: int, end: int) -> dict[str, int]:
    """Where marks hang that the markup itself shows between two lines; a bare figure of such a number is a figure."""
    tied: dict[str, int] = {}
    for place in sorted(notes.marks):
        if first <= place < end:
            for mark in notes.marks[place]:
                tied.setdefault(mark.number, place)
    return tied


def _possible_marks(lines: list[Line], blocks: tuple[Block, ...], language: str) -> dict[int, list[int]]:
    """For each number, the lines where it might hang as a mark."""
    possible: dict[int, list[int]] = defaultdict(list)
    find = _POSSIBLE.get(language[:2], _POSSIBLE["en"]).findall
    for number, line in enumerate(lines):
        if blocks[line.block].kind in _MARKABLE:
            for digits in find(line.text):
                possible[int(digits)].append(number)
    return possible


def _between(possible: dict[int, list[int]], numbers: list[int], first: int, end: int) -> tuple[int, list[int]]:
    """How many of the numbers may hang between two lines, and all lines where they may, in print order."""
    hopeful, places = 0, set[int]()
    for number in numbers:
        spots = possible.get(number, [])
        found = spots[bisect_left(spots, first) : bisect_left(spots, end)]
        hopeful += bool(found)
        places.update(found)
    return hopeful, sorted(places)


def _marks(
    texts: list[str], grammar: Grammar, part: list[_Candidate], raised: dict[str, int]
) -> list[tuple[NoteMark, ...]]:
    """The marks of a run's notes in the texts, but for those that the markup shows already."""
    known = frozenset(str(candidate.number) for candidate in part)
    masked = [_FIGURES.sub(lambda figure: _MASK * len(figure.group()), text) for text in texts]
    found = find_note_marks(masked, language=grammar.language, known=known, first=part[0].number)
    return [
        tuple(
            NoteMark(start=start, end=end, number=number)
            for start, end, printed in marks
            if (number := plain_number(str(printed))) not in raised
        )
        for marks in found
    ]


def _confirmed(run: list[_Candidate], tied: dict[str, int]) -> list[_Candidate]:
    """The part of a run that is notes: where marks were found for enough of them, and what looks like one beside."""
    hits = [index for index, candidate in enumerate(run) if str(candidate.number) in tied]
    enough = len(hits) * (_LONG_RUN_SHARE if len(run) >= _LONG_RUN else _SHORT_RUN_SHARE) >= len(run)
    if not hits or not enough:
        return []
    first, last = hits[0], hits[-1]
    while first > 0 and run[first - 1].looks:
        first -= 1
    while last + 1 < len(run) and run[last + 1].looks:
        last += 1
    part = run[first : last + 1]
    return part if any(candidate.looks for candidate in part) else []


def _take(
    confirmed: list[_Candidate],
    lines: list[Line],
    tied: dict[str, int],
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
                notes.hangs[line] = tied[number]
