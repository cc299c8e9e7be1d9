"""Where reports go: the format of each output, files and folders, standard output by the page, the browser."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from wpdiff.cli.options import BINARY, FORMATS, suffix_format
from wpdiff.cli.output import say, write_file, write_result
from wpdiff.errors import WpdiffError

if TYPE_CHECKING:
    from wpdiff.model.comparison import Comparison
    from wpdiff.report import RenderOptions

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST = 80  # characters of an edition's name in a file's


class Target(Struct, frozen=True, kw_only=True):
    """One output: a file, a folder that takes a file of its own name, or standard output ("-"), and its format."""

    path: str
    format: str

    @property
    def is_folder(self) -> bool:
        """Whether the report takes its own name in a folder."""
        if self.path == "-":
            return False
        return self.path.endswith(("/", "\\")) or (not suffix_format(self.path) and Path(self.path).is_dir())

    def file_for(self, name: str) -> Path:
        """Where a report of this name is written (name: a path without its suffix)."""
        return Path(self.path) / f"{name}{FORMATS[self.format]}" if self.is_folder else Path(self.path)


def targets_of(outputs: Sequence[str], format_name: str | None) -> tuple[Target, ...]:
    """Every output with its format: what its suffix says, else -f; what no file takes of -f is for standard output.

    Raises WpdiffError, before anything is computed, for what cannot be written so.
    """
    names = outputs or (["-"] if format_name else [])
    found = tuple(Target(path=name, format=_format_of(name, format_name)) for name in names)
    if format_name and format_name not in {one.format for one in found}:
        found = (*found, Target(path="-", format=format_name))  # the suffixes say the files' formats
    for one in found:
        if one.path == "-" and one.format in BINARY and sys.stdout.isatty():
            raise WpdiffError(
                f"{one.format} is no text, and standard output is a terminal",
                hint=f"use -o report{FORMATS[one.format]}",
            )
        _check_installed(one.format)
    return found


def _format_of(output: str, asked: str | None) -> str:
    if output == "-":
        return asked or "terminal"
    if Target(path=output, format="").is_folder:
        return asked or "html"
    told = suffix_format(output)
    if told or asked:
        return told or asked or ""
    suffixes = ", ".join(one for one in FORMATS.values() if one)
    raise WpdiffError(
        f"{output}: no format for {Path(output).suffix or 'a name without a suffix'}",
        hint=f"use {suffixes}, or say it with -f",
    )


def _check_installed(format_name: str) -> None:
    if format_name in BINARY:
        from wpdiff.report import check_installed

        check_installed(format_name)


def refuse_many(targets: Sequence[Target], count: int) -> None:
    """Raise WpdiffError when several reports would be written over each other."""
    for one in targets:
        if count > 1 and not one.is_folder and (one.path != "-" or one.format not in ("terminal", "md", "jsonl")):
            place = "standard output" if one.path == "-" else one.path
            raise WpdiffError(
                f"{count} comparisons cannot all be written to {place} as {one.format}",
                hint="name a folder: -o reports/ -f " + one.format,
            )


def deliver(
    comparison: Comparison,
    targets: Sequence[Target],
    options: RenderOptions,
    *,
    name: str,
    quiet: bool = False,
    paged: bool = True,
    json: Callable[[Comparison], bytes] | None = None,
) -> list[Path]:
    """Write one comparison to every output, and tell which files there are now; `json` is what writes it as JSON."""
    from wpdiff.report import render_file

    written = []
    for target in targets:
        if target.path == "-":
            show(comparison, target.format, options, paged=paged)
            continue
        path = target.file_for(name)
        parts = ""
        if target.format == "html":
            from wpdiff.cli.parts import write_pages

            parts = _told(write_pages(path, comparison, options))
        elif target.format == "json" and json is not None:
            write_file(path, json(comparison))
        else:
            write_file(path, render_file(comparison, format=target.format, options=options))
        say(f"wrote {path if target.is_folder else target.path}{parts}", quiet=quiet)
        written.append(path)
    return written


def _told(parts: Sequence[Path]) -> str:
    """What to say of a report in parts: how many, and where; "" of others."""
    return f" and its {len(parts)} parts in {parts[0].parent.name}/" if parts else ""


def show(comparison: Comparison, format_name: str, options: RenderOptions, *, paged: bool = True) -> None:
    """Render a comparison to standard output: what a terminal shows by the page, where it is longer than one."""
    from wpdiff.report import render, render_file

    if format_name in BINARY:
        write_result(render_file(comparison, format=format_name, options=options), format_name=format_name)
        return
    text = render(comparison, format=format_name, options=options)
    if format_name == "html" and 0 < options.split < (size := len(text.encode("utf-8", "replace"))):
        say(f"wpdiff: {size / 1e6:.1f} MB of HTML on standard output: a report in parts needs a file (-o report.html)")
    if format_name != "terminal" or not paged or not _page(text):
        write_result(text, format_name=format_name)


def refuse_opening(targets: Sequence[Target]) -> None:
    """Raise WpdiffError when there will be no HTML report to open."""
    if targets and not any(one.format == "html" and one.path != "-" for one in targets):
        raise WpdiffError("--open: no HTML report is written", hint="add -o report.html, or leave -o and -f away")


def open_report(written: Sequence[Path]) -> None:
    """Open the HTML report in the browser."""
    import webbrowser

    for path in written:
        if path.suffix.lower() in (".html", ".htm"):
            if not webbrowser.open(path.resolve().as_uri()):
                say(f"wpdiff: {path}: no browser could be opened")
            return


def report_name(series: str, old: str, new: str) -> str:
    """A report's own name, without its suffix: [series/]old--new, file names everywhere.

    >>> report_name("defence", "2024", "2025:1")
    'defence/2024--2025-1'
    """
    name = f"{_safe(old) or 'old'}--{_safe(new) or 'new'}"
    return f"{_safe(series)}/{name}" if _safe(series) else name


def _safe(name: str) -> str:
    return _UNSAFE.sub("-", name).strip(" .")[:_LONGEST]


def _page(text: str) -> bool:
    """Whether a text was shown by the page."""
    if not sys.stdout.isatty():
        return False
    from wpdiff.cli.pager import page  # what starts other programs is loaded for a reader at a terminal

    return page(text)
