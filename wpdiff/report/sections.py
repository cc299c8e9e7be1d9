"""Sections in print order, with their changes and their unchanged statements between these."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypedDict

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.model.comparison import Change, ChangeKind, Comparison, SectionChange, Significance
from wpdiff.model.edition import StatementKind
from wpdiff.model.review import Verdict

FOLDS = ("reviewed", "editorial", "muted")  # what is folded at the end of its section, in this order
NO_CUE = "other_substance"  # the category of what came, went or changed without a word that a rule knows


class Item(Struct, frozen=True, kw_only=True):
    """One change as shown: the questions it answers, the filters it passes, and where it stands."""

    change: Change
    answers: tuple[str, ...]
    filters: tuple[str, ...]
    section: str
    muted: str = ""

    @property
    def fold(self) -> str:
        """The name of the fold in which it stands at the end of its section; "" when it is shown in its place."""
        if self.muted:
            return "muted"
        if self.change.significance is Significance.EDITORIAL:
            return "editorial"
        return "reviewed" if self.is_reviewed else ""

    @property
    def is_reviewed(self) -> bool:
        """Whether an analyst has seen it and said so."""
        return self.change.review is not None and self.change.review.verdict is Verdict.REVIEWED

    @property
    def is_editorial(self) -> bool:
        """Whether it is folded away as editorial."""
        return self.fold == "editorial"

    @property
    def is_loud(self) -> bool:
        """Whether it is shown unfolded."""
        return not self.fold

    @property
    def causes(self) -> tuple[str, ...]:
        """Why it is folded: the reason why it was set aside, the analyst's, or its editorial categories."""
        if self.fold == "reviewed" and self.change.review is not None:
            return (self.change.review.reason,)
        return (self.muted,) if self.muted else self.change.categories

    @property
    def is_counted(self) -> bool:
        """Whether it is counted as a change of substance: what is set aside is not, even where it is shown."""
        return self.is_loud and not self.change.muted


class Departure(Struct, frozen=True, kw_only=True):
    """The place that a moved statement left: one line that leads to where it stands now."""

    item: Item


class Run(Struct, frozen=True, kw_only=True):
    """Neighbouring unchanged statements of one section, as printed in the new edition."""

    texts: tuple[str, ...]


class Fold(Struct, frozen=True, kw_only=True):
    """Changes folded at the end of their section, and how often each cause folded one."""

    name: str
    items: tuple[Item, ...]
    causes: tuple[tuple[str, int], ...]


