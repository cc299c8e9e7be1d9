"""An inspection as one HTML file: nothing from outside, no script, the publisher's words escaped.

What was unsure comes first, each leading to its place in the text as it was read, which follows whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup

from wpdiff.model.edition import DateBasis, Statement, StatementKind
from wpdiff.report import labels_inspection
from wpdiff.report.assets import asset, hash_of
from wpdiff.report.inspection import InspectionView
from wpdiff.report.labels import order_word, statement_word
from wpdiff.report.page import new_environment, visible
from wpdiff.report.phrases import edition_name, told_warning
from wpdiff.report.warning_words import warning_advice

_SHOWN = 160  # characters of a statement in a list
_OPEN = 12  # entries of a list that is not folded
_WORDS = "inspect_word chosen_by aside_word coverage_word doubt_title doubt_words doubt_advice".split()


def render_inspection_html(view: InspectionView) -> str:
    """The whole page."""
    style = asset("report.css") + asset("inspection.css")
    template = _environment().get_template("inspection.html.j2")
    page = template.render(
        view=view,
        edition=view.edition,
        choice=view.inspection.choice,
        language=view.language,
        title=edition_name(view.edition, view.language),
        sections=_sections(view),
        style=Markup(style),  # noqa: S704  our own file
        style_hash=hash_of(style),
    )
    return page.rstrip("\n") + "\n"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = new_environment()
    environment.globals |= {name: getattr(labels_inspection, name) for name in _WORDS}
    environment.globals |= {
        "order_word": order_word,
        "statement_word": statement_word,
        "told_warning": told_warning,
        "warning_advice": warning_advice,
        "OPEN": _OPEN,
    }
    environment.filters["short"] = lambda text: text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return environment


def _sections(view: InspectionView) -> list[tuple[int, str, Markup]]:
    """Each section with anything in it: its index, the headings above it, and its statements in print order."""
    of_section: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(view.edition.statements):
        of_section[one.section].append(place)
    writer = _Writer(view)
    return [
        (section, " › ".join(view.edition.path(section)[:-1]), writer.write(of_section[section]))
        for section in range(len(view.edition.sections))
    ]


class _Writer:
    """Writes statements as HTML; a large edition has a hundred thousand, so it does without a template."""

    def __init__(self, view: InspectionView) -> None:
        self.edition, self.language = view.edition, view.language
        self.doubtful = {doubt.statement for group in view.groups for doubt in group.doubts}
        self.bodies = {at: note.body[0] for note in view.notes if note.body for at in _hanging(note.number, note.marks)}
        self.aside = labels_inspection.inspect_word("set_aside", self.language)
        self.unknown = labels_inspection.inspect_word("unknown", self.language)

    def write(self, places: list[int]) -> Markup:
        """The statements of a section."""
        return Markup("\n").join(self._one(place, self.edition.statements[place]) for place in places)

    def _one(self, place: int, one: Statement) -> Markup:
        classes = [one.kind.value]
        classes += ["set-aside"] if one.boilerplate else []
        classes += ["doubtful"] if place in self.doubtful else []
        label = "" if one.kind is StatementKind.SENTENCE else statement_word(one.kind.value, self.language)
        label = self.aside if one.boilerplate else label
        kind = Markup('<span class="kind">{}</span> ').format(label) if label else Markup()
        before = one.before.strip()
        lead = Markup('<span class="before">{}</span> ').format(visible(before)) if before else Markup()
        words = Markup().join((*self._text(place, one), *self._targets(one)))
        return Markup('<p id="t-{}" class="{}">{}{}{}</p>').format(place, " ".join(classes), kind, lead, words)

    def _text(self, place: int, one: Statement) -> Iterator[Markup]:
        """The printed words, its note marks as links, and behind a leaning date what it was taken to say."""
        if one.kind is StatementKind.ROW:
            yield Markup(' <span class="cell" aria-hidden="true">|</span> ').join(visible(cell) for cell in one.cells)
            return
        cursor = 0
        for start, end, shown in sorted(self._inline(place, one), key=lambda part: part[:2]):
            if start >= cursor:
                yield visible(one.text[cursor:start])
                yield shown
                cursor = end
        yield visible(one.text[cursor:])

    def _inline(self, place: int, one: Statement) -> Iterator[tuple[int, int, Markup]]:
        for mark in one.marks:
            words = visible(one.text[mark.start : mark.end])
            body = self.bodies.get((place, mark.number))
            link = Markup('<a class="mark" href="#t-{}">{}</a>').format(body, words)
            yield mark.start, mark.end, Markup("<b>{}</b>").format(words) if body is None else link
        for date in one.dates:
            if date.basis is not DateBasis.PRINTED:
                words = visible(one.text[date.start : date.end])
                said = Markup('<span class="date">{}<small>{}</small></span>').format(words, date.says or self.unknown)
                yield date.start, date.end, said

    def _targets(self, one: Statement) -> Iterator[Markup]:
        """Where its references lead."""
        for target in one.targets:
            number = visible(target.number)
            if target.section is None:
                lost = labels_inspection.inspect_word("not_here", self.language)
                yield Markup(' <span class="target">{} → {}</span>').format(number, lost)
            else:
                path = self.edition.path(target.section)
                heading = path[-1] if path else labels_inspection.inspect_word("without_heading", self.language)
                link = Markup(' <span class="target">{} → <a href="#s-{}">{}</a></span>')
                yield link.format(number, target.section, visible(heading))


def _hanging(number: str, marks: tuple[tuple[int, str], ...]) -> list[tuple[int, str]]:
    """The places where a note's marks hang, with its number."""
    return [(place, number) for place, _ in marks]
