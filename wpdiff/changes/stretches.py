"""Where two folded texts differ: stretches of units on both sides that stand against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from wpdiff.changes.folding import Unit, Units
from wpdiff.model.comparison import Edit, Op

SHORT = 24  # units of a stretch that are aligned once more


class Stretch(Struct, frozen=True):
    """Old units that stand against new units; either may be empty. And what they say together."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    old_says: str
    new_says: str

    @classmethod
    def of(cls, old: tuple[Unit, ...], new: tuple[Unit, ...]) -> Stretch:
        """The stretch of these units."""
        return cls(old, new, "".join([one.says for one in old]), "".join([one.says for one in new]))

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes of all units, in order."""
        return tuple(dict.fromkeys(one.cause for one in (*self.old, *self.new) if one.cause))


def read_stretches(edits: Sequence[Edit], old: Units, new: Units) -> tuple[Stretch, ...]:
    """The edits widened to whole units on both sides, and joined where they then touch."""
    spans: list[list[int]] = []
    for span in replaced(edits):
        grown = _grow(span, old, new)
        if spans and (grown[0] < spans[-1][1] or grown[2] < spans[-1][3]):
            spans[-1][1], spans[-1][3] = max(grown[1], spans[-1][1]), max(grown[3], spans[-1][3])
        else:
            spans.append(list(grown))
    return tuple(Stretch.of(old.within(start, end), new.within(begin, stop)) for start, end, begin, stop in spans)


def join_stretches(stretches: Sequence[Stretch], old: Units, new: Units) -> tuple[Stretch, ...]:
    """Stretches between which only a space stayed are one phrase against another: were held, took place."""
    joined: list[Stretch] = []
    for one in stretches:
        gaps = _blanks(joined[-1], one, old, new) if joined else None
        if gaps:
            before = joined.pop()
            one = Stretch.of((*before.old, gaps[0], *one.old), (*before.new, gaps[1], *one.new))
        joined.append(one)
    return tuple(joined)


def _blanks(first: Stretch, second: Stretch, old: Units, new: Units) -> tuple[Unit, Unit] | None:
    """The units of both sides that alone stand between two stretches and say nothing; None where others do."""
    if not (first.old and second.old and first.new and second.new):
        return None
    before = old.only(first.old[-1].end, second.old[0].start)
    if before is None or before.says.strip():
        return None
    behind = new.only(first.new[-1].end, second.new[0].start)
    return None if behind is None or behind.says.strip() else (before, behind)


def split_stretches(stretches: Sequence[Stretch], is_one: Callable[[Stretch], bool]) -> tuple[Stretch, ...]:
    """Short stretches cut where a unit is the same on both sides: なお、同条約 / また、この条約 are two.

    `is_one` says of those that could be cut which are not: were held, took place.
    """
    return tuple(
        part for one in stretches for part in (_split(one) if _says_alike(one) and not is_one(one) else (one,))
    )


def _says_alike(stretch: Stretch) -> bool:
    """Whether a short stretch that differs says something on both sides."""
    if not stretch.old or not stretch.new or max(len(stretch.old), len(stretch.new)) > SHORT:
        return False
    if stretch.old_says == stretch.new_says:
        return False
    return not {one.says for one in stretch.old}.isdisjoint([one.says for one in stretch.new])


def _split(stretch: Stretch) -> list[Stretch]:
    old, new = [one.says for one in stretch.old], [one.says for one in stretch.new]
    return [
        Stretch.of(stretch.old[i:i_end], stretch.new[j:j_end])
        for op, i, i_end, j, j_end in _opcodes(old, new)
        if op != "equal" or (stretch.old[i:i_end] and _has_causes(stretch.old[i:i_end], stretch.new[j:j_end]))
    ]


def _opcodes(old: list[str], new: list[str]) -> Sequence[tuple[str, int, int, int, int]]:
    """What stays and what does not, the same both ways round: the matcher prefers what its first text has first."""
    if old <= new:
        return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    turned = SequenceMatcher(None, new, old, autojunk=False).get_opcodes()
    return [(op, i, i_end, j, j_end) for op, j, j_end, i, i_end in turned]


def _has_causes(old: Sequence[Unit], new: Sequence[Unit]) -> bool:
    """Whether units that say the same are known spellings of it, which differ in print."""
    return any(first.end - first.start != second.end - second.start for first, second in zip(old, new, strict=True))


def replaced(edits: Sequence[Edit]) -> list[tuple[int, int, int, int]]:
    """What stands against what: the span deleted from the old text and the one inserted for it, either may be empty."""
    spans: list[tuple[int, int, int, int]] = []
    i = j = 0
    for place, edit in enumerate(edits):
        length = len(edit.text)
        if edit.op is Op.KEEP:
            i, j = i + length, j + length
        elif edit.op is Op.DELETE:
            following = edits[place + 1] if place + 1 < len(edits) else None
            inserted = len(following.text) if following and following.op is Op.INSERT else 0
            spans.append((i, i + length, j, j + inserted))
            i, j = i + length, j + inserted
        elif not (place and edits[place - 1].op is Op.DELETE):
            spans.append((i, i, j, j + length))
            j += length
    return spans


def _grow(span: tuple[int, int, int, int], old: Units, new: Units) -> tuple[int, int, int, int]:
    """Move both ends outwards, by the same kept characters on both sides, until they cut no unit."""
    start, end, begin, stop = span
    while (step := max(_into(old, start), _into(new, begin))) and start >= step and begin >= step:
        start, begin = start - step, begin - step
    while step := max(_left_of(old, end), _left_of(new, stop)):
        end, stop = end + step, stop + step
    return start, end, begin, stop


def _into(units: Units, place: int) -> int:
    """How far a place stands inside the unit that holds it; 0 at a unit's beginning or end."""
    around = units.around(place)
    return place - around[0] if around else 0


def _left_of(units: Units, place: int) -> int:
    around = units.around(place)
    return around[1] - place if around else 0
