"""The printed numbers of articles, items and headings, as a reader of a table needs them before the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from wpdiff.model.comparison import Change, Comparison, Edit, Op, Side
from wpdiff.model.edition import Edition, StatementKind
from wpdiff.report.columns import side_edits
from wpdiff.report.labels import word

# Readings are kept with the number, in kana and brackets: (ぼうえい)第1章. A single kana is an item's own mark: (ア)
_READINGS = re.compile(r"(?:\([ぁ-ゖァ-ヺー・ ]{2,}\))+")
_OWN = {Side.OLD: Op.DELETE, Side.NEW: Op.INSERT}


@dataclass(frozen=True, slots=True)
class Numbering:
    """What is printed before every statement of both editions, and whether that is before others of its paragraph."""

    old: tuple[tuple[str, bool], ...]
    new: tuple[tuple[str, bool], ...]

    def edits(self, change: Change, side: Side, language: str) -> tuple[Edit, ...]:
        """The words of one side behind their number, marked where the other side's is another.

        Within a paragraph it is the paragraph's number that is told, and that words are left out: ３（略）
        """
        edits = side_edits(change, side)
        if not edits:
            return ()
        number, is_first = self._number(change, side)
        if not number:
            return edits
        if not is_first:
            left_out = word("abridged_beginning", language)
            return (Edit(op=Op.KEEP, text=f"{number.rstrip()}{left_out}"), *edits)
        if not (change.old and change.new):
            return (Edit(op=_OWN[side], text=number), *edits)
        other, _ = self._number(change, Side.OLD if side is Side.NEW else Side.NEW)
        # Notes are numbered through, and every one behind a new one has another number: that is no difference.
        same = change.new[0].kind == StatementKind.NOTE.value or _bare(other) == _bare(number)
        return (Edit(op=Op.KEEP if same else _OWN[side], text=number), *edits)

    def _number(self, change: Change, side: Side) -> tuple[str, bool]:
        at, numbers = (change.at_old, self.old) if side is Side.OLD else (change.at_new, self.new)
        return numbers[at[0]] if at and at[0] < len(numbers) else ("", True)


def numbering_of(comparison: Comparison) -> Numbering:
    """The numbers of all statements."""
    return Numbering(old=tuple(_numbers(comparison.old)), new=tuple(_numbers(comparison.new)))


def _bare(number: str) -> str:
    """A number without what is silent in it: its width, the space behind it."""
    return unicodedata.normalize("NFKC", number).strip()


def _numbers(edition: Edition) -> Iterator[tuple[str, bool]]:
    block, number = -1, ""
    for one in edition.statements:
        is_first = one.block != block
        if is_first:
            block, number = one.block, printed_number(one.before)
        yield number, is_first


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
