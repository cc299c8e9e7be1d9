"""The page of an inspection in a real browser: nothing leaves, every doubt leads to its place, the outline stays."""

import pytest

from wpdiff.model.source import EditionSource
from wpdiff.report import RenderOptions, render_inspection
from wpdiff.walk import inspect_edition

pytestmark = pytest.mark.browser
HOSTILE = "<script>document.title='stolen'</script><img src=http://vest.example/x onerror=alert(1)>"
TEXT = "".join(
    f"第{number}章 海の{number}番目のすがた\n\n海は静かである。同年5月に港が開いた。{HOSTILE}\n\n参照9章9節(空)\n\n"
    for number in (*range(1, 20), 25)
)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    inspection = inspect_edition(EditionSource(path="-", name="2031", data=TEXT.encode()), profile="plain-ja")
    path = tmp_path_factory.mktemp("inspection") / "inspect.html"
    page = render_inspection(inspection, format="html", options=RenderOptions(language="ja"))
    path.write_text(page, encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def open_page(browser, address):
    contexts = []

    def opened(width=1280, scheme="light"):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(5000)
        page.seen = []
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("console", lambda message: page.seen.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: (page.seen.append("dialog"), dialog.dismiss()))
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


def test_hostile_text_runs_nothing_and_asks_for_nothing(open_page, address):
    page = open_page()
    page.wait_for_timeout(200)
    assert page.seen == [address]
    assert "stolen" not in page.title()


def test_what_was_unsure_leads_to_its_place(open_page):
    page = open_page()
    page.locator("#u-section_out_of_sequence a").first.click()
    assert page.evaluate("document.querySelector(':target').textContent").endswith("海の25番目のすがた")
    assert page.locator("p:target").is_visible()


def test_the_outline_stands_beside_the_text_and_leads_into_it(open_page):
    page = open_page()
    page.locator(".toc a", has_text="第19章").click()
    assert page.locator(".toc").is_visible()
    assert page.locator("section.part:target .heading").inner_text().endswith("海の19番目のすがた")
    assert page.locator(".toc").bounding_box()["x"] < page.locator("#text").bounding_box()["x"]


@pytest.mark.parametrize("width", [1280, 768, 360])
def test_nothing_runs_over_the_page_s_edge(open_page, width):
    page = open_page(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
