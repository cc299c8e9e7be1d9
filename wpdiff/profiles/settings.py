"""What a profile file that comes with the program says, as the nouns want it, read once.

Tests hold these files against `check.checked`: at work nobody waits while two hundred unused patterns compile.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from wpdiff.model.profile import Cue, HeadingRule

_MOST = 64


def built_in() -> Path:
    """The folder of profiles that come with the program."""
    return Path(__file__).parent


@lru_cache(maxsize=_MOST)
def built_in_settings(name: str) -> Mapping[str, Any]:
    """The settings of a profile that comes with the program; not to be changed."""
    return settings_of(tomllib.loads((built_in() / f"{name}.toml").read_text(encoding="utf-8")))


def settings_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """A profile file's settings as the nouns want them; what is wrong with them is for others to say.

    >>> settings_of({"eras": {"令和": 2019}, "items": ["・"], "title": "白書"})
    {'eras': (('令和', 2019),), 'items': ('・',), 'title': '白書'}
    """
    return {key: _value(key, value) for key, value in data.items()}


def _value(key: str, value: Any) -> Any:
    if key == "heading":
        return tuple(HeadingRule(**table) for table in value)
    if key == "detect":
        return tuple(Cue(**table) for table in value)
    if key == "eras":
        return tuple(value.items())
    return tuple(value) if isinstance(value, list) else value
