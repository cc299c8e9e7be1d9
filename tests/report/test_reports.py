"""What a reader sees of a comparison, in every format."""

import os
import re
import sys
from pathlib import Path

import html5lib
import pytest
from bs4 import BeautifulSoup
from msgspec.structs import replace

from wpdiff.errors import ReportError
from wpdiff.model.comparison import Significance
from wpdiff.report import RenderOptions, render
from wpdiff.report.labels import categories, category_word

sys.path.insert(0, str(Path(__file__).parent))
from invented import HOSTILE, invented_comparison

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(scope="module")
def comparison():
    return invented_comparison()


@pytest.fixture(scope="module")
def page(comparison):
    return BeautifulSoup(render(comparison, format="html"), "html5lib")


def test_each_change_is_one_element_and_nothing_else_has_its_id(comparison, page):
    ids = [one["id"] for one in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert sorted(one["id"] for one in page.select("article.item")) == sorted(one.id for one in comparison.changes)


def test_a_change_of_many_sentences_is_still_told_once(page):
    assert "1 文 → 2 文" in page.find(id="c-split").get_text()
    assert "2 文 → 1 文" in page.find(id="c-merged").get_text()


def test_the_words_are_the_publishers_to_the_character(comparison, page):
    for change in comparison.changes:
        if change.id != "c-hostile":
            words = page.find(id=change.id).select_one(".words")
            for separator in words.select(".cell"):
                separator.replace_with("\t")
            old = "".join(edit.text for edit in change.edits if edit.op != "insert")
            assert "".join(part for part in words.strings if not part.find_parent("ins")) == old


def test_what_an_edition_prints_is_never_markup_or_a_link(comparison):
    text = render(comparison, format="html")
    page = BeautifulSoup(text, "html5lib")
    assert HOSTILE in page.find(id="c-hostile").get_text()
    assert [one.get("src") for one in page.find_all("script")] == [None]
    assert not page.find_all(["img", "iframe", "object", "link", "base"])
    assert {one["href"].split(":")[0] for one in page.find_all("a", href=True) if one["href"][0] != "#"} == {"https"}
    assert not [
        tag for tag in page.find_all(True) if any(name.startswith("on") or name == "style" for name in tag.attrs)
    ]


def test_what_would_turn_or_hide_text_is_shown_by_its_number(page):
    shown = {one.get_text() for one in page.select("#c-hostile .ctl")}
    assert {"U+001B", "U+202E", "U+2066", "U+0000", "U+D800"} <= shown


def test_a_policy_in_the_page_allows_nothing_but_its_own_style_and_script(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_is_html_without_an_error(comparison, language):
    parser = html5lib.HTMLParser()
    parser.parse(render(comparison, format="html", options=RenderOptions(language=language)))
    assert parser.errors == []


def test_every_link_in_the_page_leads_somewhere(page):
    ids = {one["id"] for one in page.find_all(id=True)}
    inside = {one["href"][1:] for one in page.find_all("a", href=True) if one["href"][0] == "#"}
    assert inside <= ids


def test_a_move_is_linked_from_both_ends(page):
    assert page.select_one("#c-moved a[href='#from-c-moved']")
    stub = page.find(id="from-c-moved")
    assert stub.select_one("a[href='#c-moved']")
    assert stub.find_parent("section")["id"] == "p-one"


def test_the_same_words_of_another_year_show_both_readings(comparison, page):
    assert "2023-09 → 2024-09" in page.find(id="c-redated").get_text()
    assert "2023-09 → 2024-09" in render(comparison, format="terminal")
    assert "2023-09 → 2024-09" in render(comparison, format="md")


def test_unchanged_text_is_folded_and_present(page):
    folded = "".join(one.get_text() for one in page.select("details.same"))
    assert "変わらない文。" in folded


def test_editorial_and_muted_changes_are_folded_and_counted(page):
    for name in ("c-moved", "c-muted"):
        assert page.find(id=name).find_parent("details") is not None
    assert "定型の部分" in page.find(id="c-muted").find_parent("details").summary.get_text()


def test_a_card_counts_exactly_the_changes_that_its_filter_shows(page):
    for name in ("new", "gone", "said", "figures"):
        shown = [one for one in page.select("article.item") if f"a-{name}" in one["data-t"].split()]
        assert int(page.select_one(f".card.{name} strong").get_text()) == len(shown)


def test_a_section_passes_every_filter_that_something_in_it_passes(page):
    for section in page.select(".part"):
        within = {mark for one in section.select("article.item") for mark in one["data-t"].split()}
        assert set(section["data-t"].split()) == within


def test_the_most_important_change_comes_first(comparison):
    for form in ("terminal", "md"):
        text = render(comparison, format=form)
        assert text.index("深刻な懸念") < text.index("先制不使用") < text.index("計画は進み")


def test_filters_shape_what_is_shown_and_say_so(comparison):
    options = RenderOptions(only=("treaty_signed",), minimum=Significance.HIGH)
    page = BeautifulSoup(render(comparison, format="html", options=options), "html5lib")
    assert [one["id"] for one in page.select("article.item")] == ["c-added"]
    assert "10 件のうち 1 件" in page.select_one(".narrowed").get_text()


def test_a_terminal_is_not_steered_by_what_is_printed(comparison):
    text = render(comparison, format="terminal")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    assert "<U+001B>" in text


def test_without_colour_words_are_marked_by_signs_and_with_colour_by_colour(comparison):
    assert "[-懸念-]{+深刻な懸念+}" in render(comparison, format="terminal")
    coloured = render(comparison, format="terminal", options=RenderOptions(colour=True))
    assert "[-" not in re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert "\x1b[" in coloured


def test_our_own_words_fit_a_japanese_console():
    plain = invented_comparison()
    plain = replace(plain, changes=tuple(one for one in plain.changes if one.id != "c-hostile"), warnings=())
    render(plain, format="terminal").encode("cp932")


@pytest.mark.parametrize("width", [40, 80, 140])
def test_no_line_is_wider_than_the_terminal(comparison, width):
    from rich.cells import cell_len

    text = render(comparison, format="terminal", options=RenderOptions(width=width))
    assert max(map(cell_len, text.split("\n"))) <= width


def test_an_unknown_format_is_answered_with_those_there_are(comparison):
    with pytest.raises(ReportError, match="odt") as caught:
        render(comparison, format="odt")
    assert "html" in caught.value.hint
    with pytest.raises(ReportError, match="no text") as caught:
        render(comparison, format="docx")
    assert "render_file" in caught.value.hint


def test_every_category_has_a_word_in_both_languages():
    for name in categories():
        assert category_word(name, "ja") != name
        assert "_" not in category_word(name, "en")
    assert category_word("fishing_rights", "ja") == "fishing_rights"


def test_style_and_script_stay_small(page):
    assert sum(len(one.get_text().encode()) for one in page.find_all(["style", "script"])) <= 40_000


@pytest.mark.parametrize(("form", "suffix"), [("html", "html"), ("terminal", "txt"), ("md", "md")])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_pages_are_as_they_were_when_somebody_last_looked_at_them(comparison, form, suffix, language):
    """Look at the new ones, then keep them: WPDIFF_GOLDEN=1 pytest tests/report"""
    text = render(comparison, format=form, options=RenderOptions(language=language)).encode("utf-8", "replace")
    kept = GOLDEN / f"{language}.{suffix}"
    if os.environ.get("WPDIFF_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(text)
    assert text == kept.read_bytes()
