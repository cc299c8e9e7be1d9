"""Index pages and contents pages, as publishers write them: which editions, which pages, in which order."""

from __future__ import annotations

import re

import pytest

from wpdiff.watch.discover import read_index
from wpdiff.watch.page_list import contents_address, from_heading, read_contents
from wpdiff.watch.read_sources import parse_sources
from wpdiff.watch.sources import Source
from wpdiff.watch.years import year_of

INDEX = "https://example.org/papers/"


def source(rules: str) -> Source:
    text = f"""
    [defaults]
    contact = "desk@example.org"
    [[source]]
    id = "paper"
    series = "paper"
    index = "{INDEX}"
    {rules}
    """
    return parse_sources(text).source[0]


def names(html: str, rules: str) -> list[str]:
    return [one.name for one in read_index(html, INDEX, source(rules)).editions]


ERAS = "edition.pattern = '令和(?P<reiwa>\\d+|元)年版|平成(?P<heisei>\\d+)年版|(?P<year>20\\d\\d)年版'"


def test_editions_are_found_by_western_and_era_years_the_newest_first() -> None:
    html = """<a href="r1/">令和元年版</a> <a href="h30/">平成３０年版</a> <a href="r7/">防衛白書 令和7年版</a>
              <a href="2024/">2024年版</a> <a href="other/">お知らせ</a>"""
    assert names(html, ERAS) == ["2025", "2024", "2019", "2018"]


def test_two_links_to_one_edition_are_one_and_pages_go_before_files() -> None:
    html = '<a href="r7.pdf">令和7年版（PDF）</a><a href="r7/">令和7年版</a><a href="http://example.org/papers/r7/index.html">2025年版</a>'
    index = read_index(html, INDEX, source(ERAS))
    assert [(one.name, one.address) for one in index.editions] == [("2025", INDEX + "r7/")]


def test_a_pictures_words_are_a_links_words() -> None:
    assert names('<a href="r7/"><img src="x.png" alt="令和7年版 表紙"></a>', ERAS) == ["2025"]


def test_an_editions_own_address_is_what_the_pattern_matches_of_it() -> None:
    paper = source("edition.url = '/wp(?P<year>20\\d\\d)/html/'\npages.contents = 'index.html'")
    found = read_index('<a href="/papers/wp2025/html/n11.html">→</a>', INDEX, paper).editions[0]
    assert contents_address(found, paper) == INDEX + "wp2025/html/index.html"


def test_links_are_chosen_by_css_and_papers_on_one_page_by_their_heading() -> None:
    html = """<h2>Health</h2><a href="h/2025/">White Paper 2025</a>
              <h2>Labour <small>and work</small></h2><p><a class=x href="l/2024/">White Paper 2024</a>
              <h3>Older</h3><a class=x href="l/2023/">White Paper 2023</a><a href="l/2022/">White Paper 2022</a>
              <h2>Food</h2><a class=x href="f/2026/">White Paper 2026</a>"""
    rules = "section = 'labour and'\nedition.link = 'a.x'\nedition.pattern = 'White Paper (?P<year>20\\d\\d)'"
    assert names(html, rules) == ["2024", "2023"]


def test_editions_are_known_by_headings_with_their_parts_below() -> None:
    html = """<h3>DEFENCE OF X 2025</h3><ul><li><a href="25/p2.pdf">Part 2</a><li><a href="25/p1.pdf">Part 1</a></ul>
              <h3>DEFENCE OF X 2024</h3><a href="24/p1.pdf">Part 1</a>"""
    paper = source("edition.heading = 'DEFENCE OF X (?P<year>20\\d\\d)'\npages.link = '[.]pdf$'\npages.order = 'name'")
    editions = read_index(html, INDEX, paper).editions
    assert [one.name for one in editions] == ["2025", "2024"]
    assert from_heading(editions[0], paper).pages == (INDEX + "25/p1.pdf", INDEX + "25/p2.pdf")


@pytest.mark.parametrize(
    ("html", "rules", "told"),
    [
        ("<p>nothing</p>", ERAS, "there is no link"),
        ('<a href="a/">News</a>', ERAS, "edition.pattern fits none of 1 links"),
        ('<a href="r7/">令和7年版</a>', ERAS + "\nedition.link = 'a.x'", "chooses none of 1 links"),
        ('<a href="r7/">令和7年版</a>', ERAS + "\nedition.url = '/wp/'", "edition.url fits none"),
        ('<a href="r7/">令和7年版</a>', ERAS + "\nsection = '食料'", "no heading"),
        ("".join(f'<a href="{n}/">{n}年版</a>' for n in range(2000, 2099)), ERAS.replace("20", ""), "no edition"),
    ],
)
def test_a_rule_that_fits_nothing_is_named(html: str, rules: str, told: str) -> None:
    index = read_index(html, INDEX, source(rules))
    assert told in index.problem
    assert not index.editions


