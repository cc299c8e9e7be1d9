"""The search for near partners of very many statements at once: what `candidates` does, over whole columns.

Trigrams are numbers here, three code points in one, so that nothing is looked up twice; sums are of whole numbers, so
that what is found is what `candidates` finds one statement after another. numpy is loaded by those who call this.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wpdiff.align.side import Side, row_names
from wpdiff.text.similarity import GRAM, Weights, gram_weight, plain_key

Column = NDArray[Any]
Ranked = list[tuple[int, int]]  # (negative score, new statement) of the partners worth keeping, best first

_POINT = 21  # bits of a code point
_NAMES = 0x110000 << 2 * _POINT  # names of rows begin behind the last trigram; shorter keys are below nothing
_HASHED = 61  # bits of a row's name
TOGETHER = 1 << 21  # shared grams that are summed at once: what one round may take of memory
CELLS = 1 << 24  # cells of the table that says which old statement of a round holds which gram


@dataclass(frozen=True, slots=True)
class Rules:
    """What bounds the search, as `candidates` says it."""

    holders: tuple[int, ...]
    enough: int
    enough_of_all: int
    scored: int
    worth_keeping: int


def packed_grams(key: str) -> frozenset[int]:
    """The trigrams of a key as numbers, the same for the same trigram.

    >>> len(packed_grams("条約の条約の")), packed_grams("ab") & packed_grams("abc")
    (3, frozenset())
    """
    plain = plain_key(key)
    if len(plain) < GRAM:
        return frozenset((_short(plain),)) if plain else frozenset()
    return frozenset(_trigrams(_points(plain)).tolist())


def packed_names(key: str) -> frozenset[int]:
    """What a row's first cell adds to its trigrams, as numbers."""
    return frozenset(map(_name, row_names(key)))


def _name(name: str) -> int:
    hashed = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return _NAMES + int.from_bytes(hashed, "big") % (1 << _HASHED)


def _short(plain: str) -> int:
    return -1 - sum(ord(letter) << _POINT * place for place, letter in enumerate(plain))


def _points(text: str) -> Column:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4").astype(np.int64)


def _trigrams(points: Column) -> Column:
    return points[:-2] << 2 * _POINT | points[1:-1] << _POINT | points[2:]


@dataclass(frozen=True, slots=True)
class Free:
    """The free statements of one edition: `statements` by row, and every distinct gram of every row, `rows` rising."""

    statements: Column
    rows: Column
    grams: Column


def _spelled(side: Side, free: Sequence[int]) -> tuple[Column, Column]:
    """Every gram of the free statements of an edition, with the row of its statement."""
    plain = [plain_key(side.keys[index]) for index in free]
    rows, grams = _all_trigrams(plain)
    others = [
        (row, gram)
        for row, (index, text) in enumerate(zip(free, plain, strict=True))
        if len(text) < GRAM or side.families[index] == "row"
        for gram in _other_grams(side, index, text)
    ]
    if not others:
        return rows, grams
    more_rows, more_grams = np.array(others, np.int64).T
    return np.concatenate((rows, more_rows)), np.concatenate((grams, more_grams))


def _all_trigrams(plain: Sequence[str]) -> tuple[Column, Column]:
    lengths = np.array([len(text) for text in plain], np.int64)
    owners = np.repeat(np.arange(len(plain)), lengths)
    if len(owners) < GRAM:
        return owners[:0], owners[:0]
    whole = owners[:-2] == owners[2:]
    return owners[:-2][whole], _trigrams(_points("".join(plain)))[whole]


def _other_grams(side: Side, index: int, plain: str) -> Iterator[int]:
    if 0 < len(plain) < GRAM:
        yield _short(plain)
    if side.families[index] == "row":
        yield from packed_names(side.keys[index])


