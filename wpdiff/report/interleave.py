"""Both editions as one text: paragraphs in which what went and what came stand beside what stayed.

Reading what stayed and came gives the new edition, what stayed and went the old one, to the character and the
paragraph. Knows nothing of how it is drawn.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from wpdiff.model.comparison import Change, Comparison, Edit, Op
from wpdiff.model.edition import Edition, Statement
from wpdiff.report.view import View

_MOST_CELLS = 40_000  # of a table of characters: two sentences; what is larger is set whole against the other


class Piece(Struct, frozen=True, kw_only=True):
    """Some words of a paragraph: kept, gone or come; `move` names the move that they are a part of.

    `edit` is what became of the words of a move on their way: come with it, or lost, which is to stand in neither text.
    """

    op: Op
    text: str
    change: Change | None = None
    move: str = ""
    edit: Op = Op.KEEP

    @property
    def is_passing(self) -> bool:
        """Whether these words are in neither text: they moved here, and went."""
        return self.edit is Op.DELETE


class Paragraph(Struct, frozen=True, kw_only=True):
    """A paragraph of either or both editions; `mark` is what became of its end, where the next one begins."""

    pieces: tuple[Piece, ...]
    mark: Op
    statement: Statement
    level: int
    move: str = ""
    change: Change | None = None


class _Unit(Struct, frozen=True, kw_only=True):
    """Statements of both editions that answer to each other, neighbours on each side."""

    old: tuple[int, ...]
    new: tuple[int, ...]
    change: Change | None


def interleave(view: View) -> tuple[Paragraph, ...]:
    """Every statement of both editions, in print order; what a filter leaves out is as the new edition has it."""
    comparison = view.comparison
    whole = len(view.items) == len(comparison.changes)
    writer = _Writer(comparison, None if whole else {item.change.id for item in view.items})
    units = list(_units(comparison))
    chain = _in_order(comparison, units)
    in_order = {unit.new for unit in chain}
    writer.name_moves(sorted((one for one in units if one.new not in in_order), key=lambda one: one.old))
    i = j = 0
    for unit in chain:
        writer.gap(range(i, unit.old[0]), range(j, unit.new[0]))
        writer.stay(unit)
        i, j = unit.old[-1] + 1, unit.new[-1] + 1
    writer.gap(range(i, len(comparison.old.statements)), range(j, len(comparison.new.statements)))
    return _well_ended(writer.paragraphs)


def _units(comparison: Comparison) -> Iterator[_Unit]:
    for i, j in comparison.unchanged:
        yield _Unit(old=(i,), new=(j,), change=None)
    for change in comparison.changes:
        if _are_neighbours(change.at_old) and _are_neighbours(change.at_new):
            yield _Unit(old=change.at_old, new=change.at_new, change=change)


def _are_neighbours(at: Sequence[int]) -> bool:
    return bool(at) and all(after - before == 1 for before, after in pairwise(at))


def _in_order(comparison: Comparison, units: Iterable[_Unit]) -> list[_Unit]:
    """The heaviest units that stand in one order in both editions; all others moved. What is said to have moved weighs
    little, so that it is what is shown to have moved.
    """
    moved = {pair.new for pair in comparison.sections if pair.moved}
    ids = [section.id for section in comparison.new.sections]
    ordered = sorted(units, key=lambda unit: unit.new)
    places = sorted(unit.old[0] for unit in ordered)
    best = _Highest(len(places))
    before: list[int] = []
    for at, unit in enumerate(ordered):
        statements = [comparison.new.statements[j] for j in unit.new]
        weight = sum(len(one.text) + 1 for one in statements)
        if not ((unit.change and unit.change.move) or ids[statements[0].section] in moved):
            weight *= 8
        place = bisect_left(places, unit.old[0])
        total, last = best.up_to(place)
        before.append(last)
        best.raise_to(place, total + weight, at)
    chain, at = [], best.up_to(len(places))[1]
    while at >= 0:
        chain.append(ordered[at])
        at = before[at]
    return chain[::-1]


class _Highest:
    """The highest total at places below a place (a Fenwick tree), and who has it."""

    def __init__(self, size: int) -> None:
        self._best: list[tuple[int, int]] = [(0, -1)] * (size + 1)

    def up_to(self, place: int) -> tuple[int, int]:
        found = (0, -1)
        while place > 0:
            if self._best[place][0] > found[0]:
                found = self._best[place]
            place -= place & -place
        return found

    def raise_to(self, place: int, total: int, who: int) -> None:
        place += 1
        while place < len(self._best):
            if total > self._best[place][0]:
                self._best[place] = (total, who)
            place += place & -place


class _Stretch(Struct):
    """What went or came at one place: whole paragraphs, and the beginning of one."""

    closed: list[Paragraph] = field(default_factory=list)
    open: list[Piece] = field(default_factory=list)


class _Writer(Struct):
    """Writes pieces into paragraphs; a paragraph ends where either edition ends one."""

    comparison: Comparison
    shown: set[str] | None
    paragraphs: list[Paragraph] = field(default_factory=list)
    _open: list[Piece] = field(default_factory=list)
    _pending: Paragraph | None = None
    _old_moves: dict[int, str] = field(default_factory=dict)
    _new_moves: dict[int, str] = field(default_factory=dict)
    _moved: dict[int, tuple[Edit, ...]] = field(default_factory=dict)
    _change_of_old: dict[int, Change] = field(default_factory=dict)
    _change_of_new: dict[int, Change] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for change in self.comparison.changes:
            self._change_of_old.update(dict.fromkeys(change.at_old, change))
            self._change_of_new.update(dict.fromkeys(change.at_new, change))

    def name_moves(self, units: Sequence[_Unit]) -> None:
        """Name what moved; neighbours that went together are one move."""
        number, last = 0, None
        for unit in units:
            together = last is not None and (unit.old[0], unit.new[0]) == (last.old[-1] + 1, last.new[-1] + 1)
            number += not together
            self._old_moves.update(dict.fromkeys(unit.old, f"move{number}"))
            self._new_moves.update(dict.fromkeys(unit.new, f"move{number}"))
            self._moved.update(_shares(unit, self.comparison.old, self.comparison.new))
            last = unit

    def gap(self, old: range, new: range) -> None:
        """What went from here and what came here: whole paragraphs apart, the ends of one paragraph together."""
        gone = _Stretch(closed=[self._pending] if self._pending and self._pending.mark is Op.DELETE else [])
        come = _Stretch(closed=[self._pending] if self._pending and self._pending.mark is Op.INSERT else [])
        self._pending = None
        for i in old:
            change = self._change_of_old.get(i)
            if self._is_shown(change):
                self._add(gone, self.comparison.old, i, Op.DELETE, change, self._old_moves.get(i, ""))
        for j in new:
            change = self._change_of_new.get(j)
            op = Op.INSERT if self._is_shown(change) else Op.KEEP
            move = self._new_moves.get(j, "") if op is Op.INSERT else ""
            edits = self._moved.get(j) if move else None
            self._add(come, self.comparison.new, j, op, change, move, edits)
        if self._open and gone.closed and come.closed:
            first, other = gone.closed.pop(0), come.closed.pop(0)
            pieces = (*self._open, *first.pieces, *other.pieces)
            self.paragraphs.append(replace(other, pieces=pieces, mark=Op.KEEP, move="", change=None))
            self._open = []
        for paragraph in (*gone.closed, *come.closed):
            self.paragraphs.append(replace(paragraph, pieces=(*self._open, *paragraph.pieces)))
            self._open = []
        self._open += [*gone.open, *come.open]

    def _is_shown(self, change: Change | None) -> bool:
        return self.shown is None or (change is not None and change.id in self.shown)

    def _add(
        self,
        to: _Stretch,
        edition: Edition,
        at: int,
        op: Op,
        change: Change | None,
        move: str,
        edits: Sequence[Edit] | None = None,
    ) -> None:
        """A whole statement that went or came; `edits` are what became of it where it moved here."""
        statement = edition.statements[at]
        for edit in edits or [Edit(op=Op.KEEP, text=statement.before + statement.text)]:
            to.open.append(Piece(op=op, text=edit.text, change=change, move=move, edit=edit.op))
        if _ends_block(edition, at):
            to.closed.append(self._ended(to.open, op, edition, at, change=change, move=move))
            to.open = []

    def stay(self, unit: _Unit) -> None:
        """Statements that stand in the same order in both editions, with what differs in them."""
        old, new, change = self.comparison.old, self.comparison.new, unit.change
        if self.shown is not None and not self._is_shown(change):
            self.gap(range(0), range(unit.new[0], unit.new[-1] + 1))
            return
        befores = old.statements[unit.old[0]].before, new.statements[unit.new[0]].before
        for edit in _small_edits(*befores):
            self._open.append(Piece(op=edit.op, text=edit.text, change=None))
        for op, text in _with_ends(_edits(unit, old, new), _ends(unit.old, old), _ends(unit.new, new)):
            if text is None:
                edition, at = (old, unit.old[0]) if op is Op.DELETE else (new, unit.new[0])
                self._end(op, edition, at, change=change)
            else:
                self._open.append(Piece(op=op, text=text, change=change))
        ends = _ends_block(old, unit.old[-1]), _ends_block(new, unit.new[-1])
        if all(ends):
            self._end(Op.KEEP, new, unit.new[-1])
        elif ends[0]:
            self._pending = self._ended([], Op.DELETE, old, unit.old[-1])
        elif ends[1]:
            self._pending = self._ended([], Op.INSERT, new, unit.new[-1])

    def _end(self, mark: Op, edition: Edition, at: int, *, change: Change | None = None) -> None:
        self.paragraphs.append(self._ended(self._open, mark, edition, at, change=change))
        self._open = []

    def _ended(
        self,
        pieces: Sequence[Piece],
        mark: Op,
        edition: Edition,
        at: int,
        *,
        change: Change | None = None,
        move: str = "",
    ) -> Paragraph:
        statement = edition.statements[at]
        level = edition.sections[statement.section].level
        return Paragraph(pieces=tuple(pieces), mark=mark, statement=statement, level=level, move=move, change=change)


def _ends_block(edition: Edition, at: int) -> bool:
    return at + 1 == len(edition.statements) or edition.statements[at + 1].block != edition.statements[at].block


def _edits(unit: _Unit, old: Edition, new: Edition) -> Sequence[Edit]:
    """What differs, to the character: the change's own edits where they give both texts, else a small comparison."""
    texts = _joined(old, unit.old), _joined(new, unit.new)
    edits = unit.change.edits if unit.change else ()
    before = "".join(edit.text for edit in edits if edit.op is not Op.INSERT)
    after = "".join(edit.text for edit in edits if edit.op is not Op.DELETE)
    return edits if (before, after) == texts else _small_edits(*texts)


