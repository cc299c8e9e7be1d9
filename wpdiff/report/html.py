"""The view as one HTML file: nothing from outside, readable without script, the publisher's words escaped."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

from jinja2 import Environment
from markupsafe import Markup
from msgspec import Struct, field

from wpdiff.model.comparison import Change, ChangeKind, Edit, Group, Op, Side
from wpdiff.model.edition import StatementKind
from wpdiff.model.source import Page
from wpdiff.report import coverage, labels, phrases
from wpdiff.report.assets import asset, hash_of
from wpdiff.report.citation import address_of, pages_of, source_link
from wpdiff.report.columns import side_edits
from wpdiff.report.edits import marked_edits, shortened_edits
from wpdiff.report.evidence import evidence_line, evidence_lines
from wpdiff.report.page import new_environment, visible
from wpdiff.report.sections import Departure, Item, SectionView
from wpdiff.report.shelf import record_of
from wpdiff.report.view import View, first_words, mark_of

Drawn = Mapping[str, str]  # sections as HTML, by their ids
_TAGS = {
    Op.KEEP: (Markup(), Markup()),
    Op.DELETE: (Markup("<del>"), Markup("</del>")),
    Op.INSERT: (Markup("<ins>"), Markup("</ins>")),
}
_CELL = Markup('<span class="cell" aria-hidden="true">\t|\t</span>')
_MOST_GROUPS = 10  # groups shown before the rest is folded
_KEYS = (
    ("j, n", "help_next"),
    ("k, p", "help_previous"),
    ("/", "help_search"),
    ("1 2 3 4", "help_views"),
    ("w", "help_whole"),
    ("0", "help_reset"),
    ("?", "help_help"),
)
_SCRIPT_WORDS = """search previous next nothing_found copy_old copy_new copied print help""".split()
_CITE_WORDS = """cite_label cite cite_old cite_source cite_retrieved quotation""".split()


def render_html(view: View) -> str:
    """The whole report as one page."""
    page = PageView.of(view)
    return draw_page(page, draw_sections(page, view.sections))


def draw_sections(page: PageView, sections: Sequence[SectionView], *, brief: bool = False, words: bool = True) -> Drawn:
    """Every section that holds something; brief ones have a line a change, which leads to it in its part."""
    module = _environment().get_template("section.html.j2").module
    if brief:
        return {one.id: str(module.brief(one, page, words)) for one in sections if one.items}  # type: ignore[attr-defined]
    return {one.id: str(module.whole(one, page)) for one in sections if one.entries}  # type: ignore[attr-defined]


def draw_page(page: PageView, drawn: Drawn) -> str:
    """A page around its sections: all of them, none but lines that lead to the parts, or those of one part."""
    view = page.view
    style, script = asset("report.css"), asset("report.js")
    style += _reader_words(view.language) + _filter_rules(view)
    template = _environment().get_template("report.html.j2")
    text = template.render(
        page=page,
        place=page.place,
        drawn=[Markup(one) for one in drawn.values()],  # noqa: S704  our own templates
        view=view,
        comparison=view.comparison,
        excerpts=view.excerpts(),
        items=view.items_by_id(),
        language=view.language,
        record=record_of(view.comparison, view.language),
        title=phrases.report_title(view.comparison, view.language),
        editions=(("new_edition", view.comparison.new), ("old", view.comparison.old)),
        help_keys=_KEYS,
        most_groups=_MOST_GROUPS,
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        style_hash=hash_of(style),
        script_hash=hash_of(script),
    )
    return text.rstrip("\n") + "\n"


class Place(Struct, frozen=True, kw_only=True):
    """A page of a report in parts: the index (number 0) or one part, and the ways from it to the others.

    `names` are the parts' files, as this page calls them, and `told` the sections in each.
    """

    number: int
    index: str
    names: tuple[str, ...]
    told: tuple[tuple[str, int], ...] = ()

    @property
    def count(self) -> int:
        """How many parts there are."""
        return len(self.names)

    @property
    def previous(self) -> str:
        """The part before this one; "" where there is none."""
        return self.names[self.number - 2] if self.number > 1 else ""

    @property
    def following(self) -> str:
        """The part after this one; "" where there is none."""
        return self.names[self.number] if 0 < self.number < self.count else ""


class PageView(Struct, frozen=True, kw_only=True):
    """What the templates ask of the whole page while they draw one change."""

    view: View
    language: str
    old_language: str
    new_language: str
    old_pages: Mapping[str, Page]
    new_pages: Mapping[str, Page]
    areas: Mapping[str, str]
    marks: Mapping[str, tuple[str, ...]]
    place: Place | None = None
    files: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, view: View, *, place: Place | None = None, files: Mapping[str, str] | None = None) -> PageView:
        """Everything looked up once."""
        areas: dict[str, list[str]] = {}
        for number, area in enumerate(view.areas, start=1):
            for id_ in area.ids:
                areas.setdefault(id_, []).append(f"in-{number}")
        old, new = view.comparison.old, view.comparison.new
        return cls(
            view=view,
            language=view.language,
            old_language=old.language,
            new_language=new.language,
            old_pages=pages_of(old),
            new_pages=pages_of(new),
            areas={id_: " ".join(names) for id_, names in areas.items()},
            marks={item.change.id: item.filters for item in view.items},
            place=place,
            files=files or {},
        )

    @property
    def is_part(self) -> bool:
        """Whether this is one of several parts, which the index stands before."""
        return self.place is not None and self.place.number > 0

    @property
    def is_index(self) -> bool:
        """Whether the changes themselves stand in other files."""
        return self.place is not None and not self.place.number

    def to(self, name: str) -> str:
        """The way to an element of this page, or of the part that holds it."""
        return f"{self.files.get(name, '')}#{name}"

    def words_language(self, change: Change) -> str:
        """The language of a change's words."""
        return self.old_language if change.kind is ChangeKind.REMOVED else self.new_language

    def source(self, change: Change) -> str:
        """The publisher's own page with the words in it; "" where its address is not known."""
        if change.new:
            return source_link(change.new[0], self.new_pages)
        return source_link(change.old[0], self.old_pages)

    def is_loud(self, section: SectionView) -> bool:
        """Whether a section holds a change that is not folded, or a place that something left."""
        return any(
            entry.is_loud if isinstance(entry, Item) else isinstance(entry, Departure) for entry in section.entries
        )

    def areas_of(self, section: str) -> str:
        """The marks of the parts of the tree that a section stands in."""
        return self.areas.get(section, "")

    def mark(self, category: str) -> str:
        """A category as marks write it."""
        return mark_of(category)

    def group_marks(self, group: Group) -> str:
        """The filters that something in a group passes."""
        return " ".join(sorted({mark for id_ in group.changes for mark in self.marks.get(id_, ())}))

    @property
    def groups_marks(self) -> str:
        """The filters that something in any group passes."""
        ids = (id_ for group in self.view.groups for id_ in group.changes)
        return " ".join(sorted({mark for id_ in ids for mark in self.marks.get(id_, ())}))

    @property
    def script_words(self) -> str:
        """What the script says, and how a change is cited in both languages."""
        words: dict[str, object] = {name: labels.word(name, self.language) for name in _SCRIPT_WORDS}
        words["cites"] = [self._cite_words(language) for language in _both(self.language)]
        return json.dumps(words, ensure_ascii=False, separators=(",", ":"))

    def _cite_words(self, language: str) -> dict[str, str]:
        names = {name: labels.template(name, language) for name in _CITE_WORDS}
        old, new = self.view.comparison.old, self.view.comparison.new
        names["old"], names["new"] = (phrases.edition_name(one, language) for one in (old, new))
        return names


