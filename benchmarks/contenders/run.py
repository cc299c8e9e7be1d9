"""One peer in Python on two files of one sentence a line: `python run.py PEER OLD NEW`. Says what it found out.

Exit code 127: the peer is not installed.
"""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable
from pathlib import Path

Lines = list[str]


def _difflib(old: Lines, new: Lines) -> str:
    return f"{len(difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes())} runs"


def _html_diff(old: Lines, new: Lines) -> str:
    return f"{len(difflib.HtmlDiff().make_file(old, new))} characters of HTML"


def _ndiff(old: Lines, new: Lines) -> str:
    return f"{sum(1 for _ in difflib.ndiff(old, new))} lines"


def _redlines(old: Lines, new: Lines) -> str:
    from redlines import Redlines

    return f"{len(Redlines(''.join(old), ''.join(new)).output_markdown)} characters of Markdown"


def _xmldiff(old: Lines, new: Lines) -> str:
    from lxml import etree
    from xmldiff import main

    trees = []
    for lines in (old, new):
        root = etree.Element("d")
        for line in lines:
            etree.SubElement(root, "p").text = "".join(c for c in line.strip() if c >= " ")
        trees.append(root)
    return f"{len(main.diff_trees(*trees))} actions"


def _diff_match_patch(old: Lines, new: Lines) -> str:
    from diff_match_patch import diff_match_patch

    found = diff_match_patch().diff_main("".join(old), "".join(new))
    return f"{len(found)} operations, {sum(len(run) for op, run in found if op == 0)} characters kept"


def _fast(old: Lines, new: Lines) -> str:
    import fast_diff_match_patch

    found = fast_diff_match_patch.diff(
        "".join(old), "".join(new), timelimit=0, checklines=False, cleanup="No", counts_only=False
    )
    return f"{len(found)} operations"


PEERS: dict[str, Callable[[Lines, Lines], str]] = {
    "difflib": _difflib,
    "HtmlDiff": _html_diff,
    "ndiff": _ndiff,
    "redlines": _redlines,
    "xmldiff": _xmldiff,
    "diff-match-patch": _diff_match_patch,
    "fast-diff-match-patch": _fast,
}


def main() -> None:
    """Run one peer."""
    name, *files = sys.argv[1:]
    old, new = (Path(file).read_text(encoding="utf-8").splitlines(keepends=True) for file in files)
    try:
        print(PEERS[name](old, new))
    except ImportError:
        sys.exit(127)


if __name__ == "__main__":
    main()