class SectionView(Struct, frozen=True, kw_only=True):
    """One section with everything in it, in print order; `kinds` counts its changes of substance."""

    id: str
    heading: str
    path: tuple[str, ...]
    level: int
    status: str
    moved: bool
    entries: tuple[Entry, ...]
    substantive: int
    editorial: int
    unchanged: int
    kinds: tuple[tuple[str, int], ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """Its changes, the folded ones too."""
        return tuple(entry for entry in self.entries if isinstance(entry, Item))

    @property
    def folds(self) -> tuple[Fold, ...]:
        """What is folded at its end, by name."""
        folds = ((name, tuple(item for item in self.items if item.fold == name)) for name in FOLDS)
        return tuple(Fold(name=name, items=items, causes=_counted(items)) for name, items in folds if items)

    def is_plain(self, item: Item) -> bool:
        """Whether a change tells no more than that its whole section came or went."""
        return item.change.kind.value == self.status and item.change.categories == (NO_CUE,)

    @property
    def filters(self) -> tuple[str, ...]:
        """The filters that something in this section passes."""
        return tuple(sorted({name for item in self.items for name in item.filters}))


class _Counts(TypedDict):
    substantive: int
    kinds: tuple[tuple[str, int], ...]


Entry = Item | Departure | Run
Paths = Mapping[str, tuple[str, ...]]


def _counted(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """Causes with their counts, the most frequent first."""
    return tuple(Counter(cause for item in items for cause in item.causes).most_common())


def section_paths(comparison: Comparison) -> Paths:
    """The printed headings from the outermost section to each pair of sections, as the new edition has them."""
    old_index = {one.id: place for place, one in enumerate(comparison.old.sections)}
    new_index = {one.id: place for place, one in enumerate(comparison.new.sections)}
    paths: dict[str, tuple[str, ...]] = {}
    for one in comparison.sections:
        if one.new is not None:
            paths[one.id] = comparison.new.path(new_index[one.new])
        elif one.old is not None:
            paths[one.id] = comparison.old.path(old_index[one.old])
    return paths


def section_views(comparison: Comparison, items: Sequence[Item], paths: Paths) -> tuple[SectionView, ...]:
    """All sections that hold anything, in print order."""
    entries: dict[str, list[Entry]] = {one.id: [] for one in comparison.sections}
    for section, entry in _in_print_order(comparison, items):
        entries[section].append(entry)
    return tuple(_view(comparison, one, paths[one.id], entries[one.id]) for one in comparison.sections)


def portion_of(section: SectionView, entries: Sequence[Entry]) -> SectionView:
    """A section with some of its entries, counted for these alone; with none of them it has nothing to tell."""
    shown = [entry for entry in entries if isinstance(entry, Item)]
    return replace(
        section,
        status=section.status if entries else "",
        moved=section.moved and bool(entries),
        entries=tuple(entries),
        editorial=sum(item.is_editorial for item in shown),
        unchanged=sum(len(entry.texts) for entry in entries if isinstance(entry, Run)),
        **_counts(shown),
    )


def _view(comparison: Comparison, pair: SectionChange, path: tuple[str, ...], entries: Sequence[Entry]) -> SectionView:
    shown = [entry for entry in entries if isinstance(entry, Item)]
    status = "added" if pair.old is None else "removed" if pair.new is None else ""
    return SectionView(
        id=pair.id,
        heading=path[-1] if path else "",
        path=path,
        level=len(path),
        status=status,
        moved=pair.moved,
        entries=(*_joined(entry for entry in entries if not _is_folded(entry)), *filter(_is_folded, entries)),
        editorial=sum(item.is_editorial for item in shown),
        unchanged=dict(pair.counts).get("unchanged", 0),
        **_counts(shown),
    )


def _counts(items: Sequence[Item]) -> _Counts:
    """The changes of substance among some, in all and by kind."""
    loud = Counter(item.change.kind.value for item in items if item.is_counted)
    kinds = tuple((kind.value, loud[kind.value]) for kind in ChangeKind if loud[kind.value])
    return {"substantive": loud.total(), "kinds": kinds}


def _is_folded(entry: Entry) -> bool:
    """Whether an entry stands folded at the end of its section, so that it parts no run."""
    return isinstance(entry, Item) and not entry.is_loud


def _joined(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Neighbouring runs as one."""
    texts: list[str] = []
    for entry in entries:
        if isinstance(entry, Run):
            texts += entry.texts
            continue
        if texts:
            yield Run(texts=tuple(texts))
            texts = []
        yield entry
    if texts:
        yield Run(texts=tuple(texts))


def _in_print_order(comparison: Comparison, items: Sequence[Item]) -> Iterator[tuple[str, Entry]]:
    """Changes and unchanged statements as the new edition prints them; removed ones where they stood."""
    unchanged = sorted((j, i) for i, j in comparison.unchanged)
    by_old = sorted((i, j) for j, i in unchanged)
    old_places = [i for i, _ in by_old]
    pair_of = {one.new: one.id for one in comparison.sections if one.new is not None}
    ids = [section.id for section in comparison.new.sections]
    place = 0
    for until, section, entry in _placed(comparison, items, old_places, by_old):
        while place < len(unchanged) and unchanged[place][0] < until:
            yield from _run(comparison, unchanged[place][0], pair_of, ids)
            place += 1
        yield section, entry
    for j, _ in unchanged[place:]:
        yield from _run(comparison, j, pair_of, ids)


def _placed(
    comparison: Comparison, items: Sequence[Item], old_places: Sequence[int], by_old: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, str, Entry]]:
    """Changes and the places that moved ones left, each with the new statement before which it stands."""
    pair_of_old = {one.old: one.id for one in comparison.sections if one.old is not None}
    here: list[tuple[int, str, Entry]] = [
        (_stands_before(item.change, old_places, by_old), item.section, item) for item in items
    ]
    left: list[tuple[int, str, Departure]] = [
        (_answered_before(item.change.at_old[0], old_places, by_old), section, Departure(item=item))
        for item in items
        if item.change.move and item.change.at_old and (section := pair_of_old.get(item.change.move.origin))
    ]
    left.sort(key=lambda one: (one[0], one[2].item.change.at_old))
    gone: Sequence[tuple[int, str, Entry]] = left
    yield from heapq.merge(here, gone, key=lambda one: one[0])


def _stands_before(change: Change, old_places: Sequence[int], by_old: Sequence[tuple[int, int]]) -> int:
    """The new statement before which a change stands."""
    if change.at_new:
        return change.at_new[0]
    return _answered_before(change.at_old[0], old_places, by_old)


def _answered_before(i: int, old_places: Sequence[int], by_old: Sequence[tuple[int, int]]) -> int:
    """The new statement that follows the answer to the nearest unchanged old statement before i."""
    near = bisect_left(old_places, i) - 1
    return by_old[near][1] + 1 if near >= 0 else 0


def _run(comparison: Comparison, j: int, pair_of: Mapping[str, str], ids: Sequence[str]) -> Iterator[tuple[str, Run]]:
    statement = comparison.new.statements[j]
    if statement.kind is not StatementKind.HEADING:  # a section's heading stands above it anyway
        yield pair_of[ids[statement.section]], Run(texts=(statement.before.lstrip("\n") + statement.text,))
