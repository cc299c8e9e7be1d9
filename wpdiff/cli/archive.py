"""What commands about the archive share: the archive itself, the workspace's lock, the state beside it, the time."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from wpdiff.errors import LockedError, MissingExtraError

if TYPE_CHECKING:
    from wpdiff.archive import Archive
    from wpdiff.watch.state import State
    from wpdiff.workspace import Workspace

Remembered = tuple[tuple[tuple[str, str], ...], tuple[str, ...]]


def archive_of(workspace: Workspace) -> Archive:
    """The archive of a workspace."""
    from wpdiff.archive import Archive

    return Archive(workspace.root, editions=workspace.editions)


def now() -> str:
    """The time in UTC as it is written down."""
    from wpdiff.watch.clock import stamp
    from wpdiff.watch.timepiece import Clock

    return stamp(Clock().now())


@contextlib.contextmanager
def locked(workspace: Workspace, command: str) -> Iterator[None]:
    """Hold the workspace's lock. Raises LockedError (exit 75) naming who holds it."""
    from wpdiff.watch.lock import hold_lock

    with hold_lock(workspace.root, command=command, at=now()):
        yield


def memory_of(workspace: Workspace, archive: Archive) -> State:
    """The state beside the archive, made anew where there is none; hold the lock."""
    from wpdiff.watch.lock import FOLDER
    from wpdiff.watch.state import State

    return State.open(workspace.root / FOLDER, archive.manifests(), at=now())


def look_at_memory(workspace: Workspace, archive: Archive) -> Remembered:
    """The editions that the state remembers, and what is to be said of the state.

    A state that is lost or damaged is made anew from the manifests, where nobody else is at work and there is
    something to remember; looking at the archive alone needs neither state nor lock.
    """
    from wpdiff.watch.lock import FOLDER
    from wpdiff.watch.state import DATABASE, State

    folder = workspace.root / FOLDER
    found = State.peek(folder)
    if found is not None:
        with found:
            return found.known_editions(), ()
    if not (folder / DATABASE).exists() and not any(one.cause for one in archive.manifests()):
        return (), ()
    try:
        with locked(workspace, "wpdiff editions verify"), memory_of(workspace, archive) as state:
            return state.known_editions(), state.notes or ("the state was lost; it was made anew from the manifests",)
    except (LockedError, MissingExtraError) as error:
        return (), (f"the state cannot be read, and was not made anew: {error.message}",)
