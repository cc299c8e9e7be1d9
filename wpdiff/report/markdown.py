"""The view as Markdown, for chats, issues and mail."""

from __future__ import annotations

import re

from wpdiff.model.comparison import Change, Op
from wpdiff.report.coverage import Coverage, changes_sentence, counts_sentence, thing_name
from wpdiff.report.edits import marked_edits
from wpdiff.report.labels import kind_word, muted_word, significance_word, word
from wpdiff.report.phrases import (
    answer_words,
    filter_sentence,
    finding_words,
    included_sentence,
    move_words,
    notices,
    place_of,
    report_title,
    summary_sentence,
    warning_advices,
    warning_lines,
)
from wpdiff.report.printable import one_line
from wpdiff.report.sections import Item
from wpdiff.report.view import View

_SIGNS = re.compile(r"([\\`*_\[\]<>|#~])")
_MARKS = {Op.KEEP: ("", ""), Op.DELETE: ("~~", "~~"), Op.INSERT: ("**", "**")}


def render_markdown(view: View) -> str:
    """A heading, the summary, the answers, and every change of substance under its section."""
    language = view.language
    lines = [f"# {_escaped(report_title(view.comparison, language))}", "", summary_sentence(view), ""]
    narrowed = filter_sentence(view)
    lines += [_escaped(narrowed), ""] if narrowed else []
    included = included_sentence(view)
    lines += [included, ""] if included else []
    for answer in view.answers:
        most = answer_words(answer, language)
        lines.append(f"- **{word(answer.name, language)}**: {answer.count}" + (f" ({most})" if most else ""))
    lines += ["", f"## {word('highlights', language)}", ""]
    lines += [f"{number}. {_line(item, language)}" for number, item in enumerate(view.highlights, start=1)]
    if not view.options.stat:
        lines += ["", f"## {word('changes', language)}", ""]
        for section in view.sections:
            loud = [entry for entry in section.entries if isinstance(entry, Item) and entry.is_loud]
            if loud:
                lines += [f"### {_escaped(' › '.join(section.path) or word('root', language))}", ""]
                lines += [*(f"- {_line(item, language)}" for item in loud), ""]
    return "\n".join([*lines, *_warnings(view), *_coverage(view.coverage, language)]).rstrip() + "\n"


def _warnings(view: View) -> list[str]:
    """About the reading: which edition, where, what, and what to do."""
    told = [f"- {_escaped(': '.join(filter(None, parts)))}" for parts in warning_lines(view.comparison, view.language)]
    told += [f"- → {_escaped(advice)}" for advice in warning_advices(view.comparison, view.language)]
    return ["", f"## {word('warnings', view.language)}", "", *told] if told else []


def _coverage(coverage: Coverage, language: str) -> list[str]:
    """What was not compared, in a few lines: counts, and what was replaced."""
    if not coverage:
        return []
    told = changes_sentence(coverage, language)
    lines = ["", f"## {word('uncompared', language)}", "", counts_sentence(coverage, language)]
    lines[-1] += f" ({told})" if told else ""
    replaced = [one for one in coverage.listed if one.status == "replaced" and one.new]
    lines += ["", *(f"- {word('replaced', language)}: {_escaped(thing_name(one.new))}" for one in replaced if one.new)]
    return lines


def _line(item: Item, language: str) -> str:
    change = item.change
    labels = f"{significance_word(change.significance.value, language)} · {kind_word(change.kind.value, language)}"
    labels += f" · {muted_word(change.muted, language)}" if change.muted else ""
    categories = ", ".join(finding_words(change, language))
    told = [*notices(change, language), place_of(change)]
    told += [f"{word('moved_from', language)}: {move_words(change, language)}"] if change.move else []
    aside = _escaped("; ".join(filter(None, told)))
    return f"**{labels}** {categories}: {_marked(change)}" + (f" ({aside})" if aside else "")


def _marked(change: Change) -> str:
    pieces: list[str] = []
    for edit in marked_edits(change):
        before, after = _MARKS[edit.op]
        text = _escaped(edit.text)
        inner = text.strip()
        lead, trail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        pieces.append(f"{lead}{before}{inner}{after}{trail}" if inner else text)
    return "".join(pieces)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", one_line(text))
