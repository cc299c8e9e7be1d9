"""wpdiff report: a saved comparison to any format; nothing is computed again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from wpdiff.cli.options import FORMATS, LATER_FORMATS, check_format, format_for
from wpdiff.cli.output import say, write_file
from wpdiff.cli.settings import is_on, workspace_of
from wpdiff.cli.shown import show, shown_options
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison, Significance

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
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Write here; the suffix says the format."
)
@click.option(
    "-f",
    "--format",
    "format_name",
    type=click.Choice([*FORMATS, *LATER_FORMATS]),
    default=None,
    help="Format for standard output.",
)
@click.option("--lang", type=click.Choice(["ja", "en"]), default=None, help="Language of the report.")
@click.option("--only", multiple=True, metavar="KIND|CATEGORY", help="Show only these. Repeatable.")
@click.option("--section", default="", metavar="PATH", help="Show only sections whose path holds these words.")
@click.option(
    "--top", type=click.IntRange(min=0), default=None, help="How many of the most important changes to show first."
)
@click.option(
    "--min-significance",
    type=click.Choice([one.value for one in Significance]),
    default=None,
    help="Leave out what matters less.",
)
@click.option("--include", type=click.Choice(["boilerplate"]), multiple=True, help="Show what is set aside.")
@click.option("--stat", is_flag=True, help="Counts only.")
@click.option("--explain", is_flag=True, help="Show the evidence of every change in the terminal.")
@click.pass_context
def report_command(context: click.Context, /, comparison: str, **options: Any) -> int:
    """Run `wpdiff report`."""
    from wpdiff.report import render

    settings = context.obj or {}
    check_format(options["format_name"] or "")
    loaded = load(comparison)
    workspace = workspace_of(settings)
    shown = shown_options(loaded, workspace, settings, options)
    for output in options["outputs"]:
        if output == "-":
            show(loaded, options["format_name"] or "terminal", shown)
            continue
        write_file(Path(output), render(loaded, format=format_for(output), options=shown))
        say(f"wrote {output}", quiet=is_on("quiet", settings, workspace))
    if not options["outputs"]:
        show(loaded, options["format_name"] or "terminal", shown)
    return 0
