"""From flags and settings to what a report shows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from wpdiff.cli.options import setting
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import Comparison, Significance
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.report import RenderOptions

TOP = 20
_NARROW, _WIDE = 40, 140


def shown_options(
    comparison: Comparison, workspace: Workspace, settings: Mapping[str, Any], options: Mapping[str, Any]
) -> RenderOptions:
    """What to show, in which language, how wide and with which colours."""
    from wpdiff.report import RenderOptions

    language = str(setting("lang", options.get("lang"), workspace, comparison.new.language))
    top = setting("top", options.get("top"), workspace, TOP)
    minimum = options.get("min_significance")
    return RenderOptions(
        language=language if language in ("ja", "en") else "en",
        top=_whole(top),
        only=tuple(options.get("only") or ()),
        minimum=Significance(minimum) if minimum else None,
        section=str(options.get("section") or ""),
        boilerplate="boilerplate" in (options.get("include") or ()),
        stat=bool(options.get("stat")),
        explain=bool(options.get("explain")),
        colour=wants_colour(str(settings.get("color", "auto"))),
        width=max(_NARROW, min(_WIDE, shutil.get_terminal_size((100, 24)).columns)),
    )


def _whole(value: object) -> int:
    try:
        return int(str(value))
    except ValueError as error:
        raise WpdiffError(f"top = {value!r} is no number") from error


def wants_colour(choice: str) -> bool:
    """Whether to colour the terminal: as told, else on a terminal without NO_COLOR (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
