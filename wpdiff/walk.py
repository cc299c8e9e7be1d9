"""The hall: two editions walk through the rooms once. It alone strings them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from wpdiff.align import align_editions
from wpdiff.changes import OwnRules, find_changes, find_names, read_own_rules, read_reviews, reviews_of, tell_pairs
from wpdiff.errors import ProfileError
from wpdiff.ingest import read_document
from wpdiff.jobs import beside, spread
from wpdiff.model.comparison import Comparison
from wpdiff.model.document import Document
from wpdiff.model.edition import Edition
from wpdiff.model.inspection import Inspection
from wpdiff.model.profile import Profile, ProfileChoice
from wpdiff.model.review import Review
from wpdiff.model.source import EditionSource, ReadingWarning
from wpdiff.model.work import Begin, Run, in_turn, when_asked
from wpdiff.profiles import choose_profile, load_profile
from wpdiff.structure import build_edition, inspect_document
from wpdiff.workspace import REVIEWS, RULES, Workspace, read_own

Progress = Callable[[str], None]
"""Called with the name of each stage as it begins: read, align, changes."""

PLAIN = "plain-"  # what the profiles are called that are for a language, not for a publication
SMALL = 100_000  # bytes of an edition below which a second process takes longer to begin than to read
LARGE = 1_000_000  # bytes of an edition whose statements are worth a second process to write them
MANY = 500  # pieces of work that are worth a second process


def _quietly(stage: str) -> None:
    """Nobody is watching."""


def _unheard(old: Edition, new: Edition) -> None:
    """Nobody waits for the editions."""


def compare(
    old: EditionSource | Path | str,
    new: EditionSource | Path | str,
    *,
    profile: str = "",
    profiles: Path | None = None,
    progress: Progress = _quietly,
    jobs: int = 1,
    begin: Begin | None = None,
    hear: Callable[[Edition, Edition], None] = _unheard,
    rules: OwnRules | None = None,
    reviews: Sequence[Review] = (),
) -> Comparison:
    """What changed between two editions.

    `old` and `new` are files, folders of pages, or EditionSources; `profile` names the publication's profile (else it
    is detected) and `profiles` a folder of the user's own. `jobs` is how many processes may work at it (0: one a
    processor); the result is the same. `begin` is how work may be begun beside the alignment, where the caller begins
    some too, and `hear` is told the editions as soon as they are read. `rules` are a workspace's own words, `reviews`
    what its analysts said of earlier results. Raises WpdiffError where an edition cannot be read.
    """
    progress("read")
    # An edition against itself is read once; the larger of two here, so that the other one is sent back meanwhile.
    wanted = sorted(dict.fromkeys((old, new)), key=_size, reverse=True)
    run = _run_alone(old, jobs) if len(wanted) == 1 else in_turn
    read = partial(read_edition, profile=profile, profiles=profiles, run=run)
    readers = jobs if all(_size(one) >= SMALL for one in wanted) else 1
    editions = dict(zip(wanted, spread(readers)(read, wanted), strict=True))
    old_edition, new_edition = editions[old], editions[new]
    if not profile:
        old_edition = _as_the_other(old, old_edition, new_edition, profiles)
        new_edition = _as_the_other(new, new_edition, old_edition, profiles)
    reviews = reviews_of(reviews, old_edition, new_edition)
    run = spread(jobs, least=MANY)
    hear(old_edition, new_edition)
    with beside(jobs) if begin is None else nullcontext(begin) as begin:
        seek = begin if len(new_edition.statements) >= MANY else when_asked
        names = seek(partial(find_names, old_edition, new_edition))
        progress("align")
        told = tell_pairs(reviews, old_edition, new_edition)
        alignment = align_editions(old_edition, new_edition, run=run, told=told)
        progress("changes")
        comparison = find_changes(alignment, run=run, names=names, rules=rules, reviews=reviews)
    return replace(
        comparison,
        warnings=comparison.warnings + _about_both(old_edition, new_edition),
        settings=_settings(old_edition, new_edition, rules),
    )


def own_words(workspace: Workspace) -> tuple[OwnRules | None, tuple[Review, ...]]:
    """A workspace's own rules, and what its analysts said, for `compare`. Raises WpdiffError where a file is wrong."""
    rules, reviews = read_own(workspace, RULES), read_own(workspace, REVIEWS)
    return read_own_rules(*rules) if rules else None, read_reviews(*reviews) if reviews else ()


