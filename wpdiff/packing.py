"""Nouns as bytes and back, for another process of this program: their fields in order, many alike ones field by field.

What dataclasses bring for pickling asks every object for its fields in Python. A long tuple of nouns of one kind
(an edition's statements) is packed as one list for each field, so that nearly all of it happens in C.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import lru_cache
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, BinaryIO

MANY = 32  # nouns of one kind that are packed field by field


def pack(value: Any) -> memoryview:
    """The bytes of a value, for `unpack` in a process of the same program."""
    packed = io.BytesIO()
    pickler = pickle.Pickler(packed, protocol=pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _Reducers(copyreg.dispatch_table)
    pickler.dump(value)
    return packed.getbuffer()


def unpack(packed: BinaryIO) -> Any:
    """The value that was packed. Raises EOFError or UnpicklingError where it is not whole.

    It is our own pickle, from our own fork.
    """
    searching = gc.isenabled()
    gc.disable()  # nouns hold no cycles; looking for some among a million new ones takes a third of the time
    try:
        return pickle.load(packed)  # noqa: S301
    finally:
        if searching:
            gc.enable()


class _Reducers(dict[type, Any]):
    """How nouns are packed: by their fields in order."""

    def __missing__(self, noun: type) -> Callable[[Any], tuple[Any, ...]]:
        if not _is_noun(noun):
            raise KeyError(noun)
        values = attrgetter(*_names(noun))
        self[noun] = reducer = lambda one: (_rebuild, (noun, *map(_in_columns, values(one))))
        return reducer


@dataclass(frozen=True, slots=True)
class _Columns:
    """A tuple of nouns of one kind: its length and one column for each field, which may be in columns itself."""

    noun: type
    length: int
    columns: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Ragged:
    """A tuple of tuples of nouns of one kind: how long each is, and all their nouns in one tuple."""

    lengths: tuple[int, ...]
    nouns: Any


def _in_columns(value: Any) -> Any:
    """A long tuple of nouns of one kind, or of tuples of them, in columns; everything else as it is."""
    if type(value) is not tuple or len(value) < MANY:
        return value
    kinds = set(map(type, value))
    if kinds == {tuple}:
        nouns = _in_columns(tuple(chain.from_iterable(value)))
        return _Ragged(tuple(map(len, value)), nouns) if type(nouns) is _Columns else value
    noun = kinds.pop()
    if kinds or not _is_noun(noun):
        return value
    columns = (tuple(map(attrgetter(name), value)) for name in _names(noun))
    return _Columns(noun, len(value), tuple(map(_in_columns, columns)))


def _rebuild(noun: type, *values: Any) -> object:
    """The noun that was packed; what was packed in columns as the tuple that it was."""
    if noun is _Columns:
        return _from_columns(*values)
    if noun is _Ragged:
        lengths, nouns = values
        following = iter(nouns)
        return tuple([tuple(islice(following, length)) for length in lengths])
    one: object = object.__new__(noun)
    for fill, value in zip(_slots(noun), values, strict=True):
        fill(one, value)
    return one


def _from_columns(noun: type, length: int, columns: Iterable[Any]) -> tuple[object, ...]:
    nouns: tuple[object, ...] = tuple(map(object.__new__, repeat(noun, length)))
    for fill, column in zip(_slots(noun), columns, strict=True):
        deque(map(fill, nouns, column), maxlen=0)
    return nouns


@lru_cache(maxsize=64)
def _is_noun(kind: Hashable) -> bool:
    """Whether instances of a class are packed by their fields: a dataclass of two fields or more, all in slots."""
    return isinstance(kind, type) and is_dataclass(kind) and len(fields(kind)) > 1 and "__slots__" in vars(kind)


@lru_cache(maxsize=64)
def _names(noun: Any) -> Sequence[str]:
    return [field.name for field in fields(noun)]


@lru_cache(maxsize=64)
def _slots(noun: Any) -> tuple[Callable[[object, object], None], ...]:
    """What fills the fields of a noun that cannot be changed once it is made."""
    return tuple(vars(noun)[field.name].__set__ for field in fields(noun))
