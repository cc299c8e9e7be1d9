"""wpdiff completion: a script that makes a shell complete wpdiff's commands and options."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from wpdiff.cli.output import write_result
from wpdiff.errors import WpdiffError

COMPLETE_VARIABLE = "_WPDIFF_COMPLETE"
EXAMPLES = """
\b
Examples:
  wpdiff completion bash > ~/.local/share/bash-completion/completions/wpdiff
  wpdiff completion zsh > ~/.zfunc/_wpdiff        with ~/.zfunc in fpath
  wpdiff completion fish > ~/.config/fish/completions/wpdiff.fish
"""


@click.command("completion", epilog=EXAMPLES, help="Print what makes SHELL complete wpdiff's commands and options.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion_command(context: click.Context, /, shell: str) -> int:
    """Run `wpdiff completion`."""
    home = get_completion_class(shell)
    if home is None:
        raise WpdiffError(f"no completion for {shell}")
    # `source` asks bash for its version; the script itself needs nothing but these words.
    script = home(context.find_root().command, {}, "wpdiff", COMPLETE_VARIABLE)
    write_result(script.source_template % script.source_vars())
    return 0
