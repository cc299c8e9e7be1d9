"""References that are nothing but numbers: 「参照2節」 answers to what points to the same section, not by its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wpdiff.align.links import Links
from wpdiff.align.side import Side

SCORE = 500  # thousandths: as sure as a retitled heading; the numbers tell nothing, the place and the targets do

Targets = tuple[int | None, ...]


def link_references(old: Side, new: Side, links: Links, sections: Mapping[int, int]) -> None:
    """Within paired sections, link free references that point to paired sections, then the one that is left on each."""
    free_old, free_new = _free(old, links.is_free_old), _free(new, links.is_free_new)
    for a, b in sorted(sections.items()):
        here, there = free_old.get(a, []), free_new.get(b, [])
        if not here or not there:
            continue
        by_targets: dict[Targets, list[int]] = {}
        for j in reversed(there):
            by_targets.setdefault(_targets(new, j), []).append(j)
        for i in list(here):
            pointed = tuple(None if one is None else sections.get(one, -1) for one in _targets(old, i))
            alike = by_targets.get(pointed) if pointed and None not in pointed else None
            if alike:
                j = alike.pop()
                links.add((i, j), SCORE)
                here.remove(i)
                there.remove(j)
        if len(here) == len(there) == 1:
            links.add((here[0], there[0]), SCORE)


def _free(side: Side, is_free: Callable[[int], bool]) -> dict[int, list[int]]:
    """The references of each section that answer to nothing yet."""
    free: dict[int, list[int]] = {}
    for index, family in enumerate(side.families):
        if family == "reference" and is_free(index):
            free.setdefault(side.sections[index], []).append(index)
    return free


def _targets(side: Side, index: int) -> Targets:
    return tuple(target.section for target in side.edition.statements[index].targets)
