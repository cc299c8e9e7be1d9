"""One page of a defence paper in many dresses: numbers, marks and places of notes, plain and in markup."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.model.edition import Edition, Statement, StatementKind
from wpdiff.profiles import detect_profile, load_profile
from wpdiff.structure import build_edition

WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
NUMBERS: dict[str, Callable[[int], str]] = {
    "5 ": lambda number: f"{number} ",
    "➎": lambda number: chr(0x278A + number - 1) + " ",
    "５": lambda number: f"{number} ".translate(WIDE),
    "5.": lambda number: f"{number}. ",
    "5　": lambda number: f"{number}　",
}
# How a mark is printed, and how the note that it names begins.
MARKS: dict[str, tuple[Callable[[int], str], Callable[[int], str]]] = {
    "4": (str, lambda number: f"{number} "),
    "※4": (lambda number: f"※{number}", lambda number: f"※{number} "),
    "（注4）": (lambda number: f"（注{number}）", lambda number: f"（注{number}） "),
    "(注4)": (lambda number: f"(注{number})", lambda number: f"(注{number}) "),
    "[4]": (lambda number: f"[{number}]", lambda number: f"[{number}] "),
    "*4": (lambda number: f"*{number}", lambda number: f"*{number} "),
    "注4": (lambda number: f"注{number}", lambda number: f"注{number} "),
    "⁴": (lambda number: str(number).translate(RAISED), lambda number: f"{number} "),
    "４": (lambda number: str(number).translate(WIDE), lambda number: str(number).translate(WIDE) + "　"),
    " 4 ": (lambda number: f" {number} ", lambda number: f"{number}　"),
}
ANCESTORS = ("第I部 わが国の周りの海", "第3章 国々の動き")
NOTES = (
    "ノルダ、ヴェスト、エストの6か国が加盟する同盟。2022年の条約第4条に規定がある。",
    "2032年6月、エストの首相は脱退を示唆。",
    "北方平和院によれば、ノルダは2019年から2023年の間に世界第3位となっている。",
)


def plain_pages(number: Callable[[int], str], mark: str, first: int, place: str) -> list[str]:
    printed, begun = MARKS[mark]
    page = f"""Contents

{ANCESTORS[0]}

{ANCESTORS[1]}

{number(5)}対外関係

{number(1)}全般

ノルダは、2031年3月31日に新たな構想を承認した。8か国の艦隊が参加した。

{number(2)}ヴェストとの関係

ノルダは北方安全機構{printed(first)}(CDO:Common Defense Organization)加盟国に部隊を置いている。世界第3位の規模である。

{number(3)}その他の国との関係
(1)東の国々との関係

ノルダは東の国々から不信を招き{printed(first + 1)}、影響力は低下した。第5世代機は30年以上用いられる。

(2)西の国々との関係

ノルダの武器輸出は世界で3位を占めている{printed(first + 2)}。

動画アイコンQRコード資料:最近の動き
URL:https://www.example.jp/j/index.html
"""
    notes = "".join(f"\n{begun(first + count)}{note}\n" for count, note in enumerate(NOTES))
    other = f"Contents\n\n{ANCESTORS[0]}\n\n{ANCESTORS[1]}\n\n第6節 その他\n\n海は静かである。\n"
    return {"below": [page + notes], "next": [page, notes], "later": [page, other, notes]}[place]


def check_notes(edition: Edition, first: int) -> None:
    """Three notes, the first of two sentences, each hanging where its mark stands; no figure is a mark."""
    notes = [one for one in edition.statements if one.kind is StatementKind.NOTE]
    wanted = [str(first), str(first), str(first + 1), str(first + 2)]
    assert [one.note for one in notes] == wanted
    assert [mark.number for one in edition.statements for mark in one.marks] == wanted[1:]
    assert [edition.path(one.section)[-1].lstrip("0123456789２➋(). 　") for one in notes] == [
        "ヴェストとの関係",
        "ヴェストとの関係",
        "東の国々との関係",
        "西の国々との関係",
    ]


@pytest.mark.parametrize(
    ("mark", "first", "place"), list(itertools.product(MARKS, (1, 4, 46), ("below", "next", "later")))
)
def test_notes_hang_on_their_marks_however_they_are_printed(
    understand: Callable[..., Edition], mark: str, first: int, place: str
) -> None:
    check_notes(understand(*plain_pages(NUMBERS["5 "], mark, first, place), profile="defence-ja"), first)


@pytest.mark.parametrize(("form", "place"), list(itertools.product(NUMBERS, ("below", "later"))))
def test_sections_nest_however_they_are_numbered(understand: Callable[..., Edition], form: str, place: str) -> None:
    edition = understand(*plain_pages(NUMBERS[form], "4", 4, place), profile="defence-ja")
    check_notes(edition, 4)
    depths = [(section.heading, section.level) for section in edition.sections[3:9]]
    assert depths == [
        ("対外関係", 3),
        ("全般", 4),
        ("ヴェストとの関係", 4),
        ("その他の国との関係", 4),
        ("東の国々との関係", 5),
        ("西の国々との関係", 5),
    ]
    aside = {one.text[:4] for one in edition.statements if one.boilerplate}
    assert {"Cont", "動画アイ", "URL:"} <= aside


def chapter(number: int, first: int) -> tuple[str, str]:
    """A chapter's pages, and the notes to it."""
    text = f"""第{number}章 {"北南東"[number - 1]}の海

第1節 港

港は増えている{first}。港は世界第3位の広さである。

第2節 船

船は増えている{first + 1}。魚は2年連続で減った{first + 2}。
"""
    notes = (f"第{number}号の港をいう。", f"小舟{number}隻は含まない。", f"養殖{number}種を含む。")
    return text, "\n\n".join(f"{first + count} {note}" for count, note in enumerate(notes)) + "\n"


