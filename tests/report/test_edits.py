"""What is marked for a reader."""

import pytest

from wpdiff.model.comparison import Change, ChangeKind, Edit, Op, Significance
from wpdiff.report.edits import marked_edits


def change(*edits: tuple[str, str]) -> Change:
    return Change(
        id="c",
        kind=ChangeKind.CHANGED,
        significance=Significance.LOW,
        section="s",
        at_old=(0,),
        at_new=(0,),
        old=(),
        new=(),
        edits=tuple(Edit(op=Op(op), text=text) for op, text in edits),
        findings=(),
        categories=(),
    )


@pytest.mark.parametrize(
    ("edits", "shown"),
    [
        # The line is broken elsewhere, and a word is another.
        (
            [
                ("keep", "the sea"),
                ("delete", "\n"),
                ("insert", " "),
                ("keep", "is "),
                ("delete", "calm"),
                ("insert", "rough"),
            ],
            [("keep", "the sea is "), ("delete", "calm"), ("insert", "rough")],
        ),
        # A word that came with the space before it is marked whole.
        (
            [("keep", "the"), ("insert", " sea"), ("keep", " is")],
            [("keep", "the"), ("insert", " sea"), ("keep", " is")],
        ),
        # A space that came between two words is seen.
        (
            [("keep", "long"), ("insert", " "), ("keep", "range")],
            [("keep", "long"), ("insert", " "), ("keep", "range")],
        ),
    ],
)
def test_a_moved_line_break_is_not_marked(edits: list[tuple[str, str]], shown: list[tuple[str, str]]) -> None:
    assert [(edit.op.value, edit.text) for edit in marked_edits(change(*edits))] == shown
