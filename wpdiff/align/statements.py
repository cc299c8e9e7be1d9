"""Statement pairs: equal ones in order, near ones between them, then what left its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wpdiff.align.anchors import exact_chain
from wpdiff.align.candidates import Candidates, Gap, Scale, weigh_free
from wpdiff.align.chain import Link, heaviest_chain, is_rising
from wpdiff.align.gaps import align_gaps
from wpdiff.align.groups import attach_rest
from wpdiff.align.links import EQUAL, Links
from wpdiff.align.moves import TELLING, beside_free, link_beside, link_clear, link_equal, link_moved
from wpdiff.align.references import link_references
from wpdiff.align.sections import Sections, pair_sections
from wpdiff.align.side import Side
from wpdiff.model.work import Run
from wpdiff.text.similarity import likeness


def link_in_order(old: Side, new: Side) -> Links:
    """The first pass: equal statements on the main chain, then equal ones that left it."""
    links = Links(exact_chain(old.names, new.names, old.weight))
    link_equal(old, new, links.free_old(range(len(old.keys))), links.free_new(range(len(new.keys))), links)
    return links


def scale_free(old: Side, new: Side, links: Links, run: Run) -> tuple[Scale, Candidates]:
    """The weights of what is still free, and its near candidates."""
    free_old = [i for i in links.free_old(range(len(old.keys))) if old.families[i] != "heading"]
    free_new = [j for j in links.free_new(range(len(new.keys))) if new.families[j] != "heading"]
    return weigh_free(old, new, free_old, free_new, run)


def link_between(scale: Scale, candidates: Candidates, links: Links) -> None:
    """Link near statements in the gaps between the linked ones of the whole editions."""
    old, new = range(len(scale.old.keys)), range(len(scale.new.keys))
    chain = _heaviest(scale.old, links.pairs(), old)
    align_gaps(scale, candidates, _free_gaps(chain, old, new, links), links)


def _free_gaps(chain: Sequence[Link], old: Sequence[int], new: Sequence[int], links: Links) -> Iterator[Gap]:
    """What is free between the links of a chain through two stretches, where both hold something."""
    for old_gap, new_gap in _gaps(chain, old, new):
        free_old = links.free_old(old_gap)
        free_new = links.free_new(new_gap) if free_old else []
        if free_new:
            yield free_old, free_new


def _chain(side: Side, old: Sequence[int], new: Sequence[int], links: Links) -> list[Link]:
    """The heaviest chain of the links between two stretches, by places in them."""
    places = {index: place for place, index in enumerate(new)}
    answers = links.old_to_new
    pairs = [
        (place, places[answers[index]])
        for place, index in enumerate(old)
        if index in answers and answers[index] in places
    ]
    return _heaviest(side, pairs, old)


def _heaviest(side: Side, pairs: list[Link], old: Sequence[int]) -> list[Link]:
    """The heaviest chain of links by places, of which the old ones rise."""
    if is_rising([j for _, j in pairs]):
        return pairs
    weights = side.weights()
    return [pairs[k] for k in heaviest_chain(pairs, [weights[old[i]] for i, _ in pairs])]


def _gaps(chain: Sequence[Link], old: Sequence[int], new: Sequence[int]) -> Iterator[Gap]:
    """What two stretches hold between neighbouring links of a chain, where both hold something."""
    old_start = new_start = 0
    for i, j in (*chain, (len(old), len(new))):
        if old_start < i and new_start < j:
            yield old[old_start:i], new[new_start:j]
        old_start, new_start = i + 1, j + 1


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
    link_between(scale, candidates, links)
    link_displaced(scale, candidates, sections, links)
    found = pair_sections(old, new, links)
    fresh = {a: b for a, b in found.items() if sections.get(a) != b}
    link_inside(scale, candidates, fresh, links)
    link_references(old, new, links, found)
    attach_rest(scale, links)
    link_headings(old, new, links, found)
    return links, found, candidates


def release_strays(old: Side, new: Side, links: Links, sections: Sections) -> None:
    """Take back equal links of short or repeated keys that lead out of a paired section: 同左 is not a move."""
    here, there = old.sections, new.sections
    astray = [(i, j) for i, j in links.old_to_new.items() if sections.get(here[i], there[j]) != there[j]]
    counts = Counter(old.keys) if astray else {}
    for i, j in astray:
        if len(old.keys[i]) < TELLING or counts[old.keys[i]] > 1:
            links.drop((i, j))


def link_inside(scale: Scale, candidates: Candidates, sections: Sections, links: Links) -> None:
    """Within paired sections, link what is equal and free in order, then what is near in the gaps."""
    gaps: list[Gap] = []
    members_old, members_new = scale.old.members, scale.new.members
    for a, b in sorted(sections.items()):
        old, new = members_old[a], members_new[b]
        free_old = links.free_old(old)
        free_new = links.free_new(new) if free_old else []
        if not free_new:
            continue
        for pair in _equal(scale, free_old, free_new):
            links.add(pair, EQUAL)
        gaps += _free_gaps(_chain(scale.old, old, new, links), old, new, links)
    align_gaps(scale, candidates, gaps, links)


def _equal(scale: Scale, old: Sequence[int], new: Sequence[int]) -> list[Link]:
    """The equal statements of two stretches, in order."""
    old_names, new_names = [scale.old.names[i] for i in old], [scale.new.names[j] for j in new]
    if set(old_names).isdisjoint(new_names):
        return []
    chain = exact_chain(old_names, new_names, lambda place: scale.old.weight(old[place]))
    return [(old[i], new[j]) for i, j in chain]


def link_displaced(scale: Scale, candidates: Candidates, sections: Sections, links: Links) -> None:
    """Link what left its place, and what went with it."""
    link_beside(scale, beside_free(scale.old, links), links)
    link_beside(scale, link_moved(scale, candidates, links, sections), links)
    link_beside(scale, link_clear(scale, candidates, links), links)


def link_headings(old: Side, new: Side, links: Links, sections: Sections) -> None:
    """A heading answers to the heading of its section's counterpart, whatever it says now."""
    families = old.families
    for pair in [pair for pair in links.old_to_new.items() if families[pair[0]] == "heading"]:
        links.drop(pair)
    sections_old, sections_new = old.edition.sections, new.edition.sections
    for a, b in sorted(sections.items()):
        first, second = sections_old[a].heading_statement, sections_new[b].heading_statement
        if first is not None and second is not None and links.is_free_old(first) and links.is_free_new(second):
            same = old.keys[first] == new.keys[second]
            links.add((first, second), EQUAL if same else _heading_score(old, new, first, second))


def _heading_score(old: Side, new: Side, i: int, j: int) -> int:
    first, second = old.grams(i), new.grams(j)
    return likeness(len(first & second), len(first), len(second))
