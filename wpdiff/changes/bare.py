"""Bare texts, as if each were the one statement of its edition: two to a Difference, one to its editorial key."""

from __future__ import annotations

from wpdiff.changes.difference import Difference, Placed
from wpdiff.changes.folding import fold_units
from wpdiff.changes.inline import edit_script
from wpdiff.changes.rules.editorial import fold_pointing
from wpdiff.changes.sides import read_sides
from wpdiff.model.comparison import ChangeKind, Edit, Op
from wpdiff.model.edition import Statement, StatementKind
from wpdiff.text.dates import DateContext, read_dates
from wpdiff.text.normalize import to_key


def bare_difference(old: str | None, new: str | None, language: str) -> Difference:
    """The difference between two texts that stand alone; None where there is none on that side.

    >>> bare_difference(None, "両国は条約に署名した。", "ja").kind
    <ChangeKind.ADDED: 'added'>
    """
    alone = ChangeKind.ADDED if new else ChangeKind.REMOVED
    kind = ChangeKind.CHANGED if old and new else alone
    return Difference(
        kind=kind, language=language, old=_placed(old, language), new=_placed(new, language), edits=_edits(old, new)
    )


def editorial_key(text: str, language: str) -> str:
    """What a text says, its spellings, figures and dates folded: equal where two texts differ only editorially.

    >>> editorial_key("８か国が及び腰である。", "ja") == editorial_key("八カ国が及び腰である", "ja")
    True
    """
    silent = to_key(text, language=language)
    sides = read_sides(bare_difference(silent, silent, language))
    return fold_pointing("".join(unit.says for unit in fold_units(sides.new, sides)))


def _placed(text: str | None, language: str) -> tuple[Placed, ...]:
    if not text:
        return ()
    dates, _ = read_dates(text, language=language, context=DateContext())
    key = to_key(text, language=language)
    statement = Statement(kind=StatementKind.SENTENCE, text=text, key=key, dates=dates)
    return (Placed(index=0, statement=statement, path=()),)


def _edits(old: str | None, new: str | None) -> tuple[Edit, ...]:
    if old and old == new:
        return (Edit(op=Op.KEEP, text=old),)
    return edit_script(old or "", new or "")
