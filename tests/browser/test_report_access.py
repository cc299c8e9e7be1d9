"""The report for everyone: nothing that axe-core finds, words for screen readers, paper, small screens."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wpdiff.report import RenderOptions, render
from wpdiff.report.view import arrange

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from invented import invented_comparison

pytestmark = pytest.mark.browser
GOLDEN = Path(__file__).parent / "golden"
ROOT = Path(__file__).parents[2]
# All laid out at once and unfolded: what a browser skips has no size that axe-core could measure.
OPEN = """() => {
  document.querySelectorAll(".part").forEach((one) => { one.style.contentVisibility = "visible"; });
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
}"""
SHEET = re.compile(r"size: +([\d.]+) x ([\d.]+)")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NARROW = {"width": 320, "height": 800}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The invented report in both languages, and the sample editions' as wpdiff makes them."""
    from wpdiff.walk import compare
    from wpdiff.workspace import find_workspace, newest_two

    folder = tmp_path_factory.mktemp("access")
    made = {}
    for language in ("ja", "en"):
        comparison = compare(*newest_two(f"defence-{language}", find_workspace(ROOT)))
        for name, one in ((f"invented-{language}", invented_comparison()), (f"sample-{language}", comparison)):
            path = folder / f"{name}.html"
            options = RenderOptions(language=language)
            path.write_bytes(render(one, format="html", options=options).encode("utf-8", "replace"))
            made[name] = path.as_uri()
            plain = re.sub(r"<script>.*?</script>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            path.with_stem(f"{name}-plain").write_text(plain, encoding="utf-8")  # axe-core itself needs a script to run
            made[f"{name}-plain"] = path.with_stem(f"{name}-plain").as_uri()
    return made


@pytest.fixture
def open_page(browser, pages):
    contexts = []

    def opened(name, fragment="", **options):
        context = browser.new_context(bypass_csp=True, **options)  # for axe-core, which is a script of its own
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        page.goto(pages[name] + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()


def absent(reason):
    """Skip, or fail where everything that CI installs is required."""
    if os.environ.get("WPDIFF_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def violations(page):
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        absent("axe-playwright-python is not installed")
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(one["id"], one["nodes"][0]["html"], one["nodes"][0]["failureSummary"]) for one in found]


@pytest.mark.parametrize(
    ("name", "fragment", "options"),
    [
        ("sample-ja", "", {}),
        ("sample-en-plain", "", {}),
        ("sample-en", "#v=side", {"color_scheme": "dark"}),
        ("sample-ja", "#v=taisho", {"viewport": NARROW}),
        ("sample-ja", "#f=a-gone&w=1", {"color_scheme": "dark"}),
        ("invented-ja", "#v=taisho", {}),
        ("invented-en-plain", "", {"viewport": NARROW}),
        ("invented-en", "#v=new", {"forced_colors": "active"}),
    ],
)
def test_axe_core_finds_no_violation(open_page, name, fragment, options):
    page = open_page(name, fragment, **options)
    if name.startswith("invented"):  # the samples as they open: unfolded they take axe-core a minute
        page.evaluate(OPEN)
    assert violations(page) == []


def test_the_list_of_keys_is_a_dialog_that_axe_core_finds_nothing_wrong_with(open_page):
    page = open_page("sample-en")
    page.keyboard.press("?")
    assert violations(page) == []
    page.keyboard.press("Escape")
    assert not page.locator("#help").is_visible()


@pytest.mark.parametrize("name", ["sample-ja", "sample-en", "invented-ja"])
@pytest.mark.parametrize("view", ["inline", "side", "taisho", "new"])
def test_no_view_scrolls_sideways_at_320_pixels(open_page, name, view):
    page = open_page(name, f"#v={view}", viewport=NARROW)
    page.evaluate(OPEN)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_of_change_is_told_to_a_screen_reader_as_when_somebody_last_looked(open_page, language):
    """Look at the new ones, then keep them: WPDIFF_GOLDEN=1 pytest tests/browser"""
    page = open_page(f"invented-{language}")
    page.evaluate(OPEN)
    kinds = ["changed", "added", "removed", "split", "merged", "redated", "row", "moved", "muted"]
    told = "".join(f"# {kind}\n{page.locator(f'#c-{kind}').aria_snapshot()}\n" for kind in kinds)
    kept = GOLDEN / f"aria-{language}.yml"
    if os.environ.get("WPDIFF_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(told, encoding="utf-8")
    assert told == kept.read_text(encoding="utf-8")


def test_everything_that_can_be_used_is_reached_by_the_tab_key_with_a_visible_focus(open_page):
    page = open_page("invented-en")
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert seen[0] == "skip"
    assert {"f-all", "f-significance", "f-kind", "f-category"} <= set(seen)


def test_the_document_s_words_carry_their_language(open_page):
    page = open_page("invented-en")
    languages = (
        "(query) => [...new Set([...document.querySelectorAll(query)].map((one) => one.closest('[lang]').lang))]"
    )
    for query in (".words", ".same p", "h1", ".part h3 > span:first-child", ".tree .name", ".place"):
        assert page.evaluate(languages, query) == ["ja"]
    for query in (".sig", ".evidence", ".summary", "h2"):
        assert page.evaluate(languages, query) == ["en"]


def printed(page, path):
    page.pdf(path=path, prefer_css_page_size=True)
    if not shutil.which("pdftotext"):
        absent("no pdftotext (poppler-utils) on this machine")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, encoding="utf-8", check=True).stdout
    sheets = subprocess.run(["pdfinfo", "-l", "99", path], capture_output=True, encoding="utf-8", check=True).stdout
    return "".join(text.split()), [(float(wide), float(high)) for wide, high in SHEET.findall(sheets)]


def test_on_paper_the_most_important_changes_stand_with_page_numbers(open_page, tmp_path):
    text, sheets = printed(open_page("sample-en"), tmp_path / "page.pdf")
    assert len(sheets) <= 40
    assert all(wide < high for wide, high in sheets)
    assert f"1/{len(sheets)}" in text
    from wpdiff.walk import compare
    from wpdiff.workspace import find_workspace, newest_two

    view = arrange(compare(*newest_two("defence-en", find_workspace(ROOT))), RenderOptions(language="en"))
    for item in view.highlights:
        marked = next((edit.text for edit in item.change.edits if edit.op != "keep"), item.change.new[0].text)
        assert "".join(marked.split())[:12] in text


def test_on_paper_a_filter_prints_what_it_shows(open_page, tmp_path):
    text, _ = printed(open_page("invented-ja", "#f=a-figures"), tmp_path / "page.pdf")
    assert "同年9月に公表した。" in text
    assert "先制不使用" not in text


def test_on_paper_a_table_lies_on_its_side_with_all_changes(open_page, tmp_path):
    text, sheets = printed(open_page("invented-ja", "#v=taisho"), tmp_path / "page.pdf")
    assert any(wide > high for wide, high in sheets)
    assert all(word in text for word in ("改正後", "改正前", "備考", "（新設）", "（削る）", "（略）"))
    plain, upright = printed(open_page("invented-ja"), tmp_path / "plain.pdf")
    assert all(wide < high for wide, high in upright)
    assert "改正前" not in plain


def test_what_is_gone_to_is_not_hidden_by_the_bar(open_page):
    page = open_page("sample-en")
    for _ in range(3):
        page.keyboard.press("j")
    head = page.locator(".item:target > header").bounding_box()["y"]
    bar = page.locator(".tools").bounding_box()
    assert head >= bar["y"] + bar["height"]
