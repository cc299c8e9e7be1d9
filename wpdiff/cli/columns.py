"""Rows in columns that fit their widest cell; a Japanese character is as wide as two Latin ones."""

from __future__ import annotations

from collections.abc import Sequence


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """A line for each row.

    >>> in_columns([("EDITION", "TITLE"), ("a/2025", "白書")])
    ['EDITION  TITLE', 'a/2025   白書']
    """
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    widths[-1:] = [0]
    return [
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]