def _shares(unit: _Unit, old: Edition, new: Edition) -> Iterator[tuple[int, tuple[Edit, ...]]]:
    """What became of the words of moved statements, by the new statement that they are in."""
    first, *later = (new.statements[at] for at in unit.new)
    ends = list(accumulate((len(one.before + one.text) for one in later), initial=len(first.text)))
    share, at, place = [Edit(op=Op.KEEP, text=first.before)], 0, 0
    for edit in _edits(unit, old, new):
        text = edit.text
        while edit.op is not Op.DELETE and place + len(text) > ends[at]:
            room = ends[at] - place
            yield unit.new[at], (*share, Edit(op=edit.op, text=text[:room]))
            share, at, place, text = [], at + 1, ends[at], text[room:]
        share.append(Edit(op=edit.op, text=text))
        place += len(text) if edit.op is not Op.DELETE else 0
    yield unit.new[at], tuple(share)


def _joined(edition: Edition, at: Sequence[int]) -> str:
    first, *later = (edition.statements[one] for one in at)
    return first.text + "".join(one.before + one.text for one in later)


def _ends(at: Sequence[int], edition: Edition) -> list[int]:
    """Where in the joined text of neighbours a paragraph ends within."""
    ends, length = [], len(edition.statements[at[0]].text)
    for before, one in pairwise(at):
        if _ends_block(edition, before):
            ends.append(length)
        length += len(edition.statements[one].before) + len(edition.statements[one].text)
    return ends


