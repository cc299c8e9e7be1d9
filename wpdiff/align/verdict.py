"""Reads links as an Alignment: what moved, what was refused, pairs in print order, turned back to old and new."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import repeat
from typing import TypeVar

from msgspec import Struct

from wpdiff.align.candidates import Candidates
from wpdiff.align.chain import Link, heaviest_chain, is_rising
from wpdiff.align.links import EQUAL, Links
from wpdiff.align.refused import NOBODY, Near, Refused
from wpdiff.align.sections import Sections
from wpdiff.align.side import UNHELD, Side
from wpdiff.model.alignment import Alignment, Pair, Rejected, SectionPair
from wpdiff.model.edition import StatementKind

_One = TypeVar("_One")


class Verdict(Struct, frozen=True, kw_only=True):
    """Everything the steps found out, in the order that the contents decided."""

    old: Side
    new: Side
    links: Links
    sections: Sections
    candidates: Candidates


def read_alignment(verdict: Verdict, *, mirrored: bool) -> Alignment:
    """The alignment of old and new; `mirrored` when the verdict's first edition is the new one."""
    moved = moved_sections(verdict)
    pairs = _all_pairs(verdict, moved, mirrored=mirrored)
    sections = _section_pairs(verdict, moved)
    old, new = verdict.old.edition, verdict.new.edition
    if mirrored:
        sections = [SectionPair(old=one.new, new=one.old, moved=one.moved) for one in sections]
        old, new = new, old
    return Alignment(old=old, new=new, pairs=in_print_order(pairs), sections=_sections_in_order(sections))


def _all_pairs(verdict: Verdict, sections: Iterable[Link], *, mirrored: bool) -> list[Pair]:
    """Every statement of both editions in exactly one pair; `sections` are the section pairs that moved."""
    links = verdict.links
    pairs = links.pairs()
    moved = _moved(verdict, pairs) | _moved_headings(verdict, sections)
    alone_old = links.free_old(range(len(verdict.old.keys)))
    alone_new = links.free_new(range(len(verdict.new.keys)))
    alone = [*((i, NOBODY) for i in alone_old), *((NOBODY, j) for j in alone_new)]
    near = [pair for pair in pairs if links.scores[pair[0]] != EQUAL]
    refused = Refused(verdict.candidates, {*alone_new, *(j for _, j in near)})
    told = {pair: _rejected(some, mirrored=mirrored) for pair in (*near, *alone) if (some := refused.told(*pair))}
    olds, news = _sides(pairs, links)
    olds += [(i,) if i != NOBODY else () for i, _ in alone]
    news += [(j,) if j != NOBODY else () for _, j in alone]
    if mirrored:
        olds, news = news, olds
    scores = [links.scores[i] for i, _ in pairs] + [0] * len(alone)
    every = [*pairs, *alone]
    found = zip(olds, news, scores, map(moved.__contains__, every), map(told.get, every, repeat(())), strict=True)
    return [Pair(old=old, new=new, score=score, moved=here, rejected=near) for old, new, score, here, near in found]


def _sides(pairs: Sequence[Link], links: Links) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
    """The old and the new statements of linked pairs, with those that joined them."""
    olds: list[tuple[int, ...]] = [(i,) for i, _ in pairs]
    news: list[tuple[int, ...]] = [(j,) for _, j in pairs]
    for extra, i in links.joined_old.items():
        place = bisect_left(pairs, (i, 0))
        olds[place] = tuple(sorted((extra, *olds[place])))
    for extra, j in links.joined_new.items():
        place = bisect_left(pairs, (links.new_to_old[j], 0))
        news[place] = tuple(sorted((extra, *news[place])))
    return olds, news


def _rejected(near: Sequence[Near], *, mirrored: bool) -> tuple[Rejected, ...]:
    if mirrored:
        near = sorted((least, j, i) for least, i, j in near)
    return tuple([Rejected(old=i, new=j, score=-least) for least, i, j in near])


def _moved(verdict: Verdict, pairs: Sequence[Link]) -> set[Link]:
    """The pairs whose place among their neighbours, or whose section, is another."""
    last: dict[tuple[int, str], int] = {}
    disordered: dict[tuple[int, str], list[Link]] = {}
    outside: list[Link] = []
    streams, old_sections, new_sections = _streams(verdict.old), verdict.old.sections, verdict.new.sections
    for pair in pairs:
        i, j = pair
        stream = streams[i]
        if stream in UNHELD:
            continue
        section = old_sections[i]
        if verdict.sections.get(section) != new_sections[j]:
            outside.append(pair)
        elif j < last.get((section, stream), -1):
            disordered[section, stream] = []
        else:
            last[section, stream] = j
    for pair in pairs if disordered else ():
        place = (old_sections[pair[0]], streams[pair[0]])
        if place in disordered and verdict.sections[place[0]] == new_sections[pair[1]]:
            disordered[place].append(pair)
    moved = {pair for some in disordered.values() for pair in _disordered(verdict, some)}
    return moved | _crossed(verdict, outside, pairs)


def _streams(side: Side) -> list[str]:
    """The family of every statement; a note's sentences have an order of their own."""
    kinds = zip(side.families, side.edition.statements, strict=True)
    return ["note" if one.kind is StatementKind.NOTE and family == "prose" else family for family, one in kinds]