def read_edition(
    source: EditionSource | Path | str, *, profile: str = "", profiles: Path | None = None, run: Run = in_turn
) -> Edition:
    """One edition, read and understood; `run` may do parts of it side by side."""
    document = read_document(source)
    return build_edition(document, _chosen(document, profile, profiles)[1], run=run)


def _run_alone(source: EditionSource | Path | str, jobs: int) -> Run:
    """How the parts of an edition are written that is read beside no other."""
    return spread(jobs) if _size(source) >= LARGE else in_turn


def _size(source: EditionSource | Path | str) -> int:
    """The bytes that there are to read of an edition, as far as can be told before."""
    if isinstance(source, EditionSource) and source.data is not None:
        return len(source.data)
    path = Path(source.path if isinstance(source, EditionSource) else source)
    try:
        return sum(page.stat().st_size for page in (path.rglob("*") if path.is_dir() else (path,)))
    except OSError:  # reading says what is wrong
        return 0


def inspect_edition(
    source: EditionSource | Path | str, *, profile: str = "", profiles: Path | None = None, jobs: int = 1
) -> Inspection:
    """One edition with why it was read so, and what its reader was unsure of; `jobs` as in `compare`."""
    document = read_document(source)
    choice, chosen = _chosen(document, profile, profiles, anyway=True)
    return inspect_document(document, chosen, choice, run=_run_alone(source, jobs))


def _as_the_other(source: EditionSource | Path | str, own: Edition, other: Edition, folder: Path | None) -> Edition:
    """An edition whose pages tell no publication, read as the other one's if they show anything of it.

    One year's pages name the paper on each page, the next year's do not: they are editions of one paper all the same.
    """
    named = isinstance(source, EditionSource) and source.profile
    plain = own.profile.startswith(PLAIN) and not other.profile.startswith(PLAIN)
    if named or not plain or own.language != other.language:
        return own
    document = read_document(source)
    shown = dict(choose_profile(document, folder=folder).scores)
    return build_edition(document, load_profile(other.profile, folder=folder)) if other.profile in shown else own


def _chosen(
    document: Document, name: str, folder: Path | None, *, anyway: bool = False
) -> tuple[ProfileChoice, Profile]:
    """The profile that the caller names, else the edition's own files, else the one that the pages show."""
    name, by = (name, "caller") if name else (document.source.profile, document.source.profile_from)
    try:
        choice = choose_profile(document, named=name, by=by, folder=folder, anyway=anyway)
    except ProfileError as error:
        place = "" if by in ("", "caller") else f"{by}: "
        raise ProfileError(f"{place}{error.message}", hint=error.hint) from error
    return choice, load_profile(choice.name, folder=folder)


def _settings(old: Edition, new: Edition, rules: OwnRules | None) -> tuple[tuple[str, str], ...]:
    """By which profiles the editions were read, and by which rules of the workspace's own their changes were named."""
    own = () if rules is None else (("rules", f"{rules.place} {rules.fingerprint[:12]}"),)
    return (("profile", f"{old.profile} / {new.profile}"), *own)


def _about_both(old: Edition, new: Edition) -> tuple[ReadingWarning, ...]:
    """What can only be said of two editions together."""
    return (*_languages(old, new), *_profiles(old, new))


def _languages(old: Edition, new: Edition) -> Iterator[ReadingWarning]:
    """A translation answers to its original by numbers and names at best."""
    if old.language != new.language:
        first, second = old.language or "an unknown language", new.language or "another"
        message = f"the old edition is in {first}, the new one in {second}: few statements will answer to each other"
        yield ReadingWarning(code="languages_differ", message=message, values=(old.language, new.language))


def _profiles(old: Edition, new: Edition) -> Iterator[ReadingWarning]:
    """Two editions of one publication that are read by different rules differ by the rules."""
    if old.language == new.language and old.profile != new.profile:
        message = f"the old edition was read with the profile {old.profile}, the new one with {new.profile}"
        yield ReadingWarning(code="profiles_differ", message=message, values=(old.profile, new.profile))
