"""After something happened to an edition: what it was before and what it is now are compared, and reports are written.

Everything here can be done again with the same result, so a run that was killed on the way is simply done again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from wpdiff.archive import Archive, Manifest, folder_name
from wpdiff.archive.durable import write_durably
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison
from wpdiff.model.source import EditionSource
from wpdiff.watch.events import Event
from wpdiff.watch.pairs import pair_of
from wpdiff.workspace import SETTINGS, Workspace

FORMATS = ("html", "json")
_SUFFIXES = {"terminal": "txt"}
Compare = Callable[[EditionSource, EditionSource], Comparison]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of an edition's comparison: its predecessor's name, the comparison, files below the workspace.

    Where nothing was compared, `why` says why ("" when there is simply no predecessor).
    """

    predecessor: str = ""
    comparison: Comparison | None = None
    saved: str = ""
    files: tuple[str, ...] = ()
    why: str = ""


def compare_edition(
    archive: Archive,
    workspace: Workspace,
    manifest: Manifest,
    event: Event,
    *,
    compare: Compare,
    formats: Sequence[str] = (),
    language: str = "",
) -> Made:
    """Compare what an event tells of with what was before (`pair_of`), and write the reports.

    The comparison is always kept as JSON too. An edition that is damaged is not compared, and neither is what cannot be
    read, a PDF say: `why` says so.
    """
    try:
        formats = formats or formats_told(workspace)
        pair = pair_of(archive, workspace, manifest, event, language=language)
        if pair is None:
            return Made()
        old, new = pair
        comparison = compare(old, new)
        files = _written(comparison, old, new, workspace, formats, language)
    except WpdiffError as error:
        return Made(why=error.message)
    saved = next(name for name in files if name.endswith(".json"))
    shown = tuple(name for name in files if "json" in formats or name != saved)
    return Made(predecessor=old.title or old.name, comparison=comparison, saved=saved, files=shown)


def compare_as_told(workspace: Workspace) -> Compare:
    """The walk with all that the workspace says: profiles, rules and reviews of its own, its settings."""

    def compared(old: EditionSource, new: EditionSource) -> Comparison:
        from wpdiff.walk import compare, own_words

        rules, reviews = own_words(workspace)
        old, new = (_with_profile(source, workspace) for source in (old, new))
        jobs = int(str(workspace.settings.get("jobs", 0)))
        return compare(old, new, profiles=workspace.profiles, jobs=jobs, rules=rules, reviews=reviews)

    return compared


def _with_profile(source: EditionSource, workspace: Workspace) -> EditionSource:
    """An edition that names no profile is read with the workspace's, if that names one."""
    profile = str(workspace.settings.get("profile", ""))
    return replace(source, profile=profile, profile_from=SETTINGS) if profile and not source.profile else source


def formats_told(workspace: Workspace) -> tuple[str, ...]:
    """The formats of the reports that wpdiff.toml asks for. Raises WpdiffError for one that there is none of."""
    from wpdiff.report import FORMATS as KNOWN
    from wpdiff.report import check_installed

    told = tuple(str(workspace.settings.get("report_formats", "")).replace(",", " ").split())
    for name in told:
        if name not in KNOWN:
            raise WpdiffError(f"report_formats: no format {name!r}", hint="known: " + ", ".join(KNOWN))
        check_installed(name)
    return told or FORMATS


def _written(
    comparison: Comparison,
    old: EditionSource,
    new: EditionSource,
    workspace: Workspace,
    formats: Sequence[str],
    language: str,
) -> tuple[str, ...]:
    """The reports below the workspace, each whole or not at all."""
    from wpdiff.report import RenderOptions, render_file

    folder = workspace.reports / folder_name(new.series)
    stem = f"{folder_name(old.name)}--{folder_name(new.name)}"
    options = RenderOptions(language=language)
    names = []
    for name in dict.fromkeys((*formats, "json")):
        path = folder / f"{stem}.{_SUFFIXES.get(name, name)}"
        write_durably(path, render_file(comparison, format=name, options=options))
        names.append(below(path, workspace.root))
    return tuple(names)


def below(path: Path, root: Path) -> str:
    """A path as the state and notices hold it: below the workspace with forward slashes, else whole."""
    try:
        return path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        return path.resolve().as_posix()
