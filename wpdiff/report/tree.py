"""The sections as a tree, with counts over everything below each, for those who look for a place first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from wpdiff.model.comparison import Comparison, SectionChange
from wpdiff.model.edition import Edition
from wpdiff.report.sections import SectionView

_DEEPEST, _MOST_AREAS = 3, 60


class Branch(Struct, frozen=True, kw_only=True):
    """A section that holds a change, itself or below. `target` is the first section to read; `heat` in tenths.

    `counts` are its added, removed and otherwise changed statements, all of substance; `ids` the sections from here
    down, `filters` those that something in them passes.
    """

    heading: str
    target: str
    status: str
    moved: bool
    substantive: int
    editorial: int
    statements: int
    counts: tuple[int, int, int]
    ids: tuple[str, ...]
    filters: frozenset[str]
    branches: tuple[Branch, ...]

    @property
    def heat(self) -> int:
        """The share of statements that changed in substance, in tenths, rounded up."""
        return -(-10 * self.substantive // self.statements) if self.statements else 0


class Area(Struct, frozen=True, kw_only=True):
    """A part of the tree that a reader may see alone: its outer branches, and the sections in each."""

    heading: str
    depth: int
    count: int
    ids: tuple[str, ...]


def areas_of(tree: Sequence[Branch]) -> tuple[Area, ...]:
    """The outermost branches and those in them, as many levels as stay a list that one can look through."""
    found: tuple[Area, ...] = ()
    for depth in range(1, _DEEPEST + 1):
        deeper = tuple(_areas(tree, 1, depth))
        if found and len(deeper) > _MOST_AREAS:
            break
        found = deeper
    return found[:_MOST_AREAS] if len(found) > 1 else ()


def _areas(tree: Sequence[Branch], depth: int, deepest: int) -> Iterator[Area]:
    for branch in tree:
        yield Area(heading=branch.heading, depth=depth, count=branch.substantive, ids=branch.ids)
        if depth < deepest:
            yield from _areas(branch.branches, depth + 1, deepest)


def grow(comparison: Comparison, sections: Sequence[SectionView]) -> tuple[Branch, ...]:
    """The whole tree; sections without any change, moved or new ones excepted, are left out."""
    below: dict[str, list[SectionView]] = {}
    parents = parents_of(comparison)
    for section in sections:
        below.setdefault(parents[section.id], []).append(section)
    grown = (_branch(section, below) for section in below.get("", []))
    return tuple(branch for branch in grown if _tells(branch))


def _branch(section: SectionView, below: Mapping[str, Sequence[SectionView]]) -> Branch:
    every = [_branch(one, below) for one in below.get(section.id, ())]
    branches = tuple(branch for branch in every if _tells(branch))
    own = section.substantive + section.editorial
    readable = [section.id] if section.entries else [branch.target for branch in branches if branch.target]
    return Branch(
        heading=section.heading,
        target=readable[0] if readable else "",
        status=section.status,
        moved=section.moved,
        substantive=section.substantive + sum(one.substantive for one in every),
        editorial=section.editorial + sum(one.editorial for one in every),
        statements=own + section.unchanged + sum(one.statements for one in every),
        counts=_summed([_counts(section), *(one.counts for one in every)]),
        ids=(section.id, *(id_ for one in every for id_ in one.ids)),
        filters=frozenset(section.filters).union(*(one.filters for one in every)),
        branches=branches,
    )


def _counts(section: SectionView) -> tuple[int, int, int]:
    kinds = dict(section.kinds)
    added, removed = kinds.get("added", 0), kinds.get("removed", 0)
    return added, removed, section.substantive - added - removed


def _summed(counts: Sequence[tuple[int, int, int]]) -> tuple[int, int, int]:
    added, removed, other = zip(*counts, strict=True)
    return sum(added), sum(removed), sum(other)


def _tells(branch: Branch) -> bool:
    return bool(branch.substantive or branch.editorial or branch.branches or branch.moved or branch.status)


def parents_of(comparison: Comparison) -> dict[str, str]:
    """Each pair of sections with the pair above it; "" for the outermost ones and for the editions' roots."""
    new_pairs = {one.new: one.id for one in comparison.sections if one.new is not None}
    old_pairs = {one.old: one.id for one in comparison.sections if one.old is not None}
    new_above, old_above = _above(comparison.new), _above(comparison.old)
    return {
        one.id: _pair_above(one, new_above, new_pairs)
        if one.new is not None
        else _pair_above(one, old_above, old_pairs)
        for one in comparison.sections
    }


def _above(edition: Edition) -> dict[str, str]:
    """Each section's parent by ids; the root is nobody's parent."""
    return {section.id: edition.sections[section.parent].id if section.parent else "" for section in edition.sections}


def _pair_above(pair: SectionChange, above: Mapping[str, str], pairs: Mapping[str, str]) -> str:
    return pairs.get(above.get(pair.new or pair.old or "", ""), "")
