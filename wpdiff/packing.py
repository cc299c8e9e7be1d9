"""Nouns as bytes and back, for another process of this program.

Structs whose fields' types say all are packed by msgspec, whole editions in a hundredth of a second; everything else
is pickled. Both ways give back what was sent.
"""

from __future__ import annotations

import gc
import pickle
from contextlib import suppress
from functools import lru_cache
from typing import Any, BinaryIO

from msgspec import Struct, inspect, msgpack

# What comes back as what it was. A struct in an `object` would come back as a dictionary, a Sequence always as a list.
_PLAIN = (
    inspect.BoolType,
    inspect.BytesType,
    inspect.EnumType,
    inspect.FloatType,
    inspect.IntType,
    inspect.NoneType,
    inspect.StrType,
)


def pack(values: list[Any]) -> tuple[bytes, bytes]:
    """What kind of values these are, and their bytes, for `unpack` in a process of the same program."""
    kinds = set(map(type, values))
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is not None and says_all(kind):
        with suppress(OverflowError, UnicodeEncodeError):  # a number of more than 64 bits; half a surrogate pair
            packed = msgpack.encode(values)
            return pickle.dumps((kind, len(packed))), packed
    packed = pickle.dumps(values, protocol=pickle.HIGHEST_PROTOCOL)
    return pickle.dumps((None, len(packed))), packed


def unpack(source: BinaryIO) -> list[Any]:
    """The values that were packed, read one part after the other.

    Raises EOFError or UnpicklingError where they are not whole. They are our own, from our own fork.
    """
    kind, length = pickle.load(source)  # noqa: S301
    packed = source.read(length)
    if len(packed) < length:
        raise EOFError("cut short")
    searching = gc.isenabled()
    gc.disable()  # nouns hold no cycles; looking for some among a million new ones takes a third of the time
    try:
        if kind is None:
            values: list[Any] = pickle.loads(packed)  # noqa: S301
        else:
            many: Any = list[kind]  # type: ignore[valid-type]
            values = msgpack.decode(packed, type=many)
    finally:
        if searching:
            gc.enable()
    return values


@lru_cache(maxsize=64)
def says_all(kind: type) -> bool:
    """Whether the types of a struct's fields say all that there is to know of what they hold."""
    if not issubclass(kind, Struct):
        return False
    try:
        return _is_plain(inspect.type_info(kind), frozenset())
    except (NameError, TypeError):  # types that are named where nobody else can see them
        return False


def _is_plain(info: inspect.Type, within: frozenset[type]) -> bool:
    if isinstance(info, inspect.StructType):
        inner = within | {info.cls}
        return info.cls in within or all(_is_plain(field.type, inner) for field in info.fields)
    if isinstance(info, inspect.VarTupleType):
        return _is_plain(info.item_type, within)
    if isinstance(info, inspect.TupleType):
        return all(_is_plain(one, within) for one in info.item_types)
    if isinstance(info, inspect.DictType):
        return _is_plain(info.key_type, within) and _is_plain(info.value_type, within)
    if isinstance(info, inspect.UnionType):
        return all(_is_plain(one, within) for one in info.types)
    return isinstance(info, _PLAIN)
