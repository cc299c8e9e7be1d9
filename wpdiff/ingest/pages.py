"""Which files of a folder are an edition's pages; what is left out is said."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from wpdiff.errors import IngestError
from wpdiff.ingest.limits import OPTION
from wpdiff.model.source import ReadingWarning
from wpdiff.text.natural import natural_key

FORMATS = {
    "html": (".html", ".htm", ".xhtml", ".shtml"),
    "md": (".md", ".markdown"),
    "txt": (".txt", ".text"),
}
READABLE = "readable: .html, .md, .txt, or a folder of such pages"
_IGNORED = ("edition.toml", "series.toml", "manifest.json", "README.md", "planted.toml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".ico", ".pdf", ".woff", ".woff2")
_NAMED = 5  # files that a warning names
_MOST_ENTRIES = 200_000  # of a folder: more is somebody's disk, not an edition


class Folder(Struct, frozen=True, kw_only=True):
    """The pages of a folder in natural order, or as listed, and what a reader must know of the rest."""

    root: Path
    pages: tuple[Path, ...]
    warnings: tuple[ReadingWarning, ...] = ()

    def name(self, page: Path) -> str:
        """A page's name below the folder."""
        return page.relative_to(self.root).as_posix()


def format_of(path: Path) -> str:
    """html, md or txt by the file's suffix; "" when there is no reader for it."""
    suffix = path.suffix.lower()
    return next((name for name, suffixes in FORMATS.items() if suffix in suffixes), "")


def list_pages(folder: Path, listed: Sequence[str], *, most: int, beside: frozenset[str] = frozenset()) -> Folder:
    """The pages of a folder in natural order, or as listed; of one format, the first present of html, md, txt.

    `beside` are files that are no pages, by their names below the folder that holds the pages.

    Raises IngestError when the folder holds no page that can be read.
    """
    warnings: list[ReadingWarning] = []
    root = _root(folder)
    files = [path for path in _files(root, warnings) if path.relative_to(root).as_posix() not in beside]
    if listed:
        return _listed(folder, root, listed, files, warnings)
    for name in FORMATS:
        pages = [path for path in files if format_of(path) == name and path.name not in _IGNORED]
        if pages:
            known = set(pages)
            others = [path for path in files if path not in known and _is_other(path)]
            if others:
                names = _names(others, root)
                message = f"{len(others)} files of other formats were not read: {names}"
                warnings.append(_left_out(message, len(others), names, root))
            if len(pages) > most:
                message = f"{len(pages) - most} of {len(pages)} pages were not read; {OPTION} raises the limit"
                warnings.append(_left_out(message, len(pages) - most, OPTION, root))
            return Folder(root=root, pages=tuple(pages[:most]), warnings=tuple(warnings))
    if not os.access(root, os.R_OK | os.X_OK):
        raise IngestError(f"{root}: this folder cannot be read (permission denied)", hint="ask for leave to read it")
    raise IngestError(f"{folder}: no pages in this folder", hint=READABLE)


def _is_other(path: Path) -> bool:
    return path.name not in _IGNORED and path.suffix.lower() not in _PICTURES


def _names(paths: Sequence[Path], root: Path) -> str:
    more = ", …" if len(paths) > _NAMED else ""
    return ", ".join(path.relative_to(root).as_posix() for path in paths[:_NAMED]) + more


def _root(folder: Path) -> Path:
    """Where the pages of a folder lie: in its `pages`, if that is a folder of its own."""
    pages = folder / "pages"
    inside = pages.is_dir() and _resolved(pages).is_relative_to(folder.resolve())
    return pages if inside else folder


def _left_out(message: str, count: int, names: str, root: Path) -> ReadingWarning:
    return ReadingWarning(code="files_not_read", message=message, where=root.name, values=(str(count), names))


