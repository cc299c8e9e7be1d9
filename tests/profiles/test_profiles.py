"""Profiles are data that says plainly what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from wpdiff.errors import ProfileError
from wpdiff.model.document import Block, BlockKind, Document
from wpdiff.model.source import Anchor, EditionSource
from wpdiff.profiles import detect_profile, load_profile, profile_names

BUILT_IN = ("bluebook-ja", "defence-en", "defence-ja", "ict-ja", "law-ja", "plain-en", "plain-ja", "rfc", "w3c")


def test_all_built_in_profiles_load() -> None:
    assert profile_names() == BUILT_IN
    for name in BUILT_IN:
        profile = load_profile(name)
        assert profile.name == name
        assert profile.headings
        assert profile.title


def test_a_profile_takes_over_what_it_does_not_say() -> None:
    parent, child = load_profile("plain-ja"), load_profile("bluebook-ja")
    assert {rule.kind for rule in parent.headings} < {rule.kind for rule in child.headings}
    assert child.captions == parent.captions
    assert child.title != parent.title


def test_one_s_own_profile_may_extend_a_built_in_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "defence-ja.toml").write_text('extends = "defence-ja"\nheading_limit = 30\n', encoding="utf-8")
    profile = load_profile("defence-ja", folder=tmp_path)
    assert profile.heading_limit == 30
    assert profile.headings == load_profile("defence-ja").headings


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('boilerplat = ["x"]', "boilerplat: no such key"),
        ('boilerplate = "x"', "boilerplate: 'x' is not what it takes"),
        ('boilerplate = ["("]', "is no regular expression"),
        ('captions = ["図[0-9]+"]', "captions: '図[0-9]+' has no group number"),
        ("heading_limit = 0", "heading_limit: 0 is out of bounds"),
        ('page_order = "sideways"', "page_order: no such order"),
        ('[[heading]]\nkind = "part"', "heading.level: is missing"),
        ('[[heading]]\nkind = "part"\nlevel = "1"', "heading.level: '1' is not what it takes"),
        ('[[heading]]\nkind = "part"\nlevel = 1\nnumber = "x"\ncolour = "red"', "heading.colour: no such key"),
        ('[[heading]]\nkind = "part"\nlevel = 1', "heading.number: neither number nor title"),
        ("detect = [{ weight = 3 }]", "detect.pattern: is missing"),
        ('eras = { "令和" = "2019" }', "eras:"),
        ("title = 3", "title: 3 is not what it takes"),
        ("title = ", "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_file_key_and_what_is_allowed(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "mine.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile("mine", folder=tmp_path)
    assert "mine.toml" in caught.value.message
    assert says in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["", "no-such", "../defence-ja", "a/b", ".hidden"])
def test_a_name_that_leads_nowhere_is_told_with_those_that_do(name: str) -> None:
    with pytest.raises(ProfileError) as caught:
        load_profile(name)
    assert "plain-ja" in caught.value.hint


def test_profiles_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('extends = "two"', encoding="utf-8")
    (tmp_path / "two.toml").write_text('extends = "one"', encoding="utf-8")
    with pytest.raises(ProfileError):
        load_profile("one", folder=tmp_path)


def _document(lines: list[str], language: str, title: str = "") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line, anchor=Anchor()) for line in lines)
    return Document(source=EditionSource(path="x"), title=title, language=language, blocks=blocks, pages=())


@pytest.mark.parametrize(
    ("lines", "language", "name"),
    [
        (["第一条　この法律は、港の管理について定める。", "第二条　港は公のものとする。"], "ja", "law-ja"),
        (["防衛白書 2031", "第II部 わが国の海"], "ja", "defence-ja"),
        (["Status of This Memo", "RFC 9999 says MUST as in BCP 14.", "Request for Comments: 9999"], "en", "rfc"),
        (["達成基準 1.1.1 絵", "W3C 勧告", "達成基準 1.2.1 音"], "ja", "w3c"),
        (["海は静かである。"], "ja", "plain-ja"),
        (["The sea is calm."], "en", "plain-en"),
        ([], "", "plain-en"),
    ],
)
def test_a_publication_is_told_by_its_pages(lines: list[str], language: str, name: str) -> None:
    assert detect_profile(_document(lines, language)).name == name
