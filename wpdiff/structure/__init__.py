"""A document comes in, an edition goes out: sections, statements, notes, references, dates, boilerplate marked.

Knows nothing of other editions. `inspect_document` does the same and tells what it was unsure of.
"""

from wpdiff.structure.build import build_edition
from wpdiff.structure.inspect import inspect_document

__all__ = ["build_edition", "inspect_document"]
