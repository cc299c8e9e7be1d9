"""Whatever the document: every sign of every block is in one statement's text or before, and sections hold together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.model.document import Block, BlockKind, BlockRole, Document, MarkSpan
from wpdiff.model.edition import Edition
from wpdiff.model.source import Anchor, EditionSource
from wpdiff.model.work import Item, Result
from wpdiff.profiles import load_profile, profile_names
from wpdiff.structure import build_edition, statements
from wpdiff.structure.statements import printed_lead

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "documents"

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


def backwards(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """A Run that begins with the last."""
    return [work(item) for item in reversed(items)][::-1]


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
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(statements, "PART", 1)  # nothing is carried over any heading: each may begin a part
        assert edition == build_edition(document, load_profile(profile), run=backwards)


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
@pytest.mark.usefixtures("ends")
def test_a_very_long_line_takes_no_long_time(line: str, document: Callable[..., Document]) -> None:
    for profile in ("defence-ja", "plain-en"):
        made = Document(
            source=EditionSource(path="x"),
            title="",
            language=profile[-2:],
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=line, anchor=Anchor()),),
            pages=(),
        )
        accounted(made, build_edition(made, load_profile(profile)))


FORMS = (
    "<nav><a href='{next}'>次へ</a> 前へ</nav><h1>第{n}章　港{n}</h1><p>港{n}は静か<sup>4</sup>である。</p>"
    "<p>4 海の会。</p>",
    "<div class=header>白書</div><h2>{n} 川</h2><ul><li>（1）網<ul><li>ア　魚{n}</li></ul></li></ul>"
    "<footer>著作権</footer>",
    "<h3>図表{n}-1　推移</h3><table><tr><th>年<th>隻<tr><td>2024<td>{n}</table><pre>  表 {n}\n  注</pre>",
    "<p><ruby>牽制<rt>けんせい</rt></ruby>{n}回。<br>次の行。<b>太い</b>字<p>参照{n}章2項(港)<dl><dt>語{n}<dd>意味。</dl>",
    "<div>裸の文{n}。<div>中の文。</div>後の文<h2>見出し{n}</h2>続き。</div><blockquote>引用{n}。</blockquote>",
)


def test_a_folder_of_pages_is_accounted_for_to_the_character(tmp_path: Path) -> None:
    """Every visible character of every page stands in one statement of that page, and pages keep their order."""
    import html5lib

    from wpdiff.ingest import read_document

    encodings = ("utf-8", "cp932", "euc_jp", "utf-16", "iso2022_jp")
    wanted: dict[str, str] = {}
    for number in range(150):
        name, following = f"p{number * 7919 % 1000:03}.html", f"p{(number + 1) * 7919 % 1000:03}.html"
        body = FORMS[number % len(FORMS)].format(n=number, next=following)
        link = f'<link rel="next" href="{following}">' if number < 149 else ""
        text = f"<html lang=ja><head><title>港</title>{link}</head><body>{body}</body></html>"
        (tmp_path / name).write_bytes(text.encode(encodings[number % 4]))
        visible = html5lib.parse(text, namespaceHTMLElements=False).find("body").itertext()
        wanted[name] = "".join("".join(visible).split())
    made = read_document(tmp_path)
    assert [page.uri for page in made.pages] == list(wanted)
    edition = build_edition(made, load_profile("plain-ja"))
    accounted(made, edition)
    found = dict.fromkeys(wanted, "")
    for block in made.blocks:
        found[block.anchor.page] += "".join((block.mark + block.text + "".join(block.readings)).split())
    for name, text in wanted.items():
        assert sorted(found[name]) == sorted(text), name


def _editions() -> list[str]:
    """Every edition of the reference documents but the largest, which takes seconds."""
    files = [path for suffix in ("html", "md", "txt") for path in DOCUMENTS.rglob(f"*.{suffix}")]
    folders = {path.parent for path in files if path.name != "README.md" and "gold" not in str(path)}
    names = {folder.relative_to(DOCUMENTS).as_posix().removesuffix("/pages") for folder in folders}
    return sorted(name for name in names if not name.startswith("cia-factbook")) or ["absent"]


@pytest.mark.shared
@pytest.mark.parametrize("name", _editions())
def test_real_documents_are_accounted_for(name: str) -> None:
    from wpdiff.ingest import read_document  # the room is tested apart from ingest otherwise
    from wpdiff.profiles import detect_profile

    path = DOCUMENTS / name
    if not path.is_dir():
        pytest.skip("the reference documents are not beside the repository")
    made = read_document(str(path))
    accounted(made, build_edition(made, detect_profile(made)))
