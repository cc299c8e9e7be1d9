"""Options that several commands share: which may stand anywhere, which formats there are, which come later."""

from __future__ import annotations

import re
from pathlib import Path

from wpdiff.errors import WpdiffError

# Every format and the suffix of its files. Kept here too, so that --help loads no report; a test holds both together.
FORMATS = {
    "terminal": ".txt",
    "html": ".html",
    "json": ".json",
    "jsonl": ".jsonl",
    "md": ".md",
    "csv": ".csv",
    "atom": ".atom",
    "xlsx": ".xlsx",
    "docx": ".docx",
    "pdf": ".pdf",
}
BINARY = frozenset(("xlsx", "docx", "pdf"))
LATER_OPTIONS = ("--cluster",)
NOT_BUILT = "not built yet"
_FLAGS = frozenset(("-v", "--verbose", "-q", "--quiet", "--no-progress", "--no-pager", "--debug"))
_VALUED = frozenset(("--color", "--config", "-C", "--max-page-mb"))
_BUNDLE = re.compile(r"-[vq]{2,}\Z|-C.+\Z")  # -qv, -Cfolder


def hoist_globals(arguments: list[str]) -> list[str]:
    """Global options may stand before or after the command; click wants them before it.

    >>> hoist_globals(["compare", "a", "b", "-q", "--color", "never"])
    ['-q', '--color', 'never', 'compare', 'a', 'b']
    """
    first: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for word in waiting:
        if word == "--":
            rest += [word, *waiting]
        elif word in _FLAGS or _BUNDLE.match(word) or any(word.startswith(f"{name}=") for name in _VALUED):
            first.append(word)
        elif word in _VALUED:
            value = next(waiting, None)
            if value is None:
                raise WpdiffError(f"{word}: no value given", hint="see wpdiff --help")
            first += [word, value]
        else:
            rest.append(word)
    return [*first, *rest]


def suffix_format(path: str) -> str:
    """The format that a file's suffix asks for; "" when it asks for none.

    >>> suffix_format("report.HTM"), suffix_format("report")
    ('html', '')
    """
    suffix = Path(path).suffix.lower()
    if suffix == ".htm":
        return "html"
    return next((name for name, own in FORMATS.items() if own == suffix), "")


def format_for(path: str) -> str:
    """The format that a file's suffix asks for. Raises WpdiffError when there is none."""
    found = suffix_format(path)
    if not found:
        suffix = Path(path).suffix
        raise WpdiffError(
            f"{path}: no format for {suffix or 'a name without a suffix'}", hint="use .html, .json, .md or .txt"
        )
    return found
