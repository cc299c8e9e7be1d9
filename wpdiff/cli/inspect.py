"""wpdiff inspect: what wpdiff understood of one edition, and what it was unsure of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wpdiff.cli.compare import source_named
from wpdiff.cli.options import format_for
from wpdiff.cli.output import progress, refuse_inputs, say, write_file, write_result
from wpdiff.cli.settings import is_on, setting, wants_progress, with_profile, workspace_of
from wpdiff.cli.shown import reader_options
from wpdiff.errors import WpdiffError
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.model.inspection import Inspection

FORMATS = ("terminal", "html", "json")
EXAMPLES = """
\b
Examples:
  wpdiff inspect editions/2025
  wpdiff inspect defence-ja/2025 -o inspect.html
  wpdiff inspect defence-ja/2025 -f json --profile plain-ja
  wpdiff inspect --profile help                 the profiles there are
"""


@click.command(
    "inspect",
    epilog=EXAMPLES,
    help="What wpdiff understood of an EDITION: outline, notes, references, captions, dates, what was set aside, and "
    "what it was unsure of.",
)
@click.argument("edition", metavar="EDITION", required=False)
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write here (.html, .json, .txt). Repeatable."
)
@click.option("-f", "--format", "format_name", type=click.Choice(FORMATS), default=None, help="How to show it.")
@click.option("--lang", type=click.Choice(["ja", "en"]), default=None, help="Language. [default: the edition's]")
@click.option("--profile", default=None, help='The publication\'s profile; "help" lists them. [default: found]')
@click.option("--all", "whole", is_flag=True, help="Long lists to their end (as -v).")
@click.pass_context
def inspect_command(context: click.Context, /, edition: str | None, **options: Any) -> int:
    """Run `wpdiff inspect`."""
    settings = context.obj or {}
    workspace = workspace_of(settings)
    if options["profile"] == "help":
        write_result("\n".join(_profiles(workspace)))
        return 0
    if not edition:
        raise WpdiffError("no EDITION given", hint="give a file, a folder of pages, or series/edition")
    for output in options["outputs"]:
        _format_of(output, options["format_name"])
    inspection = _inspect(edition, workspace, settings, options)
    _deliver(inspection, workspace, settings, options)
    return 0


def _inspect(name: str, workspace: Workspace, settings: dict[str, Any], options: dict[str, Any]) -> Inspection:
    from wpdiff.walk import inspect_edition

    source = with_profile(source_named(name, workspace), options["profile"], workspace)
    refuse_inputs(options["outputs"], (source,))
    with progress(shown=wants_progress(settings, workspace)) as tell:
        tell("read")
        jobs = int(setting("jobs", None, workspace, 0))
        return inspect_edition(source, profiles=workspace.profiles, jobs=jobs)


def _deliver(inspection: Inspection, workspace: Workspace, settings: dict[str, Any], options: dict[str, Any]) -> None:
    from wpdiff.report import render_inspection

    shown = reader_options(workspace, settings, options)
    for output in options["outputs"]:
        text = render_inspection(inspection, format=_format_of(output, options["format_name"]), options=shown)
        if output == "-":
            write_result(text, format_name=options["format_name"] or "terminal")
            continue
        write_file(Path(output), text)
        say(f"wrote {output}", quiet=is_on("quiet", settings, workspace))
    if not options["outputs"]:
        asked = options["format_name"] or "terminal"
        write_result(render_inspection(inspection, format=asked, options=shown), format_name=asked)


def _format_of(output: str, asked: str | None) -> str:
    """The format of one output: a file's suffix says it, standard output takes what -f asks for."""
    if output == "-":
        return asked or "terminal"
    name = format_for(output)
    if name not in FORMATS:
        raise WpdiffError(f"{output}: an inspection has no such format", hint="use .html, .json or .txt")
    return name


def _profiles(workspace: Workspace) -> list[str]:
    """Every profile with its title and where it comes from."""
    from wpdiff.profiles import load_profile, profile_names

    own = {path.stem for path in workspace.profiles.glob("*.toml")} if workspace.profiles else set()
    lines = []
    for name in profile_names(workspace.profiles):
        profile = load_profile(name, folder=workspace.profiles)
        place = "profiles/" if name in own else "built in"
        lines.append(f"{name:16} {profile.language or 'any':4} {profile.title}  ({place})")
    return lines
