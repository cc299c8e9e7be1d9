"""A comparison to JSON, exactly as the published contract says (schema_version 1).

Every format is made from this file alone, so what is written holds everything that is shown. Anchors, excerpts, edits,
findings and evidence are written as they are: their fields are the contract's, in its order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import json as compact
from msgspec import to_builtins

from wpdiff.model.comparison import (
    Change,
    Comparison,
    Group,
    NameChange,
    SectionChange,
    Summary,
    UnreadChange,
)
from wpdiff.model.edition import Edition, Statement
from wpdiff.model.review import Review
from wpdiff.model.source import Page, ReadingWarning
from wpdiff.model.work import Run, in_turn

SCHEMA = "wpdiff/comparison"
SCHEMA_VERSION = 1
Json = dict[str, Any]


def dump_comparison(comparison: Comparison) -> str:
    """The comparison as JSON text: UTF-8, one line end at the end, the same text for the same comparison."""
    return comparison_bytes(comparison).decode()


def comparison_bytes(
    comparison: Comparison, *, run: Run = in_turn, editions: tuple[bytes, bytes] | None = None
) -> bytes:
    """The bytes of the same text.

    `run` says how the changes, which are long, are written: in one part after the other or at once; `editions` are the
    `edition_bytes` of both, where they were written before.
    """
    old, new = editions or (edition_bytes(comparison.old), edition_bytes(comparison.new))
    changes = comparison.changes
    middle = (len(changes) + 1) // 2
    first, second = run(_changes_bytes, (changes[:middle], changes[middle:]))
    listed = (memoryview(first)[:-1], b"," if changes[1:] else b"", memoryview(second)[1:])
    long = {"old": (old,), "new": (new,), "changes": listed}
    written: list[bytes | memoryview] = []  # joined once: each further copy of 90 MB is a twentieth of a second
    for name, make in _fields_of(comparison):
        written += (b"," if written else b"{", _bytes(name), b":", *(long.get(name) or (_bytes(make(comparison)),)))
    return b"".join((*written, b"}\n"))


def edition_bytes(edition: Edition) -> bytes:
    """What stands of an edition in the JSON of its comparisons."""
    return _bytes(_edition(edition))


def _changes_bytes(changes: Sequence[Change]) -> bytes:
    return _bytes([_change(one) for one in changes])


def dump_json(value: Json) -> str:
    r"""A value as one line of JSON text, without escapes that JSON does not ask for; half a surrogate pair becomes "?".

    >>> dump_json({"署名": [1, 0.5, None, "\x1f\ud800"]})
    '{"署名":[1,0.5,null,"\\u001f?"]}\n'
    """
    return _bytes(value).decode() + "\n"


def _bytes(value: Any) -> bytes:
    try:
        return compact.encode(value)
    except UnicodeEncodeError:  # half a surrogate pair
        plain = to_builtins(value)
        return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    """A value as dictionaries and lists, without nouns."""
    return compact.decode(_bytes(value))


def encode_comparison(comparison: Comparison) -> Json:
    """The comparison as plain dictionaries and lists, in the contract's order of keys."""
    return {name: _plain(make(comparison)) for name, make in _fields_of(comparison)}


def _fields_of(comparison: Comparison) -> Iterator[tuple[str, Callable[[Comparison], Any]]]:
    """The fields of a comparison's JSON in the contract's order, each with what makes it."""
    for name, make in _FIELDS.items():
        if name != "labels" or comparison.labels:
            yield name, make


def _generator(comparison: Comparison) -> Json:
    name, _, version = comparison.generator.partition(" ")
    return {"name": name, "version": version}


def _summary(one: Summary) -> Json:
    return {
        "statements": dict(one.statements),
        "kinds": dict(one.kinds),
        "categories": dict(one.categories),
        "significance": dict(one.significance),
    }


def _section_change(one: SectionChange) -> Json:
    return {"id": one.id, "old": one.old, "new": one.new, "moved": one.moved, "counts": dict(one.counts)}


def _group(one: Group) -> Json:
    return {
        "type": one.type,
        "old": one.old,
        "new": one.new,
        "significance": one.significance,
        "changes": one.changes,
        **({"at": one.at} if one.at else {}),
    }


def _unread(one: UnreadChange) -> Json:
    return {"status": one.status, "old": one.old, "new": one.new}


def _warning(one: ReadingWarning) -> Json:
    values = {"values": one.values} if one.values else {}
    return {"code": one.code, "message": one.message, "where": one.where, **values}


def edition_values(edition: Edition) -> Json:
    """One edition as the comparison's JSON holds it, for those who show one alone."""
    values: Json = _plain(_edition(edition))
    return values


