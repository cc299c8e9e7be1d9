"""sources.toml read whole: all its mistakes at once, each with its line and what was probably meant."""

from __future__ import annotations

import difflib
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from wpdiff.errors import WatchError
from wpdiff.watch.places import find_places, line_of
from wpdiff.watch.sources import (
    Defaults,
    EditionRule,
    Heartbeat,
    Notify,
    PagesRule,
    Source,
    Sources,
)

FILE = "sources.toml"
_TABLES: Mapping[str, type[BaseModel]] = {
    "": Sources,
    "defaults": Defaults,
    "heartbeat": Heartbeat,
    "notify": Notify,
    "source": Source,
    "edition": EditionRule,
    "pages": PagesRule,
}
_TOLD = {
    "missing": "is missing",
    "string_type": "is a text in quotes",
    "tuple_type": "is a list in brackets",
    "int_type": "is a whole number",
    "bool_type": "is true or false",
    "too_short": "is empty",
    "string_too_short": "is empty",
}


def read_sources(path: Path) -> Sources:
    """The sources to watch. Raises WatchError that names every mistake in the file with its line."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise WatchError(f"{path}: no such file", hint="wpdiff watch init writes one") from error
    except UnicodeDecodeError as error:
        raise WatchError(f"{path}: not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise WatchError(f"{path}: cannot be read ({error.strerror})") from error
    return parse_sources(text, name=str(path))


def parse_sources(text: str, *, name: str = FILE) -> Sources:
    """The sources that a TOML text names."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WatchError(f"{name}: {error}", hint="mend the file; it is TOML (https://toml.io)") from error
    places = find_places(text)
    mistakes = [(line_of(path, places), said) for path, said in _between(content)]
    try:
        sources = Sources.model_validate(content)
    except ValidationError as error:
        found = error.errors()
        inner = {one["loc"][:-1] for one in found}
        told = [one for one in found if one["type"] != "too_short" or one["loc"] not in inner]
        raise _refusal(name, [*mistakes, *(_worded(one, places) for one in told)]) from error
    if mistakes:
        raise _refusal(name, mistakes)
    return sources


def _refusal(name: str, mistakes: Iterable[tuple[int, str]]) -> WatchError:
    told = [f"{name}:{line}: {said}" if line else f"{name}: {said}" for line, said in sorted(mistakes)]
    count = "1 mistake" if len(told) == 1 else f"{len(told)} mistakes"
    return WatchError(
        told[0], lines=tuple(told[1:]), hint=f"{count}; the keys are explained in docs/reference/sources.md"
    )


def _worded(error: Any, places: Mapping[Any, int]) -> tuple[int, str]:
    """One mistake that pydantic found, with its line."""
    path = tuple(part for part in error["loc"] if part not in ("str", "tuple[str, ...]"))
    shown = ".".join(str(part) for part in path if not isinstance(part, int)) or "the file"
    place = line_of(path, places)
    if error["type"] == "extra_forbidden":
        return place, f"unknown key {shown}{_nearest(path)}"
    if error["type"] == "value_error":
        said = str(error["msg"]).removeprefix("Value error, ")
        return place, f"{shown}: {said}"
    told = _TOLD.get(error["type"])
    return place, f"{shown} {told}" if told else f"{shown}: {error['msg'][:1].lower()}{error['msg'][1:]}"


def _nearest(path: tuple[str | int, ...]) -> str:
    """The key that was probably meant."""
    names = [part for part in path if isinstance(part, str)]
    table = _TABLES.get(names[-2] if len(names) > 1 else "", Sources)
    known = [field.alias or key for key, field in table.model_fields.items()]
    near = difflib.get_close_matches(names[-1] if names else "", known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else f"; known here: {', '.join(known)}"


def _between(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What only shows when tables are seen together, whatever else is wrong with them."""
    for table, key in (("source", "id"), ("notify", "name")):
        named = [str(one.get(key, "")) for one in _tables(content, table)]
        for name, count in Counter(named).items():
            if count > 1 and name:
                last = len(named) - 1 - named[::-1].index(name)
                yield (table, last, key), f'{count} tables [[{table}]] are called "{name}"'
    yield from _shared_series(content)
    known = [str(one.get("id", "")) for one in _tables(content, "source")]
    for number, source in enumerate(_tables(content, "source")):
        other = source.get("pair_of")
        if other is not None and (other not in known or other == source.get("id")):
            near = difflib.get_close_matches(str(other), known, n=1)
            told = f"; did you mean {near[0]}?" if near else ""
            yield ("source", number, "pair_of"), f'source.pair_of: "{other}" is no other source{told}'


def _shared_series(content: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Two sources that put their editions into one folder would take each other's for their own."""
    first: dict[str, str] = {}
    for number, source in enumerate(_tables(content, "source")):
        series, name = str(source.get("series", "")), str(source.get("id", ""))
        if first.setdefault(series, name) != name and series:
            said = f'source.series: "{series}" is that of {first[series]} too; each source needs a folder of its own'
            yield ("source", number, "series"), said


def _tables(content: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = content.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
