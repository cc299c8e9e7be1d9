"""Names to places: what OLD, NEW and SERIES on the command line mean, with what edition.toml and series.toml say.

A workspace is the nearest folder upwards with a `wpdiff.toml`; its editions lie in `editions/<series>/<edition>/`.
"""

from __future__ import annotations

import difflib
import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from wpdiff.errors import WorkspaceError
from wpdiff.model.source import MAX_PAGE_MB, EditionSource, PageOrigin
from wpdiff.text.natural import natural_key
from wpdiff.text.patterns import lazy_pattern

SETTINGS = "wpdiff.toml"
RULES = "rules.toml"  # a workspace's own cues, ladders, renames …
REVIEWS = "review.toml"  # what its analysts said of single changes
MANIFEST = "manifest.json"
_ORIGIN = {one: one for one in ("name", "address", "sha256", "retrieved")} | {"encoding": "charset"}
_EDITION_KEYS = frozenset(("title", "published", "language", "pages", "profile"))
_SERIES_KEYS = frozenset(("title", "language", "publisher", "profile"))
_PUBLISHED = lazy_pattern(r"\d{4}(?:-\d{2}(?:-\d{2})?)?\Z")


class Workspace(Struct, frozen=True, kw_only=True):
    """A workspace folder and what its wpdiff.toml says."""

    root: Path
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def editions(self) -> Path:
        """Where its editions lie."""
        return self.root / str(self.settings.get("editions", "editions"))

    @property
    def reports(self) -> Path:
        """Where its reports go."""
        return self.root / str(self.settings.get("reports", "reports"))

    @property
    def profiles(self) -> Path | None:
        """The workspace's own profiles, if there are any."""
        folder = self.root / "profiles"
        return folder if folder.is_dir() else None

    def series(self) -> tuple[str, ...]:
        """The names of its series."""
        return _folders(self.editions)


def find_workspace(start: Path) -> Workspace:
    """The workspace that a folder belongs to; the folder itself, without settings, when there is none above it."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS).is_file():
            return Workspace(root=folder, settings=read_toml(folder / SETTINGS))
    return Workspace(root=start)


def read_own(workspace: Workspace, name: str) -> tuple[str, str] | None:
    """The text of a workspace's own rules.toml or review.toml, and what to call it in messages; None without one."""
    path = workspace.root / name
    if not path.is_file():
        return None
    try:
        return path.read_text(encoding="utf-8-sig"), path.name
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from error


