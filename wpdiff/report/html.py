"""The view as one HTML file: nothing from outside, readable without script, the publisher's words escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from wpdiff.model.comparison import Change, ChangeKind, Edit, Op
from wpdiff.model.edition import Edition, StatementKind
from wpdiff.report import coverage, labels, phrases
from wpdiff.report.assets import asset, hash_of
from wpdiff.report.edits import marked_edits
from wpdiff.report.evidence import cue_words, evidence_line
from wpdiff.report.page import new_environment, visible
from wpdiff.report.sections import Departure, Item
from wpdiff.report.view import View

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}\Z")
_TAGS = {Op.KEEP: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}


def render_html(view: View) -> str:
    """The whole page."""
    style, script = asset("report.css"), asset("report.js")
    style += _reader_words(view.language) + _filter_rules(view)
    template = _environment().get_template("report.html.j2")
    page = template.render(
        view=view,
        comparison=view.comparison,
        excerpts=view.excerpts(),
        language=view.language,
        title=phrases.report_title(view.comparison, view.language),
        editions=(("new_edition", view.comparison.new), ("old", view.comparison.old)),
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        style_hash=hash_of(style),
        script_hash=hash_of(script),
    )
    return page.rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = new_environment()
    environment.globals |= {
        name: getattr(module, name)
        for module, names in (
            (labels, "word kind_word category_word group_word significance_word statement_word muted_word"),
            (labels, "unread_one order_word"),
            (coverage, "counts_sentence changes_sentence thing_name"),
            (
                phrases,
                "finding_word finding_words included_sentence edition_name summary_sentence filter_sentence",
            ),
            (phrases, "section_counts move_words notices warning_lines warning_advices place_of"),
        )
        for name in names.split()
    }
    environment.globals |= {
        "cue_words": cue_words,
        "evidence_line": evidence_line,
        "is_item": lambda entry: isinstance(entry, Item),
        "is_departure": lambda entry: isinstance(entry, Departure),
        "is_address": lambda text: bool(_ADDRESS.match(text)),
        "marked": marked,
        "aside": aside,
        "words_language": words_language,
        "muted_reasons": muted_reasons,
    }
    return environment


def _reader_words(language: str) -> str:
    """Words that a screen reader speaks around a deletion and an insertion; a reader who copies does not get them."""
    words = {name: labels.word(name, language) for name in ("del_start", "del_end", "ins_start", "ins_end")}
    return (
        f'del::before{{content:"{words["del_start"]}"}}del::after{{content:"{words["del_end"]}"}}'
        f'ins::before{{content:"{words["ins_start"]}"}}ins::after{{content:"{words["ins_end"]}"}}\n'
    )


def _filter_rules(view: View) -> str:
    """One rule for each filter: what lacks its mark is not shown while it is chosen."""
    names = [f"a-{answer.name}" for answer in view.answers] + [one.id for one in view.filters]
    rule = ".filters:has(#f-{0}:checked)~.body :is(.item,.part):not([data-t~={0}]){{display:none}}\n"
    return "".join(map(rule.format, names))


def marked(change: Change) -> Markup:
    """A change's words with what went in <del> and what came in <ins>; table cells apart."""
    return Markup("").join(_edit(edit) for edit in marked_edits(change))


def _edit(edit: Edit) -> Markup:
    before, after = _TAGS[edit.op]
    text = visible(edit.text).replace("\t", Markup('<span class="cell" aria-hidden="true">\t|\t</span>'))
    return Markup(before) + text + Markup(after)  # noqa: S704  our own tags


def aside(change: Change) -> str:
    """The kind of what is no running text: a note, a caption, a table row; "" for sentences."""
    kinds = {one.kind for one in (*change.old, *change.new)} - {StatementKind.SENTENCE.value}
    return min(kinds) if kinds else ""


def words_language(change: Change, old: Edition, new: Edition) -> str:
    """The language of a change's words."""
    return old.language if change.kind is ChangeKind.REMOVED else new.language


def muted_reasons(items: Sequence[Item], language: str) -> str:
    """Why changes of a section were set aside, each reason once."""
    reasons = dict.fromkeys(labels.muted_word(item.muted, language) for item in items if item.muted)
    return labels.word("list_separator", language).join(reasons)
