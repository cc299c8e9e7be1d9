"""What alignment looks at in an edition: keys, families, sections and gram sets of its statements, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.text.normalize import to_key
from wpdiff.text.similarity import grams

Grams = frozenset[Any]
Spelling = Callable[[str], Grams]
ROW_NAME = 6  # grams that an equal first cell is worth: as many as a short cell beside it has
_FAMILIES = {
    StatementKind.HEADING: "heading",
    StatementKind.CAPTION: "caption",
    StatementKind.REFERENCE: "reference",
    StatementKind.ROW: "row",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One edition as the aligner sees it; tuples are indexed by statement, in print order (`titles` by section).

    Statements answer only to statements of their own `families`: a heading never pairs with a sentence. A note's
    sentences are prose like the body's: what was a note last year may stand in the text now. `lineages` holds for
    every section itself and those that hold it, from the inside, the root aside. `spell` and `spell_row` say what
    trigrams, and the names of rows, are written as; both sides of a search must write them alike.
    """

    keys: tuple[str, ...]
    families: tuple[str, ...]
    sections: tuple[int, ...]
    titles: tuple[str, ...]
    edition: Edition
    lineages: tuple[tuple[int, ...], ...]
    spell: Spelling = field(default=grams)
    spell_row: Spelling = field(default_factory=lambda: row_names)
    _grams: dict[int, Grams] = field(default_factory=dict)

    def name(self, index: int) -> str:
        """A statement's family and key in one, as two statements must share it to be equal."""
        return f"{self.families[index]}\x00{self.keys[index]}"

    def grams(self, index: int) -> Grams:
        """The trigrams of one statement's key, worked out when first asked for."""
        found = self._grams.get(index)
        if found is None:
            found = self.spell(self.keys[index])
            if self.families[index] == "row":
                found |= self.spell_row(self.keys[index])
            self._grams[index] = found
        return found


def row_names(key: str) -> frozenset[str]:
    """What a table row is about, as grams of its own: its figures change every year, its first cell does not."""
    first = key.split("\t", 1)[0].strip()
    return frozenset(f"\x00{first}\x00{n}" for n in range(ROW_NAME)) if first.strip("0123456789.,%- ") else frozenset()


def look_at(edition: Edition) -> Side:
    """An edition as the aligner sees it."""
    statements = edition.statements
    return Side(
        keys=tuple(one.key for one in statements),
        families=tuple(map(_family, statements)),
        sections=tuple(one.section for one in statements),
        titles=tuple(to_key(one.heading, language=edition.language).casefold() for one in edition.sections),
        edition=edition,
        lineages=_lineages(edition),
    )


def _lineages(edition: Edition) -> tuple[tuple[int, ...], ...]:
    lineages: list[tuple[int, ...]] = []
    for index, section in enumerate(edition.sections):  # parents stand first
        lineages.append((index, *lineages[section.parent]) if section.parent is not None else ())
    return tuple(lineages)


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
