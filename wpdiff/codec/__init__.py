"""A comparison to JSON and back, exactly as the published contract says (schema_version 1)."""

from __future__ import annotations

from wpdiff.codec.encode import (
    SCHEMA,
    SCHEMA_VERSION,
    Json,
    change_values,
    comparison_bytes,
    dump_comparison,
    dump_json,
    edition_bytes,
    edition_values,
    encode_comparison,
)
from wpdiff.codec.load import load_comparison

__all__ = [
    "SCHEMA",
    "SCHEMA_VERSION",
    "Json",
    "change_values",
    "comparison_bytes",
    "dump_comparison",
    "dump_json",
    "edition_bytes",
    "edition_values",
    "encode_comparison",
    "load_comparison",
]
