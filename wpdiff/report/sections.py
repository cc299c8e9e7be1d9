"""Sections in print order, with their changes and their unchanged statements between these."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wpdiff.model.comparison import Change, Comparison, SectionChange, Significance
from wpdiff.model.edition import StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One change as shown: the questions it answers, and where it stands."""

    change: Change
    answers: tuple[str, ...]
    section: str

    @property
    def is_editorial(self) -> bool:
        """Whether it is folded away."""
        return self.change.significance is Significance.EDITORIAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Neighbouring unchanged statements of one section, as printed in the new edition."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """One section with everything in it, in print order."""

    id: str
    heading: str
    path: tuple[str, ...]
    level: int
    status: str
    moved: bool
    entries: tuple[Item | Run, ...]
    substantive: int
    editorial: int
    unchanged: int

    @property
    def has(self) -> str:
        """The reader's questions that something in this section answers, for the filters."""
        return " ".join(sorted({name for entry in self.entries if isinstance(entry, Item) for name in entry.answers}))

    @property
    def heat(self) -> int:
        """The share of the section's statements that changed in substance, in tenths, rounded up."""
        whole = self.substantive + self.editorial + self.unchanged
        return -(-10 * self.substantive // whole) if whole else 0


Paths = Mapping[str, tuple[str, ...]]


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
    entries: dict[str, list[Item | Run]] = {one.id: [] for one in comparison.sections}
    for section, entry in _in_print_order(comparison, items):
        entries[section].append(entry)
    return tuple(_view(comparison, one, paths[one.id], entries[one.id]) for one in comparison.sections)


def _view(
    comparison: Comparison, pair: SectionChange, path: tuple[str, ...], entries: Sequence[Item | Run]
) -> SectionView:
    shown = [entry for entry in entries if isinstance(entry, Item)]
    editorial = sum(item.is_editorial for item in shown)
    status = "added" if pair.old is None else "removed" if pair.new is None else ""
    return SectionView(
        id=pair.id,
        heading=path[-1] if path else "",
        path=path,
        level=len(path),
        status=status,
        moved=pair.moved,
        entries=tuple(_joined(entries)),
        substantive=len(shown) - editorial,
        editorial=editorial,
        unchanged=dict(pair.counts).get("unchanged", 0),
    )


def _joined(entries: Sequence[Item | Run]) -> Iterator[Item | Run]:
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


def _in_print_order(comparison: Comparison, items: Sequence[Item]) -> Iterator[tuple[str, Item | Run]]:
    """Changes and unchanged statements as the new edition prints them; removed ones where they stood."""
    unchanged = sorted((j, i) for i, j in comparison.unchanged)
    by_old = sorted((i, j) for j, i in unchanged)
    old_places = [i for i, _ in by_old]
    pair_of = {one.new: one.id for one in comparison.sections if one.new is not None}
    ids = [section.id for section in comparison.new.sections]
    place = 0
    for item in items:
        until = _stands_before(item.change, old_places, by_old)
        while place < len(unchanged) and unchanged[place][0] < until:
            yield from _run(comparison, unchanged[place][0], pair_of, ids)
            place += 1
        yield item.section, item
    for j, _ in unchanged[place:]:
        yield from _run(comparison, j, pair_of, ids)


def _stands_before(change: Change, old_places: Sequence[int], by_old: Sequence[tuple[int, int]]) -> int:
    """The new statement before which a change stands."""
    if change.at_new:
        return change.at_new[0]
    near = bisect_left(old_places, change.at_old[0]) - 1
    return by_old[near][1] + 1 if near >= 0 else 0


def _run(comparison: Comparison, j: int, pair_of: Mapping[str, str], ids: Sequence[str]) -> Iterator[tuple[str, Run]]:
    statement = comparison.new.statements[j]
    if statement.kind is not StatementKind.HEADING:  # a section's heading stands above it anyway
        yield pair_of[ids[statement.section]], Run(texts=(statement.before.lstrip("\n") + statement.text,))
