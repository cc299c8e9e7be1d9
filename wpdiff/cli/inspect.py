"""wpdiff inspect: what wpdiff understood of one edition."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import click

from wpdiff.cli.compare import source_named
from wpdiff.cli.options import workspace_of
from wpdiff.cli.output import write_result
from wpdiff.model.edition import DateBasis, Edition, Statement, StatementKind, printed_heading

EXAMPLES = """
\b
Examples:
  wpdiff inspect editions/2025
  wpdiff inspect defence-ja/2025 --format json
"""
_SHOWN = 48  # characters of a statement that identify it to a reader


@click.command(
    "inspect", epilog=EXAMPLES, help="What wpdiff understood of an EDITION: outline, notes, references, dates."
)
@click.argument("edition", metavar="EDITION")
@click.option(
    "-f", "--format", "format_name", type=click.Choice(["terminal", "json"]), default="terminal", help="How to show it."
)
@click.option("--profile", default="", help="The publication's profile. [default: found from the pages]")
@click.pass_context
def inspect_command(context: click.Context, /, edition: str, **options: Any) -> int:
    """Run `wpdiff inspect`."""
    from wpdiff.walk import read_edition

    workspace = workspace_of(context.obj or {})
    source = source_named(edition, workspace)
    understood = read_edition(source, profile=options["profile"], profiles=workspace.profiles)
    if options["format_name"] == "json":
        write_result(json.dumps(as_json(understood), ensure_ascii=False, indent=1))
    else:
        write_result("\n".join(as_lines(understood)))
    return 0


def as_json(edition: Edition) -> dict[str, Any]:
    """Everything that was understood, as plain values."""
    statements = edition.statements
    counts = Counter(one.section for one in statements if not one.boilerplate)
    return {
        "title": edition.title,
        "language": edition.language,
        "published": edition.published,
        "profile": edition.profile,
        "pages": [{"uri": page.uri, "sha256": page.sha256, "encoding": page.encoding} for page in edition.pages],
        "sections": [
            {
                "path": list(edition.path(index)),
                "number": section.number,
                "heading": section.heading,
                "level": section.level,
                "statements": counts[index],
            }
            for index, section in enumerate(edition.sections)
            if index
        ],
        "notes": _notes(edition),
        "references": [
            {
                "section": list(edition.path(one.section)),
                "targets": [
                    {
                        "number": target.number,
                        "label": target.label,
                        "section": None if target.section is None else list(edition.path(target.section)),
                    }
                    for target in one.targets
                ],
            }
            for one in statements
            if one.kind is StatementKind.REFERENCE
        ],
        "captions": [
            {"section": list(edition.path(one.section)), "text": one.before + one.text}
            for one in statements
            if one.kind is StatementKind.CAPTION
        ],
        "dates": [
            {
                "printed": one.text[date.start : date.end],
                "says": date.says,
                "basis": date.basis.value,
                "near": _near(one, date.end),
            }
            for one in statements
            for date in one.dates
            if date.basis is not DateBasis.PRINTED
        ],
        "boilerplate": [one.before + one.text for one in statements if one.boilerplate],
        "uncompared": [{"kind": one.kind, "uri": one.uri, "page": one.page} for one in edition.uncompared],
        "warnings": [{"code": one.code, "message": one.message, "where": one.where} for one in edition.warnings],
    }


def _notes(edition: Edition) -> list[dict[str, Any]]:
    """Every note with the words its marks hang on and its sentences."""
    marks: dict[str, list[str]] = {}
    for one in edition.statements:
        for mark in one.marks:
            marks.setdefault(mark.number, []).append(one.text[max(0, mark.start - 15) : mark.start])
    bodies: dict[tuple[int, str], list[str]] = {}
    for one in edition.statements:
        if one.note:
            bodies.setdefault((one.section, one.note), []).append(one.text)
    return [
        {"number": number, "section": list(edition.path(section)), "after": marks.get(number, []), "sentences": body}
        for (section, number), body in bodies.items()
    ]


def _near(statement: Statement, place: int) -> str:
    return statement.text[place : place + 12]


def as_lines(edition: Edition) -> list[str]:
    """The same for people."""
    told = as_json(edition)
    kinds = Counter(one.kind.value for one in edition.statements)
    lines = [
        f"{edition.title or edition.name}  [{edition.language or '?'}]  profile {edition.profile or '?'}",
        f"{len(edition.pages)} pages, {len(edition.sections) - 1} sections, {len(edition.statements)} statements ("
        + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))
        + ")",
        "",
        "Outline",
    ]
    for section, shown in zip(edition.sections[1:], told["sections"], strict=True):
        lines.append(f"  {'  ' * max(0, len(shown['path']) - 1)}{printed_heading(section)}  ({shown['statements']})")
    lines += ["", "Notes"]
    lines += [
        f"  {note['number']} after …{' / …'.join(note['after']) or '? (no mark)'}: {note['sentences'][0][:_SHOWN]}"
        for note in told["notes"]
    ]
    lines += ["", "References"]
    for reference in told["references"]:
        for target in reference["targets"]:
            place = " › ".join(target["section"]) if target["section"] else "not found in this edition"
            lines.append(f"  {target['number']} {target['label']}  → {place}")
    lines += ["", "Captions", *(f"  {caption['text'][:_SHOWN]}" for caption in told["captions"])]
    lines += ["", "Relative dates"]
    lines += [f"  {date['printed']}{date['near']}…  says {date['says'] or '?'}" for date in told["dates"]]
    lines += ["", "Set aside as boilerplate", *(f"  {text[:_SHOWN]}" for text in told["boilerplate"])]
    if told["uncompared"]:
        kinds = Counter(one["kind"] for one in told["uncompared"])
        lines += ["", "Not compared: " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))]
    lines += ["", "Warnings", *(f"  {one['code']}: {one['message']}  {one['where']}" for one in told["warnings"])]
    return _without_empty_parts(lines)


def _without_empty_parts(lines: list[str]) -> list[str]:
    """Leave out a heading that nothing stands under."""
    kept = list(lines)
    for place in range(len(lines) - 1, 0, -1):
        is_head = not lines[place - 1] and lines[place] and not lines[place].startswith(" ") and ":" not in lines[place]
        if is_head and (place + 1 >= len(lines) or not lines[place + 1]):
            del kept[place - 1 : place + 1]
    return kept
