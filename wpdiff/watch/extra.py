"""Whether the packages of the watch are there; nothing of them is imported here."""

from __future__ import annotations

from importlib.util import find_spec

from wpdiff.errors import MissingExtraError

_PACKAGES = ("pydantic", "httpcore2", "protego", "w3lib", "filelock")


def demand_extra() -> None:
    """Raise MissingExtraError, which says what to install, where a package of the watch is missing."""
    if not all(_is_there(name) for name in _PACKAGES):
        raise MissingExtraError("watching for editions", "watch")


def _is_there(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ImportError:
        return False