@pytest.mark.parametrize("firsts", [(1, 1, 1), (1, 4, 7), (5, 1, 1)])
@pytest.mark.parametrize("place", ["behind each chapter", "at the end", "at the end, with the chapters' names"])
def test_notes_of_several_chapters(understand: Callable[..., Edition], firsts: tuple[int, ...], place: str) -> None:
    chapters = [chapter(number, first) for number, first in enumerate(firsts, 1)]
    pages = [page for both in chapters for page in both]
    if place != "behind each chapter":
        named = [text.partition("\n")[0] + "\n\n" if "names" in place else "" for text, _ in chapters]
        pages = [text for text, _ in chapters]
        pages.append("\n".join(name + notes for name, (_, notes) in zip(named, chapters, strict=True)))
    edition = understand(*pages, profile="defence-ja")
    found = [(one.note, edition.path(one.section)) for one in edition.statements if one.kind is StatementKind.NOTE]
    wanted = []
    for number, first in enumerate(firsts, 1):
        sea = f"第{number}章 {'北南東'[number - 1]}の海"
        wanted += [(str(first + count), (sea, "第1節 港" if count == 0 else "第2節 船")) for count in range(3)]
    assert found == wanted


# How markup shows a mark, and how it prints the note.
MARKUP = {
    "raised": ("<sup>{n}</sup>", "<p>{n} {text}</p>"),
    "raised link": ('<sup><a href="#n{n}">{n}</a></sup>', '<p id="n{n}"><a href="#r{n}">{n}</a> {text}</p>'),
    "link": ('<a href="#n{n}">{n}</a>', '<p id="n{n}">{n} {text}</p>'),
    "link to another page": ('<a href="notes.html#n{n}"><sup>{n}</sup></a>', '<p id="n{n}"><sup>{n}</sup> {text}</p>'),
    "raised with words": ("<sup>（注{n}）</sup>", "<p>（注{n}） {text}</p>"),
    "raised star": ("<sup>*{n}</sup>", "<p>*{n} {text}</p>"),
    "numbered items": ("<sup>{n}</sup>", '<ol start="{n}"><li>{text}</li></ol>'),
    "items": ("<sup>{n}</sup>", "<ul><li>{n} {text}</li></ul>"),
    "link to items": ('<a href="#n{n}">{n}</a>', '<ol start="{n}"><li id="n{n}">{text}</li></ol>'),
    "glued spans": ('<span class="chu">{n}</span>', "<p><span>{n}</span>{text}</p>"),
    "glued raised": ("<sup>{n}</sup>", "<p><sup>{n}</sup>{text}</p>"),
    "glued link back": ('<sup><a href="#n{n}">{n}</a></sup>', '<p><a href="#r{n}">{n}</a>{text}</p>'),
    "glued bold": ("<sup>{n}</sup>", "<p><b>{n}</b>{text}</p>"),
    "rows": ("<sup>{n}</sup>", "<table><tr><td>{n}</td><td>{text}</td></tr></table>"),
    "brackets": ("[{n}]", "<p>[{n}] {text}</p>"),
}


