"""Headings without a number in text without markup, where their look and their place convince together."""

from __future__ import annotations

from collections.abc import Collection

from wpdiff.model.document import Block, BlockKind
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.listed import ListedTitles
from wpdiff.structure.shapes import BARE_LEVEL, Shape

_LONGEST = {"ja": 38, "en": 80}
_SHORTEST_BODY = {"ja": 40, "en": 100}
_NO_TITLE_END = "。、，,.;；:：?？!！…・-―)）」』】\"”'’"
_ENDS = ("。", ".", "．", "」", "）", ")", "”", '"', "?", "？", "!", "！", ":", "：")
_SMALL_WORDS = 3
_SMALL = frozenset(
    "with from into over upon than that through between among toward towards about after their your".split()
)
_MOST_WORDS = 12


def find_bare_headings(
    lines: list[Line],
    blocks: tuple[Block, ...],
    grammar: Grammar,
    known: Collection[int],
    titles: ListedTitles,
) -> dict[int, Shape]:
    """Short lines between running text that read as titles: bold ones in markup, lone and listed ones in plain text."""
    if not grammar.profile.bare_headings:
        return {}
    marked_up = any(block.kind is BlockKind.HEADING for block in blocks)
    language = grammar.language[:2]
    longest = _LONGEST.get(language, _LONGEST["en"])
    found: dict[int, Shape] = {}
    for number, line in enumerate(lines):
        if len(line.text) > longest or number in known:
            continue
        block = blocks[line.block]
        if titles.is_title(line.text):
            found[number] = _bare(line.text)
            continue
        if block.kind is not BlockKind.PARAGRAPH or (marked_up and not block.bold) or line.text[-1] in _NO_TITLE_END:
            continue
        if language != "ja" and not (block.gap or block.bold or number == 0):
            continue
        if _is_title(line.text, language, grammar) and _stands_over_text(lines, number, known, language):
            found[number] = _bare(line.text)
    return found


def _bare(title: str) -> Shape:
    """A heading without a number."""
    return Shape("bare", float(BARE_LEVEL * 10), "", (), 0, title, 0, True)


def _is_title(text: str, language: str, grammar: Grammar) -> bool:
    """Does it read as a title?"""
    if grammar.special.match(text) or grammar.items.match(text) or not any(sign.isalpha() for sign in text):
        return False
    if language == "ja":
        return "。" not in text and "、" not in text[:2] and not text[0].isdigit()
    words = text.split()
    if not text[0].isupper() or len(words) > _MOST_WORDS or not (words[-1][0].isupper() or words[-1][0].isdigit()):
        return False
    return all(
        word[0].isupper() or not word[0].isalpha() or word in _SMALL for word in words if len(word) > _SMALL_WORDS
    )


def _stands_over_text(lines: list[Line], number: int, known: Collection[int], language: str) -> bool:
    """Does running text end before it and begin after it?"""
    if number + 1 >= len(lines) or number + 1 in known:
        return False
    after = lines[number + 1].text
    shortest = _SHORTEST_BODY.get(language, _SHORTEST_BODY["en"])
    if len(after) < shortest or not after.endswith(_ENDS):
        return False
    return number == 0 or number - 1 in known or lines[number - 1].text.endswith(_ENDS)
