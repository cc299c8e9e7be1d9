"""Where the markup shows the headings, plain lines are none by their shape; what it leaves out is still found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wpdiff.model.edition import Edition
from wpdiff.walk import read_edition

Read = Callable[..., Edition]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read(text: str, name: str = "page.md", profile: str = "") -> Edition:
        page = tmp_path / name
        page.write_text(text, encoding="utf-8")
        return read_edition(page, profile=profile)

    return read


def numbered(edition: Edition) -> list[tuple[str, str]]:
    return [(one.number, one.heading) for one in edition.sections if one.number]


FACTS = """# Book of Islands

## Norda

### Geography

#### Coordinates

33 00 N, 65 00 E

#### Year

1 April - 31 March

### Government

#### Independence

1 January 1931 (from the Vest Federation)

References

Section 5 Rules apply to all.
"""


def test_values_that_look_like_headings_are_values(read: Read) -> None:
    edition = read(FACTS)
    assert numbered(edition) == []
    assert [one.heading for one in edition.sections[1:]] == [
        "Book of Islands",
        "Norda",
        "Geography",
        "Coordinates",
        "Year",
        "Government",
        "Independence",
    ]


def test_rows_and_bold_lines_below_the_headings_of_the_markup_are_found(read: Read) -> None:
    html = """<html lang="ja"><body><h1>海の白書</h1><h2>第1章 海の守り</h2><h3>第1節 見張り</h3>
    <p>（1）塔</p><p>塔は、岬に置かれている。火を焚いて船に知らせる。</p>
    <p>（2）鐘</p><p>鐘は、港に置かれている。霧の深い日に鳴らす。</p>
    <h3>第2節 救い</h3><p><strong>（1）船</strong></p><p>船は、三隻が置かれている。いつでも出ることができる。</p>
    <h3>第3節 費用</h3><p>（3）万円を超えるもの</p><p>費用は、年ごとに増えている。</p></body></html>"""
    assert numbered(read(html, "page.html")) == [
        ("第1章", "海の守り"),
        ("第1節", "見張り"),
        ("（1）", "塔"),
        ("（2）", "鐘"),
        ("第2節", "救い"),
        ("（1）", "船"),
        ("第3節", "費用"),
    ]


STANDARD = """# V1 Encoding

BCP 14 says what MUST means, as do RFC 2119 and RFC 8174.

## V1.1 Architecture

| # | Description |
| --- | --- |
| **1.1.1** | Verify that lamps are lit, as [RFC9119] asks. |

# V2 Validation

## G7 Summit

## G20 Summit

## A4 Paper
"""


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_code_is_a_number_where_its_row_goes_on(read: Read, language: str) -> None:
    text = (
        STANDARD
        if language == "en"
        else STANDARD.replace("Encoding", "符号化").replace("says what", "とは何かを述べる")
    )
    edition = read(text, profile=f"plain-{language}")
    assert [number for number, _ in numbered(edition)] == ["V1", "V1.1", "V2"]


def test_a_standard_that_cites_rfcs_is_none(read: Read) -> None:
    assert read(STANDARD).profile == "plain-en"


def test_pictures_and_attributes_are_no_part_of_a_heading(read: Read) -> None:
    edition = read(
        '# A01:2031 Broken Lamps ![icon](lamp.png){: style="height:8px" align="right"}\n\nText.\n\n# A02:2031 Fog\n'
    )
    assert numbered(edition) == [("A01:2031", "Broken Lamps"), ("A02:2031", "Fog")]


GERMAN = """# Gesetz über die Leuchtfeuer

## I. - Allgemeines

### Art 1

(1) Leuchtfeuer werden an den Küsten des Landes
errichtet. Sie sind am 1. Januar 2031 zu
entzünden.

(2) Näheres regelt Abs. 3 der Verordnung.

### Art 2a

Die Wärter sind Beamte.
"""


def test_german_statutes_have_articles_and_whole_sentences(read: Read) -> None:
    edition = read(GERMAN)
    assert edition.profile == "law-de"
    assert numbered(edition) == [("I.", "Allgemeines"), ("Art 1", ""), ("Art 2a", "")]
    texts = [" ".join(one.text.split()) for one in edition.statements]
    assert "Sie sind am 1. Januar 2031 zu entzünden." in texts
    assert "Näheres regelt Abs. 3 der Verordnung." in texts