def _edition(edition: Edition) -> Json:
    ids = [section.id for section in edition.sections]
    return {
        "series": edition.series,
        "name": edition.name,
        "title": edition.title,
        "language": edition.language,
        "published": edition.published,
        "profile": edition.profile,
        "sources": [_page(page) for page in edition.pages],
        "sections": [
            {
                "id": section.id,
                "parent": None if section.parent is None else ids[section.parent],
                "number": section.number,
                "heading": section.heading,
                "level": section.level,
                "statement": section.heading_statement,
            }
            for section in edition.sections
        ],
        "statements": [_statement(one, ids) for one in edition.statements],
        "uncompared": edition.uncompared,
        "coverage": _coverage(edition),
        "warnings": [_warning(one) for one in edition.warnings],
    }


def change_values(change: Change) -> Json:
    """One change as the comparison's JSON holds it, for those who tell changes one by one."""
    values: Json = _plain(_change(change))
    return values


def _page(page: Page) -> Json:
    address = {"address": page.address} if page.address else {}
    return {
        "uri": page.uri,
        "sha256": page.sha256,
        "retrieved": page.retrieved,
        "encoding": page.encoding,
        **address,
    }


def _coverage(edition: Edition) -> Json:
    """How much of an edition was read, compared and left out, and how the order of its pages was found."""
    aside = sum(len(one.text) for one in edition.statements if one.boilerplate)
    total = sum(len(one.text) for one in edition.statements)
    return {
        "order": edition.order,
        "pages": len(edition.pages),
        "characters": total,
        "set_aside": aside,
        "uncompared": dict(sorted(Counter(one.kind for one in edition.uncompared).items())),
    }


def _statement(one: Statement, ids: list[str]) -> Json:
    """A statement; what only some kinds carry is left out where it is empty."""
    encoded: Json = {
        "kind": one.kind,
        "text": one.text,
        "before": one.before,
        "block": one.block,
        "section": ids[one.section],
        "anchor": one.anchor,
        "boilerplate": one.boilerplate,
    }
    if one.cells:
        encoded["cells"] = one.cells
    if one.note:
        encoded["note"] = one.note
    if one.targets:
        encoded["targets"] = [ids[target.section] for target in one.targets if target.section is not None]
        encoded["printed_targets"] = [
            (target.number, target.label, None if target.section is None else ids[target.section])
            for target in one.targets
        ]
    if one.marks:
        encoded["marks"] = [(mark.start, mark.end, mark.number) for mark in one.marks]
    if one.dates:
        encoded["dates"] = [(date.start, date.end, date.says, date.basis) for date in one.dates]
    return encoded


def _change(one: Change) -> Json:
    return {
        "id": one.id,
        "kind": one.kind,
        "significance": one.significance,
        "categories": one.categories,
        "section": one.section,
        "at": {"old": one.at_old, "new": one.at_new},
        "old": one.old,
        "new": one.new,
        "edits": one.edits,
        "move": None if one.move is None else {"from": one.move.origin, "to": one.move.destination},
        "findings": one.findings,
        "pairing": None
        if one.score is None and not one.rejected
        else {
            "score": None if one.score is None else one.score / 1000,
            "rejected": [(near.old, near.new, near.score / 1000) for near in one.rejected],
        },
        "muted": {"reason": one.muted} if one.muted else None,
        **({} if one.review is None else {"review": _review(one.review)}),
    }


def _review(one: Review) -> Json:
    return {"verdict": one.verdict, "reason": one.reason, "date": one.date, "by": one.by}


def _name(one: NameChange) -> dict[str, Any]:
    place = {"side": one.side, "statement": one.statement, "start": one.start}
    return {"name": one.name, **place, "count": one.count, **({"gloss": one.gloss} if one.gloss else {})}


_FIELDS: Mapping[str, Callable[[Comparison], Any]] = {
    "schema": lambda _: SCHEMA,
    "schema_version": lambda _: SCHEMA_VERSION,
    "generator": _generator,
    "settings": lambda comparison: dict(comparison.settings),
    "warnings": lambda comparison: [_warning(one) for one in comparison.warnings],
    "old": lambda comparison: _edition(comparison.old),
    "new": lambda comparison: _edition(comparison.new),
    "summary": lambda comparison: _summary(comparison.summary),
    "sections": lambda comparison: [_section_change(one) for one in comparison.sections],
    "unchanged": lambda comparison: comparison.unchanged,
    "changes": lambda comparison: [_change(one) for one in comparison.changes],
    "groups": lambda comparison: [_group(one) for one in comparison.groups],
    "names": lambda comparison: [_name(one) for one in comparison.names],
    "ranking": lambda comparison: comparison.ranking,
    "unread": lambda comparison: [_unread(one) for one in comparison.unread],
    "labels": lambda comparison: {one.name: [one.ja, one.en] for one in comparison.labels},
}
