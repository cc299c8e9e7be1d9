"""Sentences: quotations and brackets whole, marks with the sentence before, nothing lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.text.sentences import split_sentences

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "split_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
KNOWN_NOTES = {"ja-s07": frozenset({"12"})}  # only the page's note numbers tell a mark from a figure here


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_block_is_split_as_a_reader_would(case: dict[str, object]) -> None:
    block = str(case["block"])
    spans = split_sentences(block, language=str(case["lang"]), notes=KNOWN_NOTES.get(str(case["id"])))
    assert [block[start:end] for start, end in spans] == case["sentences"], case["why"]


PIECES = st.sampled_from(
    [
        "条約は発効した。",
        "「終わった。」",
        "と述べた。",
        "（後述。）",
        "12",
        "※1",
        "「",
        "）",
        "！",
        "．",
        "The U.S. left.",
        " ",
        "\n",
        "No. 4",
        "!?",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join), st.sampled_from(["ja", "en", "de"]))
def test_only_white_space_stands_between_sentences(text: str, language: str) -> None:
    place = 0
    for start, end in split_sentences(text, language=language):
        assert place <= start < end
        assert not text[place:start].strip()
        assert text[start:end] == text[start:end].strip()
        place = end
    assert not text[place:].strip()


def test_hostile_runs_take_linear_time_to_split() -> None:
    for run in ("「" * 100_000, "。」" * 100_000, "（。" * 100_000, "A. " * 100_000, "。1" * 100_000, "x" * 1_000_000):
        for language in ("ja", "en"):
            assert split_sentences(run, language=language)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The pact covers the peninsula.To support trade, tariffs fell.", 2),  # the gap was lost in scanning
        ("Ships left the harbour.In May they came back.", 2),
        ("See example.Com for the name of the host.", 1),  # no word that opens a sentence follows
        ("See core.Indeed for the module.", 1),
        ("The U.S.In text is short.", 1),  # an abbreviation's stop has no word of three letters before it
    ],
)
def test_a_stop_whose_gap_was_lost_ends_a_sentence(text: str, count: int) -> None:
    assert len(split_sentences(text, language="en")) == count
