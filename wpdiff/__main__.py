"""`python -m wpdiff`, and where the installed command begins."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    from wpdiff.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
