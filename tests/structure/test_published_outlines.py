"""Published documents whose own ids say what their sections are: every one is found, with number and title."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.model.edition import Edition, printed_heading
from wpdiff.profiles import detect_profile
from wpdiff.structure import build_edition
from wpdiff.structure.shapes import squashed

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the reference documents are not beside the repository"),
]


def edition_of(name: str) -> Edition:
    made = read_document(str(DOCUMENTS / name))
    return build_edition(made, detect_profile(made))


def rows_of(name: str) -> list[dict[str, str]]:
    with (DOCUMENTS / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


@pytest.mark.parametrize(
    ("gold", "column", "name"),
    [
        ("rfc-gold/http-caching_sections.tsv", "old_heading", "rfc-http-caching/rfc7234-2014"),
        ("rfc-gold/http-caching_sections.tsv", "new_heading", "rfc-http-caching/rfc9111-2022"),
        ("wcag-gold/2.1_2.2-202606_sections.tsv", "old_heading", "wcag-ja/2.1"),
        ("wcag-gold/2.1_2.2-202606_sections.tsv", "new_heading", "wcag-ja/2.2-202606"),
    ],
)
def test_every_section_has_number_title_and_depth(gold: str, column: str, name: str) -> None:
    wanted = sorted(squashed(row[column]) for row in rows_of(gold) if row[column])
    edition = edition_of(name)
    found = [squashed(printed_heading(section)) for section in edition.sections[1:]]
    assert [one for one in wanted if one not in found] == []
    assert len(found) <= len(wanted) + 2  # the document's own title, and its abstract
    for section in edition.sections:
        dotted = re.fullmatch(r"([0-9]+(?:\.[0-9]+)+)\.?", section.number)
        if dotted and section.parent is not None:
            above = dotted.group(1).rpartition(".")[0]
            assert edition.sections[section.parent].number.rstrip(".").endswith(above)


@pytest.mark.parametrize(
    ("law", "old", "new"),
    [
        ("jieitaiho", "2013-12", "2015-12"),
        ("kenpo", "2013-12", "2015-12"),
        ("kenpo", "2015-12", "2025-07"),
        ("kojin-joho-hogoho", "2013-12", "2015-12"),
    ],
)
def test_every_article_of_a_statute_is_found_once(law: str, old: str, new: str) -> None:
    rows = rows_of(f"law-gold/{law}_{old}_{new}.tsv")
    for name, gone in ((old, "added"), (new, "removed")):
        edition = edition_of(f"law-ja/{law}/{name}")
        articles = [
            section.number
            for index, section in enumerate(edition.sections)
            if re.match("第.+条", section.number) and not edition.path(index)[0].startswith("附")
        ]
        assert sorted(articles) == sorted(row["article"] for row in rows if row["status"] != gone)


@pytest.mark.parametrize("law", ["jieitaiho/2015-12", "kojin-joho-hogoho/2013-12"])
def test_most_articles_have_their_caption(law: str) -> None:
    edition = edition_of(f"law-ja/{law}")
    articles = [section for section in edition.sections if re.match("第.+条", section.number)]
    captioned = [section for section in articles if re.fullmatch("（.+）", section.heading)]
    assert len(captioned) > len(articles) * 0.75
    for section in captioned:
        assert section.heading_statement is not None
        assert edition.statements[section.heading_statement].text == section.heading
