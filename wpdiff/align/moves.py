"""What left its place: equal statements anywhere, their neighbours, and near statements that nobody else claims."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wpdiff.align.candidates import Candidates, Scale
from wpdiff.align.chain import Link
from wpdiff.align.links import EQUAL, Links
from wpdiff.align.side import Side

MOVED = 500  # thousandths a pair must reach to be taken from anywhere …
CLEAR = 280  # … or 280 where both have no other free partner nearly as like, and much is shared
BY_FAR = 1200  # thousandths of the next best partner's score that a clear pair must reach
WEIGHTY = 40 * 256 * 1000  # likeness times shared weight of a clear pair: some twenty rare trigrams at 400 thousandths
BESIDE = 420  # thousandths a pair must exceed when a neighbour of both moved the same way
TELLING = 6  # characters a key must have to be recognized away from its place: 同左, NA and 0 km are everywhere


def link_equal(old: Side, new: Side, free_old: Iterable[int], free_new: Iterable[int], links: Links) -> None:
    """Link equal keys that are left on both sides equally often, wherever they stand: first with first."""
    places_old, places_new = _places(old, free_old), _places(new, free_new)
    for name, old_places in places_old.items():
        new_places = places_new.get(name, [])
        if len(old_places) == len(new_places):
            for pair in zip(old_places, new_places, strict=True):
                links.add(pair, EQUAL)


def _places(side: Side, free: Iterable[int]) -> dict[tuple[str, str], list[int]]:
    places: dict[tuple[str, str], list[int]] = {}
    for index in free:
        if len(side.keys[index]) >= TELLING:
            places.setdefault((side.families[index], side.keys[index]), []).append(index)
    return places


def beside_free(side: Side, links: Links) -> list[Link]:
    """The links whose old statement stands beside one that nothing answers to, in the old edition's order."""
    answers = links.old_to_new
    free = links.free_old(range(len(side.keys)))
    olds = {old for one in free for old in (one - 1, one + 1) if old in answers}
    return [(old, answers[old]) for old in sorted(olds)]


def link_beside(scale: Scale, pairs: Iterable[Link], links: Links) -> None:
    """From linked statements, walk on to both neighbours as long as these are free and near: displaced blocks."""
    linked_old, linked_new = links.old_to_new, links.new_to_old
    for old, new in pairs:
        for step in (1, -1):
            i, j = old + step, new + step
            if i not in linked_old and j not in linked_new:
                _walk(scale, i, j, step, links)


def _walk(scale: Scale, i: int, j: int, step: int, links: Links) -> None:
    while _is_beside(scale, i, j, links):
        links.add((i, j), scale.score(i, j))
        i, j = i + step, j + step


def _is_beside(scale: Scale, old: int, new: int, links: Links) -> bool:
    inside = 0 <= old < len(scale.old.keys) and 0 <= new < len(scale.new.keys)
    return inside and links.is_free_old(old) and links.is_free_new(new) and scale.score(old, new) > BESIDE


def link_clear(scale: Scale, candidates: Candidates, links: Links) -> list[Link]:
    """Link free candidates anywhere that are less alike but clearly each other's: a requirement said in other words.

    The new links.
    """
    ranked_old: dict[int, list[int]] = {}
    ranked_new: dict[int, list[int]] = {}
    clear: list[tuple[int, int, int]] = []
    for old in links.free_old(candidates):
        for new, score in candidates[old]:
            if new not in links.new_to_old and new not in links.joined_new:
                ranked_old.setdefault(old, []).append(score)
                ranked_new.setdefault(new, []).append(score)
                if score >= CLEAR:
                    clear.append((old, new, score))
    outstanding_old = {old: _outstanding(scores) for old, scores in ranked_old.items()}
    outstanding_new = {new: _outstanding(scores) for new, scores in ranked_new.items()}
    taken: list[Link] = []
    for old, new, score in clear:
        stands_out = score == outstanding_old[old] == outstanding_new[new]
        if stands_out and score * scale.shared(old, new) >= WEIGHTY:
            links.add((old, new), score)
            taken.append((old, new))
    return taken


def _outstanding(scores: list[int]) -> int | None:
    """The score that is the best of those given by far, if one is."""
    if len(scores) == 1:
        return scores[0]
    *_, second, best = sorted(scores)
    return best if 1000 * best >= BY_FAR * second else None


def link_moved(scale: Scale, candidates: Candidates, links: Links, sections: Mapping[int, int]) -> list[Link]:
    """Link free candidates anywhere, the most alike first. The new links.

    Of copies of one sentence, which are equally alike, the one is taken that stayed in its section, and then the one
    whose neighbours stayed: it lost its place alone, where a copy whose neighbours are gone too went with them.
    """
    ranked = sorted(
        (-score, _is_elsewhere(scale, old, new, sections), _uprooted(old, new, links), old, new)
        for old, partners in candidates.items()
        if links.is_free_old(old) and len(scale.old.keys[old]) >= TELLING
        for new, score in partners
        if score >= MOVED and links.is_free_new(new) and len(scale.new.keys[new]) >= TELLING
    )
    taken: list[Link] = []
    for score, _, _, old, new in ranked:
        if links.is_free_old(old) and links.is_free_new(new):
            links.add((old, new), -score)
            taken.append((old, new))
    return taken


def _is_elsewhere(scale: Scale, old: int, new: int, sections: Mapping[int, int]) -> bool:
    """Whether two statements stand in sections that do not answer to each other."""
    return sections.get(scale.old.sections[old]) != scale.new.sections[new]


def _uprooted(old: int, new: int, links: Links) -> int:
    """Of how many of two statements neither neighbour has a partner."""
    without_old = links.is_free_old(old - 1) and links.is_free_old(old + 1)
    without_new = links.is_free_new(new - 1) and links.is_free_new(new + 1)
    return without_old + without_new
