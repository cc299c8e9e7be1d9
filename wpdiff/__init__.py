"""wpdiff tells what changed between two editions of a white paper.

    from wpdiff import compare, render
    comparison = compare("editions/2024", "editions/2025")
    page = render(comparison, format="html")

Names are loaded when they are first asked for, so that `import wpdiff` and `wpdiff --help` cost nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from wpdiff.errors import WpdiffError
from wpdiff.version import __version__

if TYPE_CHECKING:
    from wpdiff.codec import dump_comparison, load_comparison
    from wpdiff.model.comparison import Change, Comparison, Finding
    from wpdiff.model.edition import Edition, Section, Statement
    from wpdiff.model.source import EditionSource
    from wpdiff.report import RenderOptions, render, render_file
    from wpdiff.walk import compare, read_edition

__all__ = [
    "Change",
    "Comparison",
    "Edition",
    "EditionSource",
    "Finding",
    "RenderOptions",
    "Section",
    "Statement",
    "WpdiffError",
    "__version__",
    "compare",
    "dump_comparison",
    "load_comparison",
    "read_edition",
    "render",
    "render_file",
]

_HOMES = {
    "wpdiff.codec": ("dump_comparison", "load_comparison"),
    "wpdiff.model.comparison": ("Change", "Comparison", "Finding"),
    "wpdiff.model.edition": ("Edition", "Section", "Statement"),
    "wpdiff.model.source": ("EditionSource",),
    "wpdiff.report": ("RenderOptions", "render", "render_file"),
    "wpdiff.walk": ("compare", "read_edition"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name not in _HOME_OF:
        raise AttributeError(f"module 'wpdiff' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
