"""A change in two columns, as a 新旧対照表 has it: old words, new words, and what stands where there are none."""

from __future__ import annotations

from wpdiff.model.comparison import Change, Edit, Op, Side
from wpdiff.report.edits import marked_edits
from wpdiff.report.labels import word
from wpdiff.report.phrases import finding_words, move_words, notices

_OTHER = {Side.OLD: Op.INSERT, Side.NEW: Op.DELETE}


def side_edits(change: Change, side: Side) -> tuple[Edit, ...]:
    """The words of one side with what is not on the other marked; () where the change has none on this side.

    Joined they are the side's text, but for line breaks that stand elsewhere in hard-wrapped text.
    """
    if not (change.old if side is Side.OLD else change.new):
        return ()
    return tuple(edit for edit in marked_edits(change) if edit.op is not _OTHER[side])


def side_text(change: Change, side: Side) -> str:
    """The words of one side, verbatim; "" where the change has none on this side."""
    return "".join(edit.text for edit in change.edits if edit.op is not _OTHER[side])


def empty_words(side: Side, language: str) -> str:
    """What stands in the column that has no words: （新設） in the old one, （削る） in the new one."""
    return word("newly_set" if side is Side.OLD else "struck_out", language)


def remarks(change: Change, language: str) -> tuple[str, ...]:
    """The third column: what happened, and what the marked words do not show."""
    told = [word("list_separator", language).join(finding_words(change, language)), *notices(change, language)]
    if change.move:
        told.append(f"{word('moved_from', language)}: {move_words(change, language)}")
    return tuple(filter(None, told))