def read_toml(path: Path) -> Mapping[str, Any]:
    """A settings file. Raises WorkspaceError naming the file and the line when it does not hold."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise WorkspaceError(f"{path}: {error}", hint="mend the file; it is TOML (https://toml.io)") from error
    except UnicodeDecodeError as error:
        raise WorkspaceError(f"{path}: not UTF-8", hint="save it as UTF-8") from error
    except OSError as error:
        raise WorkspaceError(f"{path}: cannot be read ({error.strerror})") from error


def find_edition(name: str, workspace: Workspace) -> EditionSource:
    """What one name on the command line means: a path that exists, else `series/edition` of the workspace.

    Raises WorkspaceError with the nearest names when it leads nowhere.
    """
    if not name.strip():
        raise WorkspaceError("an empty name is no edition", hint="give a file, a folder of pages, or series/edition")
    path = Path(name)
    if path.exists():
        return _within(workspace, _at_path(path))
    series, _, edition = name.replace("\\", "/").partition("/")
    folder = workspace.editions / series / edition
    if edition and _is_inside(folder, workspace.editions) and folder.is_dir():
        return _within(workspace, edition_source(folder, series=series))
    raise WorkspaceError(f"{name}: no such file, folder or edition", hint=_near(name, _known(workspace)))


def newest_two(series: str, workspace: Workspace) -> tuple[EditionSource, EditionSource]:
    """The two newest editions of a series, the older first: by their published date, else by natural order of names."""
    editions = list_editions(series, workspace)
    if len(editions) < 2:
        raise WorkspaceError(
            f"{series}: {len(editions)} edition in this series, and a comparison takes two",
            hint=f"put another edition into {workspace.editions / series}",
        )
    return editions[-2], editions[-1]


def list_editions(series: str, workspace: Workspace) -> tuple[EditionSource, ...]:
    """All editions of a series, oldest first."""
    folder = workspace.editions / series
    if not _is_inside(folder, workspace.editions) or not folder.is_dir():
        path = Path(series)
        if not path.is_dir() or not _folders(path):
            raise WorkspaceError(f"{series}: no such series", hint=_near(series, workspace.series()))
        folder = path
    known = folder.resolve().name if _is_inside(folder, workspace.editions) else ""
    sources = [_within(workspace, edition_source(folder / name, series=known)) for name in _folders(folder)]
    dated = all(source.published for source in sources)
    return tuple(sorted(sources, key=lambda source: (source.published if dated else "", natural_key(source.name))))


def max_page_mb(workspace: Workspace) -> int:
    """What one page may hold at most, in megabytes, as the settings say."""
    told = workspace.settings.get("max_page_mb", MAX_PAGE_MB)
    try:
        megabytes = int(str(told))
    except ValueError:
        megabytes = 0
    if megabytes < 1:
        raise WorkspaceError(f"max_page_mb = {told!r} is no number of megabytes", hint="max_page_mb = 64")
    return megabytes


def _within(workspace: Workspace, source: EditionSource) -> EditionSource:
    return replace(source, max_page_mb=max_page_mb(workspace))


def edition_source(folder: Path, *, series: str = "") -> EditionSource:
    """An edition folder with what its edition.toml and its series' series.toml say; `series` where it is known."""
    edition = _checked(folder / "edition.toml", _EDITION_KEYS)
    about = _checked(folder.parent / "series.toml", _SERIES_KEYS)
    published = str(edition.get("published", ""))
    if published and not _PUBLISHED.match(published):
        raise WorkspaceError(
            f'{folder / "edition.toml"}: published = "{published}" is no date', hint="write 2025, 2025-07 or 2025-07-15"
        )
    pages = edition.get("pages", [])
    if not isinstance(pages, list) or not all(isinstance(page, str) for page in pages):
        raise WorkspaceError(f"{folder / 'edition.toml'}: pages is not a list of names", hint='pages = ["a.html"]')
    archived = _archived(folder / MANIFEST)
    return EditionSource(
        path=str(folder),
        series=series or (folder.parent.name if about or (folder / "edition.toml").is_file() else ""),
        name=folder.name,
        title=str(edition.get("title", "") or about.get("title", "")),
        language=str(edition.get("language", "") or about.get("language", "")),
        published=published,
        profile=str(edition.get("profile", "") or about.get("profile", "")),
        profile_from="edition.toml" if edition.get("profile") else "series.toml" if about.get("profile") else "",
        pages=tuple(pages),
        origins=_origins(archived),
        beside=tuple(str(page.get("name", "")) for page in archived if "order" not in page and page.get("title")),
    )


def _archived(manifest: Path) -> list[dict[str, Any]]:
    """What the archive's manifest says of the pages; nothing where there is none, or none that can be read."""
    try:
        pages = json.loads(manifest.read_bytes())["pages"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
    return [page for page in pages if isinstance(page, dict)] if isinstance(pages, list) else []


def _origins(pages: list[dict[str, Any]]) -> tuple[PageOrigin, ...]:
    """Where each page came from."""
    told = [{name: str(page.get(key, "")) for name, key in _ORIGIN.items()} for page in pages]
    return tuple(PageOrigin(**{**one, "address": _web(one["address"])}) for one in told)


def _web(address: str) -> str:
    """An address on the web; of files that a person added the manifest has names only."""
    return address if address.startswith(("https://", "http://")) else ""


def _at_path(path: Path) -> EditionSource:
    if path.is_dir() and ((path / "edition.toml").is_file() or (path.parent / "series.toml").is_file()):
        return edition_source(path.resolve())
    return EditionSource(path=str(path), name=path.stem if path.is_file() else path.resolve().name)


def _checked(path: Path, known: frozenset[str]) -> Mapping[str, Any]:
    """A TOML file's content, {} when there is none; an unknown key is a mistake worth naming."""
    if not path.is_file():
        return {}
    content = read_toml(path)
    for key in content:
        if key not in known:
            raise WorkspaceError(f"{path}: unknown key {key!r}", hint=_near(key, tuple(sorted(known))))
    return content


def _folders(folder: Path) -> tuple[str, ...]:
    if not folder.is_dir():
        return ()
    names = [path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_"))]
    return tuple(sorted(names, key=natural_key))


def _is_inside(path: Path, folder: Path) -> bool:
    return path.resolve().is_relative_to(folder.resolve())


def _known(workspace: Workspace) -> tuple[str, ...]:
    return tuple(f"{series}/{name}" for series in workspace.series() for name in _folders(workspace.editions / series))


def _near(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    if close:
        return "did you mean " + " or ".join(close) + "?"
    return "known here: " + ", ".join(known[:8]) if known else "nothing is known by name here; give a path"
