"""What a page holds that is not compared is named, counted and known by its bytes; nothing outside is looked at."""

import base64
import hashlib
from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.ingest.html import read_html
from wpdiff.ingest.unread import unread_in_markdown


def digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize(
    ("markup", "kind", "uri"),
    [
        ("<img src='a.png'>", "image", "a.png"),
        ("<img data-src='a.png' src='data:image/gif;base64,R0lGOD'>", "image", "a.png"),
        ("<img srcset='a.png 1x, b.png 2x'>", "image", "a.png"),
        ("<picture><source srcset='b.webp'><img src='a.png'></picture>", "image", "a.png"),
        ("<input type=image src='a.png'>", "image", "a.png"),
        ("<a href='t.pdf'>資料</a>", "linked file", "t.pdf"),
        ("<a href='t.XLSX?v=2#s'>資料</a>", "linked file", "t.XLSX?v=2#s"),
        ("<script src='s.js'></script>", "script", "s.js"),
        ("<head><script>var x</script></head>", "script", ""),
        ("<iframe src='https://vest.example/'></iframe>", "iframe", "https://vest.example/"),
        ("<object data='c.swf'></object>", "object", "c.swf"),
        ("<embed src='c.swf'>", "embed", "c.swf"),
        ("<video src='v.mp4'></video>", "video", "v.mp4"),
        ("<noscript>表示できません</noscript>", "noscript", ""),
        ("<svg><title>国防費</title><text>3.1</text></svg>", "svg", ""),
    ],
)
def test_everything_that_is_not_compared_is_named(markup: str, kind: str, uri: str) -> None:
    found = read_html(f"{markup}<p>本文", page="p.html").uncompared
    assert [(one.kind, one.uri, one.page) for one in found] == [(kind, uri, "p.html")]


def test_pictures_in_the_page_and_drawings_are_known_by_their_bytes() -> None:
    data = base64.b64encode(b"chart").decode()
    page = read_html(f"<img src='data:image/png;base64,{data}'><svg><path d='M0'/></svg>", page="p")
    picture, drawing = page.uncompared
    assert (picture.sha256, len(picture.uri) < 60) == (digest(b"chart"), True)
    assert len(drawing.sha256) == 64
    assert read_html("<svg><path d='M1'/></svg>", page="p").uncompared[0].sha256 != drawing.sha256


def test_formulas_are_text() -> None:
    (block,) = read_html("<p>値は <math><mi>x</mi><mo>=</mo><mn>3</mn></math> である", page="p").blocks
    assert block.text == "値は x=3 である"


def test_markdown_names_its_pictures_and_documents() -> None:
    text = "![国防費](img/a.png)\n[資料](t.pdf) [頁](b.md) <img alt='x' src=\"c.png\">\n"
    assert [(one.kind, one.uri, one.alt) for one in unread_in_markdown(text, "p.md")] == [
        ("image", "img/a.png", "国防費"),
        ("linked file", "t.pdf", "資料"),
        ("image", "c.png", ""),
    ]


@pytest.mark.parametrize(
    "name", ["../outside.png", "/etc/hostname", "link.png", "file:///etc/hostname", "a\0.png", "."]
)
def test_only_files_of_the_folder_are_hashed(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "edition"
    (inside / "html").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(b"outside")
    (inside / "html" / "link.png").symlink_to(tmp_path / "outside.png")
    (inside / "chart 1.png").write_bytes(b"chart")
    (inside / "t.pdf").write_bytes(b"%PDF table")
    (inside / "html" / "1.html").write_text(
        f"<p>本文</p><img src='{name}'><img src='../{name}'><img src='../chart%201.png?v=1'><a href='../t.pdf'>表</a>",
        encoding="utf-8",
    )
    hashes = [one.sha256 for one in read_document(inside).uncompared]
    assert hashes == ["", "", digest(b"chart"), digest(b"%PDF table")]
