"""What stands in `reports` beside the reports: a feed of each series, and a page that lists reports and editions.

Both are made from what is there, so that a run which was killed before it could write them is made good by the next.
"""

from __future__ import annotations

from pathlib import Path

from wpdiff.archive import Archive, ArchivedEdition, folder_name
from wpdiff.archive.durable import write_durably
from wpdiff.errors import WpdiffError
from wpdiff.report import ShelvedEdition, render_report_index
from wpdiff.report.labels_notices import notice_word
from wpdiff.watch.notices.feed import write_feed
from wpdiff.watch.notices.notice import load_notice
from wpdiff.watch.state import State
from wpdiff.workspace import Workspace, edition_source, list_editions, read_toml

FEED, INDEX = "feed.atom", "index.html"
_OURS = b'<meta name="generator" content="wpdiff'


def publish(workspace: Workspace, archive: Archive, state: State) -> tuple[str, ...]:
    """Bring feeds and list up to date; what was not written, and why. Nothing is written where nothing is new."""
    for series in workspace.series():
        notices = [load_notice(told) for told in state.told(series)]
        if notices:
            name = folder_name(series)
            title = notice_word("feed", notices[0].language, name=_title(series, workspace))
            write_feed(workspace.reports / name / FEED, notices, title=title, name=f"series/{name}")
    if not workspace.reports.is_dir():
        return ()
    return _write_index(workspace, archive)


def _write_index(workspace: Workspace, archive: Archive) -> tuple[str, ...]:
    """The list; one that somebody else wrote is left as it is, and that is said."""
    path = workspace.reports / INDEX
    before = path.read_bytes() if path.is_file() else b""
    if before and _OURS not in before:
        return (f"{path}: not made by wpdiff, and left as it is",)
    editions = tuple(_shelved(one) for series in workspace.series() for one in reversed(archive.editions(series)))
    language = str(workspace.settings.get("lang", "")) or _language(workspace)
    after = render_report_index(workspace.reports, language, editions).encode("utf-8", "replace")
    if after != before:
        write_durably(path, after)
    return ()


def _shelved(entry: ArchivedEdition) -> ShelvedEdition:
    try:
        source = edition_source(entry.path, series=entry.series)
    except WpdiffError:  # an edition.toml that does not hold is no reason to list nothing
        return ShelvedEdition(series=entry.series, name=entry.name)
    one = entry.manifest
    return ShelvedEdition(
        series=entry.series,
        name=entry.name,
        title=source.title,
        published=source.published,
        archived=one.committed[:10] if one else "",
        pages=len(one.reading_order) if one else _count(entry.path),
        states=one.revision if one else 1,
        missing=sum(bool(page.missing_since) for page in one.pages) if one else 0,
        address=one.address if one else "",
    )


def _count(folder: Path) -> int:
    """How many files an edition has that a person made."""
    pages = folder / "pages" if (folder / "pages").is_dir() else folder
    return sum(path.is_file() and not path.name.endswith(".toml") for path in pages.iterdir())


def _title(series: str, workspace: Workspace) -> str:
    """A series as its series.toml calls it."""
    path = workspace.editions / series / "series.toml"
    try:
        return str(read_toml(path).get("title") or series) if path.is_file() else series
    except WpdiffError:
        return series


def _language(workspace: Workspace) -> str:
    """The language of most editions."""
    try:
        told = [one.language for series in workspace.series() for one in list_editions(series, workspace)]
    except WpdiffError:
        return "en"
    return "ja" if told.count("ja") * 2 >= len(told) and told else "en"
