"""`python -m wpdiff`, and where the installed command begins."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from wpdiff.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while it was still starting
        code = 130
    sys.exit(code)


if __name__ == "__main__":
    main()
