"""Markdown to blocks, line by line: the words a reader sees, without the signs that style them."""

from __future__ import annotations

import re

from wpdiff.model.document import Block, BlockKind, MarkSpan
from wpdiff.model.source import Anchor
from wpdiff.text.patterns import lazy_pattern

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*\Z")
_RULE = re.compile(r" {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_SETEXT = re.compile(r" {0,3}(=+|-+)[ \t]*\Z")
_ITEM = lazy_pattern(r"([ \t]*)([-*+•]|\d{1,9}[.)]|[a-zA-Z][.)](?=  ))([ \t]+)(?=\S)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE_CELL = re.compile(r":?-+:?\Z")
# What a line begins with that may be more than words: a heading's, item's, rule's, quotation's, table's, note's sign.
_SIGNED = lazy_pattern(r"[ \t]*([-+*•#>=_|`~]|\[(?=\^)|\d{1,9}(?=[.)])|[a-zA-Z](?=[.)]  ))")
# At a line's beginning only: "imports > exports" and "a -> b" keep their signs.
_QUOTE = re.compile(r"\A(?: {0,3}>[ \t]?)+")
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
_HAS_SIGN = re.compile(r"[\\!\[<`*_]|\{:")
_PICTURE = re.compile(r"!\[[^\]\n]{0,400}\]\([^)\n]{0,2000}\)")


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
        self._shape: dict[str, object] = {}
        self._start = 0
        self._fence = ""
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        signed = _SIGNED.match
        for number, line in enumerate(self._lines):
            # Two lines of three are blank or words and nothing else: of them no sign needs to be asked for.
            found = signed(line) if line else None
            if found is not None or self._fence or "|" in line:
                self._line(number, line, found[1] if found else "")
            elif line and not line.isspace():
                self._text(line)
            else:
                self._blank()
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
        elif sign in "#" and (heading := _HEADING.match(line)):
            self._close()
            self._single(BlockKind.HEADING, _named(heading[2] or ""), level=len(heading[1]))
        elif sign in "=-" and self._open and not self._shape and (under := _SETEXT.match(line)):
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
            self._single(BlockKind.PREFORMATTED, line, plain=True)

    def _is_table(self, number: int, line: str) -> bool:
        near = self._lines[max(0, number - 1) : number + 2]
        return line.lstrip().startswith("|") or any("|" in one and _is_rule(one) for one in near)

    def _row(self, line: str) -> None:
        if _is_rule(line):
            return
        cells = tuple(_words(cell.strip())[0] for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
        if any(cells):
            self._add(BlockKind.ROW, "\t".join(cells), {"cells": cells}, self._place, len(line))

    def _prose(self, line: str) -> None:
        item, note = _ITEM.match(line), _NOTE.match(line)
        if note:
            self._close()
            self._begin(line[note.end() :], {"kind": BlockKind.NOTE, "mark": note[1]})
            if line.endswith("  "):
                self._close()
        elif item and self._begins_item(item[2]):
            self._close()
            depth = 1 + len(item[1].expandtabs(4)) // 2
            self._begin(line[item.end() :], {"kind": BlockKind.ITEM, "mark": item[2], "level": depth})
        else:
            self._text(line, ends=not item)

    def _text(self, line: str, *, ends: bool = True) -> None:
        """A line of a paragraph and nothing else."""
        if self._open:
            self._open.append(line.strip())
        else:
            self._begin(line, {})
        if ends and line.endswith("  "):  # two spaces at its end: the line ends where it stands
            self._close()

    def _begins_item(self, mark: str) -> bool:
        """Whether a mark may begin an item here: within a paragraph only 1. may (CommonMark 0.31, section 5.3).

        In hard-wrapped text any other number at a line's start goes on with the sentence: am⏎8. Mai 1949.
        """
        number = mark[:-1]
        if not self._open or not number.isdigit() or int(number) == 1:
            return True
        before = str(self._shape.get("mark", ""))[:-1]
        return before.isdigit() and int(number) == int(before) + 1

    def _begin(self, line: str, shape: dict[str, object]) -> None:
        self._open, self._shape, self._start = [line.strip()], shape, self._place

    def _close(self, *, level: int = 0) -> None:
        if not self._open:
            return
        shape: dict[str, object] = {"level": level} if level else self._shape
        kind = BlockKind(str(shape.pop("kind", BlockKind.HEADING if level else BlockKind.PARAGRAPH)))
        raw = "\n".join(self._open)
        text, marks = _words(raw)
        if raw.startswith(("**", "__")):
            shape["bold"] = raw.endswith(("**", "__")) and raw.count(raw[:2]) == 2
        if text.strip():
            shape["marks"] = marks
            self._add(kind, text, shape, self._start, len(raw))
        self._open, self._shape = [], {}

    def _single(self, kind: BlockKind, raw: str, *, level: int = 0, plain: bool = False) -> None:
        text, marks = (raw, ()) if plain else _words(raw)
        if text.strip():
            self._add(kind, text, {"level": level, "marks": marks}, self._place, len(raw))

    def _add(self, kind: BlockKind, text: str, shape: dict[str, object], start: int, length: int) -> None:
        anchor = Anchor(page=self._page, start=start, end=start + length)
        gap, self._gap = self._gap, 0
        self._blocks.append(Block(kind=kind, text=text, anchor=anchor, gap=gap, **shape))  # type: ignore[arg-type]  # names match


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
