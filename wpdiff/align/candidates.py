"""Near partners anywhere in the other edition: statements that share rare trigrams, best first, in thousandths.

An inverted index (gram → statements) is asked only for grams that few statements hold; grams that many hold are
nearly weightless and would make the step quadratic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from wpdiff.align.side import Side
from wpdiff.model.work import Run
from wpdiff.text.similarity import gram_weights, likeness, weigh

# A gram held by more statements than 60 finds nobody: costs 14 of 2717 links on a real pair. The rarest are asked
# first, commoner ones only where too few of them are found.
HOLDERS = (4, 12, 60)
ENOUGH = 12  # grams that suffice to find a statement's partners …
ENOUGH_OF_ALL = 4  # … where they are a quarter of its own: names alone miss a requirement that was said in other words
SCORED = 8  # partners of an old statement that are scored in full, of those that share most of what is rare
Claim = tuple[int, int]  # the partner, and how alike it is
Partners = Sequence[tuple[int, int]]  # new statements with their scores, in print order
Candidates = Mapping[int, Partners]  # by old statement
Gap = tuple[Sequence[int], Sequence[int]]  # the free old and new statements between two links
Ratings = Sequence[list[int]]  # how alike each old statement of a gap is with each new one
_NOBODY: Claim = (-1, 0)
CLAIM = 700  # thousandths from which each other's best partners claim each other, wherever they stand
MANY = 1_000  # free statements from which loading numpy is paid back
WORTH_KEEPING = 150  # thousandths; below this no step would take the pair, and nobody would ask why it was refused


class Scale(Struct, frozen=True, kw_only=True):
    """The weights of all grams among the statements that are still free, and how to score a pair with them."""

    old: Side
    new: Side
    weights: Mapping[Any, int]
    claims_old: Mapping[int, Claim] = field(default_factory=dict)  # by old statement: the new one that claims it
    claims_new: Mapping[int, Claim] = field(default_factory=dict)
    rate_at_once: Callable[[Sequence[Gap]], Iterable[Ratings]] | None = None
    _old_weights: dict[int, int] = field(default_factory=dict)
    _new_weights: dict[int, int] = field(default_factory=dict)

    def old_weight(self, index: int) -> int:
        """The weight of all grams of an old statement."""
        if index not in self._old_weights:
            self._old_weights[index] = weigh(self.old.grams(index), self.weights)
        return self._old_weights[index]

    def new_weight(self, index: int) -> int:
        """The weight of all grams of a new statement."""
        if index not in self._new_weights:
            self._new_weights[index] = weigh(self.new.grams(index), self.weights)
        return self._new_weights[index]

    def score(self, old: int, new: int) -> int:
        """How alike two statements are, in thousandths; 0 across families and for headings, which follow sections."""
        family = self.old.families[old]
        if family == "heading" or family != self.new.families[new]:
            return 0
        return likeness(self.shared(old, new), self.old_weight(old), self.new_weight(new))

    def rate(self, gaps: Sequence[Gap]) -> Iterable[Ratings]:
        """How alike the statements of gaps are, gap by gap, row by row."""
        if self.rate_at_once is not None:
            return self.rate_at_once(gaps)
        return ([[self.score(i, j) for j in new] for i in old] for old, new in gaps)

    def shared(self, old: int, new: int) -> int:
        """The weight of what two statements share."""
        return weigh(self.old.grams(old) & self.new.grams(new), self.weights)


def weigh_free(
    old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int], run: Run
) -> tuple[Scale, Candidates]:
    """Weigh the grams of the statements that are still free, and find the near pairs among them.

    For every old statement its best partners, with scores. Many are sought at once: the same are found.
    """
    if len(free_old) + len(free_new) >= MANY:
        scale, partners = _at_once(old, new, free_old, free_new)
    else:
        sets = [old.grams(i) for i in free_old] + [new.grams(j) for j in free_new]
        scale = Scale(old=old, new=new, weights=gram_weights(sets))
        partners = run(_index(scale, free_old, free_new).partners, free_old)
    candidates = {one: found for one, found in zip(free_old, partners, strict=True) if found}
    return _with_claims(scale, candidates), candidates


def _at_once(
    old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int]
) -> tuple[Scale, Sequence[Partners]]:
    from wpdiff.align.columns import pack
    from wpdiff.align.packed import Rules, find_partners, rating, spelled, totals

    columns = pack(old, new, free_old, free_new)
    spell_old, spell_new = spelled(columns)
    rules = Rules(
        holders=HOLDERS, enough=ENOUGH, enough_of_all=ENOUGH_OF_ALL, scored=SCORED, worth_keeping=WORTH_KEEPING
    )
    of_old, of_new = totals(columns)
    scale = Scale(
        old=replace(old, spell=spell_old, _grams={}),
        new=replace(new, spell=spell_new, _grams={}),
        weights=columns.weights.tolist(),
        rate_at_once=rating(columns),
        _old_weights=of_old,
        _new_weights=of_new,
    )
    return scale, find_partners(columns, rules)


def _with_claims(scale: Scale, candidates: Candidates) -> Scale:
    """The scale that also knows which statements are each other's best partners, and very like each other."""
    best_old: dict[int, Claim] = {}
    best_new: dict[int, Claim] = {}
    for old, partners in candidates.items():
        for new, score in partners:
            if score >= CLAIM:
                if score > best_old.get(old, _NOBODY)[1]:
                    best_old[old] = new, score
                if score > best_new.get(new, _NOBODY)[1]:
                    best_new[new] = old, score
    claims_old = {old: claim for old, claim in best_old.items() if best_new[claim[0]] == (old, claim[1])}
    claims_new = {new: (old, score) for old, (new, score) in claims_old.items()}
    return replace(scale, claims_old=claims_old, claims_new=claims_new)


