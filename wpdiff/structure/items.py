"""Which statement a reference within a section points to: 第三条第二項第一号, 前項, an item in brackets, a figure."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from wpdiff.model.edition import Statement, StatementKind, Target
from wpdiff.structure.enumerators import read_number
from wpdiff.text.patterns import lazy_pattern

# The marks before the paragraphs and items of an article: ２, ○２, ②; 一, 一の二; イ; (1).
_PARAGRAPH = lazy_pattern(r"[○〇]?(?P<digits>[0-9]{1,3})(?:の[0-9]{1,3})*")
_NUMBERED = lazy_pattern(r"[一二三四五六七八九十百]{1,5}(?:の[一二三四五六七八九十]{1,3}){0,3}")
_BRACKETED = lazy_pattern(r"[（(](?P<digits>[0-9]{1,3})[）)]")
_RELATIVE = lazy_pattern(r"([+-][0-9])項")
_INLINE = frozenset({"article", "supplement"})

Items = dict[str, int]
Captions = Mapping[tuple[int, str], int]


def point_to_items(
    statements: tuple[Statement, ...], kinds: Sequence[str], captions: Captions
) -> tuple[Statement, ...]:
    """The statements, each target that names something within its section with the statement that begins it."""
    pointing = [
        index for index, one in enumerate(statements) if one.targets and any(target.rest for target in one.targets)
    ]
    if not pointing:
        return statements
    wanted = {target.section for index in pointing for target in statements[index].targets if target.rest}
    wanted |= {statements[index].section for index in pointing}
    items, paragraphs = _read_items(statements, kinds, wanted)
    pointed = list(statements)
    for index in pointing:
        one = statements[index]
        targets = tuple(
            _pointed(target, one.section, paragraphs.get(index, 1), items, captions) if target.rest else target
            for target in one.targets
        )
        pointed[index] = replace(one, targets=targets)
    return tuple(pointed)


def _pointed(
    target: Target, origin: int, paragraph: int, items: Mapping[int | None, Items], captions: Captions
) -> Target:
    """A target with the statement that it names, if that is found."""
    if target.section is not None and (target.section, target.rest) in captions:
        return replace(target, statement=captions[target.section, target.rest])
    own = target.section == origin and "条" not in target.number
    rest = _RELATIVE.sub(lambda found: f"{paragraph + int(found.group(1))}項", target.rest)
    if "項" not in rest and rest.endswith("号"):
        rest = f"{paragraph if own else 1}項{rest}"
    return replace(target, rest=rest, statement=items.get(target.section, {}).get(rest))


def _read_items(
    statements: Sequence[Statement], kinds: Sequence[str], wanted: set[int | None]
) -> tuple[dict[int | None, Items], dict[int, int]]:
    """The items of the wanted sections by what they are called, and the paragraph that each statement belongs to."""
    items: dict[int | None, Items] = {section: {} for section in wanted}
    paragraphs: dict[int, int] = {}
    open_paragraph: dict[int, int] = {}
    for index, one in enumerate(statements):
        if one.section not in items or one.kind is StatementKind.HEADING:
            continue
        paragraph = open_paragraph.setdefault(one.section, 1)
        name = ""
        if one.kind is StatementKind.ITEM:
            paragraph, name = _named(one.before, paragraph, inline=kinds[one.section] in _INLINE)
            open_paragraph[one.section] = paragraph
        here = items[one.section]
        here.setdefault(name or f"{paragraph}項", index)
        paragraphs[index] = paragraph
    return items, paragraphs


def _named(before: str, paragraph: int, *, inline: bool) -> tuple[int, str]:
    """The paragraph that an item opens or stands in, and what the item is called."""
    mark = unicodedata.normalize("NFKC", before).strip()  # ② is 2 as well
    bracketed = _BRACKETED.search(mark)
    if bracketed:
        return paragraph, f"{int(bracketed['digits'])}()"
    if not inline:
        return paragraph, ""
    numbered = _NUMBERED.fullmatch(mark)
    if numbered:
        return paragraph, f"{paragraph}項{'の'.join(map(str, read_number(mark)))}号"
    opened = _PARAGRAPH.fullmatch(mark)
    if opened:
        (count, *_) = read_number(opened["digits"])
        return count, f"{count}項"
    return paragraph, ""
