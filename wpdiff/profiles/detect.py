"""Tell from its pages which publication a document is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wpdiff.model.document import Block, Document
from wpdiff.model.profile import Profile
from wpdiff.profiles.load import load_profile, profile_names

# A publication shows its habits in its first pages; the rest of a large edition is sampled.
_FIRST_BLOCKS = 400
_SAMPLED_BLOCKS = 400
_LONGEST_LINE = 200
_MOST_COUNTED = 5
_ENOUGH = 6


def detect_profile(document: Document) -> Profile:
    """The built-in profile whose cues the document shows most, or plain-ja or plain-en.

    A cue counts once for each line that shows it, up to five times; a profile is taken when it reaches six points.
    """
    lines = tuple(_sample(document))
    language = "ja" if document.language == "ja" else "en"
    best, best_score = f"plain-{language}", _ENOUGH - 1
    for name in profile_names():
        profile = load_profile(name)
        if profile.language[:2] in ("", language, document.language[:2]):
            score = _score(profile, lines)
            if score > best_score:
                best, best_score = name, score
    return load_profile(best)


def _sample(document: Document) -> Iterator[str]:
    """The document's title and the beginnings of some hundred lines from all over it."""
    yield document.title
    blocks: tuple[Block, ...] = document.blocks
    step = max(1, (len(blocks) - _FIRST_BLOCKS) // _SAMPLED_BLOCKS)
    for block in (*blocks[:_FIRST_BLOCKS], *blocks[_FIRST_BLOCKS::step]):
        yield block.text[:_LONGEST_LINE]


def _score(profile: Profile, lines: tuple[str, ...]) -> int:
    """What the profile's cues weigh together."""
    total = 0
    for cue in profile.detect:
        pattern = re.compile(cue.pattern)
        found = 0
        for line in lines:
            if pattern.search(line):
                found += 1
                if found == _MOST_COUNTED:
                    break
        total += found * cue.weight
    return total
