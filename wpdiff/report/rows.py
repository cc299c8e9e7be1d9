"""The view as rows of a table, one a change: what spreadsheets and 新旧対照表 hold, in print order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wpdiff.model.comparison import Change, Edit, Op
from wpdiff.report.edits import marked_edits
from wpdiff.report.evidence import evidence_line
from wpdiff.report.labels import muted_word, word
from wpdiff.report.phrases import finding_words, move_words, notices
from wpdiff.report.printable import show_controls
from wpdiff.report.view import View

_BELOW = " › "


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change for a table; `remarks` is what the words alone do not show. All texts are safe to show."""

    change: Change
    section: str
    old: tuple[Edit, ...]
    new: tuple[Edit, ...]
    labels: str
    evidence: str
    remarks: str

    @property
    def old_text(self) -> str:
        """The old edition's words."""
        return "".join(edit.text for edit in self.old)

    @property
    def new_text(self) -> str:
        """The new edition's words."""
        return "".join(edit.text for edit in self.new)


def rows(view: View, *, editorial: bool = True) -> Iterator[Row]:
    """The changes that are shown; those of what is set aside only where they are asked for."""
    for item in view.items:
        if not item.muted and (editorial or not item.is_editorial):
            yield _row(item.change, view.language)


def _row(change: Change, language: str) -> Row:
    separator = word("list_separator", language)
    edits = [Edit(op=edit.op, text=plain(edit.text)) for edit in marked_edits(change)]
    path = (change.new or change.old)[0].path
    return Row(
        change=change,
        section=plain(_BELOW.join(path) or word("root", language)),
        old=tuple(edit for edit in edits if edit.op is not Op.INSERT),
        new=tuple(edit for edit in edits if edit.op is not Op.DELETE),
        labels=plain(separator.join(finding_words(change, language))),
        evidence=plain(evidence_line(change, language)),
        remarks=plain(separator.join(_remarks(change, language))),
    )


def _remarks(change: Change, language: str) -> Iterator[str]:
    if change.muted:
        yield muted_word(change.muted, language)
    yield from notices(change, language)
    if change.move:
        yield f"{word('moved_from', language)}: {move_words(change, language)}"


def plain(text: str) -> str:
    """Printed text for a table's cell: what would turn or hide it is shown by its number."""
    return show_controls(text, "<{}>".format)
