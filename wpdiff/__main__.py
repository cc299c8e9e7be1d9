"""`python -m wpdiff`, and where the installed command begins."""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        from wpdiff.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while it was still starting
        code = INTERRUPTED
    if code == INTERRUPTED:
        # Where an import was interrupted Python would end itself by the signal, whatever was caught since.
        os._exit(INTERRUPTED)
    sys.exit(code)


if __name__ == "__main__":
    main()
