"""Standards in all forms of publication: every section with number, title and depth; W3C documents with appendices."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wpdiff.model.comparison import Significance
from wpdiff.model.edition import Edition
from wpdiff.walk import compare, read_edition

from .invented_rfc import SECTIONS, newer_html_page, older_html_page, preformatted_page, text_page

FORMS: dict[str, tuple[str, Callable[[], str]]] = {
    "text": ("rfc9998.txt", text_page),
    "pre": ("rfc9998.html", preformatted_page),
    "older": ("rfc9998.html", older_html_page),
    "newer": ("rfc9998.html", newer_html_page),
}
Publish = Callable[[str], Path]


@pytest.fixture
def published(tmp_path: Path) -> Publish:
    def publish(form: str) -> Path:
        name, page = FORMS[form]
        folder = tmp_path / form
        folder.mkdir(exist_ok=True)
        (folder / name).write_text(page(), encoding="utf-8")
        return folder / name

    return publish


def outline(edition: Edition) -> list[tuple[int, str, str]]:
    """Depth, number and title of every section; the document's own title above them is not counted."""
    titled = [section.level for section in edition.sections if section.heading.startswith("Harbour Lamp")]
    return [
        (section.level - len(titled), section.number, section.heading)
        for section in edition.sections[1:]
        if not section.heading.startswith("Harbour Lamp")
    ]


@pytest.mark.parametrize("form", FORMS)
def test_every_section_is_found_with_number_title_and_depth(published: Publish, form: str) -> None:
    edition = read_edition(published(form))
    assert edition.profile == "rfc"
    assert outline(edition) == [(depth, number, title) for depth, number, title, _ in SECTIONS]


@pytest.mark.parametrize("form", FORMS)
def test_a_sentence_is_whole_whatever_page_it_stands_on(published: Publish, form: str) -> None:
    edition = read_edition(published(form))
    read = [" ".join(one.text.split()) for one in edition.statements if not one.boilerplate]
    for _, _, title, paragraphs in SECTIONS:
        for paragraph in paragraphs if title != "Copyright Notice" else ():
            assert [one for one in read if one == paragraph or paragraph.startswith(one)], (paragraph, read)
    assert not [one for one in read if "[Page" in one or "¶" in one]
    assert any(one.startswith("A keeper stores") and one.endswith("middle of it.") for one in read)


@pytest.mark.parametrize("form", FORMS)
def test_references_within_sentences_are_followed(published: Publish, form: str) -> None:
    edition = read_edition(published(form))
    (statement,) = (one for one in edition.statements if one.text.startswith("A keeper that does not"))
    found = [edition.sections[target.section or 0].number for target in statement.targets]
    assert found == ["3.", "A.1."]
    (other,) = (one for one in edition.statements if one.text.startswith("The words of Section"))
    assert other.targets == ()  # it is Section 3.1 of another document


def test_the_same_words_in_pages_and_in_pre_have_no_change(published: Publish) -> None:
    comparison = compare(published("text"), published("pre"))
    assert [one for one in comparison.changes if one.significance is not Significance.EDITORIAL and not one.muted] == []


