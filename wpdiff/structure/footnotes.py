"""Tell the bodies of notes at a page's foot from headings and lists of the same shape, by the marks in the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from functools import lru_cache

from wpdiff.model.document import Block, BlockKind
from wpdiff.model.edition import NoteMark
from wpdiff.structure.bodies import Awaited, Candidate, foot_items, note_candidates, runs_of
from wpdiff.structure.feet import in_windows
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.structure.notes import NoteBody, Notes, notes_of_markup, notes_of_rows, plain_number
from wpdiff.structure.references import refers_first
from wpdiff.structure.shapes import Shape
from wpdiff.text.footmarks import find_note_marks, marks_begin
from wpdiff.text.patterns import lazy_pattern

# 第5世代, 8か国, 4年ぶり, 2024年6月: figures by the word before or behind them, whatever the numbers of the notes.
_FIGURES = lazy_pattern(
    r"[0-9０-９](?:(?:(?<=[第計年月同][0-9０-９])|(?<=(?<![条規契盟公])約[0-9０-９]))[0-9０-９]{0,2}(?=[^\s、。」』）)])"
    r"|[0-9０-９]{0,2}(?=[かカヶヵ箇][国月所年]|世代|世紀|時間|割|"
    r"[年月日時分秒期位度回件個人名社者国州代隻機両基台門発点項条章節部編号億万千百兆円倍歳つ％%]))"
)
_MASK = "□"
# A mark may be lost in a figure or a table: of a long run one in four is enough, of a short one every second.
_LONG_RUN, _LONG_RUN_SHARE, _SHORT_RUN_SHARE = 4, 4, 2
# Where bodies are told by chance shapes only, looking for marks is given up after so many runs.
_PATIENCE = 40
_MARKABLE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.CAPTION, BlockKind.ROW})
# Each begins with the figure itself, not with what stands before it: a large text is passed over quickly.
_FIGURE, _RAISED, _AFTER = "[0-9０-９]", "[¹²³⁰⁴-⁹]", "[^\\s0-9０-９A-Z.．,，-]"
_RAISED_ONLY = f"(?<={_RAISED}){_RAISED}{{0,2}}"
_POSSIBLE = {
    "ja": re.compile(
        rf"[0-9０-９¹²³⁰⁴-⁹](?:(?:(?<={_AFTER}{_FIGURE})|(?<={_AFTER}[ \u3000]{_FIGURE})){_FIGURE}{{0,2}}(?!{_FIGURE})"
        rf"|{_RAISED_ONLY})"
    ),
    "en": re.compile(rf"[0-9¹²³⁰⁴-⁹](?:(?<=[a-z)\]”\"’'.,;\[*][0-9])[0-9]{{0,2}}(?![0-9A-Za-z])|{_RAISED_ONLY})"),
}


def find_notes(
    lines: list[Line],
    blocks: tuple[Block, ...],
    shapes: dict[int, Shape],
    grammar: Grammar,
    aside: Collection[int],
    looks: Looks,
) -> Notes:
    """The notes of a document: those that the markup shows, and those that number and place give away."""
    notes = notes_of_markup(lines, blocks, grammar, looks)
    if not grammar.profile.page_notes:
        return notes
    candidates = note_candidates(lines, blocks, grammar, aside, looks)
    if candidates:
        _from_text(lines, blocks, runs_of(candidates, shapes), grammar, (aside, Awaited(shapes)), notes)
    if notes.marks:
        _from_lists(foot_items(lines, blocks, aside), notes)
        notes_of_rows(foot_items(lines, blocks, aside, BlockKind.ROW), lines, blocks, notes)
    return notes


def _from_lists(items: list[int], notes: Notes) -> None:
    """Take lists at the foot of pages for notes that the markup numbers, where there is one item for each mark."""
    if any(item in notes.bodies for item in items):
        return
    known = {body.number for body in notes.bodies.values()}
    places: dict[str, int] = {}
    for place in sorted(notes.marks):
        for mark in notes.marks[place]:
            number = plain_number(mark.number)
            if number not in known:
                places.setdefault(number, place)
    if items and len(items) == len(places) and max(places.values()) < items[0]:
        for item, (number, place) in zip(items, places.items(), strict=True):
            notes.bodies[item] = NoteBody(number, 0)
            notes.hangs[item] = place


def _from_text(
    lines: list[Line],
    blocks: tuple[Block, ...],
    runs: list[list[Candidate]],
    grammar: Grammar,
    around: tuple[Collection[int], Awaited],
    notes: Notes,
) -> None:
    """Take those runs for notes whose numbers hang as marks in the text before them, or go on counting the notes."""
    possible = _possible_marks(lines, blocks, grammar.language)
    aside, awaited = around
    first_line, failures, last = 0, 0, 0
    for whole, window in in_windows(runs, awaited.shapes, aside, possible):
        run = _without_heading(whole, awaited, notes)
        start, end = window or (first_line, run[0].line)
        looks = any(candidate.looks for candidate in run)
        if not any(candidate.surely for candidate in run) and awaited.is_awaited(run[0], notes.bodies):
            continue
        if not looks and not awaited.at_foot(run[-1], lines):
            continue
        for part in _readings(run):
            span = (start, end if window else part[0].line)
            reach = _reach(part, possible, span, lines, grammar, (aside, notes.bodies))
            tied = _raised(notes, *span)
            marks = _marks([lines[n].text for n in reach], grammar, part, tied) if reach or tied else []
            for place, found in zip(reach, marks, strict=True):
                for mark in found:
                    tied.setdefault(mark.number, place)  # cited again, a note hangs where it is cited first
            confirmed = _confirmed(part, tied)
            if not confirmed and looks and part[0].number == last + 1 and not awaited.is_awaited(part[0], notes.bodies):
                confirmed = part
            if confirmed:
                _take(confirmed, lines, tied, reach, marks, notes)
                first_line, failures, last = confirmed[-1].line + 1, 0, confirmed[-1].number
                break
        else:
            failures += looks
            first_line = run[0].line if failures > _PATIENCE else first_line


def _without_heading(run: list[Candidate], awaited: Awaited, notes: Notes) -> list[Candidate]:
    """A run without the next page's heading that happens to go on counting: notes 1 and 2, then "3 Ports"."""
    kept = list(run)
    apart = {*(candidate.line for candidate in run), *notes.bodies}
    while len(kept) > 1 and not kept[-1].surely and awaited.is_awaited(kept[-1], apart):
        kept.pop()
    return kept


