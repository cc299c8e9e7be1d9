"""Write down the statements of a reading in print order, with everything printed between them kept in `before`."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.model.document import Block, BlockKind, Document
from wpdiff.model.edition import DateReading, NoteMark, Statement, StatementKind, Target
from wpdiff.model.source import Anchor
from wpdiff.model.work import Run, in_turn
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.items import point_to_items
from wpdiff.structure.lines import Line
from wpdiff.structure.places import Places
from wpdiff.structure.reading import Reading, captions_by_key
from wpdiff.structure.references import caption_key, has_cue, names_places, read_mentions, refers_first
from wpdiff.structure.relative_dates import DateReader
from wpdiff.structure.written import Written, put_together
from wpdiff.text.normalize import to_key
from wpdiff.text.patterns import lazy_pattern
from wpdiff.text.sentences import split_sentences

PART = 256  # lines after which the next heading begins a part that may be written by itself


class _Plan(Struct, frozen=True):
    """What a line holds: its kind, where its text begins, and whether it is split into sentences."""

    kind: StatementKind
    text_at: int = 0
    split: bool = False
    note: str = ""
    bare: bool = False


_SENTENCES = _Plan(StatementKind.SENTENCE, 0, True)


def write_statements(document: Document, reading: Reading, grammar: Grammar, run: Run = in_turn) -> Written:
    """All statements of a document; every sign that is no white space is in one statement's text or before."""
    writer = _Writer(document, reading, grammar)
    written = put_together(run(writer.write, writer.parts()))
    caption_at: dict[tuple[int, str], int] = {}
    for section, key, index in written.captions:
        caption_at.setdefault((section, key), index)
    kinds = [section.shape.kind for section in reading.outline.sections]
    return replace(written, statements=point_to_items(written.statements, kinds, caption_at))


