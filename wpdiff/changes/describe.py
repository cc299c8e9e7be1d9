"""One pair in, one Change out: its kind, its edit script, its findings, where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from wpdiff.changes.classify import classify
from wpdiff.changes.counterparts import Counterparts
from wpdiff.changes.dates import is_redated, is_rolled_forward, year_of
from wpdiff.changes.difference import Difference, Placed, joined_text
from wpdiff.changes.inline import edit_script
from wpdiff.changes.lexicon import Lexicon, lexicon_language
from wpdiff.changes.own_rules import OwnRules
from wpdiff.changes.own_words import own_lexicon, weigh_own
from wpdiff.changes.place import moved_finding, renumbered_finding
from wpdiff.changes.rank import significance_of
from wpdiff.model.alignment import Alignment, Pair
from wpdiff.model.comparison import Change, ChangeKind, Edit, Excerpt, Finding, Move, Op
from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.text.normalize import to_key

_KIND_NAMES = {kind: kind.value for kind in StatementKind}
BOILERPLATE = "boilerplate"  # why a change is muted that nobody asked to see


class Judged(Struct, frozen=True):
    """What a pair's difference is and says."""

    kind: ChangeKind
    edits: tuple[Edit, ...]
    findings: tuple[Finding, ...]


class Describer(Struct, frozen=True, kw_only=True):
    """Both editions, and for their sections, by index, the ids of their pairs and their paths of headings."""

    old: Edition
    new: Edition
    old_sections: Mapping[int, str]
    new_sections: Mapping[int, str]
    old_paths: tuple[tuple[str, ...], ...]
    new_paths: tuple[tuple[str, ...], ...]
    years: tuple[int, int]
    counterparts: Counterparts
    old_openers: frozenset[int] = frozenset()
    new_openers: frozenset[int] = frozenset()
    rules: OwnRules | None = None
    lexicon: Lexicon | None = None

    @classmethod
    def of(cls, alignment: Alignment, ids: Sequence[str], rules: OwnRules | None = None) -> Describer:
        """A describer for one alignment, whose pairs of sections have these ids, with the workspace's own rules."""
        old, new = alignment.old, alignment.new
        named = tuple(zip(alignment.sections, ids, strict=True))
        return cls(
            old=old,
            new=new,
            old_sections={pair.old: pair_id for pair, pair_id in named if pair.old is not None},
            new_sections={pair.new: pair_id for pair, pair_id in named if pair.new is not None},
            old_paths=old.paths(),
            new_paths=new.paths(),
            years=(year_of(old), year_of(new)),
            counterparts=Counterparts.of(alignment),
            old_openers=_openers(old),
            new_openers=_openers(new),
            rules=rules,
            lexicon=own_lexicon(lexicon_language(new.language or old.language), rules),
        )

    def is_unchanged(self, pair: Pair) -> bool:
        """Whether a pair says the same in the same place, or differs only silently."""
        if len(pair.old) != 1 or len(pair.new) != 1 or pair.moved:
            return False
        old, new = self.old.statements[pair.old[0]], self.new.statements[pair.new[0]]
        if old.key != new.key or (old.dates and (is_redated(old, new) or is_rolled_forward(old, new))):
            return False
        return not self._is_renumbered(pair) and not (old.targets and self.counterparts.redirected(old, new))

    def _is_renumbered(self, pair: Pair) -> bool:
        """Whether a pair of headings carries another number: 5 対外関係 → 6 対外関係."""
        old, new = self.old.statements[pair.old[0]], self.new.statements[pair.new[0]]
        if StatementKind.HEADING not in (old.kind, new.kind) and not self._open_articles(pair):
            return False
        first, second = self.old.sections[old.section].number, self.new.sections[new.section].number
        language = self.new.language
        return first != second and to_key(first, language=language) != to_key(second, language=language)

    def _open_articles(self, pair: Pair) -> bool:
        """Whether both statements begin sections that have a number and no heading: 第三条　国は、…"""
        return pair.old[0] in self.old_openers and pair.new[0] in self.new_openers

    def judge(self, pair: Pair) -> Judged:
        """What a pair's difference says, edit for edit and finding for finding."""
        difference = self._difference(pair)
        findings = self._findings(pair, difference)
        if self.rules is not None:
            paths = [" › ".join(one.path) for one in (*difference.old, *difference.new)]
            findings = weigh_own(findings, paths, self.rules)
        return Judged(difference.kind, difference.edits, findings)

    def describe(self, pair: Pair, change_id: str, judged: Judged) -> Change:
        """The change that a pair is, as it was judged."""
        kind, findings = judged.kind, judged.findings
        shown = [one.category for one in findings if kind is ChangeKind.REMOVED or not one.gone]
        return Change(
            id=change_id,
            kind=kind,
            significance=significance_of(findings),
            section=self._section_pair(pair),
            at_old=pair.old,
            at_new=pair.new,
            old=_excerpts(self.old, self.old_paths, pair.old),
            new=_excerpts(self.new, self.new_paths, pair.new),
            edits=judged.edits,
            findings=findings,
            categories=tuple(dict.fromkeys(shown)),
            move=self._move(pair),
            score=pair.score if pair.old and pair.new else None,
            rejected=pair.rejected,
            muted=BOILERPLATE if self._is_boilerplate(pair) else "",
        )

    def _is_boilerplate(self, pair: Pair) -> bool:
        old, new = self.old.statements, self.new.statements
        return all(old[i].boilerplate for i in pair.old) and all(new[j].boilerplate for j in pair.new)

    def _difference(self, pair: Pair) -> Difference:
        old = _placed(self.old, self.old_paths, pair.old)
        new = _placed(self.new, self.new_paths, pair.new)
        return Difference(
            kind=_kind(pair, old, new),
            language=self.new.language or self.old.language,
            old=old,
            new=new,
            edits=_edits(old, new),
            moved=pair.moved,
            old_year=self.years[0],
            new_year=self.years[1],
            counterparts=self.counterparts,
            lexicon=self.lexicon,
        )

    def _findings(self, pair: Pair, difference: Difference) -> tuple[Finding, ...]:
        if difference.kind is ChangeKind.MOVED:
            return (moved_finding(difference),)
        if difference.old and difference.new and self._is_renumbered(pair):
            renumbered = renumbered_finding(
                difference, self._number(self.old, pair.old), self._number(self.new, pair.new)
            )
            same = difference.old[0].statement.key == difference.new[0].statement.key
            return (renumbered,) if same else (*classify(difference), renumbered)
        return classify(difference)

    @staticmethod
    def _number(edition: Edition, at: Sequence[int]) -> str:
        return edition.sections[edition.statements[at[0]].section].number

    def _section_pair(self, pair: Pair) -> str:
        if pair.new:
            return self.new_sections[self._section(self.new, pair.new)]
        return self.old_sections[self._section(self.old, pair.old)]

    @staticmethod
    def _section(edition: Edition, at: Sequence[int]) -> int:
        return edition.statements[at[0]].section

    def _move(self, pair: Pair) -> Move | None:
        if not pair.moved:
            return None
        origin = self.old.sections[self._section(self.old, pair.old)]
        destination = self.new.sections[self._section(self.new, pair.new)]
        return Move(origin=origin.id, destination=destination.id)


