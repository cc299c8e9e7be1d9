"""wpdiff editions add: an edition that a person saved, into the archive, with the hash of every byte."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wpdiff.cli.archive import archive_of, locked, memory_of, now
from wpdiff.cli.editions_told import counted
from wpdiff.cli.output import say
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.workspace import Workspace, edition_source, max_page_mb

if TYPE_CHECKING:
    from wpdiff.archive import Archive, Draft, Manifest

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
_OWN = frozenset(("edition.toml", "series.toml", "manifest.json"))
_PAGES, _REVISIONS = "pages", "revisions"

EXAMPLES = """
\b
Examples:
  wpdiff editions add ~/Downloads/wp2025 --series defence-ja --name 2025 --published 2025-07-15
  wpdiff editions add paper.html --series ict --name 2024
  wpdiff editions add ~/Downloads/wp2025-again --series defence-ja --name 2025 --revise   a corrected state
"""


@click.command("add", epilog=EXAMPLES, help="Put a FOLDER of pages, or one FILE, into the archive.")
@click.argument("path", metavar="FOLDER|FILE")
@click.option("--series", default="", help="The series it belongs to. [default: the only one there is]")
@click.option("--name", default="", help="The edition's name. [default: the folder's]")
@click.option("--title", default="", help="Its title.")
@click.option("--published", default="", metavar="DATE", help="2025, 2025-07 or 2025-07-15.")
@click.option("--language", default="", help="ja, en, …")
@click.option("--revise", is_flag=True, help="A corrected state of an edition that is there already.")
@click.pass_context
def add_command(context: click.Context, /, path: str, **options: Any) -> int:
    """Run `wpdiff editions add`."""
    from wpdiff.archive import folder_name

    settings = context.obj or {}
    workspace = workspace_of(settings)
    quiet = is_on("quiet", settings, workspace)
    source = _source(path, workspace)
    if options["published"] and not _PUBLISHED.match(options["published"]):
        raise WpdiffError(f"--published {options['published']} is no date", hint="write 2025, 2025-07 or 2025-07-15")
    source = replace(source, **{name: options[name] for name in ("title", "published", "language") if options[name]})
    series = options["series"] or _only_series(source, workspace)
    name = options["name"] or folder_name(source.name)
    archive = archive_of(workspace)
    with locked(workspace, "wpdiff editions add"):
        before = archive.find(series, name)
        _describe(series, source, archive, workspace)
        archive.begin(series, name).discard()  # what a watch has fetched of it so far is not what is added here
        draft = archive.begin(series, name)
        try:
            manifest = _put_in(archive, draft, source, revise=options["revise"], at=now())
        except BaseException:
            draft.discard()
            raise
        with memory_of(workspace, archive) as state:
            state.remember(manifest, at=now())
    there = before is not None and before.manifest == manifest
    told = "is there already, the same to the byte" if there else counted(len(manifest.pages), "file")
    say(f"{series}/{name}: {told}, in {workspace.editions / series / name}", quiet=quiet)
    return 0


def _describe(series: str, source: EditionSource, archive: Archive, workspace: Workspace) -> None:
    """A series.toml for a series that is new here; one that a person began is left as it is."""
    if series not in workspace.series() and source.language:
        archive.describe_series(series, title=series, language=source.language)


def _put_in(archive: Archive, draft: Draft, source: EditionSource, *, revise: bool, at: str) -> Manifest:
    """All files of an edition into its draft, and the draft into its place. The same once more changes nothing."""
    from wpdiff.archive import About, Received

    for name, file in _files(Path(source.path)):
        media_type = mimetypes.guess_type(name)[0] or ""
        draft.put(name, file.read_bytes(), Received(media_type=media_type), name=name)
    draft.arrange(_reading_order(source))
    about = About(title=source.title, language=source.language, published=source.published, profile=source.profile)
    if draft.base is None:
        return archive.commit(draft, about, at=at)
    if _bytes_of(draft) == {(page.name, page.sha256, page.order) for page in draft.base.pages}:
        draft.discard()
        return draft.base
    if not revise:
        raise WpdiffError(
            f"{draft.series}/{draft.edition}: already in the archive, and this is not the same",
            hint="--revise puts it beside the earlier state; --name gives it another name",
        )
    return archive.revise(draft, about, at=at, cause="")


def _bytes_of(draft: Draft) -> set[tuple[str, str, int | None]]:
    return {(page.name, page.sha256, page.order) for page in draft.pages}


def _source(path: str, workspace: Workspace) -> EditionSource:
    """What is to be added. Raises WpdiffError where it is nothing that could be."""
    if _ADDRESS.match(path):
        raise WpdiffError(
            f"{path}: an address is watched, not added",
            hint="wpdiff watch init makes a sources.toml for it; or save the pages and add their folder",
        )
    place = Path(path).expanduser()
    if not place.exists():
        raise WpdiffError(f"{path}: no such file or folder", hint="give a folder of pages, or one page")
    inside, outside = place.resolve(), workspace.editions.resolve()
    if inside == outside or outside in inside.parents or inside in outside.parents:
        raise WpdiffError(
            f"{path}: lies among the editions, or around them", hint="it is an edition already: wpdiff editions list"
        )
    if place.is_dir():
        return replace(edition_source(place.resolve()), max_page_mb=max_page_mb(workspace))
    return EditionSource(path=str(place.resolve()), name=place.stem, max_page_mb=max_page_mb(workspace))


def _only_series(source: EditionSource, workspace: Workspace) -> str:
    """The series of an edition that names none: its folder's, else the only one of the workspace."""
    known = workspace.series()
    if source.series and source.series in known:
        return source.series
    if len(known) == 1:
        return known[0]
    hint = "say --series NAME" + (f"; known here: {', '.join(known)}" if known else ", as in --series defence-ja")
    raise WpdiffError("to which series does it belong?", hint=hint)


def _files(path: Path) -> Iterator[tuple[str, Path]]:
    """Every file of an edition with its name below its pages. Hidden ones, and links that lead out, are left."""
    if path.is_file():
        yield path.name, path
        return
    root = path / _PAGES if (path / _PAGES).is_dir() else path
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(
            name for name in folders if name[0] != "." and not (folder == str(path) and name == _REVISIONS)
        )
        for name in sorted(names):
            file = Path(folder) / name
            inside = file.is_file() and file.resolve().is_relative_to(path.resolve())
            if name[0] != "." and inside and not (folder == str(path) and name in _OWN):
                yield file.relative_to(root).as_posix(), file


def _reading_order(source: EditionSource) -> Sequence[str]:
    """The pages in the order in which they are read. Raises WpdiffError where there is nothing to read."""
    from wpdiff.ingest import read_document

    path = Path(source.path)
    pages = [page.uri for page in read_document(source).pages]
    if path.is_file():
        return [path.name]
    return [page.removeprefix(f"{_PAGES}/") if (path / _PAGES).is_dir() else page for page in pages]
