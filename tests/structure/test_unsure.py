"""What was unsure is said with its place: one small case for each doubt, and none for a page that reads well."""

import pytest

from wpdiff.model.source import EditionSource
from wpdiff.walk import compare, inspect_edition


def doubts(text: str, profile: str = "plain-ja", **source: str) -> dict[str, list[str]]:
    data = text.encode()
    found: dict[str, list[str]] = {}
    for one in inspect_edition(EditionSource(path="-", data=data, **source), profile=profile).doubts:
        found.setdefault(one.code, []).append(one.text)
    return found


def warnings(text: str, profile: str = "plain-ja") -> dict[str, tuple[str, ...]]:
    edition = inspect_edition(EditionSource(path="-", data=text.encode()), profile=profile).edition
    return {one.code: one.values for one in edition.warnings}


LONG = "この港には国の内外から船が集まり、荷をおろす人々の声が朝早くから夜おそくまで絶えることがない。\n\n"
TITLE = "港とその周りに広がる町の人々の暮らしと、これからの百年にわたる見通しについての長い見出し"
BODY = "海は静かである。港は毎日開いており、船が出入りしている。\n\n"


def test_a_page_that_reads_well_has_no_doubt():
    assert doubts(f"第1章 海\n\n{BODY}第2章 港\n\n{BODY}") == {}


@pytest.mark.parametrize(
    ("code", "text", "printed"),
    [
        ("section_out_of_sequence", f"第1章 海\n\n{BODY}第3章 港\n\n{BODY}", "第3章 港"),
        ("section_out_of_sequence", f"第2節 海\n\n{BODY}第1節 港\n\n{BODY}", "第1節 港"),
        ("reference_unresolved", f"第1章 海\n\n{BODY}参照7章2節(空)\n\n{BODY}", "参照7章2節(空)"),
        ("date_unresolved", f"第1章 海\n\n同年5月、港が開いた。\n\n{BODY}", "同年5月、港が開いた。"),
        ("heading_by_look", f"第1章 海\n\n{BODY}港のうごき\n\n{LONG}", "港のうごき"),
        ("heading_or_note", f"第1章 海\n\n1 全般\n\n{BODY}2 {TITLE}\n\n{BODY}", f"2 {TITLE}"),
        (
            "contents_entry_missing",
            f"目次\n第1章 海 …… 1\n第2章 港 …… 2\n第3章 空 …… 3\n第4章 山 …… 4\n\n第1章 海\n\n{BODY}第2章 港\n\n{BODY}"
            f"第3章 空\n\n{BODY}",
            "第4章 山 …… 4",
        ),
    ],
)
def test_each_doubt_is_told_with_what_is_printed_there(code: str, text: str, printed: str) -> None:
    assert printed in doubts(text)[code]


def test_a_mark_without_its_note_is_told() -> None:
    html = (
        "<h1>第1章 海</h1><p>協定<sup>1</sup>と条約<sup>2</sup>がある。</p><p>1 海の協定をいう。この年に結ばれた。</p>"
    )
    assert any("条約" in text for text in doubts(html)["mark_without_note"])


def test_a_named_profile_that_the_pages_contradict_is_told() -> None:
    law = "港湾法\n\n" + "".join(f"第{number}条　港は、みなのものとする。\n\n" for number in "一二三四五六七八九")
    assert doubts(law, profile="law-ja").keys() <= {"profile_contradicted"}
    inspection = inspect_edition(EditionSource(path="-", data=law.encode()))
    assert inspection.choice.name == "law-ja"
    assert inspection.choice.by == "pages"
    assert inspection.choice.evidence[0].lines == 9


