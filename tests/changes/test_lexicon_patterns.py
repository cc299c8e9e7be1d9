"""The patterns of the cues are compiled when they are first matched with; every one of them compiles."""

import re
from collections.abc import Iterator

import pytest
from msgspec import Struct

from wpdiff.changes.lexicon import read_lexicon


def patterns_in(value: object) -> Iterator["re.Pattern[str]"]:
    if hasattr(value, "fullmatch"):
        yield value  # type: ignore[misc]  # it is one, or stands for one
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from patterns_in(one)
    elif isinstance(value, dict):
        yield from patterns_in(tuple(value.values()))
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from patterns_in(getattr(value, name))


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_pattern_of_the_cues_compiles(language: str) -> None:
    found = list(patterns_in(read_lexicon(language)))
    assert len(found) > 50
    assert all(one.flags for one in found)
