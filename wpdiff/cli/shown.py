"""From flags and settings to what a report shows."""

from __future__ import annotations

import difflib
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from wpdiff.cli.settings import is_on, setting
from wpdiff.errors import WpdiffError
from wpdiff.model.comparison import ChangeKind, Comparison, Significance
from wpdiff.workspace import Workspace

if TYPE_CHECKING:
    from wpdiff.report import RenderOptions

TOP = 20
_NARROW, _USUAL, _WIDE = 40, 100, 140


def shown_options(
    comparison: Comparison, workspace: Workspace, settings: Mapping[str, Any], options: Mapping[str, Any]
) -> RenderOptions:
    """What to show, in which language, how wide and with which colours."""
    from wpdiff.report import LARGEST_PAGE, RenderOptions

    language = str(setting("lang", options.get("lang"), workspace, "") or comparison.new.language)
    top = setting("top", options.get("top"), workspace, TOP)
    minimum = setting("min_significance", options.get("min_significance"), workspace, "")
    return RenderOptions(
        language=language if language in ("ja", "en") else "en",
        top=int(top),
        only=_known(options.get("only") or (), comparison),
        minimum=Significance(minimum) if minimum else None,
        section=str(options.get("section") or ""),
        boilerplate="boilerplate" in (options.get("include") or (setting("include", None, workspace, ""),)),
        layout=str(setting("layout", options.get("layout"), workspace, "inline")),
        columns=str(setting("columns", options.get("columns"), workspace, "")),
        stat=bool(options.get("stat")),
        explain=bool(options.get("explain")),
        colour=wants_colour(str(setting("color", settings.get("color"), workspace, "auto"))),
        width=_width(),
        split=LARGEST_PAGE if options.get("split") is None else round(options["split"] * 1_000_000),
    )


def reader_options(workspace: Workspace, settings: Mapping[str, Any], options: Mapping[str, Any]) -> RenderOptions:
    """What an inspection shows: in which language, how wide, with which colours, and whether to the end."""
    from wpdiff.report import RenderOptions

    return RenderOptions(
        language=str(setting("lang", options.get("lang"), workspace, "")),
        whole=bool(options.get("whole") or is_on("verbose", settings, workspace)),
        colour=wants_colour(str(setting("color", settings.get("color"), workspace, "auto"))),
        width=_width(),
    )


def _width() -> int:
    """The terminal's columns, within reason; as many as usual where nobody has told."""
    if not (os.environ.get("COLUMNS") or sys.stdout.isatty()):
        return _USUAL
    import shutil

    return max(_NARROW, min(_WIDE, shutil.get_terminal_size((_USUAL, 24)).columns))


def _known(names: Sequence[str], comparison: Comparison) -> tuple[str, ...]:
    """Kinds and categories to show alone. Raises WpdiffError for a name that nothing can have."""
    from wpdiff.report.labels import categories

    known = {*(kind.value for kind in ChangeKind), *categories()}
    known |= {name for change in comparison.changes for name in change.categories}
    known |= {one.name for one in comparison.labels}  # a workspace's own
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, sorted(known), n=3, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"kinds: {', '.join(ChangeKind)}"
            raise WpdiffError(f"--only {name}: no such kind or category", hint=hint)
    return tuple(names)


def wants_colour(choice: str) -> bool:
    """Whether to colour the terminal: as told, else on a terminal without NO_COLOR (https://no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
