"""Read a profile and those it extends, and say plainly what is wrong with a bad one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wpdiff.errors import ProfileError
from wpdiff.model.profile import Profile
from wpdiff.profiles.merge import merged
from wpdiff.profiles.settings import built_in, built_in_settings

_SUFFIX = ".toml"
_DEEPEST_CHAIN = 8


def profile_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names that `load_profile` knows: the built-in ones, and those of a folder of one's own.

    >>> "plain-ja" in profile_names()
    True
    """
    names = {path.stem for path in built_in().glob(f"*{_SUFFIX}")}
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
    place, settings = _own_settings(name, own) if _is_own(name, own) else _built_in_settings(name, folder)
    parent = settings.pop("extends", "")
    if not parent:
        return merged({}, settings, name)
    chain = (*seen, name)
    _check_parent(parent, place, chain, folder)
    inherited = _settings(parent, folder, chain)
    _check_without(settings.get("without", ()), inherited, place)
    return merged(inherited, settings, name)


def _check_without(kinds: tuple[str, ...], inherited: Mapping[str, Any], place: str) -> None:
    """Raise ProfileError for a kind of heading that is left out and was never there."""
    known = tuple(dict.fromkeys(rule.kind for rule in inherited.get("headings", ())))
    for kind in kinds:
        if kind not in known:
            raise ProfileError(f"{place}: without: no heading of kind {kind!r}", hint=f"kinds: {', '.join(known)}")


def _check_parent(parent: str, place: str, chain: tuple[str, ...], folder: Path | None) -> None:
    """Raise ProfileError where `extends` leads nowhere, or back to where it came from."""
    # A file of one's own may extend the built-in profile of its own name, once.
    refines = chain[-1] == parent and chain.count(parent) == 1 and _is_own(parent, folder) and _is_built_in(parent)
    if parent in chain and not refines:
        way = " → ".join((*chain, parent))
        raise ProfileError(f"{place}: extends: leads back to itself ({way})", hint="take one extends away")
    if len(chain) > _DEEPEST_CHAIN:
        raise ProfileError(f"{place}: extends: more than {_DEEPEST_CHAIN} profiles deep", hint="extend another one")
    if parent not in profile_names(folder):
        names = ", ".join(profile_names(folder))
        raise ProfileError(f"{place}: extends: no profile named {parent!r}", hint=f"profiles: {names}")


def _is_own(name: str, folder: Path | None) -> bool:
    """Is there a file of one's own by that name?"""
    return folder is not None and _is_plain(name) and (folder / f"{name}{_SUFFIX}").is_file()


def _is_built_in(name: str) -> bool:
    """Does a profile of that name come with the program?"""
    return _is_plain(name) and (built_in() / f"{name}{_SUFFIX}").is_file()


def _own_settings(name: str, folder: Path | None) -> tuple[str, dict[str, Any]]:
    """The place of a user's own profile file for messages, and its settings, which hold."""
    from wpdiff.profiles.check import check_own, checked  # nobody who has no profile of their own waits for it

    path = (folder or Path()) / f"{name}{_SUFFIX}"
    try:
        data = tomllib.loads(_text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{path}: not valid TOML: {error}", hint="check the line that it names") from error
    settings = checked(data, str(path))
    check_own(settings, str(path))
    return str(path), settings


def _built_in_settings(name: str, folder: Path | None) -> tuple[str, dict[str, Any]]:
    """The place of a profile that comes with the program, and its settings."""
    if not _is_built_in(name):
        raise ProfileError(f"no profile named {name!r}", hint=f"profiles: {', '.join(profile_names(folder))}")
    return f"{name}{_SUFFIX}", dict(built_in_settings(name))


def _text_of(path: Path) -> str:
    """A user's file as text."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{path}: cannot be read: {error}", hint="a profile is a UTF-8 text file") from error


def _is_plain(name: str) -> bool:
    """Is it a bare name, not a path that leads elsewhere?"""
    return bool(name) and name.replace("-", "").replace("_", "").replace(".", "").isalnum() and name[0] != "."
