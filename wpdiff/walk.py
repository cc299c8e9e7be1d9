"""The hall: two editions walk through the rooms once. It alone strings them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from wpdiff.align import align_editions
from wpdiff.changes import find_changes
from wpdiff.ingest import read_document
from wpdiff.jobs import spread
from wpdiff.model.comparison import Comparison
from wpdiff.model.edition import Edition
from wpdiff.model.source import EditionSource, ReadingWarning
from wpdiff.profiles import detect_profile, load_profile
from wpdiff.structure import build_edition

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins: read, align, changes."""

MANY = 500  # pieces of work that are worth a second process


def _quietly(stage: str) -> None:
    """Nobody is watching."""


def compare(
    old: EditionSource | Path | str,
    new: EditionSource | Path | str,
    *,
    profile: str = "",
    profiles: Path | None = None,
    progress: Progress = _quietly,
    jobs: int = 1,
) -> Comparison:
    """What changed between two editions.

    `old` and `new` are files, folders of pages, or EditionSources; `profile` names the publication's profile (else it
    is detected) and `profiles` a folder of the user's own. `jobs` is how many processes may work at it (0: one a
    processor); the result is the same. Raises WpdiffError where an edition cannot be read.
    """
    progress("read")
    read = partial(read_edition, profile=profile, profiles=profiles)
    old_edition, new_edition = spread(jobs)(read, (old, new))
    progress("align")
    alignment = align_editions(old_edition, new_edition, run=spread(jobs, least=MANY))
    progress("changes")
    comparison = find_changes(alignment, run=spread(jobs, least=MANY))
    return replace(
        comparison,
        warnings=comparison.warnings + _about_both(old_edition, new_edition),
        settings=(("profile", f"{old_edition.profile} / {new_edition.profile}"),),
    )


def read_edition(source: EditionSource | Path | str, *, profile: str = "", profiles: Path | None = None) -> Edition:
    """One edition, read and understood."""
    document = read_document(source)
    name = profile or document.source.profile
    chosen = load_profile(name, folder=profiles) if name else detect_profile(document)
    return build_edition(document, chosen)


def _about_both(old: Edition, new: Edition) -> tuple[ReadingWarning, ...]:
    """What can only be said of two editions together."""
    if old.language == new.language:
        return ()
    message = (
        f"the old edition is in {old.language or 'an unknown language'}, the new one in {new.language or 'another'}"
    )
    return (ReadingWarning(code="languages_differ", message=f"{message}: few statements will answer to each other"),)
