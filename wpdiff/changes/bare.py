"""Two bare texts in, a Difference out, as if each were the one statement of its edition."""

from __future__ import annotations

from wpdiff.changes.difference import Difference, Placed
from wpdiff.changes.inline import edit_script
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
