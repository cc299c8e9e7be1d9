"""Two editions in, an Alignment out: which statement and which section answers to which; every statement in one pair.

Knows nothing of what a change means.
"""

from __future__ import annotations

from wpdiff.align.side import digest, look_at
from wpdiff.align.statements import link_all
from wpdiff.align.told import keep_word, turned
from wpdiff.align.verdict import Verdict, read_alignment
from wpdiff.model.alignment import Alignment
from wpdiff.model.edition import Edition
from wpdiff.model.review import Told
from wpdiff.model.work import Run, in_turn

__all__ = ["align_editions"]


def align_editions(old: Edition, new: Edition, *, run: Run = in_turn, told: Told | None = None) -> Alignment:
    """Pair every statement and section of two editions.

    The two are put in an order that only their content decides and the result is turned back, so that comparing
    new with old gives exactly the mirrored pairs. `run` says how partners are sought for many statements;
    `told` what an analyst says of single pairs, which goes before what they look like.
    """
    first, second = look_at(old), look_at(new)
    mirrored = digest(first) > digest(second)
    if mirrored:
        first, second = second, first
    links, sections, candidates = link_all(first, second, run)
    if told is not None:
        keep_word(first, second, links, turned(told) if mirrored else told)
    verdict = Verdict(old=first, new=second, links=links, sections=sections, candidates=candidates)
    return read_alignment(verdict, mirrored=mirrored)
