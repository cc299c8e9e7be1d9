"""What alignment looks at in an edition: keys, families, sections and gram sets of its statements, and nothing else."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from operator import methodcaller
from typing import Any
from zlib import crc32

from msgspec import Struct, field

from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.text.normalize import to_key
from wpdiff.text.similarity import grams

Grams = frozenset[Any]
Numbers = Mapping[str, Mapping[str, int]]  # by family and key; what has none yet is given the next one
Spelling = Callable[[str, str], Grams]  # of a family and a key
_BELOW = 48  # bits: a checksum has 32, and 65,536 of them take 16 more
ROW_NAME = 6  # grams that an equal first cell is worth: as many as a short cell beside it has
UNHELD = ("heading", "boilerplate")  # families whose text is not what a section is known by
_FAMILIES = {
    StatementKind.HEADING: "heading",
    StatementKind.CAPTION: "caption",
    StatementKind.REFERENCE: "reference",
    StatementKind.ROW: "row",
}


class Side(Struct, frozen=True, kw_only=True):
    """One edition as the aligner sees it; tuples are indexed by statement, in print order (`titles` by section).

    `names` are numbers, of which two statements of either edition share one if they are equal in family and key.
    Statements answer only to statements of their own `families`: a heading never pairs with a sentence. A note's
    sentences are prose like the body's: what was a note last year may stand in the text now. By section: `members` are
    its own statements, `lineages` itself and those that hold it, from the inside, the root aside, `sizes` how many
    characters it holds, below it too. `spell` says what grams a text has, and what they are written as; both sides of
    a search must write them alike.
    """

    keys: tuple[str, ...]
    names: tuple[int, ...]
    families: tuple[str, ...]
    sections: tuple[int, ...]
    titles: tuple[str, ...]
    edition: Edition
    parents: tuple[int, ...]
    lineages: tuple[tuple[int, ...], ...]
    members: tuple[Sequence[int], ...]
    sizes: tuple[int, ...]
    spell: Spelling = field(default_factory=lambda: spell)
    _grams: dict[int, Grams] = field(default_factory=dict)
    _weights: list[int] = field(default_factory=list)

    def weight(self, index: int) -> int:
        """What a statement weighs in a chain."""
        return self.weights()[index]

    def weights(self) -> Sequence[int]:
        """What every statement weighs in a chain: one long sentence more than a few words.

        Of equally long ones the words themselves decide, so that it is the same one whichever edition is looked at
        first: a checksum below the length, which a chain of 65,536 links does not lift to a letter.
        """
        if not self._weights:
            checksums = map(crc32, map(methodcaller("encode", "utf-8", "replace"), self.keys))
            stated = zip(self.keys, checksums, strict=True)
            self._weights.extend([(len(key) + 1 << _BELOW) | checksum for key, checksum in stated])
        return self._weights

    def grams(self, index: int) -> Grams:
        """The grams of one statement, worked out when first asked for."""
        found = self._grams.get(index)
        if found is None:
            found = self._grams[index] = self.spell(self.families[index], self.keys[index])
        return found


def spell(family: str, key: str) -> frozenset[str]:
    """The trigrams of a key; a table row has its name for more of them.

    >>> len(spell("prose", "条約の署名")), len(spell("row", "条約の署名"))
    (3, 9)
    """
    if family != "row" or not (name := row_name(key)):
        return grams(key)
    return grams(key) | {f"\x00{name}\x00{place}" for place in range(ROW_NAME)}


def row_name(key: str) -> str:
    """What a table row is about: its figures change every year, its first cell does not. "" where it is a figure too.

    >>> row_name("艦艇"), row_name("1,200")
    ('艦艇', '')
    """
    first = key.split("\t", 1)[0].strip()
    return first if first.strip("0123456789.,%- ") else ""


def numbering() -> Numbers:
    """The names that are given so far: none."""
    following = count()
    return defaultdict(lambda: defaultdict(following.__next__))


def look_at(edition: Edition, numbers: Numbers) -> Side:
    """An edition as the aligner sees it; `numbers` are the names that are given so far."""
    statements = edition.statements
    keys = tuple([one.key for one in statements])
    families = _families(statements)
    sections = tuple([one.section for one in statements])
    parents = tuple([one.parent or 0 for one in edition.sections])
    members, sizes = _held(keys, families, sections, len(parents))
    return Side(
        keys=keys,
        names=tuple([numbers[family][key] for family, key in zip(families, keys, strict=True)]),
        families=families,
        sections=sections,
        titles=_titles(edition),
        edition=edition,
        parents=parents,
        lineages=_lineages(parents),
        members=members,
        sizes=tuple(with_what_is_below(sizes, parents)),
    )


def _titles(edition: Edition) -> tuple[str, ...]:
    """What sections are called, folded: the same few headings stand under every country, ministry or requirement."""
    folded = {one: to_key(one, language=edition.language).casefold() for one in {s.heading for s in edition.sections}}
    return tuple([folded[one.heading] for one in edition.sections])


def _held(
    keys: Sequence[str], families: Sequence[str], sections: Sequence[int], number: int
) -> tuple[tuple[list[int], ...], list[int]]:
    """Which statements every section holds itself, and how many characters of what it is known by."""
    members: tuple[list[int], ...] = tuple([] for _ in range(number))
    sizes = [0] * number
    for index, section in enumerate(sections):
        members[section].append(index)
        if families[index] not in UNHELD:
            sizes[section] += len(keys[index])
    return members, sizes


def _lineages(parents: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    lineages: list[tuple[int, ...]] = [()]
    for section in range(1, len(parents)):  # parents stand first
        lineages.append((section, *lineages[parents[section]]))
    return tuple(lineages)


def with_what_is_below(values: Sequence[int], parents: Sequence[int]) -> list[int]:
    """What every section has, together with what those below it have; nothing for the root.

    >>> with_what_is_below([1, 2, 3, 4], [0, 0, 1, 0])
    [0, 5, 3, 4]
    """
    sums = list(values)
    for section in range(len(sums) - 1, 0, -1):
        sums[parents[section]] += sums[section]
    return [0, *sums[1:]]


def _families(statements: Sequence[Statement]) -> tuple[str, ...]:
    sentence, name = StatementKind.SENTENCE, _FAMILIES.get
    return tuple(
        [
            "boilerplate" if one.boilerplate else "prose" if one.kind is sentence else name(one.kind, "prose")
            for one in statements
        ]
    )


def digest(side: Side) -> bytes:
    """A fingerprint of an edition's content: the two editions are put in its order, so that a comparison mirrors."""
    stated = zip(side.families, side.sections, side.keys, strict=True)
    statements = "".join([f"{family}\x00{section}\x00{key}\x01" for family, section, key in stated])
    sections = "".join([f"{one.parent}\x00{one.number}\x00{one.heading}\x01" for one in side.edition.sections])
    return hashlib.blake2b((statements + sections).encode("utf-8", "surrogatepass"), digest_size=16).digest()
