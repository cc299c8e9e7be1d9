"""wpdiff watch: the scheduled check and what belongs to it; each command is imported when it is called."""

from __future__ import annotations

import click

from wpdiff.cli.lazy import LazyGroup

EXAMPLES = """
\b
Examples:
  wpdiff watch init --from defence-ja       write a sources.toml with a ready source
  wpdiff watch test defence-ja              what would be seen; nothing is kept, nobody is told
  wpdiff watch check                        one look at all sources, for cron
  wpdiff watch status                       is all well?
  wpdiff watch notify --test                a test notice to every target
  wpdiff watch install cron                 how to have that done twice a day
"""
SUMMARIES = {
    "init": "Write a sources.toml to begin with; ready sources are listed by --list.",
    "test": "Try a source out: nothing is kept, nobody is told.",
    "check": "One look at all sources, or those named; for cron.",
    "run": "Look again and again, in the foreground.",
    "status": "How every source does, what is on its way, which notices wait.",
    "notify": "Send what is due; try targets out; send again.",
    "install": "Print how cron, systemd, GitHub Actions or Windows is told to check.",
}


@click.group(
    "watch",
    cls=LazyGroup,
    commands_in={
        "init": "wpdiff.cli.watch_setup:init_command",
        "test": "wpdiff.cli.watch_setup:test_command",
        "check": "wpdiff.cli.watch_check:check_command",
        "run": "wpdiff.cli.watch_check:run_command",
        "status": "wpdiff.cli.watch_status:status_command",
        "notify": "wpdiff.cli.watch_notify:notify_command",
        "install": "wpdiff.cli.watch_setup:install_command",
    },
    summaries=SUMMARIES,
    epilog=EXAMPLES,
    help="Notice a new edition, archive it whole, compare it with the last one, and tell people once.",
)
def watch_command() -> None:
    """Run `wpdiff watch`."""
