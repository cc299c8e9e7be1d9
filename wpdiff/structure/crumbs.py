"""Ancestors that a page names in its breadcrumb: ホーム > 防衛白書 > 第I部 … > 第3章 …"""

from __future__ import annotations

import itertools

from wpdiff.structure.aside import Aside
from wpdiff.structure.grammar import Grammar
from wpdiff.structure.lines import Line
from wpdiff.structure.shapes import Shape, shape_of_text

# A breadcrumb is short; a menu names everything there is.
_MOST_CRUMBS = 12


def read_crumbs(lines: list[Line], aside: Aside, grammar: Grammar) -> dict[int, tuple[Shape, ...]]:
    """The named ancestors of each breadcrumb, outermost first, by the breadcrumb's last line."""
    crumbs: dict[int, tuple[Shape, ...]] = {}
    for run in aside.navigation:
        texts = [part.strip() for number in run for part in grammar.crumbs.split(lines[number].text) if part.strip()]
        shapes = tuple(shape for shape in (shape_of_text(text, grammar) for text in texts) if shape and shape.strong)
        if shapes and len(texts) <= _MOST_CRUMBS and _descends(shapes):
            crumbs[run[-1]] = shapes
    return crumbs


def _descends(shapes: tuple[Shape, ...]) -> bool:
    """Does each name a deeper section than the one before?"""
    ranks = [shape.rank or 0 for shape in shapes]
    return all(above < below for above, below in itertools.pairwise(ranks))
