"""A comparison to JSON and back, exactly as the published contract says (schema_version 1).

Every format is made from this file alone, so what is written holds everything that is shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

import orjson

from wpdiff.codec.check import check
from wpdiff.errors import CodecError
from wpdiff.model.alignment import Rejected
from wpdiff.model.comparison import (
    CategoryLabel,
    Change,
    ChangeKind,
    Comparison,
    Edit,
    Evidence,
    Excerpt,
    Finding,
    Group,
    GroupType,
    Move,
    NameChange,
    Op,
    SectionChange,
    Side,
    Significance,
    Summary,
    UnreadChange,
)
from wpdiff.model.document import ReadingOrder, Uncompared
from wpdiff.model.edition import DateBasis, DateReading, Edition, NoteMark, Section, Statement, StatementKind, Target
from wpdiff.model.review import Review, Verdict
from wpdiff.model.source import Anchor, Page, ReadingWarning

SCHEMA = "wpdiff/comparison"
SCHEMA_VERSION = 1
Json = dict[str, Any]


def dump_comparison(comparison: Comparison) -> str:
    """The comparison as JSON text: UTF-8, one line end at the end, the same bytes for the same comparison."""
    return dump_json(encode_comparison(comparison))


def dump_json(value: Json) -> str:
    r"""A value as one line of JSON text, without escapes that JSON does not ask for; half a surrogate pair becomes "?".

    >>> dump_json({"署名": [1, 0.5, None, "\x1f\ud800"]})
    '{"署名":[1,0.5,null,"\\u001f?"]}\n'
    """
    try:
        return orjson.dumps(value).decode() + "\n"
    except TypeError:  # orjson writes no half of a surrogate pair
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def encode_comparison(comparison: Comparison) -> Json:
    """The comparison as plain dictionaries and lists, in the contract's order of keys."""
    name, _, version = comparison.generator.partition(" ")
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": name, "version": version},
        "settings": dict(comparison.settings),
        "warnings": [_warning(one) for one in comparison.warnings],
        "old": _edition(comparison.old),
        "new": _edition(comparison.new),
        "summary": {
            "statements": dict(comparison.summary.statements),
            "kinds": dict(comparison.summary.kinds),
            "categories": dict(comparison.summary.categories),
            "significance": dict(comparison.summary.significance),
        },
        "sections": [
            {"id": one.id, "old": one.old, "new": one.new, "moved": one.moved, "counts": dict(one.counts)}
            for one in comparison.sections
        ],
        "unchanged": [list(pair) for pair in comparison.unchanged],
        "changes": [_change(one) for one in comparison.changes],
        "groups": [
            {
                "type": one.type.value,
                "old": one.old,
                "new": one.new,
                "significance": one.significance.value,
                "changes": list(one.changes),
                **({"at": [list(pair) for pair in one.at]} if one.at else {}),
            }
            for one in comparison.groups
        ],
        "names": [_name(one) for one in comparison.names],
        "ranking": list(comparison.ranking),
        "unread": [
            {"status": one.status, "old": _uncompared(one.old), "new": _uncompared(one.new)}
            for one in comparison.unread
        ],
        **({"labels": {one.name: [one.ja, one.en] for one in comparison.labels}} if comparison.labels else {}),
    }


def _warning(one: ReadingWarning) -> Json:
    values = {"values": list(one.values)} if one.values else {}
    return {"code": one.code, "message": one.message, "where": one.where, **values}


def _load_warning(data: Json) -> ReadingWarning:
    return ReadingWarning(**{**data, "values": tuple(data.get("values", ()))})


def _anchor(one: Anchor) -> Json:
    return {"page": one.page, "element": one.element, "start": one.start, "end": one.end}


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
        "uncompared": [_uncompared(one) for one in edition.uncompared],
        "coverage": _coverage(edition),
        "warnings": [_warning(one) for one in edition.warnings],
    }


def edition_values(edition: Edition) -> Json:
    """One edition as the comparison's JSON holds it, for those who show one alone."""
    return _edition(edition)


def change_values(change: Change) -> Json:
    """One change as the comparison's JSON holds it, for those who tell changes one by one."""
    return _change(change)


def _page(page: Page) -> Json:
    address = {"address": page.address} if page.address else {}
    return {
        "uri": page.uri,
        "sha256": page.sha256,
        "retrieved": page.retrieved,
        "encoding": page.encoding,
        **address,
    }


def _uncompared(one: Uncompared | None) -> Json | None:
    if one is None:
        return None
    return {"kind": one.kind, "uri": one.uri, "page": one.page, "sha256": one.sha256, "alt": one.alt}


def _coverage(edition: Edition) -> Json:
    """How much of an edition was read, compared and left out, and how the order of its pages was found."""
    aside = sum(len(one.text) for one in edition.statements if one.boilerplate)
    total = sum(len(one.text) for one in edition.statements)
    return {
        "order": edition.order.value,
        "pages": len(edition.pages),
        "characters": total,
        "set_aside": aside,
        "uncompared": dict(sorted(Counter(one.kind for one in edition.uncompared).items())),
    }


