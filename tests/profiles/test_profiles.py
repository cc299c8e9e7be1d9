"""Profiles are data that says plainly what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from wpdiff.errors import ProfileError
from wpdiff.model.document import Block, BlockKind, Document
from wpdiff.model.source import Anchor, EditionSource
from wpdiff.profiles import choose_profile, detect_profile, load_profile, profile_names
from wpdiff.profiles.settings import built_in_settings

BUILT_IN = (
    "bluebook-ja",
    "defence-en",
    "defence-ja",
    "ict-ja",
    "law-de",
    "law-ja",
    "plain-en",
    "plain-ja",
    "rfc",
    "w3c",
)


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
        ("page_notes = 1", "page_notes: 1 is not what it takes"),
        ("heading_limit = 0", "heading_limit: 0 is out of bounds"),
        ('page_order = "sideways"', "page_order: no such order"),
        ('[[heading]]\nkind = "part"', "heading.level: is missing"),
        ('[[heading]]\nkind = "part"\nlevel = "1"', "heading.level: '1' is not what it takes"),
        ('[[heading]]\nkind = "part"\nlevel = 1\nnumber = "x"\ncolour = "red"', "heading.colour: no such key"),
        ('[[heading]]\nkind = "part"\nlevel = 1', "heading.number: neither number nor title"),
        ("detect = [{ weight = 3 }]", "detect.pattern: is missing"),
        ('eras = { "令和" = "2019" }', "eras:"),
        ('boilerplate = ["x*"]', "boilerplate: 'x*' matches everything"),
        ("detect = [{ pattern = 'x', share = 101 }]", "detect.share: 101 is out of bounds"),
        ("detect = [{ pattern = 'x', top = 1 }]", "detect.top: 1 is not what it takes"),
        ('language = "jp"', "language: no such language: 'jp'"),
        ('extends = "plain-ja"\nwithout = ["numbr"]', "without: no heading of kind 'numbr'"),
        ('extends = "nobody"', "extends: no profile named 'nobody'"),
        ('extends = "mine"', "extends: leads back to itself (mine → mine)"),
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


def test_profiles_that_extend_each_other_are_refused_with_the_way_they_lead(tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text('extends = "two"', encoding="utf-8")
    (tmp_path / "two.toml").write_text('extends = "one"', encoding="utf-8")
    with pytest.raises(ProfileError) as caught:
        load_profile("one", folder=tmp_path)
    assert "two.toml: extends: leads back to itself (one → two → one)" in caught.value.message


def test_a_file_that_an_editor_marked_as_utf_8_is_read(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('extends = "plain-ja"\ntitle = "港の年報"\n', encoding="utf-8-sig")
    assert load_profile("mine", folder=tmp_path).title == "港の年報"


def test_a_chain_of_profiles_of_one_s_own_ends_at_a_built_in_one(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('extends = "plain-ja"\nwhole = ["調べ:"]', encoding="utf-8")
    (tmp_path / "mine.toml").write_text('extends = "base"\nwhole = ["出所:"]', encoding="utf-8")
    assert load_profile("mine", folder=tmp_path).whole[:2] == ("出所:", "調べ:")
    assert load_profile("mine", folder=tmp_path).headings == load_profile("plain-ja").headings


def _document(lines: list[str], language: str, title: str = "") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line, anchor=Anchor()) for line in lines)
    return Document(source=EditionSource(path="x"), title=title, language=language, blocks=blocks, pages=())


LAW = [f"第{number}条　港は、みなのものとする。" for number in "一二三四五六七八九"]
PAPER = ["第1章 海のすがた", "海は静かである。", "港には多くの船が集まる。", "参照資料は巻末にある。"] * 10
CAPTIONS = [f"図表1-1-{number}-1　船の数" for number in range(1, 9)]


@pytest.mark.parametrize(
    ("lines", "language", "name"),
    [
        (LAW, "ja", "law-ja"),
        (
            ["港湾法", "（令和九年法律第三号）", "第１条　港は、みなのものとする。", "第２条　海もそうである。"],
            "ja",
            "law-ja",
        ),
        (["防衛白書 2031", "第II部 わが国の海"], "ja", "defence-ja"),
        (["第III部 わが国の海", "1 海", "参照2章1節(港)", "海は静かである。"], "ja", "defence-ja"),
        (["外交青書 2031", "第2章 海の国々", "（ア）内政"], "ja", "bluebook-ja"),
        (["令和13年版 情報通信白書", *CAPTIONS, *PAPER], "ja", "ict-ja"),
        (["Status of This Memo", "RFC 9999 says MUST as in BCP 14.", "Request for Comments: 9999"], "en", "rfc"),
        (["Network Working Group", "Request for Comments: 9998", "Status of this Memo"], "en", "rfc"),
        (
            [
                f"Network Working Group{' ' * 40}A. Norda\nRequest for Comments: 9997{' ' * 30}May 2031",
                "Status of This Memo",
                "1. Introduction",
            ],
            "en",
            "rfc",
        ),
        (["達成基準 1.1.1 絵", "W3C 勧告", "達成基準 1.2.1 音"], "ja", "w3c"),
        (["Harbour Markup", "W3C Recommendation 3 May 2031", "1. Introduction"], "en", "w3c"),
        (["Defense of Norda 2031", "Part I The Sea"], "en", "defence-en"),
        (["海は静かである。"], "ja", "plain-ja"),
        (["The sea is calm."], "en", "plain-en"),
        ([], "", "plain-en"),
    ],
)
def test_a_publication_is_told_by_its_pages(lines: list[str], language: str, name: str) -> None:
    assert detect_profile(_document(lines, language)).name == name


@pytest.mark.parametrize(
    ("lines", "language", "name"),
    [
        (
            [*PAPER, "第一条　港は、みなのものとする。", "第二条　海もそうである。"],
            "ja",
            "plain-ja",
        ),  # quotes a statute
        ([*PAPER, *["昨年の防衛白書は海について述べた。"] * 5], "ja", "plain-ja"),  # speaks of another paper
        ([*PAPER, *["外務大臣は港を訪れた。"], "（ア）港", "（イ）海"], "ja", "plain-ja"),
        ([*PAPER, *CAPTIONS, "（出典）港湾局"], "ja", "plain-ja"),  # numbers its figures as another one does
        (["1. Scope", "The sea is calm."] * 20 + [f"RFC 999{one} - Harbours" for one in range(5)], "en", "plain-en"),
        (["1. Scope", "The sea is calm."] * 20 + ["The W3C has a guide.", "See Section 3 for it."], "en", "plain-en"),
    ],
)
def test_a_paper_that_names_or_quotes_another_is_not_taken_for_it(lines: list[str], language: str, name: str) -> None:
    assert detect_profile(_document(lines, language)).name == name


def test_a_profile_of_one_s_own_is_found_from_the_pages_too(tmp_path: Path) -> None:
    (tmp_path / "harbour.toml").write_text(
        'extends = "plain-ja"\nlanguage = "ja"\ndetect = [{ pattern = "港の年報", weight = 6, top = true }]',
        encoding="utf-8",
    )
    document = _document(["港の年報 2031", *PAPER], "ja")
    assert choose_profile(document, folder=tmp_path).name == "harbour"
    assert choose_profile(document).name == "plain-ja"


def test_a_choice_says_who_made_it_and_on_what_evidence() -> None:
    document = _document(LAW, "ja")
    told = choose_profile(document)
    assert (told.name, told.by, told.evidence[0].lines, told.evidence[0].example) == ("law-ja", "pages", 9, LAW[0])
    assert told.scores == (("law-ja", 15),)
    named = choose_profile(document, named="plain-ja", by="series.toml", anyway=True)
    assert (named.name, named.by, named.scores) == ("plain-ja", "series.toml", told.scores)
    assert choose_profile(_document(["海"], "ja")).by == "language"


@pytest.mark.shared
def test_published_documents_are_told_by_their_pages(shared: Path) -> None:
    from wpdiff.ingest import read_document

    wanted = {
        "ict-white-paper": "ict-ja",
        "law-ja": "law-ja",
        "rfc-http-caching": "rfc",
        "wcag-ja": "w3c",
        "asvs-en": "plain-en",
        "asvs-ja": "plain-ja",
        "us-nss": "plain-en",
        "owasp-top10-en": "plain-en",
    }
    for folder, name in wanted.items():
        pages = sorted({path.parent for path in (shared / "documents" / folder).rglob("*") if path.is_file()})
        for place in pages:
            if place.name != folder:
                assert choose_profile(read_document(place)).name == name, place


def test_a_built_in_profile_is_parsed_once_and_its_patterns_are_not_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    built_in_settings.cache_clear()
    parsed: list[str] = []
    loads = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: parsed.append(text) or loads(text))
    monkeypatch.setattr(re, "compile", lambda *pattern: pytest.fail(f"compiled {pattern}"))
    for _ in range(3):
        for name in profile_names():
            load_profile(name)
    assert len(parsed) == len(set(parsed)) == len(profile_names())
