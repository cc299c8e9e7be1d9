"""One understood edition: a tree of sections holding statements in print order."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from wpdiff.model.document import ReadingOrder, Uncompared
from wpdiff.model.source import Anchor, Page, ReadingWarning

NOWHERE = Anchor()


class StatementKind(StrEnum):
    """What a statement is; `sentence` stands in running text, `item` in a list, `note` in a note's body."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ITEM = "item"
    NOTE = "note"
    CAPTION = "caption"
    REFERENCE = "reference"
    ROW = "row"


class DateBasis(StrEnum):
    """What a date reading rests on: its own words, the text before it (同年), or the edition's own year (昨年)."""

    PRINTED = "printed"
    CONTEXT = "context"
    EDITION = "edition"


class DateReading(Struct, frozen=True, kw_only=True, gc=False):
    """What one printed date says: 同年12月 → 2024-12. The span counts code points in the statement's text.

    `says` is ISO with as many parts as are known (2024, 2024-12, 2024-12-03), FY2024 for a fiscal year (年度),
    1990s for a decade; "" when it could not be resolved.
    """

    start: int
    end: int
    says: str
    basis: DateBasis = DateBasis.PRINTED


class NoteMark(Struct, frozen=True, kw_only=True, gc=False):
    """A note's mark inside a statement (条約機構4(CSTO…): its span in the text and the note it names."""

    start: int
    end: int
    number: str


class Target(Struct, frozen=True, kw_only=True, gc=False):
    """Where a reference points: the printed number (2章3項2), its label, and the section of this edition, if found.

    The span of the number counts code points in the statement's text. What is named within the section is `rest`
    (2項3号, a caption's number), and `statement` the index of the statement that begins it, if found.
    """

    number: str
    label: str = ""
    section: int | None = None
    start: int = 0
    end: int = 0
    rest: str = ""
    statement: int | None = None


class Statement(Struct, frozen=True, kw_only=True, gc=False):
    """The unit of comparison. `text` is what was printed and is shown; `key` is its shadow and is only compared.

    `before` is what is printed before it in its block; `block` the block's index in print order; `section` the index
    of the section that holds it. Note marks are in `text` and `marks`, never in `key`.
    """

    kind: StatementKind
    text: str
    key: str
    before: str = ""
    block: int = 0
    section: int = 0
    anchor: Anchor = NOWHERE
    boilerplate: bool = False
    note: str = ""
    cells: tuple[str, ...] = ()
    targets: tuple[Target, ...] = ()
    marks: tuple[NoteMark, ...] = ()
    dates: tuple[DateReading, ...] = ()


class Section(Struct, frozen=True, kw_only=True, gc=False):
    """A numbered or titled unit. Section 0 of every edition is its root: no number, no heading, level 0, parent None.

    `id` is stable while the titles above it are; `heading` is printed without its number; `heading_statement` is the
    index of the statement that prints it (None for the root and for ancestors that no page prints).
    """

    id: str
    parent: int | None
    number: str
    heading: str
    level: int
    heading_statement: int | None = None


class Edition(Struct, frozen=True, kw_only=True):
    """One issue of a series, understood: sections in print order (parents first), statements in print order."""

    series: str
    name: str
    title: str
    language: str
    published: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    profile: str = ""
    warnings: tuple[ReadingWarning, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()
    order: ReadingOrder = ReadingOrder.SINGLE

    def path(self, section: int) -> tuple[str, ...]:
        """The printed headings from the outermost section to this one, numbers included; () for the root."""
        headings: list[str] = []
        index: int | None = section
        while index:
            here = self.sections[index]
            headings.append(printed_heading(here))
            index = here.parent
        return tuple(reversed(headings))

    def paths(self) -> tuple[tuple[str, ...], ...]:
        """The paths of all sections, in their order."""
        paths: list[tuple[str, ...]] = []
        for index, section in enumerate(self.sections):
            above = paths[section.parent] if section.parent else ()
            paths.append((*above, printed_heading(section)) if index else ())
        return tuple(paths)


def printed_heading(section: Section) -> str:
    """A section's heading with its number, as a reader would cite it.

    >>> printed_heading(Section(id="s", parent=0, number="(1)", heading="アジア諸国との関係", level=5))
    '(1)アジア諸国との関係'
    >>> printed_heading(Section(id="s", parent=0, number="第1章", heading="概観", level=2))
    '第1章 概観'
    """
    if not section.number:
        return section.heading
    glue = "" if section.number[-1] in ")）" and section.heading[:1] > "\u3000" else " "
    return f"{section.number}{glue}{section.heading}".rstrip()