def _disordered(verdict: Verdict, pairs: Sequence[Link]) -> Iterable[Link]:
    """The pairs off the heaviest chain of those given."""
    if is_rising([j for _, j in pairs]):
        return ()
    old, new = verdict.old.weights(), verdict.new.weights()
    kept = set(heaviest_chain(pairs, [old[i] + new[j] for i, j in pairs]))
    return [pair for place, pair in enumerate(pairs) if place not in kept]


def _crossed(verdict: Verdict, outside: Sequence[Link], pairs: Sequence[Link]) -> set[Link]:
    """Pairs between sections that do not answer to each other.

    Where both sections have counterparts, the statement moved. Where one has none, a heading was set or taken away
    around statements that may have stayed: they moved only if they left the order of the whole edition.
    """
    answered = set(verdict.sections.values())
    crossed = {
        (i, j)
        for i, j in outside
        if verdict.old.sections[i] in verdict.sections and verdict.new.sections[j] in answered
    }
    doubtful = set(outside) - crossed
    return crossed | doubtful.intersection(_disordered(verdict, pairs)) if doubtful else crossed


def _moved_headings(verdict: Verdict, moved: Iterable[Link]) -> set[Link]:
    headings = set()
    for a, b in moved:
        i, j = verdict.old.edition.sections[a].heading_statement, verdict.new.edition.sections[b].heading_statement
        if i is not None and verdict.links.old_to_new.get(i) == j and j is not None:
            headings.add((i, j))
    return headings


def moved_sections(verdict: Verdict) -> set[Link]:
    """Section pairs that stand under another parent or in another order among their siblings."""
    old, new = verdict.old.edition.sections, verdict.new.edition.sections
    pairs = sorted(verdict.sections.items())
    families: dict[Link, list[Link]] = {}
    moved: set[Link] = set()
    strayed: set[Link] = set()
    for a, b in pairs[1:]:
        parent, answer = old[a].parent or 0, new[b].parent or 0
        if verdict.sections.get(parent) == answer:
            families.setdefault((parent, answer), []).append((a, b))
        elif parent in verdict.sections:
            moved.add((a, b))
        else:
            strayed.add((a, b))
    for siblings in families.values():
        if not is_rising([b for _, b in siblings]):
            kept = set(heaviest_chain(siblings, [_weight(verdict, a) for a, _ in siblings]))
            moved |= {pair for place, pair in enumerate(siblings) if place not in kept}
    if strayed:
        kept = set(heaviest_chain(pairs, [_weight(verdict, a) for a, _ in pairs]))
        moved |= strayed & {pair for place, pair in enumerate(pairs) if place not in kept}
    return moved


def _weight(verdict: Verdict, section: int) -> int:
    return 1 + len(verdict.old.titles[section])


def _section_pairs(verdict: Verdict, moved: Collection[Link]) -> list[SectionPair]:
    pairs = [SectionPair(old=a, new=b, moved=(a, b) in moved) for a, b in sorted(verdict.sections.items())]
    answered = set(verdict.sections.values())
    pairs += [SectionPair(old=a, new=None) for a in range(len(verdict.old.titles)) if a not in verdict.sections]
    pairs += [SectionPair(old=None, new=b) for b in range(len(verdict.new.titles)) if b not in answered]
    return pairs


def in_print_order(pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """Pairs in the new edition's print order; removed statements where they stood, behind what stood before them."""
    removed = {pair.old[0]: pair for pair in pairs if not pair.new}
    by_new = {pair.new[0]: pair for pair in pairs if pair.new}
    answers = (
        {old: pair.new[-1] for pair in pairs if pair.new and not pair.moved for old in pair.old} if removed else {}
    )
    return _in_place(answers, removed, by_new)


def _sections_in_order(pairs: Sequence[SectionPair]) -> tuple[SectionPair, ...]:
    """Section pairs in the new edition's print order; a section that is gone stands behind the one it followed."""
    answers = {pair.old: pair.new for pair in pairs if pair.old is not None and pair.new is not None}
    removed = {pair.old: pair for pair in pairs if pair.old is not None and pair.new is None}
    by_new = {pair.new: pair for pair in pairs if pair.new is not None}
    return _in_place(answers, removed, by_new)


def _in_place(answers: Mapping[int, int], removed: Mapping[int, _One], by_new: Mapping[int, _One]) -> tuple[_One, ...]:
    """What has a new place by that, and what is removed behind where the one before it in the old edition stands."""
    behind: dict[int, list[_One]] = {}
    place = seen = -1
    for old in sorted(removed):
        stood = next((one for one in range(old - 1, seen, -1) if one in answers), None)
        place, seen = answers[stood] if stood is not None else place, old
        behind.setdefault(place, []).append(removed[old])
    places = sorted(by_new)
    placed = list(map(by_new.__getitem__, places))
    ordered: list[_One] = []
    start = 0
    for place in sorted(behind):
        stop = bisect_right(places, place)
        ordered += placed[start:stop]
        ordered += behind[place]
        start = stop
    return (*ordered, *placed[start:])
