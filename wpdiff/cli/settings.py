"""Where values come from: flags, WPDIFF_*, wpdiff.toml, the user's own settings, defaults; and which of them it was."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.cli.output import say
from wpdiff.errors import WpdiffError
from wpdiff.model.source import MAX_PAGE_MB, EditionSource
from wpdiff.workspace import SETTINGS as SETTINGS_FILE
from wpdiff.workspace import Workspace, find_workspace, read_toml


class _Kind(Struct, frozen=True):
    """What a setting may be: its default, and the words it is limited to (none: any text)."""

    default: Any
    choices: tuple[str, ...] = ()
    help: str = ""


KNOWN: Mapping[str, _Kind] = {
    "editions": _Kind("editions", help="folder of the editions, from the workspace's"),
    "reports": _Kind("reports", help="folder for reports, from the workspace's"),
    "report_formats": _Kind("html json", help="formats of the reports that the watch writes"),
    "reports_address": _Kind("", help="web address of the reports folder, where it is published; notices link there"),
    "lang": _Kind("", ("ja", "en"), help="language of reports; the new edition's unless told"),
    "profile": _Kind("", help="profile of editions that name none themselves; found from the pages unless told"),
    "layout": _Kind(
        "", ("", "inline", "side", "taisho"), help="how words are set against each other; the format's own"
    ),
    "columns": _Kind("", ("", "new-old", "old-new"), help="which edition stands left in two columns"),
    "top": _Kind(20, help="how many of the most important changes stand first"),
    "min_significance": _Kind("", ("high", "medium", "low", "editorial"), help="leave out what matters less"),
    "include": _Kind("", ("", "boilerplate"), help="show what is set aside"),
    "max_page_mb": _Kind(
        MAX_PAGE_MB, help="megabytes that one page may have; the other limits of reading grow with it"
    ),
    "jobs": _Kind(0, help="how many processes may work at a comparison or an inspection; 0 is one a processor"),
    "color": _Kind("auto", ("auto", "always", "never"), help="colour in the terminal"),
    "no_progress": _Kind(False, help="no progress on long work"),
    "no_pager": _Kind(False, help="never page the output"),
    "quiet": _Kind(False, help="say nothing but the result and errors"),
    "verbose": _Kind(False, help="say more of what is done"),
}
_TRUE, _FALSE = ("1", "true", "yes", "on"), ("", "0", "false", "no", "off")


class Setting(Struct, frozen=True):
    """One value and where it comes from."""

    value: Any
    origin: str


def workspace_of(options: Mapping[str, Any]) -> Workspace:
    """The workspace of the current folder with all settings in it, those of --config instead of its own file's."""
    workspace = find_workspace(Path.cwd())
    found = _gathered(workspace, options)
    values = {name: one.value for name, one in found.items()}
    if options.get("max_page_mb"):  # asked for where editions are found, which know the workspace alone
        values["max_page_mb"] = options["max_page_mb"]
    return Workspace(root=workspace.root, settings=values)


def settings_with_origin(options: Mapping[str, Any]) -> tuple[Path | None, dict[str, Setting]]:
    """The settings file in force, if there is one, and every known setting with its origin."""
    workspace = find_workspace(Path.cwd())
    return _file_of(workspace, options), {
        **{name: Setting(kind.default, "default") for name, kind in KNOWN.items()},
        **_gathered(workspace, options),
    }


def setting(name: str, flag: Any, workspace: Workspace, default: Any) -> Any:
    """One value: the flag, else what the environment and the settings files say, else the default."""
    return flag if flag is not None else workspace.settings.get(name, default)


def is_on(name: str, options: Mapping[str, Any], workspace: Workspace) -> bool:
    """Whether a switch is thrown, by its flag or by a setting."""
    return bool(setting(name, options.get(name) or None, workspace, False))


def wants_progress(options: Mapping[str, Any], workspace: Workspace) -> bool:
    """Whether to say what is being done."""
    return not (is_on("quiet", options, workspace) or is_on("no_progress", options, workspace))


