"""What is sent to another process of this program arrives as it was."""

from __future__ import annotations

import io
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from wpdiff.model.edition import DateReading, Edition, NoteMark
from wpdiff.model.source import Anchor
from wpdiff.packing import MANY, pack, unpack
from wpdiff.walk import read_edition

SAMPLE = Path(__file__).parents[1] / "editions" / "defence-ja" / "2025"
anchors = st.builds(Anchor, page=st.text(), element=st.text(), start=st.integers(), end=st.integers())
dates = st.builds(DateReading, start=st.integers(0, 9), end=st.integers(0, 9), says=st.text())
nouns = anchors | dates | st.builds(NoteMark, start=st.integers(), end=st.integers(), number=st.text())


class Shelf(Struct, frozen=True):
    """A noun with every kind of tuple."""

    alike: tuple[Anchor, ...]
    mixed: tuple[object, ...]
    rows: tuple[tuple[DateReading, ...], ...]


def sent(value: object) -> object:
    return unpack(io.BytesIO(pack(value)))


@given(
    st.builds(
        Shelf,
        alike=st.lists(anchors, max_size=2 * MANY).map(tuple),
        mixed=st.lists(nouns | st.integers() | st.lists(dates, max_size=2).map(tuple), max_size=2 * MANY).map(tuple),
        rows=st.lists(st.lists(dates, max_size=3).map(tuple), max_size=2 * MANY).map(tuple),
    )
)
def test_nouns_arrive_as_they_were(shelf: Shelf) -> None:
    assert sent([shelf, None]) == [shelf, None]


def test_an_edition_arrives_as_it_was() -> None:
    edition = read_edition(SAMPLE)
    arrived = sent(edition)
    assert isinstance(arrived, Edition)
    assert arrived == edition
    assert len(edition.statements) > MANY


@pytest.mark.parametrize("size", [0, 1, 100])
def test_what_is_cut_short_is_an_error(size: int) -> None:
    with pytest.raises((EOFError, pickle.UnpicklingError)):
        unpack(io.BytesIO(bytes(pack(read_edition(SAMPLE)))[:size]))
