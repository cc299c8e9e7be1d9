"""The view for a terminal: an answer in ten seconds, with the words that changed marked."""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wpdiff.model.comparison import Change, ChangeKind, Edit, Op, Significance
from wpdiff.report.console import text_console, written
from wpdiff.report.coverage import changes_sentence, counts_sentence
from wpdiff.report.edits import marked_edits
from wpdiff.report.evidence import cue_words, evidence_line, finding_word
from wpdiff.report.labels import group_word, kind_word, significance_word, word
from wpdiff.report.phrases import (
    answer_words,
    filter_sentence,
    finding_words,
    included_sentence,
    move_words,
    notices,
    report_title,
    reviewed_sentence,
    summary_sentence,
    warning_advices,
    warning_lines,
)
from wpdiff.report.printable import one_line
from wpdiff.report.sections import Item
from wpdiff.report.view import View

# As in the HTML report blue stands for what came and orange for what went: red and green look alike to many readers.
_STYLES = {Op.KEEP: "", Op.DELETE: "yellow strike", Op.INSERT: "cyan underline"}
_PLAIN = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_RANK_STYLES = {Significance.HIGH: "bold red", Significance.MEDIUM: "bold yellow", Significance.LOW: "bold"}
_CONTEXT = 40  # kept characters shown on each side of a change
_MOST_WORDS = 600  # characters after which a change is shown no further; the report has all
_WHOLE = 160  # characters of an added or removed statement that are shown
_INDENT = 4
_MOST_GROUPS, _MOST_WARNINGS, _MOST_NAMES = 10, 8, 12
_MOST_SECTIONS = 15
# Only signs that a CP932 console has: not the HTML report's ›.
_BELOW = " > "


def render_terminal(view: View) -> str:
    """The summary, the most important changes, the groups, the warnings, and where the report lies."""
    options = view.options
    console, out = text_console(options)
    _head(console, view)
    if not options.stat:
        _highlights(console, view)
        _included(console, view)
        _groups(console, view)
        _sections(console, view)
    _warnings(console, view)
    _coverage(console, view)
    if options.report_path:
        line = f"{word('report_at', view.language)}: {one_line(options.report_path)}"
        console.print(Text(line, style="bold"), soft_wrap=True)
    return written(out)


def _head(console: Console, view: View) -> None:
    console.print(Text(one_line(report_title(view.comparison, view.language)), style="bold"))
    console.print(Text(summary_sentence(view)))
    narrowed = filter_sentence(view)
    if narrowed:
        console.print(Text(one_line(narrowed)))
    for told in filter(None, (included_sentence(view), reviewed_sentence(view))):
        console.print(Text(told))
    console.print()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for answer in view.answers:
        most = answer_words(answer, view.language)
        name, count = word(answer.name, view.language), f"{answer.count:,}"
        table.add_row(Text(name), Text(count, style="bold", justify="right"), Text(most, style="dim"))
    console.print(table)
    kinds = "  ".join(
        f"{kind_word(name, view.language)} {count:,}" for name, count in view.comparison.summary.kinds if count
    )
    if kinds:
        console.print(Text(kinds, style="dim"))
    console.print()


def _highlights(console: Console, view: View) -> None:
    if not view.highlights:
        if not view.substantive:
            console.print(Text(word("none" if filter_sentence(view) else "no_changes", view.language)))
            console.print()
        return
    head = Text(word("highlights", view.language), style="bold underline")
    if len(view.highlights) < view.substantive:
        told = word("shown_of", view.language, shown=f"{len(view.highlights):,}", total=f"{view.substantive:,}")
        head.append(f"  {told}", style="not bold not underline dim")
    console.print(head)
    for number, item in enumerate(view.highlights, start=1):
        _highlight(console, view, number, item)
    rest = view.substantive - len(view.highlights)
    if rest > 0 and view.options.report_path:
        console.print(Text(word("more", view.language, count=f"{rest:,}"), style="dim"))
    console.print()


def _included(console: Console, view: View) -> None:
    """Changes of what is set aside, where these are asked for."""
    if not view.included:
        return
    console.print(Text(word("included_head", view.language), style="bold underline"))
    shown = view.included[: view.options.top]
    for number, item in enumerate(shown, start=1):
        _highlight(console, view, number, item)
    if len(shown) < len(view.included):
        console.print(Text(word("more", view.language, count=f"{len(view.included) - len(shown):,}"), style="dim"))
    console.print()


def _highlight(console: Console, view: View, number: int, item: Item) -> None:
    change, language = item.change, view.language
    head = Text(f"{number:2}. ")
    head.append(significance_word(change.significance.value, language), style=_RANK_STYLES.get(change.significance, ""))
    head.append(f"  {kind_word(change.kind.value, language)}  ")
    head.append(one_line(word("list_separator", language).join(finding_words(change, language))), style="bold")
    console.print(head)
    _indented(console, _place(change, console.width - _INDENT), style="dim")
    console.print(Padding(marked(change, colour=view.options.colour), (0, 0, 0, _INDENT)))
    for told in notices(change, language):
        _indented(console, told)
    if change.move:
        _indented(console, f"{word('moved_from', language)}: {move_words(change, language)}")
    if view.options.explain:
        for finding in change.findings:
            _indented(console, f"{finding_word(finding, language)}: {cue_words(finding, language)}", style="dim")
    elif change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED):  # in a changed one the marks show the cue
        cues = evidence_line(change, language)
        _indented(console, f"{word('evidence', language)}: {cues}" if cues else "", style="dim")


