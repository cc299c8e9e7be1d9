"""The view as a Word document: tracked changes in the whole text, or a 新旧対照表."""

from __future__ import annotations

from wpdiff.report.view import View


def render_word(view: View) -> bytes:
    """The new edition with tracked changes, or the table where --layout asks for it."""
    if view.options.layout in ("taisho", "side"):
        from wpdiff.report.word_table import render_word_table

        return render_word_table(view)
    from wpdiff.report.word_tracked import render_tracked

    return render_tracked(view)
