"""What is sent to another process of this program arrives as it was."""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from wpdiff.changes.describe import Judged
from wpdiff.model.comparison import Change, NameChange
from wpdiff.model.edition import DateReading, Edition, NoteMark
from wpdiff.model.source import Anchor
from wpdiff.packing import pack, says_all, unpack
from wpdiff.walk import read_edition

SAMPLE = Path(__file__).parents[1] / "editions" / "defence-ja" / "2025"
words = st.text() | st.just("half a pair: \ud800")
anchors = st.builds(Anchor, page=words, element=words, start=st.integers(), end=st.integers())
dates = st.builds(DateReading, start=st.integers(0, 9), end=st.integers(0, 9), says=words)
marks = st.builds(NoteMark, start=st.integers(), end=st.integers(), number=words)


class Shelf(Struct, frozen=True):
    """A noun whose types say all."""

    anchors: tuple[Anchor, ...]
    rows: tuple[tuple[DateReading, ...], ...]
    places: dict[int, tuple[int, str]]
    first: NoteMark | None = None


class Box(Struct, frozen=True):
    """A noun whose type does not say what stands in it."""

    anything: tuple[object, ...]


class Row(Struct, frozen=True):
    """A noun whose type leaves open whether it holds a list or a tuple."""

    cells: Sequence[str]


shelves = st.builds(
    Shelf,
    anchors=st.lists(anchors).map(tuple),
    rows=st.lists(st.lists(dates, max_size=3).map(tuple)).map(tuple),
    places=st.dictionaries(st.integers(), st.tuples(st.integers(), words)),
    first=st.none() | marks,
)
boxes = st.builds(Box, st.lists(anchors | marks | st.integers() | st.lists(dates).map(tuple)).map(tuple))


def sent(values: list[object]) -> list[object]:
    return unpack(io.BytesIO(b"".join(pack(values))))


@given(st.lists(shelves) | st.lists(boxes) | st.lists(shelves | boxes | st.none() | st.integers()))
def test_values_arrive_as_they_were(values: list[object]) -> None:
    assert sent(values) == values


def test_what_types_leave_open_is_kept_too() -> None:
    (row, table), (box,) = sent([Row(("a",)), Row(["a"])]), sent([Box((Row(("a",)),))])
    assert (row, table, box) == (Row(("a",)), Row(["a"]), Box((Row(("a",)),)))


def test_whose_types_say_all() -> None:
    assert all(map(says_all, (Shelf, Edition, Judged, Change, NameChange)))
    assert not any(map(says_all, (Box, Row, int, dict)))


def test_an_edition_arrives_as_it_was() -> None:
    edition = read_edition(SAMPLE)
    assert sent([edition]) == [edition]


@pytest.mark.parametrize("size", [0, 1, 100, -1])
@pytest.mark.parametrize("value", [read_edition(SAMPLE), Box(("a", 1) * 100)], ids=["edition", "box"])
def test_what_is_cut_short_is_an_error(value: object, size: int) -> None:
    with pytest.raises((EOFError, pickle.UnpicklingError)):
        unpack(io.BytesIO(b"".join(pack([value]))[:size]))