W3C = """<html lang="en"><head><title>Lamp Guidelines</title></head><body>
<h1 class="title">Lamp Guidelines 2.1</h1><p>W3C Recommendation of the World Wide Web Consortium</p>
<section><h2>Abstract</h2><p>Lamps are for everyone.</p></section>
{contents}
<section><h2><bdi class="secno">1. </bdi>Visible</h2>
 <section><div class="header-wrapper"><h3><bdi class="secno">Guideline 1.1 </bdi>Light</h3></div>
  <section><h4><bdi class="secno">Success Criterion 1.1.1 </bdi>3 Lamps or Fewer</h4><p>Use three.</p></section>
  <section><h4><bdi class="secno">Success Criterion 1.1.2 </bdi>Colour</h4><p>See Success Criterion 1.1.1.</p></section>
 </section></section>
<section><h2><bdi class="secno">2. </bdi>Conformance</h2>
 <section><h3><bdi class="secno">2.1 </bdi>Claims</h3><p>Claims are made as Section 2 says.</p></section></section>
<section class="appendix"><h2><bdi class="secno">A. </bdi>Change Log</h2><p>Nothing was changed.</p></section>
<section class="appendix"><h2><bdi class="secno">B. </bdi>Acknowledgments</h2>
 <section><h3><bdi class="secno">B.1 </bdi>Participants</h3><p>Ada Keeper took part.</p></section></section>
<section class="appendix"><h2><bdi class="secno">C. </bdi>References</h2>
 <section><h3><bdi class="secno">C.1 </bdi>Normative references</h3><p>There are none.</p></section></section>
<section class="appendix"><h2><bdi class="secno">D. </bdi>Index</h2><p>Lamps.</p></section>
</body></html>"""
ENTRIES = [
    "1. Visible",
    "1.1 Light",
    "2. Conformance",
    "2.1 Claims",
    "A. Change Log",
    "B. Acknowledgments",
    "C. References",
]
NAVIGATION = f"<nav><h2>Table of Contents</h2><ol>{''.join(f'<li><a>{one}</a></li>' for one in ENTRIES)}</ol></nav>"
LIST = f"<h2>Table of Contents</h2><ul>{''.join(f'<li>{one}</li>' for one in ENTRIES)}</ul>"


@pytest.mark.parametrize("contents", [NAVIGATION, LIST], ids=["nav", "list"])
def test_guidelines_criteria_and_appendices_stand_where_they_belong(tmp_path: Path, contents: str) -> None:
    page = tmp_path / "index.html"
    page.write_text(W3C.format(contents=contents), encoding="utf-8")
    edition = read_edition(page)
    assert edition.profile == "w3c"
    assert [(one.level, one.number, one.heading) for one in edition.sections[1:]] == [
        (1, "", "Lamp Guidelines 2.1"),
        (2, "", "Abstract"),
        (2, "1.", "Visible"),
        (3, "Guideline 1.1", "Light"),
        (4, "Success Criterion 1.1.1", "3 Lamps or Fewer"),
        (4, "Success Criterion 1.1.2", "Colour"),
        (2, "2.", "Conformance"),
        (3, "2.1", "Claims"),
        (2, "A.", "Change Log"),
        (2, "B.", "Acknowledgments"),
        (3, "B.1", "Participants"),
        (2, "C.", "References"),
        (3, "C.1", "Normative references"),
        (2, "D.", "Index"),
    ]
    targets = {target.number: target.section for one in edition.statements for target in one.targets}
    assert edition.sections[targets["Success Criterion 1.1.1"] or 0].heading == "3 Lamps or Fewer"
    assert edition.sections[targets["Section 2"] or 0].heading == "Conformance"


def test_a_letter_is_a_number_beside_other_letters_and_an_article_elsewhere(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    appendices = "<h2>A References</h2><h3>A.1 Normative</h3><p>None.</p><h2>B Glossary</h2><p>Lamp: a light.</p>"
    guide = "<h2>1 Scope</h2><h3>A Guide for Keepers</h3><p>Keep lamps.</p><h2>2 Lamps</h2><p>W3C Recommendation.</p>"
    for name, body, numbers in (
        ("both", guide + appendices, ["1", "", "2", "A", "A.1", "B"]),
        ("guide", guide, ["1", "", "2"]),
    ):
        title = f"<h1>Lamps ({name})</h1><p>W3C Recommendation, World Wide Web Consortium</p>"
        page.write_text(f"<html lang='en'><body>{title}{body}</body></html>", encoding="utf-8")
        assert [one.number for one in read_edition(page, profile="w3c").sections[2:]] == numbers, name


def test_places_named_together_are_told_apart(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    body = (
        "<h2>1. Lamps</h2><h3>1.1. Oil</h3><p>Keepers read Sections 1.2 and 2.</p><h3>1.2. Wicks</h3><h2>2. Bells</h2>"
    )
    page.write_text(f"<html lang='en'><body><h1>Lamps</h1>{body}</body></html>", encoding="utf-8")
    edition = read_edition(page, profile="rfc")
    (statement,) = (one for one in edition.statements if one.targets)
    assert [(one.number, edition.sections[one.section or 0].heading) for one in statement.targets] == [
        ("Sections 1.2", "Wicks"),
        ("2", "Bells"),
    ]
