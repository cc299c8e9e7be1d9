"""An invented statute in the three forms in which statutes are published: two old pages, one new one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

# (what, mark, text): headings from the outermost, captions, articles, paragraphs, items, supplements, tables.
Part = tuple[str, str, str]
CONTENTS = [
    "第一編　総則",
    "　第一章　通則（第一条―第四条）",
    "第二編　見張所",
    "　第一章　設置",
    "　　第一節　所長（第五条―第十二条の三）",
    "　　　第一款　任期",
    "　　　　第一目　更新",
    "　　第二節　削除",
    "附則",
]
LAW: list[Part] = [
    ("編", "", "第一編　総則"),
    ("章", "", "第一章　通則"),
    ("caption", "", "（目的）"),
    ("条", "第一条", "この法律は、海の見張りに関し必要な事項を定め、もつて船の安全に資することを目的とする。"),
    ("caption", "", "（定義等）"),
    ("条", "第二条", "この法律において「見張所」とは、次に掲げるものをいう。"),
    ("号", "一", "岬に置かれる塔"),
    ("号", "二", "次のいずれかに該当する船"),
    ("イ", "イ", "灯を備えるもの"),
    ("イ", "ロ", "次に掲げる鐘を備えるもの"),
    ("小", "（１）", "青銅の鐘"),
    ("小", "（２）", "鉄の鐘"),
    ("号", "二の二", "前号に準ずるもの"),
    ("項", "２", "前項第二号の灯の色は、別表第一に定めるところによる。"),
    ("項", "３", "第一項の塔は、第十二条の三第一項の検査を受けなければならない。"),
    ("条", "第二条の二", "見張所の名は、府令で定める。"),
    ("条", "第三条及び第四条", "削除"),
    ("編", "", "第二編　見張所"),
    ("章", "", "第一章　設置"),
    ("節", "", "第一節　所長"),
    ("caption", "", "（所長の任期（初めて任ぜられる者の任期を含む。））"),
    ("条", "第五条", "所長の任期は、三年とする。ただし、第二条の二の名を改めたときは、この限りでない。"),
    ("款", "", "第一款　任期"),
    ("目", "", "第一目　更新"),
    ("条", "第六条から第十二条の二まで", "削除"),
    ("caption", "", "（検査）"),
    ("条", "第十二条の三", "検査は、毎年行う。"),
    ("項", "２", "検査の方法は、前条の例による。"),
    ("節", "", "第二節　削除"),
    ("条", "第二百六十条の三十八", "見張所に関しては、海法第三条及び第五条の規定を準用する。"),
    ("附則", "", "附　則"),
    ("条", "第一条", "この法律は、公布の日から施行する。"),
    ("条", "第二条", "見張所規則は、廃止する。"),
    ("附則", "（昭和五〇年三月一日法律第五号）　抄", "附　則"),
    ("caption", "", "（施行期日）"),
    ("条", "第一条", "この法律は、昭和五十年四月一日から施行する。"),
    ("caption", "", "（経過措置）"),
    ("条", "第二条", "所長の任期については、なお従前の例による。"),
    ("附則", "（平成三年五月二日法律第六号）", "附　則"),
    ("段", "", "この法律は、公布の日から施行する。ただし、第六条の改正規定は、平成三年十月一日から施行する。"),
    ("別表", "（第二条関係）", "別表第一"),
    ("row", "", "塔|白"),
    ("row", "", "船|緑"),
]
_DEPTHS = {"編": 0, "章": 1, "節": 2, "款": 3, "目": 4}
_ITEMS = {"号": "number", "イ": "para1", "小": "para2"}
_NEW_ITEMS = {"号": "ItemSentence", "イ": "Subitem1Sentence", "小": "Subitem2Sentence"}
_NEW_TITLES = {"編": "Part", "章": "Chapter", "節": "Section", "款": "Subsection", "目": "Division"}


def old_page(
    law: list[Part], *, charset: str = "shift_jis", mark: str = "{}", contents: Sequence[str] = CONTENTS
) -> bytes:
    """As pages of the first system: <B> in <P>, <DIV class="item">; `mark` prints a paragraph's number."""
    declared = f'<META http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    lines = [f"<HTML><HEAD>{declared}<TITLE>見張所法</TITLE></HEAD><BODY>"]
    lines.append(
        '<B>見張所法<BR>（昭和四十年三月一日法律第四号）</B><BR><BR><DIV ALIGN="right">最終改正：平成三年</DIV><BR>'
    )
    lines += [f'　<A HREF="#1" TARGET="data">{entry}</A>\n<BR>' for entry in contents]
    for what, number, text in law:
        lines.append(_old(what, mark.format(number) if what == "項" else number, escape(text)))
    return "\n".join([*lines, "</BODY></HTML>"]).encode("cp932" if charset else "utf-8")