@dataclass(frozen=True, slots=True)
class Columns:
    """Both editions' free statements with grams numbered from 0, their weights, and who of the new ones holds them."""

    old: Free
    new: Free
    weights: Column
    holders: Column  # rows of new statements, gram by gram
    starts: Column  # where a gram's holders begin among them
    counts: Column  # how many hold it
    old_totals: Column
    new_totals: Column
    families: tuple[Column, Column]


def pack(old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int]) -> tuple[Columns, Weights]:
    """The columns of a search, and the weights by gram."""
    (rows, grams), (new_rows, new_grams) = _spelled(old, free_old), _spelled(new, free_new)
    names, numbers = np.unique(np.concatenate((grams, new_grams)), return_inverse=True)
    first = _distinct(free_old, rows, numbers[: len(grams)], len(names))
    second = _distinct(free_new, new_rows, numbers[len(grams) :], len(names))
    counts = np.bincount(second.grams, minlength=len(names))
    held = np.bincount(first.grams, minlength=len(names)) + counts
    table = np.zeros(int(held.max(initial=0)) + 1, np.int64)
    for count in np.unique(held).tolist():
        table[count] = gram_weight(len(free_old) + len(free_new), count)
    weights = table[held]
    columns = Columns(
        old=first,
        new=second,
        weights=weights,
        holders=second.rows[np.argsort(second.grams, kind="stable")],
        starts=np.cumsum(counts) - counts,
        counts=counts,
        old_totals=_sums(first.rows, weights[first.grams], len(free_old)),
        new_totals=_sums(second.rows, weights[second.grams], len(free_new)),
        families=_families(old, new, free_old, free_new),
    )
    return columns, Weights(zip(names.tolist(), weights.tolist(), strict=True))


def _distinct(free: Sequence[int], rows: Column, grams: Column, width: int) -> Free:
    cells = np.sort(rows * width + grams)
    first = np.ones(len(cells), bool)
    first[1:] = cells[1:] != cells[:-1]
    rows, grams = np.divmod(cells[first], max(width, 1))
    return Free(np.array(free, np.int64), rows, grams)


def _families(old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int]) -> tuple[Column, Column]:
    numbers: dict[str, int] = {}
    first, second = (
        [numbers.setdefault(side.families[index], len(numbers)) for index in free]
        for side, free in ((old, free_old), (new, free_new))
    )
    return np.array(first, np.int64), np.array(second, np.int64)


def _sums(places: Column, weights: Column, count: int) -> Column:
    """Whole sums by place: floats hold whole numbers up to 2⁵³ exactly, and no text weighs so much."""
    return np.bincount(places, weights, minlength=count).astype(np.int64)


def totals(columns: Columns) -> tuple[dict[int, int], dict[int, int]]:
    """The weight of all grams of every free statement of either edition."""
    sides = ((columns.old, columns.old_totals), (columns.new, columns.new_totals))
    old, new = (dict(zip(free.statements.tolist(), whole.tolist(), strict=True)) for free, whole in sides)
    return old, new


def rank_partners(columns: Columns, rules: Rules) -> list[Ranked]:
    """For every free old statement its partners worth keeping."""
    telling = _telling(columns, rules)
    rows, grams = columns.old.rows[telling], columns.old.grams[telling]
    least = _sums(rows, columns.weights[grams], len(columns.old.statements)) * rules.worth_keeping // 1000
    ranked: list[Ranked] = [[] for _ in columns.old.statements]
    for start, stop in _rounds(rows, columns.counts[grams]):
        pairs = _likely(columns, rows[start:stop], grams[start:stop], least, rules.scored)
        _rank(columns, *pairs, rules.worth_keeping, ranked)
    return ranked


