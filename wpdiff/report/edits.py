"""A change's edits as they are marked for a reader: a line broken at another word is no mark."""

from __future__ import annotations

from wpdiff.model.comparison import Change, Edit, Op

_LISTED, _BESIDE = 500, 80  # characters of a change in a list; of kept words beside what changed


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


def shortened_edits(change: Change) -> tuple[tuple[Edit, ...], int]:
    """The marked edits for a list, and how many characters are left out at their end.

    Long kept stretches keep what stands beside a change, and a long change ends after its first words.
    """
    every = marked_edits(change)
    edits: list[Edit] = []
    room = _LISTED
    for place, edit in enumerate(every):
        text = _stretch(edit, first=place == 0, last=place == len(every) - 1)
        if len(text) > room:
            edits.append(Edit(op=edit.op, text=text[:room]))
            return tuple(edits), len(text) - room + sum(len(one.text) for one in every[place + 1 :])
        edits.append(Edit(op=edit.op, text=text))
        room -= len(text)
    return tuple(edits), 0


def _stretch(edit: Edit, *, first: bool, last: bool) -> str:
    """A kept stretch without its middle, or without the end that no change stands beside."""
    text = edit.text
    if edit.op is not Op.KEEP or len(text) <= 2 * _BESIDE + 10 or (first and last):
        return text
    head, tail = ("" if first else text[:_BESIDE]), ("" if last else text[-_BESIDE:])
    return f"{head}…{tail}"
