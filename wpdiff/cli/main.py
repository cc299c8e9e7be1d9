"""The command line's entry: global options before or after the command, errors in one line, exit codes."""

from __future__ import annotations

import gc
import os
import sys
import traceback
import warnings

import click

from wpdiff.cli.lazy import LazyGroup
from wpdiff.cli.options import LATER_OPTIONS, NOT_BUILT, hoist_globals
from wpdiff.cli.output import reason_of, say_error, silence_output
from wpdiff.errors import WpdiffError
from wpdiff.version import __version__

INTERRUPTED = 130
FEW_CYCLES = 500_000  # new objects between two searches for garbage cycles
COULD_NOT = 2

EXAMPLES = """
\b
Examples:
  wpdiff compare 2024.html 2025.html           two files
  wpdiff compare editions/2024 editions/2025   two folders of pages
  wpdiff compare defence-ja                    the two newest editions of a series
  wpdiff compare OLD NEW -o report.html -o changes.json
  wpdiff report changes.json -o -              print a saved comparison again
  wpdiff inspect editions/2025                 what wpdiff understood of an edition
"""


@click.group(
    cls=LazyGroup,
    commands_in={
        "compare": "wpdiff.cli.compare:compare_command",
        "report": "wpdiff.cli.report:report_command",
        "inspect": "wpdiff.cli.inspect:inspect_command",
        "explain": "wpdiff.cli.explain:explain_command",
        "editions": "wpdiff.cli.editions:editions_command",
        "rules": "wpdiff.cli.rules:rules_command",
        "watch": "wpdiff.cli.watch:watch_command",
        "config": "wpdiff.cli.config:config_command",
        "completion": "wpdiff.cli.completion:completion_command",
    },
    help="Tell what changed between two editions of a white paper: what is new, what was dropped, what is said "
    "differently, and what only looks different.",
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option("-v", "--verbose", is_flag=True, help="Say more of what is done.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors and what -f or -o - asks for.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default=None, help="Colour in the terminal.")
@click.option("--no-progress", is_flag=True, help="No progress on long work.")
@click.option("--no-pager", is_flag=True, help="Never page the output.")
@click.option("--config", type=click.Path(), default=None, help="Read this wpdiff.toml instead of the workspace's.")
@click.option("-C", "directory", type=click.Path(), default=None, help="Work as if started in this folder.")
@click.option(
    "--max-page-mb",
    type=click.IntRange(min=1),
    default=None,
    metavar="N",
    help="Read pages of up to N megabytes, and larger editions in proportion. [default: 64]",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="wpdiff")
@click.pass_context
def cli(context: click.Context, /, **options: object) -> None:
    """Keep the global options where the commands find them."""
    context.obj = options
    directory = options["directory"]
    if directory:
        try:
            os.chdir(str(directory))
        except OSError as error:
            raise WpdiffError(f"{directory}: cannot work there ({error.strerror})") from error


def run_command(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    _make_console_safe()
    gc.set_threshold(FEW_CYCLES)  # an edition is a million small tuples that never refer to each other in a circle
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads for matrices: we have none
    debug = "--debug" in arguments
    if not debug:
        warnings.simplefilter("ignore")  # what a library says to its programmers (this looks like a file name)
    try:
        result = cli.main(args=hoist_globals(arguments) or ["--help"], prog_name="wpdiff", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except (KeyboardInterrupt, click.Abort):
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough (| head)
        silence_output()
        return 0
    except click.ClickException as error:
        return _say_usage(error)
    except WpdiffError as error:
        if debug:
            traceback.print_exc()
        say_error(error.message, error.hint, error.lines)
        return error.exit_code
    except OSError as error:
        silence_output()
        return _say_trouble(error, debug=debug)
    except Exception as error:  # a user gets a line, never a traceback; --debug shows it
        if debug:
            traceback.print_exc()
        say_error(f"unexpected: {type(error).__name__}: {str(error)[:200]}", "run it again with --debug and report it")
        return COULD_NOT
    finally:
        gc.enable()  # a comparison does without


def _say_trouble(error: OSError, *, debug: bool) -> int:
    """The system refused something: a full disk behind standard output, a file that went away."""
    if debug:
        traceback.print_exc()
    where = str(error.filename) if error.filename else "standard output"
    say_error(f"{where}: {reason_of(error)}", "nothing was lost; make room or name another place, and run it again")
    return COULD_NOT


def _say_usage(error: click.ClickException) -> int:
    option = getattr(error, "option_name", "") or ""
    context = getattr(error, "ctx", None)
    hint = f"see {context.command_path} --help" if context is not None and context.command_path else "see wpdiff --help"
    message = " ".join(error.format_message().split())
    if option in LATER_OPTIONS:
        message = f"{option} is {NOT_BUILT}"
    say_error(message, hint)
    return COULD_NOT


def _make_console_safe() -> None:
    """A CP932 console must not crash on a character it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
