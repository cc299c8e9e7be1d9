"""An Inspection arranged for people and for programs: the one order that terminal, HTML and JSON share."""

from __future__ import annotations

from collections import Counter, defaultdict

from msgspec import Struct

from wpdiff.model.edition import DateBasis, Edition, Statement, StatementKind, printed_heading
from wpdiff.model.inspection import Doubt, Inspection
from wpdiff.report.labels_inspection import doubt_codes

_HANG = 15  # characters before a mark that show what a note hangs on
_NEAR = 12  # characters after a date that show where it stands


class DoubtGroup(Struct, frozen=True, kw_only=True):
    """All doubts of one code, in print order."""

    code: str
    doubts: tuple[Doubt, ...]


class Node(Struct, frozen=True, kw_only=True):
    """A section of the outline: its index, depth and printed heading, its own statements and those with all below."""

    section: int
    depth: int
    heading: str
    own: int
    below: int


class NoteView(Struct, frozen=True, kw_only=True):
    """A note: its number, the statements of its body, and for each mark the statement and the words before it."""

    number: str
    section: int
    body: tuple[int, ...]
    marks: tuple[tuple[int, str], ...]


class DateView(Struct, frozen=True, kw_only=True):
    """A date that does not say by its own words what it says: printed words, what follows them, and the reading."""

    statement: int
    printed: str
    near: str
    says: str
    basis: str


class InspectionView(Struct, frozen=True, kw_only=True):
    """Everything that is shown of one edition."""

    inspection: Inspection
    language: str
    groups: tuple[DoubtGroup, ...]
    outline: tuple[Node, ...]
    notes: tuple[NoteView, ...]
    references: tuple[int, ...]
    captions: tuple[int, ...]
    dates: tuple[DateView, ...]
    aside: tuple[tuple[str, tuple[int, ...]], ...]
    kinds: tuple[tuple[str, int], ...]
    coverage: tuple[tuple[str, int], ...]

    @property
    def edition(self) -> Edition:
        """The edition at hand."""
        return self.inspection.edition


def arrange_inspection(inspection: Inspection, language: str = "") -> InspectionView:
    """Decide what is shown of an edition, and in which order."""
    edition = inspection.edition
    statements = edition.statements
    return InspectionView(
        inspection=inspection,
        language=language or ("ja" if edition.language == "ja" else "en"),
        groups=_groups(inspection.doubts),
        outline=_outline(edition),
        notes=_notes(edition),
        references=tuple(place for place, one in enumerate(statements) if one.targets),
        captions=tuple(place for place, one in enumerate(statements) if one.kind is StatementKind.CAPTION),
        dates=_dates(statements),
        aside=_aside(inspection),
        kinds=tuple((kind.value, count) for kind in StatementKind if (count := _count(statements, kind))),
        coverage=tuple(sorted(Counter(one.kind for one in edition.uncompared).items())),
    )


def _count(statements: tuple[Statement, ...], kind: StatementKind) -> int:
    return sum(one.kind is kind for one in statements)


def _groups(doubts: tuple[Doubt, ...]) -> tuple[DoubtGroup, ...]:
    """Doubts of one code together, the codes in the order in which people should look."""
    of_code: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in doubts:
        of_code[doubt.code].append(doubt)
    known = doubt_codes()
    ordered = sorted(of_code, key=lambda code: (known.index(code) if code in known else len(known), code))
    return tuple(DoubtGroup(code=code, doubts=tuple(of_code[code])) for code in ordered)


def _outline(edition: Edition) -> tuple[Node, ...]:
    """The sections in print order with their counts; the root is there when something stands before all headings."""
    own = Counter(one.section for one in edition.statements if not one.boilerplate)
    below = dict(own)
    for index in range(len(edition.sections) - 1, 0, -1):
        parent = edition.sections[index].parent or 0
        below[parent] = below.get(parent, 0) + below.get(index, 0)
    return tuple(
        Node(
            section=index,
            depth=max(0, section.level - 1),
            heading=printed_heading(section),
            own=own[index],
            below=below.get(index, 0) if index else own[0],
        )
        for index, section in enumerate(edition.sections)
        if index or own[0]
    )


def _notes(edition: Edition) -> tuple[NoteView, ...]:
    """Every note once, in print order; a mark belongs to the note of its number in its section, else to the next."""
    bodies: dict[tuple[int, str], list[int]] = defaultdict(list)
    marks: dict[str, list[tuple[int, str]]] = defaultdict(list)
    in_section: dict[tuple[int, str], list[tuple[int, str]]] = defaultdict(list)
    for place, one in enumerate(edition.statements):
        if one.note:
            bodies[one.section, one.note].append(place)
        for mark in one.marks:
            hang = (place, one.text[max(0, mark.start - _HANG) : mark.start])
            marks[mark.number].append(hang)
            in_section[one.section, mark.number].append(hang)
    unique = Counter(number for _, number in bodies)
    return tuple(
        NoteView(
            number=number,
            section=section,
            body=tuple(body),
            marks=tuple(in_section[section, number] or (marks[number] if unique[number] == 1 else [])),
        )
        for (section, number), body in bodies.items()
    )


def _dates(statements: tuple[Statement, ...]) -> tuple[DateView, ...]:
    return tuple(
        DateView(
            statement=place,
            printed=one.text[date.start : date.end],
            near=one.text[date.end : date.end + _NEAR],
            says=date.says,
            basis=date.basis.value,
        )
        for place, one in enumerate(statements)
        for date in one.dates
        if date.basis is not DateBasis.PRINTED
    )


def _aside(inspection: Inspection) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """What is set aside, by reason, most first."""
    of_reason: dict[str, list[int]] = defaultdict(list)
    for statement, reason in inspection.aside:
        of_reason[reason].append(statement)
    return tuple((one, tuple(of_reason[one])) for one in sorted(of_reason, key=lambda one: (-len(of_reason[one]), one)))