def test_a_hundred_new_editions_are_a_rule_that_fits_too_much() -> None:
    html = "".join(f'<a href="{n}/">{n}年</a>' for n in range(1900, 2010))
    assert (
        "fit more than they should" in read_index(html, INDEX, source("edition.pattern = '(?P<year>\\d{4})年'")).problem
    )


def test_hostile_links_lead_nowhere() -> None:
    html = """<a href="javascript:alert(2025)">令和7年版</a><a href="file:///etc/2025">令和7年版</a>
              <a href="https://user:pw@example.org/2025/">令和7年版</a><a href="http://[::1">令和7年版</a>
              <a href="data:text/html,2025年版">令和7年版</a><a href="../../../../r7/">令和7年版</a>"""
    editions = read_index(html, INDEX, source(ERAS)).editions
    assert [one.address for one in editions] == ["https://example.org/r7/"]


def test_errata_sheets_are_found_by_their_words() -> None:
    html = '<a href="r7/">令和7年版</a> <a href="s.pdf">正誤表（令和7年版）</a> <a href="https://other.example/s.pdf">正誤表</a>'
    index = read_index(html, INDEX, source(ERAS + "\nerrata = '正誤表'"))
    assert [one.address for one in index.errata] == [INDEX + "s.pdf"]


CONTENTS = """<a href="../">up</a><a href="n10.html">10</a><a href="n2.html#s">2</a><a href="n2.html">2 again</a>
              <a href="https://other.example/n3.html">3</a><a href="sub/n4.html">4</a><a href="x.pdf">pdf</a>"""


def pages(html: str, rules: str) -> list[str]:
    listing = INDEX + "2025/index.html"

    def read(address: str) -> str:
        return PAGES[address.rpartition("/")[2]]

    found = read_contents(html, listing, source(ERAS + "\n" + rules), read=read)
    return [address.removeprefix(INDEX + "2025/") for address in found.pages]


PAGES = {
    "n2.html": '<link rel=next href="x"><a rel="next" href="n3.html">→</a>',
    "n3.html": '<a href="n1.html">前へ</a><a href="n4.html">次へ</a>',
    "n4.html": '<a href="n2.html">次へ</a>',
}


def test_pages_stand_in_the_order_of_the_contents_page_each_once() -> None:
    assert pages(CONTENTS, "pages.link = 'n\\d+[.]html$'") == ["n10.html", "n2.html", "sub/n4.html"]


def test_pages_may_be_ordered_by_name() -> None:
    assert pages(CONTENTS, "pages.order = 'name'") == ["n2.html", "sub/n4.html", "n10.html"]


def test_without_a_rule_pages_are_those_below_the_contents_page() -> None:
    assert pages(CONTENTS, "") == ["n10.html", "n2.html", "sub/n4.html"]


def test_a_contents_page_without_pages_is_the_page() -> None:
    assert pages("<p>All of it is here.</p>", "") == ["index.html"]


def test_next_links_are_followed_until_they_come_round() -> None:
    assert pages('<a href="n2.html">Next page</a>', "pages.order = 'next-link'") == [
        "index.html",
        "n2.html",
        "n3.html",
        "n4.html",
    ]


@pytest.mark.parametrize(
    ("printed", "year"),
    [("令和7", 2025), ("令和元", 2019), ("令和０７", 2025), ("平成30", 2018), ("2024", 2024), ("0001", None)],
)
def test_a_year_is_one_however_it_is_written(printed: str, year: int | None) -> None:
    match = re.search(r"令和(?P<reiwa>\w+)|平成(?P<heisei>\d+)|(?P<year>\d{4})", printed)
    assert match
    assert year_of(match) == year


@pytest.mark.parametrize(
    "html",
    [
        "<h2>" * 5_000 + "<h3>2025</h3><a href=x>y</a>" * 100,
        "<div>" * 5_000 + "<a href=x>2025</a>",
        "<a href=x>" * 5_000,
        "<dl>" + "<dt>x<b>" * 5_000,
    ],
)
def test_markup_that_is_nested_without_end_comes_to_an_end(html: str, ends: None) -> None:
    read_index(html, INDEX, source("edition.heading = '(?P<year>20\\d\\d)'\nedition.link = 'div a, a'"))
