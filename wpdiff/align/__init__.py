"""Two editions in, an Alignment out: which statement and which section answers to which; every statement in one pair.

Knows nothing of what a change means.
"""

from __future__ import annotations

from wpdiff.align.side import digest, look_at
from wpdiff.align.statements import link_all
from wpdiff.align.verdict import Verdict, read_alignment
from wpdiff.model.alignment import Alignment
from wpdiff.model.edition import Edition
from wpdiff.model.work import Run, in_turn

__all__ = ["align_editions"]


def align_editions(old: Edition, new: Edition, *, run: Run = in_turn) -> Alignment:
    """Pair every statement and section of two editions.

    The two are put in an order that only their content decides and the result is turned back, so that comparing
    new with old gives exactly the mirrored pairs. `run` says how partners are sought for many statements.
    """
    first, second = look_at(old), look_at(new)
    mirrored = digest(first) > digest(second)
    if mirrored:
        first, second = second, first
    links, sections, candidates = link_all(first, second, run)
    verdict = Verdict(old=first, new=second, links=links, sections=sections, candidates=candidates)
    return read_alignment(verdict, mirrored=mirrored)
