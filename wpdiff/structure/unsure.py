"""What a reading was unsure of, place by place, the gravest first."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from wpdiff.model.edition import Statement
from wpdiff.model.inspection import Doubt
from wpdiff.model.profile import ProfileChoice
from wpdiff.structure.build import Understood
from wpdiff.structure.doubts import missing_entries
from wpdiff.structure.misread import jumps
from wpdiff.structure.shapes import Shape

# What page warnings are a place to look at; counts over the whole edition stand in its warnings.
_OF_PAGES = frozenset(
    """encoding_guessed mojibake control_characters error_page empty_page duplicate_page missing_page page_not_read
    pages_out_of_order chain_broken""".split()
)
# A note's body is a sentence, or longer than headings are.
_ENDS = ("。", ".", "．")
_LONG = {"ja": 40, "en": 100}


def find_unsure(understood: Understood, choice: ProfileChoice) -> tuple[Doubt, ...]:
    """All doubts about one edition: about its pages, its sections, its notes, its references, its dates."""
    look = _Look(understood)
    return (
        *_profile(choice),
        *_pages(understood),
        *look.sequence(),
        *look.contents(),
        *look.headings(),
        *look.numbers(),
        *look.notes(),
        *look.references(),
        *look.dates(),
    )


def _profile(choice: ProfileChoice) -> Iterator[Doubt]:
    """A profile that nobody named, and one that the pages contradict."""
    best = choice.scores[0] if choice.scores else ("", 0)
    if choice.by == "pages":
        rivals = [f"{name} {score}" for name, score in choice.scores[1:3]]
        yield Doubt(code="profile_detected", text=choice.name, values=(choice.name, str(best[1]), *rivals))
    elif choice.by == "language":
        yield Doubt(code="profile_plain", text=choice.name, values=(choice.name,))
    elif best[1] > 2 * dict(choice.scores).get(choice.name, 0) and choice.evidence:
        yield Doubt(code="profile_contradicted", text=choice.name, values=(choice.name, *map(str, best)))


def _pages(understood: Understood) -> Iterator[Doubt]:
    """Pages whose bytes were hard to read."""
    for warning in understood.edition.warnings:
        if warning.code in _OF_PAGES:
            yield Doubt(code=warning.code, page=warning.where, text=warning.message, values=warning.values)


class _Look(Struct, frozen=True):
    """Looks at one edition again."""

    understood: Understood

    def sequence(self) -> Iterator[Doubt]:
        """Sections that do not count on."""
        sections = self.understood.reading.outline.sections
        for before, after in jumps(self.understood.reading):
            numbers = (sections[before].shape.number.strip(), sections[after].shape.number.strip())
            yield self._of_section("section_out_of_sequence", after, numbers)

    def contents(self) -> Iterator[Doubt]:
        """Entries of a table of contents that name no heading."""
        for line in missing_entries(self.understood.reading, self.understood.grammar):
            yield self._of_line("contents_entry_missing", line)

    def headings(self) -> Iterator[Doubt]:
        """Headings that are one by their look alone, were cut off from a line, or may be a note or a list item."""
        reading = self.understood.reading
        for index, section in enumerate(reading.outline.sections):
            if section.line is None or section.shape.markup:
                continue
            line = reading.lines[section.line]
            if line.glued:
                yield self._of_section("heading_glued", index)
            elif section.shape.kind == "bare":
                yield self._of_section("heading_by_look", index)
            elif not section.shape.strong and self._may_be_note(line.text):
                yield self._of_section("heading_or_note", index)

    def _may_be_note(self, text: str) -> bool:
        """Has a heading the shape of a note's body, and its length or end?"""
        grammar = self.understood.grammar
        long = len(text) > _LONG.get(grammar.language[:2], _LONG["en"])
        return (long or text.endswith(_ENDS)) and grammar.any_note.match(text) is not None

    def numbers(self) -> Iterator[Doubt]:
        """Lines of a heading's shape that were not taken for one."""
        reading = self.understood.reading
        known = reading.outline.headings.keys() | reading.notes.bodies.keys() | reading.captions.keys()
        shapes: dict[int, Shape] = reading.shapes
        for line in sorted(shapes.keys() - known):
            if line not in reading.aside.lines:
                yield self._of_line("not_a_heading", line, (shapes[line].number.strip(),))

    def notes(self) -> Iterator[Doubt]:
        """Notes that hang nowhere, and marks that have no note."""
        notes = self.understood.reading.notes
        seen: set[tuple[str, int]] = set()
        for line, body in notes.bodies.items():
            if line not in notes.hangs and body.number and (line - 1 not in notes.bodies or body.text_at):
                yield self._of_line("note_without_mark", line, (body.number,))
        numbers = {body.number for body in notes.bodies.values()}
        for line, marks in notes.marks.items():
            for mark in marks:
                if numbers and mark.number not in numbers and (mark.number, line) not in seen:
                    seen.add((mark.number, line))
                    yield self._of_line("mark_without_note", line, (mark.number,))

    def references(self) -> Iterator[Doubt]:
        """References whose place the edition does not have."""
        for index, statement in enumerate(self.understood.written.statements):
            for target in statement.targets:
                if target.section is None:
                    yield self._of_statement("reference_unresolved", index, statement, (target.number, target.label))

    def dates(self) -> Iterator[Doubt]:
        """Dates of which it is not known what they say."""
        for index, statement in enumerate(self.understood.written.statements):
            for date in statement.dates:
                if not date.says and not statement.boilerplate:
                    yield self._of_statement(
                        "date_unresolved", index, statement, (statement.text[date.start : date.end],)
                    )

    def _of_section(self, code: str, index: int, values: tuple[str, ...] = ()) -> Doubt:
        line = self.understood.reading.outline.sections[index].line
        if line is not None:
            return self._of_line(code, line, values, section=index)
        section = self.understood.edition.sections[index]
        return Doubt(code=code, section=index, text=f"{section.number} {section.heading}".strip(), values=values)

    def _of_line(self, code: str, line: int, values: tuple[str, ...] = (), *, section: int | None = None) -> Doubt:
        statements = self.understood.written.statements
        index = self.understood.written.of_line[line]
        place = statements[index] if index < len(statements) else None
        return Doubt(
            code=code,
            statement=index if place else None,
            section=place.section if place and section is None else section,
            text=self.understood.reading.lines[line].text,
            page=place.anchor.page if place else "",
            values=values,
        )

    def _of_statement(self, code: str, index: int, statement: Statement, values: tuple[str, ...]) -> Doubt:
        return Doubt(
            code=code,
            statement=index,
            section=statement.section,
            text=statement.text,
            page=statement.anchor.page,
            values=values,
        )
