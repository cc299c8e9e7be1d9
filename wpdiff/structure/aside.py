"""What is set aside as boilerplate: navigation, contents, running heads, page numbers, addresses. It stays, marked."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.structure.figure_lists import list_of_captions
from wpdiff.structure.glue import lists_headings
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.looks import Looks
from wpdiff.structure.shapes import shape_of_text, squashed
from wpdiff.text.patterns import lazy_pattern

_ASIDE_ROLES = frozenset({BlockRole.NAVIGATION, BlockRole.CONTENTS, BlockRole.FOOTER})
# 「第1章　概観 ……… 12」, "Preface . . . . iii", 「第一章　総則（第一条―第八条）」
_LEADER = lazy_pattern(r"(?:[.．・…‥·_,'\s]{3,}|\s{2,}|\t)(?:[0-9０-９]{1,4}|[ivxlIVXL]{1,7})$|\.{3,}|…{2,}")
_CONTENTS_TAIL = lazy_pattern(r"(?:[.．・…‥·_\s]*(?:[0-9０-９]{1,4}|[ivxl]{1,7}))$|[（(]第[^（）()]{1,40}[）)]$")
_ENTRY_NUMBER = lazy_pattern(
    r"第[0-9０-９〇一二三四五六七八九十百千IVXⅠ-Ⅻ]+.|[A-Za-z]*[ .]?[(（]?[0-9０-９]+(?:[.．][0-9０-９]+)*.?"
)
_COUNT = lazy_pattern("[0-9０-９]+|[〇一二三四五六七八九十百千]+|[IVXⅠ-Ⅻ]+")
_LONGEST_ENTRY = 120
_RUNNING_TEXT = 80
_ENTRY_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})
_SHORTEST_CONTENTS = 3
_LOOKED_AHEAD = 2000
# A running head stands on page after page; three times is no accident, and a sentence is none.
_RUNNING_TIMES = 3
_LONGEST_RUNNING = 60
_SHORTEST_RUNNING = 8
_SPACED = re.compile(r"(?:\b[A-Za-z] ){3,}|(?:\b[A-Za-z]{1,2} ){3,}")  # "S E C U R I T Y", "VA LU E S"
_JAPANESE = lazy_pattern("[ぁ-んァ-ヶ一-鿿]")  # no running head with one of these is looked for
_EDGE_DIGITS = re.compile(r"^[\s0-9ivxl-]+\s|\s*[0-9]+\s*$")


Key = tuple[str, str]
"""A line's page and its entry in a table of contents."""


class Aside(Struct, frozen=True):
    """Lines set aside, by number; those that are entries of a table of contents; those of navigation, in runs.

    `again` are titles that are headings elsewhere too, several to a line.
    """

    lines: frozenset[int]
    contents: tuple[int, ...]
    navigation: tuple[tuple[int, ...], ...]
    again: frozenset[int] = frozenset()


def set_aside(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, looks: Looks) -> Aside:
    """What of the lines is boilerplate by its role, its words, its place in a table of contents, or its repetition."""
    contents = {*_contents_entries(lines, blocks, grammar, looks), *_headless_contents(lines, blocks, looks)}
    aside = {number for number in looks.beside if _is_aside(blocks[lines[number].block])}
    aside.update(number for number in looks.contents if blocks[lines[number].block].kind is BlockKind.HEADING)
    aside.update(number for number in looks.boilerplate if blocks[lines[number].block].kind is not BlockKind.ROW)
    aside.update(_menus(lines, blocks, grammar))
    aside |= contents
    aside.update(list_of_captions(lines, blocks, grammar, looks))
    aside.update(_running_heads(lines, blocks, grammar))
    of_contents = {number for number in looks.beside if blocks[lines[number].block].role is BlockRole.CONTENTS}
    entries = tuple(sorted(contents | of_contents))
    return Aside(frozenset(aside), entries, tuple(_navigation(lines, blocks, looks)))


def _is_aside(block: Block) -> bool:
    """Is it boilerplate by its role? A heading in a page's header may be the page's own."""
    return block.role in _ASIDE_ROLES or (block.role is BlockRole.HEADER and block.kind is not BlockKind.HEADING)


