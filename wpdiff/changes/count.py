"""How many: changes by kind, category and significance, over the whole comparison and section by section."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from wpdiff.model.alignment import Alignment
from wpdiff.model.comparison import Change, ChangeKind, SectionChange, Significance, Summary
from wpdiff.model.edition import Edition

Counts = tuple[tuple[str, int], ...]


def summarize(old: Edition, new: Edition, changes: Sequence[Change], unchanged: Sequence[tuple[int, int]]) -> Summary:
    """Counts over the whole comparison. Muted changes are not counted; silent pairs are among the unchanged ones."""
    shown = [change for change in changes if not change.muted]
    silent = sum(old.statements[i].text != new.statements[j].text for i, j in unchanged)
    categories = Counter(category for change in shown for category in change.categories)
    return Summary(
        statements=(
            ("old", len(old.statements)),
            ("new", len(new.statements)),
            ("unchanged", len(unchanged)),
            ("silent", silent),
        ),
        kinds=_in_order(Counter(change.kind.value for change in shown), [kind.value for kind in ChangeKind]),
        categories=tuple(sorted(categories.items(), key=lambda one: (-one[1], one[0]))),
        significance=_in_order(
            Counter(change.significance.value for change in shown), [one.value for one in Significance]
        ),
    )


def _in_order(counts: Counter[str], names: Iterable[str]) -> Counts:
    return tuple((name, counts[name]) for name in names)


def count_sections(
    alignment: Alignment, ids: Sequence[str], changes: Iterable[Change], unchanged: Iterable[tuple[int, int]]
) -> tuple[SectionChange, ...]:
    """All section pairs, by their ids in print order, each with the counts of what stands in it and not below it."""
    old, new = alignment.old, alignment.new
    counts = _counts(changes)
    by_section = {pair.new: pair_id for pair, pair_id in zip(alignment.sections, ids, strict=True)}
    for section, count in Counter(new.statements[j].section for _, j in unchanged).items():
        told = counts.setdefault(by_section[section], {})
        told["unchanged"] = told.get("unchanged", 0) + count
    names = [*(kind.value for kind in ChangeKind), "editorial", "unchanged"]
    return tuple(
        SectionChange(
            id=pair_id,
            old=None if pair.old is None else old.sections[pair.old].id,
            new=None if pair.new is None else new.sections[pair.new].id,
            moved=pair.moved,
            counts=tuple((name, told[name]) for name in names if name in told) if told else (),
        )
        for pair, pair_id in zip(alignment.sections, ids, strict=True)
        for told in (counts.get(pair_id, {}),)
    )


def _counts(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    """How many changes of each name a pair of sections has, by its id; those without are left out."""
    counted = Counter(
        (change.section, "editorial" if change.significance is Significance.EDITORIAL else change.kind.value)
        for change in changes
        if not change.muted
    )
    counts: dict[str, dict[str, int]] = {}
    for (pair_id, name), count in counted.items():
        counts.setdefault(pair_id, {})[name] = count
    return counts
