"""The printed numbers of articles, items and headings, as a reader of a table needs them before the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from wpdiff.model.comparison import Change, Comparison, Edit, Op, Side
from wpdiff.model.edition import Edition, StatementKind
from wpdiff.report.columns import side_edits
from wpdiff.report.labels import word

# Readings are kept with the number, in kana and brackets: (ぼうえい)第1章. A single kana is an item's own mark: (ア)
_READINGS = re.compile(r"(?:\([ぁ-ゖァ-ヺー・ ]{2,}\))+")
_OWN = {Side.OLD: Op.DELETE, Side.NEW: Op.INSERT}


class Numbering(Struct, frozen=True):
    """The number of every statement's paragraph in both editions, and what stands between it and the statement.

    That is nothing, "abridged_beginning" for words that did not change (略), or "passed_beginning" for others.
    """

    old: tuple[tuple[str, str], ...]
    new: tuple[tuple[str, str], ...]

    def edits(self, change: Change, side: Side, language: str) -> tuple[Edit, ...]:
        """The words of one side behind their number, marked where the other side's is another.

        Within a paragraph it is the paragraph's number that is told, and that words stand between: ３（略）
        """
        edits = side_edits(change, side)
        if not edits:
            return ()
        number, between = self._number(change, side)
        if not number:
            return edits
        if between:
            return (Edit(op=Op.KEEP, text=number.rstrip() + word(between, language)), *edits)
        if not (change.old and change.new):
            return (Edit(op=_OWN[side], text=number), *edits)
        other, _ = self._number(change, Side.OLD if side is Side.NEW else Side.NEW)
        # Notes are numbered through, and every one behind a new one has another number: that is no difference.
        same = change.new[0].kind == StatementKind.NOTE.value or _bare(other) == _bare(number)
        return (Edit(op=Op.KEEP if same else _OWN[side], text=number), *edits)

    def _number(self, change: Change, side: Side) -> tuple[str, str]:
        at, numbers = (change.at_old, self.old) if side is Side.OLD else (change.at_new, self.new)
        return numbers[at[0]] if at and at[0] < len(numbers) else ("", "")


def numbering_of(comparison: Comparison) -> Numbering:
    """The numbers of all statements."""
    old, new = ({pair[side] for pair in comparison.unchanged} for side in (0, 1))
    return Numbering(old=tuple(_numbers(comparison.old, old)), new=tuple(_numbers(comparison.new, new)))


def _bare(number: str) -> str:
    """A number without what is silent in it: its width, the space behind it."""
    return unicodedata.normalize("NFKC", number).strip()


def _numbers(edition: Edition, unchanged: set[int]) -> Iterator[tuple[str, str]]:
    block, number, between = -1, "", ""
    for at, one in enumerate(edition.statements):
        if one.block != block:
            block, number, between = one.block, printed_number(one.before), ""
        yield number, between
        if between != "passed_beginning":
            between = "abridged_beginning" if at in unchanged else "passed_beginning"


def printed_number(before: str) -> str:
    """The number in what is printed before a statement, with one space behind it if any is printed there.

    >>> printed_number("  2  "), printed_number("（1）"), printed_number("・"), printed_number("(ぼうえい)1 ")
    ('2 ', '（1）', '', '1 ')
    """
    number = _READINGS.sub("", before.strip(), count=1).strip()
    if not any(sign.isalnum() for sign in number):
        return ""
    behind = before[len(before.rstrip()) :]
    space = "\u3000" if "\u3000" in behind else " " if behind else ""
    return " ".join(number.split()) + space
