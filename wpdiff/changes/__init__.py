"""An Alignment in, a Comparison out: every pair that differs is a change with edits, findings and significance.

Knows nothing of how a change is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wpdiff.changes.across import find_groups, name_renames
from wpdiff.changes.count import count_sections, summarize
from wpdiff.changes.describe import Describer
from wpdiff.changes.formulas import find_formulas
from wpdiff.changes.identity import change_ids, section_pair_ids
from wpdiff.changes.names import find_names
from wpdiff.changes.own_rules import OwnRules, read_own_rules
from wpdiff.changes.rank import rank_changes
from wpdiff.changes.reviews import apply_reviews, read_reviews, reviews_of, tell_pairs
from wpdiff.changes.unread import find_unread_changes
from wpdiff.model.alignment import Alignment
from wpdiff.model.comparison import Change, Comparison, NameChange, Significance
from wpdiff.model.review import Review
from wpdiff.model.work import Run, in_turn
from wpdiff.version import __version__

__all__ = ["OwnRules", "find_changes", "find_names", "read_own_rules", "read_reviews", "reviews_of", "tell_pairs"]


def find_changes(
    alignment: Alignment,
    *,
    run: Run = in_turn,
    names: Callable[[], tuple[NameChange, ...]] | None = None,
    rules: OwnRules | None = None,
    reviews: Sequence[Review] = (),
) -> Comparison:
    """Say of every pair whether it changed, how, and how much that matters.

    `run` says how the many differences are read: one after another, or several at once; `names` gives what
    `find_names` finds, where that was begun before; `rules` are a workspace's own words, `reviews` what its analysts
    said of single changes.
    `unchanged` and `changes` together hold every statement of both editions exactly once.
    """
    old, new = alignment.old, alignment.new
    sections = section_pair_ids(alignment)
    describer = Describer.of(alignment, sections, rules)
    pairs = alignment.pairs
    same = [describer.is_unchanged(pair) for pair in pairs]
    different = [pair for pair, kept in zip(pairs, same, strict=True) if not kept]
    ids = change_ids(old, new, different)
    judged = run(describer.judge, different)
    described = tuple(describer.describe(*one) for one in zip(different, ids, judged, strict=True))
    named, renames = name_renames(described, old, new)
    reviewed = apply_reviews(named, reviews, old, new)
    changes = reviewed.changes
    unchanged = tuple((pair.old[0], pair.new[0]) for pair, kept in zip(pairs, same, strict=True) if kept)
    return Comparison(
        old=old,
        new=new,
        sections=count_sections(alignment, sections, changes, unchanged),
        unchanged=unchanged,
        changes=changes,
        summary=summarize(old, new, changes, unchanged),
        groups=(*renames, *find_groups(changes, old, new), *find_formulas(old, new, unchanged)),
        warnings=old.warnings + new.warnings + reviewed.stale,
        generator=f"wpdiff {__version__}",
        ranking=_ranking(changes),
        unread=find_unread_changes(old, new),
        names=find_names(old, new) if names is None else names(),
        labels=() if rules is None else rules.categories,
    )


def _ranking(changes: tuple[Change, ...]) -> tuple[str, ...]:
    return rank_changes([one for one in changes if not one.muted and one.significance is not Significance.EDITORIAL])
