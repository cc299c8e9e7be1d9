"""What scorers call: statement and section alignment, classification, spans, keys and sentences of wpdiff.

Each goes through the same code as `wpdiff compare`; editions are made of the lists that a scorer hands over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from wpdiff.align import align_editions
from wpdiff.model.edition import Edition, Section, Statement, StatementKind
from wpdiff.text.normalize import to_key


def align(old: list[str], new: list[str]) -> list[tuple[list[int], list[int]]]:
    """Pair two lists of statements: (old indices, new indices) for every pair, one side empty where unmatched."""
    language = _language(old + new)
    alignment = align_editions(_flat(old, language), _flat(new, language))
    return [(list(pair.old), list(pair.new)) for pair in alignment.pairs]


def align_sections(old: Sequence[Mapping[str, object]], new: Sequence[Mapping[str, object]]) -> list[tuple[int, int]]:
    """Pair two lists of sections {"number", "heading", "body"}: (old index, new index)."""
    alignment = align_editions(_sectioned(old), _sectioned(new))
    return [(pair.old - 1, pair.new - 1) for pair in alignment.sections if pair.old and pair.new]


def _language(texts: Iterable[str]) -> str:
    sample = "".join(texts)[:2000]
    return "ja" if any("\u3040" <= character <= "\u30ff" for character in sample) else "en"


def _flat(texts: Sequence[str], language: str) -> Edition:
    root = Section(id="root", parent=None, number="", heading="", level=0)
    return make_edition((root,), tuple(make_statement(text, language, 0) for text in texts), language)


def _sectioned(sections: Sequence[Mapping[str, object]]) -> Edition:
    language = _language(str(one["body"]) for one in sections)
    made = [Section(id="root", parent=None, number="", heading="", level=0)]
    statements: list[Statement] = []
    for index, one in enumerate(sections, start=1):
        number, heading = str(one["number"]), str(one["heading"])
        place = len(statements) if number or heading else None
        if place is not None:
            statements.append(make_statement(heading, language, index, StatementKind.HEADING))
        made.append(Section(id=f"s{index}", parent=0, number=number, heading=heading, level=1, heading_statement=place))
        body = one["body"]
        statements += [make_statement(text, language, index) for text in body] if isinstance(body, list) else []
    return make_edition(tuple(made), tuple(statements), language)


def make_statement(text: str, language: str, section: int, kind: StatementKind = StatementKind.SENTENCE) -> Statement:
    """One statement as structure would make it."""
    return Statement(kind=kind, text=text, key=to_key(text, language=language), section=section)


def make_edition(sections: tuple[Section, ...], statements: tuple[Statement, ...], language: str) -> Edition:
    """An edition without pages."""
    return Edition(
        series="",
        name="",
        title="",
        language=language,
        published="",
        pages=(),
        sections=sections,
        statements=statements,
    )
