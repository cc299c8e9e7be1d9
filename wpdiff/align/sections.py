"""Which section answers to which: by what they hold, then by their titles, never by their numbers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache

from wpdiff.align.chain import Link
from wpdiff.align.links import Links
from wpdiff.align.side import UNHELD, Side, with_what_is_below
from wpdiff.text.similarity import grams, likeness

HELD_IN_COMMON = 300  # thousandths of two sections' text that must answer to each other
HELD_BY_ONE = (
    600  # … or, of the smaller one, where the other grew round it: an article of two sentences that has eight now
)
TITLE = 300  # what an equal title adds; a like one adds its share
LIKE_TITLE = 500  # thousandths from which two titles are one retitled, where both stand under the same parent
TELLING_TITLE = 5  # characters of a title that make it more than 概要 or 全般, found in every longer one
MANY_TITLES = 10_000  # pairs of retitled siblings beyond which likeness is not tried: it would be quadratic
SHARE = 100  # thousandths of common text that two must have anyhow: a chapter that took in one page is not that page

Sections = dict[int, int]  # old section → new section


def pair_sections(old: Side, new: Side, links: Links) -> Sections:
    """Pair the sections of two editions, given the statements linked so far. Root answers to root."""
    pairs: Sections = {0: 0}
    taken = {0}
    for _, _, a, b in _ranked(old, new, _shared_text(old, new, links)):
        if a not in pairs and b not in taken:
            pairs[a] = b
            taken.add(b)
    _pair_by_title(old, new, pairs, taken)
    return pairs


def _shared_text(old: Side, new: Side, links: Links) -> dict[Link, int]:
    """For pairs of sections, how much of their text (below them too) is linked, in characters weighted by likeness.

    A line that two sections share is shared by every chapter that holds one of them too. Of two that are too unlike in
    size for what they have linked at all, nothing is told.
    """
    own = _own_text(old, new, links)
    reach_old, reach_new = _reach(old, own, 0), _reach(new, own, 1)
    sizes_old, sizes_new, lineages_old, lineages_new = old.sizes, new.sizes, old.lineages, new.lineages
    whole: dict[Link, int] = {}
    for (a, b), weight in own.items():
        above_new = lineages_new[b]
        for above_a in lineages_old[a]:
            size, reach = sizes_old[above_a], reach_old[above_a]
            for above_b in above_new:
                if sizes_new[above_b] > reach:
                    break  # what holds it is larger still
                if size <= reach_new[above_b]:
                    place = (above_a, above_b)
                    whole[place] = whole.get(place, 0) + weight
    return whole


def _own_text(old: Side, new: Side, links: Links) -> dict[Link, int]:
    """The same of what stands directly in the sections."""
    own: dict[Link, int] = {}
    scores, families, keys_old, keys_new = links.scores, old.families, old.keys, new.keys
    sections_old, sections_new = old.sections, new.sections
    for i, j in links.old_to_new.items():
        if families[i] not in UNHELD:
            place = (sections_old[i], sections_new[j])
            own[place] = own.get(place, 0) + (len(keys_old[i]) + len(keys_new[j])) * scores[i]
    return own


def _reach(side: Side, own: Mapping[Link, int], place: int) -> list[int]:
    """How large the counterpart of each section can be, given all of its text that is linked with anything."""
    linked = [0] * len(side.sizes)
    for pair, weight in own.items():
        linked[pair[place]] += weight
    linked = with_what_is_below(linked, side.parents)
    return [weight // SHARE - size for weight, size in zip(linked, side.sizes, strict=True)]


def _ranked(old: Side, new: Side, shared: Mapping[Link, int]) -> list[tuple[int, int, int, int]]:
    """The pairs of sections that hold enough in common, best first; the title and the level settle what is equal.

    Each as the last two of four numbers: what it is ranked by stands before it.
    """
    levels_old, levels_new = [[one.level for one in side.edition.sections] for side in (old, new)]
    sizes_old, sizes_new, titles_old, titles_new = old.sizes, new.sizes, old.titles, new.titles
    ranked: list[tuple[int, int, int, int]] = []
    for (a, b), weight in shared.items():
        old_size, new_size = sizes_old[a], sizes_new[b]
        common = weight // (old_size + new_size or 1)
        if common < SHARE:
            continue
        one, other = titles_old[a], titles_new[b]
        title = _title_likeness(one, other) if one != other else 1000 if one else 0
        if (
            common >= HELD_IN_COMMON
            or title >= LIKE_TITLE
            or weight // (2 * min(old_size, new_size) or 1) >= HELD_BY_ONE
        ):
            ranked.append((-(common + title * TITLE // 1000), abs(levels_old[a] - levels_new[b]), a, b))
    ranked.sort()
    return ranked


@lru_cache(maxsize=1 << 16)  # the same few headings stand under every country, ministry or requirement
def _title_likeness(one: str, other: str) -> int:
    """How alike two titles that differ are, numbers aside, in thousandths."""
    first, second = grams(one), grams(other)
    like = likeness(len(first & second), len(first), len(second))
    return max(like, LIKE_TITLE) if _is_part(*sorted((one, other), key=len)) else like


def _is_part(short: str, long: str) -> bool:
    """Whether a title was widened: （隊員の昇任） → （隊員の昇任、降任及び転任）."""
    core = short.strip("（）()")
    return len(core) >= TELLING_TITLE and core in long


def _pair_by_title(old: Side, new: Side, pairs: Sections, taken: set[int]) -> None:
    """Pair what holds too little in common but stands under paired parents with an equal or a like title."""
    free_new = _children(new, taken)
    for parent, free_old in _children(old, pairs).items():  # parents stand first
        facing = free_new.get(pairs[parent]) if parent in pairs else None
        if facing:
            for a, b in _title_matches(old, new, free_old, facing):
                pairs[a] = b
                taken.add(b)


def _children(side: Side, paired: Collection[int]) -> dict[int, list[int]]:
    """The sections that are not paired, by their parents."""
    children: dict[int, list[int]] = {}
    for index, section in enumerate(side.edition.sections):
        if section.parent is not None and index not in paired:
            children.setdefault(section.parent, []).append(index)
    return children


def _title_matches(old: Side, new: Side, free_old: list[int], free_new: list[int]) -> Iterator[Link]:
    """Pairs with equal titles, first with first; then like titles, the most alike first."""
    by_title: dict[str, list[int]] = {}
    for b in reversed(free_new):
        by_title.setdefault(new.titles[b], []).append(b)
    left_old: list[int] = []
    for a in free_old:
        same = by_title.get(old.titles[a]) if old.titles[a] else None
        if same:
            yield a, same.pop()
        else:
            left_old.append(a)
    left_new = [b for b in free_new if b in by_title.get(new.titles[b], ())]
    yield from _like_titles(old, new, left_old, left_new)


def _like_titles(old: Side, new: Side, left_old: list[int], left_new: list[int]) -> Iterator[Link]:
    if len(left_old) * len(left_new) > MANY_TITLES:
        return
    ranked = sorted(
        (-score, a, b)
        for a in left_old
        for b in left_new
        if (score := _title_likeness(old.titles[a], new.titles[b])) >= LIKE_TITLE
    )
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, a, b in ranked:
        if a not in used_old and b not in used_new:
            used_old.add(a)
            used_new.add(b)
            yield a, b
