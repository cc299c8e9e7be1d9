"""Lay a profile over the one it extends: lists grow, heading rules of one kind are replaced, the rest is overruled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wpdiff.model.profile import HeadingRule

_RENAMED = {"heading": "headings"}


def merged(parent: Mapping[str, Any], own: Mapping[str, Any], name: str) -> dict[str, Any]:
    """The settings of both, the own ones first.

    >>> merged({"title": "old", "whole": ("a",)}, {"whole": ("b",)}, "mine")
    {'title': 'old', 'whole': ('b', 'a'), 'name': 'mine'}
    """
    result = dict(parent)
    without = own.get("without", ())
    if without:
        result["headings"] = tuple(rule for rule in result.get("headings", ()) if rule.kind not in without)
    for key, value in own.items():
        target = _RENAMED.get(key, key)
        if key == "heading":
            result[target] = _rules(result.get(target, ()), value)
        elif key == "detect":
            result[target] = value
        elif isinstance(value, tuple) and key != "without":
            result[target] = value + tuple(item for item in result.get(target, ()) if item not in value)
        elif key != "without":
            result[target] = value
    if "detect" not in own:
        result.pop("detect", None)  # what tells the parent by does not tell the child
    result["name"] = name
    return result


def _rules(inherited: tuple[HeadingRule, ...], own: tuple[HeadingRule, ...]) -> tuple[HeadingRule, ...]:
    """Own heading rules first, then those inherited of other kinds."""
    kinds = {rule.kind for rule in own}
    return own + tuple(rule for rule in inherited if rule.kind not in kinds)