def with_profile(source: EditionSource, flag: str | None, workspace: Workspace) -> EditionSource:
    """An edition with the profile that the user names for it; what its own files say goes before wpdiff.toml."""
    if flag:
        return replace(source, profile=flag, profile_from="--profile")
    if os.environ.get("WPDIFF_PROFILE"):
        return replace(source, profile=os.environ["WPDIFF_PROFILE"], profile_from="WPDIFF_PROFILE")
    if source.profile or not workspace.settings.get("profile"):
        return source
    return replace(source, profile=str(workspace.settings["profile"]), profile_from=SETTINGS_FILE)


def _gathered(workspace: Workspace, options: Mapping[str, Any]) -> dict[str, Setting]:
    """Everything that is set somewhere, the strongest last."""
    found: dict[str, Setting] = {}
    for path in filter(None, (_user_file(), _file_of(workspace, options))):
        content = workspace.settings if path == workspace.root / SETTINGS_FILE else read_toml(path)
        for name, value in content.items():
            if name in KNOWN:
                found[name] = Setting(_checked(name, value, str(path)), str(path))
            else:
                _unknown(name, path, options)
    for name in KNOWN:
        variable = f"WPDIFF_{name.upper()}"
        if os.environ.get(variable):
            found[name] = Setting(_checked(name, os.environ[variable], variable), variable)
    return found


def _checked(name: str, value: Any, origin: str) -> Any:
    """A value of the type that its setting has. Raises WpdiffError naming who says otherwise."""
    kind = KNOWN[name]
    if kind.choices and value not in kind.choices:
        raise WpdiffError(f"{origin}: {name} = {value!r}", hint=f"one of {', '.join(kind.choices)}")
    if isinstance(kind.default, bool):
        text = str(value).lower()
        if text not in (*_TRUE, *_FALSE):
            raise WpdiffError(f"{origin}: {name} = {value!r}", hint="true or false")
        return text in _TRUE
    if isinstance(kind.default, int):
        if not str(value).isdecimal():
            raise WpdiffError(f"{origin}: {name} = {value!r} is no number", hint="a whole number, 0 or more")
        return int(str(value))
    if not isinstance(value, str):
        raise WpdiffError(f"{origin}: {name} = {value!r}", hint="a text in quotes")
    return value


def _unknown(name: str, path: Path, options: Mapping[str, Any]) -> None:
    """A key that nobody reads is a mistake worth naming; the rest is read."""
    near = difflib.get_close_matches(name, KNOWN, n=1)
    told = f"; did you mean {near[0]}?" if near else ""
    say(f"wpdiff: {path}: unknown key {name!r} is not read{told}", quiet=bool(options.get("quiet")))


def _file_of(workspace: Workspace, options: Mapping[str, Any]) -> Path | None:
    """The settings file in force: the one that --config or WPDIFF_CONFIG names, else the workspace's."""
    named = options.get("config") or os.environ.get("WPDIFF_CONFIG")
    if named:
        path = Path(str(named))
        if not path.is_file():
            raise WpdiffError(f"{path}: no such settings file", hint="--config names a wpdiff.toml")
        return path
    own = workspace.root / SETTINGS_FILE
    return own if own.is_file() else None


def _user_file() -> Path | None:
    """The user's own settings file, at the first of its places that has one."""
    return next((path for path in user_files(os.environ, sys.platform) if path.is_file()), None)


def user_files(environment: Mapping[str, str], platform: str) -> Iterator[Path]:
    """Where a user's settings file may be: where they say, else where the system keeps such files, or once were."""
    named = environment.get("XDG_CONFIG_HOME")
    usual = {"win32": environment.get("LOCALAPPDATA"), "darwin": "~/Library/Application Support"}.get(platform)
    for base in filter(None, (named,) if named else (usual, environment.get("APPDATA"), "~/.config")):
        try:
            yield Path(base).expanduser() / "wpdiff" / SETTINGS_FILE
        except RuntimeError:  # nobody's home
            continue
