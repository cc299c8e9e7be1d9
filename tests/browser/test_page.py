"""The HTML report in a real browser: nothing leaves, nothing of theirs runs, everything is reachable."""

import sys
from pathlib import Path

import pytest

from wpdiff.report import RenderOptions, render

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from invented import invented_comparison

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "report.html"
    text = render(invented_comparison(), format="html", options=RenderOptions(language="en"))
    path.write_bytes(text.encode("utf-8", "replace"))
    return path.as_uri()


@pytest.fixture
def open_page(browser, address):
    contexts = []

    def opened(fragment="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.seen.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (page.seen.append("dialog"), dialog.dismiss()))
        page.goto(address + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_hostile_editions_run_nothing_and_ask_for_nothing(open_page, address):
    page = open_page()
    page.wait_for_timeout(200)
    assert page.seen == [address]
    assert "stolen" not in page.title()


def test_every_change_of_the_comparison_is_in_the_page_once(open_page):
    shown = open_page().eval_on_selector_all("article.item", "all => all.map(one => one.id)")
    assert sorted(shown) == sorted(change.id for change in invented_comparison().changes)


@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_shows_exactly_its_changes_with_and_without_script(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.check("#f-a-figures")
    visible = [one.get_attribute("id") for one in page.query_selector_all("article.item") if one.is_visible()]
    assert visible == ["c-redated", "c-row"]


@pytest.mark.parametrize("name", ["c-moved", "c-muted"])
def test_a_permalink_opens_what_is_folded(open_page, name):
    page = open_page(f"#{name}")
    page.wait_for_selector(f"#{name}", state="visible")


def test_a_permalink_is_followed_out_of_a_filter(open_page):
    page = open_page()
    page.check("#f-a-figures")
    page.evaluate("location.hash = '#c-removed'")
    page.wait_for_selector("#c-removed", state="visible")


def test_nothing_scrolls_sideways_on_a_narrow_screen(open_page):
    page = open_page(viewport={"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_screen_reader_hears_deletion_and_insertion(open_page):
    told = open_page().locator("#c-changed").aria_snapshot()
    assert 'deletion: "[deleted] 懸念' in told.replace("deletion: [", 'deletion: "[')
    assert "insertion" in told


def test_next_goes_from_change_to_change_and_tells_the_place(open_page):
    page = open_page()
    page.keyboard.press("j")
    page.keyboard.press("j")
    total = sum(not one.muted and one.significance != "editorial" for one in invented_comparison().changes)
    assert page.locator(".told").text_content() == f"2 / {total}"


def test_search_counts_what_it_finds(open_page):
    page = open_page()
    page.fill("input[type=search]", "深刻な")
    assert page.locator(".told").text_content() == "1"


def test_selected_text_holds_no_words_of_ours(open_page):
    page = open_page()
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#c-changed .words'))")
    assert page.evaluate("getSelection().toString()") == "動向は、懸念深刻な懸念である。"


def test_buttons_offer_the_old_the_new_and_a_citation(open_page):
    page = open_page()
    page.hover("#c-changed")
    assert page.locator("#c-changed .copy button").count() == 4
