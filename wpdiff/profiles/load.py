"""Read a profile and those it extends, and say plainly what is wrong with a bad one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from wpdiff.errors import ProfileError
from wpdiff.model.profile import Profile
from wpdiff.profiles.check import checked
from wpdiff.profiles.merge import merged

_SUFFIX = ".toml"
_DEEPEST_CHAIN = 8


def profile_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names that `load_profile` knows: the built-in ones, and those of a folder of one's own.

    >>> "plain-ja" in profile_names()
    True
    """
    names = {Path(entry.name).stem for entry in _built_in().iterdir() if entry.name.endswith(_SUFFIX)}
    if folder is not None and folder.is_dir():
        names.update(path.stem for path in folder.glob(f"*{_SUFFIX}"))
    return tuple(sorted(names))


def load_profile(name: str, *, folder: Path | None = None) -> Profile:
    """The profile of that name, with all it takes over from those it extends; a file in `folder` goes first.

    >>> load_profile("defence-ja").language
    'ja'
    """
    return Profile(**_settings(name, folder, ()))


def _settings(name: str, folder: Path | None, seen: tuple[str, ...]) -> dict[str, Any]:
    """What a profile's file says, laid over what the profile it extends says."""
    # A profile of one's own may refine the built-in one of the same name: it then extends that one.
    own = folder if name not in seen else None
    if seen.count(name) > 1 or len(seen) > _DEEPEST_CHAIN:
        raise ProfileError(
            f"profile {seen[0]}: extends itself ({' → '.join((*seen, name))})", hint="remove one extends"
        )
    place, data = _parsed(name, own)
    settings = checked(data, place)
    parent = settings.pop("extends", "")
    if not parent:
        return merged({}, settings, name)
    return merged(_settings(parent, folder, (*seen, name)), settings, name)


def _parsed(name: str, folder: Path | None) -> tuple[str, Mapping[str, Any]]:
    """A profile file's place for messages, and its data."""
    place, text = _read(name, folder)
    try:
        return place, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{place}: not valid TOML: {error}", hint="check the line that it names") from error


def _read(name: str, folder: Path | None) -> tuple[str, str]:
    """A profile file's place for messages, and its text."""
    if folder is not None and _is_plain(name):
        path = folder / f"{name}{_SUFFIX}"
        if path.is_file():
            return str(path), _text_of(path)
    entry = _built_in() / f"{name}{_SUFFIX}"
    if not _is_plain(name) or not entry.is_file():
        raise ProfileError(f"no profile named {name!r}", hint=f"profiles: {', '.join(profile_names(folder))}")
    return f"{name}{_SUFFIX}", entry.read_text(encoding="utf-8")


def _text_of(path: Path) -> str:
    """A user's file as text."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read: {error}", hint="a profile is a UTF-8 text file") from error


def _is_plain(name: str) -> bool:
    """Is it a bare name, not a path that leads elsewhere?"""
    return bool(name) and name.replace("-", "").replace("_", "").replace(".", "").isalnum() and name[0] != "."


def _built_in() -> Traversable:
    """The folder of profiles that come with the program."""
    return resources.files("wpdiff.profiles")
