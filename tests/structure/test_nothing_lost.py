"""Whatever the document: every sign of every block is in one statement's text or before, and sections hold together."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.model.document import Block, BlockKind, BlockRole, Document, MarkSpan
from wpdiff.model.edition import Edition
from wpdiff.model.source import Anchor, EditionSource
from wpdiff.profiles import load_profile, profile_names
from wpdiff.structure import build_edition
from wpdiff.structure.statements import printed_lead

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"
SECONDS_FOR_A_LONG_LINE = 20.0

PIECES = st.sampled_from(
    (
        "第1章　概観|第2節 海|1 北|2　南|5 東|（1）港|(2)船|ア　網|①|第三条の二　船は、|附則|参照2章3項2(港)"
        "|図表1-2-3　海|（出典）海洋院|海は静か4である。|招き5、|4 海の会。設けられた。|5 会の報せによる。|目次"
        "|Contents|Chapter 2 Ports|See Section 2-3|1.2.3 Ports|IV. Sea|同年12月に結ばれた。|「終わった。」と述べた。"
        "|\n|\t| |　|\u00a0|か\u3099|🚢|\x00|\u202e|https://example.org/|12|※1|[3]|....... 7|(|）|。|.|A.|コラム　海"
    ).split("|")
)
TEXTS = st.lists(PIECES, max_size=6).map("".join)


@st.composite
def blocks(draw: st.DrawFn) -> Block:
    text = draw(TEXTS)
    kind = draw(st.sampled_from(list(BlockKind)))
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 2)))
    return Block(
        kind=kind,
        text=text,
        anchor=Anchor(page=draw(st.sampled_from(["a", "b"]))),
        role=draw(st.sampled_from([BlockRole.BODY, BlockRole.BODY, BlockRole.NAVIGATION, BlockRole.CONTENTS])),
        level=draw(st.integers(0, 6)),
        mark=draw(st.sampled_from(["", "・", "4"])),
        gap=draw(st.integers(0, 2)),
        bold=draw(st.booleans()),
        readings=draw(st.sampled_from([(), ("けんせい",)])),
        marks=(MarkSpan(start=start, end=end, label="4"),) if end > start else (),
    )


def accounted(made: Document, edition: Edition) -> None:
    printed: dict[int, str] = {}
    for statement in edition.statements:
        assert statement.text.strip()
        assert 0 <= statement.section < len(edition.sections)
        for mark in statement.marks:
            assert 0 <= mark.start <= mark.end <= len(statement.text)
        for target in statement.targets:
            assert target.section is None or 0 <= target.section < len(edition.sections)
        printed[statement.block] = printed.get(statement.block, "") + statement.before + statement.text
    for index, block in enumerate(made.blocks):
        if block.text.strip():
            assert printed[index].rstrip() == (printed_lead(block) + block.text).rstrip()
    for index, section in enumerate(edition.sections[1:], 1):
        assert section.parent is not None
        assert 0 <= section.parent < index
        assert section.level == edition.sections[section.parent].level + 1


@settings(max_examples=120, deadline=None)
@given(st.lists(blocks(), max_size=14), st.sampled_from(profile_names()), st.sampled_from(["ja", "en", "de", ""]))
def test_every_sign_is_accounted_for(made: list[Block], profile: str, language: str) -> None:
    document = Document(source=EditionSource(path="x"), title="", language=language, blocks=tuple(made), pages=())
    edition = build_edition(document, load_profile(profile))
    accounted(document, edition)
    assert edition == build_edition(document, load_profile(profile))


@pytest.mark.parametrize(
    "line",
    [
        "1 " * 200_000,
        "第1章" * 100_000,
        "(" * 300_000,
        "参照" + "2章" * 100_000,
        "(1)(2)(3)" * 40_000,
        "a" * 500_000,
        "図表1-" * 100_000,
        ". . . " * 20_000,
        "A B C D " * 60_000,
        "\n1 海" * 20_000,
    ],
    ids=lambda line: line[:8].strip(),
)
def test_a_very_long_line_takes_no_long_time(line: str, document: Callable[..., Document]) -> None:
    for profile in ("defence-ja", "plain-en"):
        made = Document(
            source=EditionSource(path="x"),
            title="",
            language=profile[-2:],
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=line, anchor=Anchor()),),
            pages=(),
        )
        began = time.perf_counter()
        accounted(made, build_edition(made, load_profile(profile)))
        assert time.perf_counter() - began < SECONDS_FOR_A_LONG_LINE


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    ["law-ja/jieitaiho/2015-12", "rfc-http-caching/rfc9111-2022", "us-nss/1995", "asvs-en/4.0.2", "ict-white-paper/r2"],
)
def test_real_documents_are_accounted_for(name: str) -> None:
    from wpdiff.ingest import read_document  # the room is tested apart from ingest otherwise
    from wpdiff.profiles import detect_profile

    path = DOCUMENTS / name
    if not path.is_dir():
        pytest.skip("the reference documents are not beside the repository")
    made = read_document(str(path))
    accounted(made, build_edition(made, detect_profile(made)))
