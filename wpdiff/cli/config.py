"""wpdiff config: which settings are in force, and who set them."""

from __future__ import annotations

import json
from typing import Any

import click

from wpdiff.cli.output import write_result
from wpdiff.cli.settings import KNOWN, settings_with_origin
from wpdiff.errors import WpdiffError

EXAMPLES = """
\b
Examples:
  wpdiff config show             every setting and its value
  wpdiff config show --origin    and where it comes from
  wpdiff config path             the settings file in force
"""


@click.group("config", epilog=EXAMPLES, no_args_is_help=False, help="Show the settings in force.")
def config_command() -> None:
    """Run `wpdiff config`."""


@config_command.command("show", help="Every setting, its value and, with --origin, where it comes from.")
@click.option("--origin", is_flag=True, help="Say where each value comes from.")
@click.pass_context
def show_command(context: click.Context, /, *, origin: bool) -> int:
    """Run `wpdiff config show`."""
    _, found = settings_with_origin(context.obj or {})
    lines = []
    for name in KNOWN:
        line = f"{name} = {_as_toml(found[name].value)}"
        lines.append(f"{line:40} # {found[name].origin}" if origin else line)
    write_result("\n".join(lines))
    return 0


@config_command.command("path", help="The settings file in force.")
@click.pass_context
def path_command(context: click.Context, /) -> int:
    """Run `wpdiff config path`."""
    path, _ = settings_with_origin(context.obj or {})
    if path is None:
        raise WpdiffError("no wpdiff.toml here or above", hint="make one, or name one with --config")
    write_result(str(path))
    return 0


def _as_toml(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
