"""Text out of a scanner or a PDF: lines joined to paragraphs, pages turned, contents and running heads apart."""

import pytest

from wpdiff.ingest.text import read_text
from wpdiff.model.document import BlockRole
from wpdiff.text.contents import contents_entries

LONG = "The ports of the Republic are open to the ships of all nations and have been so for many years"


def read(text: str) -> list[tuple[str, BlockRole]]:
    return [(" ".join(one.text.split()), one.role) for one in read_text(text, page="p.txt", language="en")]


def body(text: str) -> list[str]:
    return [printed for printed, role in read(text) if role is BlockRole.BODY]


PAGES = f"{LONG}.\n\n{LONG}, as the\nAct on Ports says.\n\n"


def test_a_line_that_begins_with_a_capital_goes_on() -> None:
    assert body(f"{PAGES}{LONG} under the\nTreaty of Vest.\n")[-1] == f"{LONG} under the Treaty of Vest."


@pytest.mark.parametrize("furniture", ["12", "THE NORTHERN SEA", "I I . P O R T S", "- 12 -"])
def test_a_sentence_goes_on_over_the_page_s_furniture(furniture: str) -> None:
    found = read(f"{PAGES}{LONG} under\n\n\n\n{furniture}\n\nthe treaty of Vest.\n")
    assert found[-2:] == [(f"{LONG} under the treaty of Vest.", BlockRole.BODY), (furniture, BlockRole.HEADER)]


def test_a_word_that_the_page_breaks_goes_on() -> None:
    assert body(f"{PAGES}{LONG} and suspen-\n\nded it.\n")[-1] == f"{LONG} and suspen- ded it."


def test_a_page_s_number_glued_to_the_next_line_is_cut_off() -> None:
    found = read(f"{PAGES}{LONG} under\n\n\n7 the treaty of Vest.\n")
    assert found[-2:] == [(f"{LONG} under the treaty of Vest.", BlockRole.BODY), ("7", BlockRole.HEADER)]


def test_a_paragraph_that_has_ended_does_not_go_on() -> None:
    assert body(f"{PAGES}{LONG}.\n\n\n12\n\nthe last of them.\n")[-2:] == [f"{LONG}.", "the last of them."]


def test_code_is_not_joined() -> None:
    lines = ["harbour-name = 1*ALPHA of the ships and of", "ship-name = 1*ALPHA"]
    assert body(f"{PAGES}{lines[0]}\n\n{lines[1]}\n")[-2:] == lines


def test_an_item_is_its_own_block() -> None:
    found = body(f"{PAGES}* {LONG} of the\nNorth\n\n* {LONG}\n")
    assert found[-2:] == [f"* {LONG} of the North", f"* {LONG}"]


def test_a_title_is_not_joined_to_the_text_below() -> None:
    assert body(f"{PAGES}Ports and Ships of the North\n{LONG}.\n")[-2:] == ["Ports and Ships of the North", f"{LONG}."]


def test_a_stop_that_ends_no_sentence_ends_no_line() -> None:
    assert body(f"{PAGES}{LONG} of the U.S.\nships of war.\n")[-1] == f"{LONG} of the U.S. ships of war."


def test_a_clause_that_breaks_in_a_name_is_no_title() -> None:
    line = "Since the End of the War, the United"
    assert body(f"{PAGES}{line}\nStates have had fewer ships.\n")[-1] == f"{line} States have had fewer ships."


def test_running_heads_are_known_by_their_return_and_headings_are_not() -> None:
    page = f"\n\n\n\nII. Ports\n\n{LONG}.\n\n{LONG}, as the\nAct says.\n"
    found = read(f"{PAGES}\n\n\nII. Ports\n{LONG}.\n{page * 3}")
    assert [role for printed, role in found if printed == "II. Ports"] == [BlockRole.BODY, *[BlockRole.HEADER] * 3]


def test_entries_of_contents_are_contents_several_on_a_line_too() -> None:
    contents = "Contents Preface ... i I. Ports ... 1 II. Ships of\nthe North . . . . 12 Africa . . . . 14\n"
    found = read(f"{contents}\n\n\n{PAGES}")
    assert [role for _, role in found[:2]] == [BlockRole.CONTENTS, BlockRole.CONTENTS]


@pytest.mark.parametrize("run", [".", ". ", "…", "・", " .,", "1 ", "A ", "- "])
def test_hostile_runs_take_linear_time(run: str) -> None:
    long = run * (200_000 // len(run))
    assert read(f"{long}\n\n{long}x\n\n{PAGES}{LONG} under\n\n{long}\n\nthe treaty.\n")
    assert contents_entries([long, f"{long}x"]) is not None
