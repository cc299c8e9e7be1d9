"""A Comparison in, a report out: HTML, terminal, Markdown or JSON, all from one view.

Knows nothing of how a comparison was computed.
"""

from __future__ import annotations

from wpdiff.codec import dump_comparison
from wpdiff.errors import ReportError
from wpdiff.model.comparison import Comparison
from wpdiff.report.options import RenderOptions
from wpdiff.report.view import arrange

__all__ = ["FORMATS", "RenderOptions", "render"]

FORMATS = ("terminal", "html", "json", "md")
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
