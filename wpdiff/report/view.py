"""The one arrangement that all formats share: order, answers, highlights, sections, from a Comparison alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.model.comparison import Change, ChangeKind, Comparison, Group, NameChange, Side, Significance
from wpdiff.model.edition import Edition
from wpdiff.report.coverage import Coverage, coverage_of
from wpdiff.report.labels import is_known
from wpdiff.report.options import RenderOptions
from wpdiff.report.sections import NO_CUE, Item, SectionView, portion_of, section_paths, section_views
from wpdiff.report.tree import Area, Branch, areas_of, grow
from wpdiff.text.patterns import lazy_pattern

ANSWERS = ("new", "gone", "said", "figures")
_STOPS = frozenset(
    """treaty_suspended treaty_withdrawn treaty_ended suspension force_withdrawal commitment_dropped""".split()
)
_EXCERPT = 60  # characters that name a change in a list
_MOST = 4  # categories told under an answer
_BALANCE = {"said": ("assessment_stronger", "assessment_weaker")}
NOTABLE = "s-notable"  # the mark of what is high or medium
_ID = lazy_pattern(r"[^0-9A-Za-z_]")
_FIGURES = frozenset(("figure_updated", "date_updated"))
_EVENTS = frozenset(
    """treaty_signed treaty_ratified treaty_in_force treaty_extended resumption new_actor new_system designation
    deployment exercise arms_transfer sanction meeting incident policy_document commitment_added""".split()
)


class Answer(Struct, frozen=True, kw_only=True):
    """One of the reader's four questions: how many changes answer it, and the categories most of them have.

    `balance` are two categories that are only understood together, stronger and weaker, whatever their counts.
    """

    name: str
    count: int
    categories: tuple[tuple[str, int], ...]
    balance: tuple[tuple[str, int], ...] = ()


class Filter(Struct, frozen=True, kw_only=True):
    """One way to narrow what is shown: by a kind, a significance or a category; `id` is its mark on every change."""

    table: str
    name: str
    id: str
    count: int


class View(Struct, frozen=True, kw_only=True):
    """The whole report before it is drawn; `included` are changes of what is set aside, where these are asked for."""

    comparison: Comparison
    language: str
    options: RenderOptions
    highlights: tuple[Item, ...]
    included: tuple[Item, ...]
    items: tuple[Item, ...]
    sections: tuple[SectionView, ...]
    tree: tuple[Branch, ...]
    answers: tuple[Answer, ...]
    filters: tuple[Filter, ...]
    areas: tuple[Area, ...]
    editorial_causes: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    coverage: Coverage

    @property
    def names(self) -> tuple[tuple[str, Edition, tuple[NameChange, ...]], ...]:
        """The names that only one edition prints: the label of the list, the edition, its names."""
        sides = (("names_new", self.comparison.new, Side.NEW), ("names_gone", self.comparison.old, Side.OLD))
        found = (
            (label, edition, tuple(one for one in self.comparison.names if one.side is side))
            for label, edition, side in sides
        )
        return tuple(one for one in found if one[2])

    @property
    def substantive(self) -> int:
        """How many of the changes shown are of substance."""
        return sum(item.is_counted for item in self.items)

    @property
    def columns(self) -> str:
        """Which edition stands left where there are two columns: Japanese tables have the newer one there."""
        return self.options.columns or ("new-old" if self.language == "ja" else "old-new")

    def items_by_id(self) -> dict[str, Item]:
        """The changes shown, by their ids."""
        return {item.change.id: item for item in self.items}

    def excerpts(self) -> dict[str, str]:
        """The beginning of every change's words, to name it by."""
        return {one.id: first_words(one) for one in self.comparison.changes}

    def count(self, table: str, name: str) -> int:
        """One of the comparison's own counts."""
        counts: tuple[tuple[str, int], ...] = getattr(self.comparison.summary, table)
        return dict(counts).get(name, 0)


def first_words(change: Change) -> str:
    """The beginning of a change's words, to name it by."""
    return (change.new or change.old)[0].text[:_EXCERPT]


def arrange(comparison: Comparison, options: RenderOptions) -> View:
    """Decide what is shown and in which order."""
    language = options.language or ("ja" if comparison.new.language == "ja" else "en")
    paths = section_paths(comparison)
    items = tuple(
        _item(change, options)
        for change in comparison.changes
        if _is_shown(change, paths.get(change.section, ()), options)
    )
    loud = [item for item in items if item.is_counted]
    by_id = {item.change.id: item for item in loud}
    order = [by_id[one] for one in comparison.ranking if one in by_id]
    sections = section_views(comparison, items, paths)
    tree = grow(comparison, sections)
    return View(
        comparison=comparison,
        language=language,
        options=options,
        highlights=tuple(order[: options.top]),
        included=tuple(item for item in items if item.is_loud and not item.is_counted),
        items=items,
        sections=sections,
        tree=tree,
        answers=tuple(_answer(name, loud) for name in ANSWERS),
        filters=_filters(loud, [item for item in items if item.is_editorial]),
        areas=areas_of(tree),
        editorial_causes=_causes(items),
        groups=comparison.groups,
        coverage=coverage_of(comparison),
    )