def _indented(console: Console, text: str, *, style: str = "") -> None:
    if text:
        console.print(Padding(Text(one_line(text), style=style), (0, 0, 0, _INDENT)))


def _place(change: Change, width: int) -> str:
    """The path of headings in one line; where it is too long the outermost ones go first."""
    path = [one_line(heading) for heading in (change.new or change.old)[0].path]
    whole = _BELOW.join(path)
    while len(path) > 1 and cell_len(whole) > width:
        path = path[1:]
        whole = _BELOW.join(["…", *path])
    return whole


def marked(change: Change, *, colour: bool) -> Text:
    """A change's words with what went and came marked: by colour, or as [-old-]{+new+}."""
    text = Text()
    edits = marked_edits(change)
    for place, edit in enumerate(edits):
        if len(text) > _MOST_WORDS:
            return text.append("…")
        shown = _shortened(edit, first=place == 0, last=place == len(edits) - 1)
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and len(shown) > _WHOLE:
            shown = shown[:_WHOLE] + "…"
        before, after = ("", "") if colour else _PLAIN[edit.op]
        text.append(f"{before}{shown}{after}", style=_STYLES[edit.op] if colour else "")
    return text


def _shortened(edit: Edit, *, first: bool, last: bool) -> str:
    """Long kept stretches keep only what stands beside a change."""
    text = one_line(edit.text)
    if len(text) > _MOST_WORDS and edit.op is not Op.KEEP:
        return text[:_MOST_WORDS] + "…"
    if edit.op is not Op.KEEP or len(text) <= 2 * _CONTEXT + 3 or (first and last):
        return text
    if first:
        return "…" + text[-_CONTEXT:]
    if last:
        return text[:_CONTEXT] + "…"
    return text[:_CONTEXT] + "…" + text[-_CONTEXT:]


def _names(console: Console, view: View) -> None:
    """A line each for the names that came and those that went, the most frequent first."""
    for label, _, names in view.names:
        told = [f"{one_line(one.name)} ({one.count})" for one in names[:_MOST_NAMES]]
        more = f" … {len(names) - _MOST_NAMES}" if len(names) > _MOST_NAMES else ""
        line = word("list_separator", view.language).join(told) + more
        console.print(Text(f"{word(label, view.language)}: {line}"))


def _groups(console: Console, view: View) -> None:
    _names(console, view)
    if not view.groups:
        return
    console.print(Text(word("groups", view.language), style="bold underline"))
    for group in view.groups[:_MOST_GROUPS]:
        arrow = one_line(" → ".join(dict.fromkeys(filter(None, (group.old, group.new)))))
        count = len(group.changes) or len(group.at)
        console.print(Text(f"  {group_word(group.type.value, view.language)}  {arrow}  ({count})"))
    console.print()


def _sections(console: Console, view: View) -> None:
    """The largest sections with their changes of substance, in print order, as the page's tree begins."""
    branches = [one for one in view.tree if one.substantive]
    while len(branches) == 1 and any(one.substantive for one in branches[0].branches):
        branches = [one for one in branches[0].branches if one.substantive]
    if len(branches) < 2:
        return
    console.print(Text(word("contents", view.language), style="bold underline"))
    digits = max(len(f"{one.substantive:,}") for one in branches)
    for one in branches[:_MOST_SECTIONS]:
        status = word("aside", view.language, text=kind_word(one.status, view.language)) if one.status else ""
        heading = one_line(one.heading or word("root", view.language)) + status
        console.print(Text(f"  {one.substantive:>{digits},}  {set_cell_size(heading, console.width - digits - 4)}"))
    if len(branches) > _MOST_SECTIONS:
        console.print(Text(f"  … {len(branches) - _MOST_SECTIONS}"))
    console.print()


def _coverage(console: Console, view: View) -> None:
    """One line: what was not compared, and how much of it differs."""
    if not view.coverage:
        return
    line = f"{word('uncompared', view.language)}: {counts_sentence(view.coverage, view.language)}"
    told = changes_sentence(view.coverage, view.language)
    console.print(Text(line + (word("aside", view.language, text=told) if told else ""), style="dim"))


def _warnings(console: Console, view: View) -> None:
    lines = warning_lines(view.comparison, view.language)
    if not lines:
        return
    console.print(Text(word("warnings", view.language), style="bold underline"))
    for parts in lines[:_MOST_WARNINGS]:
        console.print(Text("  " + one_line(": ".join(filter(None, parts)))))
    if len(lines) > _MOST_WARNINGS:
        console.print(Text(f"  … {len(lines) - _MOST_WARNINGS}"))
    for advice in warning_advices(view.comparison, view.language):
        console.print(Padding(Text(f"→ {advice}", style="dim"), (0, 0, 0, 2)))
    console.print()