def _with_ends(
    edits: Sequence[Edit], old_ends: Sequence[int], new_ends: Sequence[int]
) -> Iterator[tuple[Op, str | None]]:
    """The edits cut where a paragraph ends in either text; None is the end itself."""
    i = j = 0
    for edit in edits:
        text = edit.text
        while True:
            cuts = [end - i for end in old_ends if edit.op is not Op.INSERT and i <= end < i + len(text)]
            cuts += [end - j for end in new_ends if edit.op is not Op.DELETE and j <= end < j + len(text)]
            cut = min(cuts, default=None)
            if cut is None:
                break
            if cut:
                yield edit.op, text[:cut]
            text = text[cut:]
            i += cut if edit.op is not Op.INSERT else 0
            j += cut if edit.op is not Op.DELETE else 0
            here = edit.op is not Op.INSERT and i in old_ends, edit.op is not Op.DELETE and j in new_ends
            yield (Op.KEEP if all(here) else Op.DELETE if here[0] else Op.INSERT), None
            old_ends = [end for end in old_ends if not (here[0] and end == i)]
            new_ends = [end for end in new_ends if not (here[1] and end == j)]
        if text:
            yield edit.op, text
        i += len(text) if edit.op is not Op.INSERT else 0
        j += len(text) if edit.op is not Op.DELETE else 0
    yield from ((Op.DELETE, None) for _ in old_ends)
    yield from ((Op.INSERT, None) for _ in new_ends)


