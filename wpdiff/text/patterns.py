"""Regular expressions that are compiled when they are first asked for.

A pattern of many Japanese signs takes a hundredth of a second to compile, and two pages in English never ask for it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

from ahocorasick_rs import AhoCorasick

from wpdiff.text.first_sign import compile_sought
from wpdiff.text.sign_sets import compile_quickly


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, compiled once somebody matches with it.

    >>> lazy_pattern("[ァ-ヺー]+").findall("港のタワーとドック")
    ['タワー', 'ドック']
    """
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


def sought_pattern(pattern: str) -> re.Pattern[str]:
    """The pattern for searching long texts, compiled once somebody matches with it."""
    return cast("re.Pattern[str]", _Sought(pattern, 0))


class _Lazy:
    """Stands for a pattern; what was asked of it once is an attribute from then on, as quick as the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._source = (pattern, flags)

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return compile_quickly(*self._source)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        asked = getattr(self._compiled, name)
        setattr(self, name, asked)
        return asked


class _Sought(_Lazy):
    """Stands for a pattern that looks at one sign before it tries its words."""

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return compile_sought(self._source[0])


def holds_one(text: str, words: AhoCorasick) -> bool:
    r"""Whether one of some words stands in a text; it may, where half a surrogate pair forbids to look.

    >>> holds_one("the fleet doubled", AhoCorasick(["halved", "doubled"])), holds_one("\ud800", AhoCorasick(["a"]))
    (True, True)
    """
    try:
        return bool(words.find_matches_as_indexes(text))
    except UnicodeEncodeError:
        return True
