"""A change's edits as they are marked for a reader: a line broken at another word is no mark."""

from __future__ import annotations

from wpdiff.model.comparison import Change, Edit, Op


def marked_edits(change: Change) -> tuple[Edit, ...]:
    """The edits of a change; where white space took the place of white space, it is kept as the new edition has it.

    In hard-wrapped text every longer sentence is broken elsewhere: [-⏎-]{+ +} would mark what nobody sees.
    """
    edits: list[Edit] = []
    for edit in change.edits:
        before = edits[-1] if edits else None
        if before is not None and _is_rebroken(before, edit):
            edits.pop()
            edit = Edit(op=Op.KEEP, text=edit.text)
        if edit.op is Op.KEEP and edits and edits[-1].op is Op.KEEP:
            edit = Edit(op=Op.KEEP, text=edits.pop().text + edit.text)
        edits.append(edit)
    return tuple(edits)


def _is_rebroken(deleted: Edit, inserted: Edit) -> bool:
    """Whether white space stands for white space."""
    return (deleted.op, inserted.op) == (Op.DELETE, Op.INSERT) and deleted.text.isspace() and inserted.text.isspace()
