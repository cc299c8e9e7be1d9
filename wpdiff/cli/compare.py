"""wpdiff compare: two editions, or a series, to a summary and reports."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from wpdiff.cli.delivery import (
    Target,
    deliver,
    open_report,
    refuse_many,
    refuse_opening,
    report_name,
    show,
    targets_of,
)
from wpdiff.cli.output import progress, refuse_inputs, say
from wpdiff.cli.report_options import output_options, shown_as
from wpdiff.cli.settings import is_on, setting, wants_progress, with_profile, workspace_of
from wpdiff.cli.shown import shown_options
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison, Significance
from wpdiff.model.source import EditionSource
from wpdiff.workspace import Workspace, find_edition, list_editions, max_page_mb, newest_two

if TYPE_CHECKING:
    from wpdiff.cli.ahead import JsonAhead
    from wpdiff.model.work import Begin
    from wpdiff.report import RenderOptions
    from wpdiff.walk import Progress

DIFFERENT = 1
_HANDED_OVER = ("/dev/fd/", "/proc/self/fd/")

EXAMPLES = """
\b
Examples:
  wpdiff compare 2024.html 2025.html
  wpdiff compare defence-ja/2024 defence-ja/2025 -o report.html -o changes.json
  wpdiff compare defence-ja --lang en          the two newest editions, the report in English
  wpdiff compare --all defence-ja defence-en   every edition with its predecessor
  wpdiff compare OLD NEW --only treaty_suspended --min-significance medium
  wpdiff compare OLD NEW --exit-code --quiet   exit 1 when something changed
