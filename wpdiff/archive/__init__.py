"""Editions by name in, their folders and manifests out: put in whole or not at all, never changed in place.

Knows nothing of the network, nor of what the pages say.
"""

from __future__ import annotations

from wpdiff.archive.check import Checked, Damage, Flaw, is_whole, states_of, verify
from wpdiff.archive.draft import Draft
from wpdiff.archive.manifest import About, Manifest, PageRecord, PageState, Received, content_hash
from wpdiff.archive.names import folder_name, page_name
from wpdiff.archive.store import Archive, ArchivedEdition, Leftover

__all__ = [
    "About",
    "Archive",
    "ArchivedEdition",
    "Checked",
    "Damage",
    "Draft",
    "Flaw",
    "Leftover",
    "Manifest",
    "PageRecord",
    "PageState",
    "Received",
    "content_hash",
    "folder_name",
    "is_whole",
    "page_name",
    "states_of",
    "verify",
]