class _Index(Struct, frozen=True, kw_only=True):
    """Which new statements hold a gram, and which grams few enough hold to find partners by."""

    scale: Scale
    holders: Mapping[str, Sequence[int]]
    tiers: tuple[frozenset[str], ...]

    def partners(self, old: int) -> Partners:
        """The partners worth keeping of an old statement."""
        return _best(self.scale, old, self._sharing(old))

    def _sharing(self, old: int) -> dict[int, int]:
        """The new statements that share its rare grams, with the weight of those that they share.

        A statement with too few rare grams of its own also asks for the commoner ones.
        """
        own = self.scale.old.grams(old)
        enough = max(ENOUGH, len(own) // ENOUGH_OF_ALL)
        telling = own & self.tiers[0]
        for tier in self.tiers[1:]:
            if len(telling) < enough:
                telling = own & tier
        sums: dict[int, int] = {}
        for gram in telling:
            weight = self.scale.weights[gram]
            for new in self.holders[gram]:
                sums[new] = sums.get(new, 0) + weight
        least = weigh(telling, self.scale.weights) * WORTH_KEEPING // 1000
        return {new: weight for new, weight in sums.items() if weight >= least}


def _index(scale: Scale, free_old: Sequence[int], free_new: Sequence[int]) -> _Index:
    asked = frozenset[str]().union(*map(scale.old.grams, free_old))
    holders: dict[str, list[int]] = {}
    for new in free_new:
        for gram in scale.new.grams(new) & asked:
            holders.setdefault(gram, []).append(new)
    tiers = (frozenset(gram for gram, some in holders.items() if len(some) <= most) for most in HOLDERS)
    return _Index(scale=scale, holders=holders, tiers=tuple(tiers))


def _best(scale: Scale, old: int, partners: Mapping[int, int]) -> Partners:
    """The partners worth keeping: those that share most of what is rare are scored in full."""
    family = scale.old.families[old]
    likely = sorted((-shared, new) for new, shared in partners.items() if scale.new.families[new] == family)
    scored = ((new, scale.score(old, new)) for _, new in likely[:SCORED])
    return sorted(pair for pair in scored if pair[1] >= WORTH_KEEPING)
