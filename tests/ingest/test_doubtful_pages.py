"""Pages that are no content are said, and only these; what cannot be read is said, and the rest is read."""

import os
from pathlib import Path

import pytest

from wpdiff.errors import IngestError
from wpdiff.ingest import read_document
from wpdiff.ingest.doubtful import is_error_page
from wpdiff.ingest.html import read_html
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare

BODY = "<h1>第1節 港</h1><p>港では、船の出入りが続いている。</p>"
LONG = "".join(f"<p>港では、船の出入りが{number}年続いている。海は静かである。</p>" for number in range(40))

ERROR_PAGES = {
    "maintenance": "<title>メンテナンス中</title><p>しばらくお待ちください。",
    "maintenance in English": "<h1>Site under maintenance</h1><p>We will be back soon.",
    "404": "<title>404 Not Found</title><h1>Not Found</h1><p>The requested URL was not found on this server.",
    "the site's own 404": "<title>ページが見つかりません｜ノルダ省</title><h1>お探しのページが見つかりません</h1>"
    + "<nav>"
    + "トップ お知らせ 政策 " * 200
    + "</nav><p>移動または削除された可能性があります。",
    "403": "<h1>Access Denied</h1><p>You don't have permission to access this resource.",
    "503": "<title>503 Service Temporarily Unavailable</title><h1>503 Service Temporarily Unavailable</h1>",
    "crowded": "<p>ただいまアクセスが集中しております。しばらくたってから再度お試しください。",
    "an error": "<h1>エラーが発生しました</h1><p>ご不便をおかけします。",
    "gone": "<p>指定されたページは削除されたか、移動しました。",
}
CONTENT_PAGES = {
    "a section on maintenance": "<h1>3 設備のメンテナンス</h1><p>設備のメンテナンス中に事故が起きた。",
    "a section on access": "<h1>Denial of access</h1><p>The Republic was denied access to the port.",
    "a short section": "<title>第3節 アクセスの改善</title><h1>第3節 アクセスの改善</h1><p>港へ近くなった。",
    "numbers": "<h1>404 隻の船</h1><p>船は 404 隻である。",
    "a programme": "<h2>Maintenance of vessels under the programme</h2><p>Vessels were under maintenance in 2024.",
    "a long page that says so": f"<h1>ページが見つかりません</h1>{LONG * 3}",
    "files lost": "<h2>5 失われた記録</h2><p>その文書は見つかりませんでした。",
}


def is_error(markup: str) -> bool:
    read = read_html(markup, page="p")
    return is_error_page(read.blocks, read.title)


@pytest.mark.parametrize("markup", ERROR_PAGES.values(), ids=ERROR_PAGES)
def test_error_and_maintenance_pages_are_known(markup: str) -> None:
    assert is_error(markup)


@pytest.mark.parametrize("markup", CONTENT_PAGES.values(), ids=CONTENT_PAGES)
def test_pages_that_speak_of_such_things_are_none(markup: str) -> None:
    assert not is_error(markup)


def test_warnings_of_the_pages_reach_the_comparison(tmp_path: Path) -> None:
    for name, extra in (("old", ""), ("new", ERROR_PAGES["404"])):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.html").write_text(BODY, encoding="utf-8")
        (tmp_path / name / "2.html").write_text(extra or BODY.replace("港", "川"), encoding="utf-8")
    warnings = compare(tmp_path / "old", tmp_path / "new").warnings
    assert ("error_page", "2.html") in [(one.code, one.where) for one in warnings]


def test_copies_are_read_once_the_linked_one(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(f"<h1>港</h1>{LONG}", encoding="utf-8")
    (tmp_path / "b.html").write_text(f"<h1>港</h1>{LONG}", encoding="utf-8")
    (tmp_path / "print.html").write_bytes(f"<body class=print><h1>港</h1>{LONG}".encode("cp932"))
    (tmp_path / "c.html").write_text(f"{BODY}<a href='b.html'>前へ</a>", encoding="utf-8")
    document = read_document(tmp_path)
    assert [page.uri for page in document.pages] == ["b.html", "c.html"]
    told = {(one.where, one.message) for one in document.warnings if one.code == "duplicate_page"}
    assert told == {
        ("a.html", "the same bytes as b.html; read once"),
        ("print.html", "the same words as b.html; read once"),
    }


def test_short_pages_of_the_same_words_are_no_copies(tmp_path: Path) -> None:
    for name in ("1.html", "2.html"):
        (tmp_path / name).write_text(f"<title>{name}</title><p>準備中である。", encoding="utf-8")
    assert len(read_document(tmp_path).pages) == 2


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("2.html", b"%PDF-1.7 ...", "this is a PDF, not text"),
        ("2.html", bytes(range(128, 256)) * 9 + bytes(range(32)) * 30, "this is not text"),
        ("2.html", b"<p>" * 40_000, "at most"),
        ("2.html", b"x" * 1_100_000, "--max-page-mb 2"),
    ],
    ids=["a PDF", "binary", "too many tags", "too large"],
)
def test_one_page_that_cannot_be_read_is_a_warning_and_the_rest_is_read(
    tmp_path: Path, name: str, raw: bytes, said: str
) -> None:
    (tmp_path / "1.html").write_text(BODY, encoding="utf-8")
    (tmp_path / name).write_bytes(raw)
    document = read_document(EditionSource(path=str(tmp_path), max_page_mb=1))
    assert [page.uri for page in document.pages] == ["1.html"]
    assert [(one.code, one.where, said in one.message) for one in document.warnings] == [("page_not_read", name, True)]
    (tmp_path / "1.html").unlink()
    with pytest.raises(IngestError, match=r"this is|one page"):
        read_document(EditionSource(path=str(tmp_path), max_page_mb=1))