def _statement(one: Statement, ids: list[str]) -> Json:
    """A statement; what only some kinds carry is left out where it is empty."""
    encoded: Json = {
        "kind": one.kind.value,
        "text": one.text,
        "before": one.before,
        "block": one.block,
        "section": ids[one.section],
        "anchor": _anchor(one.anchor),
        "boilerplate": one.boilerplate,
    }
    if one.cells:
        encoded["cells"] = list(one.cells)
    if one.note:
        encoded["note"] = one.note
    if one.targets:
        encoded["targets"] = [ids[target.section] for target in one.targets if target.section is not None]
        encoded["printed_targets"] = [
            [target.number, target.label, None if target.section is None else ids[target.section]]
            for target in one.targets
        ]
    if one.marks:
        encoded["marks"] = [[mark.start, mark.end, mark.number] for mark in one.marks]
    if one.dates:
        encoded["dates"] = [[date.start, date.end, date.says, date.basis.value] for date in one.dates]
    return encoded


def _change(one: Change) -> Json:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "significance": one.significance.value,
        "categories": list(one.categories),
        "section": one.section,
        "at": {"old": list(one.at_old), "new": list(one.at_new)},
        "old": [_excerpt(side) for side in one.old],
        "new": [_excerpt(side) for side in one.new],
        "edits": [{"op": edit.op.value, "text": edit.text} for edit in one.edits],
        "move": None if one.move is None else {"from": one.move.origin, "to": one.move.destination},
        "findings": [_finding(finding) for finding in one.findings],
        "pairing": None
        if one.score is None and not one.rejected
        else {
            "score": None if one.score is None else one.score / 1000,
            "rejected": [[near.old, near.new, near.score / 1000] for near in one.rejected],
        },
        "muted": {"reason": one.muted} if one.muted else None,
        **({} if one.review is None else {"review": _review(one.review)}),
    }


def _review(one: Review) -> Json:
    return {"verdict": one.verdict.value, "reason": one.reason, "date": one.date, "by": one.by}


def _load_review(data: Json | None) -> Review | None:
    if data is None:
        return None
    return Review(verdict=Verdict(data["verdict"]), reason=data["reason"], date=data["date"], by=data["by"])


def _excerpt(one: Excerpt) -> Json:
    return {"text": one.text, "kind": one.kind, "path": list(one.path), "anchor": _anchor(one.anchor)}


def _finding(one: Finding) -> Json:
    return {
        "category": one.category,
        "status": one.status,
        "gone": one.gone,
        "significance": one.significance.value,
        "evidence": [
            {
                "rule": evidence.rule,
                "side": evidence.side.value,
                "statement": evidence.statement,
                "cue": evidence.cue,
                "start": evidence.start,
                "end": evidence.end,
                "says": evidence.says,
            }
            for evidence in one.evidence
        ],
    }


def load_comparison(text: str) -> Comparison:
    """The comparison that a JSON text holds.

    Raises CodecError, saying what is wrong, when the text is not JSON, not a comparison, or of another schema version.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise CodecError(
            "not a saved comparison: it is not JSON", hint="make one with: wpdiff compare OLD NEW -o c.json"
        ) from error
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise CodecError(
            "not a saved comparison: no wpdiff/comparison in it", hint="make one with: wpdiff compare OLD NEW -o c.json"
        )
    if data.get("schema_version") != SCHEMA_VERSION:
        raise CodecError(
            f"a comparison of schema version {str(data.get('schema_version'))[:20]}, and this wpdiff reads version 1",
            hint="compare the editions again with this wpdiff",
        )
    try:
        comparison = _load(data)
        check(comparison)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise CodecError(
            f"a damaged comparison: {_reason(error)}", hint="mend it there, or compare the editions again"
        ) from error
    return comparison


def _reason(error: Exception) -> str:
    """What a loader's error says to somebody who looks at the file."""
    if isinstance(error, KeyError):
        return f"{str(error)[:60]} is missing or unknown"
    return " ".join(str(error).split())[:120]


def _load(data: Mapping[str, Any]) -> Comparison:
    generator = data["generator"]
    return Comparison(
        old=_load_edition(data["old"]),
        new=_load_edition(data["new"]),
        sections=tuple(
            SectionChange(
                id=one["id"], old=one["old"], new=one["new"], moved=one["moved"], counts=tuple(one["counts"].items())
            )
            for one in data["sections"]
        ),
        unchanged=tuple((i, j) for i, j in data["unchanged"]),
        changes=tuple(_load_change(one) for one in data["changes"]),
        summary=Summary(**{name: tuple(counts.items()) for name, counts in data["summary"].items()}),
        groups=tuple(
            Group(
                type=GroupType(one["type"]),
                old=one["old"],
                new=one["new"],
                significance=Significance(one["significance"]),
                changes=tuple(one["changes"]),
                at=tuple((int(i), int(j)) for i, j in one.get("at", ())),
            )
            for one in data["groups"]
        ),
        warnings=tuple(_load_warning(one) for one in data["warnings"]),
        settings=tuple(data["settings"].items()),
        generator=f"{generator['name']} {generator['version']}",
        ranking=tuple(data.get("ranking", ())),
        unread=tuple(
            UnreadChange(old=_load_uncompared(one["old"]), new=_load_uncompared(one["new"]))
            for one in data.get("unread", ())
        ),
        names=tuple(_load_name(one) for one in data.get("names", ())),
        labels=tuple(CategoryLabel(name=name, ja=ja, en=en) for name, (ja, en) in data.get("labels", {}).items()),
    )


