"""A list of reports as one HTML page: a table a series, the newest editions first; then the editions archived."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup

from wpdiff.report.assets import asset, hash_of
from wpdiff.report.labels import significance_word, word
from wpdiff.report.labels_notices import notice_word
from wpdiff.report.page import new_environment
from wpdiff.report.shelf import Report, ShelvedEdition
from wpdiff.version import __version__


def render_index(reports: Sequence[Report], language: str, editions: Sequence[ShelvedEdition] = ()) -> str:
    """The whole page; links lead to the reports beside it, and to where archived editions were published."""
    style = asset("report.css") + asset("index.css")
    environment = new_environment()
    environment.globals |= {"word": word, "notice_word": notice_word, "significance_word": significance_word}
    environment.filters["address"] = lambda path: quote(path.encode("utf-8", "surrogateescape"))
    page = environment.get_template("index.html.j2").render(
        series=[(name, list(some)) for name, some in groupby(reports, key=lambda one: one.series)],
        count=len(reports),
        shelves=[(name, list(some)) for name, some in groupby(editions, key=lambda one: one.series)],
        language=language,
        generator=f"wpdiff {__version__}",
        style=Markup(style),  # noqa: S704  our own file
        style_hash=hash_of(style),
    )
    return page.rstrip("\n") + "\n"
