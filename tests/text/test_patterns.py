"""A lazy pattern is compiled once, when it is first matched with, and then is as quick as the pattern itself."""

import re

import pytest

from wpdiff.text import patterns
from wpdiff.text.patterns import lazy_pattern


def test_a_pattern_is_compiled_when_it_is_first_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_pattern = patterns.compile_quickly
    monkeypatch.setattr(
        patterns, "compile_quickly", lambda *source: compiled.append(source[0]) or compile_pattern(*source)
    )
    pattern = lazy_pattern("[a-z]+", re.IGNORECASE)
    assert compiled == []
    assert [pattern.findall("Port 2 open"), pattern.findall("Quay")] == [["Port", "open"], ["Quay"]]
    assert pattern.sub("-", "Port 2") == "- 2"
    assert compiled == ["[a-z]+"]
    assert vars(pattern)["findall"].__self__ is compile_pattern("[a-z]+", re.IGNORECASE)
