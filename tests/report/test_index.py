"""A folder of reports, listed."""

import html5lib
import pytest
from bs4 import BeautifulSoup

from wpdiff import compare
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.report import render_file, render_report_index
from wpdiff.report.shelf import list_reports

TEXT = "第1章 海\n\n橋は{0}つである。村には市が立ち、塩と布が並ぶ。\n"


def compared(old: int, new: int, title: str = "沿岸年報"):
    sources = (
        EditionSource(path="-", name=str(2020 + n), series="coast", title=title, data=TEXT.format(n).encode())
        for n in (old, new)
    )
    return compare(*sources)


@pytest.fixture
def folder(tmp_path):
    home = tmp_path / "coast & <b>"
    home.mkdir()
    for old, new in ((1, 2), (2, 3), (9, 10)):
        comparison = compared(old, new)
        for form in ("html", "json", "md"):
            (home / f"{2020 + old}--{2020 + new}.{form}").write_bytes(render_file(comparison, format=form))
    (home / "only.json").write_bytes(render_file(compared(3, 4, "<script>x</script>"), format="json"))
    (home / "a page of others.html").write_text("<title>x</title><meta name=wpdiff content='{}'>", encoding="utf-8")
    (home / "notes.json").write_text("[1", encoding="utf-8")
    return tmp_path


def test_reports_are_found_with_their_editions_counts_and_files_the_newest_first(folder):
    found = list_reports(folder)
    assert [(one.old.name, one.new.name) for one in found] == [
        ("2029", "2030"), ("2023", "2024"), ("2022", "2023"), ("2021", "2022"),
    ]  # fmt: skip
    assert dict(found[0].counts)["medium"] == 1
    assert [name for name, _ in found[0].files] == ["html", "json", "md"]
    assert [name for name, _ in found[1].files] == ["json"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_links_every_file_and_nothing_else(folder, language):
    text = render_report_index(folder, language)
    page = BeautifulSoup(text, "html5lib")
    links = [one["href"] for one in page.find_all("a")]
    assert "coast%20%26%20%3Cb%3E/2029--2030.html" in links
    assert not [one for one in links if ":" in one]
    assert page.select_one("tbody tr th").get_text().startswith("沿岸年報")
    parser = html5lib.HTMLParser()
    parser.parse(text)
    assert parser.errors == []


def test_nothing_of_a_report_is_markup(folder):
    text = render_report_index(folder, "en")
    assert "<script" not in text
    assert "default-src 'none'; style-src 'sha256-" in text


def test_an_empty_folder_is_an_empty_list_and_no_folder_is_said(tmp_path):
    assert "0 件" in render_report_index(tmp_path, "ja")
    with pytest.raises(WpdiffError, match="no such folder"):
        render_report_index(tmp_path / "gone", "ja")


def test_the_same_folder_is_the_same_bytes(folder):
    assert render_report_index(folder, "ja") == render_report_index(folder, "ja")
