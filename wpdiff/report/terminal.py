"""The view for a terminal: an answer in ten seconds, with the words that changed marked."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wpdiff.model.comparison import Change, ChangeKind, Edit, Op, Significance
from wpdiff.report.labels import category_word, group_word, kind_word, significance_word, word
from wpdiff.report.phrases import (
    cue_words,
    finding_word,
    finding_words,
    place_of,
    redated,
    report_title,
    summary_sentence,
)
from wpdiff.report.view import Item, View

_STYLES = {Op.KEEP: "", Op.DELETE: "red strike", Op.INSERT: "green underline"}
_PLAIN = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_RANK_STYLES = {Significance.HIGH: "bold red", Significance.MEDIUM: "bold yellow", Significance.LOW: "bold"}
_CONTEXT = 40  # kept characters shown on each side of a change
_WHOLE = 160  # characters of an added or removed statement that are shown


def render_terminal(view: View) -> str:
    """The summary, the most important changes, the groups, the warnings, and where the report lies."""
    out = io.StringIO()
    options = view.options
    console = Console(
        file=out,
        width=options.width,
        force_terminal=options.colour,
        no_color=not options.colour,
        color_system="standard" if options.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    _head(console, view)
    if not options.stat:
        _highlights(console, view)
        _groups(console, view)
    _warnings(console, view)
    if options.report_path:
        console.print(Text(f"{word('report_at', view.language)}: {options.report_path}", style="bold"), soft_wrap=True)
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")) + "\n"


def _head(console: Console, view: View) -> None:
    console.print(Text(report_title(view.comparison, view.language), style="bold"))
    console.print(Text(summary_sentence(view)))
    console.print()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, count, categories in view.answers:
        most = "、".join(f"{category_word(one, view.language)} {number}" for one, number in categories)
        if view.language != "ja":
            most = most.replace("、", ", ")
        table.add_row(Text(word(name, view.language)), Text(f"{count:,}", style="bold"), Text(most, style="dim"))
    console.print(table)
    kinds = "  ".join(
        f"{kind_word(name, view.language)} {count:,}" for name, count in view.comparison.summary.kinds if count
    )
    if kinds:
        console.print(Text(kinds, style="dim"))
    console.print()


def _highlights(console: Console, view: View) -> None:
    if not view.highlights:
        console.print(Text(word("no_changes", view.language)))
        console.print()
        return
    console.print(Text(word("highlights", view.language), style="bold underline"))
    for number, item in enumerate(view.highlights, start=1):
        _highlight(console, view, number, item)
    rest = sum(not item.is_editorial for item in view.items) - len(view.highlights)
    if rest > 0 and view.options.report_path:
        console.print(Text(word("more", view.language, count=f"{rest:,}"), style="dim"))
    console.print()


def _highlight(console: Console, view: View, number: int, item: Item) -> None:
    change, language = item.change, view.language
    head = Text(f"{number:2}. ")
    head.append(significance_word(change.significance.value, language), style=_RANK_STYLES.get(change.significance, ""))
    head.append(f"  {kind_word(change.kind.value, language)}  ")
    separator = "・" if language == "ja" else "; "
    head.append(separator.join(finding_words(change, language)), style="bold")
    console.print(head)
    if place_of(change):
        console.print(Padding(Text(place_of(change), style="dim"), (0, 0, 0, 4)))
    console.print(Padding(marked(change, colour=view.options.colour), (0, 0, 0, 4)))
    for printed, before, after in redated(change):
        told = f"{word('same_words', language)}: {printed} = {before} → {after}"
        console.print(Padding(Text(told), (0, 0, 0, 6)))
    if view.options.explain:
        for finding in change.findings:
            told = f"{finding_word(finding, language)}: {cue_words(finding, language)}"
            console.print(Padding(Text(told, style="dim"), (0, 0, 0, 6)))


def marked(change: Change, *, colour: bool) -> Text:
    """A change's words with what went and came marked: by colour, or as [-old-]{+new+}."""
    text = Text()
    edits = change.edits
    for place, edit in enumerate(edits):
        shown = _shortened(edit, first=place == 0, last=place == len(edits) - 1)
        if change.kind in (ChangeKind.ADDED, ChangeKind.REMOVED) and len(shown) > _WHOLE:
            shown = shown[:_WHOLE] + "…"
        before, after = ("", "") if colour else _PLAIN[edit.op]
        text.append(f"{before}{shown}{after}", style=_STYLES[edit.op] if colour else "")
    return text


def _shortened(edit: Edit, *, first: bool, last: bool) -> str:
    """Long kept stretches keep only what stands beside a change."""
    text = " ".join(edit.text.split("\n"))
    if edit.op is not Op.KEEP or len(text) <= 2 * _CONTEXT + 3 or (first and last):
        return text
    if first:
        return "…" + text[-_CONTEXT:]
    if last:
        return text[:_CONTEXT] + "…"
    return text[:_CONTEXT] + "…" + text[-_CONTEXT:]


def _groups(console: Console, view: View) -> None:
    if not view.groups:
        return
    console.print(Text(word("groups", view.language), style="bold underline"))
    for group in view.groups[:10]:
        arrow = f"{group.old} → {group.new}" if group.old or group.new else ""
        console.print(Text(f"  {group_word(group.type.value, view.language)}  {arrow}  ({len(group.changes)})"))
    console.print()


def _warnings(console: Console, view: View) -> None:
    warnings = view.comparison.warnings
    if not warnings:
        return
    console.print(Text(word("warnings", view.language), style="bold underline"))
    for one in warnings[:12]:
        console.print(Text(f"  {one.where + ': ' if one.where else ''}{one.message}"))
    if len(warnings) > 12:
        console.print(Text(f"  … {len(warnings) - 12}"))
    console.print()
