"""Options that several commands share, and where their values come from: flags, WPDIFF_*, wpdiff.toml, defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wpdiff.errors import WpdiffError
from wpdiff.workspace import Workspace, find_workspace, read_toml

FORMATS = {"terminal": ".terminal", "html": ".html", "json": ".json", "md": ".md"}
LATER_FORMATS = ("jsonl", "csv", "xlsx", "docx", "atom", "pdf")
NOT_BUILT = "not built yet"
_FLAGS = frozenset(("-v", "--verbose", "-q", "--quiet", "--no-progress", "--no-pager", "--debug"))
_VALUED = frozenset(("--color", "--config", "-C"))


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
        elif word in _FLAGS or any(word.startswith(f"{name}=") for name in _VALUED):
            first.append(word)
        elif word in _VALUED:
            first += [word, *([value] if (value := next(waiting, None)) is not None else [])]
        else:
            rest.append(word)
    return [*first, *rest]


def workspace_of(settings: Mapping[str, Any]) -> Workspace:
    """The workspace of the current folder, with the settings file that --config names instead of its own."""
    workspace = find_workspace(Path.cwd())
    config = settings.get("config") or os.environ.get("WPDIFF_CONFIG")
    if not config:
        return workspace
    path = Path(str(config))
    if not path.is_file():
        raise WpdiffError(f"{path}: no such settings file", hint="--config names a wpdiff.toml")
    return Workspace(root=workspace.root, settings=read_toml(path))


def setting(name: str, flag: Any, workspace: Workspace, default: Any) -> Any:
    """One value: the flag, else WPDIFF_NAME, else wpdiff.toml, else the user's own settings, else the default."""
    if flag is not None:
        return flag
    from_environment = os.environ.get(f"WPDIFF_{name.upper()}")
    if from_environment:
        return from_environment
    if name in workspace.settings:
        return workspace.settings[name]
    return _user_settings().get(name, default)


def _user_settings() -> Mapping[str, Any]:
    base = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA") or str(Path.home() / ".config")
    path = Path(base) / "wpdiff" / "wpdiff.toml"
    return read_toml(path) if path.is_file() else {}


def format_for(path: str) -> str:
    """The format that a file's suffix asks for. Raises WpdiffError when there is none."""
    suffix = Path(path).suffix.lower()
    for name, own in FORMATS.items():
        if suffix == own:
            return name
    if suffix in (".htm",):
        return "html"
    if suffix in (".txt",):
        return "terminal"
    check_format(suffix.lstrip("."))
    raise WpdiffError(
        f"{path}: no format for {suffix or 'a name without a suffix'}", hint="use .html, .json, .md or .txt"
    )


def check_format(name: str) -> None:
    """Raise WpdiffError when a format belongs to a later version."""
    if name in LATER_FORMATS:
        raise WpdiffError(f"the format {name} is not built yet", hint="use html, json, md or terminal")
