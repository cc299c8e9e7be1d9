"""What comes with status 200 and is no page of the paper; and what is one, in whatever encoding."""

from __future__ import annotations

import pytest

from tests.watch.test_discover import ERAS, source
from wpdiff.watch.answer import Answer
from wpdiff.watch.charset import read_text
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.judge import judge_page

PAPER = source(ERAS + '\npages.require = "</html>"\nforbid_text = ["メンテナンス中"]\nencoding = ["cp932"]')
LONG = "<p>わが国の周辺の海は広い。</p>" * 200


def page(body: str | bytes, kind: str = "text/html; charset=utf-8", *, delimited: bool = True) -> Answer:
    raw = body.encode() if isinstance(body, str) else body
    headers = {"content-type": kind} | ({"content-length": str(len(raw))} if delimited else {})
    return Answer(address="https://example.org/p", final="https://example.org/p", status=200, body=raw, headers=headers)


def whole(text: str, title: str = "第1章") -> str:
    return f"<html><head><title>{title}</title></head><body>{text}</body></html>"


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (page(""), Fault.ODD),
        (page(" \n\t "), Fault.ODD),
        (page(whole("<script>var x</script>", "")), Fault.ODD),
        (page(whole("ただいまメンテナンス中です")), Fault.ODD),
        (page(whole(LONG, "メンテナンス中")), Fault.ODD),
        (page(whole("x", "404 Not Found")), Fault.GONE),
        (page(whole("x", "ページが見つかりません")), Fault.GONE),
        (page(whole('<form><input type="password"></form>x')), Fault.BLOCKED),
        (page(whole(LONG)[:-7]), Fault.CUT),
        (page(whole(LONG)[:-200], delimited=False), Fault.CUT),
        (page(whole(LONG).encode()[:-300] + b"\xff" * 300 + b"</html>"), Fault.ENCODING),
        (page(b"%PDF-1.7 cut", "application/pdf"), Fault.CUT),
        (page(whole("<b>" * 200_001)), Fault.TOO_LARGE),
    ],
)
def test_what_is_no_page_is_a_fault(answer: Answer, fault: Fault) -> None:
    with pytest.raises(FetchFault) as caught:
        judge_page(answer, PAPER, require=True)
    assert caught.value.fault is fault, caught.value.message


@pytest.mark.parametrize(
    "answer",
    [
        page(whole(LONG)),
        page(whole(LONG + "自衛隊の艦艇は、メンテナンス中のものを除き")),
        page(whole(LONG, "Error 404 and other stories")),
        page(whole(LONG + '<form><input type="password"></form>')),
        page(whole(LONG).encode("cp932"), "text/html; charset=Shift_JIS"),
        page(b"%PDF-1.7 whole %%EOF", "application/pdf"),
    ],
)
def test_a_page_of_the_paper_is_one_whatever_it_speaks_of(answer: Answer) -> None:
    assert judge_page(answer, PAPER, require=True)


TEXT = "①㈱髙－∥ 条約の効力を停止した。"


@pytest.mark.parametrize(
    ("body", "header", "encoding", "by"),
    [
        (TEXT.encode("cp932"), "text/html; charset=Shift_JIS", "cp932", "header"),
        (TEXT.encode("cp932"), "text/html; charset=x-sjis", "cp932", "header"),
        (b"<meta charset=shift_jis>" + TEXT.encode("cp932"), "text/html", "cp932", "page"),
        (b"<meta charset=shift_jis>" + TEXT.encode("cp932"), "text/html; charset=utf-8", "cp932", "page"),
        (b"<meta charset=shift_jis>" + TEXT.encode(), "text/html; charset=utf-8", "utf-8", "header"),
        (TEXT.encode("cp932"), "text/html; charset=utf-8", "cp932", "hint"),
        ("\ufeff".encode() + TEXT.encode(), "text/html; charset=shift_jis", "utf-8", "mark"),
        ("条約の効力を停止した。".encode("euc_jp"), "text/html", "euc_jp", "hint"),
        (TEXT.encode(), "text/html; charset=no-such", "utf-8", "hint"),
    ],
)
def test_a_label_is_believed_only_where_every_byte_agrees(body: bytes, header: str, encoding: str, by: str) -> None:
    hints = ["euc-jp", "utf-8"] if encoding != "cp932" else ["utf-8", "cp932"]
    read = read_text(body, header, hints if by == "hint" else ())
    assert (read.encoding, read.by) == (encoding, by)
    assert "条約の効力を停止した" in read.text
