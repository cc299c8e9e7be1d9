"""A workspace's own words: every mistake in them is told with its line, and what they say is found in the texts."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wpdiff.changes.own_rules import OwnRules, find_mistakes, read_own_rules
from wpdiff.changes.try_rules import try_example, try_texts
from wpdiff.errors import RulesError

PORT = """
[[category]]
name = "port_call"
ja = "寄港"
en = "port call"

[[cue]]
category = "port_call"
words = ["入港訪問", "port visit"]
not = ['入港訪問地']

[[cue]]
category = "port_call"
finished = ["tied up at"]
"""


def found(old: str, new: str, rules: str = PORT, language: str = "") -> dict[str, str]:
    tried = try_texts(old, new, read_own_rules(rules, "rules.toml"), language)
    return {one.category: one.significance.value for one in tried.findings if not one.gone}


@pytest.mark.parametrize(
    ("old", "new", "fires"),
    [
        ("", "艦隊は昨年、南の港に入港訪問した。", True),
        ("艦隊は入港訪問を検討している。", "艦隊は入港訪問した。", True),
        ("", "艦隊は入港訪問を検討している。", False),
        ("", "艦隊は入港訪問していない。", False),
        ("", "入港訪問地の一覧を公表した。", False),  # the word is part of another
        ("", "艦隊は「入港訪問」という言葉を用いた。", False),
        ("", "The ships tied up at the northern pier in June.", True),
        ("", "The ships made a port visit in June.", True),
        ("", "The ships plan a port visit.", False),
        ("", "The portvisit was long.", False),  # English words are whole words
        ("艦隊は入港訪問した。", "艦隊は先月、入港訪問した。", False),  # told on both sides
    ],
)
def test_an_own_cue_fires_where_its_clause_says_done(old: str, new: str, fires: bool) -> None:
    assert ("port_call" in found(old, new)) is fires


def test_a_cue_for_a_category_of_wpdiff_weighs_as_much_as_that_one() -> None:
    rules = '[[cue]]\ncategory = "treaty_suspended"\nfinished = ["氷漬けにした"]\n'
    assert found("", "両国は協定を氷漬けにした。", rules) == {"treaty_suspended": "high"}


def test_an_own_ladder_tells_the_direction() -> None:
    rules = '[[ladder]]\nid = "own"\nkind = "assessment"\nrungs = [["備える"], ["万全に備える"]]\n'
    assert "assessment_stronger" in found("国は冬に備える。", "国は冬に万全に備える。", rules)
    assert "assessment_weaker" in found("国は冬に万全に備える。", "国は冬に備える。", rules)


def test_own_spellings_are_editorial_and_own_renames_are_renames() -> None:
    same = '[[equivalent]]\nforms = ["すり合せ", "摺合せ"]\n'
    old, new = "両者のすり合せを終えた。", "両者の摺合せを終えた。"
    assert set(found(old, new, same)) == {"editorial_script"}
    assert "editorial_script" not in found(old, new, "")
    rename = '[[rename]]\nfrom = "中央訓練所"\nto = "統合訓練所"\n'
    assert "renamed" in found("中央訓練所は北にある。", "統合訓練所は北にある。", rename)


def test_spellings_that_count_only_where_they_differ() -> None:
    rules = '[[equivalent]]\nforms = ["おおむね計画どおり", "ほぼ計画どおり"]\neverywhere = false\n'
    assert set(found("おおむね計画どおりである。", "ほぼ計画どおりである。", rules)) == {"editorial_script"}


def test_significance_by_category_is_in_the_evidence() -> None:
    rules = PORT + '\n[[significance]]\ncategory = "port_call"\nlevel = "high"\n'
    tried = try_texts("", "艦隊は入港訪問した。", read_own_rules(rules, "rules.toml"))
    own = next(one for one in tried.findings if one.category == "port_call")
    assert own.significance.value == "high"
    assert own.evidence[-1].rule == "own_significance"
    assert own.evidence[-1].says == "medium → high"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("version = 2\n", 1, "version"),
        ("[[cues]]\n", 1, "no such table: cues"),
        ("version = 1\n\n[[cue]]\ncategory = 'nonsense'\nwords = ['a']\n", 4, "no such category"),
        ("[[cue]]\ncategory = 'exercise'\nword = ['a']\n", 3, "no key word"),
        ("[[cue]]\ncategory = 'exercise'\n", 1, "neither words nor finished nor patterns"),
        ("[[cue]]\ncategory = 'exercise'\npatterns = ['a+']\n", 3, "lack their needs"),
        ("[[cue]]\ncategory = 'exercise'\nneeds = ['a']\npatterns = ['(a+)+$']\n", 4, "for ever"),
        ("[[cue]]\ncategory = 'exercise'\nneeds = ['a']\npatterns = ['(a']\n", 4, "no regular expression"),
        ("[[category]]\nname = 'Port'\nja = 'x'\nen = 'y'\n", 2, "no id"),
        ("[[category]]\nname = 'exercise'\nja = 'x'\nen = 'y'\n", 2, "exists already"),
        ("[[category]]\nname = 'port_call'\nja = 'x'\n", 1, "lacks en"),
        ("[[ladder]]\nid = 'a'\nkind = 'mood'\nrungs = [['a'],['b']]\n", 3, "choices"),
        ("[[ladder]]\nid = 'a'\nkind = 'certainty'\nrungs = [['a']]\n", 4, "two rungs"),
        ("[[rename]]\nfrom = 'a'\nto = 'a'\n", 3, "the same"),
        ("[[equivalent]]\nforms = ['a']\n", 2, "two spellings"),
        ("[[significance]]\nlevel = 'low'\n", 1, "neither category nor section"),
        ("[[significance]]\nsection = 'x'\nlevel = 'low'\nshift = 1\n", 1, "level or shift"),
        ("[[example]]\nnew = 'x'\n", 1, "expects nothing"),
        ("[[cue]\n", 1, "not TOML"),
        ("cue = 3\n", 1, "not a list of tables"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, line: int, words: str) -> None:
    mistakes = find_mistakes(text)
    assert any(one.line == line and words in one.message for one in mistakes), mistakes


def test_all_mistakes_are_told_at_once_and_the_first_in_one_line() -> None:
    text = "[[cue]]\ncategory = 'nope'\nword = ['a']\n"
    assert len(find_mistakes(text)) == 3
    with pytest.raises(RulesError, match=r"rules.toml:1: .*and 2 more"):
        read_own_rules(text, "rules.toml")


def test_the_example_that_wpdiff_writes_is_right_and_holds() -> None:
    text = (files("wpdiff.changes") / "cues" / "own_example.toml").read_text(encoding="utf-8")
    uncommented = re.sub(r"^# (?=\[\[|[a-z]+ = )", "", text, flags=re.MULTILINE)
    rules = read_own_rules(uncommented, "rules.toml")
    assert rules.cues
    assert rules.examples
    assert [trouble for one in rules.examples for trouble in try_example(one, rules)] == []
    assert read_own_rules(text, "rules.toml") == OwnRules(
        place="rules.toml", fingerprint=read_own_rules(text, "").fingerprint
    )


@given(st.text(max_size=300))
def test_no_text_makes_the_reading_of_rules_fail(text: str) -> None:
    for one in find_mistakes(text):
        assert one.line >= 1
        assert one.message
