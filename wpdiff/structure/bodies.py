"""Lines that have the shape of a note's body, and the runs that their numbers make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping

from msgspec import Struct

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.following import continues
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.structure.shapes import Shape
from wpdiff.text.patterns import lazy_pattern

# A note's body is a sentence or longer than a heading: 「4　ノルダ、ヴェストの2か国が加盟する同盟。」
_LONG = 40
_ENDS = ("。", ".", "．", ".”", '."')
# What a heading may end with, too.
_DOUBTFUL_ENDS = ("」", "』", ")", "）", "：")
# The word for it, an address, the year of a book, a day: 「3　中田（2018）『海の白書』」
_SOURCE = lazy_pattern(
    r"\A(?:出典|出所)[:：]|https?://|www\.|[（(](?:19|20)[0-9]{2}[）)]|(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日"
)
# A sentence without its stop: 「3　詳しくは巻末の表を参照」, 「5　複数の船を持つ場合はそれぞれ数えられている」
_SAYS = lazy_pattern(
    r"(?:いる|ある|れる|った|れた|した|[をも]参照|こと|による|より|の略|を(?:除|含)む|時点|現在|前身)$"
)
_MAY_SAY = lazy_pattern(r"[るたむ]$")
# Between two bodies of one run may stand what continues the first.
_REACH = 2
# How many lines of a heading's shape are looked at to find the row that one would continue.
_LOOKED_BACK = 200


class Candidate(Struct, frozen=True):
    """A line that may be a note's body: `looks` as one, and `surely` where a heading would not look so."""

    line: int
    number: int
    text_at: int
    looks: bool
    surely: bool


def note_candidates(
    lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, aside: Collection[int], looks: Looks
) -> list[Candidate]:
    """The lines that have the shape of a note's body."""
    found: list[Candidate] = []
    look = grammar.any_note.match
    foot = set(foot_items(lines, blocks, aside))
    for number in sorted({*looks.notes, *looks.apart}):
        line = lines[number]
        apart = blocks[line.block].apart if not line.start else 0
        # Where the markup holds the number apart, <span>4</span>See the annex, that is as good as a gap.
        text = f"{line.text[:apart]} {line.text[apart:].lstrip()}" if apart else line.text
        if line.glued or not look(text):
            continue
        if blocks[line.block].kind is not BlockKind.PARAGRAPH and number not in foot:
            continue
        if number in aside and not _is_bare_number(line.text):
            continue
        candidate = _candidate(number, text, grammar, len(text) - len(line.text))
        if candidate is not None:
            found.append(candidate)
    return found


def foot_items(
    lines: list[Line], blocks: tuple[Block, ...], aside: Collection[int], kind: BlockKind = BlockKind.ITEM
) -> list[int]:
    """The items of lists, or rows of tables, with which pages end: notes are written so, and nothing stands below."""
    found: list[int] = []
    page, below = None, False
    for number in range(len(lines) - 1, -1, -1):
        block = blocks[lines[number].block]
        here = block.anchor.page
        if here != page:
            page, below = here, True
        elif not below:
            continue
        if block.kind is kind:
            found.append(number)
        elif number not in aside:
            below = False
    return found[::-1]


def _is_bare_number(text: str) -> bool:
    """A note's number may stand on a line of its own, its text on the next."""
    return len(text) <= 3 and text.isdecimal()


def _candidate(line: int, text: str, grammar: Grammar, longer: int) -> Candidate | None:
    """What the line would be as a note; its text is given so much longer than it is printed."""
    for pattern in grammar.note_bodies:
        match = pattern.match(text)
        if match is None or not match.group("number"):
            continue
        rest = text[match.end() :]
        surely = (
            not rest or len(rest) > _LONG or rest.endswith(_ENDS) or bool(_SOURCE.search(rest) or _SAYS.search(rest))
        )
        looks = surely or rest.endswith(_DOUBTFUL_ENDS) or bool(_MAY_SAY.search(rest))
        return Candidate(line, int(match.group("number")), match.end() - longer, looks, surely)
    return None


def runs_of(candidates: list[Candidate], shapes: Mapping[int, Shape]) -> list[list[Candidate]]:
    """Candidates that follow each other closely with numbers that count on."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        last = runs[-1][-1] if runs else None
        near = last is not None and candidate.line - last.line <= _REACH + 1
        if last is not None and near and candidate.number == last.number + 1 and not _parted(last, candidate, shapes):
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return runs


def _parted(last: Candidate, candidate: Candidate, shapes: Mapping[int, Shape]) -> bool:
    """Does a heading stand between the two?"""
    return any(number in shapes for number in range(last.line + 1, candidate.line))


class Awaited:
    """What the rows of headings wait for: a number that continues them is a heading before it is a note."""

    def __init__(self, shapes: Mapping[int, Shape]) -> None:
        self.shapes = shapes
        self.lines = sorted(shapes)

    def is_awaited(self, candidate: Candidate, bodies: Collection[int]) -> bool:
        """Would the candidate's line be the next heading of its row?"""
        own = self.shapes.get(candidate.line)
        if own is None or own.values == (1,):
            return own is not None
        place = bisect_left(self.lines, candidate.line)
        for line in reversed(self.lines[max(0, place - _LOOKED_BACK) : place]):
            other = self.shapes[line]
            if other.strong:
                break
            if other.kind == own.kind and line not in bodies and continues(other.values, own.values):
                return True
        return False

    def at_foot(self, candidate: Candidate, lines: list[Line]) -> bool:
        """Does a heading, a page joined to the line, or nothing at all follow?"""
        after = candidate.line + 1
        return after >= len(lines) or lines[after].glued or after in self.shapes
