"""The titles that a table of contents lists, and where they stand at the beginning of a paragraph of the text.

Text that came out of a scanner often has its headings run into the paragraph below: "Ports and Ships The ports of …".
"""

from __future__ import annotations

import re

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.structure.grammar import Grammar
from wpdiff.text.abbreviations import OPENERS
from wpdiff.text.contents import contents_entries
from wpdiff.text.patterns import lazy_pattern

_NOTHING = re.compile(r"(?!)")
_MOST = 600
# Names of one word that begin no sentence by chance.
_FRONT = frozenset("preface foreword introduction conclusion conclusions summary".split())
_NEXT_WORDS = lazy_pattern(r"[\"“'(]?([A-Z][A-Za-z'’-]*)\s+(\S)")


class ListedTitles:
    """Finds listed titles at the beginning of lines."""

    def __init__(self, blocks: tuple[Block, ...], grammar: Grammar) -> None:
        self.pattern = _NOTHING
        self.any = False
        if grammar.language == "ja" or any(block.kind is BlockKind.HEADING for block in blocks):
            return
        texts = (block.text for block in blocks if block.role is BlockRole.CONTENTS)
        entries = sorted(set(contents_entries(texts)), key=lambda entry: (-len(entry), entry))[:_MOST]
        if entries:
            self.any = True
            self.pattern = re.compile("|".join(_loosely(entry) for entry in entries), re.IGNORECASE)

    def is_title(self, text: str) -> bool:
        """Is this a listed title and nothing more?"""
        return self.pattern.fullmatch(text) is not None

    def title_end(self, text: str) -> int:
        """Where a listed title ends that a paragraph begins with; 0 if it begins with none, or is one."""
        found = self.pattern.match(text)
        if found is None:
            return 0
        rest = text[found.end() :]
        after = _NEXT_WORDS.match(rest.lstrip())
        if after is None or not rest[:1].isspace():
            return 0
        whole = " " in found.group() or found.group().casefold() in _FRONT
        begins = after.group(1) in OPENERS or (after.group(2).islower() and whole)
        return found.end() if begins else 0


def _loosely(entry: str) -> str:
    """A pattern for an entry, whatever white space stands between its words."""
    return r"\s+".join(re.escape(word) for word in entry.split())
