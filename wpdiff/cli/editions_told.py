"""An archived edition in words: a line of a list, a page of its own, values for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wpdiff.cli.columns import in_columns
from wpdiff.errors import WpdiffError
from wpdiff.workspace import edition_source

if TYPE_CHECKING:
    from wpdiff.archive import ArchivedEdition


def edition_values(entry: ArchivedEdition) -> dict[str, Any]:
    """An edition for programs."""
    values: dict[str, Any] = {"series": entry.series, "edition": entry.name, "path": str(entry.path)}
    values |= {"by_hand": entry.is_by_hand, "damage": entry.damage}
    known = _about(entry)
    values |= {"title": known[0], "published": known[1], "language": known[2]}
    if entry.manifest:
        one = entry.manifest
        values |= {"revision": one.revision, "pages": len(one.pages), "archived": one.committed, "source": one.source}
        values |= {"size": sum(page.size for page in one.pages), "content": one.content}
        values["missing"] = [page.address for page in one.pages if page.missing_since]
    return values


def _about(entry: ArchivedEdition) -> tuple[str, str, str]:
    """Title, publication and language as its files say; what a broken edition.toml says nobody knows."""
    try:
        source = edition_source(entry.path, series=entry.series)
    except WpdiffError:
        return "", "", ""
    return source.title, source.published, source.language


def edition_lines(entries: list[ArchivedEdition]) -> list[str]:
    """A line for each edition, in columns that fit their widest entry."""
    rows = [("EDITION", "PUBLISHED", "PAGES", "STATE", "TITLE")]
    for entry in entries:
        title, published, _ = _about(entry)
        one = entry.manifest
        pages = str(len(one.reading_order)) if one else "-"
        rows.append((f"{entry.series}/{entry.name}", published or "-", pages, _edition_state(entry), title))
    return in_columns(rows)


def _edition_state(entry: ArchivedEdition) -> str:
    if entry.damage:
        return "damaged"
    if entry.manifest is None:
        return "made by hand"
    missing = sum(bool(page.missing_since) for page in entry.manifest.pages)
    told = f"archived {entry.manifest.committed[:10]}"
    told += f", {entry.manifest.revision} states" if entry.manifest.revision > 1 else ""
    return told + (f", {counted(missing, 'page')} missing" if missing else "")


def edition_page(entry: ArchivedEdition) -> list[str]:
    """What is known of one edition: where it is, its states, its pages in reading order and where each came from."""
    from wpdiff.archive import states_of

    title, published, language = _about(entry)
    lines = [f"{entry.series}/{entry.name}  {title}".rstrip(), f"  folder     {entry.path}"]
    lines += [f"  published  {published}"] if published else []
    lines += [f"  language   {language}"] if language else []
    if entry.manifest is None:
        return [*lines, f"  {entry.damage or 'made by hand: nothing is known of where its pages came from'}"]
    one = entry.manifest
    lines += [f"  source     {one.source}"] if one.source else []
    lines += [f"  address    {one.address}"] if one.address else []
    for _, state in states_of(entry):
        cause = f", {state.cause.replace('_', ' ')}" if state.cause else ""
        lines.append(
            f"  state {state.revision}    archived {state.committed}, {counted(len(state.pages), 'page')}{cause}"
        )
    lines.append("  pages")
    for page in (*one.reading_order, *(page for page in one.pages if page.order is None)):
        place = "  - " if page.order is None else f"{page.order + 1:4}"
        missing = f"  missing since {page.missing_since}" if page.missing_since else ""
        came = f"  {page.address}" if page.address != page.name else ""
        lines.append(
            f"  {place}  {page.name}  {size_words(page.size)}  {page.sha256[:12]}  {page.retrieved}{came}{missing}"
        )
    return lines


def counted(count: int, what: str) -> str:
    """A number of things.

    >>> counted(1, "page"), counted(2, "page")
    ('1 page', '2 pages')
    """
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def size_words(count: int) -> str:
    """A number of bytes as people say it."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count} bytes"