def part_of(view: View, sections: Mapping[str, SectionView]) -> View:
    """A part of a report that is too large for one page: some of its sections, everything counted for these alone.

    Its areas keep their places, so that an address that names one means the same in every part.
    """
    held = tuple(sections.get(one.id) or portion_of(one, ()) for one in view.sections)
    items = tuple(item for section in held for item in section.items)
    loud = [item for item in items if item.is_counted]
    return replace(
        view,
        highlights=(),
        included=(),
        items=items,
        sections=held,
        tree=grow(view.comparison, held),
        answers=tuple(_answer(name, loud) for name in ANSWERS),
        filters=_filters(loud, [item for item in items if item.is_editorial]),
        areas=tuple(_area_of(area, sections) for area in view.areas),
        editorial_causes=_causes(items),
        groups=(),
    )


def _area_of(area: Area, sections: Mapping[str, SectionView]) -> Area:
    ids = tuple(id_ for id_ in area.ids if id_ in sections)
    return replace(area, ids=ids, count=sum(sections[id_].substantive for id_ in ids))


def _causes(items: Sequence[Item]) -> tuple[tuple[str, int], ...]:
    """What made changes editorial, the most frequent first."""
    return tuple(Counter(name for item in items if item.is_editorial for name in item.change.categories).most_common())


def _item(change: Change, options: RenderOptions) -> Item:
    muted = "" if options.boilerplate else change.muted
    answers = answers_of(change)
    marks = () if change.muted else _marks(change, answers)
    return Item(change=change, answers=answers, filters=marks, section=change.section, muted=muted)


def mark_of(category: str) -> str:
    """A category as marks on a change write it: a workspace's own may have any name."""
    return _ID.sub("-", category)


def _marks(change: Change, answers: Sequence[str]) -> tuple[str, ...]:
    """The filters that a change passes; an editorial one only those for what is editorial."""
    level = change.significance
    if level is Significance.EDITORIAL:
        return (f"s-{level.value}", *(f"c-{mark_of(name)}" for name in change.categories))
    return (
        *(f"a-{name}" for name in answers),
        f"k-{change.kind.value}",
        f"s-{level.value}",
        *((NOTABLE,) if level in (Significance.HIGH, Significance.MEDIUM) else ()),
        *(f"c-{mark_of(name)}" for name in _told(change)),
    )


def _told(change: Change) -> tuple[str, ...]:
    """The categories of substance that a change tells of."""
    return tuple(
        dict.fromkeys(one.category for one in change.findings if one.significance is not Significance.EDITORIAL)
    )


def _filters(loud: Sequence[Item], editorial: Sequence[Item]) -> tuple[Filter, ...]:
    """Every kind, significance and category that occurs, with its count; what is editorial comes last."""
    found: dict[tuple[str, str], int] = Counter()
    for item in editorial:
        found["significance", Significance.EDITORIAL.value] += 1
        for name in item.change.categories:
            found["category", name] += 1
    for item in loud:
        found["kind", item.change.kind.value] += 1
        found["significance", item.change.significance.value] += 1
        if NOTABLE in item.filters:
            found["significance", "notable"] += 1
        for name in _told(item.change):
            found["category", name] += 1
    names = (
        *(("kind", kind.value) for kind in ChangeKind),
        *(("significance", level) for level in ("high", "notable", "medium", "low", "editorial")),
        *sorted((key for key in found if key[0] == "category"), key=lambda key: (_lateness(key[1]), -found[key], key)),
    )
    return tuple(
        Filter(table=table, name=name, id=f"{table[0]}-{mark_of(name)}", count=found[table, name])
        for table, name in names
        if found[table, name]
    )


def _lateness(category: str) -> int:
    """Categories that tell little come after those that tell much."""
    return 2 if category.startswith("editorial") else int(category == NO_CUE)


def answers_of(change: Change) -> tuple[str, ...]:
    """Which of the reader's four questions a change answers; editorial ones answer none."""
    if change.significance is Significance.EDITORIAL:
        return ()
    here = {finding.category for finding in change.findings if not finding.gone}
    gone = any(finding.gone for finding in change.findings)
    found = []
    happened = {name for name in here if name in _EVENTS or not is_known(name)}
    if change.kind is ChangeKind.ADDED or happened:
        found.append("new")
    if change.kind is ChangeKind.REMOVED or here & _STOPS or (gone and change.kind is not ChangeKind.ADDED):
        found.append("gone")
    if here & _FIGURES:
        found.append("figures")
    if change.old and change.new and (not found or here - _FIGURES - happened - _STOPS):
        found.append("said")
    return tuple(name for name in ANSWERS if name in found)


def _answer(name: str, loud: Sequence[Item]) -> Answer:
    """The count, and the categories that made changes answer this question; what has no cue comes last."""
    mine = [item for item in loud if name in item.answers]
    told = Counter(one for item in mine for one in _told(item.change) if _belongs(one, name))
    most = sorted(told.items(), key=lambda one: (one[0] == NO_CUE, -one[1], one[0]))
    balance = tuple((one, told[one]) for one in _BALANCE.get(name, ()))
    return Answer(name=name, count=len(mine), categories=tuple(most[:_MOST]), balance=balance)


def _belongs(category: str, answer: str) -> bool:
    """Whether a category is told under a question; only figures and dates keep to their own."""
    return (category in _FIGURES) == (answer == "figures")


def _is_shown(change: Change, path: tuple[str, ...], options: RenderOptions) -> bool:
    if options.minimum is not None and change.significance.rank > options.minimum.rank:
        return False
    names = {change.kind.value, *change.categories, *(finding.category for finding in change.findings)}
    if options.only and not names & set(options.only):
        return False
    return not options.section or options.section in " › ".join(path)
