"""A click group whose commands are imported when they are called, so that --help is quick."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

LATER = {
    "history": "the history of a series",
}
SUMMARIES = {
    "compare": "What changed between two editions.",
    "report": "Render a saved comparison again, in any format.",
    "inspect": "What wpdiff understood of one edition.",
    "explain": "Why one change was paired, named and ranked as it was.",
    "editions": "The archive: add, list, show, verify, export and remove editions.",
    "rules": "Words of your own: list all rules, try yours, begin a rules.toml.",
    "watch": "The scheduled check: new editions archived, compared, told once.",
    "config": "Show the settings in force, and who set them.",
    "completion": "Print what makes a shell complete commands and options.",
}


class LazyGroup(click.Group):
    """Holds the homes of its commands and loads them on demand."""

    def __init__(
        self, *args: Any, commands_in: Mapping[str, str], summaries: Mapping[str, str] = SUMMARIES, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._homes = commands_in
        self._summaries = summaries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which people meet them."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command; None when there is none of that name."""
        home = self._homes.get(cmd_name)
        if home is None:
            return None
        module, _, attribute = home.partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name what is not built yet as such."""
        if args and args[0] in LATER:
            raise click.UsageError(f"wpdiff {args[0]}: {LATER[args[0]]} is not built yet", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, self._summaries[name]) for name in self._homes])
