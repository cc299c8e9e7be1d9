"""A Comparison in, a report out: HTML, terminal, Markdown or JSON, all from one view. An Inspection likewise.

Knows nothing of how a comparison was computed.
"""

from __future__ import annotations

from wpdiff.codec import dump_comparison
from wpdiff.errors import ReportError
from wpdiff.model.comparison import Comparison
from wpdiff.model.inspection import Inspection
from wpdiff.report.options import RenderOptions
from wpdiff.report.view import arrange

__all__ = ["FORMATS", "INSPECTION_FORMATS", "RenderOptions", "render", "render_inspection"]

FORMATS = ("terminal", "html", "json", "md")
INSPECTION_FORMATS = ("terminal", "html", "json")
_DEFAULTS = RenderOptions()


def render(comparison: Comparison, *, format: str, options: RenderOptions = _DEFAULTS) -> str:  # noqa: A002  contract
    """The report as text, the same for the same comparison and options.

    Raises ReportError for a format there is none of.
    """
    if format == "json":
        return dump_comparison(comparison)
    if format not in FORMATS:
        raise ReportError(f"no format {format!r}", hint="known: " + ", ".join(FORMATS))
    view = arrange(comparison, options)
    if format == "html":
        from wpdiff.report.html import render_html

        return render_html(view)
    if format == "md":
        from wpdiff.report.markdown import render_markdown

        return render_markdown(view)
    from wpdiff.report.terminal import render_terminal

    return render_terminal(view)


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
