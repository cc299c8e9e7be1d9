"""Headings that a table of contents lists are found at the beginning of the paragraphs they were run into."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from wpdiff.ingest.text import read_text
from wpdiff.model.document import Document
from wpdiff.model.edition import Edition
from wpdiff.model.source import EditionSource, Page
from wpdiff.profiles import load_profile
from wpdiff.structure import build_edition

CONTENTS = (
    "Contents I. Ports and Ships ... 1 The Harbours of the North ... 2 Deciding When to Sail and\nWhy ... 3\n\n\n\n"
)
LONG = "ports of the Republic are open to the ships of all nations and have been so for many years"


def understood(text: str) -> Edition:
    made = Document(
        source=EditionSource(path="made"),
        title="",
        language="en",
        blocks=tuple(read_text(text, page="p.txt", language="en")),
        pages=(Page(uri="p.txt", sha256=""),),
    )
    return build_edition(replace(made), load_profile("plain-en"))


@pytest.mark.parametrize(
    ("paragraph", "heading"),
    [
        (f"The Harbours of the North The {LONG}.", "The Harbours of the North"),
        (f"THE HARBOURS OF THE NORTH While the {LONG}, few come.", "THE HARBOURS OF THE NORTH"),
        (f"The Harbours of the North\nThe {LONG}.", "The Harbours of the North"),
        (f"Deciding When to Sail and\nWhy The {LONG}.", "Deciding When to Sail and\nWhy"),
        (f"I. Ports and Ships A new {LONG}.", "I. Ports and Ships"),
    ],
)
def test_a_listed_title_is_a_heading(paragraph: str, heading: str) -> None:
    edition = understood(f"{CONTENTS}{paragraph}\n\nThe {LONG}, as the\nAct on Ports says.\n")
    assert edition.path(len(edition.sections) - 1) == (heading,)


@pytest.mark.parametrize(
    "paragraph", [f"The Harbours of the North Sea Republic and the {LONG}.", f"The harbours of the North and {LONG}."]
)
def test_a_sentence_that_begins_alike_is_none(paragraph: str) -> None:
    edition = understood(f"{CONTENTS}{paragraph}\n\nThe {LONG}, as the\nAct on Ports says.\n")
    assert len(edition.sections) == 1


def test_the_contents_are_set_aside_and_what_they_name_in_vain_is_told() -> None:
    entries = "\n".join(f"Port {name} of Norda ... {ord(name)} Port {name} of Vest ... {ord(name)}" for name in "ABCDE")
    edition = understood(f"Contents\n{entries}\n\n\n\nThe {LONG}.\n\nThe {LONG}, as the\nAct on Ports says.\n")
    assert [one.boilerplate for one in edition.statements] == [True] * 6 + [False] * 2
    assert "contents_mismatch" in [one.code for one in edition.warnings]
