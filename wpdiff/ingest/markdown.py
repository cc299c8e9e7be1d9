"""Markdown to blocks, line by line: the words a reader sees, without the signs that style them."""

from __future__ import annotations

import re
from typing import NamedTuple

from wpdiff.model.document import Block, BlockKind, MarkSpan
from wpdiff.model.source import Anchor
from wpdiff.text.patterns import lazy_pattern

_HEADING = lazy_pattern(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_RULE = lazy_pattern(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_SETEXT = lazy_pattern(r" {0,3}(=+|-+)[ \t]*\Z")
_ITEM = lazy_pattern(r"([ \t]*)([-*+•]|\d{1,9}[.)]|[a-zA-Z][.)](?=  ))([ \t]+)(?=\S)")
_NOTE = lazy_pattern(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_FENCE = lazy_pattern(r" {0,3}(`{3,}|~{3,})")
_RULE_CELL = lazy_pattern(r":?-+:?\Z")
# What a line begins with that may be more than words: a heading's, item's, rule's, quotation's, table's, note's sign.
_SIGNED = lazy_pattern(r"[ \t]*([-+*•#>=_|`~]|\[(?=\^)|\d{1,9}(?=[.)])|[a-zA-Z](?=[.)]  ))")
# At a line's beginning only: "imports > exports" and "a -> b" keep their signs.
_QUOTE = lazy_pattern(r"\A(?: {0,3}>[ \t]?)+")
_SIGNS = lazy_pattern(
    r"\\([!-/:-@\[-`{-~])"  # an escaped sign
    r"|!\[([^\]\n]{0,400})\]\([^)\n]{0,2000}\)"  # an image: its words
    r"|\[\^([^\]\s]{1,40})\]"  # a note mark
    r"|\[([^\[\]\n]{1,1000})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"  # a link: its words
    r"|<((?:https?://|mailto:)[^>\s]{1,2000})>"
    r"|</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,1000})?/?>"  # inline HTML
    r"|\{:[^{}\n]{1,400}\}"  # attributes of what stands before: {: .note style="…"}
    r"|(`{1,3})([^`\n]{1,2000})\6"
    r"|(\*\*\*|\*\*|__|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w))"
)
_HAS_SIGN = lazy_pattern(r"[\\!\[<`*_]|\{:")
_PICTURE = lazy_pattern(r"!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)")


class _Shape(NamedTuple):
    """What a block is, but for its words."""

    kind: BlockKind = BlockKind.PARAGRAPH
    mark: str = ""
    level: int = 0


_PARAGRAPH = _Shape()


def read_markdown(text: str, *, page: str) -> list[Block]:
    """The blocks of a Markdown page: headings, paragraphs, items, table rows, notes and code, in print order."""
    return _Reader(_without_comments(text), page).blocks()


def _without_comments(text: str) -> str:
    """The text without HTML comments, its lines where they were; a comment that never ends is text."""
    parts: list[str] = []
    place = 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts += [text[place:start], "\n" * text.count("\n", start, end)]
        place = end + 3
    return "".join([*parts, text[place:]])


def _is_rule(line: str) -> bool:
    """Whether a line parts a table's head from its rows: |---|:-:|."""
    return all(_RULE_CELL.match(cell.strip()) for cell in line.strip().strip("|").split("|"))


class _Reader:
    """Walks the lines once, gathering the paragraph at hand."""

    def __init__(self, text: str, page: str) -> None:
        self._lines = text.split("\n")
        self._page = page
        self._place = 0  # code points read
        self._gap = 0
        self._open: list[str] = []
        self._shape = _PARAGRAPH
        self._start = 0
        self._fence = ""
        self._blocks: list[Block] = []
        # The same heading stands under country after country.
        self._headings: dict[str, tuple[int, str, tuple[MarkSpan, ...], int]] = {}

    def blocks(self) -> list[Block]:
        signed, headings = _SIGNED.match, self._headings
        for number, line in enumerate(self._lines):
            # Two lines of three are blank, a heading known already, or words and nothing else: no sign is asked for.
            if self._fence:
                self._line(number, line, "")
            elif not line:
                self._blank()
            elif line in headings:
                self._close()
                self._heading(line)
            elif (found := signed(line)) is not None or "|" in line:
                self._line(number, line, found[1] if found else "")
            elif line.isspace():
                self._blank()
            else:
                self._text(line)
            self._place += len(line) + 1
        self._close()
        return self._blocks

    def _line(self, number: int, line: str, sign: str) -> None:
        """A line that may be more than words; `sign` is its first one, "" where it may begin with any."""
        if self._fence or (sign in "`~" and _FENCE.match(line)):
            self._fenced(line)
            return
        if sign == ">":
            line, sign = _QUOTE.sub("", line), ""
        if not sign and not line.strip():
            self._blank()
        elif sign in "#" and _HEADING.match(line):
            self._close()
            self._heading(line)
        elif sign in "=-" and self._open and self._shape is _PARAGRAPH and (under := _SETEXT.match(line)):
            self._close(level=1 if under[1][0] == "=" else 2)
        elif sign in "-*_" and _RULE.match(line):
            self._close()
        elif "|" in line and self._is_table(number, line):
            self._close()
            self._row(line)
        else:
            self._prose(line)

    def _blank(self) -> None:
        if self._open:
            self._close()
        self._gap += 1

    def _fenced(self, line: str) -> None:
        fence = _FENCE.match(line)
        if not self._fence and fence:
            self._close()
            self._fence = fence[1]
        elif fence and fence[1].startswith(self._fence):
            self._fence = ""
        elif line.strip():
            self._add(BlockKind.PREFORMATTED, line, self._place, len(line))

    def _is_table(self, number: int, line: str) -> bool:
        near = self._lines[max(0, number - 1) : number + 2]
        return line.lstrip().startswith("|") or any("|" in one and _is_rule(one) for one in near)

    def _row(self, line: str) -> None:
        if _is_rule(line):
            return
        cells = tuple(_words(cell.strip())[0] for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
        if any(cells):
            self._add(BlockKind.ROW, "\t".join(cells), self._place, len(line), cells=cells)

    def _prose(self, line: str) -> None:
        item, note = _ITEM.match(line), _NOTE.match(line)
        if note:
            self._close()
            self._begin(line[note.end() :], _Shape(BlockKind.NOTE, note[1]))
            if line.endswith("  "):
                self._close()
        elif item and self._begins_item(item[2]):
            self._close()
            depth = 1 + len(item[1].expandtabs(4)) // 2
            self._begin(line[item.end() :], _Shape(BlockKind.ITEM, item[2], depth))
        else:
            self._text(line, ends=not item)

    def _text(self, line: str, *, ends: bool = True) -> None:
        """A line of a paragraph and nothing else."""
        if self._open:
            self._open.append(line.strip())
        else:
            self._begin(line, _PARAGRAPH)
        if ends and line.endswith("  "):  # two spaces at its end: the line ends where it stands
            self._close()

    def _begins_item(self, mark: str) -> bool:
        """Whether a mark may begin an item here: within a paragraph only 1. may (CommonMark 0.31, section 5.3).

        In hard-wrapped text any other number at a line's start goes on with the sentence: am⏎8. Mai 1949.
        """
        number = mark[:-1]
        if not self._open or not number.isdigit() or int(number) == 1:
            return True
        before = self._shape.mark[:-1]
        return before.isdigit() and int(number) == int(before) + 1

    def _begin(self, line: str, shape: _Shape) -> None:
        self._open, self._shape, self._start = [line.strip()], shape, self._place

    def _close(self, *, level: int = 0) -> None:
        if not self._open:
            return
        shape = _Shape(BlockKind.HEADING, level=level) if level else self._shape
        raw = "\n".join(self._open)
        text, marks = _words(raw)
        bold = raw.startswith(("**", "__")) and raw.endswith(("**", "__")) and raw.count(raw[:2]) == 2
        if text and not text.isspace():
            self._add(
                shape.kind, text, self._start, len(raw), level=shape.level, mark=shape.mark, bold=bold, marks=marks
            )
        self._open, self._shape = [], _PARAGRAPH

    def _heading(self, line: str) -> None:
        known = self._headings.get(line)
        if known is None:
            known = self._headings[line] = _read_heading(line)
        level, text, marks, length = known
        if text.strip():
            self._add(BlockKind.HEADING, text, self._place, length, level=level, marks=marks)

    def _add(
        self,
        kind: BlockKind,
        text: str,
        start: int,
        length: int,
        *,
        level: int = 0,
        mark: str = "",
        bold: bool = False,
        cells: tuple[str, ...] = (),
        marks: tuple[MarkSpan, ...] = (),
    ) -> None:
        anchor = Anchor(page=self._page, start=start, end=start + length)
        gap, self._gap = self._gap, 0
        self._blocks.append(
            Block(
                kind=kind,
                text=text,
                anchor=anchor,
                level=level,
                mark=mark,
                gap=gap,
                bold=bold,
                cells=cells,
                marks=marks,
            )
        )


def _read_heading(line: str) -> tuple[int, str, tuple[MarkSpan, ...], int]:
    """A heading's level, its words with their marks, and how long they are as printed."""
    printed = _HEADING.match(line)
    level, raw = (len(printed[1]), _named(printed[2] or "")) if printed else (0, line)
    return level, *_words(raw), len(raw)


def _named(heading: str) -> str:
    """A heading without the pictures that decorate it; one that is a picture alone keeps that one's words."""
    if "![" not in heading:
        return heading.rstrip()
    without = _PICTURE.sub("", heading)
    return without.rstrip() if _words(without)[0].strip() else heading


def _words(raw: str) -> tuple[str, tuple[MarkSpan, ...]]:
    """A line's words without its signs, and the spans of the note marks among them.

    >>> _words("**Norda** signed [the pact](https://norda.example)[^1].")
    ('Norda signed the pact1.', (MarkSpan(start=21, end=22, label='1'),))
    """
    if not _HAS_SIGN.search(raw):
        return raw, ()
    parts: list[str] = []
    marks: list[MarkSpan] = []
    length = place = 0
    for sign in _SIGNS.finditer(raw):
        escaped, image, note, link, address, _, code, _ = sign.groups()
        words = escaped or image or note or (_words(link)[0] if link else "") or address or code or ""
        parts += [raw[place : sign.start()], words]
        length += sign.start() - place
        if note:
            marks.append(MarkSpan(start=length, end=length + len(note), label=note))
        length += len(words)
        place = sign.end()
    return "".join([*parts, raw[place:]]), tuple(marks)
