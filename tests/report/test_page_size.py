"""How large the page is: bytes by change, the share of our own style and script, and that it grows with its matter."""

import re
import sys
from pathlib import Path

import html5lib
import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from page import BUDGETS, synthetic

from wpdiff.report import RenderOptions, render


@pytest.fixture(scope="module")
def sizes():
    """A typical pair of editions, and half of it."""
    return {
        count: render(synthetic(count, sections=160), format="html", options=RenderOptions(language="ja"))
        for count in (1000, 2000)
    }


def test_two_thousand_changes_are_below_five_megabytes(sizes):
    assert len(sizes[2000].encode()) <= 5_000_000


def test_the_page_grows_with_its_matter_and_no_faster(sizes):
    assert len(sizes[2000]) <= 2 * len(sizes[1000])


def test_a_change_takes_few_elements(sizes):
    """Elements are what a browser's memory goes into: of the text, its marks, a label or two, and no more."""
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    tags = [len(re.findall(r"<[a-z]", one)) for one in article.findall(sizes[1000])]
    assert sum(tags) / len(tags) <= 16
    assert not re.search(r">\n<(?!article|/)", "".join(article.findall(sizes[1000])))


def test_our_own_style_and_script_stay_small_with_every_filter_there_is(sizes):
    own = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", sizes[2000], re.DOTALL)
    assert sum(len(one.encode()) for one in own) <= BUDGETS["own CSS and script, KB"] * 1000


def test_a_page_with_every_filter_is_html_without_an_error():
    parser = html5lib.HTMLParser()
    parser.parse(render(synthetic(100, sections=80), format="html"))
    assert parser.errors == []