@pytest.mark.parametrize("error", [PermissionError(13, "denied"), OSError(5, "input/output error")])
def test_a_page_that_the_system_does_not_give_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    (tmp_path / "1.html").write_text(BODY, encoding="utf-8")
    (tmp_path / "2.html").write_text(BODY, encoding="utf-8")
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "2.html":
            raise error
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [(one.code, one.where) for one in read_document(tmp_path).warnings] == [("page_not_read", "2.html")]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(f"{BODY}<img src=pipe.png>", encoding="utf-8")
    os.mkfifo(tmp_path / "2.html")
    os.mkfifo(tmp_path / "pipe.png")
    document = read_document(tmp_path)
    assert [(one.code, one.where) for one in document.warnings] == [("page_not_read", "2.html")]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_links_out_of_the_folder_round_and_round_and_to_nothing_are_not_followed(tmp_path: Path) -> None:
    inside = tmp_path / "edition"
    (inside / "part").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.html").write_text("<p>秘密</p>", encoding="utf-8")
    (inside / "1.html").write_text(BODY, encoding="utf-8")
    (inside / "2.html").symlink_to(tmp_path / "outside" / "x.html")
    (inside / "3.html").symlink_to("1.html")
    (inside / "4.html").symlink_to("4.html")
    (inside / "round").symlink_to(inside)
    (inside / "out").symlink_to(tmp_path / "outside")
    (inside / "part" / "5.html").write_text("<p>川の文。</p>", encoding="utf-8")
    document = read_document(inside)
    assert [page.uri for page in document.pages] == ["1.html", "part/5.html"]
    told = {one.where: one.code for one in document.warnings}
    assert told == {
        "2.html": "link_not_followed",
        "3.html": "duplicate_page",
        "4.html": "link_not_followed",
        "out": "link_not_followed",
        "round": "link_not_followed",
    }


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_folder_of_pages_that_lies_elsewhere_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "edition").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.html").write_text("<p>秘密</p>", encoding="utf-8")
    (tmp_path / "edition" / "1.html").write_text(BODY, encoding="utf-8")
    (tmp_path / "edition" / "pages").symlink_to(tmp_path / "outside")
    document = read_document(tmp_path / "edition")
    assert [page.uri for page in document.pages] == ["1.html"]
    assert [(one.code, one.where) for one in document.warnings] == [("link_not_followed", "pages")]


def test_names_of_any_kind_are_names(tmp_path: Path) -> None:
    names = ["a b.html", "c&d.html", "e#f.html", "g%20h.html", "i'j\".html", "港.html", "-x.html", "k\nl.html"]
    for name in names:
        (tmp_path / name).write_text(f"<h1>{len(name)}</h1><p>{name.encode().hex()}の本文。", encoding="utf-8")
    assert sorted(page.uri for page in read_document(tmp_path).pages) == sorted(names)


def test_hidden_files_and_what_a_browser_saved_beside_a_page_are_no_pages(tmp_path: Path) -> None:
    for name in ("1.html", ".2.html", "1_files/frame.html", "__MACOSX/1.html", ".git/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"{BODY}{name}", encoding="utf-8")
    assert [page.uri for page in read_document(tmp_path).pages] == ["1.html"]


def test_a_listed_name_that_is_none_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text(BODY, encoding="utf-8")
    for name in ("../1.html", "a\0b.html", "/etc/passwd"):
        with pytest.raises(IngestError):
            read_document(EditionSource(path=str(tmp_path), pages=("1.html", name)))
    with pytest.raises(IngestError, match="none of the pages"):
        read_document(EditionSource(path=str(tmp_path), pages=("2.html",)))
