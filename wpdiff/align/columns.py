"""The grams of very many statements in columns of numbers: each distinct text once, each distinct gram a number.

numpy is loaded by those who call this. Sorting is what costs here: numbers of 16 bits, as letters have once they are
numbered by what is used, are sorted digit by digit, several times as fast as longer ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from wpdiff.align.side import ROW_NAME, Side, row_name
from wpdiff.text.similarity import GRAM, gram_weight, plain_key

Column = NDArray[Any]
_DIGIT = (1 << 16) - 1
_HALF = 14  # bits of the second half of a number that is written as two letters
Text = tuple[str, str]  # a family and a key: statements that are equal in both have equal grams


class Texts(Struct, frozen=True):
    """The distinct texts of the free statements of one edition, numbered in the order of their first copies."""

    numbers: dict[Text, int]
    of: Column  # the text of each free statement
    statements: Column  # the statements, text by text, rising within one
    starts: Column  # where a text's statements begin among these
    copies: Column  # how many they are


class Columns(Struct, frozen=True):
    """Both editions' distinct texts, with their grams numbered from 0. Texts of the new edition are numbered on."""

    old: Texts
    new: Texts
    grams: Column  # the grams of each text, text by text
    bounds: Column  # where a text's grams begin; one more for the end of the last
    weights: Column  # by gram
    totals: Column  # the weight of all grams, by text
    counts: Column  # how many new statements hold a gram
    holders: Column  # the new texts that hold it, gram by gram, numbered from 0
    holder_bounds: Column  # where a gram's holders begin; one more for the end of the last
    families: Column  # by text

    def grams_of(self, text: int) -> frozenset[int]:
        """The grams of a text as a set."""
        return frozenset(self.grams[self.bounds[text] : self.bounds[text + 1]].tolist())


def pack(old: Side, new: Side, free_old: Sequence[int], free_new: Sequence[int]) -> Columns:
    """The columns of the free statements of two editions."""
    first, second = _texts(old, free_old), _texts(new, free_new)
    texts = [*first.numbers, *second.numbers]
    owners, letters = _spelled(texts)
    order, grams = _numbered(owners, letters)
    width = int(grams[-1]) + 1 if len(grams) else 0
    by_place = np.full(len(owners), -1)
    by_place[order] = grams
    by_text = by_place[np.argsort(owners, kind="stable")]
    sorted_owners = owners[order]
    newer = sorted_owners >= len(first.numbers)
    copies = np.concatenate((first.copies, second.copies))
    weights = _weights(sums(grams, copies[sorted_owners], width), len(free_old) + len(free_new))
    return Columns(
        old=first,
        new=second,
        grams=by_text[by_text >= 0],
        bounds=_bounds(sorted_owners, len(texts)),
        weights=weights,
        totals=sums(sorted_owners, weights[grams], len(texts)),
        counts=sums(grams[newer], copies[sorted_owners[newer]], width),
        holders=sorted_owners[newer] - len(first.numbers),
        holder_bounds=_bounds(grams[newer], width),
        families=_families(texts),
    )


def _texts(side: Side, free: Sequence[int]) -> Texts:
    numbers: dict[Text, int] = {}
    of = np.array([numbers.setdefault((side.families[i], side.keys[i]), len(numbers)) for i in free], np.int64)
    copies = np.bincount(of, minlength=len(numbers))
    statements = np.array(free, np.int64)[np.argsort(of, kind="stable")]
    return Texts(numbers, of, statements, np.cumsum(copies) - copies, copies)


def _spelled(texts: Sequence[Text]) -> tuple[Column, Column]:
    """Every gram of every text: whose it is, and the numbers of its letters, the last one's first.

    Trigrams stand first, text by text. Behind them is what is none: it has a number behind the last letter's for its
    first one.
    """
    plain = [plain_key(key) for _, key in texts]
    owners = np.repeat(np.arange(len(plain)), np.fromiter(map(len, plain), np.int64, len(plain)))
    letters, count = _letters("".join(plain))
    whole = owners[:-2] == owners[2:]
    owners, grams = owners[:-2][whole], np.stack((letters[2:][whole], letters[1:-1][whole], letters[:-2][whole]))
    others = np.array(list(_other_grams(texts, plain)), np.int64).reshape(-1, 2)
    if not len(others):
        return owners, grams
    more, numbers = others.T
    other_grams = np.stack((numbers & (1 << _HALF) - 1, numbers >> _HALF, np.full(len(more), count)))
    return np.concatenate((owners, more)), np.concatenate((grams, narrow(other_grams)), axis=1)


def _letters(text: str) -> tuple[Column, int]:
    """The letters of a text numbered by what is used, and how many there are."""
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), "<u4")
    used = np.zeros(int(points.max(initial=0)) + 1, bool)
    used[points] = True
    numbers = np.cumsum(used) - 1
    return narrow(numbers)[points], int(numbers[-1]) + 1


def _other_grams(texts: Sequence[Text], plain: Sequence[str]) -> Iterator[tuple[int, int]]:
    """What is no trigram: a key too short to have one, and what a row's first cell counts for."""
    numbers: dict[tuple[str, str], int] = {}
    for owner, ((family, key), letters) in enumerate(zip(texts, plain, strict=True)):
        if 0 < len(letters) < GRAM:
            yield owner, ROW_NAME * numbers.setdefault(("", letters), len(numbers))
        if family == "row" and (name := row_name(key)):
            number = ROW_NAME * numbers.setdefault(("row", name), len(numbers))
            yield from ((owner, number + place) for place in range(ROW_NAME))


def _numbered(owners: Column, letters: Column) -> tuple[Column, Column]:
    """The places of all grams, gram by gram and each once a text, rising; and the numbers of these grams from 0."""
    order = np.lexsort(letters)  # what is equal keeps its order, which is that of the texts
    another = begins(*(row[order] for row in letters))
    fresh = another | begins(owners[order])
    return order[fresh], (np.cumsum(another) - 1)[fresh]


def begins(*columns: Column) -> Column:
    """Where a run begins in which the values of all columns stay equal."""
    first = np.ones(len(columns[0]), bool)
    first[1:] = False
    for column in columns:
        first[1:] |= column[1:] != column[:-1]
    return first


def in_order(*columns: Column) -> Column:
    """The order of rows by columns of whole numbers that are not below nothing, by the first one first.

    Digit by digit of 16 bits each, which is what sorting is quickest with.
    """
    digits: list[Column] = []
    for column in reversed(columns):
        digits.append((column & _DIGIT).astype(np.uint16))
        while (column := column >> 16).any():
            digits.append((column & _DIGIT).astype(np.uint16))
    return np.lexsort(digits)


def narrow(column: Column) -> Column:
    """The same numbers in as few bits as sorting is quickest with, where they fit: these are sorted digit by digit."""
    return column.astype(np.uint16) if int(column.max(initial=0)) < 1 << 16 else column


def _bounds(places: Column, count: int) -> Column:
    return np.concatenate(([0], np.cumsum(np.bincount(places, minlength=count))))


def _weights(held: Column, statements: int) -> Column:
    table = np.zeros(int(held.max(initial=0)) + 1, np.int64)
    for count in np.flatnonzero(np.bincount(held)).tolist() if len(held) else ():
        table[count] = gram_weight(statements, count)
    return table[held]


def _families(texts: Sequence[Text]) -> Column:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(family, len(numbers)) for family, _ in texts], np.int64)


def sums(places: Column, weights: Column, count: int) -> Column:
    """Whole sums by place: floats hold whole numbers up to 2⁵³ exactly, and no text weighs so much."""
    return np.bincount(places, weights, minlength=count).astype(np.int64)