def _reach(
    part: list[Candidate],
    possible: dict[int, list[int]],
    span: tuple[int, int],
    lines: list[Line],
    grammar: Grammar,
    apart: tuple[Collection[int], Collection[int]],
) -> list[int]:
    """The lines on which a run's marks may hang; none where too few of its numbers stand there at all."""
    known = [candidate.number for candidate in part]
    hopeful, places = _between(possible, known, *span)
    if hopeful * _LONG_RUN_SHARE < len(known):
        return []
    body = {candidate.line for candidate in part}
    aside, bodies = apart
    return [
        n
        for n in places
        if n not in body and n not in aside and n not in bodies and not refers_first(lines[n].text, grammar)
    ]


def _readings(run: list[Candidate]) -> list[list[Candidate]]:
    """A run as it stands, and without a beginning that does not look a note: "1 全般" close above notes 2 and 3."""
    start = next((place for place, candidate in enumerate(run) if candidate.looks), 0)
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
    plain: set[str] = set()  # headings of the markup that hold none: the same stands under country after country
    for number, line in enumerate(lines):
        kind, text = blocks[line.block].kind, line.text
        if kind not in _MARKABLE or text in plain:
            continue
        found = find(text)
        if found and (begin := marks_begin(text)):
            found = find(text, begin)
        for printed in found:
            possible[_value(printed)].append(number)
        if kind is BlockKind.HEADING and not found:
            plain.add(text)
    return possible


@lru_cache(maxsize=1 << 12)
def _value(printed: str) -> int:
    """A figure of one to three digits as a number."""
    return int(unicodedata.normalize("NFKC", printed))


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
    texts: list[str], grammar: Grammar, part: list[Candidate], raised: dict[str, int]
) -> list[tuple[NoteMark, ...]]:
    """The marks of a run's notes in the texts, but for those that the markup shows already."""
    known = frozenset(str(candidate.number) for candidate in part)
    masked = list(map(_masked, texts))
    found = find_note_marks(masked, language=grammar.language, known=known, first=part[0].number)
    return [
        tuple(
            NoteMark(start=start, end=end, number=number)
            for start, end, printed in marks
            if (number := plain_number(str(printed))) not in raised
        )
        for marks in found
    ]


@lru_cache(maxsize=1 << 14)  # the same lines are asked for the notes of one page and of the next
def _masked(text: str) -> str:
    """A text without the figures that are no marks."""
    return _FIGURES.sub(lambda figure: _MASK * len(figure.group()), text)


def _confirmed(run: list[Candidate], tied: dict[str, int]) -> list[Candidate]:
    """The part of a run that is notes: where marks were found for enough of them, and what looks like one beside."""
    hits = [index for index, candidate in enumerate(run) if str(candidate.number) in tied]
    share = _LONG_RUN_SHARE if len(run) >= _LONG_RUN else _SHORT_RUN_SHARE
    enough = len(hits) * (share if any(candidate.looks for candidate in run) else 1) >= len(run)
    if not hits or not enough:
        return []
    first, last = hits[0], hits[-1]
    while first > 0 and (run[first - 1].looks or run[first].line - run[first - 1].line == 1):
        first -= 1
    while last + 1 < len(run) and (run[last + 1].looks or run[last + 1].line - run[last].line == 1):
        last += 1
    return run[first : last + 1]


def _take(
    confirmed: list[Candidate],
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