def _menus(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar) -> Iterator[int]:
    """Lines of text that hold the entries of a menu."""
    if grammar.glue.rows:
        for number, line in enumerate(lines):
            if (
                "  " in line.text
                and blocks[line.block].kind is BlockKind.PARAGRAPH
                and lists_headings(line.text, grammar.glue)
            ):
                yield number


def _contents_entries(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar, looks: Looks) -> Iterator[int]:
    """The entries below a line that says 目次: they show leaders, or stand in the text again further down."""
    last_of: dict[str, int] = {}
    heads = [n for n in looks.contents if len(lines[n].text) <= _LONGEST_ENTRY]
    if heads:
        last_of = {entry_key(line.text): n for n, line in enumerate(lines) if len(line.text) <= _LONGEST_ENTRY}
    done = -1
    for head in heads:
        number = max(head + 1, done)
        run: list[int] = []
        while number < len(lines) and _is_entry(lines, blocks, number, last_of, grammar):
            run.append(number)
            number += 1
        done = number
        if run and not _are_ancestors([lines[entry] for entry in run], grammar):
            yield from run


def _are_ancestors(entries: list[Line], grammar: Grammar) -> bool:
    """Are the lines the sections above a page, which every page prints anew, and no table of contents?"""
    if any(_has_leader(entry) or entry_key(entry.text) != squashed(entry.text) for entry in entries):
        return False
    ranks = [shape.rank if (shape := shape_of_text(entry.text, grammar)) else None for entry in entries]
    known = [rank for rank in ranks if rank is not None]
    return len(known) == len(ranks) and all(above < below for above, below in pairwise(known))


def _headless_contents(lines: list[Line], blocks: tuple[Block, ...], looks: Looks) -> Iterator[int]:
    """A table of contents that no line announces: numbered headings in a run, which all stand again in that order."""
    numbered = [
        n
        for n in looks.numbered
        if len(lines[n].text) <= _LONGEST_ENTRY and blocks[lines[n].block].kind in _ENTRY_KINDS
    ]
    if not any(third - first == _SHORTEST_CONTENTS - 1 for first, third in zip(numbered, numbered[2:], strict=False)):
        return
    keys = {n: (blocks[lines[n].block].anchor.page, entry_key(lines[n].text)) for n in numbered}
    marked = looks.marked
    # Where the markup shows headings, an entry must stand again as one of them.
    headings = {n: (blocks[lines[n].block].anchor.page, entry_key(lines[n].text)) for n in marked}
    stands_again = _copies(keys, headings if marked else None)
    run: list[int] = []
    for n in (*numbered, len(lines) + 1):
        again = stands_again.get(n, -1) > n
        adjacent = bool(run) and n == run[-1] + 1
        if again and adjacent and stands_again[n] > stands_again[run[-1]]:
            run.append(n)
            continue
        if len(run) >= _SHORTEST_CONTENTS and _has_siblings([lines[m].text for m in run]):
            yield from run
            # 附則 is later printed with the law's number behind it.
            if adjacent and not again and n in keys and _begins_later(lines, numbered, n):
                yield n
        run = [n] if again else []


def _copies(entries: Mapping[int, Key], headings: Mapping[int, Key] | None) -> dict[int, int]:
    """Where each line stands again further down: of 第一款　通則, printed in every part, the third as the third.

    Without markup a table of contents holds the first half of all that is printed alike, the text the second.
    """
    places = _by_key(entries if headings is None else headings)
    copies: dict[int, int] = {}
    for key, own in _by_key(entries).items():
        there = places.get(key, [])
        half = 0 if headings is not None else len(there) // 2
        paired = headings is not None or len(there) == 2 * half
        for count, n in enumerate(own):
            if paired and count + half < len(there):
                copies[n] = there[count + half]
            elif there and not (paired and headings is None):
                copies[n] = there[-1]
    return copies


def _by_key(keys: Mapping[int, Key]) -> dict[Key, list[int]]:
    """The lines of each key, in print order."""
    lines: dict[Key, list[int]] = defaultdict(list)
    for n, key in keys.items():
        lines[key].append(n)
    return lines


