"""The new edition as a Word document with tracked changes: accept them all and it is the new text, reject them the old.

What came, went and moved is tracked as Word itself would; comments say what a change is. Editorial differences have
an author of their own, so that Word can leave them out of sight.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from wpdiff.model.comparison import Change, Op, Side, Significance
from wpdiff.model.edition import StatementKind
from wpdiff.report.columns import side_text
from wpdiff.report.dates import edition_date
from wpdiff.report.evidence import evidence_line, quoted
from wpdiff.report.interleave import Paragraph, Piece, interleave
from wpdiff.report.labels import kind_word, significance_word, word
from wpdiff.report.phrases import finding_words, move_words, notices, report_title
from wpdiff.report.sections import NO_CUE
from wpdiff.report.view import View
from wpdiff.report.word_parts import document, escaped, run, styled

_EPOCH = "1980-01-01T00:00:00Z"
_STYLES = {
    StatementKind.ITEM: "Item",
    StatementKind.NOTE: "Note",
    StatementKind.CAPTION: "Caption",
    StatementKind.REFERENCE: "Reference",
    StatementKind.ROW: "Row",
}
_HEADINGS = 6
_BALLOON = 600  # characters of old words in a comment: the place they moved from has them whole
_ELEMENTS = {
    (Op.INSERT, False): "ins",
    (Op.DELETE, False): "del",
    (Op.INSERT, True): "moveTo",
    (Op.DELETE, True): "moveFrom",
}


def render_tracked(view: View) -> bytes:
    """The whole document."""
    title = report_title(view.comparison, view.language)
    date = edition_date(view.comparison.new) or _EPOCH
    writer = _Writer(language=view.language, date=date)
    body = "".join(writer.body(interleave(view)))
    return document(body, title=title, language=view.language, date=date, comments="".join(writer.comments))


class _Writer(Struct):
    """Numbers revisions and comments as the document goes on."""

    language: str
    date: str
    comments: list[str] = field(default_factory=list)
    _revision: int = 0
    _told: set[str] = field(default_factory=set)

    def body(self, paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
        """All paragraphs; a move's range begins before its first words and ends behind its last."""
        moving, flows = "", frozenset[Op]()
        for paragraph in paragraphs:
            flowed, flows = flows, _flows_on(paragraph, flows)
            pieces: list[str] = []
            for piece in paragraph.pieces:
                side = f"{_ELEMENTS[piece.op, True]}-{piece.move}" if piece.move else ""
                pieces += self._range(moving, side)
                moving = side
                pieces.append(self._piece(piece))
            if moving and paragraph.mark is Op.KEEP:
                pieces += self._range(moving, "")
                moving = ""
            mark = "" if paragraph.mark is Op.KEEP else self._mark(paragraph)
            yield f"<w:p>{styled(_style(paragraph, whole=not (flows or flowed)), mark)}{''.join(pieces)}</w:p>"

    def _range(self, before: str, after: str) -> Iterator[str]:
        """The ends of move ranges between two pieces."""
        if before == after:
            return
        if before:
            element, name = before.split("-")
            yield f'<w:{element}RangeEnd w:id="{_range_id(element, name)}"/>'
        if after:
            element, name = after.split("-")
            told = f'w:id="{_range_id(element, name)}" w:author="{self._author(None)}" w:date="{self.date}"'
            yield f'<w:{element}RangeStart {told} w:name="{name}"/>'

    def _piece(self, piece: Piece) -> str:
        words = run(piece.text, deleted=piece.is_passing or (piece.op is Op.DELETE and not piece.move))
        if not words:
            return ""
        if (
            piece.is_passing
        ):  # they moved here, and were deleted here: the move alone brings them back to where they stood
            words = f"<w:del {self._revised(piece.change)}>{words}</w:del>"
        if piece.op is not Op.KEEP:
            element = _ELEMENTS[piece.op, bool(piece.move) and piece.edit is not Op.INSERT]
            words = f"<w:{element} {self._revised(piece.change)}>{words}</w:{element}>"
        return self._commented(piece, words)

    def _commented(self, piece: Piece, words: str) -> str:
        """The first words of a change that came or went carry what is said of it; of a move, those where it is now."""
        change = piece.change
        if change is None or change.id in self._told or (piece.op is Op.KEEP and _differs(change)):
            return words
        if piece.move and piece.op is Op.DELETE:
            return words
        self._told.add(change.id)
        told = _comment(change, self.language, reworded=bool(piece.move) and _differs(change))
        if not told:
            return words
        number = len(self.comments)
        lines = "".join(f"<w:p>{styled('CommentText')}{run(line)}</w:p>" for line in told)
        self.comments.append(
            f'<w:comment w:id="{number}" w:author="wpdiff" w:date="{self.date}" w:initials="wpd">{lines}</w:comment>'
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{words}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def _mark(self, paragraph: Paragraph) -> str:
        return f"<w:{_ELEMENTS[paragraph.mark, bool(paragraph.move)]} {self._revised(paragraph.change)}/>"

    def _revised(self, change: Change | None) -> str:
        self._revision += 1
        return f'w:id="{self._revision}" w:author="{self._author(change)}" w:date="{self.date}"'

    def _author(self, change: Change | None) -> str:
        loud = change is not None and change.significance is not Significance.EDITORIAL and not change.muted
        return "wpdiff" if loud else escaped(f"wpdiff{word('aside', self.language, text=_quiet(self.language))}")


def _quiet(language: str) -> str:
    return word("editorial_causes", language) if language == "ja" else significance_word("editorial", language)


def _range_id(element: str, name: str) -> int:
    """A number of its own for each end of a move: revisions count from below, ranges from above."""
    return 1_000_000_000 + 2 * int(name.removeprefix("move")) + (element == "moveTo")


def _differs(change: Change) -> bool:
    return any(edit.op is not Op.KEEP for edit in change.edits)


def _flows_on(paragraph: Paragraph, flowed: frozenset[Op]) -> frozenset[Op]:
    """The mark over which words flow into the next paragraph once it is lost, by accepting or by rejecting."""
    mark = paragraph.mark
    if mark is Op.KEEP:
        return frozenset()
    words = mark in flowed or any(
        piece.op is not mark and piece.text and not piece.is_passing for piece in paragraph.pieces
    )
    return frozenset((mark,)) if words else frozenset()


def _style(paragraph: Paragraph, *, whole: bool) -> str:
    """Its style; a heading is one only where it stays a paragraph of its own, or its words would flow into a text."""
    statement = paragraph.statement
    if statement.boilerplate:
        return "Aside"
    if statement.kind is StatementKind.HEADING and not whole:
        return ""
    if statement.kind is StatementKind.HEADING:
        return f"Heading{min(max(paragraph.level, 1), _HEADINGS)}"
    return _STYLES.get(statement.kind, "")


def _comment(change: Change, language: str, *, reworded: bool) -> list[str]:
    """What is said of a change, where there is more to say than that it is one; `reworded` if it moved and differs."""
    if change.muted or change.significance is Significance.EDITORIAL:
        return []
    told = [
        *notices(change, language),
        f"{word('moved_from', language)}: {move_words(change, language)}" if change.move else "",
        f"{word('old_words', language)}: {_old_words(change, language)}" if reworded else "",
        evidence_line(change, language),
    ]
    told = [line for line in told if line]
    if not told and {one.category for one in change.findings} <= {NO_CUE}:
        return []
    level, kind = significance_word(change.significance.value, language), kind_word(change.kind.value, language)
    labels = word("list_separator", language).join(finding_words(change, language))
    return [f"{level} · {kind} · {labels}", *told, change.id]


def _old_words(change: Change, language: str) -> str:
    """How a change read before, for a comment's balloon."""
    words = side_text(change, Side.OLD)
    return quoted(words if len(words) <= _BALLOON else f"{words[:_BALLOON]}…", language)
