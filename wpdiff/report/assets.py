"""Our own style sheets and scripts, and the hashes by which a page's policy knows them."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files


def asset(name: str) -> str:
    """A file of the templates folder as text."""
    return files("wpdiff.report").joinpath("templates", name).read_text(encoding="utf-8")


def hash_of(text: str) -> str:
    """What a Content-Security-Policy calls a style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
