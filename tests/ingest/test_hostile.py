"""Whatever a page holds: it is read within the limits, or refused in one clear line; never a traceback or a fetch."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wpdiff.errors import IngestError, WpdiffError
from wpdiff.ingest import read_document
from wpdiff.ingest.encoding import decode
from wpdiff.ingest.limits import Limits
from wpdiff.model.source import EditionSource
from wpdiff.walk import read_edition

NAMES = ("p.html", "p.md", "p.txt")

# What once took minutes, was lost, or has a name among attacks.
HOSTILE = {
    "nested elements": "<div>" * 10_000 + "文",
    "nested headers": "<header>" * 10_000 + "文",
    "nested links": "<a href=x>" * 5_000 + "文",
    "nested links to documents": "<a href=x.pdf>" * 5_000 + "文",
    "nested marks": "<sup>" * 5_000 + "4",
    "nested lists": "<ul><li>文" * 3_000,
    "nested tables": "<table><tr><td>" * 2_000 + "文",
    "nested emphasis": "<b><p><i>文" * 2_000,
    "nested fonts": "<p><font>" * 4_000 + "文",
    "lines broken": "<p>" + ("港" * 50 + "<br>") * 10_000,
    "angle brackets": "<" * 300_000,
    "comments that never end": "文<!--" * 50_000,
    "declarations that never end": "<!" * 100_000 + "文",
    "attributes": "<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">文",
    "a long line": "<p>" + "ノルダは協定に署名した。" * 100_000,
    "an entity bomb": "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9))
    + "]><p>&j; 文",
    "a file as entity": '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><p>&e; 文',
    "truncated": '<html><body><p>文<a href="x',
    "zero bytes": "<p>\0文\0</p>",
    "stars": "*a" * 100_000,
    "brackets": "[" * 100_000 + "x",
    "links half open": "[a](" * 20_000,
    "pictures half open": "![" * 20_000,
    "table rules": ":-" * 50_000 + "|\n" + " " * 100_000 + "|x",
    "back quotes": "`a``" * 30_000,
    "items in items": "- " * 50_000 + "x",
    "one sign a line": "港\n" * 30_000,
    "dot leaders": ". " * 100_000 + "q",
    "ellipses": "…" * 100_000 + "q",
    "spaces before a word": " " * 100_000 + "q",
    "spaces behind a number": "5" + " " * 100_000 + "q",
    "form feeds": "\f港\n" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.usefixtures("ends")
def test_hostile_pages_take_no_long_time(name: str, text: str) -> None:
    with suppress(IngestError):
        document = read_document(EditionSource(path=name, data=text.encode()))
        assert len(document.blocks) <= text.count("\n") + text.count("<") + 1


def test_no_entity_is_opened() -> None:
    document = read_document(EditionSource(path="p.html", data=HOSTILE["a file as entity"].encode()))
    hostname = Path("/etc/hostname")
    secret = hostname.read_text(encoding="utf-8").strip() if hostname.is_file() else "root:"
    assert all(not secret or secret not in block.text for block in document.blocks)
    bomb = read_document(EditionSource(path="p.html", data=HOSTILE["an entity bomb"].encode()))
    assert sum(len(block.text) for block in bomb.blocks) < 2000


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("p.html", b"<p>" + b"x" * (1 << 20)),
        ("p.html", b"<b>" * 33_000 + b"x"),
        ("p.txt", b"the\nsea\n" * 17_000),
        ("p.txt", "海\n".encode() * 17_000),
        ("p.md", b"# x\n" * 17_000),
    ],
    ids=["bytes", "tags", "lines", "paragraphs", "paragraphs of Markdown"],
)
def test_a_limit_is_one_clear_line_that_names_the_option(name: str, data: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        read_document(EditionSource(path=name, data=data, max_page_mb=1))
    assert "\n" not in caught.value.message
    wanted = re.search(r"--max-page-mb (\d+)", caught.value.hint)
    assert wanted
    with suppress(IngestError):  # behind one limit another may stand
        assert read_document(EditionSource(path=name, data=data, max_page_mb=int(wanted[1]))).blocks
    assert read_document(EditionSource(path=name, data=data, max_page_mb=8)).blocks


def test_an_edition_of_many_large_pages_has_a_limit_too(tmp_path: Path) -> None:
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{number} " + "x" * 900_000, encoding="utf-8")
    with pytest.raises(IngestError, match="more than 4 MB"):
        read_document(EditionSource(path=str(tmp_path), max_page_mb=1))
    assert len(read_document(EditionSource(path=str(tmp_path), max_page_mb=2)).pages) == 6


def test_limits_grow_together() -> None:
    small, large = Limits(1), Limits(128)
    for name in ("page_bytes", "edition_bytes", "blocks", "pieces", "files"):
        assert getattr(small, name) < getattr(large, name)


SEEDS = (
    b"\xff\xfe<\x00p\x00>\x00",
    b"\x1b$B",
    b"\x1b$B!",
    b"\x1b(I\xff",
    b"\x8f\xa1",
    b"<meta charset=utf-7>+ADw-script+AD4-",
    b"<meta charset=x-user-defined>\xff",
    b"<meta charset=replacement>\x80",
    b"\x00" * 40,
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80" * 20,
    b"<!DOCTYPE",
    b"<p>\xf0\x9f\x9a\xa2</p",
    b"---\n:\t|",
    b"```\n````",
    b"[^1]:",
    b"| |\n|-|\n",
)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300) | st.sampled_from(SEEDS), st.sampled_from(NAMES))
@example(b"\x8e\xa1" * 9, "p.txt")
def test_any_bytes_are_understood_or_refused(data: bytes, name: str) -> None:
    with suppress(WpdiffError):
        edition = read_edition(EditionSource(path=name, data=data))
        assert all(statement.text.strip() for statement in edition.statements)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["", "utf-8", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16", "gbk"]))
def test_any_bytes_decode_the_same_way_twice(data: bytes, label: str) -> None:
    raw = (f'<meta charset="{label}">'.encode() if label else b"") + data
    once = decode(raw, page="p", markup=True)
    assert once == decode(raw, page="p", markup=True)
    assert not re.search(r"[\x00-\x08\x0e-\x1f\x7f\r]", once.text)


PIECES = st.sampled_from(
    """<p> </p> <div> </div> <table> <tr> <td> </td> </tr> </table> <ul> <li> </li> </ul> <nav> </nav> <b> </b> <sup>
    </sup> <br> <pre> </pre> <h2> </h2> <a/href=x.pdf> </a> <img/src=a.png> <svg> </svg> <math> </math> <select>
    <ruby> <rt> </rt> </ruby> <script> </script> <!-- --> <![CDATA[ ]]> <?x ?> &amp; &#0; &#xD800; &#x110000; < > & " '
    # ## - * ** ` ``` | |- [^1] [^1]: ![a](b) [a](b) > 1. (1) ・ 第1節 図表1 4 注 。 文 word \\ ~~~""".split()
) | st.sampled_from([" ", "\n", "\n\n", "\t", "\u3000", "\f", "\x00", "\u202e", "\ud7ff"])


@settings(max_examples=50, deadline=None)
@given(
    st.lists(PIECES, max_size=40).map("".join), st.sampled_from(NAMES), st.sampled_from(["utf-8", "cp932", "utf-16"])
)
def test_any_structure_is_understood_or_refused(text: str, name: str, encoding: str) -> None:
    data = text.encode(encoding, "replace")
    with suppress(WpdiffError):
        source = EditionSource(path=name, data=data)
        edition = read_edition(source)
        assert edition == read_edition(source)
        cut = EditionSource(path=name, data=data[: len(data) // 2])
        with suppress(WpdiffError):
            read_edition(cut)
