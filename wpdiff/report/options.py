"""What to show, and how."""

from __future__ import annotations

from msgspec import Struct

from wpdiff.model.comparison import Significance

TOP = 20  # highlights shown first
LARGEST_PAGE = 25_000_000  # bytes of HTML that a browser on an office machine still opens at once
LAYOUTS = ("inline", "side", "taisho")
COLUMNS = ("new-old", "old-new")


class RenderOptions(Struct, frozen=True, kw_only=True):
    """What a report shows. Filters shape the view only; the JSON is always whole.

    `language` is the interface's ("ja", "en", "" for the new edition's); `top` the number of highlights; `only` kinds
    or categories; `minimum` the least significance; `section` words that a section's path must hold; `boilerplate`
    shows what is set aside; `layout` is how the HTML page opens, `columns` which edition stands left (the newer one in
    Japanese unless told); `stat` counts only; `explain` shows evidence in the terminal; `whole` long lists to their
    end; `split` is the most bytes of an HTML page that `render_pages` does not part (0: it never does); `width` in
    columns.
    """

    language: str = ""
    top: int = TOP
    only: tuple[str, ...] = ()
    minimum: Significance | None = None
    section: str = ""
    boilerplate: bool = False
    layout: str = "inline"
    columns: str = ""
    stat: bool = False
    explain: bool = False
    whole: bool = False
    split: int = LARGEST_PAGE
    colour: bool = False
    width: int = 100
    report_path: str = ""