def _both(language: str) -> tuple[str, str]:
    return ("ja", "en") if language == "ja" else ("en", "ja")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = new_environment()
    environment.globals |= {
        name: getattr(module, name)
        for module, names in (
            (labels, "word kind_word category_word group_word significance_word statement_word muted_word"),
            (labels, "unread_one order_word"),
            (coverage, "counts_sentence changes_sentence thing_name"),
            (phrases, "finding_words included_sentence edition_name summary_sentence filter_sentence filter_word"),
            (
                phrases,
                "section_counts move_words notices warning_lines warning_advices place_of fold_words reviewed_sentence",
            ),
        )
        for name in names.split()
    }
    environment.globals |= {
        "evidence_line": evidence_line,
        "evidence_lines": evidence_lines,
        "is_item": lambda entry: isinstance(entry, Item),
        "is_departure": lambda entry: isinstance(entry, Departure),
        "address_of": address_of,
        "marked": marked,
        "old_words": old_words,
        "shortened": shortened,
        "aside": aside,
        "first_words": first_words,
    }
    return environment


def _reader_words(language: str) -> str:
    """Words that a screen reader speaks: around what went and came, before counts; what stands in an empty column.

    A reader who copies does not get them.
    """
    words = {name: labels.word(name, language) for name in ("del_start", "del_end", "ins_start", "ins_end")}
    table = {name: labels.word(name, language) for name in ("newly_set", "struck_out", "abridged")}
    counts = [labels.kind_word(name, language) for name in ("added", "removed", "changed")]
    spoken = (f'.n:nth-last-child({3 - at})::before{{content:"{name} "}}' for at, name in enumerate(counts))
    return (
        f'del::before{{content:"{words["del_start"]}"}}del::after{{content:"{words["del_end"]}"}}'
        f'ins::before{{content:"{words["ins_start"]}"}}ins::after{{content:"{words["ins_end"]}"}}\n'
        f':root{{--newly:"{table["newly_set"]}";--struck:"{table["struck_out"]}";--abridged:"{table["abridged"]}"}}\n'
        + ".heat~"
        + ".heat~".join(spoken)
        + "\n"
    )


def _filter_rules(view: View) -> str:
    """One rule for each filter: what lacks its mark is not shown while it is chosen."""
    names = [f"a-{answer.name}" for answer in view.answers] + [one.id for one in view.filters]
    rule = ".filters:has([value={0}]:checked)~.body [data-t]:not([data-t~={0}],:target){{display:none}}\n"
    inside = ".filters:has([value=in-{0}]:checked)~.body [data-in]:not([data-in~=in-{0}],:target){{display:none}}\n"
    areas = map(inside.format, range(1, len(view.areas) + 1))
    return "".join([*map(rule.format, names), *areas])


def marked(change: Change) -> Markup:
    """A change's words with what went in <del> and what came in <ins>; table cells apart."""
    return Markup("").join(map(_edit, marked_edits(change)))


def old_words(change: Change) -> Markup:
    """The words of the old edition with what went marked; in two columns they stand beside the rest."""
    return Markup("").join(map(_edit, side_edits(change, Side.OLD)))


def shortened(change: Change) -> tuple[Markup, int]:
    """The marked words of a change for a list: long stretches cut, and how many characters are left out at the end."""
    edits, cut = shortened_edits(change)
    return Markup("").join(map(_edit, edits)), cut


def _edit(edit: Edit) -> Markup:
    before, after = _TAGS[edit.op]
    text = visible(edit.text)
    if "\t" in text:
        text = text.replace("\t", _CELL)
    return before + text + after


def aside(change: Change) -> str:
    """The kind of what is no running text: a note, a caption, a table row; "" for sentences."""
    kinds = {one.kind for one in (*change.old, *change.new)} - {StatementKind.SENTENCE.value}
    return min(kinds) if kinds else ""
