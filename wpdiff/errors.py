"""Errors written for the person at the keyboard: what is wrong, where, what to try next."""

from __future__ import annotations


class WpdiffError(Exception):
    """Something wpdiff cannot do, said in one line, with a hint.

    `message` says what is wrong and where; `hint` says what to try next (may be empty). Only `cli/` prints them.

    >>> str(WpdiffError("paper.xyz: no reader for .xyz", hint="readable: .html, .md, .txt"))
    'paper.xyz: no reader for .xyz'
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class IngestError(WpdiffError):
    """A file or folder that cannot be read as an edition."""


class StructureError(WpdiffError):
    """A document that cannot be understood with the profile asked for."""


class ProfileError(WpdiffError):
    """A profile that does not exist or does not hold."""


class WorkspaceError(WpdiffError):
    """A name that leads nowhere, or a settings file that does not hold."""


class RulesError(WpdiffError):
    """A workspace's own rules or reviews that do not hold."""


class CodecError(WpdiffError):
    """A saved comparison that is not one, or is of another schema version."""


class ReportError(WpdiffError):
    """A report that cannot be made or written."""
