"""Statement pairs: equal ones in order, near ones between them, then what left its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wpdiff.align.anchors import exact_chain
from wpdiff.align.candidates import Candidates, Scale, weigh_free
from wpdiff.align.chain import Link, heaviest_chain
from wpdiff.align.gaps import align_gap
from wpdiff.align.groups import attach_rest
from wpdiff.align.links import Links
from wpdiff.align.moves import TELLING, link_beside, link_clear, link_equal, link_moved
from wpdiff.align.references import link_references
from wpdiff.align.sections import Sections, pair_sections
from wpdiff.align.side import Side
from wpdiff.model.work import Run
from wpdiff.text.similarity import likeness


def link_in_order(old: Side, new: Side) -> Links:
    """The first pass: equal statements on the main chain, then equal ones that left it."""
    links = Links(exact_chain(list(map(old.name, range(len(old.keys)))), list(map(new.name, range(len(new.keys))))))
    link_equal(old, new, links.free_old(range(len(old.keys))), links.free_new(range(len(new.keys))), links)
    return links


def scale_free(old: Side, new: Side, links: Links, run: Run) -> tuple[Scale, Candidates]:
    """The weights of what is still free, and its near candidates."""
    free_old = [i for i in links.free_old(range(len(old.keys))) if old.families[i] != "heading"]
    free_new = [j for j in links.free_new(range(len(new.keys))) if new.families[j] != "heading"]
    return weigh_free(old, new, free_old, free_new, run)


def link_between(scale: Scale, candidates: Candidates, old: Sequence[int], new: Sequence[int], links: Links) -> None:
    """Link near statements in the gaps between the linked ones of two stretches of text."""
    inside = set(new)
    pairs = [(i, links.old_to_new[i]) for i in old if links.old_to_new.get(i) in inside]
    weights = [len(scale.old.keys[i]) + 1 for i, _ in pairs]
    chain = [pairs[k] for k in heaviest_chain(pairs, weights)]
    for old_gap, new_gap in _gaps(chain, old, new):
        align_gap(scale, candidates, links.free_old(old_gap), links.free_new(new_gap), links)


def _gaps(
    chain: Sequence[Link], old: Sequence[int], new: Sequence[int]
) -> Iterator[tuple[Sequence[int], Sequence[int]]]:
    """The statements between neighbouring links of a chain, in two rising stretches."""
    old_place = {index: place for place, index in enumerate(old)}
    new_place = {index: place for place, index in enumerate(new)}
    start_old = start_new = 0
    for i, j in chain:
        yield old[start_old : old_place[i]], new[start_new : new_place[j]]
        start_old, start_new = old_place[i] + 1, new_place[j] + 1
    yield old[start_old:], new[start_new:]


def link_all(old: Side, new: Side, run: Run) -> tuple[Links, Sections, Candidates]:
    """All statement links and section pairs, and the candidates among which the near ones were chosen.

    Sections are paired twice: by their equal statements, so that near ones are sought where they belong, and again by
    everything that was found.
    """
    links = link_in_order(old, new)
    sections = pair_sections(old, new, links)
    release_strays(old, new, links, sections)
    scale, candidates = scale_free(old, new, links, run)
    link_inside(scale, candidates, sections, links)
    link_between(scale, candidates, range(len(old.keys)), range(len(new.keys)), links)
    link_displaced(scale, candidates, links)
    found = pair_sections(old, new, links)
    fresh = {a: b for a, b in found.items() if sections.get(a) != b}
    link_inside(scale, candidates, fresh, links)
    link_references(old, new, links, found)
    attach_rest(scale, links)
    link_headings(old, new, links, found)
    return links, found, candidates


def release_strays(old: Side, new: Side, links: Links, sections: Sections) -> None:
    """Take back equal links of short or repeated keys that lead out of a paired section: 同左 is not a move."""
    counts = Counter(old.keys)
    for i, j in list(links.pairs()):
        astray = sections.get(old.sections[i], new.sections[j]) != new.sections[j]
        if astray and (len(old.keys[i]) < TELLING or counts[old.keys[i]] > 1):
            links.drop((i, j))


def link_inside(scale: Scale, candidates: Candidates, sections: Sections, links: Links) -> None:
    """Within paired sections, link what is equal and free in order, then what is near in the gaps."""
    old_members, new_members = _members(scale.old), _members(scale.new)
    for a, b in sorted(sections.items()):
        old, new = old_members.get(a, []), new_members.get(b, [])
        free_old, free_new = links.free_old(old), links.free_new(new)
        if not free_old or not free_new:
            continue
        equal = exact_chain([scale.old.name(i) for i in free_old], [scale.new.name(j) for j in free_new])
        for i, j in equal:
            links.add((free_old[i], free_new[j]), 1000)
        link_between(scale, candidates, old, new, links)


def _members(side: Side) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for index, section in enumerate(side.sections):
        members.setdefault(section, []).append(index)
    return members


def link_displaced(scale: Scale, candidates: Candidates, links: Links) -> None:
    """Link what left its place, and what went with it."""
    link_beside(scale, list(links.pairs()), links)
    link_beside(scale, link_moved(scale, candidates, links), links)
    link_beside(scale, link_clear(scale, candidates, links), links)


def link_headings(old: Side, new: Side, links: Links, sections: Sections) -> None:
    """A heading answers to the heading of its section's counterpart, whatever it says now."""
    for i, j in list(links.pairs()):
        if old.families[i] == "heading":
            links.drop((i, j))
    for a, b in sorted(sections.items()):
        first, second = old.edition.sections[a].heading_statement, new.edition.sections[b].heading_statement
        if first is not None and second is not None and links.is_free_old(first) and links.is_free_new(second):
            same = old.keys[first] == new.keys[second]
            links.add((first, second), 1000 if same else _heading_score(old, new, first, second))


def _heading_score(old: Side, new: Side, i: int, j: int) -> int:
    first, second = old.grams(i), new.grams(j)
    return likeness(len(first & second), len(first), len(second))
