"""Ready sources, one file each: their text as it goes into a sources.toml, comments and all."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import dataclass
from importlib.resources import files

from wpdiff.errors import WatchError


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadySource:
    """A source of the catalogue: its id, title and language, and its text."""

    id: str
    title: str
    language: str
    text: str


def ready_sources() -> tuple[ReadySource, ...]:
    """All sources of the catalogue, by their ids."""
    found = (one for one in files(__package__).iterdir() if one.name.endswith(".toml"))
    texts = {one.name.removesuffix(".toml"): one.read_text(encoding="utf-8") for one in found}
    return tuple(_ready(name, texts[name]) for name in sorted(texts))


def ready_source(name: str) -> ReadySource:
    """One source of the catalogue. Raises WatchError naming the nearest when there is none of that name."""
    known = {one.id: one for one in ready_sources()}
    if name in known:
        return known[name]
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
    raise WatchError(f"{name}: not in the catalogue of ready sources", hint=hint)


def _ready(name: str, text: str) -> ReadySource:
    source = tomllib.loads(text)["source"][0]
    return ReadySource(id=name, title=str(source["title"]), language=str(source["language"]), text=text)
