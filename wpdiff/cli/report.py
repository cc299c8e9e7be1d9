"""wpdiff report: a saved comparison to any format; nothing is computed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wpdiff.cli.delivery import Target, deliver, open_report, refuse_opening, targets_of
from wpdiff.cli.output import say, write_file, write_result
from wpdiff.cli.report_options import output_options, shown_as
from wpdiff.cli.settings import is_on, setting, workspace_of
from wpdiff.cli.shown import shown_options
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison

EXAMPLES = """
\b
Examples:
  wpdiff report changes.json                       the summary in the terminal
  wpdiff report changes.json -o report.html --lang en
  wpdiff report changes.json -f md --only added    Markdown of what was added
  wpdiff report --index reports                    a page that lists the reports in a folder
"""


def load(path: str) -> Comparison:
    """A saved comparison. Raises WpdiffError when it is none."""
    from wpdiff.codec import load_comparison

    try:
        return load_comparison(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise WpdiffError(f"{path}: {reason}", hint="make one with: wpdiff compare OLD NEW -o changes.json") from error
    except UnicodeDecodeError as error:
        raise WpdiffError(f"{path}: not a saved comparison: not UTF-8") from error


@click.command("report", epilog=EXAMPLES, help="Render a saved COMPARISON again, in any format.")
@click.argument("comparison", metavar="COMPARISON.json", required=False)
@click.option("--index", "folder", metavar="FOLDER", help="Write FOLDER/index.html, a list of the reports in FOLDER.")
@output_options
@shown_as
@click.pass_context
def report_command(context: click.Context, /, comparison: str | None, **options: Any) -> int:
    """Run `wpdiff report`."""
    settings = context.obj or {}
    if options["folder"]:
        return _index(Path(options["folder"]), comparison, settings, options)
    if not comparison:
        raise WpdiffError("no COMPARISON.json given", hint="make one with: wpdiff compare OLD NEW -o changes.json")
    targets = targets_of(options["outputs"], options["format_name"]) or (Target(path="-", format="terminal"),)
    if options["open_report"]:
        refuse_opening(targets)
    loaded = load(comparison)
    workspace = workspace_of(settings)
    written = deliver(
        loaded,
        targets,
        shown_options(loaded, workspace, settings, options),
        name=Path(comparison).stem,
        quiet=is_on("quiet", settings, workspace),
        paged=not is_on("no_pager", settings, workspace),
    )
    if options["open_report"]:
        open_report(written)
    return 0


def _index(folder: Path, comparison: str | None, settings: dict[str, Any], options: dict[str, Any]) -> int:
    """Write a list of the reports in a folder, where nobody else's index.html stands."""
    from wpdiff.report import render_report_index

    if comparison:
        raise WpdiffError("--index lists a folder, and takes no COMPARISON.json", hint="leave one of them away")
    workspace = workspace_of(settings)
    page = render_report_index(folder, str(setting("lang", options["lang"], workspace, "ja")))
    if options["outputs"] == ("-",):
        write_result(page, format_name="html")
        return 0
    target = Path(options["outputs"][0]) if options["outputs"] else folder / "index.html"
    if (
        not options["outputs"]
        and target.is_file()
        and b'<meta name="generator" content="wpdiff' not in target.read_bytes()
    ):
        raise WpdiffError(f"{target}: not made by wpdiff, and left as it is", hint="name another place with -o")
    write_file(target, page)
    say(f"wrote {target}", quiet=is_on("quiet", settings, workspace))
    if options["open_report"]:
        open_report([target])
    return 0
