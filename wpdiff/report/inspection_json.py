"""An inspection as JSON: whole, stable, documented in docs/reference/inspection.md."""

from __future__ import annotations

import json
from typing import Any

from wpdiff.codec import edition_values
from wpdiff.model.edition import Edition, StatementKind, Target
from wpdiff.model.inspection import Doubt
from wpdiff.model.profile import ProfileChoice
from wpdiff.report.inspection import InspectionView
from wpdiff.version import __version__

SCHEMA, SCHEMA_VERSION = "wpdiff/inspection", 1


def render_inspection_json(view: InspectionView) -> str:
    """Everything that was understood, as plain values."""
    return json.dumps(as_values(view), ensure_ascii=False, indent=1) + "\n"


def as_values(view: InspectionView) -> dict[str, Any]:
    """The same before it is written down."""
    edition = view.edition
    return {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "generator": {"name": "wpdiff", "version": __version__},
        "series": edition.series,
        "name": edition.name,
        "title": edition.title,
        "language": edition.language,
        "published": edition.published,
        "profile": edition.profile,
        "profile_choice": _choice(view.inspection.choice),
        "pages": [{"uri": one.uri, "sha256": one.sha256, "encoding": one.encoding} for one in edition.pages],
        "counts": {"statements": len(edition.statements), **dict(view.kinds)},
        "unsure": [_doubt(edition, one) for group in view.groups for one in group.doubts],
        "sections": [_section(view, place) for place, node in enumerate(view.outline) if node.section],
        **_lists(view),
        "coverage": {"order": edition.order.value, "counts": dict(view.coverage), "items": _uncompared(edition)},
        "warnings": [
            {"code": one.code, "message": one.message, "where": one.where, "values": list(one.values)}
            for one in edition.warnings
        ],
        "statements": edition_values(edition)["statements"],
    }


def _choice(choice: ProfileChoice) -> dict[str, Any]:
    return {
        "name": choice.name,
        "title": choice.title,
        "by": choice.by,
        "evidence": [
            {"pattern": one.pattern, "weight": one.weight, "lines": one.lines, "example": one.example}
            for one in choice.evidence
        ],
        "scores": [{"name": name, "score": score} for name, score in choice.scores],
    }


def _doubt(edition: Edition, one: Doubt) -> dict[str, Any]:
    return {
        "code": one.code,
        "text": one.text,
        "values": list(one.values),
        "statement": one.statement,
        "section": list(edition.path(one.section)) if one.section is not None else None,
        "page": one.page,
    }


def _section(view: InspectionView, place: int) -> dict[str, Any]:
    node = view.outline[place]
    section = view.edition.sections[node.section]
    return {
        "index": node.section,
        "id": section.id,
        "parent": None if section.parent is None else view.edition.sections[section.parent].id,
        "path": list(view.edition.path(node.section)),
        "number": section.number,
        "heading": section.heading,
        "level": section.level,
        "statement": section.heading_statement,
        "statements": node.own,
        "statements_below": node.below,
    }


def _lists(view: InspectionView) -> dict[str, Any]:
    """Notes, references, captions, dates and what is set aside."""
    edition = view.edition
    statements = edition.statements
    return {
        "notes": [
            {
                "number": one.number,
                "section": list(edition.path(one.section)),
                "after": [words for _, words in one.marks],
                "marks": [place for place, _ in one.marks],
                "sentences": [statements[place].text for place in one.body],
                "statements": list(one.body),
            }
            for one in view.notes
        ],
        "references": [
            {
                "statement": place,
                "line": statements[place].kind is StatementKind.REFERENCE,
                "text": statements[place].text,
                "section": list(edition.path(statements[place].section)),
                "targets": [_target(edition, one) for one in statements[place].targets],
            }
            for place in view.references
        ],
        "captions": [
            {
                "statement": place,
                "section": list(edition.path(statements[place].section)),
                "text": statements[place].before.lstrip("\n") + statements[place].text,
            }
            for place in view.captions
        ],
        "dates": [
            {
                "statement": one.statement,
                "printed": one.printed,
                "says": one.says,
                "basis": one.basis,
                "near": one.near,
            }
            for one in view.dates
        ],
        "boilerplate": [
            {
                "statement": place,
                "reason": reason,
                "text": statements[place].before.lstrip("\n") + statements[place].text,
            }
            for place, reason in view.inspection.aside
        ],
    }


def _target(edition: Edition, one: Target) -> dict[str, Any]:
    section = None if one.section is None else list(edition.path(one.section))
    return {"number": one.number, "label": one.label, "section": section}


def _uncompared(edition: Edition) -> list[dict[str, str]]:
    return [
        {"kind": one.kind, "uri": one.uri, "page": one.page, "sha256": one.sha256, "alt": one.alt}
        for one in edition.uncompared
    ]