def _listed(
    folder: Path, root: Path, listed: Sequence[str], files: Sequence[Path], warnings: list[ReadingWarning]
) -> Folder:
    """The pages that edition.toml names. One that is not there is said, and so are pages that it does not name."""
    base = root if all((root / name).is_file() for name in listed) or root == folder else folder
    base = base if any((base / name).is_file() for name in listed) else root
    pages: dict[Path, None] = {}
    for name in listed:
        path = base / name
        if not _resolved(path).is_relative_to(folder.resolve()):
            raise IngestError(
                f"{name}: this page lies outside {folder}", hint="pages = [...] names files of the edition"
            )
        if path.is_file():
            pages[path] = None
        else:
            message = "a page that edition.toml names is not there"
            warnings.append(
                ReadingWarning(code="missing_page", message=message, where=name, values=("1", "edition.toml"))
            )
    if not pages:
        raise IngestError(f"{folder}: none of the pages that edition.toml names is there", hint="mend pages = [...]")
    formats = {format_of(path) for path in pages}
    known = {path.resolve() for path in pages}
    left = [path for path in files if format_of(path) in formats and path.resolve() not in known]
    left = [path for path in left if path.name not in _IGNORED]
    if left:
        names = _names(left, root)
        message = f"{len(left)} pages that edition.toml does not name were not read: {names}"
        warnings.append(_left_out(message, len(left), names, root))
    return Folder(root=base, pages=tuple(pages), warnings=tuple(warnings))


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError, RuntimeError) as error:  # a name with a zero byte, a link that leads to itself
        raise IngestError(
            f"{path.name!r}: no name of a page", hint="pages = [...] names files of the edition"
        ) from error


def _files(root: Path, warnings: list[ReadingWarning]) -> list[Path]:
    """All files below a folder in natural order of their names; links that lead out of it are not followed."""
    found = [path for path in _walked(root, warnings) if _is_page_file(path, root, warnings)]
    return sorted(found, key=lambda path: natural_key(path.relative_to(root).as_posix()))


def _walked(root: Path, warnings: list[ReadingWarning]) -> Iterator[Path]:
    """Files and links below a folder. Hidden ones, and what a browser saved beside a page, are no pages."""

    def say(error: OSError) -> None:
        message = f"a folder that cannot be read ({error.strerror or error})"
        warnings.append(ReadingWarning(code="page_not_read", message=message, where=Path(str(error.filename)).name))

    seen = 0
    for folder, folders, names in os.walk(root, onerror=say):
        here = Path(folder)
        seen += len(names) + len(folders)
        if seen > _MOST_ENTRIES:
            raise IngestError(
                f"{root}: more than {_MOST_ENTRIES:,} files and folders, too many for an edition",
                hint="name the folder of the edition itself",
            )
        saved = {f"{Path(name).stem}_files" for name in names}
        linked = [name for name in folders if (here / name).is_symlink()]
        folders[:] = [name for name in sorted(folders) if name[0] != "." and name != "__MACOSX" and name not in saved]
        yield from (here / name for name in (*sorted(names), *sorted(linked)) if name[0] != ".")


def _is_page_file(path: Path, root: Path, warnings: list[ReadingWarning]) -> bool:
    """Whether a path is a file of the folder; what else it is, is said."""
    try:
        inside = not path.is_symlink() or path.resolve().is_relative_to(root.resolve())
        is_file = path.is_file()
    except (OSError, RuntimeError):  # a link that leads to itself
        inside, is_file = False, False
    if not inside:
        message = "a link that leads out of the edition's folder, or nowhere, was not followed"
        warnings.append(ReadingWarning(code="link_not_followed", message=message, where=path.name))
    elif path.is_dir():
        message = "a link to a folder was not followed"
        warnings.append(ReadingWarning(code="link_not_followed", message=message, where=path.name))
    elif not is_file and format_of(path):
        message = "this is no file that can be read"
        warnings.append(ReadingWarning(code="page_not_read", message=message, where=path.name))
    return inside and is_file