def _has_siblings(texts: list[str]) -> bool:
    """Are two entries numbered alike (第一章, 第二章)? 第一章 第一節 第一款 above a page are not."""
    return max(Counter(map(_numbered_as, dict.fromkeys(texts))).values()) > 1


def _numbered_as(entry: str) -> str:
    """How an entry is numbered, whatever its count: 第#章, #.#., (#)."""
    found = _ENTRY_NUMBER.match(entry)
    return _COUNT.sub("#", found.group()) if found else entry[:1]


def _begins_later(lines: list[Line], numbered: list[int], number: int) -> bool:
    """Does a later heading begin with the whole of this line?"""
    key = entry_key(lines[number].text)
    first = bisect_right(numbered, number)
    return any(entry_key(lines[later].text).startswith(key) for later in numbered[first : first + _LOOKED_AHEAD])


def _is_entry(
    lines: list[Line], blocks: tuple[Block, ...], number: int, last_of: dict[str, int], grammar: Grammar
) -> bool:
    """Is the line an entry of the table of contents it would continue?"""
    text = lines[number].text
    if _has_leader(lines[number]):
        return True
    if len(text) > _LONGEST_ENTRY or text[-1] == "。":
        return False
    if number + 1 < len(lines) and len(lines[number + 1].text) > _RUNNING_TEXT and not _has_leader(lines[number + 1]):
        return False  # what stands over running text is the heading itself
    key = entry_key(text)
    return last_of.get(key, -1) > number or (
        number + 1 < len(lines) and last_of.get(entry_key(text + lines[number + 1].text), -1) > number
    )


@lru_cache(maxsize=1 << 14)
def entry_key(text: str) -> str:
    """An entry of a table of contents without its leaders, page number or range of articles.

    >>> entry_key("第一章　総則（第一条―第八条）") == entry_key("第一章 総則 …… 12") == "第一章総則"
    True
    """
    return squashed(_CONTENTS_TAIL.sub("", text.strip())).rstrip(".…")


def _has_leader(line: Line) -> bool:
    """Dots or a gap before a page number, as in a table of contents."""
    return _LEADER.search(line.text[-_LONGEST_ENTRY:]) is not None


def _running_heads(lines: list[Line], blocks: tuple[Block, ...], grammar: Grammar) -> Iterator[int]:
    """Short lines without an end of sentence that come again and again in text without markup."""
    if any(block.kind is BlockKind.HEADING for block in blocks):
        return
    groups: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        text = line.text
        if (
            len(text) <= _LONGEST_RUNNING
            and text[-1] not in "。.:;,、"
            and not line.glued
            and not _JAPANESE.search(text)
        ):
            groups[squashed(_EDGE_DIGITS.sub("", text))].append(number)
    for key, group in groups.items():
        if sum(sign.isalpha() for sign in key) >= _SHORTEST_RUNNING and key.isascii():
            yield from _running([lines[number].text for number in group], group, grammar)


def _running(texts: list[str], group: list[int], grammar: Grammar) -> Iterator[int]:
    """Of lines that are alike, those that are running heads; the heading that they repeat is none."""
    spaced = [_SPACED.search(text) is not None for text in texts]
    if len(group) < (_RUNNING_TIMES if not any(spaced) else _RUNNING_TIMES - 1):
        return
    forms = Counter(texts)
    own = [
        place
        for place, text in enumerate(texts)
        if not spaced[place] and (forms[text] == 1 or len(forms) == 1) and grammar.any_heading.match(text)
    ]
    for place, number in enumerate(group):
        if own[:1] != [place]:
            yield number


def _navigation(lines: list[Line], blocks: tuple[Block, ...], looks: Looks) -> Iterator[tuple[int, ...]]:
    """Neighbouring lines of navigation on one page, each run by itself."""
    run: list[int] = []
    for number in looks.beside:
        block = blocks[lines[number].block]
        if block.role is not BlockRole.NAVIGATION:
            continue
        if run and (number != run[-1] + 1 or block.anchor.page != blocks[lines[run[0]].block].anchor.page):
            yield tuple(run)
            run = []
        run.append(number)
    if run:
        yield tuple(run)