class _Writer:
    """Walks over the lines once, part by part, and keeps what is printed between two statements."""

    def __init__(self, document: Document, reading: Reading, grammar: Grammar) -> None:
        self.blocks = document.blocks
        self.reading = reading
        self.grammar = grammar
        self.language = grammar.language
        self.special, self.items = set(reading.looks.special), set(reading.looks.items)
        self.keys: dict[str, str] = {}
        self.undated: set[str] = set()  # headings without a date: the same stands under country after country
        self.places = Places(reading.outline, captions_by_key(reading))
        self.dates = DateReader(document, grammar)
        self._begin()
        numbers = (body.number for body in reading.notes.bodies.values())
        self.note_numbers = frozenset(number for number in numbers if number)

    def parts(self) -> list[range]:
        """The lines of each part: nothing that is printed before a heading is carried over it."""
        lines = self.reading.lines
        begins = [0]
        for number in sorted(self.reading.outline.headings):
            if number >= begins[-1] + PART and lines[number].block != lines[number - 1].block:
                line = lines[number]
                if self._plan(number, line, self.blocks[line.block]).kind is StatementKind.HEADING:
                    begins.append(number)
        return [range(first, end) for first, end in pairwise([*begins, len(lines)])]

    def write(self, part: range) -> Written:
        """The lines of a part, in print order."""
        self._begin()
        block_index, cursor = -1, 0
        for number, line in zip(part, self.reading.lines[part.start : part.stop], strict=True):
            block = self.blocks[line.block]
            if line.block != block_index:
                block_index, cursor = line.block, 0
                lead = printed_lead(block)
            else:
                lead = ""
            cursor = self._write_line(number, line, block, cursor, lead)
        return Written(tuple(self.statements), self.of_heading, tuple(self.of_line), tuple(self.captions))

    def _begin(self) -> None:
        """Nothing is written yet, and no date was named."""
        self.statements: list[Statement] = []
        self.of_heading: dict[int, int] = {}
        self.of_line: list[int] = []
        self.captions: list[tuple[int, str, int]] = []
        self.dates.begin_section()

    def _write_line(self, number: int, line: Line, block: Block, cursor: int, lead: str) -> int:
        """One line's statements; the answer is where the next line's `before` begins."""
        plan = self._plan(number, line, block)
        kind = plan.kind
        aside = number in self.reading.aside.lines
        section = self._section(number)
        self._note_place(number, kind, section)
        read_dates = self._dates(line.text, plan)
        name_targets = not aside and self._may_refer(line.text, kind)
        marks = self.reading.notes.marks.get(number, ())
        cells = block.cells if kind is StatementKind.ROW else ()
        for start, end in self._spans(line.text, plan):
            text = line.text[start:end]
            first, last = line.start + start, line.start + end
            before = lead + block.text[cursor:first] if cursor < first else lead
            own = marks and tuple(_shifted(mark, start) for mark in marks if start <= mark.start and mark.end <= end)
            if plan.bare:
                own = (NoteMark(start=0, end=len(text), number=plan.note),)  # a note's number on a line of its own
            targets = self._targets(text, kind, section) if name_targets else ()
            dates = read_dates(text) if read_dates is not None else ()
            anchor, key = _anchor(block, first, last), self._key(text, own)
            self.statements.append(
                Statement(
                    kind=kind,
                    text=text,
                    key=key,
                    before=before,
                    block=line.block,
                    section=section,
                    anchor=anchor,
                    boilerplate=aside,
                    note=plan.note,
                    cells=cells,
                    targets=targets,
                    marks=own,
                    dates=dates,
                )
            )
            cursor, lead = last, ""
        return cursor

    def _note_place(self, number: int, kind: StatementKind, section: int) -> None:
        """Note where a line's statements begin; a heading ends what 同年 may follow."""
        index = len(self.statements)
        self.of_line.append(index)
        if kind is StatementKind.HEADING:
            self.dates.begin_section()
            self.of_heading[number] = index
        elif kind is StatementKind.CAPTION:
            key = caption_key(self.reading.captions[number][0])
            self.captions.append((section, key, index))

    def _section(self, number: int) -> int:
        """The section that holds a line; a note belongs where its mark hangs."""
        return self.reading.outline.of_line[self.reading.notes.hangs.get(number, number)]

    def _spans(self, text: str, plan: _Plan) -> tuple[tuple[int, int], ...]:
        """The statements of a line, without the white space around them."""
        if not plan.split:
            return ((plan.text_at, len(text)),)
        at = plan.text_at
        spans = split_sentences(text[at:], language=self.language, notes=self.note_numbers)
        return tuple((at + start, at + end) for start, end in spans) if at else spans

    def _key(self, text: str, marks: tuple[NoteMark, ...]) -> str:
        """What is compared; computed once for texts without marks."""
        if marks:
            return to_key(text, language=self.language, cuts=tuple((mark.start, mark.end) for mark in marks))
        key = self.keys.get(text)
        if key is None:
            key = self.keys[text] = to_key(text, language=self.language)
        return key

    def _plan(self, number: int, line: Line, block: Block) -> _Plan:
        """What a line holds."""
        note = self.reading.notes.bodies.get(number)
        if note is not None:
            empty = note.text_at >= len(line.text)
            return _Plan(StatementKind.NOTE, 0 if empty else note.text_at, not empty, note.number, empty)
        if number in self.reading.outline.headings:
            return self._heading_plan(number)
        if block.kind is BlockKind.ROW:
            return _ROW
        if number in self.reading.aside.lines:
            return _HEADING if block.kind is BlockKind.HEADING else _WHOLE
        if number in self.reading.captions:
            return _CAPTION
        return self._text_plan(number, line.text, block)

    def _heading_plan(self, number: int) -> _Plan:
        """A heading's text is its title; a number before running text belongs to the first sentence's `before`."""
        shape = self.reading.shapes.get(number)
        if shape is None or not shape.title or not (shape.inline or shape.title_at):
            return _HEADING
        if shape.inline:
            return _Plan(StatementKind.SENTENCE, shape.title_at, True)
        return _Plan(StatementKind.HEADING, shape.title_at)

    def _text_plan(self, number: int, text: str, block: Block) -> _Plan:
        """Running text, items, references, and blocks that are one statement whatever stands in them."""
        grammar = self.grammar
        if number in self.special:
            if refers_first(text, grammar):
                return _REFERENCE
            if grammar.whole.match(text):
                return _WHOLE
        if block.kind is BlockKind.PREFORMATTED:
            return _WHOLE
        mark = grammar.items.match(text) if number in self.items else None
        if mark is not None and mark.end() < len(text):
            return _Plan(StatementKind.ITEM, mark.end(), True)
        return _ITEM if block.kind is BlockKind.ITEM else _SENTENCES

    def _may_refer(self, text: str, kind: StatementKind) -> bool:
        """Might a line's statements refer to a place at all?"""
        if kind is StatementKind.REFERENCE:
            return True
        if kind is StatementKind.HEADING:
            return text[-1] in "）)" and _RELATED.search(text) is not None
        return kind in _REFERRING and names_places(text, self.language)

    def _targets(self, text: str, kind: StatementKind, section: int) -> tuple[Target, ...]:
        """The places that a text refers to; where no word for it stands by, only those that the edition has."""
        refers = kind is StatementKind.REFERENCE
        related = kind is StatementKind.HEADING and _RELATED.fullmatch(text) is not None
        if not (refers or related) and (kind not in _REFERRING or not names_places(text, self.language)):
            return ()
        targets: list[Target] = []
        before: Target | None = None
        cued = refers or has_cue(text, self.language)
        for mention in read_mentions(text, self.grammar, refers=refers):
            before = self.places.resolve(mention, section, before)
            if before.section is not None or (cued and not mention.foreign):
                targets.append(before)
        return tuple(targets)

    def _dates(self, text: str, plan: _Plan) -> Callable[[str], tuple[DateReading, ...]] | None:
        """How the dates of a line's statements are read, None where the line has none.

        Notes, captions and the like do not carry on the text's context.
        """
        if text in self.undated:
            return None
        if not self.dates.dated(text):
            if plan.kind is StatementKind.HEADING:
                self.undated.add(text)
            return None
        return self.dates.read if plan.kind in _CARRYING else self.dates.read_alone


