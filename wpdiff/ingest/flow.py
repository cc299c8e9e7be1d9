"""Running text with what begins and ends in it, gathered into blocks as a browser would lay them out."""

from __future__ import annotations

import re

from msgspec import Struct, field

from wpdiff.model.document import Block, BlockKind, BlockRole, MarkSpan
from wpdiff.model.source import Anchor

_SPACE = re.compile(r"[ \t\r\n\f]+")
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
_WIDE_BREAK = re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t\n]*(?=[{_WIDE}])")
_BREAKS_FIRST = re.compile(rf"[ \t]*\n[ \t\n]*[{_WIDE}]")
_WIDE_LAST = re.compile(rf"[{_WIDE}]\Z")
_BREAK = "\x00"  # <br> until its block is closed; no page can hold it: NUL is replaced when bytes are decoded
_ENDS_LINE = re.compile(r"[。．.!?！？:：」』)）\]］…;；]\s*\Z")
SHORT_LINE = 40  # characters of a line before <br> that is a line of its own, not the middle of a sentence
_CELLS = ("td", "th")


class _Open(Struct):
    """An open block element."""

    name: str
    kind: BlockKind | None
    level: int
    role: BlockRole
    classes: tuple[str, ...]
    anchor: str


class Flow(Struct):
    """Gathers text until a block ends."""

    page: str
    _blocks: list[Block] = field(default_factory=list)
    _stack: list[_Open] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _marks: list[tuple[int, str]] = field(default_factory=list)
    _readings: list[str] = field(default_factory=list)
    _bold: int = 0
    _bold_length: int = 0
    _plain_seen: bool = False
    _anchor: str = ""
    _rows: list[list[str]] = field(default_factory=list)  # the cells of the open rows, the innermost last
    _apart: str = ""
    _place: int = 0
    _preformatted: int = 0  # open elements in which white space stands as printed
    _cells: int = 0  # open table cells

    def text(self, text: str) -> None:
        """Text as it stands in the markup."""
        if text.strip() and self._bold and not self._plain_seen:
            self._bold_length += len(text.strip())
        elif text.strip():
            self._plain_seen = True
        self._parts.append(text)

    def line_break(self) -> None:
        """A line ends here, inside its block."""
        self._parts.append("\n" if self._preformatted else _BREAK)

    def reading(self, text: str) -> None:
        """A ruby reading: kept beside the text, not in it."""
        self._readings.append(text)

    def anchor(self, identifier: str) -> None:
        """An element id: the address of what follows."""
        self._anchor = identifier

    def bold(self, step: int) -> None:
        """Emphasis begins (1) or ends (-1)."""
        self._bold += step

    def mark(self, label: str) -> None:
        """A note mark that the markup shows begins here."""
        self._marks.append((len(self._parts), label.strip()))

    @property
    def at_start(self) -> bool:
        """Whether nothing stands in the open block yet."""
        return not (self._plain_seen or self._bold_length)

    def apart(self, number: str) -> None:
        """An element begins that holds nothing but a number."""
        self._apart = number.strip()

    def open(
        self, name: str, *, kind: BlockKind | None, level: int, classes: tuple[str, ...], role: BlockRole | None
    ) -> None:
        """A block element begins."""
        self._flush()
        above = self._stack[-1] if self._stack else _Open("", None, 0, BlockRole.BODY, (), "")
        inherited = above.kind if kind is None and name not in (*_CELLS, "table", "tr", "li") else kind
        self._stack.append(
            _Open(
                name,
                inherited,
                level or (above.level if inherited is above.kind else 0),
                role if role is not None and above.role is BlockRole.BODY else above.role,
                (*classes, *above.classes[:6]),
                self._anchor,
            )
        )
        self._count(name, 1)
        if name == "tr":
            self._rows.append([])

    def _count(self, name: str, step: int) -> None:
        self._preformatted += step * (name == "pre")
        self._cells += step * (name in _CELLS)

    def close(self, name: str) -> None:
        """A block element ends."""
        if name in _CELLS and self._rows:
            self._rows[-1].append(self._taken()[0].replace(_BREAK, " "))
        else:
            self._flush()
        if name == "tr" and self._rows:
            self._add_row(self._rows.pop())
        if self._stack:
            self._count(self._stack.pop().name, -1)

    def finish(self) -> list[Block]:
        """The blocks gathered; what was still open is closed."""
        self._flush()
        return self._blocks

    def _flush(self) -> None:
        if self._rows and self._cells:
            self._parts.append(" ")  # blocks inside a table cell are words of that cell
            return
        bold, apart = self._bold_length, self._apart
        text, marks = self._taken()
        if not text.strip(" \n" + _BREAK):
            return
        for piece, start in _lines(text):
            inside = tuple(
                MarkSpan(start=mark - start, end=mark - start + len(label), label=label.strip("[]()（）※*注"))
                for mark, label in marks
                if start <= mark < start + len(piece) and piece[mark - start :].startswith(label)
            )
            begins = bool(apart) and not start and piece.startswith(apart)
            self._add(piece, inside, bold if not start else 0, len(apart) if begins else 0)

    def _taken(self) -> tuple[str, list[tuple[int, str]]]:
        """The text gathered since the last block, white space as in a browser, and the places of its marks."""
        preformatted = self._preformatted > 0
        pieces: list[str] = []
        marks: list[tuple[int, str]] = []
        waiting = dict(self._marks)
        length = 0
        for place, part in enumerate(self._parts):
            if place in waiting:
                marks.append((length, waiting[place]))
            collapsed = part if preformatted else _SPACE.sub(" ", _WIDE_BREAK.sub("", part))
            if not preformatted and (not length or pieces[-1].endswith((" ", _BREAK))):
                collapsed = collapsed.lstrip(" ")
            if not preformatted and length and _BREAKS_FIRST.match(part) and _WIDE_LAST.search(pieces[-1]):
                collapsed = collapsed.lstrip(" ")  # a line broken in the markup between Japanese words is no space
            if collapsed:
                pieces.append(collapsed)
                length += len(collapsed)
        self._parts, self._marks = [], []
        self._bold_length, self._plain_seen, self._apart = 0, False, ""
        text = "".join(pieces)
        return (text.strip("\n") if preformatted else text.rstrip(" ")), marks

    def _add(self, text: str, marks: tuple[MarkSpan, ...], bold: int, apart: int) -> None:
        top = self._stack[-1] if self._stack else _Open("", None, 0, BlockRole.BODY, (), "")
        kind = top.kind or BlockKind.PARAGRAPH
        self._blocks.append(
            Block(
                kind=kind,
                text=text,
                anchor=self._anchored(text),
                role=top.role,
                level=top.level,
                bold=bool(bold) and bold >= len(text.strip()),
                lead=bold if bold < len(text) else 0,
                apart=apart if apart < len(text) else 0,
                marks=marks,
                readings=tuple(self._readings),
                classes=top.classes,
            )
        )
        self._readings = []

    def _add_row(self, cells: list[str]) -> None:
        texts = tuple(" ".join(cell.split()) for cell in cells)
        if any(texts):
            top = self._stack[-1]
            text = "\t".join(texts)
            self._blocks.append(
                Block(
                    kind=BlockKind.ROW,
                    text=text,
                    anchor=self._anchored(text),
                    role=top.role,
                    cells=texts,
                    classes=top.classes,
                    readings=tuple(self._readings),
                )
            )
            self._readings = []

    def _anchored(self, text: str) -> Anchor:
        start = self._place
        self._place += len(text) + 1
        return Anchor(page=self.page, element=self._anchor, start=start, end=start + len(text))


def _lines(text: str) -> list[tuple[str, int]]:
    """A block's lines with their places. A line that ends in mid-sentence goes on with the next one."""
    if _BREAK not in text:
        return [(text, 0)]
    lines: list[tuple[list[str], int]] = []
    place = end = 0
    for raw in text.split(_BREAK):
        piece = raw.strip(" \n") if "\n" not in raw else raw
        start = place + raw.find(piece)
        place += len(raw) + 1
        if not piece:
            continue
        if lines and _goes_on(lines[-1][0]):
            lines[-1][0].append("\n" * (start - end) + piece)
        else:
            lines.append(([piece], start))
        end = start + len(piece)
    return [("".join(pieces), start) for pieces, start in lines]


def _goes_on(pieces: list[str]) -> bool:
    """Whether a line so far is long and ends in mid-sentence."""
    return (len(pieces) > 1 or len(pieces[0]) >= SHORT_LINE) and not _ENDS_LINE.search(pieces[-1][-40:])
