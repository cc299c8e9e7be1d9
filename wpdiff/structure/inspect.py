"""The same reading once more, with everything that a reader may have to put right."""

from __future__ import annotations

from collections.abc import Iterator

from wpdiff.model.document import BlockKind, BlockRole, Document
from wpdiff.model.inspection import Inspection
from wpdiff.model.profile import Profile, ProfileChoice
from wpdiff.model.work import Run, in_turn
from wpdiff.structure.build import Understood, understand
from wpdiff.structure.unsure import find_unsure

_ROLES = {
    BlockRole.NAVIGATION: "navigation",
    BlockRole.CONTENTS: "contents",
    BlockRole.HEADER: "header",
    BlockRole.FOOTER: "footer",
}


def inspect_document(document: Document, profile: Profile, choice: ProfileChoice, *, run: Run = in_turn) -> Inspection:
    """The document, understood, with its doubts and why each statement that is set aside was."""
    understood = understand(document, profile, run=run)
    return Inspection(
        edition=understood.edition,
        choice=choice,
        doubts=find_unsure(understood, choice),
        aside=tuple(_aside(document, understood)),
    )


def _aside(document: Document, understood: Understood) -> Iterator[tuple[int, str]]:
    """Every statement that is set aside, with the reason."""
    reading, first = understood.reading, understood.written.of_line
    ends = [*first[1:], len(understood.written.statements)]
    contents = reading.aside.again.union(reading.aside.contents)
    for number in sorted(reading.aside.lines):
        reason = _reason(document, understood, number, contents)
        for statement in range(first[number], ends[number]):
            if understood.written.statements[statement].boilerplate:
                yield statement, reason


def _reason(document: Document, understood: Understood, number: int, contents: frozenset[int]) -> str:
    """Why a line is set aside: its place in the page, a table of contents, its words, or that it comes again."""
    reading, line = understood.reading, understood.reading.lines[number]
    block = document.blocks[line.block]
    if block.role in _ROLES and not (block.role is BlockRole.HEADER and block.kind is BlockKind.HEADING):
        return _ROLES[block.role]
    if number in reading.outline.repeated:
        return "repeated"
    if number in contents or understood.grammar.contents.match(line.text):
        return "contents"
    return "pattern" if understood.grammar.boilerplate.match(line.text) else "running"
