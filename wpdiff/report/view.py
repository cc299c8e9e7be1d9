"""The one arrangement that all formats share: order, answers, highlights, sections and counts, from a Comparison alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wpdiff.model.comparison import Change, ChangeKind, Comparison, Group, Significance
from wpdiff.report.options import RenderOptions
from wpdiff.report.sections import Item, SectionView, section_paths, section_views

ANSWERS = ("new", "gone", "said", "figures")
_STOPS = frozenset(
    """treaty_suspended treaty_withdrawn treaty_ended suspension force_withdrawal commitment_dropped""".split()
)
_FIGURES = frozenset(("figure_updated", "date_updated"))
_EVENTS = frozenset(
    """treaty_signed treaty_ratified treaty_in_force treaty_extended resumption new_actor new_system designation
    deployment exercise arms_transfer sanction meeting incident policy_document commitment_added""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The whole report before it is drawn."""

    comparison: Comparison
    language: str
    options: RenderOptions
    highlights: tuple[Item, ...]
    items: tuple[Item, ...]
    sections: tuple[SectionView, ...]
    answers: tuple[tuple[str, int, tuple[tuple[str, int], ...]], ...]
    editorial_causes: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]

    def count(self, table: str, name: str) -> int:
        """One of the comparison's own counts."""
        return dict(getattr(self.comparison.summary, table)).get(name, 0)


def arrange(comparison: Comparison, options: RenderOptions) -> View:
    """Decide what is shown and in which order."""
    language = options.language or ("ja" if comparison.new.language == "ja" else "en")
    paths = section_paths(comparison)
    items = tuple(
        Item(change=change, answers=answers_of(change), section=change.section)
        for change in comparison.changes
        if _is_shown(change, paths.get(change.section, ()), options)
    )
    loud = [item for item in items if not item.is_editorial]
    by_id = {item.change.id: item for item in items}
    order = [by_id[one] for one in comparison.ranking if one in by_id]
    return View(
        comparison=comparison,
        language=language,
        options=options,
        highlights=tuple(order[: options.top]),
        items=items,
        sections=section_views(comparison, items, paths),
        answers=tuple((name, *_answer(name, loud)) for name in ANSWERS),
        editorial_causes=tuple(
            Counter(name for item in items if item.is_editorial for name in item.change.categories).most_common()
        ),
        groups=comparison.groups,
    )


def answers_of(change: Change) -> tuple[str, ...]:
    """Which of the reader's four questions a change answers; editorial ones answer none."""
    if change.significance is Significance.EDITORIAL:
        return ()
    here = {finding.category for finding in change.findings if not finding.gone}
    gone = any(finding.gone for finding in change.findings)
    found = []
    if change.kind is ChangeKind.ADDED or here & _EVENTS:
        found.append("new")
    if change.kind is ChangeKind.REMOVED or here & _STOPS or (gone and change.kind is not ChangeKind.ADDED):
        found.append("gone")
    if here & _FIGURES:
        found.append("figures")
    if change.old and change.new and (not found or here - _FIGURES - _EVENTS - _STOPS):
        found.append("said")
    return tuple(name for name in ANSWERS if name in found)


def _answer(name: str, loud: Sequence[Item]) -> tuple[int, tuple[tuple[str, int], ...]]:
    mine = [item for item in loud if name in item.answers]
    named = Counter(one for item in mine for one in item.change.categories if not one.startswith("editorial_"))
    rest = named.pop("other_substance", 0)
    told = named.most_common(4)
    if rest and len(told) < 4:
        told.append(("other_substance", rest))
    return len(mine), tuple(told)


def _is_shown(change: Change, path: tuple[str, ...], options: RenderOptions) -> bool:
    if change.muted and not options.boilerplate:
        return False
    if options.minimum is not None and change.significance.rank > options.minimum.rank:
        return False
    names = {change.kind.value, *change.categories, *(finding.category for finding in change.findings)}
    if options.only and not names & set(options.only):
        return False
    return not options.section or options.section in " › ".join(path)
