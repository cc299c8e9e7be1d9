"""edition.toml and series.toml as the archive writes them; what a person wrote into them stays."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from wpdiff.workspace import read_toml

_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def edition_toml(known: Mapping[str, str], pages: Sequence[str], *, earlier: Path | None = None) -> bytes:
    """An edition.toml with the pages in reading order; of an earlier one everything else is kept as it was said."""
    said = _said(earlier)
    values: dict[str, Any] = {
        name: known[name] for name in ("title", "published", "language", "profile") if known.get(name)
    }
    if not _PUBLISHED.match(values.get("published", "")):
        values.pop("published", None)
    values |= {name: one for name, one in said.items() if name != "pages"}
    lines = [f"{name} = {_quoted(str(one))}" for name, one in values.items()]
    lines += ["pages = [", *(f"  {_quoted(page)}," for page in pages), "]"]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def series_toml(known: Mapping[str, str]) -> bytes:
    """A series.toml of what is known: title, language, publisher, profile."""
    names = ("title", "language", "publisher", "profile")
    return "".join(f"{name} = {_quoted(known[name])}\n" for name in names if known.get(name)).encode("utf-8", "replace")


def _said(path: Path | None) -> Mapping[str, Any]:
    return read_toml(path) if path is not None and path.is_file() else {}


def _quoted(text: str) -> str:
    """A text as TOML writes it: JSON's quotes and escapes are TOML's too."""
    return json.dumps(_CONTROLS.sub(" ", text), ensure_ascii=False)
