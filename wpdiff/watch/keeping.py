"""Into the archive: one page with what its server said of it, and a draft of an edition's next state."""

from __future__ import annotations

from collections.abc import Container

from wpdiff.archive import Archive, Draft, Manifest, Received
from wpdiff.watch.judge import ReadPage, media_type


def keep_page(draft: Draft, page: ReadPage, *, at: str, address: str = "", title: str = "") -> None:
    """One page into the draft, with what its server said of it; `address` is what the archive knows it by.

    `title` is what a link called it, for what is kept beside the pages.
    """
    answer = page.answer
    known = address or answer.address
    received = Received(
        media_type=media_type(answer),
        charset=page.read.encoding,
        declared=page.read.declared,
        etag=answer.validators.etag,
        last_modified=answer.validators.last_modified,
        retrieved=at,
        final_address=answer.final if answer.final != known else "",
        title=title,
    )
    draft.put(known, answer.body, received)


def next_state(archive: Archive, manifest: Manifest, *, without: Container[str] = ()) -> Draft:
    """A draft of an edition's next state with all that is archived of it, but for some addresses.

    What a killed run left of another state is no part of this one.
    """
    archive.begin(manifest.series, manifest.edition).discard()
    draft = archive.begin(manifest.series, manifest.edition)
    for page in manifest.pages:
        if page.address not in without:
            draft.take(page.address)
    return draft