def _old(what: str, number: str, text: str) -> str:
    if what in _DEPTHS:
        return f'<P>{"　" * (3 + _DEPTHS[what])}<B><A NAME="1">{text}</A>\n</B>'
    if what == "caption":
        return f'<P>\n<DIV class="arttitle"><A NAME="1">{text}</A>\n</DIV>'
    if what in ("条", "項"):
        return f'<DIV class="item"><B>{number}</B>\n<A NAME="1"></A>\n　{text}\n</DIV>\n'
    if what in _ITEMS:
        return f'<DIV class="{_ITEMS[what]}"><B>{number}</B>\n　{text}\n</DIV>'
    if what == "附則":
        return f'<BR><A NAME="5"></A>\n　　　<A NAME="5"><B>{text}{"　" + number if number else ""}</B></A>\n<BR>\n'
    if what == "別表":
        return f'<P><B><A NAME="3">{text}　{number}</A></B><BR>'
    if what == "row":
        return "<TABLE BORDER><TR>" + "".join(f"<TD>{cell}</TD>" for cell in text.split("|")) + "</TR></TABLE>"
    return f"<P>　{text}</P>"


def new_page(law: list[Part]) -> bytes:
    """As pages of the newest system: nested sections, _div_ArticleTitle, empty boxes between all of it."""
    lines = ['<html lang="ja"><head><meta charset="utf-8"><title>見張所法</title></head><body><main id="contentsLaw">']
    lines.append('<div id="lawTitleNo">昭和四十年法律第四号</div><div id="lawTitle"><span>見張所法</span></div>')
    lines.append('<div class="_div_TOCLabel">目次</div>')
    lines += [f'<div class="_div_TOCChapter">{entry.strip()}</div>' for entry in CONTENTS]
    lines += [_new(*part) for part in law]
    return "\n".join([*lines, "</main></body></html>"]).encode()


def _new(what: str, number: str, text: str) -> str:
    box = '<div class="_shokanBox"><div class="_shokanBtnIcons"></div></div>\n<div class="_inyoBox"></div>\n'
    bold = f'<span style="font-weight: bold;">{number}</span>　<span data-xpath="">{escape(text)}</span>'
    if what in _NEW_TITLES:
        name = _NEW_TITLES[what]
        inner = f'<div class="{name}Title">{text}</div>{box}'
        return f'<section class="active {name}"><div class="{name}Title _div_{name}Title">{inner}</div></section>'
    if what == "caption":
        return f'<section class="active Article"><div class="_div_ArticleCaption">{text}{box}</div></section>'
    if what == "条":
        return f'<section class="active Article"><div class="_div_ArticleTitle">\n{bold}{box}</div></section>'
    if what == "項":
        return f'<div class="_div_ParagraphSentence">\n{bold}{box}</div>'
    if what in _NEW_ITEMS:
        return f'<div class="_div_{_NEW_ITEMS[what]}">\n{bold}{box}</div>'
    if what == "附則":
        label = f'<div class="_div_SupplProvisionLabel SupplProvisionLabel">{text}<span>{number}</span>{box}</div>'
        return f'<section class="active SupplProvision">{label}</section>'
    if what == "別表":
        title = f'<div class="_div_AppdxTableTitle">{text}<span>{number}</span></div>'
        return f'<section class="active AppdxTable">{title}</section>'
    if what == "row":
        return "<table><tr>" + "".join(f"<td><div>{cell}</div></td>" for cell in text.split("|")) + "</tr></table>"
    return f'<div class="_div_ParagraphSentence"><span>{text}</span>{box}</div>'
