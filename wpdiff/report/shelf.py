"""A folder of reports, listed: which editions each compares, when they came out, how much changed, in which formats.

What a report is of, it says itself: an HTML page in its head, a saved comparison in its first keys.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison, Significance
from wpdiff.text.natural import natural_key

INDEX = "index.html"
_HEAD = 65_536  # bytes of a page that hold its head
_SUFFIXES = (".html", ".json", ".docx", ".xlsx", ".pdf", ".md", ".csv", ".jsonl", ".atom", ".txt")


class Side(Struct, frozen=True, kw_only=True):
    """An edition as a list of reports names it."""

    name: str
    title: str
    published: str


class Report(Struct, frozen=True, kw_only=True):
    """One comparison in a folder: what it is of, its counts, and its files by format, the page first."""

    series: str
    old: Side
    new: Side
    language: str
    counts: tuple[tuple[str, int], ...]
    files: tuple[tuple[str, str], ...]


class ShelvedEdition(Struct, frozen=True, kw_only=True):
    """An archived edition as a list of reports names it: when it was archived (a date), in how many states, from where.

    `missing` is how many of its pages the publisher does not have any more.
    """

    series: str
    name: str
    title: str = ""
    published: str = ""
    archived: str = ""
    pages: int = 0
    states: int = 1
    missing: int = 0
    address: str = ""


def record_of(comparison: Comparison, language: str) -> str:
    """What a page says of itself in its head, for those who list it."""
    sides = {
        side: {"name": one.name, "title": one.title, "published": one.published, "series": one.series}
        for side, one in (("old", comparison.old), ("new", comparison.new))
    }
    return json.dumps({**sides, "language": language, "significance": dict(comparison.summary.significance)})


def list_reports(folder: Path) -> tuple[Report, ...]:
    """Every report in a folder and below, by series, the newest editions first. Raises WpdiffError for no folder."""
    if not folder.is_dir():
        raise WpdiffError(f"{folder}: no such folder", hint="name the folder of the reports")
    groups: dict[Path, list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in _SUFFIXES and path.name != INDEX and path.is_file():
            groups.setdefault(path.with_suffix(""), []).append(path)
    found = filter(None, (_report(files, folder) for files in groups.values()))
    newest_first = sorted(found, key=lambda one: (one.new.published, natural_key(one.new.name)), reverse=True)
    return tuple(sorted(newest_first, key=lambda one: natural_key(one.series)))


def _report(files: Iterable[Path], folder: Path) -> Report | None:
    """The report that some files of one name are; None when none of them says that it is one."""
    by_suffix = {path.suffix.lower(): path for path in files}
    for suffix, read in ((".html", _record_of_page), (".json", _record_of_json)):
        record = read(by_suffix[suffix]) if suffix in by_suffix else None
        if record:
            ordered = [(one[1:], by_suffix[one]) for one in _SUFFIXES if one in by_suffix]
            names = tuple((name, path.relative_to(folder).as_posix()) for name, path in ordered)
            return _read(record, names)
    return None


def _read(record: Mapping[str, Any], files: tuple[tuple[str, str], ...]) -> Report | None:
    try:
        old, new = (
            Side(**{name: str(record[side].get(name) or "") for name in ("name", "title", "published")})
            for side in ("old", "new")
        )
        counts = record["significance"]
        return Report(
            series=str(record["new"].get("series") or ""),
            old=old,
            new=new,
            language=str(record.get("language") or ""),
            counts=tuple((level.value, int(counts.get(level.value) or 0)) for level in Significance),
            files=files,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _record_of_page(path: Path) -> Mapping[str, Any] | None:
    from wpdiff.report.head import Head  # nobody who lists no folder waits for a reader of HTML

    reader = Head()
    try:
        with path.open("rb") as file:
            reader.feed(file.read(_HEAD).decode("utf-8", "replace"))
        found = json.loads(reader.record or "null")
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _record_of_json(path: Path) -> Mapping[str, Any] | None:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["schema"] != "wpdiff/comparison":
            return None
        return {
            "old": data["old"],
            "new": data["new"],
            "language": data["new"]["language"],
            "significance": data["summary"]["significance"],
        }
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
