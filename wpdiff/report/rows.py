"""The view as rows of a table, one a change: what spreadsheets and 新旧対照表 hold, in print order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wpdiff.model.comparison import Change, Edit, Side
from wpdiff.report.columns import remarks, side_edits
from wpdiff.report.evidence import evidence_line
from wpdiff.report.labels import muted_word, word
from wpdiff.report.numbering import Numbering, numbering_of
from wpdiff.report.phrases import finding_words
from wpdiff.report.printable import show_controls
from wpdiff.report.view import View

_BELOW = " › "


class Row(Struct, frozen=True, kw_only=True):
    """One change for a table; `remarks` is what the words alone do not show. All texts are safe to show.

    `numbered_old` and `numbered_new` are the words behind the number of their article, item or heading.
    """

    change: Change
    section: str
    old: tuple[Edit, ...]
    new: tuple[Edit, ...]
    numbered_old: tuple[Edit, ...]
    numbered_new: tuple[Edit, ...]
    labels: str
    evidence: str
    remarks: str


def rows(view: View, *, editorial: bool = True, substance: bool = True) -> Iterator[Row]:
    """The changes that are shown; those of what is set aside only where they are asked for."""
    numbering = numbering_of(view.comparison)
    for item in view.items:
        if not item.muted and (editorial if item.is_editorial else substance):
            yield _row(item.change, view.language, numbering)


def _row(change: Change, language: str, numbering: Numbering) -> Row:
    separator = word("list_separator", language)
    path = (change.new or change.old)[0].path
    aside = [muted_word(change.muted, language)] if change.muted else []
    labels = finding_words(change, language)
    told = remarks(change, language)
    return Row(
        change=change,
        section=plain(_BELOW.join(path) or word("root", language)),
        old=_plain_edits(side_edits(change, Side.OLD)),
        new=_plain_edits(side_edits(change, Side.NEW)),
        numbered_old=_plain_edits(numbering.edits(change, Side.OLD, language)),
        numbered_new=_plain_edits(numbering.edits(change, Side.NEW, language)),
        labels=plain(separator.join(labels)),
        evidence=plain(evidence_line(change, language)),
        remarks=plain(separator.join([*aside, *(told[1:] if labels else told)])),  # the labels have a column
    )


def _plain_edits(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    return tuple(Edit(op=edit.op, text=plain(edit.text)) for edit in edits)


def plain(text: str) -> str:
    """Printed text for a table's cell: what would turn or hide it is shown by its number."""
    return show_controls(text, "<{}>".format)


def unwrapped(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits without the line breaks of hard-wrapped text, which a column of its own breaks elsewhere."""
    return tuple(Edit(op=edit.op, text=edit.text.replace("\n", " ")) for edit in edits)


def joined(edits: Sequence[Edit]) -> str:
    """The words of one side."""
    return "".join(edit.text for edit in edits)
