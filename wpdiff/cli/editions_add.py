"""wpdiff editions add: an edition that a person saved, or names by its address, into the archive, every byte hashed."""

from __future__ import annotations

import mimetypes
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from wpdiff.cli.archive import archive_of, locked, memory_of, now
from wpdiff.cli.editions_fetch import check_fetching, fetch_into
from wpdiff.cli.editions_told import counted
from wpdiff.cli.output import say
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.workspace import Workspace, edition_source, max_page_mb

if TYPE_CHECKING:
    from wpdiff.archive import About, Archive, Draft, Manifest

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_PUBLISHED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")
_OWN = frozenset(("edition.toml", "series.toml", "manifest.json"))
_PAGES, _REVISIONS = "pages", "revisions"

EXAMPLES = """
\b
Examples:
  wpdiff editions add ~/Downloads/wp2025 --series defence-ja --name 2025 --published 2025-07-15
  wpdiff editions add https://www.example.org/wp/2023/index.html --series defence-ja --edition 2023
  wpdiff editions add paper.html --series ict --name 2024
  wpdiff editions add ~/Downloads/wp2025-again --series defence-ja --name 2025 --revise   a corrected state
"""


@click.command("add", epilog=EXAMPLES, help="Put a FOLDER of pages, one FILE, or what lies at a URL into the archive.")
@click.argument("paths", metavar="FOLDER|FILE|URL…", nargs=-1, required=True)
@click.option("--series", default="", help="The series it belongs to. [default: the only one there is]")
@click.option("--name", "--edition", "name", default="", help="The edition's name. [default: the folder's]")
@click.option("--title", default="", help="Its title.")
@click.option("--published", default="", metavar="DATE", help="2025, 2025-07 or 2025-07-15.")
@click.option("--language", default="", help="ja, en, …")
@click.option("--revise", is_flag=True, help="A corrected state of an edition that is there already.")
@click.option(
    "--follow",
    type=click.Choice(("auto", "next", "contents", "none")),
    default="auto",
    show_default=True,
    help="One URL leads to: its next pages, the pages that it lists, itself alone; auto: whichever it shows.",
)
@click.option("--contact", default="", metavar="MAIL|URL", help="Who asks the publisher, without a sources.toml.")
@click.pass_context
def add_command(context: click.Context, /, paths: tuple[str, ...], **options: Any) -> int:
    """Run `wpdiff editions add`."""
    from wpdiff.archive import folder_name

    settings = context.obj or {}
    workspace = workspace_of(settings)
    quiet = is_on("quiet", settings, workspace)
    source = _source_of(paths, options, workspace)
    if options["published"] and not _PUBLISHED.match(options["published"]):
        raise WpdiffError(f"--published {options['published']} is no date", hint="write 2025, 2025-07 or 2025-07-15")
    source = replace(source, **{name: options[name] for name in ("title", "published", "language") if options[name]})
    series = options["series"] or _only_series(source, workspace)
    name = options["name"] or folder_name(source.name)
    archive = archive_of(workspace)
    with locked(workspace, "wpdiff editions add"), memory_of(workspace, archive) as state:
        before = archive.find(series, name)
        _describe(series, source, archive, workspace)
        if source.path:
            draft = _copied(archive, series, name, source)
        else:
            draft = archive.begin(series, name)
            fetch_into(
                draft,
                paths,
                workspace=workspace,
                archive=archive,
                state=state,
                follow=options["follow"],
                contact=options["contact"],
                say=lambda text: say(text, quiet=quiet),
            )
        about = _about(source, paths)
        try:
            manifest = _put_in(archive, draft, about, revise=options["revise"], at=now())
        except BaseException:
            draft.discard()
            raise
        state.remember(manifest, at=now())
    there = before is not None and before.manifest == manifest
    told = "is there already, the same to the byte" if there else counted(len(manifest.pages), "file")
    say(f"{series}/{name}: {told}, in {workspace.editions / series / name}", quiet=quiet)
    return 0


def _source_of(paths: tuple[str, ...], options: dict[str, Any], workspace: Workspace) -> EditionSource:
    """What is to be added; without a path where it is to be fetched. Raises WpdiffError where it cannot be."""
    addresses = [path for path in paths if _ADDRESS.match(path)]
    if not addresses and len(paths) == 1:
        return _source(paths[0], workspace)
    if len(addresses) < len(paths):
        raise WpdiffError(
            f"{len(paths)} things to add at once", hint="one folder, one file, or one or more addresses of one edition"
        )
    if not options["name"]:
        raise WpdiffError(
            "what is the edition at this address called?", hint="say --edition NAME, as in --edition 2025"
        )
    check_fetching(workspace, addresses, options["contact"])
    return EditionSource(path="", name=options["name"])


def _about(source: EditionSource, paths: Sequence[str]) -> About:
    from wpdiff.archive import About

    address = "" if source.path else paths[0]
    return About(
        title=source.title,
        language=source.language,
        published=source.published,
        profile=source.profile,
        address=address,
    )


def _describe(series: str, source: EditionSource, archive: Archive, workspace: Workspace) -> None:
    """A series.toml for a series that is new here; one that a person began is left as it is."""
    if series not in workspace.series() and source.language:
        archive.describe_series(series, title=series, language=source.language)


def _copied(archive: Archive, series: str, name: str, source: EditionSource) -> Draft:
    """A draft with all files of an edition that a person has."""
    from wpdiff.archive import Received

    archive.begin(series, name).discard()  # what a watch has fetched of it so far is not what is added here
    draft = archive.begin(series, name)
    try:
        for file_name, file in _files(Path(source.path)):
            media_type = mimetypes.guess_type(file_name)[0] or ""
            draft.put(file_name, file.read_bytes(), Received(media_type=media_type), name=file_name)
        draft.arrange(_reading_order(source))
    except BaseException:
        draft.discard()
        raise
    return draft


def _put_in(archive: Archive, draft: Draft, about: About, *, revise: bool, at: str) -> Manifest:
    """A draft into its place. The same once more changes nothing."""
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
