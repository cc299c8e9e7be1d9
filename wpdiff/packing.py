"""Nouns as bytes and back, for another process of this program: their fields in order, many alike ones field by field.

What structs bring for pickling writes every field's name with every object. A long tuple of nouns of one kind
(an edition's statements) is packed as one list for each field, so that nearly all of it happens in C.
"""

from __future__ import annotations

import copyreg
import gc
import io
import pickle
from collections import deque
from collections.abc import Callable, Sequence
from itertools import chain, islice, repeat
from operator import attrgetter
from typing import Any, BinaryIO, TypeGuard

from msgspec import Struct

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
        values = attrgetter(*noun.__struct_fields__)
        self[noun] = reducer = lambda one: (_rebuild, (noun, *map(_in_columns, values(one))))
        return reducer


class _Columns(Struct, frozen=True):
    """A tuple of nouns of one kind: its length and one column for each field, which may be in columns itself."""

    noun: type
    length: int
    columns: tuple[Any, ...]


class _Ragged(Struct, frozen=True):
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
    columns = (tuple(map(attrgetter(name), value)) for name in noun.__struct_fields__)
    return _Columns(noun, len(value), tuple(map(_in_columns, columns)))


def _rebuild(noun: type[Struct], *values: Any) -> object:
    """The noun that was packed; what was packed in columns as the tuple that it was."""
    if noun is _Columns:
        return _from_columns(*values)
    if noun is _Ragged:
        lengths, nouns = values
        following = iter(nouns)
        return tuple([tuple(islice(following, length)) for length in lengths])
    return noun(**dict(zip(noun.__struct_fields__, values, strict=True)))


def _from_columns(noun: type[Struct], length: int, columns: Sequence[Any]) -> tuple[object, ...]:
    """The first noun so many times over, and the fields of each filled: nobody has seen them yet."""
    first = _rebuild(noun, *(column[0] for column in columns))
    again = noun.__copy__  # type: ignore[attr-defined]  # its types leave it out
    nouns: tuple[object, ...] = tuple(map(again, repeat(first, length)))
    for name, column in zip(noun.__struct_fields__, columns, strict=True):
        deque(map(vars(noun)[name].__set__, nouns, column), maxlen=0)
    return nouns


def _is_noun(kind: type) -> TypeGuard[type[Struct]]:
    """Whether instances of a class are packed by their fields: a struct of two fields or more."""
    return issubclass(kind, Struct) and len(kind.__struct_fields__) > 1