"""


@click.command(
    "compare", epilog=EXAMPLES, help="What changed between OLD and NEW, or between a SERIES' two newest editions."
)
@click.argument("names", nargs=-1, required=True, metavar="OLD NEW | SERIES")
@output_options
@click.option("--all", "every", is_flag=True, help="Every edition of the SERIES with its predecessor.")
@click.option("--profile", default=None, help="The publication's profile. [default: found from the pages]")
@shown_as
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=None,
    metavar="N",
    help="How many processes may work at it (on Linux); the result is the same. [default: one a processor]",
)
@click.option(
    "--exit-code",
    "use_exit_code",
    is_flag=True,
    help="Exit 1 when there is a change at or above --min-significance (low unless told).",
)
@click.pass_context
def compare_command(context: click.Context, /, names: tuple[str, ...], **options: Any) -> int:
    """Run `wpdiff compare`."""
    settings = context.obj or {}
    workspace = workspace_of(settings)
    targets = targets_of(options["outputs"], options["format_name"])
    if options["open_report"]:
        refuse_opening(targets)
    pairs = _pairs(names, workspace, every=options["every"])
    refuse_many(targets, len(pairs))
    code = 0
    for old, new in pairs:
        refuse_inputs(options["outputs"], (old, new))
        code = max(code, _compare_pair(old, new, targets, workspace, settings, options))
    return code


def _compare_pair(
    old: EditionSource,
    new: EditionSource,
    targets: Sequence[Target],
    workspace: Workspace,
    settings: dict[str, Any],
    options: dict[str, Any],
) -> int:
    """Compare two editions and write what was asked for. The exit code."""
    from wpdiff.cli.ahead import JsonAhead
    from wpdiff.jobs import beside
    from wpdiff.model.work import when_asked

    jobs = int(setting("jobs", options["jobs"], workspace, 0))
    with beside(jobs) as begin:
        wanted = any(one.format == "json" and one.path != "-" for one in targets)
        ahead = JsonAhead(jobs, begin if wanted else when_asked)
        comparison = _compare(old, new, ahead, begin, workspace, settings, options)
        if is_on("verbose", settings, workspace):
            _tell(comparison, quiet=is_on("quiet", settings, workspace))
        _deliver(comparison, ahead, targets, workspace, settings, options)
    return _exit_code(comparison, workspace, options)


def _pairs(names: Sequence[str], workspace: Workspace, *, every: bool) -> list[tuple[EditionSource, EditionSource]]:
    """The editions to compare, each old one with its new one."""
    if every:
        return [pair for name in names for pair in _chain(name, workspace)]
    if len(names) == 1:
        return [newest_two(names[0], workspace)]
    if len(names) > 2:
        raise WpdiffError(f"{len(names)} names given, and a comparison takes two", hint="OLD NEW, or --all SERIES…")
    if names[0] == names[1] == "-":
        raise WpdiffError("standard input can be one of the two editions, not both")
    old, new = (source_named(name, workspace) for name in names)
    return [(old, new)]


def _chain(series: str, workspace: Workspace) -> list[tuple[EditionSource, EditionSource]]:
    """Every edition of a series with its predecessor."""
    newest_two(series, workspace)  # raises when there are not two
    return list(pairwise(list_editions(series, workspace)))


def source_named(name: str, workspace: Workspace) -> EditionSource:
    """One edition by its name; the bytes on standard input for "-", and of what a shell hands over (<(command))."""
    most = max_page_mb(workspace)
    if name == "-":
        data = sys.stdin.buffer.read((most << 20) + 1)
        return EditionSource(path="-", name="stdin", data=data, max_page_mb=most)
    if name.startswith(_HANDED_OVER) and Path(name).is_fifo():
        with Path(name).open("rb") as file:
            return EditionSource(path="-", name=Path(name).name, data=file.read((most << 20) + 1), max_page_mb=most)
    return find_edition(name, workspace)


def _compare(
    old: EditionSource,
    new: EditionSource,
    ahead: JsonAhead,
    begin: Begin,
    workspace: Workspace,
    settings: dict[str, Any],
    options: dict[str, Any],
) -> Comparison:
    from wpdiff.walk import compare, own_words

    rules, reviews = own_words(workspace)
    old, new = (with_profile(source, options["profile"], workspace) for source in (old, new))
    with progress(shown=wants_progress(settings, workspace)) as tell:
        return compare(
            old,
            new,
            profiles=workspace.profiles,
            progress=_collecting(tell),
            jobs=ahead.jobs,
            begin=begin,
            hear=ahead.hear,
            rules=rules,
            reviews=reviews,
        )


def _collecting(tell: Progress) -> Progress:
    """Tells the stages, and has garbage in circles looked for while pages are read: their trees hold it, nouns none."""

    def told(stage: str) -> None:
        if stage == "read":
            gc.enable()
        else:
            gc.disable()
        tell(stage)

    return told


def _tell(comparison: Comparison, *, quiet: bool) -> None:
    """More of what was done: how each edition was read."""
    for side, edition in (("old", comparison.old), ("new", comparison.new)):
        encodings = ", ".join(sorted({page.encoding for page in edition.pages}))
        say(
            f"{side}: {edition.title or edition.name}: {len(edition.pages)} pages ({encodings}), "
            f"{len(edition.sections) - 1} sections, {len(edition.statements)} statements, profile {edition.profile}",
            quiet=quiet,
        )


def _deliver(
    comparison: Comparison,
    ahead: JsonAhead,
    targets: Sequence[Target],
    workspace: Workspace,
    settings: dict[str, Any],
    options: dict[str, Any],
) -> None:
    """Write everything that was asked for; where nothing was, the summary and an HTML report."""
    quiet = is_on("quiet", settings, workspace)
    paged = not is_on("no_pager", settings, workspace)
    shown = shown_options(comparison, workspace, settings, options)
    old, new = comparison.old, comparison.new
    name = report_name(new.series if new.series == old.series else "", old.name, new.name)
    if targets:
        written = deliver(comparison, targets, shown, name=name, quiet=quiet, paged=paged, json=ahead.write)
        if options["outputs"] and not quiet:
            _say_warnings(comparison, shown)
    else:
        own = Target(path=f"{workspace.reports}/", format="html")
        written = deliver(comparison, (own,), shown, name=name, quiet=True)
        if not quiet:
            show(comparison, "terminal", replace(shown, report_path=_short(written[0])), paged=paged)
    if options["open_report"]:
        open_report(written)


def _say_warnings(comparison: Comparison, shown: RenderOptions) -> None:
    """What a reader of the terminal's summary would be told of the reading, where only files are written."""
    from wpdiff.report.phrases import warning_lines

    language = shown.language or ("ja" if comparison.new.language == "ja" else "en")
    for told in warning_lines(comparison, language):
        say(": ".join(filter(None, told)))


def _short(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)


def _exit_code(comparison: Comparison, workspace: Workspace, options: dict[str, Any]) -> int:
    if not options["use_exit_code"]:
        return 0
    least = Significance(setting("min_significance", options["min_significance"], workspace, "") or "low")
    loud = any(change.significance.rank <= least.rank for change in comparison.changes if not change.muted)
    return DIFFERENT if loud else 0
