"""wpdiff report: a saved comparison to any format; nothing is computed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wpdiff.cli.delivery import Target, deliver, open_report, refuse_opening, targets_of
from wpdiff.cli.report_options import output_options, shown_as
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.cli.shown import shown_options
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison

EXAMPLES = """
\b
Examples:
  wpdiff report changes.json                       the summary in the terminal
  wpdiff report changes.json -o report.html --lang en
  wpdiff report changes.json -f md --only added    Markdown of what was added
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
@click.argument("comparison", metavar="COMPARISON.json")
@output_options
@shown_as
@click.pass_context
def report_command(context: click.Context, /, comparison: str, **options: Any) -> int:
    """Run `wpdiff report`."""
    settings = context.obj or {}
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
