"""Put an edition together: sections with their names, statements, warnings."""

from __future__ import annotations

from functools import lru_cache, partial

from msgspec import Struct

from wpdiff.model.document import Document
from wpdiff.model.edition import Edition, Section
from wpdiff.model.profile import Profile
from wpdiff.model.work import Run, in_turn
from wpdiff.structure.doubts import find_doubts
from wpdiff.structure.grammar import Grammar, compile_grammar
from wpdiff.structure.identity import name_sections
from wpdiff.structure.misread import find_misreadings
from wpdiff.structure.reading import Reading, read_lines
from wpdiff.structure.shapes import Shape
from wpdiff.structure.statements import write_statements
from wpdiff.structure.written import Written
from wpdiff.text.normalize import to_key


class Understood(Struct, frozen=True):
    """An edition with what it was made from, for those who ask how sure its reader was."""

    edition: Edition
    grammar: Grammar
    reading: Reading
    written: Written


def build_edition(document: Document, profile: Profile, *, run: Run = in_turn) -> Edition:
    """The document, understood: a tree of sections that hold its statements in print order; nothing is dropped."""
    return understand(document, profile, run=run).edition


def understand(document: Document, profile: Profile, *, run: Run = in_turn) -> Understood:
    """The edition, and the reading that it was made from; `run` may write its parts side by side."""
    grammar = compile_grammar(profile, document.language)
    reading = read_lines(document, grammar)
    written = write_statements(document, reading, grammar, run)
    edition = Edition(
        series=document.source.series,
        name=document.source.name,
        title=document.title,
        language=document.language,
        published=document.source.published,
        pages=document.pages,
        sections=_sections(reading, written, grammar.language),
        statements=written.statements,
        profile=profile.name,
        warnings=(
            *document.warnings,
            *find_doubts(reading, written.statements, grammar),
            *find_misreadings(reading, grammar),
        ),
        uncompared=document.uncompared,
        order=document.order,
    )
    return Understood(edition, grammar, reading, written)


def _sections(reading: Reading, written: Written, language: str) -> tuple[Section, ...]:
    """The sections of an outline as nouns."""
    opened = reading.outline.sections
    captions = reading.article_captions
    lines, titles = [section.line for section in opened], [_title(section.shape) for section in opened]
    for index, line in captions.items():  # an article's heading is its caption
        lines[index], titles[index] = line, reading.lines[line].text
    key_of = lru_cache(maxsize=len(titles))(partial(to_key, language=language))
    names = name_sections(reading.outline, titles, key_of)
    levels = _levels(reading)
    statement_of = written.of_heading.get
    return tuple(
        [
            Section(
                id=name,
                parent=section.parent,
                number=section.shape.number.strip(),
                heading=title,
                level=level,
                heading_statement=None if line is None else statement_of(line),
            )
            for section, line, title, name, level in zip(opened, lines, titles, names, levels, strict=True)
        ]
    )


def _title(shape: Shape) -> str:
    """A section's heading as printed, without its number."""
    return "" if shape.inline else shape.title


def _levels(reading: Reading) -> list[int]:
    """How deep each section stands in the tree; the root is 0."""
    levels: list[int] = []
    for section in reading.outline.sections:
        levels.append(0 if section.parent is None else levels[section.parent] + 1)
    return levels
