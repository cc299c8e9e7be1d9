"""A comparison from JSON, exactly as the published contract says; one that is damaged is told by place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from wpdiff.codec.check import check
from wpdiff.codec.encode import SCHEMA, SCHEMA_VERSION, Json
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


def _load_warning(data: Json) -> ReadingWarning:
    return ReadingWarning(**{**data, "values": tuple(data.get("values", ()))})


def _load_review(data: Json | None) -> Review | None:
    if data is None:
        return None
    return Review(verdict=Verdict(data["verdict"]), reason=data["reason"], date=data["date"], by=data["by"])


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
