"""The search for near partners of very many statements at once: what `candidates` does, over whole columns.

Sums are of whole numbers, so that what is found is what `candidates` finds one statement after another. Statements of
one text have the same partners, and are looked for once. numpy is loaded by those who call this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice

import numpy as np
from msgspec import Struct

from wpdiff.align.columns import Column, Columns, Text, Texts, begins, in_order, sums
from wpdiff.align.side import Grams

Partners = list[tuple[int, int]]  # new statements with their scores, in print order
Gap = tuple[Sequence[int], Sequence[int]]  # old and new statements
Ratings = list[list[int]]  # how alike each of a gap's old ones is with each new one
Likely = tuple[Column, Column, Column]  # old and new texts, and the weight of what is rare and shared

TOGETHER = 1 << 19  # shared grams that are summed at once: what one round may take of memory
CELLS = 1 << 22  # cells of the table that says which old text of a round holds which gram


class Rules(Struct, frozen=True):
    """What bounds the search, as `candidates` says it."""

    holders: tuple[int, ...]
    enough: int
    enough_of_all: int
    scored: int
    worth_keeping: int


def spelled(columns: Columns) -> tuple[Callable[[str, str], Grams], Callable[[str, str], Grams]]:
    """How the free texts of either edition are spelled: as sets of numbers."""
    return _spelling(columns, columns.old.numbers, 0), _spelling(columns, columns.new.numbers, len(columns.old.numbers))


def _spelling(columns: Columns, numbers: dict[Text, int], before: int) -> Callable[[str, str], Grams]:
    return lambda family, key: columns.grams_of(before + numbers[family, key])


def totals(columns: Columns) -> tuple[dict[int, int], dict[int, int]]:
    """The weight of all grams of every free statement of either edition."""
    count = len(columns.old.numbers)
    return _by_statement(columns.old, columns.totals[:count]), _by_statement(columns.new, columns.totals[count:])


def _by_statement(texts: Texts, values: Column) -> dict[int, int]:
    return dict(zip(texts.statements.tolist(), np.repeat(values, texts.copies).tolist(), strict=True))


def find_partners(columns: Columns, rules: Rules) -> list[Partners]:
    """For every free old statement its partners worth keeping."""
    owners, grams, counts = _telling(columns, rules)
    count = len(columns.old.numbers)
    least = sums(owners, columns.weights[grams], count) * rules.worth_keeping // 1000
    found: list[Partners] = [[] for _ in range(count)]
    for start, stop in _rounds(owners, counts):
        likely = _likely(columns, owners[start:stop], grams[start:stop], least, rules.scored)
        _rank(columns, likely, rules, found)
    return [found[text] for text in columns.old.of.tolist()]


def _telling(columns: Columns, rules: Rules) -> tuple[Column, Column, Column]:
    """Which grams of the old texts are asked: rare ones, and commoner ones where too few of them are found.

    With the text that asks, and how many texts hold each.
    """
    lengths = np.diff(columns.bounds[: len(columns.old.numbers) + 1])
    owners, grams = np.repeat(np.arange(len(lengths)), lengths), columns.grams[: columns.bounds[len(lengths)]]
    held = columns.counts[grams]
    some = held > 0
    owners, grams, held = owners[some], grams[some], held[some]
    most = np.full(len(lengths), rules.holders[0])
    asked = held <= rules.holders[0]
    enough = np.maximum(rules.enough, lengths // rules.enough_of_all)
    for wider in rules.holders[1:]:
        found = np.bincount(owners[asked], minlength=len(lengths))
        most[found < enough] = wider
        asked = held <= most[owners]
    grams = grams[asked]
    return owners[asked], grams, columns.holder_bounds[grams + 1] - columns.holder_bounds[grams]


def _rounds(owners: Column, held: Column) -> Iterator[tuple[int, int]]:
    """The grams of so many old texts at a time that what they share fits in memory."""
    ends = np.cumsum(held)
    start = 0
    while start < len(owners):
        reach = int(np.searchsorted(ends, (int(ends[start - 1]) if start else 0) + TOGETHER, "right"))
        stop = int(np.searchsorted(owners, owners[min(max(reach, start), len(owners) - 1)], "right"))
        yield start, stop
        start = stop


def _likely(columns: Columns, owners: Column, grams: Column, least: Column, scored: int) -> Likely:
    """The old and the new texts of pairs that share enough of what is rare, the likeliest of each old one; how much."""
    places, lines = _ranges(columns.holder_bounds, grams)
    askers, partners = owners[lines], columns.holders[places]
    order = in_order(askers - owners[0], partners)
    old, new = askers[order], partners[order]
    first = np.flatnonzero(begins(old, new))
    old, new = old[first], new[first]
    shared = np.add.reduceat(columns.weights[grams][lines[order]], first)
    fit = (shared >= least[old]) & (columns.families[old] == columns.families[new + len(columns.old.numbers)])
    old, new, shared = old[fit], new[fit], shared[fit]
    order = in_order(old, shared.max(initial=0) - shared)  # new ones rise already
    return _first((old[order], new[order], shared[order]), scored)


def _first(columns: Likely, most: int) -> Likely:
    """The first few rows of each old text; the old texts rise."""
    old, one, other = columns
    best = np.arange(len(old)) - np.searchsorted(old, old, "left") < most
    return old[best], one[best], other[best]


def _rank(columns: Columns, likely: Likely, rules: Rules, found: list[Partners]) -> None:
    """Score pairs of texts by all that they share, and keep the worthy of their statements."""
    old, new, rare = likely
    scores = _likenesses(columns, old, new + len(columns.old.numbers))
    places, lines = _ranges(np.append(columns.new.starts, len(columns.new.statements)), new)
    old, rare, scores, statements = old[lines], rare[lines], scores[lines], columns.new.statements[places]
    order = in_order(old, rare.max(initial=0) - rare, statements)
    old, scores, statements = _first((old[order], scores[order], statements[order]), rules.scored)
    worthy = scores >= rules.worth_keeping
    old, scores, statements = old[worthy], scores[worthy], statements[worthy]
    order = in_order(old, statements)
    for text, partner, score in zip(*(column[order].tolist() for column in (old, statements, scores)), strict=True):
        found[text].append((partner, score))


def rating(columns: Columns) -> Callable[[Sequence[Gap]], Iterator[Ratings]]:
    """What rates gaps, many at once."""
    old_texts, new_texts = _texts_of(columns.old, 0), _texts_of(columns.new, len(columns.old.numbers))

    def rate(gaps: Sequence[Gap]) -> Iterator[Ratings]:
        cells = [(old_texts.get(i, -1), new_texts.get(j, -1)) for old, new in gaps for i in old for j in new]
        scores = iter(_scores(columns, *np.array(cells).T).tolist())
        for old, new in gaps:
            yield [list(islice(scores, len(new))) for _ in old]

    return rate


def _texts_of(texts: Texts, before: int) -> dict[int, int]:
    numbers = np.repeat(np.arange(before, before + len(texts.copies)), texts.copies)
    return dict(zip(texts.statements.tolist(), numbers.tolist(), strict=True))


def _scores(columns: Columns, old: Column, new: Column) -> Column:
    """How alike texts are, pair by pair; 0 across families and where one is a heading, which has no number here."""
    scores = np.zeros(len(old), np.int64)
    some = np.flatnonzero((old >= 0) & (new >= 0))
    some = some[columns.families[old[some]] == columns.families[new[some]]]
    some = some[np.argsort(old[some], kind="stable")]
    scores[some] = _likenesses(columns, old[some], new[some])
    return scores


def _likenesses(columns: Columns, old: Column, new: Column) -> Column:
    """How alike texts of one family are, pair by pair; the old ones rise."""
    totals: Column = np.maximum(columns.totals[old] + columns.totals[new], 1)
    return 2000 * shared_weights(columns, old, new) // totals


def shared_weights(columns: Columns, one: Column, other: Column) -> Column:
    """The weight of all grams that pairs of texts share; the first ones rise."""
    width = max(1, len(columns.weights))
    first = begins(one)
    rows, lines = one[first], np.cumsum(first) - 1
    height = min(max(1, CELLS // width), len(rows))
    holds = np.zeros(height * width, bool)
    shared = np.zeros(len(one), np.int64)
    for low in range(0, len(rows), max(1, height)):
        start, stop = np.searchsorted(lines, (low, low + height))
        held = _cells(columns, rows[low : low + height], width)
        holds[held] = True
        shared[start:stop] = _shared_of(columns, holds, (lines[start:stop] - low) * width, other[start:stop])
        holds[held] = False
    return shared


def _cells(columns: Columns, rows: Column, width: int) -> Column:
    places, lines = _ranges(columns.bounds, rows)
    return lines * width + columns.grams[places]


def _shared_of(columns: Columns, holds: Column, rows: Column, other: Column) -> Column:
    """What texts weigh of which the table holds each gram in the row that is asked."""
    places, lines = _ranges(columns.bounds, other)
    grams = columns.grams[places]
    both = np.flatnonzero(holds[rows[lines] + grams])
    return sums(lines[both], columns.weights[grams[both]], len(other))


def _ranges(bounds: Column, which: Column) -> tuple[Column, Column]:
    """The places from one bound to the next of each that is asked, and for each place the number of who asked."""
    starts = bounds[which]
    counts = bounds[which + 1] - starts
    lines = np.repeat(np.arange(len(which)), counts)
    return np.arange(len(lines)) + np.repeat(starts - np.cumsum(counts) + counts, counts), lines
