"""Tell from its pages which publication a document is of, and by which of its habits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from wpdiff.model.document import Block, BlockRole, Document
from wpdiff.model.profile import Cue, CueFound, Profile, ProfileChoice
from wpdiff.profiles.load import load_profile, profile_names

# A publication shows its habits in its first pages; the rest of a large edition is sampled.
_FIRST_BLOCKS = 400
_SAMPLED_BLOCKS = 400
_LONGEST_LINE = 200
# Of a paragraph that is broken into lines the first few are looked at.
_LONGEST_BLOCK, _LINES_OF_BLOCK = 1000, 6
_MOST_COUNTED = 5
_ENOUGH = 6
# A paper names itself in its first lines, in its pages' titles and in what stands around its text.
_FIRST_BLOCKS_AT_TOP = 25
_LONGEST_NAME = 60
_AROUND = frozenset((BlockRole.NAVIGATION, BlockRole.HEADER, BlockRole.FOOTER))


class _Sample(Struct, frozen=True):
    """Lines to look for cues in, and those among them that stand at the top."""

    lines: tuple[str, ...]
    top: tuple[str, ...]


def detect_profile(document: Document, folder: Path | None = None) -> Profile:
    """The profile whose cues the document shows most, or plain-ja or plain-en."""
    return load_profile(choose_profile(document, folder=folder).name, folder=folder)


def choose_profile(
    document: Document, *, named: str = "", by: str = "", folder: Path | None = None, anyway: bool = False
) -> ProfileChoice:
    """The profile to read a document with, and why: the one that somebody named, else the one its pages show.

    A cue counts once for each line that shows it, up to five times; a profile is taken when it reaches six points.
    The built-in profiles and those in `folder` are asked; with `anyway` also where one is named. Raises ProfileError
    for a name that leads nowhere.
    """
    if named and not anyway:
        return ProfileChoice(name=named, title=load_profile(named, folder=folder).title, by=by or "caller")
    found = _shown(document, folder)
    scores = {name: _weighed(cues) for name, cues in found.items() if cues}
    ranked = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    name, by = (named, by or "caller") if named else _best(ranked, document.language)
    title = load_profile(name, folder=folder).title
    return ProfileChoice(name=name, title=title, by=by, evidence=found.get(name, ()), scores=tuple(ranked))


def _best(ranked: Sequence[tuple[str, int]], language: str) -> tuple[str, str]:
    """The profile that the pages show, if they show one well enough, else the plain one of the language."""
    if ranked and ranked[0][1] >= _ENOUGH:
        return ranked[0][0], "pages"
    return ("plain-ja" if language == "ja" else "plain-en"), "language"


def _shown(document: Document, folder: Path | None) -> dict[str, tuple[CueFound, ...]]:
    """The cues that a document shows, by profile; a profile of another language is not asked."""
    sample = _sampled(document)
    languages = ("", "ja" if document.language == "ja" else "en", document.language[:2])
    profiles = (load_profile(name, folder=folder) for name in profile_names(folder))
    return {
        profile.name: tuple(_found(profile, sample))
        for profile in profiles
        if profile.detect and profile.language[:2] in languages
    }


def _sampled(document: Document) -> _Sample:
    """Titles, the document's beginning, and lines from all over it."""
    blocks: tuple[Block, ...] = document.blocks
    step = max(1, (len(blocks) - _FIRST_BLOCKS) // _SAMPLED_BLOCKS)
    chosen = (*blocks[:_FIRST_BLOCKS], *blocks[_FIRST_BLOCKS::step])
    titles = tuple(filter(None, (document.source.title, document.title)))
    lines: list[str] = list(titles)
    top: list[str] = list(titles)
    for place, block in enumerate(chosen):
        own = _lines(block.text)
        lines += own
        if block.role in _AROUND:
            top += own
        elif place < _FIRST_BLOCKS_AT_TOP:
            top += [line for line in own if len(line) <= _LONGEST_NAME]
    return _Sample(tuple(lines), tuple(top))


def _lines(text: str) -> list[str]:
    """The first lines of a block as people read them: without the white space that lays them out."""
    if "\n" not in text:
        return [text[:_LONGEST_LINE]]
    return [" ".join(line.split())[:_LONGEST_LINE] for line in text[:_LONGEST_BLOCK].split("\n")[:_LINES_OF_BLOCK]]


def _found(profile: Profile, sample: _Sample) -> Iterator[CueFound]:
    """The cues of a profile that the sample shows."""
    for cue in profile.detect:
        lines = sample.top if cue.top else sample.lines
        shown = _showing(cue, lines)
        if shown and len(shown) * 100 >= cue.share * len(lines):
            yield CueFound(pattern=cue.pattern, weight=cue.weight, lines=len(shown), example=lines[shown[0]])


def _showing(cue: Cue, lines: tuple[str, ...]) -> list[int]:
    """The lines that show a cue."""
    search = re.compile(cue.pattern).search
    return [place for place, line in enumerate(lines) if search(line)]


def _weighed(cues: tuple[CueFound, ...]) -> int:
    """What cues weigh together."""
    return sum(cue.weight * min(cue.lines, _MOST_COUNTED) for cue in cues)