_HEADING = _Plan(StatementKind.HEADING)
_WHOLE = _Plan(StatementKind.SENTENCE)
_ROW = _Plan(StatementKind.ROW)
_CAPTION = _Plan(StatementKind.CAPTION)
_REFERENCE = _Plan(StatementKind.REFERENCE)
_ITEM = _Plan(StatementKind.ITEM, 0, True)
_REFERRING = frozenset({StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.NOTE})
# 「別表第一（第五条関係）」: the one kind of heading that names another place of its paper
_RELATED = lazy_pattern("[（(].{1,60}関係[）)]")
_CARRYING = frozenset({StatementKind.SENTENCE, StatementKind.ITEM})


def printed_lead(block: Block) -> str:
    """What stands before a block's text but was taken out of it: ruby readings and the block's own mark."""
    if not block.readings:
        return block.mark
    return "".join(f"({reading})" for reading in block.readings) + block.mark


def _shifted(mark: NoteMark, by: int) -> NoteMark:
    """A mark of a line as a mark of a statement that begins later in it."""
    return NoteMark(start=mark.start - by, end=mark.end - by, number=mark.number) if by else mark


def _anchor(block: Block, start: int, end: int) -> Anchor:
    """Where a part of a block stands, as exactly as the block's own anchor tells."""
    whole, length = block.anchor, len(block.text)
    if end - start == length or whole.end - whole.start != length:
        return whole
    return Anchor(page=whole.page, element=whole.element, start=whole.start + start, end=whole.start + end)
