"""An invented page of each publication's form is told by its pages and read to its last heading."""

import pytest

from wpdiff.model.source import EditionSource
from wpdiff.walk import inspect_edition

BLUEBOOK = """外交青書 2031
第2章 地域別に見た海の外交

第1節 北の海

1 概観
北の海の情勢は、2030年も動きが続いた。汐見国は各国と対話を重ねた。

2 ノルダ
（1）ノルダ情勢
ア　内政
2030年6月、ノルダでは議会選挙が行われた。同年9月には新しい内閣が発足した。
（ア）地方の動き
地方では港の整備が進んだ。
（イ）議会の動き
議会は予算を承認した。
イ　経済
経済は緩やかに回復した1。
（2）汐見・ノルダ関係
外務大臣は、2030年11月にノルダを訪問した。
【経済協力】
両国は漁業の協力で一致した。

1 ノルダ統計局の発表による。
"""
RFC = f"""Network Working Group{" " * 44}A. Norda
Request for Comments: 9990{" " * 34}May 2031
Category: Informational

                     The Harbour Signal Protocol

Status of This Memo

   This memo provides information for the harbours of the sea.

1.  Introduction

   Ships send signals.  The key words are as in BCP 14.

2.  Signals

2.1.  Flags

   Flags are seen by day.

3.  Security Considerations

   Anyone may see a lamp.
"""
W3C = """<html lang=en><title>Harbour Markup Language</title><body><h1>Harbour Markup Language</h1>
<p>W3C Recommendation 3 May 2031</p><h2>1. Introduction</h2><p>Harbours have names.</p><h2>2. Elements</h2>
<h3>2.1 The pier element</h3><p>A pier is long.</p><h2>A. Acknowledgements</h2><p>Thanks to all.</p></body></html>"""
ICT = """令和13年版 情報通信白書
第1章 港の通信
第1節 電波
1　電波の動き
（1）周波数
周波数の利用は進んだ。
図表1-1-1-1　周波数の利用
（出典）港湾局
（2）基地局
基地局は240局である。
"""
DEFENCE = """<html lang=en><title>Defence of Maravel 2031</title><body><nav>Home > Defence of Maravel 2031</nav>
<h1>Part I The Sea</h1><h2>Chapter 2 Coastal States</h2><p>The sea is calm.</p>
<p>See Part I, Chapter 2 (Coastal States)</p></body></html>"""


@pytest.mark.parametrize(
    ("text", "profile", "headings"),
    [
        (
            BLUEBOOK,
            "bluebook-ja",
            "第2章 第1節 1 2 （1） ア （ア） （イ） イ （2） 【経済協力】",
        ),
        (RFC, "rfc", "Status 1. 2. 2.1. 3."),
        (W3C, "w3c", "Harbour 1. 2. 2.1 A."),
        (ICT, "ict-ja", "第1章 第1節 1 （1） （2）"),
        (DEFENCE, "defence-en", "Part Chapter"),
    ],
)
def test_each_form_is_told_and_read(text: str, profile: str, headings: str) -> None:
    inspection = inspect_edition(EditionSource(path="-", data=text.encode()))
    assert (inspection.choice.name, inspection.choice.by) == (profile, "pages")
    edition = inspection.edition
    found = [edition.path(index)[-1] for index in range(1, len(edition.sections))]
    wanted = iter(headings.split())
    word = next(wanted, "")
    for heading in found:
        if heading.startswith(word):
            word = next(wanted, "")
    assert not word, (word, found)


def test_the_bluebook_nests_to_the_bracketed_kana_and_back() -> None:
    edition = inspect_edition(EditionSource(path="-", data=BLUEBOOK.encode())).edition
    paths = [edition.path(index) for index in range(1, len(edition.sections))]
    deepest = next(path for path in paths if path[-1].startswith("（イ）"))
    assert [heading[:2] for heading in deepest] == ["第2", "第1", "2 ", "（1", "ア ", "（イ"]
    assert [mark.number for one in edition.statements for mark in one.marks] == ["1"]
