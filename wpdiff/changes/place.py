"""Findings about a statement's place alone: it stands elsewhere, or its heading carries another number."""

from __future__ import annotations

from wpdiff.changes.difference import Difference, Placed
from wpdiff.model.comparison import Evidence, Finding, Side, Significance

_SHOWN = 40  # characters of a moved statement that serve as its evidence


def moved_finding(difference: Difference) -> Finding:
    """The words are the same and stand elsewhere: nothing that a reader of the substance would act on."""
    evidence = (
        _words("moved", Side.OLD, difference.old[0], " › ".join(difference.old[0].path)),
        _words("moved", Side.NEW, difference.new[0], " › ".join(difference.new[0].path)),
    )
    return Finding(category="editorial_order", status="done", significance=Significance.EDITORIAL, evidence=evidence)


def renumbered_finding(difference: Difference, old_number: str, new_number: str) -> Finding:
    """A heading carries another number. The number is printed before the heading's text, so no span of it is marked."""
    evidence = tuple(
        Evidence(rule="heading_number", side=side, statement=placed.index, cue="", start=0, end=0, says=number)
        for side, placed, number in (
            (Side.OLD, difference.old[0], old_number),
            (Side.NEW, difference.new[0], new_number),
        )
    )
    return Finding(
        category="editorial_reference", status="done", significance=Significance.EDITORIAL, evidence=evidence
    )


def _words(rule: str, side: Side, placed: Placed, says: str) -> Evidence:
    cue = placed.statement.text[:_SHOWN]
    return Evidence(rule=rule, side=side, statement=placed.index, cue=cue, start=0, end=len(cue), says=says)
