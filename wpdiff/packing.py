"""Nouns as bytes and back, for another process of this program.

Structs whose fields' types say all are packed by msgspec, whole editions in a hundredth of a second; everything else
is pickled. Both ways give back what was sent.
"""

from __future__ import annotations

import gc
import io
import pickle
from functools import lru_cache
from typing import Any, BinaryIO

from msgspec import DecodeError, Struct, inspect, msgpack

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


def pack(values: list[Any]) -> memoryview:
    """The bytes of a list of values, for `unpack` in a process of the same program."""
    packed = io.BytesIO()
    kinds = set(map(type, values))
    kind = kinds.pop() if len(kinds) == 1 else None
    if kind is not None and says_all(kind):
        try:
            whole = msgpack.encode(values)
        except (OverflowError, UnicodeEncodeError):  # a number of more than 64 bits; half a surrogate pair
            pass
        else:
            pickle.dump(kind, packed)
            packed.write(whole)
            return packed.getbuffer()
    pickle.dump(None, packed)
    pickle.dump(values, packed, protocol=pickle.HIGHEST_PROTOCOL)
    return packed.getbuffer()


def unpack(packed: BinaryIO) -> list[Any]:
    """The values that were packed. Raises EOFError or UnpicklingError where they are not whole.

    They are our own, from our own fork.
    """
    searching = gc.isenabled()
    gc.disable()  # nouns hold no cycles; looking for some among a million new ones takes a third of the time
    try:
        kind = pickle.load(packed)  # noqa: S301
        if kind is None:
            values: list[Any] = pickle.load(packed)  # noqa: S301
        else:
            many: Any = list[kind]  # type: ignore[valid-type]
            values = msgpack.decode(packed.read(), type=many)
    except DecodeError as error:
        raise EOFError("cut short") from error
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
