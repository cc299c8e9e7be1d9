"""The view as JSON Lines: what is compared on the first line, then a change a line, then the groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wpdiff.codec import SCHEMA_VERSION, change_values, dump_json, encode_comparison
from wpdiff.report.view import View

_HEAD = ("generator", "settings", "warnings", "summary")
_EDITION = ("series", "name", "title", "language", "published", "profile", "sources")


def render_json_lines(view: View) -> str:
    """One record a line; each says in `record` what it is. What is set aside is among the changes, marked as such."""
    return "".join(map(dump_json, _records(view)))


def _records(view: View) -> Iterator[dict[str, Any]]:
    whole = encode_comparison(view.comparison)
    yield {
        "record": "comparison",
        "schema_version": SCHEMA_VERSION,
        **{name: whole[name] for name in _HEAD},
        **{side: {name: whole[side][name] for name in _EDITION} for side in ("old", "new")},
        "changes": len(view.items),
    }
    if view.options.stat:
        return
    ranks = {one: rank for rank, one in enumerate(view.comparison.ranking, start=1)}
    for item in view.items:
        yield {"record": "change", "rank": ranks.get(item.change.id), **change_values(item.change)}
    shown = {item.change.id for item in view.items}
    for group in whole["groups"]:
        if not group["changes"] or shown & set(group["changes"]):
            yield {"record": "group", **group}
