"""An inspection for a terminal: what was unsure first, then the outline and everything tied, dated and set aside."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from wpdiff.model.inspection import Doubt
from wpdiff.report.console import text_console, written
from wpdiff.report.inspection import DateView, DoubtGroup, InspectionView, NoteView
from wpdiff.report.labels import order_word, statement_word, word
from wpdiff.report.labels_inspection import (
    aside_word,
    chosen_by,
    coverage_word,
    doubt_advice,
    doubt_title,
    doubt_words,
    inspect_word,
)
from wpdiff.report.options import RenderOptions
from wpdiff.report.phrases import edition_name, told_warning
from wpdiff.report.printable import one_line
from wpdiff.report.warning_words import warning_advice

_SHOWN = 10  # entries of a long list
_SECTIONS = 60  # an outline is looked over at a glance, so more of it is shown
_WORDS = 60  # characters of a statement that identify it to a reader
_BELOW = " > "  # a sign that a CP932 console has


def render_inspection_terminal(view: InspectionView, options: RenderOptions) -> str:
    """The whole inspection; long lists are cut unless the options ask for the whole."""
    console, out = text_console(options)
    _Page(view, console, whole=options.whole).draw()
    return written(out)


class _Page:
    """Draws one inspection, part by part; parts with nothing in them are left out."""

    def __init__(self, view: InspectionView, console: Console, *, whole: bool) -> None:
        self.view, self.console, self.whole = view, console, whole
        self.language = view.language
        self.statements = view.edition.statements

    def draw(self) -> None:
        """Everything, in order."""
        view = self.view
        self._head()
        self._unsure()
        self._part("warnings", self._warnings())
        self._part("outline", self._outline(), most=_SECTIONS)
        self._part("notes", [self._note(one) for one in view.notes])
        self._part("references", [line for place in view.references for line in self._targets(place)])
        self._part("captions", [self._printed(place) for place in view.captions])
        self._part("dates", [self._date(one) for one in view.dates])
        for reason, places in view.aside:
            title = f"{self._word('aside')}: {aside_word(reason, self.language)} ({len(places):,})"
            self._list(title, [self._printed(place) for place in places])
        coverage = [f"{coverage_word(kind, self.language)} {count:,}" for kind, count in view.coverage]
        self._part("coverage", coverage)

    def _word(self, name: str, **values: object) -> str:
        return inspect_word(name, self.language, **values)

    def _print(self, text: str, *, indent: int = 0, style: str = "") -> None:
        self.console.print(Padding(Text(one_line(text), style=style), (0, 0, 0, indent)))

    def _head(self) -> None:
        edition, choice = self.view.edition, self.view.inspection.choice
        self._print(f"{edition_name(edition, self.language)}  [{edition.language or '?'}]", style="bold")
        self._print(
            self._word(
                "size",
                pages=f"{len(edition.pages):,}",
                sections=f"{len(edition.sections) - 1:,}",
                statements=f"{len(edition.statements):,}",
            )
        )
        if len(edition.pages) > 1:
            self._print(
                self._word("order", order=order_word(edition.order.value, self.language)), indent=2, style="dim"
            )
        separator = word("list_separator", self.language)
        kinds = separator.join(f"{statement_word(name, self.language)} {count:,}" for name, count in self.view.kinds)
        self._print(kinds, indent=2, style="dim")
        self._print(f"{self._word('profile')} {choice.name} ({choice.title}): {chosen_by(choice.by, self.language)}")
        for cue in choice.evidence:
            told = self._word("evidence_line", lines=cue.lines, example=_short(cue.example))
            self._print(told, indent=2, style="dim")
        others = separator.join(f"{name} {score}" for name, score in choice.scores if name != choice.name)
        if others:
            self._print(self._word("scores", names=others), indent=2, style="dim")
        self.console.print()

    def _unsure(self) -> None:
        self.console.print(Text(self._word("unsure"), style="bold underline"))
        if not self.view.groups:
            self._print(self._word("nothing_unsure"), indent=2)
            self.console.print()
        for group in self.view.groups:
            self._group(group)

    def _group(self, group: DoubtGroup) -> None:
        title = f"{doubt_title(group.code, self.language)} ({len(group.doubts):,})"
        self._print(title, indent=2, style="bold yellow")
        self._entries([self._doubt(one) for one in group.doubts], _SHOWN, indent=4)
        advice = doubt_advice(group.code, self.language)
        if advice:
            self._print(f"{self._word('advice')}: {advice}", indent=4, style="dim")
        self.console.print()

    def _doubt(self, one: Doubt) -> str:
        told = doubt_words(one.code, one.values, self.language)
        text = one.text if one.code not in ("profile_detected", "profile_plain", "profile_contradicted") else ""
        place = self._path(one.section) if one.section else ""
        return "  ".join(filter(None, (told, _short(text), f"[{place or one.page}]" if place or one.page else "")))

    def _path(self, section: int) -> str:
        """The innermost headings of a path; the outermost ones are the same all over a paper."""
        return _BELOW.join(self.view.edition.path(section)[-2:])

    def _part(self, name: str, lines: Sequence[str], *, most: int = _SHOWN) -> None:
        self._list(f"{self._word(name)} ({len(lines):,})", lines, most=most)

    def _list(self, title: str, lines: Sequence[str], *, most: int = _SHOWN) -> None:
        if lines:
            self._print(title, style="bold underline")
            self._entries(lines, most)
            self.console.print()

    def _entries(self, lines: Sequence[str], most: int, *, indent: int = 2) -> None:
        shown = lines if self.whole else lines[:most]
        for line in shown:
            deeper = len(line) - len(line.lstrip(" "))
            self._print(line.lstrip(" "), indent=indent + deeper)
        if len(shown) < len(lines):
            self._print(self._word("more", count=f"{len(lines) - len(shown):,}"), indent=indent, style="dim")

    def _warnings(self) -> list[str]:
        lines = []
        for one in self.view.edition.warnings:
            advice = warning_advice(one.code, self.language)
            lines.append(": ".join(filter(None, (one.where, told_warning(one, self.language)))))
            lines += [f"  {self._word('advice')}: {advice}"] if advice else []
        return lines

    def _outline(self) -> list[str]:
        return [
            f"{'  ' * node.depth}{node.heading or self._word('without_heading')}  ({self._count(node.own, node.below)})"
            for node in self.view.outline
        ]

    def _count(self, own: int, below: int) -> str:
        return f"{own:,}" if own == below else self._word("own_and_below", own=f"{own:,}", below=f"{below:,}")

    def _note(self, one: NoteView) -> str:
        words = " / ".join(f"…{hang}" for _, hang in one.marks) or self._word("no_mark")
        body = self.statements[one.body[0]].text if one.body else ""
        return f"{one.number}  {words} ← {_short(body)}"

    def _targets(self, place: int) -> list[str]:
        lines = []
        for target in self.statements[place].targets:
            printed = f"{target.number} ({target.label})" if target.label else target.number
            where = self._word("not_here") if target.section is None else self._path(target.section)
            lines.append(f"{printed} → {where}")
        return lines

    def _date(self, one: DateView) -> str:
        says = one.says or self._word("unknown")
        return f"{one.printed}{one.near}… → {says}  ({self._word(f'basis_{one.basis}')})"

    def _printed(self, place: int) -> str:
        one = self.statements[place]
        return _short((one.before.strip() + " " if one.before.strip() else "") + one.text).strip()


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _WORDS else plain[:_WORDS] + "…"