def _name(one: NameChange) -> dict[str, Any]:
    place = {"side": one.side.value, "statement": one.statement, "start": one.start}
    return {"name": one.name, **place, "count": one.count, **({"gloss": one.gloss} if one.gloss else {})}


def _load_name(one: Mapping[str, Any]) -> NameChange:
    place = {"statement": int(one["statement"]), "start": int(one["start"]), "count": int(one["count"])}
    return NameChange(name=one["name"], side=Side(one["side"]), gloss=one.get("gloss", ""), **place)


def _load_edition(data: Mapping[str, Any]) -> Edition:
    index = {one["id"]: place for place, one in enumerate(data["sections"])}
    return Edition(
        series=data["series"],
        name=data["name"],
        title=data["title"],
        language=data["language"],
        published=data["published"],
        profile=data.get("profile", ""),
        pages=tuple(
            Page(
                uri=one["uri"],
                sha256=one["sha256"],
                retrieved=one["retrieved"],
                encoding=one.get("encoding", ""),
                address=one.get("address", ""),
            )
            for one in data["sources"]
        ),
        sections=tuple(
            Section(
                id=one["id"],
                parent=None if one["parent"] is None else index[one["parent"]],
                number=one["number"],
                heading=one["heading"],
                level=one["level"],
                heading_statement=one.get("statement"),
            )
            for one in data["sections"]
        ),
        statements=tuple(_load_statement(one, index) for one in data["statements"]),
        uncompared=tuple(Uncompared(**one) for one in data.get("uncompared", ())),
        order=ReadingOrder(data.get("coverage", {}).get("order", ReadingOrder.SINGLE)),
        warnings=tuple(_load_warning(one) for one in data.get("warnings", ())),
    )


def _load_uncompared(data: Mapping[str, Any] | None) -> Uncompared | None:
    return None if data is None else Uncompared(**data)


def _load_statement(data: Mapping[str, Any], index: Mapping[str, int]) -> Statement:
    return Statement(
        kind=StatementKind(data["kind"]),
        text=data["text"],
        key="",
        before=data["before"],
        block=data["block"],
        section=index[data["section"]],
        anchor=Anchor(**data["anchor"]),
        boilerplate=data["boilerplate"],
        cells=tuple(data.get("cells", ())),
        note=data.get("note", ""),
        targets=tuple(
            Target(number=number, label=label, section=None if section is None else index[section])
            for number, label, section in data.get("printed_targets", ())
        ),
        marks=tuple(NoteMark(start=start, end=end, number=number) for start, end, number in data.get("marks", ())),
        dates=tuple(
            DateReading(start=start, end=end, says=says, basis=DateBasis(basis))
            for start, end, says, basis in data.get("dates", ())
        ),
    )


def _load_change(data: Mapping[str, Any]) -> Change:
    pairing = data["pairing"] or {"score": None, "rejected": []}
    score = pairing["score"]
    move = data["move"]
    return Change(
        id=data["id"],
        kind=ChangeKind(data["kind"]),
        significance=Significance(data["significance"]),
        section=data["section"],
        at_old=tuple(data["at"]["old"]),
        at_new=tuple(data["at"]["new"]),
        old=tuple(_load_excerpt(one) for one in data["old"]),
        new=tuple(_load_excerpt(one) for one in data["new"]),
        edits=tuple(Edit(op=Op(one["op"]), text=one["text"]) for one in data["edits"]),
        findings=tuple(_load_finding(one) for one in data["findings"]),
        categories=tuple(data["categories"]),
        move=None if move is None else Move(origin=move["from"], destination=move["to"]),
        score=None if score is None else round(score * 1000),
        rejected=tuple(Rejected(old=old, new=new, score=round(near * 1000)) for old, new, near in pairing["rejected"]),
        muted=data["muted"]["reason"] if data["muted"] else "",
        review=_load_review(data.get("review")),
    )


def _load_excerpt(data: Mapping[str, Any]) -> Excerpt:
    return Excerpt(text=data["text"], kind=data["kind"], path=tuple(data["path"]), anchor=Anchor(**data["anchor"]))


def _load_finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        category=data["category"],
        status=data["status"],
        significance=Significance(data["significance"]),
        gone=data["gone"],
        evidence=tuple(
            Evidence(
                rule=one["rule"],
                side=Side(one["side"]),
                statement=one["statement"],
                cue=one["cue"],
                start=one["start"],
                end=one["end"],
                says=one["says"],
            )
            for one in data["evidence"]
        ),
    )