def _telling(columns: Columns, rules: Rules) -> Column:
    """Which grams of the old statements are asked: rare ones, and commoner ones where too few of them are found."""
    rows, count = columns.old.rows, len(columns.old.statements)
    held = columns.counts[columns.old.grams]
    most = np.full(count, rules.holders[0])
    asked = (held > 0) & (held <= rules.holders[0])
    enough = np.maximum(rules.enough, np.bincount(rows, minlength=count) // rules.enough_of_all)
    for wider in rules.holders[1:]:
        found = np.bincount(rows[asked], minlength=count)
        most[found < enough] = wider
        asked = (held > 0) & (held <= most[rows])
    return asked


def _rounds(rows: Column, held: Column) -> Iterator[tuple[int, int]]:
    """The grams of so many old statements at a time that what they share fits in memory."""
    ends = np.cumsum(held)
    start = 0
    while start < len(rows):
        reach = int(np.searchsorted(ends, (int(ends[start - 1]) if start else 0) + TOGETHER, "right"))
        stop = int(np.searchsorted(rows, rows[min(max(reach, start), len(rows) - 1)], "right"))
        yield start, stop
        start = stop


def _likely(columns: Columns, rows: Column, grams: Column, least: Column, scored: int) -> tuple[Column, Column]:
    """The old and the new rows of pairs that share enough of what is rare, the likeliest of each old row."""
    held = columns.counts[grams]
    which = np.repeat(np.arange(len(rows)), held)
    place = np.arange(len(which)) - np.repeat(np.cumsum(held) - held, held)
    partners = columns.holders[columns.starts[grams][which] + place]
    width = len(columns.new.statements)
    pairs, inverse = np.unique(rows[which] * width + partners, return_inverse=True)
    shared = _sums(inverse, columns.weights[grams][which], len(pairs))
    old, new = pairs // width, pairs % width
    fit = (shared >= least[old]) & (columns.families[0][old] == columns.families[1][new])
    old, new, shared = old[fit], new[fit], shared[fit]
    order = np.lexsort((new, -shared, old))
    old, new = old[order], new[order]
    best = np.arange(len(old)) - np.searchsorted(old, old, "left") < scored
    return old[best], new[best]


def _rank(columns: Columns, old: Column, new: Column, least: int, ranked: list[Ranked]) -> None:
    """Score pairs by all that they share, and keep the worthy, best first."""
    totals = columns.old_totals[old] + columns.new_totals[new]
    scores = 2000 * _shared(columns, old, new) // np.maximum(totals, 1)
    worthy = scores >= least
    old, new, scores = old[worthy], columns.new.statements[new[worthy]], scores[worthy]
    order = np.lexsort((new, -scores, old))
    for row, partner, score in zip(*(column[order].tolist() for column in (old, new, scores)), strict=True):
        ranked[row].append((-score, partner))


def _shared(columns: Columns, old: Column, new: Column) -> Column:
    """The weight of all grams that pairs share; `old` rises."""
    width = len(columns.weights)
    height = max(1, CELLS // max(1, width))
    shared = np.zeros(len(old), np.int64)
    for start in range(0, len(old), 8 * height):
        chosen = slice(start, start + 8 * height)
        rows, table_rows = np.unique(old[chosen], return_inverse=True)
        for low in range(0, len(rows), height):
            inside = (table_rows >= low) & (table_rows < low + height)
            part = np.flatnonzero(inside) + start
            shared[part] = _shared_of(columns, rows[low : low + height], table_rows[inside] - low, new[part])
    return shared


def _shared_of(columns: Columns, rows: Column, table_rows: Column, new: Column) -> Column:
    width = len(columns.weights)
    holds = np.zeros((len(rows), width), bool)
    places, lines = _entries(columns.old, rows)
    holds[lines, columns.old.grams[places]] = True
    places, lines = _entries(columns.new, new)
    grams = columns.new.grams[places]
    both = holds[table_rows[lines], grams]
    return _sums(lines[both], columns.weights[grams[both]], len(new))


def _entries(free: Free, rows: Column) -> tuple[Column, Column]:
    """The places of all grams of some rows, and for each the number of its row among them."""
    starts = np.searchsorted(free.rows, rows, "left")
    counts = np.searchsorted(free.rows, rows, "right") - starts
    lines = np.repeat(np.arange(len(rows)), counts)
    return np.arange(len(lines)) - np.repeat(np.cumsum(counts) - counts - starts, counts), lines
