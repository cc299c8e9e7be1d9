"""wpdiff editions: what the archive holds; adding, proving, exporting and removing editions."""

from __future__ import annotations

import json
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wpdiff.cli.archive import archive_of, locked, look_at_memory, memory_of
from wpdiff.cli.editions_add import add_command
from wpdiff.cli.editions_told import counted, edition_lines, edition_page, edition_values, size_words
from wpdiff.cli.output import say, write_result
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import WpdiffError

if TYPE_CHECKING:
    from wpdiff.archive import Archive, ArchivedEdition

DAMAGED = 4
LEFT_ALONE = timedelta(days=7)  # a draft that nobody touched for so long is not being fetched any more

EXAMPLES = """
\b
Examples:
  wpdiff editions list                               every series and its editions
  wpdiff editions add ~/Downloads/2025 --series defence-ja --name 2025
  wpdiff editions show defence-ja/2025               its pages, where each came from, its earlier states
  wpdiff editions verify                             every byte against its hash; exit 4 where one is damaged
  wpdiff editions export defence-ja/2025 --warc defence-2025.warc.gz
  wpdiff editions remove defence-ja/2025             asks first
  wpdiff editions gc --dry-run                       what broken-off runs have left behind
"""
_NEITHER = "SERIES/EDITION, as wpdiff editions list prints them"


@click.group("editions", epilog=EXAMPLES, no_args_is_help=False, help="The archive of editions, in plain folders.")
def editions_command() -> None:
    """Run `wpdiff editions`."""


