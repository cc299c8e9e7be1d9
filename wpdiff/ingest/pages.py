"""Which files of a folder are an edition's pages, and in which order they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wpdiff.errors import IngestError
from wpdiff.ingest.limits import MAX_PAGES
from wpdiff.model.source import ReadingWarning
from wpdiff.text.natural import natural_key

FORMATS = {
    "html": (".html", ".htm", ".xhtml"),
    "md": (".md", ".markdown"),
    "txt": (".txt", ".text"),
}
READABLE = "readable: .html, .md, .txt, or a folder of such pages"
_IGNORED = ("edition.toml", "series.toml", "manifest.json", "README.md", "planted.toml")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".css", ".js", ".ico", ".pdf", ".woff", ".woff2")


def format_of(path: Path) -> str:
    """html, md or txt by the file's suffix; "" when there is no reader for it."""
    suffix = path.suffix.lower()
    return next((name for name, suffixes in FORMATS.items() if suffix in suffixes), "")


def list_pages(folder: Path, listed: Sequence[str]) -> tuple[list[Path], list[ReadingWarning]]:
    """The pages of a folder in natural order, or as listed; of one format, the first present of html, md, txt.

    Raises IngestError when the folder holds no page that can be read.
    """
    if listed:
        return [_listed(folder, name) for name in listed], []
    root = folder / "pages" if (folder / "pages").is_dir() else folder
    warnings: list[ReadingWarning] = []
    files = _files(root, warnings)
    for name in FORMATS:
        pages = [path for path in files if format_of(path) == name and path.name not in _IGNORED]
        if pages:
            others = [path for path in files if path not in set(pages) and _is_other(path)]
            if others:
                names = ", ".join(path.relative_to(root).as_posix() for path in others[:5])
                message = f"{len(others)} files of other formats were not read: {names}"
                warnings.append(ReadingWarning(code="files_not_read", message=message, where=str(root.name)))
            return sorted(pages, key=lambda path: natural_key(path.relative_to(root).as_posix()))[:MAX_PAGES], warnings
    raise IngestError(f"{folder}: no pages in this folder", hint=READABLE)


def _is_other(path: Path) -> bool:
    return path.name not in _IGNORED and path.suffix.lower() not in _PICTURES and not path.name.startswith(".")


def _listed(folder: Path, name: str) -> Path:
    root = folder / "pages" if (folder / "pages").is_dir() and not (folder / name).is_file() else folder
    path = root / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise IngestError(f"{name}: this page lies outside {folder}", hint="pages = [...] names files of the edition")
    if not path.is_file():
        raise IngestError(f"{path}: a page named in edition.toml is not there", hint="mend pages = [...]")
    return path


def _files(root: Path, warnings: list[ReadingWarning]) -> list[Path]:
    """All files below a folder; links that lead out of it are not followed."""
    home = root.resolve()
    found: list[Path] = []
    for path in sorted(root.rglob("*"), key=lambda path: natural_key(path.relative_to(root).as_posix())):
        if path.is_symlink() and not path.resolve().is_relative_to(home):
            message = "a link that leads out of the edition's folder was not followed"
            warnings.append(ReadingWarning(code="link_not_followed", message=message, where=path.name))
        elif path.is_file():
            found.append(path)
    return found


def in_link_order(pages: Sequence[Path], next_of: dict[str, str]) -> list[Path] | None:
    """The order that next links give, when one chain of them reaches every page; None when it does not."""
    by_name = {path.name: path for path in pages}
    targets = {target for target in next_of.values() if target in by_name}
    starts = [name for name in by_name if name not in targets]
    if len(by_name) != len(pages) or len(starts) != 1:
        return None
    order: list[Path] = []
    name: str | None = starts[0]
    while name in by_name and len(order) <= len(pages):
        order.append(by_name[name])
        name = next_of.get(name)
    return order if len(order) == len(pages) and len(set(order)) == len(pages) else None
