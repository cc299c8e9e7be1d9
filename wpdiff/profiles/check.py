"""Hold a profile file against what a profile may say; the first thing wrong is told with what is allowed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wpdiff.errors import ProfileError
from wpdiff.model.profile import Cue, HeadingRule
from wpdiff.profiles.safety import slow_part

_TEXTS = ("title", "language", "extends", "page_order")
_LISTS = (
    "note_bodies",
    "items",
    "reference_lines",
    "targets",
    "captions",
    "whole",
    "boilerplate",
    "navigation",
    "contents",
    "years",
)
_NAMES = ("without",)
_OTHERS = ("heading_limit", "bare_headings", "page_notes", "heading", "detect", "eras")
KEYS = _ALLOWED = (*_TEXTS, *_LISTS, *_NAMES, *_OTHERS)
_PAGE_ORDERS = ("name", "contents", "next-link")
_HEADING_LIMITS = range(1, 1001)
_LANGUAGE = re.compile(r"(?!jp)(?:[a-z]{2,3})?\Z")  # jp is a country
_COUNTS = ("auto", "roman", "latin")
_GROUPS = {"note_bodies": ("number",), "items": ("number",), "captions": ("number", "title")}


def checked(data: Mapping[str, Any], place: str) -> dict[str, Any]:
    """A profile file's settings as the nouns want them, or a ProfileError that names the file and the key.

    >>> checked({"captions": ["(?P<number>図[0-9]+)(?P<title>.*)"]}, "mine.toml")["captions"]
    ('(?P<number>図[0-9]+)(?P<title>.*)',)
    """
    settings: dict[str, Any] = {}
    for key, value in data.items():
        if key not in _ALLOWED:
            raise _wrong(place, key, "no such key", f"{_near(key, _ALLOWED)}allowed: {', '.join(_ALLOWED)}")
        settings[key] = _value(key, value, place)
    return settings


def _value(key: str, value: Any, place: str) -> Any:
    """One setting, of the type that its key asks for."""
    if key in _LISTS:
        return tuple(_pattern(place, key, item) for item in _strings(place, key, value))
    if key in _NAMES:
        return _strings(place, key, value)
    if key == "heading":
        return tuple(_rule(place, item) for item in _tables(place, key, value))
    if key == "detect":
        return tuple(_cue(place, item) for item in _tables(place, key, value))
    if key == "eras":
        return _eras(place, value)
    return _scalar(place, key, value)


def _scalar(place: str, key: str, value: Any) -> Any:
    """A text, a number or a switch."""
    wanted: type = {"heading_limit": int, "bare_headings": bool, "page_notes": bool}.get(key, str)
    if type(value) is not wanted:
        raise _wrong(place, key, f"{value!r} is not what it takes", f"allowed: {_SAYS[wanted]}")
    if key == "language" and not _LANGUAGE.match(str(value)):
        raise _wrong(
            place, key, f"no such language: {value!r}", 'allowed: "ja", "en", another two letters, or "" for any'
        )
    if key == "page_order" and value not in _PAGE_ORDERS:
        raise _wrong(place, key, f"no such order: {value!r}", f"allowed: {', '.join(_PAGE_ORDERS)}")
    if key == "heading_limit" and value not in _HEADING_LIMITS:
        raise _wrong(place, key, f"{value} is out of bounds", "allowed: 1 to 1000")
    return value


_SAYS = {str: "a text", int: "a whole number", bool: "true or false"}


def _rule(place: str, table: Mapping[str, Any]) -> HeadingRule:
    """One [[heading]]."""
    allowed = HeadingRule.__struct_fields__
    for key, value in table.items():
        name = f"heading.{key}"
        if key not in allowed:
            raise _wrong(place, name, "no such key", f"{_near(key, allowed)}allowed: {', '.join(allowed)}")
        wanted: type = {"level": int, "strong": bool, "inline": bool, "marked": bool, "glued": bool}.get(key, str)
        if type(value) is not wanted:
            raise _wrong(place, name, f"{value!r} is not what it takes", f"allowed: {_SAYS[wanted]}")
        if key in ("number", "gap", "title"):
            _pattern(place, name, value)
    return _whole_rule(place, table)


def _whole_rule(place: str, table: Mapping[str, Any]) -> HeadingRule:
    """A [[heading]] whose keys are right one by one."""
    for key in ("kind", "level"):
        if key not in table:
            raise _wrong(place, f"heading.{key}", "is missing", 'example: kind = "chapter", level = 2')
    if not 1 <= table["level"] <= 99:
        raise _wrong(place, "heading.level", f"{table['level']} is out of bounds", "allowed: 1 (outermost) to 99")
    if table.get("count", "auto") not in _COUNTS:
        raise _wrong(place, "heading.count", f"no such count: {table['count']!r}", f"allowed: {', '.join(_COUNTS)}")
    if not table.get("number") and not table.get("title"):
        raise _wrong(place, "heading.number", "neither number nor title is given", "give a pattern for one of them")
    return HeadingRule(**table)


def _cue(place: str, table: Mapping[str, Any]) -> Cue:
    """One [[detect]]."""
    for key, value in table.items():
        name = f"detect.{key}"
        if key not in _CUE_TYPES:
            raise _wrong(place, name, "no such key", f"allowed: {', '.join(_CUE_TYPES)}")
        if type(value) is not _CUE_TYPES[key]:
            raise _wrong(place, name, f"{value!r} is not what it takes", f"allowed: {_SAYS[_CUE_TYPES[key]]}")
    if "pattern" not in table:
        raise _wrong(place, "detect.pattern", "is missing", 'example: pattern = "防衛白書", weight = 3')
    if not 0 <= table.get("share", 0) <= 100:
        raise _wrong(place, "detect.share", f"{table['share']} is out of bounds", "allowed: 0 to 100 (of 100 lines)")
    _pattern(place, "detect.pattern", table["pattern"])
    return Cue(**table)


_CUE_TYPES: Mapping[str, type] = {"pattern": str, "weight": int, "top": bool, "share": int}


def _eras(place: str, value: Any) -> tuple[tuple[str, int], ...]:
    """Era names with the year before their first year counts as zero."""
    if not isinstance(value, Mapping) or any(type(year) is not int for year in value.values()):
        raise _wrong(
            place,
            "eras",
            f"{value!r} is not what it takes",
            'allowed: names in quotes and their first years: "令和" = 2019',
        )
    return tuple((name, year) for name, year in value.items())


def _pattern(place: str, key: str, value: Any) -> str:
    """A regular expression that compiles and has the groups its key needs."""
    if not isinstance(value, str):
        raise _wrong(place, key, f"{value!r} is not what it takes", "allowed: a regular expression in quotes")
    pattern = _compiled(place, key, value)
    for group in _GROUPS.get(key, ()):
        if group not in pattern.groupindex:
            raise _wrong(place, key, f"{value!r} has no group {group}", f"write (?P<{group}>…) around it")
    if key not in _MAY_BE_EMPTY and pattern.match(""):
        raise _wrong(
            place, key, f"{value!r} matches everything, even nothing", "ask for at least one sign, or end in $"
        )
    return value


def check_own(settings: Mapping[str, Any], place: str) -> None:
    """Raise ProfileError where a checked profile of a user's own holds a pattern that is slow or stands alone only.

    The reader puts patterns together. Ours are tested instead.
    """
    for key, pattern in _patterns(settings):
        _compiled(place, key, f"x|(?:{pattern})", shown=pattern)
        slow = slow_part(pattern)
        if slow:
            hint = "bound it: {1,60} for +, {0,60} for *"
            raise _wrong(place, key, f"{pattern!r} may take for ever: {slow}", hint)


def _patterns(settings: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every regular expression of a checked profile with its key."""
    for key in _LISTS:
        yield from ((key, pattern) for pattern in settings.get(key, ()))
    for cue in settings.get("detect", ()):
        yield "detect.pattern", cue.pattern
    for rule in settings.get("heading", ()):
        yield from ((f"heading.{name}", getattr(rule, name)) for name in ("number", "gap", "title"))


