"""wpdiff watch init, test and install: from nothing to a check that runs by itself, in ten minutes."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click

from wpdiff.cli.output import say, write_file, write_result
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.errors import WpdiffError
from wpdiff.watch.extra import demand_extra
from wpdiff.workspace import SETTINGS, Workspace

FILE = "sources.toml"
_WORKSPACE = """\
# A wpdiff workspace: editions lie in editions/<series>/<edition>/, reports go to reports/.
editions = "editions"
reports = "reports"
"""


@click.command("init", help="Write a commented sources.toml here, with ready sources where --from names some.")
@click.option("--from", "ready", multiple=True, metavar="ID", help="Take this source of the catalogue. Repeatable.")
@click.option("--list", "listed", is_flag=True, help="List the catalogue of ready sources.")
@click.option("--contact", default="", metavar="ADDRESS", help="Where publishers can reach you: mail or web.")
@click.pass_context
def init_command(context: click.Context, /, ready: tuple[str, ...], listed: bool, contact: str) -> int:
    """Run `wpdiff watch init`."""
    from wpdiff.watch.catalogue import ready_source, ready_sources

    settings = context.obj or {}
    if listed:
        rows = [f"{one.id:12} {one.language}  {one.title}" for one in ready_sources()]
        write_result(
            "\n".join([*rows, "", "None of them was checked against its site: try wpdiff watch test ID first."])
        )
        return 0
    texts = [ready_source(name).text for name in dict.fromkeys(ready)]
    workspace = workspace_of(settings)
    quiet = is_on("quiet", settings, workspace)
    path = workspace.root / FILE
    if path.exists():
        _append(path, ready, texts)
    else:
        _begin(workspace, path, texts, contact)
    say(f"wrote {path}", quiet=quiet)
    if not path.read_text(encoding="utf-8").count('contact = ""'):
        say(f"next: wpdiff watch test {ready[0] if ready else 'SOURCE'}", quiet=quiet)
    else:
        say("next: fill in contact there, then wpdiff watch test " + (ready[0] if ready else "SOURCE"), quiet=quiet)
    return 0


def _begin(workspace: Workspace, path: Path, texts: list[str], contact: str) -> None:
    from wpdiff.watch.events import EventKind
    from wpdiff.watch.first_file import first_file

    if not (workspace.root / SETTINGS).exists():
        write_file(workspace.root / SETTINGS, _WORKSPACE)
    write_file(path, first_file(contact, texts, [kind.value for kind in EventKind]))


def _append(path: Path, ready: tuple[str, ...], texts: list[str]) -> None:
    """Put ready sources behind what is there; nothing that is there is changed."""
    if not texts:
        raise WpdiffError(f"{path}: there is one already", hint="edit it, or add a ready source: watch init --from ID")
    demand_extra()
    from wpdiff.watch.read_sources import read_sources

    known = {source.id for source in read_sources(path).source}
    twice = [name for name in ready if name in known]
    if twice:
        raise WpdiffError(f"{path}: has a source {twice[0]} already", hint="nothing was changed")
    write_file(path, path.read_text(encoding="utf-8").rstrip("\n") + "\n" + "".join(f"\n{text}" for text in texts))


@click.command(
    "test",
    help="Try SOURCE out: editions, their pages in order, encodings, what is left out, what differs between two looks. "
    "Nothing is kept, nobody is told.",
)
@click.argument("names", nargs=-1, required=True, metavar="SOURCE…")
@click.pass_context
def test_command(context: click.Context, /, names: tuple[str, ...]) -> int:
    """Run `wpdiff watch test`."""
    demand_extra()
    from wpdiff.watch.dry_run import try_sources
    from wpdiff.watch.read_sources import read_sources
    from wpdiff.watch.run import chosen_sources

    workspace = workspace_of(context.obj or {})
    sources = read_sources(workspace.root / FILE)
    chosen = chosen_sources(sources, names)
    return 0 if try_sources(sources, chosen, write_result) else 5


@click.command("install", help="Print how SYSTEM is told to run the check, with your own paths. Nothing is installed.")
@click.argument("system", type=click.Choice(["cron", "systemd", "actions", "windows"]))
@click.pass_context
def install_command(context: click.Context, /, system: str) -> int:
    """Run `wpdiff watch install`."""
    from wpdiff.watch.schedules import SCHEDULES, Installed

    workspace = workspace_of(context.obj or {})
    found = shutil.which("wpdiff") or shutil.which(str(Path(sys.executable).with_name("wpdiff")))
    program = (str(Path(found).absolute()),) if found else (sys.executable, "-m", "wpdiff")
    write_result(SCHEDULES[system](Installed(program=program, root=workspace.root.resolve())))
    if not (workspace.root / FILE).is_file():
        say(f"wpdiff: there is no {FILE} in {workspace.root} yet: wpdiff watch init")
    return 0
