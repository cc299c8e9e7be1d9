"""A console that writes into a text, as wide and as coloured as the options say."""

from __future__ import annotations

import io

from rich.console import Console

from wpdiff.report.options import RenderOptions


def text_console(options: RenderOptions) -> tuple[Console, io.StringIO]:
    """The console, and what it writes into."""
    out = io.StringIO()
    console = Console(
        file=out,
        width=options.width,
        force_terminal=options.colour,
        no_color=not options.colour,
        color_system="standard" if options.colour else None,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    return console, out


def written(out: io.StringIO) -> str:
    """What a console wrote, without white space at the ends of lines."""
    return "\n".join(line.rstrip() for line in out.getvalue().rstrip("\n").split("\n")) + "\n"