@editions_command.command("list", help="The editions of all SERIES, or of those named, oldest first.")
@click.argument("series", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def list_command(context: click.Context, /, series: tuple[str, ...], *, as_json: bool) -> int:
    """Run `wpdiff editions list`."""
    workspace = workspace_of(context.obj or {})
    archive = archive_of(workspace)
    known = workspace.series()
    for one in series:
        if one not in known:
            raise WpdiffError(f"{one}: no such series", hint="known here: " + (", ".join(known) or "none"))
    entries = [entry for one in series or known for entry in archive.editions(one)]
    if as_json:
        _print_json("wpdiff/editions", editions=[edition_values(entry) for entry in entries])
    elif not entries:
        say(f"no editions in {archive.folder}; add one with: wpdiff editions add FOLDER")
    else:
        write_result("\n".join(edition_lines(entries)))
    return 0


@editions_command.command("show", help="One edition: its pages in order, where each came from, its earlier states.")
@click.argument("name", metavar="SERIES/EDITION")
@click.option("--json", "as_json", is_flag=True, help="As JSON: the manifests, the newest first.")
@click.pass_context
def show_command(context: click.Context, /, name: str, *, as_json: bool) -> int:
    """Run `wpdiff editions show`."""
    from wpdiff.archive import states_of
    from wpdiff.archive.manifest import manifest_values

    entry = _entry_named(name, archive_of(workspace_of(context.obj or {})))
    if as_json:
        states = [manifest_values(manifest) for _, manifest in states_of(entry)]
        _print_json("wpdiff/edition", edition=edition_values(entry), states=states)
    else:
        write_result("\n".join(edition_page(entry)))
    return 0


@editions_command.command("verify", help="Prove that what was archived is there, every byte; exit 4 where it is not.")
@click.argument("name", metavar="[SERIES[/EDITION]]", default="")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def verify_command(context: click.Context, /, name: str, *, as_json: bool) -> int:
    """Run `wpdiff editions verify`."""
    from dataclasses import asdict

    from wpdiff.archive import verify

    settings = context.obj or {}
    workspace = workspace_of(settings)
    archive = archive_of(workspace)
    series, _, edition = name.replace("\\", "/").strip("/").partition("/")
    if series and series not in workspace.series():
        raise WpdiffError(f"{name}: no such series", hint="known here: " + (", ".join(workspace.series()) or "none"))
    if edition:
        _entry_named(name, archive)
    remembered, notes = look_at_memory(workspace, archive)
    checked = verify(archive, known=remembered, series=series, edition=edition)
    if as_json:
        _print_json("wpdiff/verify", notes=list(notes), **asdict(checked))
    else:
        for note in notes:
            say(note, quiet=is_on("quiet", settings, workspace))
        for damage in checked.damages:
            says = f" ({damage.says})" if damage.says else ""
            write_result(f"{damage.where}: {damage.flaw.value}{says}")
        _say_checked(checked, quiet=is_on("quiet", settings, workspace))
    return DAMAGED if checked.damages else 0


@editions_command.command("export", help="An edition with its earlier states as a WARC file.")
@click.argument("name", metavar="SERIES/EDITION")
@click.option("--warc", metavar="FILE", required=True, help="Write here, whole or not at all: .warc or .warc.gz.")
@click.pass_context
def export_command(context: click.Context, /, name: str, *, warc: str) -> int:
    """Run `wpdiff editions export`."""
    from wpdiff.archive.warc import export_warc

    settings = context.obj or {}
    workspace = workspace_of(settings)
    archive = archive_of(workspace)
    entry = _entry_named(name, archive)
    target = Path(warc)
    if not target.name.endswith((".warc", ".warc.gz")):
        raise WpdiffError(f"{warc}: no name of a WARC file", hint="it ends in .warc or .warc.gz")
    if archive.folder.resolve() in target.resolve().parents:
        raise WpdiffError(f"{warc}: lies among the editions", hint="name another place with --warc")
    if not target.resolve().parent.is_dir():
        raise WpdiffError(f"{target.parent}: no such folder", hint="make it first")
    count = export_warc(entry, target)
    say(f"wrote {warc}: {counted(count, 'page')}", quiet=is_on("quiet", settings, workspace))
    return 0


@editions_command.command("remove", help="Take an edition out of the archive, with its earlier states. Asks first.")
@click.argument("name", metavar="SERIES/EDITION")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove_command(context: click.Context, /, name: str, *, yes: bool) -> int:
    """Run `wpdiff editions remove`."""
    settings = context.obj or {}
    workspace = workspace_of(settings)
    archive = archive_of(workspace)
    entry = _entry_named(name, archive)
    if entry.is_by_hand:
        raise WpdiffError(
            f"{name}: a folder made by hand, which is never touched", hint=f"remove {entry.path} yourself"
        )
    pages = len(entry.manifest.pages) if entry.manifest else "unknown"
    if not yes:
        if not sys.stdin.isatty():
            raise WpdiffError(f"{name}: nobody is there to ask", hint="say --yes")
        question = f"Remove {name} ({pages} pages, with all earlier states) from the archive?"
        if not click.confirm(question, err=True):
            raise click.Abort
    with locked(workspace, "wpdiff editions remove"):
        archive.remove(entry.series, entry.name)
        with memory_of(workspace, archive) as state:
            state.forget(entry.series, entry.name)
    say(f"removed {name}", quiet=is_on("quiet", settings, workspace))
    return 0


@editions_command.command("gc", help="Throw away what broken-off runs have left behind. Editions are never touched.")
@click.option("--dry-run", is_flag=True, help="Only say what it would be.")
@click.option("--all", "every", is_flag=True, help="Also what an edition that is still settling has fetched so far.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_context
def gc_command(context: click.Context, /, *, dry_run: bool, every: bool, as_json: bool) -> int:
    """Run `wpdiff editions gc`."""
    settings = context.obj or {}
    workspace = workspace_of(settings)
    archive = archive_of(workspace)
    with locked(workspace, "wpdiff editions gc"), memory_of(workspace, archive) as state:
        settling = {(one.series, one.edition) for one in state.settling()}
        before = time.time() + 1 if every else time.time() - LEFT_ALONE.total_seconds()
        found = archive.gc(before=before, keep=() if every else settling, dry_run=dry_run)
    size = sum(one.size for one in found)
    if as_json:
        left = [{"path": str(one.path), "size": one.size} for one in found]
        _print_json("wpdiff/leftovers", removed=not dry_run, leftovers=left)
        return 0
    for one in found:
        write_result(f"{one.path}  {size_words(one.size)}")
    verb = "would be thrown away" if dry_run else "thrown away"
    say(f"{counted(len(found), 'leftover')}, {size_words(size)}, {verb}", quiet=is_on("quiet", settings, workspace))
    return 0


def _entry_named(name: str, archive: Archive) -> ArchivedEdition:
    """One edition by SERIES/EDITION. Raises WpdiffError with the nearest names."""
    import difflib

    series, _, edition = name.replace("\\", "/").strip("/").partition("/")
    entry = archive.find(series, edition) if edition else None
    if entry is None:
        known = [f"{one.series}/{one.name}" for one in archive.editions()]
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"{_NEITHER}: " + (", ".join(known[:8]) or "none yet")
        raise WpdiffError(f"{name}: no such edition", hint=hint)
    return entry


def _say_checked(checked: Any, *, quiet: bool) -> None:
    told = f"{counted(checked.editions, 'edition')}, {counted(checked.pages, 'page')}, {size_words(checked.size)}: "
    told += f"{len(checked.damages)} damaged or out of place" if checked.damages else "every byte is as it was archived"
    say(told, quiet=quiet)
    if checked.by_hand:
        names = ", ".join(checked.by_hand[:5]) + (", …" if len(checked.by_hand) > 5 else "")
        say(f"made by hand, so that nothing is known to check them against: {names}", quiet=quiet)


def _print_json(schema: str, **values: Any) -> None:
    text = json.dumps({"schema": schema, "schema_version": 1, **values}, ensure_ascii=False, indent=1)
    write_result(text + "\n", format_name="json")


editions_command.add_command(add_command)
