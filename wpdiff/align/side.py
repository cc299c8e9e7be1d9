"""What alignment looks at in an edition: keys, families, sections and gram sets of its statements, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct, field

from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.text.normalize import to_key
from wpdiff.text.similarity import grams

Grams = frozenset[Any]
Spelling = Callable[[str, str], Grams]  # of a family and a key
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

    Statements answer only to statements of their own `families`: a heading never pairs with a sentence. A note's
    sentences are prose like the body's: what was a note last year may stand in the text now. By section: `members` are
    its own statements, `lineages` itself and those that hold it, from the inside, the root aside, `sizes` how many
    characters it holds, below it too. `spell` says what grams a text has, and what they are written as; both sides of
    a search must write them alike.
    """

    keys: tuple[str, ...]
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

    def name(self, index: int) -> str:
        """A statement's family and key in one, as two statements must share it to be equal."""
        return f"{self.families[index]}\x00{self.keys[index]}"

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


def look_at(edition: Edition) -> Side:
    """An edition as the aligner sees it."""
    statements = edition.statements
    keys = tuple(one.key for one in statements)
    families = tuple(map(_family, statements))
    parents = tuple(one.parent or 0 for one in edition.sections)
    members: list[list[int]] = [[] for _ in parents]
    sizes = [0] * len(parents)
    for index, (one, key, family) in enumerate(zip(statements, keys, families, strict=True)):
        members[one.section].append(index)
        if family not in UNHELD:
            sizes[one.section] += len(key)
    return Side(
        keys=keys,
        families=families,
        sections=tuple(one.section for one in statements),
        titles=tuple(to_key(one.heading, language=edition.language).casefold() for one in edition.sections),
        edition=edition,
        parents=parents,
        lineages=_lineages(parents),
        members=tuple(members),
        sizes=tuple(with_what_is_below(sizes, parents)),
    )


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


def _family(statement: Statement) -> str:
    if statement.boilerplate:
        return "boilerplate"
    return _FAMILIES.get(statement.kind, "prose")


def digest(side: Side) -> bytes:
    """A fingerprint of an edition's content: the two editions are put in its order, so that a comparison mirrors."""
    whole = hashlib.blake2b(digest_size=16)
    for family, key, section in zip(side.families, side.keys, side.sections, strict=True):
        whole.update(f"{family}\x00{section}\x00{key}\x01".encode("utf-8", "surrogatepass"))
    for one in side.edition.sections:
        whole.update(f"{one.parent}\x00{one.number}\x00{one.heading}\x01".encode("utf-8", "surrogatepass"))
    return whole.digest()
