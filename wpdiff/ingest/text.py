"""Plain text to blocks: one for each line, hard-wrapped lines of a paragraph as one, nothing dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.model.source import Anchor

WRAP_MIN, WRAP_MAX = 50, 130  # columns at which typewriters, mailers and PDF extractors break lines
FULL_SHARE = 0.82  # share of the usual width from which the next word would not have fitted
UNFINISHED = 40  # columns from which a line that ends in mid-sentence is no heading
WRAPPED_SHARE = 0.35  # share of long lines that go on on the next line from which a text counts as hard-wrapped
PARTED_SHARE = (
    0.25  # share of lines behind a blank one, and of unfinished long lines, where blank lines part paragraphs
)
_DOT_LEADER = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxlc]+)\s*$|…{2,}\s*\d*\s*$|・{4,}\s*\d*\s*$")
_TAIL = 200  # signs at the end of a line that are looked at: longer patterns would look at all of it again and again
_PAGE_NUMBER = re.compile(r"\s*[-–—]?\s*(?:\d{1,4}|[ivxlc]{1,6})\s*[-–—]?\s*\Z")
_ENDS_SENTENCE = re.compile(r"[.!?:;。！？」)）\"”’\]]\s*\Z")
_STARTS_ITEM = re.compile(r"\s*(?:[-*•●■▪◆○・]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)]\s)")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    gap: int
    after_break: bool  # the first line behind a form feed


def read_text(text: str, *, page: str, language: str) -> list[Block]:
    """The blocks of a plain text page, each a paragraph whose kind the structure room will find out.

    Japanese lines are blocks of their own. In other languages lines that were broken at a fixed width are joined; the
    line break stays in the block's text as printed.
    """
    lines = list(_lines(text))
    running = _running_heads(lines) if "\f" in text else frozenset()
    if language == "ja" or not _is_wrapped(lines):
        return [_block([line], page, running) for line in lines]
    return [_block(group, page, running) for group in _paragraphs(lines, running)]


def _lines(text: str) -> Iterator[_Line]:
    start = gap = 0
    broken = False
    for raw in text.split("\n"):
        end = start + len(raw) + 1
        broken = broken or "\f" in raw
        printed = raw.strip()
        if printed:
            yield _Line(raw.rstrip(), start, gap, broken)
            gap, broken = 0, False
        else:
            gap += 1
        start = end


def _is_wrapped(lines: list[_Line]) -> bool:
    """Whether lines end in the middle of a sentence so often that a line's end means nothing.

    Either most long lines do, all at about one width, or blank lines part the paragraphs and many do.
    """
    long = [line for line in lines if len(line.text) >= WRAP_MIN]
    if not long:
        return False
    inside = sum(not _ENDS_SENTENCE.search(line.text) for line in long) / len(long)
    narrow = sum(len(line.text) > WRAP_MAX for line in long) <= len(long) // 2 + 1
    parted = sum(line.gap > 0 for line in lines) >= PARTED_SHARE * len(lines)
    return (narrow and inside >= WRAPPED_SHARE) or (parted and inside >= PARTED_SHARE)


def _running_heads(lines: list[_Line]) -> frozenset[str]:
    """Lines that stand again and again beside page breaks, whatever page they count."""
    beside = Counter(
        _plain(line.text)
        for place, line in enumerate(lines)
        if len(line.text) <= WRAP_MAX
        and (line.after_break or (place + 1 < len(lines) and lines[place + 1].after_break))
    )
    return frozenset(text for text, count in beside.items() if count >= 3 and text)


def _plain(text: str) -> str:
    return re.sub(r"[\d\s]+", " ", text).strip().casefold()


def _paragraphs(lines: list[_Line], running: frozenset[str]) -> Iterator[list[_Line]]:
    """Lines that belong together: no blank line between, the one before long and unfinished, the next no item.

    The foot of a page and the head of the next may stand between them; these follow the paragraph that they cut.
    """
    width = _usual_width(lines)
    group: list[_Line] = []
    between: list[_Line] = []
    for line in lines:
        if group and _plain(line.text) in running:
            between.append(line)
            continue
        open_still = not between or between[-1].start < group[-1].start
        if group and not (
            _goes_on(group[-1], line, width, running) if open_still else _goes_over(group[-1], line, width)
        ):
            yield group
            yield from ([one] for one in between)
            group, between = [], []
        group.append(line)
    if group:
        yield group
    yield from ([one] for one in between)


def _goes_over(before: _Line, line: _Line, width: int) -> bool:
    """Whether a sentence that a page's end cut goes on with this line."""
    full = len(before.text) > width * FULL_SHARE and not _ENDS_SENTENCE.search(before.text)
    return (
        full and not _STARTS_ITEM.match(line.text) and _indent(line) <= _indent(before) and not _has_leader(line.text)
    )


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip("\f ").lstrip())


def _usual_width(lines: list[_Line]) -> int:
    """The width at which lines of the text are broken: nine of ten long ones are no longer."""
    lengths = sorted(len(line.text) for line in lines if WRAP_MIN // 2 <= len(line.text) <= WRAP_MAX)
    return lengths[len(lengths) * 9 // 10] if lengths else WRAP_MIN


def _goes_on(before: _Line, line: _Line, width: int, running: frozenset[str]) -> bool:
    text = before.text
    if line.gap or line.after_break or _STARTS_ITEM.match(line.text) or _is_set_apart(line, running):
        return False
    if _is_set_apart(before, running):
        return False
    first = line.text.split(None, 1)[0]
    room = len(text) + 1 + len(first) > width * FULL_SHARE  # the next word would not have fitted
    unfinished = not _ENDS_SENTENCE.search(text[-_TAIL:])
    return room or (unfinished and (first[:1].islower() or (len(text) >= UNFINISHED and not _is_title(text))))


def _is_title(text: str) -> bool:
    """Whether most words of a line begin with a capital, as in a heading."""
    words = [word for word in text.split() if word[0].isalpha() and len(word) > 3]
    return sum(word[0].isupper() for word in words) * 3 >= len(words) * 2


def _is_set_apart(line: _Line, running: frozenset[str]) -> bool:
    return _is_page_number(line.text) or _has_leader(line.text) or _plain(line.text) in running


def _is_page_number(text: str) -> bool:
    return len(text) <= _TAIL and bool(_PAGE_NUMBER.match(text))


def _has_leader(text: str) -> bool:
    """Whether a line ends in dots and a page number."""
    return bool(_DOT_LEADER.search(text[-_TAIL:]))


def _block(group: list[_Line], page: str, running: frozenset[str]) -> Block:
    first, last = group[0], group[-1]
    text = "\n".join(line.text for line in group).replace("\f", "").strip()
    return Block(
        kind=BlockKind.PARAGRAPH,
        text=text,
        anchor=Anchor(page=page, start=first.start, end=last.start + len(last.text)),
        role=_role(text, first, running),
        gap=first.gap,
        indent=len(first.text) - len(first.text.lstrip()),
    )


def _role(text: str, line: _Line, running: frozenset[str]) -> BlockRole:
    if _has_leader(text):
        return BlockRole.CONTENTS
    if running and (_plain(text) in running or (_is_page_number(text) and line.gap)):
        return BlockRole.HEADER
    return BlockRole.BODY
