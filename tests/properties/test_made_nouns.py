"""A noun made quickly is the noun that its own name makes: as frozen, as equal, and of the same hash."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, fields, replace

import pytest

from wpdiff.model.document import Block, BlockKind
from wpdiff.model.edition import DateReading, NoteMark, Section, Statement, StatementKind, Target
from wpdiff.model.making import maker
from wpdiff.model.source import Anchor

NOUNS = [
    Anchor(page="a.html", element="e", start=3, end=5),
    Block(kind=BlockKind.ITEM, text="A lamp.", anchor=Anchor(page="a.html"), mark="1.", level=2),
    DateReading(start=0, end=4, says="2024"),
    NoteMark(start=1, end=2, number="4"),
    Section(id="s-1", parent=0, number="1", heading="Ports", level=1, heading_statement=7),
    Statement(kind=StatementKind.SENTENCE, text="A lamp.", key="a lamp", targets=(Target(number="2章"),)),
]


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: type(noun).__name__)
def test_a_made_noun_is_the_noun(noun: object) -> None:
    """Type, values, hash and copies are those of a noun made by name, and nothing of it can be changed."""
    names = [field.name for field in fields(noun)]
    made = maker(type(noun))(*(getattr(noun, name) for name in names))
    assert type(made) is type(noun)
    assert (made, hash(made), repr(made)) == (noun, hash(noun), repr(noun))
    assert replace(made, **{names[0]: getattr(noun, names[0])}) == noun
    assert copy.deepcopy(made) == noun
    with pytest.raises(FrozenInstanceError):
        setattr(made, names[0], None)
