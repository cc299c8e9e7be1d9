"""A PDF is the page as it prints: read back by another's reader."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wpdiff.errors import ReportError
from wpdiff.report import RenderOptions, check_installed, render_file
from wpdiff.report.pdf import find_browser

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))
from invented import invented_comparison

pytestmark = pytest.mark.browser


def absent(reason):
    """Skip, or fail where a browser is required."""
    if os.environ.get("WPDIFF_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory):
    try:
        find_browser()
    except ReportError as error:
        absent(error.message)
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(render_file(invented_comparison(), format="pdf", options=RenderOptions(language="en")))
    return path


def told(program: str, *arguments: str) -> str:
    if shutil.which(program) is None:
        absent(f"no {program} on this machine")
    return subprocess.run([program, *arguments], capture_output=True, check=True).stdout.decode("utf-8", "replace")


def test_it_holds_the_summary_and_the_most_important_changes(pdf):
    text = "".join(told("pdftotext", str(pdf), "-").split())
    for words in ("Mostimportantchanges", "深刻な懸念", "協定に署名した。", "先制不使用を約束している。"):
        assert words in text


def test_it_is_tagged_has_bookmarks_and_is_a4(pdf):
    about = told("pdfinfo", str(pdf))
    assert "Tagged:          yes" in about
    assert "(A4)" in about
    assert b"/Outlines" in pdf.read_bytes()


def test_nothing_of_an_edition_is_run_or_linked(pdf):
    assert "JavaScript:      no" in told("pdfinfo", str(pdf))
    assert b"javascript:" not in pdf.read_bytes()


def test_without_a_chromium_one_line_says_what_to_do(monkeypatch):
    monkeypatch.setenv("WPDIFF_CHROMIUM", "nobodys-browser")
    with pytest.raises(ReportError, match="nobodys-browser") as caught:
        check_installed("pdf")
    assert "print it" in caught.value.hint
