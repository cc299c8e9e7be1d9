"""Nouns made quickly: an edition has a hundred thousand statements, and as many anchors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, make_dataclass
from typing import Any, TypeVar

Noun = TypeVar("Noun")


def maker(noun: type[Noun]) -> Callable[..., Noun]:
    """What makes a noun of all its fields in order, in a third of the time that its own name takes.

    What is frozen sets each field by a call. Here they are set on a twin with the same slots that is not frozen yet,
    and becomes the noun; the two ways give the same.

    >>> from wpdiff.model.source import Anchor
    >>> maker(Anchor)("a.html", "", 3, 5) == Anchor(page="a.html", start=3, end=5)
    True
    """
    names = [field.name for field in fields(noun)]  # type: ignore[arg-type]  # nouns are dataclasses
    twin: Any = make_dataclass(f"_{noun.__name__}", names, slots=True, repr=False, eq=False)

    def make(*values: object) -> Noun:
        one: Any = twin(*values)
        one.__class__ = noun
        made: Noun = one
        return made

    return make
