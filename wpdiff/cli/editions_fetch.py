"""wpdiff editions add URL: an edition fetched from its addresses, with the watch's own fetcher."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from wpdiff.errors import WpdiffError
from wpdiff.watch.extra import demand_extra
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.archive import Archive, Draft
    from wpdiff.watch.sources import Sources
    from wpdiff.watch.state import State


def fetch_into(
    draft: Draft,
    addresses: Sequence[str],
    *,
    workspace: Workspace,
    archive: Archive,
    state: State,
    follow: str,
    contact: str,
    say: Callable[[str], None],
) -> None:
    """The pages behind these addresses into a draft. Raises WpdiffError where one cannot be had."""
    from wpdiff.watch.desk import Desk, Nobody
    from wpdiff.watch.memory import Memory
    from wpdiff.watch.named import Follow, fetch_named, named_source
    from wpdiff.watch.polite import new_fetcher
    from wpdiff.watch.timepiece import Clock

    sources, memory, clock = _sources(workspace, contact), Memory(state), Clock()
    with closing(new_fetcher(sources, memory, clock)) as fetcher:
        desk = Desk(
            sources=sources,
            memory=memory,
            archive=archive,
            fetcher=fetcher,
            clock=clock,
            teller=Nobody(),
            say=say,
        )
        fetch_named(desk, draft, named_source(addresses), Follow(follow))


def check_fetching(workspace: Workspace, addresses: Sequence[str], contact: str) -> None:
    """Raise WpdiffError where these addresses could not be fetched from here, before anything is begun."""
    demand_extra()
    from wpdiff.watch.named import named_source

    _sources(workspace, contact)
    named_source(addresses)


def _sources(workspace: Workspace, contact: str) -> Sources:
    """How publishers are asked: as sources.toml says, or in the name of the contact alone."""
    from wpdiff.watch.read_sources import FILE, read_sources
    from wpdiff.watch.sources import Defaults, Sources

    path = workspace.root / FILE
    known = read_sources(path) if path.is_file() else None
    if known is None and len(contact) < 3:
        raise WpdiffError(
            "who asks? publishers want an address to write to",
            hint="--contact you@example.org, or a sources.toml: wpdiff watch init",
        )
    if known is None:
        return Sources(defaults=Defaults(contact=contact))
    return known
