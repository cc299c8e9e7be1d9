"""A report that is too large for one page is an index and parts: every change once, every file below the limit."""

import re
import sys
from pathlib import Path

import html5lib
import pytest

from wpdiff.report import RenderOptions, render, render_pages

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from page import synthetic

ARTICLE = re.compile(r'<article [^>]*id="(c-[^"]+)"')
COMPARISON = synthetic(200, sections=80)
IDS = [one.id for one in COMPARISON.changes]


def pages(comparison=COMPARISON, most=150_000, name="report.html", **options):
    return dict(render_pages(comparison, name=name, options=RenderOptions(language="en", split=most, **options)))


@pytest.fixture(scope="module")
def files():
    return {name: content.decode() for name, content in pages().items()}


def test_each_change_stands_whole_in_exactly_one_part_in_the_reports_order(files):
    index, *parts = files.values()
    assert len(parts) > 1
    found = [id_ for part in parts for id_ in ARTICLE.findall(part)]
    assert found == ARTICLE.findall(render(COMPARISON, format="html", options=RenderOptions(language="en")))
    assert sorted(found) == sorted(IDS)
    assert not ARTICLE.findall(index)


def test_the_index_has_one_line_for_each_change_which_leads_to_its_part(files):
    index = files["report.html"]
    lines = re.findall(r'<p class="item [^>]*id="(c-[^"]+)"[^>]*>[^<]*<a href="([^"#]+)#(c-[^"]+)"', index)
    assert sorted(id_ for id_, _, _ in lines) == sorted(IDS)
    assert all(id_ == to and id_ in ARTICLE.findall(files[file]) for id_, file, to in lines)


def test_no_part_is_larger_than_the_limit(files):
    assert all(len(content.encode()) <= 150_000 for name, content in files.items() if name != "report.html")


def test_a_section_that_is_larger_than_a_part_is_taken_apart_between_its_statements():
    flat = synthetic(80, sections=80)
    own = {leaf.id: leaf for leaf in flat.changes}
    made = pages(flat, most=110_000)
    one = pages(flat, most=1)
    assert sorted(id_ for name in list(made)[1:] for id_ in ARTICLE.findall(made[name].decode())) == sorted(own)
    assert sorted(id_ for name in list(one)[1:] for id_ in ARTICLE.findall(one[name].decode())) == sorted(own)
    assert len(one) > len(made)


def test_each_part_is_a_page_of_its_own_with_its_policy_and_its_ways(files):
    names = list(files)[1:]
    for at, name in enumerate(names):
        page = files[name]
        assert "default-src 'none'; style-src 'sha256-" in page
        assert 'href="../report.html"' in page
        assert ('rel="prev"' in page) is (at > 0)
        assert ('rel="next"' in page) is (at < len(names) - 1)
        assert 'name="wpdiff"' not in page  # a list of reports lists the index alone


def test_all_files_are_html_without_an_error(files):
    for name in ("report.html", *list(files)[1:2]):
        parser = html5lib.HTMLParser()
        parser.parse(files[name])
        assert parser.errors == []


def test_a_report_that_is_not_too_large_or_never_to_be_split_is_one_page():
    whole = render(COMPARISON, format="html", options=RenderOptions(language="en")).encode()
    assert pages(most=len(whole)) == pages(most=0) == {"report.html": whole}
    assert len(pages(most=len(whole) - 1)) > 1


def test_the_same_comparison_gives_the_same_bytes():
    assert pages() == pages()


def test_a_name_that_means_something_in_an_address_is_escaped():
    index, *parts = pages(name="a #1.html").items()
    assert b'href="a%20%231.parts/part-01.html#' in index[1]
    assert b'href="../a%20%231.html"' in parts[0][1]
    assert parts[0][0] == "a #1.parts/part-01.html"
