"""A report in parts in a browser: the index leads to every change, with script and without it."""

import re
import sys
from pathlib import Path

import pytest

from wpdiff.report import RenderOptions, render_pages

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from page import synthetic

pytestmark = pytest.mark.browser
COMPARISON = synthetic(60, sections=80)
MOST = 120_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts")
    options = RenderOptions(language="en", split=MOST)
    for name, content in render_pages(COMPARISON, name="a report #1.html", options=options):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def open_page(browser, folder):
    contexts = []

    def opened(fragment="", name="a report #1.html", **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        page.errors = []
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("console", lambda said: page.errors.append(said.text) if said.type == "error" else None)
        page.goto((folder / name).as_uri() + fragment)
        return page

    yield opened
    for context in contexts:
        context.close()


def last_change(folder):
    part = max((folder / "a report #1.parts").iterdir())
    return part, re.findall(r'<article [^>]*id="(c-[^"]+)"', part.read_text(encoding="utf-8"))[-1]


def test_a_permalink_of_the_index_goes_to_the_change_in_its_part(open_page, folder):
    part, change = last_change(folder)
    page = open_page(f"#{change}&v=side")
    page.wait_for_url(f"**/{part.name}#{change}*")
    assert page.locator(f"article#{change}").is_visible()
    assert page.locator("#v-side").is_checked()
    assert page.errors == []


def test_without_script_the_index_shows_the_line_that_leads_there(open_page, folder):
    part, change = last_change(folder)
    page = open_page(f"#{change}", java_script_enabled=False)
    page.locator(":target a").click()
    assert page.url == f"{part.as_uri()}#{change}"
    assert page.locator(f"article#{change}").is_visible()


def test_what_is_chosen_in_the_index_goes_along_and_comes_back(open_page):
    page = open_page()
    page.locator("#f-a-new").check()
    page.locator(".tree a:visible").last.click()
    page.wait_for_url("**/part-*.html#*f=a-new")
    assert page.locator("#f-a-new").is_checked()
    page.locator(".turn a").first.click()
    page.wait_for_url("**/a%20report%20%231.html#f=a-new")
    assert page.locator("#f-a-new").is_checked()
    assert page.errors == []


def test_next_goes_from_the_index_into_the_parts_and_on_from_part_to_part(open_page):
    page = open_page(name="a report #1.parts/part-01.html")
    items = page.evaluate("[...document.querySelectorAll('.part > .item')].map((one) => one.id)")
    page = open_page(f"#{items[-1]}", name="a report #1.parts/part-01.html")
    page.keyboard.press("j")
    page.wait_for_url("**/part-02.html*")
    page.keyboard.press("k")
    page.wait_for_url("**/part-01.html*")
    page.locator(".turn a").first.click()
    page.wait_for_url("**/a%20report%20%231.html*")
    page.keyboard.press("j")
    page.wait_for_url(f"**/part-01.html#{items[0]}")
    assert page.errors == []


def test_every_way_within_the_report_leads_to_something(open_page, folder):
    ids = {}
    for path in folder.rglob("*.html"):
        ids[path.resolve()] = set(re.findall(r' id="([^"]+)"', path.read_text(encoding="utf-8")))
    page = open_page()
    for path in ids:
        page.goto(path.as_uri() + "#filters")
        ways = page.evaluate("[...document.querySelectorAll('a:not([rel*=noreferrer])')].map((one) => one.href)")
        assert ways
        for way in ways:
            file, _, name = way.partition("#")
            target = next(one for one in ids if one.as_uri() == file)
            assert not name or name in ids[target], way
