"""What a reader of the comparison must know about how an edition was understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wpdiff.model.edition import Statement, StatementKind
from wpdiff.model.source import ReadingWarning
from wpdiff.structure.aside import entry_key
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.misread import COUNTED
from wpdiff.structure.reading import Reading
from wpdiff.structure.shapes import shape_of_text
from wpdiff.text.contents import contents_entries

_MUCH_ASIDE = 0.5
# A page of a few lines may well have no heading.
_LINES_WITHOUT_HEADING = 30
_FEW_ENTRIES = 3
_MISSING_SHARE = 0.2
_MOST_NAMED = 3


def find_doubts(reading: Reading, statements: Sequence[Statement], grammar: Grammar) -> tuple[ReadingWarning, ...]:
    """The warnings of one reading, in a fixed order."""
    return (
        *_no_heading(reading),
        *_mostly_boilerplate(statements),
        *_contents_mismatch(reading, grammar),
        *_glued(reading),
        *_untied_notes(reading),
        *_unresolved(statements),
    )


def _no_heading(reading: Reading) -> Iterator[ReadingWarning]:
    """A long text in which no heading was found is probably of another form than the profile's."""
    if len(reading.outline.sections) == 1 and len(reading.lines) > _LINES_WITHOUT_HEADING:
        yield ReadingWarning(code="no_heading", message="no heading was found; everything is compared as one section")


def _mostly_boilerplate(statements: Sequence[Statement]) -> Iterator[ReadingWarning]:
    """More set aside than read."""
    aside = sum([len(statement.text) for statement in statements if statement.boilerplate])
    total = sum([len(statement.text) for statement in statements]) if aside else 0
    if aside > total * _MUCH_ASIDE and total:
        yield ReadingWarning(
            code="mostly_boilerplate",
            message=f"{aside * 100 // total} % of the text was set aside as boilerplate",
            values=(str(aside * 100 // total),),
        )


def _contents_mismatch(reading: Reading, grammar: Grammar) -> Iterator[ReadingWarning]:
    """A table of contents that names sections which are not there: one chapter, or many of its entries."""
    count = len(reading.aside.contents)
    missing = [reading.lines[line].text for line in missing_entries(reading, grammar)]
    chapters = [text for text in missing if _is_chapter(text, grammar)]
    if chapters or (len(missing) >= _FEW_ENTRIES and len(missing) > count * _MISSING_SHARE):
        named = "、".join(tuple(dict.fromkeys(chapters or missing))[:_MOST_NAMED])
        yield ReadingWarning(
            code="contents_mismatch",
            message=f"{len(missing)} of {count} entries of the table of contents name no heading found: {named}",
            values=(str(len(missing)), str(count), named),
        )


def missing_entries(reading: Reading, grammar: Grammar) -> list[int]:
    """The lines of a table of contents that name no heading; a few lines are no table of contents."""
    entries = reading.aside.contents
    if len(entries) <= _FEW_ENTRIES:
        return []
    known = {entry_key(section.shape.title) for section in reading.outline.sections}
    known |= {entry_key(reading.lines[line].text) for line in reading.outline.headings}
    return [line for line in entries if not _names_any(reading.lines[line].text, known, grammar)]


def _names_any(line: str, known: set[str], grammar: Grammar) -> bool:
    """Is one of the entries on a line a heading's? One that is broken at the line's end is held to nothing."""
    entries = [line] if grammar.language == "ja" else [line, *contents_entries([line])]
    return any(_is_named(entry, known, grammar) for entry in entries)


def _is_named(entry: str, known: set[str], grammar: Grammar) -> bool:
    """Does a heading say what an entry says, or more (附則（令和九年法律第一号）抄)? The word 目次 is no entry."""
    key = entry_key(entry)
    if not key or grammar.contents.match(entry) or known & {key, entry_key(_title(entry, grammar))}:
        return True
    return any(heading.startswith(key) for heading in known)


def _is_chapter(entry: str, grammar: Grammar) -> bool:
    """Is it the entry of a part, chapter or section?"""
    shape = shape_of_text(entry, grammar)
    return shape is not None and shape.strong and bool(shape.values) and shape.kind in COUNTED


def _title(entry: str, grammar: Grammar) -> str:
    """An entry without the number before it."""
    shape = shape_of_text(entry, grammar)
    return shape.title if shape and shape.title else entry


def _glued(reading: Reading) -> Iterator[ReadingWarning]:
    """Headings that were cut off from the line before."""
    count = sum(1 for line in reading.outline.headings if reading.lines[line].glued)
    if count:
        yield ReadingWarning(
            code="glued_heading",
            message=f"{count} headings stood glued behind a sentence and were cut off",
            values=(str(count),),
        )


def _untied_notes(reading: Reading) -> Iterator[ReadingWarning]:
    """Notes whose mark was not found, and marks that the markup shows without a note."""
    notes = reading.notes
    untied = {body.number for line, body in notes.bodies.items() if line not in notes.hangs and body.number}
    if untied:
        named = ", ".join(sorted(untied, key=lambda number: (len(number), number))[:_MOST_NAMED])
        message = f"{len(untied)} notes hang on no mark: {named}"
        yield ReadingWarning(code="notes_without_mark", message=message, values=(str(len(untied)), named))
    numbers = {body.number for body in notes.bodies.values()}
    loose = {mark.number for marks in notes.marks.values() for mark in marks if mark.number not in numbers}
    if loose and numbers:
        named = ", ".join(sorted(loose, key=lambda number: (len(number), number))[:_MOST_NAMED])
        message = f"{len(loose)} marks have no note: {named}"
        yield ReadingWarning(code="marks_without_note", message=message, values=(str(len(loose)), named))


def _unresolved(statements: Sequence[Statement]) -> Iterator[ReadingWarning]:
    """References to places that the edition does not have; a single page of an edition is not held to them."""
    references = [one for one in statements if one.kind is StatementKind.REFERENCE]
    targets = [target for statement in references for target in statement.targets]
    lost = sum(1 for target in targets if target.section is None)
    if 0 < lost <= len(targets) - lost:
        yield ReadingWarning(
            code="reference_unresolved",
            message=f"{lost} of {len(targets)} references point to places that are not in what was read",
            values=(str(lost), str(len(targets))),
        )
