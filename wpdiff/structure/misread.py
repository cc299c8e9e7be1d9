"""Signs that an edition was misread as a whole: sections that count past each other, text without any heading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wpdiff.model.source import ReadingWarning
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.outline import Open
from wpdiff.structure.reading import Reading

# 第1章, 第3章: the units that a paper numbers without leaving one out. Articles are repealed, items are lists.
COUNTED = frozenset({"part", "title-part", "chapter", "section"})
_MOST_NAMED = 3
# One section that holds most of a long text: the headings below it were not known for what they are.
_LONG_SECTION, _MOST_OF_IT = 400, 0.5


def find_misreadings(reading: Reading, grammar: Grammar) -> tuple[ReadingWarning, ...]:
    """The warnings of one reading, in a fixed order."""
    return (*_other_language(grammar), *_out_of_sequence(reading), *_few_headings(reading))


def _other_language(grammar: Grammar) -> Iterator[ReadingWarning]:
    """A Japanese profile for an English paper, or the other way round: nothing of it fits."""
    profile, own = grammar.profile.language, grammar.language
    if profile and own and (profile == "ja") != (own == "ja"):
        message = f"the profile {grammar.profile.name} is for {profile}, the text is in {own}"
        yield ReadingWarning(code="profile_language", message=message, values=(grammar.profile.name, profile, own))


def jumps(reading: Reading) -> list[tuple[int, int]]:
    """Neighbouring sections of one row of which the second does not follow the first: 第1章, then 第3章."""
    last: dict[tuple[int | None, str], int] = {}
    found: list[tuple[int, int]] = []
    for index, section in enumerate(reading.outline.sections):
        row = (section.parent, section.shape.kind)
        before = last.get(row)
        if section.shape.kind not in COUNTED or not section.shape.values:
            continue
        if before is not None and not _follows(reading.outline.sections[before], section):
            found.append((before, index))
        last[row] = index
    return found


def _follows(before: Open, after: Open) -> bool:
    """Is it the next of its row, or one that begins a count anew or branches off (第3章の2)?"""
    old, new = before.shape.values, after.shape.values
    return new[0] - old[0] in (0, 1) if len(old) == len(new) == 1 else new[0] - old[0] <= 1 and new >= old


def _out_of_sequence(reading: Reading) -> Iterator[ReadingWarning]:
    """A chapter that is not there, or stands before its turn: a page may be missing or out of order."""
    sections = reading.outline.sections
    found = jumps(reading)
    if found:
        named = ", ".join(
            f"{sections[before].shape.number.strip()} → {sections[after].shape.number.strip()}"
            for before, after in found[:_MOST_NAMED]
        )
        yield ReadingWarning(
            code="sections_out_of_sequence",
            message=f"sections do not count on in {len(found)} places ({named}): a page may be missing or out of order",
            values=(str(len(found)), named),
        )


def _few_headings(reading: Reading) -> Iterator[ReadingWarning]:
    """Most of a long text under one heading."""
    if len(reading.outline.sections) == 1:
        return  # no heading at all is told as such
    body = [index for line, index in enumerate(reading.outline.of_line) if line not in reading.aside.lines]
    index, count = Counter(body).most_common(1)[0] if body else (0, 0)
    if count > _LONG_SECTION and count > len(body) * _MOST_OF_IT:
        shape = reading.outline.sections[index].shape
        name = f"{shape.number} {shape.title}".strip() or "…"
        yield ReadingWarning(
            code="few_headings",
            message=f"{count * 100 // len(body)} % of the text stands in one section ({name})",
            values=(str(count * 100 // len(body)), name),
        )
