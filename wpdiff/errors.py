"""Errors written for the person at the keyboard: what is wrong, where, what to try next."""

from __future__ import annotations


class WpdiffError(Exception):
    """Something wpdiff cannot do, said in one line, with a hint.

    `message` says what is wrong and where; `hint` says what to try next (may be empty); `lines` are further things
    that are wrong, one a line, where several are told at once. Only `cli/` prints them.

    >>> str(WpdiffError("paper.xyz: no reader for .xyz", hint="readable: .html, .md, .txt"))
    'paper.xyz: no reader for .xyz'
    """

    exit_code = 2

    def __init__(self, message: str, *, hint: str = "", lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.lines = lines


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


class ArchiveError(WpdiffError):
    """An edition that cannot be put into the archive, or is not there."""


class WatchError(WpdiffError):
    """A state, a lock or a notice that does not do what was asked of it."""


class LockedError(WpdiffError):
    """Another run is at work in this workspace."""

    exit_code = 75


class MissingExtraError(WpdiffError):
    """Something that needs packages which are not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs packages that are not installed", hint=f"pip install 'wpdiff[{extra}]'")