def _small_edits(old: str, new: str) -> list[Edit]:
    """What differs between two texts that are nearly the same."""
    if old == new:
        return [Edit(op=Op.KEEP, text=new)] if new else []
    if len(old) * len(new) > _MOST_CELLS:
        steps = [("replace", 0, len(old), 0, len(new))]
    else:
        steps = list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    edits = []
    for tag, i, until, j, to in steps:
        if tag == "equal":
            edits.append(Edit(op=Op.KEEP, text=new[j:to]))
            continue
        edits += [Edit(op=Op.DELETE, text=old[i:until])] if until > i else []
        edits += [Edit(op=Op.INSERT, text=new[j:to])] if to > j else []
    return edits


def _well_ended(paragraphs: list[Paragraph]) -> tuple[Paragraph, ...]:
    """The same text with a last paragraph whose end stayed: what ends a document can neither come nor go."""
    if not paragraphs or paragraphs[-1].mark is Op.KEEP:
        return tuple(paragraphs)
    last = paragraphs[-1]
    at = next((n for n in range(len(paragraphs) - 1, -1, -1) if paragraphs[n].mark is not last.mark), -1)
    ended = [*paragraphs[:-1], replace(last, mark=Op.KEEP, move="", change=None)]
    if at < 0:
        return tuple(ended)
    here = ended[at]
    if here.mark is Op.KEEP:  # its end becomes the one that came or went; both texts stay as they are
        ended[at] = replace(here, mark=last.mark, move="", change=last.change)
        return tuple(ended)
    after = ended[at + 1]
    return (*ended[:at], replace(after, pieces=here.pieces + after.pieces), *ended[at + 2 :])
