"""Printed text made safe to show: controls that would turn, hide or command it are shown by their numbers."""

from __future__ import annotations

import re
from collections.abc import Callable

# Line breaks and tabs are layout. Everything else here steers a terminal (ESC), turns the reading direction (bidi
# controls), hides text (tags), or is no character at all (half a surrogate pair).
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


def show_controls(text: str, show: Callable[[str], str]) -> str:
    r"""The text with each control replaced by what `show` makes of its number.

    >>> show_controls("a\u202eb", lambda number: f"<{number}>")
    'a<U+202E>b'
    """
    if text.isprintable():  # nearly always, and quick
        return text
    return _CONTROLS.sub(lambda found: show(f"U+{ord(found[0]):04X}"), text.replace("\r", ""))


def one_line(text: str) -> str:
    """For terminals: controls shown, line breaks as spaces, table cells apart."""
    return show_controls(" ".join(text.split("\n")), "<{}>".format).replace("\t", " | ")
