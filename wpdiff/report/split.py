"""The report as HTML files: one page; where that is too large, an index and, in a folder beside it, one file a part.

Every change stands whole in exactly one file. The index has a line for each, so that `report.html#c-…` leads to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.report.html import Drawn, PageView, Place, draw_page, draw_sections
from wpdiff.report.sections import Departure, Entry, Item, Run, SectionView, portion_of
from wpdiff.report.tree import parents_of
from wpdiff.report.view import View, part_of

FOLDER = ".parts"  # what the folder of the parts is called after the page's own name
_ROUNDS, _TIGHTER = 6, 0.85  # where a part came out too large all are packed again, with less room
_LONGER = 20  # bytes by which a way within a page grows when it leads to another part
_LEAF = 400  # bytes of a section in a part's tree, its marks aside

Pages = tuple[tuple[str, bytes], ...]  # the first is the page asked for; the others' names are relative to its folder
_Part = dict[str, SectionView]


def render_pages(view: View, name: str, most: int) -> Pages:
    """The report as one page of this name, or, where it has more than `most` bytes, as an index and parts."""
    page = PageView.of(view)
    drawn = draw_sections(page, view.sections)
    whole = _bytes(draw_page(page, drawn))
    if not most or len(whole) <= most:
        return ((name, whole),)
    del whole
    room: float = most - _frame(view)
    parts = _packed(page, drawn, room)
    for _ in range(_ROUNDS):
        pages = tuple(_drawn_parts(view, parts, name))
        if len(parts) < 2 or all(len(content) <= most for _, content in pages):
            break
        room *= _TIGHTER
        parts = _packed(page, drawn, room)
    return ((name, _index(view, parts, name, most)), *pages)


def folder_of(name: str) -> str:
    """The folder of a page's parts.

    >>> folder_of("report.html")
    'report.parts'
    """
    return PurePath(name).stem + FOLDER


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _frame(view: View) -> int:
    """How large a part is before anything is in it."""
    place = Place(number=2, index="../" + "x" * 60, names=("part-01.html",) * 3)
    return len(_bytes(draw_page(PageView.of(part_of(view, {}), place=place), {})))


def _index(view: View, parts: Sequence[_Part], name: str, most: int) -> bytes:
    """The index; its lines have the first words of each change as long as it does not grow too large by them."""
    folder = quote(folder_of(name)) + "/"
    files = {one: folder + file for one, file in _files(parts).items()}
    told = tuple((_extent(part), sum(one.substantive for one in part.values())) for part in parts)
    names = tuple(folder + file for file in _names(parts))
    page = PageView.of(view, place=Place(number=0, index="", names=names, told=told), files=files)
    for words in (True, False):
        made = _bytes(draw_page(page, draw_sections(page, view.sections, brief=True, words=words)))
        if len(made) <= most:
            break
    return made


def _extent(part: _Part) -> str:
    """What a part holds, by its first and its last heading."""
    headings = [one.heading for one in part.values() if one.heading]
    return " – ".join(dict.fromkeys((*headings[:1], *headings[-1:])))


def _drawn_parts(view: View, parts: Sequence[_Part], name: str) -> Iterator[tuple[str, bytes]]:
    names, files = _names(parts), _files(parts)
    for number, part in enumerate(parts, start=1):
        place = Place(number=number, index="../" + quote(name), names=names)
        away = {one: file for one, file in files.items() if file != names[number - 1]}
        own = part_of(view, part)
        page = PageView.of(own, place=place, files=away)
        yield f"{folder_of(name)}/{names[number - 1]}", _bytes(draw_page(page, draw_sections(page, own.sections)))


def _names(parts: Sequence[_Part]) -> tuple[str, ...]:
    digits = max(2, len(str(len(parts))))
    return tuple(f"part-{number:0{digits}}.html" for number in range(1, len(parts) + 1))


def _files(parts: Sequence[_Part]) -> dict[str, str]:
    """Which part holds each section (the first one of several), change, and place that a moved statement left."""
    files: dict[str, str] = {}
    for file, part in zip(_names(parts), parts, strict=True):
        for section in part.values():
            files.setdefault(section.id, file)
            files |= {element: file for entry in section.entries if (element := _element(entry))}
    return files


def _element(entry: Entry) -> str:
    if isinstance(entry, Item):
        return entry.change.id
    return f"from-{entry.item.change.id}" if isinstance(entry, Departure) else ""


class _Node(Struct, frozen=True, kw_only=True):
    """A section with what is below it, and the bytes of both; `section` is None for what is below alone."""

    section: SectionView | None
    below: tuple[_Node, ...]
    size: int

    def sections(self) -> Iterator[SectionView]:
        """All of them, in print order."""
        if self.section is not None:
            yield self.section
        for one in self.below:
            yield from one.sections()


def _packed(page: PageView, drawn: Drawn, room: float) -> list[_Part]:
    """The outermost sections with all below them, as many in each part as there is room for.

    What is too large for a part by itself is taken apart: into the sections below, at last between two statements.
    """
    packing = _Packing(page, room)
    for node in _nodes(page.view, drawn):
        packing.add(node)
    return [part for part in packing.parts if part]


class _Packing:
    """Fills one part after the other."""

    def __init__(self, page: PageView, room: float) -> None:
        self.page, self.room = page, room
        self.parts: list[_Part] = [{}]
        self.used = 0

    def add(self, node: _Node) -> None:
        """Put a section and all below it into the part that is being filled, or into the next ones."""
        if self.used + node.size > self.room and node.size <= self.room and self.used:
            self.parts.append({})
            self.used = 0
        if self.used + node.size <= self.room:
            self._take(node)
            return
        for one in self._taken_apart(node):
            self.add(one)

    def _take(self, node: _Node) -> None:
        part = self.parts[-1]
        for one in node.sections():
            held = part.get(one.id)
            part[one.id] = portion_of(one, (*held.entries, *one.entries)) if held else one
        self.used += node.size

    def _taken_apart(self, node: _Node) -> Iterator[_Node]:
        if node.section is None:
            yield from node.below
            return
        if node.below:
            own = node.size - sum(one.size for one in node.below)
            yield _Node(section=node.section, below=(), size=own)
            yield from node.below
            return
        halves = _halves(node.section)
        if not halves:  # one statement alone
            if self.used:
                self.parts.append({})
            self.used = 0
            self._take(replace(node, size=0))
            self.used = node.size
            return
        for half in halves:
            drawn = draw_sections(self.page, (half,))[half.id]
            yield _Node(section=half, below=(), size=_size(half, drawn))


def _halves(section: SectionView) -> tuple[SectionView, ...]:
    """A section in two; nothing where there is but one statement in it."""
    entries = section.entries
    if len(entries) == 1 and isinstance(entries[0], Run):
        texts = entries[0].texts
        entries = tuple(Run(texts=some) for some in (texts[: len(texts) // 2], texts[len(texts) // 2 :]) if some)
    if len(entries) < 2:
        return ()
    middle = len(entries) // 2
    return portion_of(section, entries[:middle]), portion_of(section, entries[middle:])


def _nodes(view: View, drawn: Mapping[str, str]) -> list[_Node]:
    """The outermost sections with what is below each, and how large it is drawn."""
    below: dict[str, list[SectionView]] = {}
    parents = parents_of(view.comparison)
    for section in view.sections:
        below.setdefault(parents[section.id], []).append(section)

    def node(section: SectionView) -> _Node:
        inner = tuple(one for one in map(node, below.get(section.id, ())) if one.size)
        own = _size(section, drawn[section.id]) if section.id in drawn else 0
        return _Node(
            section=section if section.id in drawn else None, below=inner, size=own + sum(one.size for one in inner)
        )

    return [one for one in map(node, below.get("", ())) if one.size]


def _size(section: SectionView, drawn: str) -> int:
    """The most bytes that a section takes in a part: drawn there, and in its tree, with the headings above it."""
    heads = 3 * len("".join(section.path).encode("utf-8", "replace"))
    leaves = (1 + len(section.path)) * (_LEAF + 2 * sum(map(len, section.filters)))
    return len(_bytes(drawn)) + _LONGER * drawn.count('href="#') + heads + leaves
