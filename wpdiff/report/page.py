"""What every HTML page of ours is made with: templates that escape what they are given, printed text made safe."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from wpdiff.report.printable import show_controls


def new_environment() -> Environment:
    """Our templates; a name that a template asks for and nobody gave is an error, never an empty place."""
    environment = Environment(
        loader=PackageLoader("wpdiff.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["visible"] = visible
    environment.filters["controls"] = lambda text: show_controls(text, "<{}>".format)
    return environment


def visible(text: str) -> Markup:
    """Printed text, escaped, with what would turn or hide it made visible."""
    return Markup(show_controls(str(escape(text)), '<span class="ctl">{}</span>'.format))  # noqa: S704  escaped above
