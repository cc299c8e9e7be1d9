"""Reads links as an Alignment: what moved, what was refused, pairs in print order, turned back to old and new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from wpdiff.align.candidates import Candidates
from wpdiff.align.chain import Link, heaviest_chain
from wpdiff.align.gaps import NEAR
from wpdiff.align.links import Links
from wpdiff.align.sections import Sections
from wpdiff.align.side import Side
from wpdiff.model.alignment import Alignment, Pair, Rejected, SectionPair

REFUSED = 3  # how many refused partners are told for a pair


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
    pairs = _all_pairs(verdict, moved)
    sections = _section_pairs(verdict, moved)
    old, new = verdict.old.edition, verdict.new.edition
    if mirrored:
        pairs = [_turn(pair) for pair in pairs]
        sections = [SectionPair(old=one.new, new=one.old, moved=one.moved) for one in sections]
        old, new = new, old
    return Alignment(old=old, new=new, pairs=in_print_order(pairs), sections=_sections_in_order(sections))


def _turn(pair: Pair) -> Pair:
    rejected = sorted((Rejected(old=r.new, new=r.old, score=r.score) for r in pair.rejected), key=_rejected_order)
    return Pair(old=pair.new, new=pair.old, score=pair.score, moved=pair.moved, rejected=tuple(rejected))


def _rejected_order(one: Rejected) -> tuple[int, int, int]:
    return (-one.score, one.old, one.new)


def _all_pairs(verdict: Verdict, sections: Iterable[Link]) -> list[Pair]:
    """Every statement of both editions in exactly one pair; `sections` are the section pairs that moved."""
    links = verdict.links
    moved = _moved(verdict) | _moved_headings(verdict, sections)
    refused = _refused(verdict.candidates)
    old_members, new_members = _grouped(links.joined_old), _grouped(links.joined_new)
    pairs = [
        Pair(
            old=tuple(sorted([i, *old_members.get(i, ())])),
            new=tuple(sorted([j, *new_members.get(j, ())])),
            score=links.scores[i, j],
            moved=(i, j) in moved,
            rejected=refused.told((i, j), equal=links.scores[i, j] == 1000),
        )
        for i, j in links.pairs()
    ]
    alone_old = links.free_old(range(len(verdict.old.keys)))
    alone_new = links.free_new(range(len(verdict.new.keys)))
    pairs += [Pair(old=(i,), new=(), rejected=refused.told((i, -1))) for i in alone_old]
    pairs += [Pair(old=(), new=(j,), rejected=refused.told((-1, j))) for j in alone_new]
    return pairs


def _grouped(joined: Mapping[int, int]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for extra, to in joined.items():
        members.setdefault(to, []).append(extra)
    return members


class _Refused(Struct, frozen=True):
    """Near candidates by old and by new statement."""

    by_old: Mapping[int, Sequence[Rejected]]
    by_new: Mapping[int, Sequence[Rejected]]

    def told(self, pair: Link, *, equal: bool = False) -> tuple[Rejected, ...]:
        """The nearest partners that a pair refused, best first; an equal pair had none to refuse."""
        if equal:
            return ()
        near = {*self.by_old.get(pair[0], ()), *self.by_new.get(pair[1], ())}
        return tuple(sorted((r for r in near if (r.old, r.new) != pair), key=_rejected_order)[:REFUSED])


def _refused(candidates: Candidates) -> _Refused:
    by_old: dict[int, list[Rejected]] = {}
    by_new: dict[int, list[Rejected]] = {}
    for old, partners in candidates.items():
        for new, score in partners:
            if score > NEAR:
                one = Rejected(old=old, new=new, score=score)
                by_old.setdefault(old, []).append(one)
                by_new.setdefault(new, []).append(one)
    return _Refused(by_old, by_new)


def _moved(verdict: Verdict) -> set[Link]:
    """The pairs whose place among their neighbours, or whose section, is another."""
    inside: dict[tuple[int, str], list[Link]] = {}
    outside: list[Link] = []
    for i, j in verdict.links.pairs():
        family = verdict.old.families[i]
        a, b = verdict.old.sections[i], verdict.new.sections[j]
        if family == "boilerplate" or family == "heading":
            continue
        if verdict.sections.get(a) == b:
            stream = verdict.old.edition.statements[i].kind.value if family == "prose" else family
            inside.setdefault((a, "note" if stream == "note" else family), []).append((i, j))
        else:
            outside.append((i, j))
    moved = {pair for pairs in inside.values() for pair in _disordered(verdict, pairs)}
    return moved | _crossed(verdict, outside)


def _disordered(verdict: Verdict, pairs: Sequence[Link]) -> Iterable[Link]:
    """The pairs off the heaviest chain of those given."""
    if all(before[1] < after[1] for before, after in pairwise(pairs)):
        return ()
    kept = set(heaviest_chain(pairs, [len(verdict.old.keys[i]) + 1 for i, _ in pairs]))
    return [pair for place, pair in enumerate(pairs) if place not in kept]


def _crossed(verdict: Verdict, outside: Sequence[Link]) -> set[Link]:
    """Pairs between sections that do not answer to each other.

    Where both sections have counterparts, the statement moved. Where one has none, a heading was set or taken away
    around statements that may have stayed: they moved only if they left the order of the whole edition.
    """
    if not outside:
        return set()
    answered = set(verdict.sections.values())
    disordered = set(_disordered(verdict, list(verdict.links.pairs())))
    return {
        (i, j)
        for i, j in outside
        if (verdict.old.sections[i] in verdict.sections and verdict.new.sections[j] in answered) or (i, j) in disordered
    }


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
    place_of: dict[int, int] = {}
    for pair in pairs:
        if pair.new and not pair.moved:
            place_of.update(dict.fromkeys(pair.old, max(pair.new)))
    keys: dict[int, tuple[int, int, int]] = {}
    place = -1
    removed = {pair.old[0] for pair in pairs if not pair.new}
    for old in sorted({*place_of, *removed}):
        place = place_of.get(old, place)
        if old in removed:
            keys[old] = (place, 1, old)
    return tuple(sorted(pairs, key=lambda pair: (pair.new[0], 0, 0) if pair.new else keys[pair.old[0]]))


def _sections_in_order(pairs: Sequence[SectionPair]) -> tuple[SectionPair, ...]:
    """Section pairs in the new edition's print order; a section that is gone stands behind the one it followed."""
    answer = {pair.old: pair.new for pair in pairs if pair.old is not None and pair.new is not None}
    keys: dict[int, tuple[int, int, int]] = {}
    place = -1
    for pair in sorted((pair for pair in pairs if pair.old is not None), key=lambda pair: pair.old or 0):
        if pair.old is None:
            continue
        place = answer.get(pair.old, place)
        keys[pair.old] = (place, 1, pair.old)
    return tuple(
        sorted(pairs, key=lambda pair: (pair.new, 0, 0) if pair.new is not None else keys[pair.old if pair.old else 0])
    )
