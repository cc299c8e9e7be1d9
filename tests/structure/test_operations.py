"""How often the costly steps of reading are taken: once for each text, not once for each place where it is printed."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from wpdiff import walk
from wpdiff.ingest import markdown
from wpdiff.jobs import spread
from wpdiff.model.work import Item, Result
from wpdiff.structure import shapes, statements
from wpdiff.walk import compare, inspect_edition, read_edition

EDITIONS = Path(__file__).parents[2] / "editions"
SAMPLES = ("defence-ja/2024", "defence-ja/2025", "defence-en/2025")
COUNTRIES, FIELDS = 40, ("Background", "Location", "2.1 Climate")


@pytest.fixture
def almanac(tmp_path: Path) -> Path:
    """Country after country under the same headings, with the same words below most of them."""
    body = "### {field}\n\nThe {field} of the coast is known.\n\nIts year was {year}.\n\n"
    lines = [
        f"## Country {number}\n\n" + "".join(body.format(field=field, year=1900 + number) for field in FIELDS)
        for number in range(COUNTRIES)
    ]
    page = tmp_path / "almanac.md"
    page.write_text("\n".join(lines), encoding="utf-8")
    return page


def test_a_text_is_normalized_once(almanac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keyed: Counter[str] = Counter()
    to_key = statements.to_key
    monkeypatch.setattr(statements, "to_key", lambda text, **rest: keyed.update([text]) or to_key(text, **rest))
    edition = read_edition(almanac)
    assert set(keyed) == {one.text for one in edition.statements}
    assert set(keyed.values()) == {1}


def test_a_heading_is_read_once(almanac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    marked_up = shapes._marked_up
    monkeypatch.setattr(shapes, "_marked_up", lambda text, *rest: read.update([text]) or marked_up(text, *rest))
    read_edition(almanac)
    assert set(read.values()) == {1}
    assert sum(read.values()) == COUNTRIES + len(FIELDS)


def test_a_markdown_line_of_words_is_asked_for_no_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    line = markdown._Reader._line

    def counted(self: markdown._Reader, number: int, text: str, sign: str) -> None:
        asked.append(text)
        line(self, number, text, sign)

    monkeypatch.setattr(markdown._Reader, "_line", counted)
    markdown.read_markdown("# Ports\n\nThe port is open.\nIts quay is long.\n\n- one\n\na | b\n", page="p.md")
    assert asked == ["# Ports", "- one", "a | b"]


def test_an_edition_against_itself_is_read_once(almanac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    read_document = walk.read_document
    monkeypatch.setattr(walk, "read_document", lambda source: read.append(source) or read_document(source))
    assert compare(almanac, almanac).changes == ()
    assert read == [almanac]


@pytest.mark.parametrize("sample", ["almanac", *SAMPLES])
def test_an_edition_written_part_by_part_is_the_same(
    sample: str, almanac: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = almanac if sample == "almanac" else EDITIONS / sample
    whole = read_edition(source)
    parts: list[int] = []

    def in_two(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
        parts.append(len(items))
        return spread(2)(work, items)

    monkeypatch.setattr(statements, "PART", 3)
    assert read_edition(source, run=in_two) == whole
    assert parts[0] >= 4


def test_two_processes_inspect_and_compare_alike(almanac: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inspected, compared = inspect_edition(almanac), compare(almanac, almanac)
    monkeypatch.setattr(statements, "PART", 3)
    monkeypatch.setattr(walk, "LARGE", 0)
    assert inspect_edition(almanac, jobs=2) == inspected
    assert compare(almanac, almanac, jobs=2) == compared
