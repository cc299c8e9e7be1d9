"""What a report shows and how, asked for in the same words by every command that makes one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any

import click

from wpdiff.cli.options import FORMATS
from wpdiff.model.comparison import Significance

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_LAYOUTS = ("inline", "side", "taisho")
_COLUMNS = ("new-old", "old-new")

_OUTPUT: Sequence[Decorator] = (
    click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        metavar="FILE",
        help="Write here; the suffix says the format. Repeatable; - is standard output.",
    ),
    click.option(
        "-f",
        "--format",
        "format_name",
        type=click.Choice(list(FORMATS)),
        default=None,
        help="Format for standard output, for a FILE whose suffix says none, and for a folder (-o reports/).",
    ),
    click.option("--open", "open_report", is_flag=True, help="Open the HTML report."),
)
_SHOWN: Sequence[Decorator] = (
    click.option(
        "--lang",
        type=click.Choice(["ja", "en"]),
        default=None,
        help="Language of the report. [default: the new edition's]",
    ),
    click.option(
        "--layout",
        type=click.Choice(_LAYOUTS),
        default=None,
        help="How the report is laid out: words marked in the text, both editions side by side, or as a 新旧対照表. "
        "[default: inline]",
    ),
    click.option(
        "--columns",
        type=click.Choice(_COLUMNS),
        default=None,
        help="Which edition stands left in two columns. [default: the newer one in Japanese, the older one in English]",
    ),
    click.option("--only", multiple=True, metavar="KIND|CATEGORY", help="Show only these. Repeatable."),
    click.option("--section", default="", metavar="PATH", help="Show only sections whose path holds these words."),
    click.option(
        "--top", type=click.IntRange(min=0), default=None, help="How many of the most important changes to show first."
    ),
    click.option(
        "--min-significance",
        type=click.Choice([one.value for one in Significance]),
        default=None,
        help="Leave out what matters less.",
    ),
    click.option("--include", type=click.Choice(["boilerplate"]), multiple=True, help="Show what is set aside."),
    click.option(
        "--split",
        type=click.FloatRange(min=0),
        default=None,
        metavar="MB",
        help="Write an HTML report of more megabytes as a page of contents and a folder of parts; 0 never does. "
        "[default: 25]",
    ),
    click.option("--stat", is_flag=True, help="Counts only."),
    click.option("--explain", is_flag=True, help="Show the evidence of every change in the terminal."),
)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add where to write, and in which format."""
    return reduce(lambda made, option: option(made), reversed(_OUTPUT), command)


def shown_as(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what is shown, and how."""
    return reduce(lambda made, option: option(made), reversed(_SHOWN), command)
