"""The view as one HTML file: nothing from outside, readable without script, the publisher's words escaped and marked."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wpdiff.model.comparison import Change, Edit, Op
from wpdiff.model.edition import StatementKind
from wpdiff.report.labels import (
    category_word,
    group_word,
    kind_word,
    significance_word,
    statement_word,
    word,
)
from wpdiff.report.phrases import (
    cue_words,
    edition_name,
    finding_word,
    finding_words,
    redated,
    report_title,
    summary_sentence,
)
from wpdiff.report.sections import Item
from wpdiff.report.view import View

_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffd]")
_TAGS = {Op.KEEP: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}


def render_html(view: View) -> str:
    """The whole page."""
    style, script = _asset("report.css"), _asset("report.js")
    style += _reader_words(view.language)
    template = _environment().get_template("report.html.j2")
    page = template.render(
        view=view,
        comparison=view.comparison,
        language=view.language,
        title=report_title(view.comparison, view.language),
        summary=summary_sentence(view),
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        content_language=view.comparison.new.language,
    )
    return page.rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("wpdiff.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals |= {
        "word": word,
        "kind_word": kind_word,
        "category_word": category_word,
        "group_word": group_word,
        "significance_word": significance_word,
        "statement_word": statement_word,
        "finding_word": finding_word,
        "finding_words": finding_words,
        "cue_words": cue_words,
        "edition_name": edition_name,
        "is_item": lambda entry: isinstance(entry, Item),
        "marked": marked,
        "redated": redated,
        "renumbered": renumbered,
        "is_heading": is_heading,
        "move_target": move_target,
    }
    environment.filters["visible"] = visible
    return environment


def _asset(name: str) -> str:
    return files("wpdiff.report").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _reader_words(language: str) -> str:
    """Words that a screen reader speaks around a deletion and an insertion; a reader who copies does not get them."""
    words = {name: word(name, language) for name in ("del_start", "del_end", "ins_start", "ins_end")}
    return (
        f'del::before{{content:"{words["del_start"]}"}}del::after{{content:"{words["del_end"]}"}}'
        f'ins::before{{content:"{words["ins_start"]}"}}ins::after{{content:"{words["ins_end"]}"}}\n'
    )


def visible(text: str) -> Markup:
    """Printed text, escaped, with what would turn or hide it made visible."""
    safe = str(escape(text))
    return Markup(_CONTROLS.sub(lambda found: f'<span class="ctl">U+{ord(found[0]):04X}</span>', safe))  # noqa: S704


def marked(change: Change) -> Markup:
    """A change's words with what went in <del> and what came in <ins>; table cells apart."""
    return Markup("").join(_edit(edit) for edit in change.edits)


def _edit(edit: Edit) -> Markup:
    before, after = _TAGS[edit.op]
    text = visible(edit.text).replace("\t", Markup('<span class="cell" aria-hidden="true">\t|\t</span>'))
    return Markup(before) + text + Markup(after)  # noqa: S704  our own tags


def renumbered(change: Change) -> tuple[str, str] | None:
    """The old and new number of a heading whose number alone changed."""
    for finding in change.findings:
        numbers = [one.says for one in finding.evidence if one.rule == "heading_number"]
        if len(numbers) == 2:
            return numbers[0], numbers[1]
    return None


def is_heading(change: Change) -> bool:
    """Whether a change is of a heading."""
    return any(one.kind == StatementKind.HEADING.value for one in (*change.old, *change.new))


def move_target(view: View, change: Change) -> str:
    """Where a moved statement stood, as printed headings of the old edition."""
    if change.move is None:
        return ""
    path = change.old[0].path
    return " › ".join(path) if path else word("root", view.language)