def _openers(edition: Edition) -> frozenset[int]:
    """The first statement of each section that has a number and no heading of its own."""
    first: dict[int, int] = {}
    for index, statement in enumerate(edition.statements):
        first.setdefault(statement.section, index)
    return frozenset(
        index
        for section, index in first.items()
        if edition.sections[section].number and edition.sections[section].heading_statement is None
    )


def _kind(pair: Pair, old: Sequence[Placed], new: Sequence[Placed]) -> ChangeKind:
    if not old:
        return ChangeKind.ADDED
    if not new:
        return ChangeKind.REMOVED
    if len(new) > 1 or len(old) > 1:
        return ChangeKind.SPLIT if len(new) > 1 else ChangeKind.MERGED
    first, second = old[0].statement, new[0].statement
    if pair.moved and first.key == second.key and not is_redated(first, second):
        return ChangeKind.MOVED
    return ChangeKind.CHANGED


def _placed(edition: Edition, paths: Sequence[tuple[str, ...]], at: Sequence[int]) -> tuple[Placed, ...]:
    """The statements of one side with the offsets at which their texts begin in the joined text."""
    placed: list[Placed] = []
    end = 0
    for index in at:
        statement = edition.statements[index]
        start = end + len(statement.before) if placed else 0
        placed.append(Placed(index=index, statement=statement, path=paths[statement.section], offset=start))
        end = start + len(statement.text)
    return tuple(placed)


def _edits(old: Sequence[Placed], new: Sequence[Placed]) -> tuple[Edit, ...]:
    old_text, new_text = joined_text(old), joined_text(new)
    if not old or not new:
        return (Edit(op=Op.DELETE if old else Op.INSERT, text=old_text or new_text),) if old_text or new_text else ()
    if old_text == new_text:
        return (Edit(op=Op.KEEP, text=old_text),) if old_text else ()
    return edit_script(old_text, new_text, old_marks=_marks(old), new_marks=_marks(new))


def _marks(side: Sequence[Placed]) -> list[tuple[int, int]]:
    return [(one.offset + mark.start, one.offset + mark.end) for one in side for mark in one.statement.marks]


def _excerpts(edition: Edition, paths: Sequence[tuple[str, ...]], at: Sequence[int]) -> tuple[Excerpt, ...]:
    if not at:
        return ()
    statements = edition.statements
    return tuple([_excerpt(statements[index], paths) for index in at])


def _excerpt(one: Statement, paths: Sequence[tuple[str, ...]]) -> Excerpt:
    return Excerpt(text=one.text, kind=_KIND_NAMES[one.kind], path=paths[one.section], anchor=one.anchor)
