"""A document comes in, an edition goes out: sections, statements, notes, references, dates, boilerplate marked.

Knows nothing of other editions.
"""

from wpdiff.structure.build import build_edition

__all__ = ["build_edition"]
