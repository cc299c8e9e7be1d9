"""Hashes of the pictures and documents that pages name, where these lie in the edition's own folder."""

from __future__ import annotations

import hashlib
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from wpdiff.model.document import Uncompared

_HASHED = ("image", "linked file", "embed", "object")
_LONGEST_NAME = 1000


class FileHashes:
    """Reads each file once, never one outside the folder, never one that is too large."""

    def __init__(self, root: Path, most: int) -> None:
        self._root = root.resolve()
        self._most = most
        self._known: dict[Path, str] = {}

    def of(self, one: Uncompared, folder: Path) -> Uncompared:
        """A thing that a page in `folder` names, with its hash where that can be known."""
        named = one.uri.split("?")[0].split("#")[0]
        if one.sha256 or one.kind not in _HASHED or not named or ":" in named[:12] or len(named) > _LONGEST_NAME:
            return one
        try:
            path = (folder / unquote(named)).resolve()
            if not path.is_relative_to(self._root) or not path.is_file() or path.stat().st_size > self._most:
                return one
            if path not in self._known:
                with path.open("rb") as file:
                    self._known[path] = hashlib.file_digest(file, "sha256").hexdigest()
        except (OSError, ValueError):
            return one
        return replace(one, sha256=self._known[path])