def markup_pages(form: str, first: int, place: str, *, crumbs: bool) -> dict[str, str]:
    shown, below = MARKUP[form]
    one, two, three = (shown.format(n=first + count) for count in range(3))
    above = (
        "<nav>" + " &gt; ".join(f"<a>{part}</a>" for part in ("ホーム", "防衛白書", *ANCESTORS)) + "</nav>"
        if crumbs
        else "".join(f"<p>{part}</p>" for part in ANCESTORS)
    )
    notes = "".join(below.format(n=first + count, text=note) for count, note in enumerate(NOTES))
    page = f"""<html lang="ja"><title>防衛白書 2032年版</title><body>{above}<main>
<h2>5 対外関係</h2><h3>1 全般</h3><p>ノルダは、新たな構想を承認し、<ruby>牽制<rt>けんせい</rt></ruby>を強めた。</p>
<h3>2 ヴェストとの関係</h3><p>ノルダは北方安全機構{one}(CDO)加盟国に部隊を置いている。世界第3位の規模である。</p>
<p>参照2章3項2(海の動き)、図表I-3-5-4(共同飛行)</p>
<figure><img src="a.png" alt="図"><figcaption>図表I-3-5-4 共同飛行(2031年度)</figcaption></figure>
<h3>3 その他の国との関係</h3><h4>(1)東の国々との関係</h4><p>東の国々から不信を招き{two}、影響力は低下した。</p>
<h4>(2)西の国々との関係</h4><p>ノルダの武器輸出は世界で3位を占めている{three}。</p>
<p>動画アイコンQRコード資料:最近の動き</p><p>URL:https://www.example.jp/j/index.html</p>"""
    end = "</main></body></html>"
    pages = {"n101.html": page + (notes if place == "below" else "") + end}
    if place != "below":
        pages["n999.html"] = f'<html lang="ja"><body><main>{notes}{end}'
    if place == "later":
        pages["n102.html"] = f'<html lang="ja"><body>{above}<main><h2>6 その他</h2><p>海は静かである。</p>{end}'
    return pages


@pytest.mark.parametrize(
    ("form", "place", "crumbs"), list(itertools.product(MARKUP, ("below", "next", "later"), (True, False)))
)
def test_markup_shows_the_same(tmp_path: Path, form: str, place: str, *, crumbs: bool) -> None:
    for name, page in markup_pages(form, 46, place, crumbs=crumbs).items():
        (tmp_path / name).write_text(page, encoding="utf-8")
    made = read_document(str(tmp_path))
    edition = build_edition(made, detect_profile(made))
    check_notes(edition, 46)
    west = [" › ".join(edition.path(index)) for index in range(len(edition.sections))]
    assert " › ".join((*ANCESTORS, "5 対外関係", "2 ヴェストとの関係")) in west
    (caption,) = (one for one in edition.statements if one.kind is StatementKind.CAPTION)
    assert (caption.text, edition.path(caption.section)[-1]) == ("図表I-3-5-4 共同飛行(2031年度)", "2 ヴェストとの関係")
    assert [one.text[:4] for one in _aside_at_foot(edition)] == ["動画アイ", "URL:"]


def test_a_table_at_the_foot_is_none_of_notes_that_stand_above(tmp_path: Path) -> None:
    text = "<p>港は増加<sup>1</sup>した。船は減少<sup>2</sup>した。</p><p>1　新港をいう。</p><p>2　小舟を含む。</p>"
    table = "<table><tr><td>1</td><td>北港</td></tr><tr><td>2</td><td>南港</td></tr></table>"
    (tmp_path / "n101.html").write_text(f'<html lang="ja"><h1>第1章 港</h1>{text}{table}', encoding="utf-8")
    made = read_document(str(tmp_path))
    edition = build_edition(made, detect_profile(made))
    assert [one.text for one in edition.statements if one.kind is StatementKind.NOTE] == [
        "新港をいう。",
        "小舟を含む。",
    ]
    assert [one.cells for one in edition.statements if one.kind is StatementKind.ROW] == [("1", "北港"), ("2", "南港")]


def _aside_at_foot(edition: Edition) -> list[Statement]:
    return [one for one in edition.statements if one.boilerplate and one.text.startswith(("動画", "URL"))]


