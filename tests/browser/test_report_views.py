"""The report against the JSON it is made of: every view and every filter shows exactly those changes, each once."""

import sys
from pathlib import Path

import pytest

from wpdiff.model.comparison import Op, Side
from wpdiff.report import RenderOptions, render
from wpdiff.report.citation import citation
from wpdiff.report.columns import side_text
from wpdiff.report.view import arrange

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from invented import invented_comparison

pytestmark = pytest.mark.browser
COMPARISON = invented_comparison()
CHANGES = {one.id: one for one in COMPARISON.changes if one.id != "c-hostile"}
VIEW = arrange(COMPARISON, RenderOptions(language="ja"))
LOUD = [item.change.id for item in VIEW.items if item.is_loud]
# What stands in a paragraph and is displayed, without what the page itself put between table cells.
SHOWN = """([query, id]) => {
  const text = (node) => (node.nodeType === 1 && node.matches(".cell") ? "\\t" : node.textContent);
  const words = [...document.getElementById(id).querySelectorAll(query)].filter((one) => one.checkVisibility());
  const shown = (one) => [...one.childNodes].filter((node) => node.nodeType === 3 || node.checkVisibility());
  return words.map((one) => shown(one).map(text).join(""));
}"""
VISIBLE = """() => [...document.querySelectorAll(".item")]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height).map((one) => one.id)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "report.html"
    path.write_bytes(render(COMPARISON, format="html", options=RenderOptions(language="ja")).encode("utf-8", "replace"))
    return path.as_uri()


@pytest.fixture
def open_page(browser, address):
    contexts = []

    def opened(fragment="", **options):
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.goto(address + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()


def unfolded(page):
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return page


@pytest.mark.parametrize("javascript", [True, False])
def test_every_view_shows_the_words_of_both_editions_to_the_character(open_page, javascript):
    page = unfolded(open_page(java_script_enabled=javascript))
    for id_, change in CHANGES.items():
        both = "".join(edit.text for edit in change.edits)
        assert page.evaluate(SHOWN, [".words", id_]) == [both]
    for view in ("v-side", "v-taisho"):
        page.check(f"#{view}")
        for id_, change in CHANGES.items():
            sides = [side_text(change, side) for side in (Side.NEW, Side.OLD)]
            assert page.evaluate(SHOWN, [".words", id_]) == [text for text in sides if text]
    page.check("#v-new")
    for id_, change in CHANGES.items():
        new = side_text(change, Side.NEW)
        assert page.evaluate(SHOWN, [".words", id_]) == ([new] if new else [])


@pytest.mark.parametrize(("columns", "newer_left"), [("", True), ("old-new", False)])
def test_the_newer_edition_stands_left_in_japanese_unless_told(browser, tmp_path, columns, newer_left):
    path = tmp_path / "report.html"
    options = RenderOptions(language="ja", layout="taisho", columns=columns)
    path.write_bytes(render(COMPARISON, format="html", options=options).encode("utf-8", "replace"))
    page = browser.new_page()
    page.goto(path.as_uri())
    assert page.is_checked("#v-taisho")
    old, new = (page.locator(f"#c-changed .{side}").bounding_box()["x"] for side in ("o", "one"))
    assert (new < old) is newer_left
    heads = [page.locator(f"#p-one .cols .{name}").bounding_box()["x"] for name in ("hn", "ho", "hr")]
    assert (heads[0] < heads[1]) is newer_left
    assert heads[2] > max(heads[:2])
    assert "（新設）" in page.evaluate("getComputedStyle(document.getElementById('c-added'), '::after').content")
    assert "（削る）" in page.evaluate("getComputedStyle(document.getElementById('c-removed'), '::after').content")
    for mark, id_ in (("ins", "c-added"), ("del", "c-removed")):
        line = f"getComputedStyle(document.querySelector('#{id_} {mark}')).textDecorationLine"
        assert page.evaluate(line) == "underline"
    page.close()


def test_the_whole_text_shows_every_statement_that_stayed(open_page):
    page = open_page()
    assert not page.locator(".same p").first.is_visible()
    page.check("#v-whole")
    assert all(one.is_visible() for one in page.locator(".same p").all())
    kept = {COMPARISON.new.statements[j].text for _, j in COMPARISON.unchanged}
    assert set(page.locator(".same p").all_text_contents()) == kept


@pytest.mark.parametrize("javascript", [True, False])
def test_every_filter_shows_exactly_the_changes_that_pass_it(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    assert sorted(page.evaluate(VISIBLE)) == sorted(LOUD)
    for answer in VIEW.answers:
        page.check(f"#f-a-{answer.name}")
        passing = sorted(item.change.id for item in VIEW.items if f"a-{answer.name}" in item.filters)
        assert sorted(page.evaluate(VISIBLE)) == passing
    page.click("[type=reset]")
    for one in VIEW.filters:
        page.select_option(f"#f-{one.table}", one.id)
        passing = sorted(
            item.change.id
            for item in VIEW.items
            if one.id in item.filters or (one.name == "notable" and "s-notable" in item.filters)
        )
        assert sorted(page.evaluate(VISIBLE)) == passing
        assert len(passing) == one.count
        page.select_option(f"#f-{one.table}", "")
    assert sorted(page.evaluate(VISIBLE)) == sorted(LOUD)


@pytest.mark.parametrize("javascript", [True, False])
def test_filters_work_together_and_on_groups(open_page, javascript):
    page = open_page(java_script_enabled=javascript)
    page.check("#f-a-said")
    page.select_option("#f-kind", "k-split")
    assert page.evaluate(VISIBLE) == ["c-split"]
    page.evaluate("document.querySelector('.groups details').open = true")
    links = page.locator(".groups li a")
    assert [one.get_attribute("href") for one in links.all() if one.is_visible()] == ["#c-split"]
    page.select_option("#f-kind", "k-added")
    assert page.evaluate(VISIBLE) == []


def test_where_nothing_passes_the_page_says_so_and_leaves_no_gap(open_page):
    page = open_page("#f=a-figures+k-removed")
    assert page.locator(".nothing").is_visible()
    assert page.locator(".told").text_content() == "該当なし"
    assert not page.evaluate("[...document.querySelectorAll('.part')].some((one) => one.checkVisibility())")


def test_a_section_s_numbers_follow_the_filter(open_page):
    page = open_page("#f=a-gone")
    cells = page.locator(".tree li[data-s=p-one] > .row > .n").all_text_contents()
    assert cells == ["1", "1", "0"]  # what is below is counted too


def test_a_category_in_a_card_chooses_both(open_page):
    page = open_page()
    page.click(".card.figures .most button >> nth=0")
    assert page.is_checked("#f-a-figures")
    assert page.evaluate(VISIBLE) == ["c-redated"]


def test_the_address_holds_what_is_chosen_and_opens_it_again(open_page):
    page = open_page()
    page.check("#f-a-said")
    page.select_option("#f-significance", "s-high")
    page.check("#v-side")
    page.check("#v-whole")
    page.keyboard.press("j")
    fragment = page.evaluate("location.hash")
    assert fragment == "#c-changed&f=a-said+s-high&v=side&w=1"
    again = open_page(fragment)
    assert again.is_checked("#f-a-said")
    assert again.is_checked("#v-side")
    assert again.is_checked("#v-whole")
    assert again.evaluate(VISIBLE) == ["c-changed"]
    assert again.evaluate("document.querySelector(':target').id") == "c-changed"
    assert again.evaluate("location.hash") == fragment


def test_an_address_that_nobody_wrote_does_no_harm(open_page):
    page = open_page("#%E0%A4%A&f=<b>+c-none&v=__proto__&q=%E0%A4%A")
    assert sorted(page.evaluate(VISIBLE)) == sorted(LOUD)


def test_the_view_is_remembered_but_an_address_says_more(open_page):
    page = open_page()
    page.check("#v-side")
    page.reload()
    assert page.is_checked("#v-side")
    page.goto(page.url.split("#")[0] + "#v=new")
    page.reload()
    assert page.is_checked("#v-new")


def test_keys_can_be_switched_off_and_are_listed(open_page):
    page = open_page()
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.uncheck("#o-keys")
    page.click("#help button")
    page.keyboard.press("3")
    assert page.is_checked("#v-inline")
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate("location.hash") == ""


def test_keys_are_letters_where_somebody_writes(open_page):
    page = open_page()
    page.keyboard.press("/")
    page.keyboard.type("jk")
    assert page.input_value("input[type=search]") == "jk"
    assert not page.evaluate("location.hash").startswith("#c-")


def test_search_finds_unchanged_text_and_opens_it_whatever_the_width(open_page):
    page = open_page()
    page.fill("input[type=search]", "三つ目")
    assert page.locator(".told").text_content() == "1"
    page.keyboard.press("Enter")
    assert page.locator(".same p", has_text="三つ目も。").is_visible()
    page.fill("input[type=search]", "５．６％")
    page.keyboard.press("Enter")
    assert page.evaluate("document.querySelector(':target').id") == "c-row"


def test_search_finds_new_words_that_old_ones_part(open_page):
    page = open_page()
    page.fill("input[type=search]", "は、深刻な懸念である")
    assert page.locator(".told").text_content() == "1"
    assert page.evaluate("CSS.highlights.get('found').size") == 1


def test_a_citation_is_the_one_that_other_formats_give(open_page):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for id_ in ("c-changed", "c-removed", "c-added"):
        page.hover(f"#{id_} .words.one")
        buttons = page.locator(f"#{id_} .copy button")
        for place, language in ((-2, "ja"), (-1, "en")):
            buttons.nth(buttons.count() + place).click()
            page.locator(".told", has_text="コピーしました").wait_for()
            expected = citation(CHANGES[id_], COMPARISON.old, COMPARISON.new, language)
            assert page.evaluate("navigator.clipboard.readText()") == expected
            page.evaluate("document.querySelector('.told').textContent = ''")


def test_old_and_new_words_are_copied_clean(open_page):
    page = open_page()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    for place, side in ((0, Op.INSERT), (1, Op.DELETE)):
        page.hover("#c-changed .words.one")
        page.locator("#c-changed .copy button").nth(place).click()
        page.locator(".told", has_text="コピーしました").wait_for()
        expected = "".join(edit.text for edit in CHANGES["c-changed"].edits if edit.op is not side)
        assert page.evaluate("navigator.clipboard.readText()") == expected
        page.evaluate("document.querySelector('.told').textContent = ''")


def test_what_is_highlighted_leads_to_its_place(open_page):
    page = open_page()
    page.click(".highlight >> nth=0 >> .foot a >> nth=0")
    assert page.evaluate("document.querySelector(':target').id") == page.get_attribute(".highlight >> nth=0", "data-id")
