"""Each page's encoding is found: declared rightly, wrongly or not at all, in short pages and odd ones."""

import random
from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.ingest.encoding import decode

JAPANESE = {
    "prose": "ノルダ連邦は、近海での共同訓練を三回行った。両国の協定は同年に発効し、現在も有効である。\n",
    "a heading": "第2節　対外関係",
    "kanji alone": "国防費推移図表",
    "many kanji": "対外関係基本方針改正案要綱参考資料一覧表",
    "a katakana word": "レーダーシステム",
    "half-width katakana in prose": "ﾉﾙﾀﾞ連邦のﾚｰﾀﾞｰ網をｺﾝﾋﾟｭｰﾀで更新した。",
    "half-width katakana alone": "ﾉﾙﾀﾞ ﾚｰﾀﾞｰ ｺﾝﾋﾟｭｰﾀ ﾃﾞｰﾀ",
    "a list in half-width katakana": "表１　ｼｽﾃﾑ構成：ﾚｰﾀﾞｰ、ｾﾝｻｰ、ｱﾝﾃﾅ、ﾃﾞｰﾀﾘﾝｸ、ｺﾝﾋﾟｭｰﾀ",
    "mostly ASCII": "The Norda Federation signed the pact (協定) in 2024. " * 5,
    "one sign in ASCII": "The pact of 2024 and a long row of English words around one word 港 of another script.",
    "signs of makers": "①ノルダ㈱は№５の艦Ⅲ型を就役させた。髙橋、﨑港",
    "punctuation alone": "「」、。・",
    "a table": "2024年\t12隻\t3,400億円\n2025年\t13隻\t3,600億円\n",
}
ENGLISH = {
    "plain": "The federation signed the pact.\n",
    "typography": "The federation’s “pact” – signed in 2024 – is in force; it cost £30 and €40.\n",
    "a sign": "The range is \u2264 300 km.\n",
    "accents": "The café in Kalléris and the façade; Señor Núñez.\n",
}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp932", "euc_jp", "iso2022_jp", "cp1252")
TABLE = [
    (name, text, one)
    for name, text in (JAPANESE | ENGLISH).items()
    for one in ENCODINGS
    if text.encode(one, "replace").decode(one) == text and (name in JAPANESE or one[:2] in ("ut", "cp"))
]
LABELS = ("", "utf-8", "Shift_JIS", "EUC-JP", "iso-2022-jp", "iso-8859-1", "utf-16", "x-no-such-label")


@pytest.mark.parametrize(("name", "text", "encoding"), TABLE, ids=lambda value: str(value)[:16].strip())
def test_a_page_is_read_whatever_it_declares(name: str, text: str, encoding: str) -> None:
    for label in LABELS:
        page = (f'<html><head><meta charset="{label}"></head>' if label else "<html>") + f"<body><p>{text}</p>"
        read = decode(page.encode(encoding), page="p", markup=True)
        assert read.text == page, (name, label, read.encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp", "iso2022_jp"])
def test_pieces_of_four_signs_and_more_are_told_apart(encoding: str) -> None:
    prose = "両国の協定は同年に発効した。国防費は前年度比で増え、ノルダは近海で訓練を行い、政府は懸念を表明した。"
    draw = random.Random(3)  # noqa: S311  invented pages, no secrets
    for _ in range(60):
        start = draw.randrange(len(prose) - 12)
        piece = prose[start : start + draw.randrange(4, 12)]
        for label in ("", "utf-8", "Shift_JIS", "iso-8859-1"):
            page = (f'<meta charset="{label}">' if label else "") + f"<p>{piece}"
            assert decode(page.encode(encoding), page="p", markup=True).text == page, (piece, label)


def test_signs_that_python_lacks_are_read_as_browsers_read_them() -> None:
    euc = b"\xad\xa1\xad\xea" + "の艦を就役させた。".encode("euc_jp")
    assert decode(euc, page="p", markup=False).text == "①㈱の艦を就役させた。"
    jis = b"\x1b$B-!-j$N4O\x1b(I1\x1b(B."
    assert decode(jis, page="p", markup=False).text == "①㈱の艦ｱ."


def test_a_text_is_the_same_whatever_japanese_encoding_it_came_in() -> None:
    text = "甲～乙、－３℃、∥、￠￡￢の表である。"
    old = text.translate(str.maketrans("～∥－￠￡￢", "〜‖−¢£¬"))
    assert decode(text.encode("cp932"), page="p", markup=False).text == text
    assert decode(old.encode("euc_jp"), page="p", markup=False).text == text
    assert decode(old.encode("iso2022_jp"), page="p", markup=False).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "cp932", "euc_jp"])
def test_a_page_cut_off_in_the_middle_of_a_sign_is_read_up_to_there(encoding: str) -> None:
    raw = (JAPANESE["prose"].strip() * 3).encode(encoding)
    read = decode(raw[:-1], page="p", markup=False)
    assert read.encoding == encoding
    assert read.text[:-2] == (JAPANESE["prose"].strip() * 3)[: len(read.text) - 2]


def test_one_sign_of_two_bytes_in_english_is_read_as_utf_8() -> None:
    text = "The ministers met in the port \u00b7 and later in Kalleris.\n"
    for raw, markup in ((text.encode(), False), (b'<meta charset="utf-8">' + text.encode(), True)):
        assert decode(raw, page="p", markup=markup).encoding == "utf-8"


def test_signs_far_behind_scripts_are_found() -> None:
    page = "<script>" + "var x = 1;\n" * 60_000 + "</script><p>両国は協定に署名した。"
    for encoding in ("utf-8", "cp932", "euc_jp"):
        assert decode(page.encode(encoding), page="p", markup=True).text == page


def test_a_warning_says_what_was_declared_and_what_was_taken() -> None:
    read = decode('<meta charset="utf-8"><p>両国は協定に署名した。'.encode("cp932"), page="p.html", markup=True)
    assert [one.message for one in read.warnings] == ["declared as utf-8, which it is not; read as cp932"]
    read = decode("両国は協定に署名した。".encode("utf-16-le"), page="p.txt", markup=False)
    assert [one.message for one in read.warnings] == ["no usable encoding is declared; read as utf-16-le"]
    assert decode(b"<p>plain", page="p", markup=True).warnings == ()


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [("windows-1251", "cp1251", "Федерация подписала договор"), ("euc-kr", "euc_kr", "연방은 협정에 서명했다")],
)
def test_a_foreign_label_is_believed(label: str, codec: str, text: str) -> None:
    page = f"<meta charset={label}><p>{text}"
    read = decode(page.encode(codec), page="p", markup=True)
    assert (read.text, read.warnings) == (page, ())


def test_encodings_may_differ_from_page_to_page_and_the_others_decide_for_the_shortest(tmp_path: Path) -> None:
    for number, encoding in enumerate(("cp932", "cp932", "euc_jp", "utf-8", "cp932")):
        text = f"<p>{number}章では、両国の関係について述べる。"
        (tmp_path / f"{number}.html").write_bytes(text.encode(encoding))
    (tmp_path / "5.html").write_bytes("<p>港</p>".encode("cp932"))
    document = read_document(tmp_path)
    assert [page.encoding for page in document.pages] == ["cp932", "cp932", "euc_jp", "utf-8", "cp932", "cp932"]
    assert document.blocks[-1].text == "港"


def test_what_is_guessed_alike_of_many_pages_is_said_once(tmp_path: Path) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_bytes(f"{number} 両国は協定に署名した。".encode("cp932"))
    (warning,) = read_document(tmp_path).warnings
    assert (warning.code, warning.where) == ("encoding_guessed", "0.txt … (30)")
