"""A table of contents without page numbers is set aside, wherever it stands; a text that names its chapters is not."""

from __future__ import annotations

import pytest

from tests.structure.test_run_in_headings import understood

TITLES = ("Harbours and Piers", "Winter Roads", "Schools of Navigation", "The Coast Guard", "Lamps and Buoys")
BODY = "".join(
    f"\n{title}\n\nNorda looks after these as well as a small republic can, and says so every spring in a report of\n"
    f"number {place} to the assembly. Nobody has ever found fault with it since the first was printed.\n"
    for place, title in enumerate(TITLES)
)
LIST = "\n".join(TITLES) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        f"Contents\nPreface\n{LIST}\n{BODY}",
        f"{LIST}\n{BODY}",
        f"{BODY}\n\nContents\nPreface\n{LIST}",
        f"{BODY}\n\n{LIST}",
        f"{BODY}\n\nCONTENTS\nHarbours and\nPiers\n" + "\n".join(TITLES[1:]),
    ],
)
def test_titles_that_stand_again_as_headings_are_contents(text: str) -> None:
    edition = understood(text)
    assert [section.heading for section in edition.sections if section.heading] == list(TITLES)
    body = [one for one in edition.statements if not one.boilerplate]
    assert len(body) == 3 * len(TITLES)


def test_a_list_of_other_things_stays() -> None:
    edition = understood(f"{BODY}\n\nBread and Salt\nWinter Roads\nRope and Tar\nThe Coast Guard\nSails and Oars\n")
    assert not any(one.boilerplate for one in edition.statements)
