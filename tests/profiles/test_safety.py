"""A pattern of a user's own cannot make a page take for ever, and those that come with wpdiff do not."""

import re
import tomllib
from pathlib import Path

import pytest

from wpdiff.errors import ProfileError
from wpdiff.profiles import load_profile, profile_names
from wpdiff.profiles.check import _patterns, checked
from wpdiff.profiles.safety import slow_part
from wpdiff.profiles.settings import built_in, built_in_settings

SLOW = [
    r"(a+)+$",
    r"(?:[a-z]+,?)+x",
    r"(?:a|ab|b)+c",
    r"(\w+\s?)+$",
    r"(?:.*,)+x",
    r".*a.*b.*c",
    r"(x?x)+y",
    r"(?:[0-9]{1,4})+z",
    r"((a|b)+)*c",
    r"(.*)*",
    r"(?:\s*,\s*)+;",
    r"(?=(a+)+b)x",
    r"第(?:[0-9]{1,3}-?){1,40}章",
]
QUICK = [
    r"第[0-9]{1,3}章",
    r"([^>]*>)+",
    r"(?:[a-z]+,)+",
    r".*foo.*bar",
    r"(?:Part|Page) [0-9]+",
    r"(?:[-.][0-9]{1,3})*$",
    r"(?>a+)+b",
    r"[ 　]*(?:>|＞)[ 　]*",
    r"(?:[0-9]{1,3}-?){1,4}章",
]


@pytest.mark.parametrize("pattern", SLOW)
def test_what_can_be_read_in_many_ways_is_refused(pattern: str) -> None:
    assert slow_part(pattern)


@pytest.mark.parametrize("pattern", QUICK)
def test_what_can_be_read_in_few_ways_is_not(pattern: str) -> None:
    assert slow_part(pattern) == ""


def test_the_profiles_that_come_with_wpdiff_hold_no_slow_pattern() -> None:
    for name in profile_names():
        for key, pattern in _patterns(built_in_settings(name)):
            assert slow_part(pattern) == "", (name, key, pattern)


def test_the_profiles_that_come_with_wpdiff_hold_to_what_a_profile_may_say() -> None:
    for name in profile_names():
        data = tomllib.loads((built_in() / f"{name}.toml").read_text(encoding="utf-8"))
        assert checked(data, f"{name}.toml") == dict(built_in_settings(name))


@pytest.mark.parametrize("sign", ["a", "1", "１", "あ", "ア", "　", " ", "-", ".", "（", "第", "I", "…"])
@pytest.mark.usefixtures("ends")
def test_the_profiles_that_come_with_wpdiff_are_quick_on_hostile_lines(sign: str) -> None:
    line = sign * 5000 + "!"
    for name in profile_names():
        profile = load_profile(name)
        patterns = [*profile.boilerplate, *profile.captions, *profile.targets, *profile.items, *profile.note_bodies]
        patterns += [part for rule in profile.headings for part in (rule.number, rule.title)]
        for pattern in patterns:
            re.match(pattern, line)


def test_a_slow_pattern_is_named_with_its_file_and_key(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("extends = \"plain-ja\"\nboilerplate = ['(a+)+$']\n", encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile("mine", folder=tmp_path)
    assert "mine.toml: boilerplate: '(a+)+$' may take for ever" in caught.value.message
    assert caught.value.hint


def test_a_pattern_that_cannot_stand_among_others_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("boilerplate = ['(?i)copyright']\n", encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile("mine", folder=tmp_path)
    assert "mine.toml: boilerplate" in caught.value.message
    assert "(?i:" in caught.value.hint
