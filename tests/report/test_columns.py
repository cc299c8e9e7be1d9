"""Two columns, citations and links to the publisher's own page."""

import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

from wpdiff.model.comparison import Side
from wpdiff.model.source import Anchor, Page
from wpdiff.report import RenderOptions
from wpdiff.report.citation import citation, source_link
from wpdiff.report.columns import empty_words, remarks, side_edits, side_text
from wpdiff.report.view import arrange

sys.path.insert(0, str(Path(__file__).parent))
from invented import invented_comparison

CHANGES = {one.id: one for one in invented_comparison().changes}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_column_holds_the_words_of_its_side_to_the_character(change):
    for side, excerpts in ((Side.OLD, change.old), (Side.NEW, change.new)):
        joined = "".join(edit.text for edit in side_edits(change, side))
        assert joined == side_text(change, side)
        assert bool(joined) == bool(excerpts)


def test_where_a_side_has_no_words_the_table_says_so():
    assert [empty_words(side, "ja") for side in Side] == ["（新設）", "（削る）"]


def test_the_remarks_tell_what_the_marks_do_not_show():
    assert "第1節 ノルダ" in remarks(CHANGES["c-moved"], "ja")[-1]
    assert "2023-09 → 2024-09" in remarks(CHANGES["c-redated"], "ja")[-1]


@pytest.mark.parametrize(
    ("language", "columns", "left"), [("ja", "", "new-old"), ("en", "", "old-new"), ("ja", "old-new", "old-new")]
)
def test_the_newer_edition_stands_left_in_japanese_unless_told(language, columns, left):
    assert arrange(invented_comparison(), RenderOptions(language=language, columns=columns)).columns == left


def test_a_citation_has_the_words_of_both_editions_and_the_change_s_id():
    both = invented_comparison()
    told = citation(CHANGES["c-changed"], both.old, both.new, "ja")
    assert told == (
        "「動向は、深刻な懸念である。」（防衛白書 2025、第1節 ノルダ）。"
        "旧: 「動向は、懸念である。」（防衛白書 2024） [c-changed]"
    )
    assert "防衛白書 2024" in citation(CHANGES["c-removed"], both.old, both.new, "en")


def test_a_link_to_the_publisher_s_page_finds_the_words_and_leads_to_the_web_only():
    excerpt = CHANGES["c-changed"].new[0]
    page = Page(uri="https://norda.example/1.html#top", sha256="ab")
    at_page = type(excerpt)(text=excerpt.text, kind="sentence", path=(), anchor=Anchor(page="1"))
    link = source_link(at_page, {"1": page})
    assert link.startswith("https://norda.example/1.html#:~:text=")
    assert unquote(link.partition("text=")[2]) == excerpt.text
    assert not source_link(at_page, {"1": Page(uri="javascript:alert(1)", sha256="ab")})
    assert not source_link(at_page, {})


def test_stronger_and_weaker_are_always_told_together():
    said = next(one for one in arrange(invented_comparison(), RenderOptions()).answers if one.name == "said")
    assert said.balance == (("assessment_stronger", 1), ("assessment_weaker", 0))


def test_what_is_folded_is_counted_by_cause():
    folds = {fold.name: fold for one in arrange(invented_comparison(), RenderOptions()).sections for fold in one.folds}
    assert folds["editorial"].causes == (("editorial_order", 1),)
    assert folds["muted"].causes == (("boilerplate", 1),)
