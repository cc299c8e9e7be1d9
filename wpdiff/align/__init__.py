"""Two editions in, an Alignment out: which statement and which section answers to which; every statement in one pair.

Knows nothing of what a change means.
"""

from __future__ import annotations

from wpdiff.align.links import EQUAL
from wpdiff.align.side import digest, look_at, numbering
from wpdiff.align.statements import link_all
from wpdiff.align.told import keep_word, turned
from wpdiff.align.verdict import Verdict, read_alignment
from wpdiff.model.alignment import Alignment, Pair, SectionPair
from wpdiff.model.edition import Edition
from wpdiff.model.review import Told
from wpdiff.model.work import Run, in_turn

__all__ = ["align_editions"]

NOTHING = Told()


def align_editions(old: Edition, new: Edition, *, run: Run = in_turn, told: Told = NOTHING) -> Alignment:
    """Pair every statement and section of two editions.

    The two are put in an order that only their content decides and the result is turned back, so that comparing
    new with old gives exactly the mirrored pairs. `run` says how partners are sought for many statements;
    `told` what an analyst says of single pairs, which goes before what they look like.
    """
    if old is new and told == NOTHING:
        return _with_itself(old)
    numbers = numbering()
    first, second = look_at(old, numbers), look_at(new, numbers)
    mirrored = digest(first) > digest(second)
    if mirrored:
        first, second = second, first
    links, sections, candidates = link_all(first, second, run)
    keep_word(first, second, links, turned(told) if mirrored else told)
    verdict = Verdict(old=first, new=second, links=links, sections=sections, candidates=candidates)
    return read_alignment(verdict, mirrored=mirrored)


def _with_itself(edition: Edition) -> Alignment:
    """An edition's every statement and section answers to itself, which is also what would be found."""
    pairs = [Pair(old=(index,), new=(index,), score=EQUAL) for index in range(len(edition.statements))]
    sections = [SectionPair(old=index, new=index) for index in range(len(edition.sections))]
    return Alignment(old=edition, new=edition, pairs=tuple(pairs), sections=tuple(sections))