def test_chapters_that_do_not_count_on_are_a_warning_and_articles_may() -> None:
    assert warnings(f"第1章 海\n\n{BODY}第3章 港\n\n{BODY}")["sections_out_of_sequence"] == ("1", "第1章 → 第3章")
    assert "sections_out_of_sequence" not in warnings(f"第1章 海\n\n{BODY}第2章 港\n\n{BODY}")
    law = "".join(f"第{number}条　港は、みなのものとする。\n\n" for number in "一二五八九")
    assert "sections_out_of_sequence" not in warnings(law, "law-ja")


def test_a_long_text_under_one_heading_is_a_warning() -> None:
    assert "few_headings" in warnings("第1章 海\n\n" + BODY * 450)
    assert "few_headings" not in warnings("第1章 海\n\n" + BODY * 50)


def test_a_long_text_without_a_heading_is_a_warning() -> None:
    assert "no_heading" in warnings(BODY * 40)


def test_a_profile_of_another_language_is_a_warning() -> None:
    text = "Chapter 1 Sea\n\nThe sea is calm and the harbour of the town is open to all of the ships.\n"
    assert warnings(text, "plain-ja")["profile_language"][1:] == ("ja", "en")
    assert "profile_language" not in warnings(text, "plain-en")


def test_editions_read_by_two_profiles_are_a_warning() -> None:
    law = "".join(f"第{number}条　港は、みなのものとする。\n\n" for number in "一二三四五六七八九")
    old = EditionSource(path="-", data=law.encode())
    new = EditionSource(path="-", data=f"第1章 海\n\n{BODY}".encode())
    codes = {one.code: one.values for one in compare(old, new).warnings}
    assert codes["profiles_differ"] == ("law-ja", "plain-ja")
    assert "profiles_differ" not in {one.code for one in compare(old, new, profile="plain-ja").warnings}


def test_an_edition_that_tells_its_publication_weakly_is_read_as_the_other_one() -> None:
    body = "第1章 海\n\n" + BODY + "".join(f"図表1-1-{number}-1　船の数\n\n" for number in range(1, 6))
    named = EditionSource(path="-", data=f"令和12年版 情報通信白書\n\n{body}".encode())
    unnamed = EditionSource(path="-", data=body.encode())
    assert inspect_edition(unnamed).choice.name == "plain-ja"
    for old, new in ((named, unnamed), (unnamed, named)):
        comparison = compare(old, new)
        assert (comparison.old.profile, comparison.new.profile) == ("ict-ja", "ict-ja")
    other = EditionSource(path="-", data=f"第1章 海\n\n{BODY}".encode())
    assert compare(named, other).new.profile == "plain-ja"


def test_an_ancestor_that_the_breadcrumb_names_and_the_page_prints_is_one_section() -> None:
    page = (
        "<html lang=ja><body><nav>ホーム &gt; 第I部 海 &gt; 第1章 港</nav><h2>第I部 海</h2><h3>第1章 港</h3>"
        f"<h4>第1節 船</h4><p>{BODY}</p></body></html>"
    )
    edition = inspect_edition(EditionSource(path="-", data=page.encode()), profile="plain-ja").edition
    assert [section.number for section in edition.sections[1:]] == ["第I部", "第1章", "第1節"]


CONTENTS = "目次\n第1章 海 …… 1\n第2章 港 …… 2\n第3章 空 …… 3\n第4章 山 …… 4\n附則 …… 9\n\n"


def test_a_chapter_that_only_the_table_of_contents_names_is_a_warning() -> None:
    body = f"第1章 海\n\n{BODY}第2章 港\n\n{BODY}第4章 山\n\n{BODY}附則（令和九年）抄\n\n{BODY}"
    told = warnings(CONTENTS + body)["contents_mismatch"]
    assert told[0] == "1"
    assert told[2] == "第3章 空 …… 3"


def test_a_table_of_contents_that_says_less_than_the_headings_is_no_warning() -> None:
    body = "".join(f"第{number}章 {name}\n\n{BODY}" for number, name in enumerate("海港空山", 1))
    assert "contents_mismatch" not in warnings(CONTENTS + body + f"附則（令和九年）抄\n\n{BODY}")
