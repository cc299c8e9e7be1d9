"""How alike two keys are: shared character trigrams, rare ones counting more, in whole thousandths.

All sums are integers, so that the result is the same on every machine and in whatever order they are added.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

GRAM = 3  # measured: trigrams beat bigrams and four-grams on people's alignments (argrewrite, jalaw)
_UNIT = 256  # weights are in 256ths of a natural logarithm


def grams(key: str) -> frozenset[str]:
    """The set of character trigrams of a key, case and white space aside; a shorter key is its own single gram.

    >>> sorted(grams("Ab cd"))
    ['abc', 'bcd']
    >>> sorted(grams("条約"))
    ['条約']
    """
    plain = "".join(key.lower().split())
    if len(plain) <= GRAM:
        return frozenset((plain,)) if plain else frozenset()
    return frozenset(map("".join, zip(plain, plain[1:], plain[2:], strict=False)))


def gram_weights(sets: Iterable[frozenset[str]]) -> dict[str, int]:
    """A weight for every gram: the rarer among the statements, the heavier (inverse document frequency).

    >>> weights = gram_weights([frozenset({"条約の", "署名し"}), frozenset({"条約の"})])
    >>> weights["署名し"] > weights["条約の"] > 0
    True
    """
    counts: dict[str, int] = {}
    total = 0
    for one in sets:
        total += 1
        for gram in one:
            counts[gram] = counts.get(gram, 0) + 1
    weight_of = {count: _weight(total, count) for count in set(counts.values())}
    return {gram: weight_of[count] for gram, count in counts.items()}


def _weight(total: int, count: int) -> int:
    return max(1, round(_UNIT * math.log(1 + total / count)))


def weigh(one: frozenset[str], weights: Mapping[str, int]) -> int:
    """The weight of a set of grams; a gram without a weight counts nothing.

    >>> weigh(frozenset({"a", "b"}), {"a": 2, "b": 3})
    5
    """
    return sum(weights.get(gram, 0) for gram in one)


def likeness(shared: int, old: int, new: int) -> int:
    """Dice's coefficient of two weighted sets in thousandths, given the weights of their shared and whole grams.

    >>> likeness(5, 5, 15)
    500
    """
    return 2000 * shared // (old + new) if old + new else 0
