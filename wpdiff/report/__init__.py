"""A Comparison in, a report out, in any format and all from one view. An Inspection likewise.

Knows nothing of how a comparison was computed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from wpdiff.codec import dump_comparison
from wpdiff.errors import ReportError
from wpdiff.model.comparison import Comparison
from wpdiff.model.inspection import Inspection
from wpdiff.report.labels import own_categories
from wpdiff.report.options import LARGEST_PAGE, RenderOptions
from wpdiff.report.shelf import ShelvedEdition
from wpdiff.report.view import arrange

__all__ = [
    "BINARY",
    "FORMATS",
    "INSPECTION_FORMATS",
    "LARGEST_PAGE",
    "RenderOptions",
    "ShelvedEdition",
    "check_installed",
    "render",
    "render_file",
    "render_inspection",
    "render_pages",
    "render_report_index",
]

# Each format's home; a format is imported when it is first asked for.
_TEXTS: Mapping[str, tuple[str, str]] = {
    "terminal": ("wpdiff.report.terminal", "render_terminal"),
    "html": ("wpdiff.report.html", "render_html"),
    "md": ("wpdiff.report.markdown", "render_markdown"),
    "jsonl": ("wpdiff.report.json_lines", "render_json_lines"),
    "csv": ("wpdiff.report.csv_table", "render_csv"),
    "atom": ("wpdiff.report.atom", "render_atom"),
}
_FILES: Mapping[str, tuple[str, str]] = {
    "xlsx": ("wpdiff.report.workbook", "render_workbook"),
    "docx": ("wpdiff.report.word", "render_word"),
    "pdf": ("wpdiff.report.pdf", "render_pdf"),
}
_NEEDS: Mapping[str, tuple[str, str]] = {
    "xlsx": ("xlsxwriter", "XlsxWriter")
}  # the module that a format is made with, and its package
FORMATS = ("json", *_TEXTS, *_FILES)
BINARY = tuple(_FILES)  # what no terminal can show
INSPECTION_FORMATS = ("terminal", "html", "json")
_DEFAULTS = RenderOptions()


def render(comparison: Comparison, *, format: str, options: RenderOptions = _DEFAULTS) -> str:  # noqa: A002  contract
    """The report as text, the same for the same comparison and options.

    Raises ReportError for a format there is none of, and for one that is no text: `render_file` gives its bytes.
    """
    if format == "json":
        return dump_comparison(comparison)
    if format in _FILES:
        raise ReportError(f"the format {format} is no text", hint="render_file gives its bytes")
    if format not in _TEXTS:
        raise ReportError(f"no format {format!r}", hint="known: " + ", ".join(FORMATS))
    with own_categories(comparison.labels):
        text: str = _home(_TEXTS[format])(arrange(comparison, options))
    return text


def render_file(comparison: Comparison, *, format: str, options: RenderOptions = _DEFAULTS) -> bytes:  # noqa: A002
    """The report in any format, as the bytes of a file; texts are UTF-8.

    Raises ReportError for a format there is none of, and when what makes it is not installed.
    """
    if format not in _FILES:
        return render(comparison, format=format, options=options).encode("utf-8", "replace")
    with own_categories(comparison.labels):
        content: bytes = _home(_FILES[format])(arrange(comparison, options))
    return content


def render_pages(
    comparison: Comparison, *, name: str, options: RenderOptions = _DEFAULTS
) -> tuple[tuple[str, bytes], ...]:
    """The HTML report as files, by their names: the page of this name, and, where it is an index, its parts.

    A page of more than `options.split` bytes becomes an index and parts in a folder beside it
    ("report.parts/part-01.html").
    """
    from wpdiff.report.split import render_pages as render

    with own_categories(comparison.labels):
        return render(arrange(comparison, options), name, options.split)


def check_installed(format: str) -> None:  # noqa: A002  contract
    """Raise ReportError, saying what to install, when a format needs what is not here."""
    if format == "pdf":
        from wpdiff.report.pdf import find_browser

        find_browser()
    needed = _NEEDS.get(format)
    if needed and find_spec(needed[0]) is None:
        raise ReportError(
            f"the format {format} needs {needed[1]}",
            hint=f"install it: pip install 'wpdiff[{format}]', or pip install {needed[1]}",
        )


def render_report_index(folder: Path, language: str, editions: Sequence[ShelvedEdition] = ()) -> str:
    """A page that lists every report in a folder and below, and archived editions. Raises WpdiffError for no folder."""
    from wpdiff.report.index_html import render_index
    from wpdiff.report.shelf import list_reports

    return render_index(list_reports(folder), language, editions)


def _home(place: tuple[str, str]) -> Callable[..., Any]:
    module, name = place
    verb: Callable[..., Any] = getattr(import_module(module), name)
    return verb


def render_inspection(inspection: Inspection, *, format: str, options: RenderOptions = _DEFAULTS) -> str:  # noqa: A002
    """What was understood of one edition as text, the same for the same edition and options.

    Raises ReportError for a format there is none of.
    """
    from wpdiff.report.inspection import arrange_inspection

    if format not in INSPECTION_FORMATS:
        raise ReportError(f"no format {format!r}", hint="known: " + ", ".join(INSPECTION_FORMATS))
    view = arrange_inspection(inspection, options.language)
    if format == "json":
        from wpdiff.report.inspection_json import render_inspection_json

        return render_inspection_json(view)
    if format == "html":
        from wpdiff.report.inspection_html import render_inspection_html

        return render_inspection_html(view)
    from wpdiff.report.inspection_terminal import render_inspection_terminal

    return render_inspection_terminal(view, options)