def _compiled(place: str, key: str, value: str, *, shown: str = "") -> re.Pattern[str]:
    """The pattern, compiled."""
    try:
        return re.compile(value)
    except (re.error, OverflowError, RecursionError) as error:
        hint = "allowed: Python's re syntax; flags as (?i:…) around the words they are for"
        raise _wrong(place, key, f"{(shown or value)!r} is no regular expression ({error})", hint) from error


# What may stand between two things, or be looked for anywhere, may be nothing.
_MAY_BE_EMPTY = frozenset(("heading.gap", "heading.title"))


def _strings(place: str, key: str, value: Any) -> tuple[str, ...]:
    """A list of texts."""
    if not isinstance(value, list) or any(not isinstance(item, str) for item in value):
        raise _wrong(place, key, f"{value!r} is not what it takes", "allowed: a list of texts")
    return tuple(value)


def _tables(place: str, key: str, value: Any) -> tuple[Mapping[str, Any], ...]:
    """A list of tables."""
    if not isinstance(value, list) or any(not isinstance(item, Mapping) for item in value):
        raise _wrong(place, key, "is not a list of tables", f"write [[{key}]] before each")
    return tuple(value)


def _near(key: str, allowed: Sequence[str]) -> str:
    """The key that was probably meant."""
    near = difflib.get_close_matches(key, allowed, n=1)
    return f"did you mean {near[0]}? " if near else ""


def _wrong(place: str, key: str, what: str, hint: str) -> ProfileError:
    """The error for one key of one file."""
    return ProfileError(f"{place}: {key}: {what}", hint=hint)