ENGLISH = """Part I Security Environment

Chapter 3 Trends in Other Countries

Section 5 Norda

5 External Relations

(1) General Situation

On March 31, 2031, Norda approved a new concept. That year, it sent ships to eight countries.

(2) Relations with Vest

Norda has troops in the member states of the Northern Safety Organization4 (CDO) and is the third largest exporter.

See: Part II, Chapter 3, Section 2-3 (Exchanges with Norda)

Fig. I-3-5-4 Joint flights of Norda and Vest (FY2031)

a. Eastern Countries

Norda lost the trust of the eastern countries,5 and its influence declined.

b. Western Countries

Norda exported arms worth 3.5 billion dollars to 12 countries. It is a Su-57 user.

4 A military alliance of six countries. Article 4 of the treaty of 1992 provides for aid.

5 In June 2032, the Prime Minister hinted at withdrawal.

Part II Defense Policy

Chapter 3 Measures

Section 2 Exchanges

3 Exchanges with Norda

Exchanges have been suspended since 2022.
"""


def test_the_english_edition_s_form(understand: Callable[..., Edition]) -> None:
    edition = understand(ENGLISH, language="en", profile="defence-en")
    assert edition.profile == load_profile("defence-en").name
    paths = [" › ".join(edition.path(index)) for index in range(len(edition.sections))]
    above = "Part I Security Environment › Chapter 3 Trends in Other Countries › Section 5 Norda › 5 External Relations"
    assert f"{above} › (2) Relations with Vest › b. Western Countries" in paths
    (reference,) = (one for one in edition.statements if one.kind is StatementKind.REFERENCE)
    (target,) = reference.targets
    assert (target.number, target.label) == ("Part II, Chapter 3, Section 2-3", "Exchanges with Norda")
    assert target.section is not None
    assert edition.path(target.section)[-1] == "3 Exchanges with Norda"
    (caption,) = (one for one in edition.statements if one.kind is StatementKind.CAPTION)
    assert caption.text.startswith("Fig. I-3-5-4 ")
    notes = [one for one in edition.statements if one.kind is StatementKind.NOTE]
    assert [(one.note, edition.path(one.section)[-1]) for one in notes] == [
        ("4", "(2) Relations with Vest"),
        ("4", "(2) Relations with Vest"),
        ("5", "a. Eastern Countries"),
    ]
    assert [mark.number for one in edition.statements for mark in one.marks] == ["4", "5"]


@pytest.mark.parametrize("label", ["（注）{}　", "(備考){} ", "注：{}　", "（出典） {}　"])
@pytest.mark.parametrize("first", [1, 2, 5])
def test_a_figure_s_numbered_remarks_take_no_mark_from_the_notes(
    understand: Callable[..., Edition], label: str, first: int
) -> None:
    page = f"""第1章 北の海

第1節 概観

港の数は増加{first}している。海図は共有{first + 1}される。

図表1-1-1　港の数

{label.format(1)}概数である。

{label.format(2)}小港を除く。

{first}　新設をいう。

{first + 1}　電子海図を含む。
"""
    edition = understand(page, profile="defence-ja")
    marked = [(one.text, [mark.number for mark in one.marks]) for one in edition.statements if one.marks]
    assert marked == [
        (f"港の数は増加{first}している。", [str(first)]),
        (f"海図は共有{first + 1}される。", [str(first + 1)]),
    ]
    notes = [one.note for one in edition.statements if one.kind is StatementKind.NOTE]
    assert notes == [str(first), str(first + 1)]


@pytest.mark.parametrize("dress", ["※{}　", "（注{}）", "注{}　", "[{}] ", "{}）"])
@pytest.mark.parametrize("first", [1, 9])
def test_a_note_s_number_is_not_cut_from_its_dress(understand: Callable[..., Edition], dress: str, first: int) -> None:
    """Without a stop at the note's end, 2　1980年代… behind ※ has the look of a heading that was glued there."""
    numbers = [dress.format(first + step) for step in range(3)]
    page = f"""第1章 北の海

第1節 概観

港の数は増加した{numbers[0].strip()}。海図は共有される{numbers[1].strip()}。船は世界第3位{numbers[2].strip()}である。

{numbers[0]}灯のある港をいう。

{numbers[1]}1980年代の海図を含む

{numbers[2]}海の会の推計。公表額とは異なる。
"""
    edition = understand(page, profile="defence-ja")
    wanted = [str(first + step) for step in range(3)]
    assert [mark.number for one in edition.statements for mark in one.marks] == wanted
    notes = [(one.note, one.text) for one in edition.statements if one.kind is StatementKind.NOTE]
    assert notes[:3] == list(zip(wanted, ["灯のある港をいう。", "1980年代の海図を含む", "海の会の推計。"], strict=True))
    assert edition.warnings == ()
