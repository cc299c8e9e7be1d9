"""What `wpdiff inspect` shows is whole, the same in every form, and does no harm."""

import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.errors import WpdiffError
from wpdiff.model.source import EditionSource
from wpdiff.report import RenderOptions, render_inspection
from wpdiff.report.inspection import arrange_inspection
from wpdiff.report.inspection_json import as_values
from wpdiff.report.labels_inspection import doubt_advice, doubt_codes, doubt_title, doubt_words
from wpdiff.walk import inspect_edition

DOC = (Path(__file__).parents[2] / "docs" / "reference" / "inspection.md").read_text(encoding="utf-8")
SCHEMA = jsonschema.Draft202012Validator(
    json.loads(files("wpdiff").joinpath("schema", "inspection.schema.json").read_text(encoding="utf-8"))
)
HOSTILE = "<script>alert(1)</script>"
PAGE = f"""<html lang="ja"><title>海の年報 2031</title><body><nav>ホーム > 海の年報</nav>
<h1>第1章 海のすがた</h1><p>2030年3月、ノルダは協定<sup>1</sup>に署名した。
同年5月に発効した{HOSTILE.replace("<", "&lt;")}。</p>
<p>参照2節(港のうごき)</p><p>図表1 漁獲量の推移</p><img src="catch.png" alt="漁獲">
<h2>第2節 港のうごき</h2><p>港は同月に開かれた。</p><p>参照9章3節(空のうごき)</p>
<h1>第3章 空のすがた</h1><p>空は静かである。</p>
<p>1 海の利用に関する協定。</p></body></html>"""


PIECES = [
    "第1章 海",
    "第3章 港",
    "1 全般",
    "(1)船",
    "同年5月に開いた。",
    "昨年の海は静かである。",
    "参照2章1節(空)",
    "図表1 船の数",
    "協定4(ATO)を結んだ。",
    "\n",
    "\n\n",
    "4 地域の機構。",
    "\u202e",
    "\x00",
    "<b>",
    "<table><tr><td>8<td>9</table>",
    "# Sea\n",
    "Chapter 2 Ports",
    "See Section 3.",
    "目次\n第1章 海 …… 1\n",
]


@pytest.fixture(scope="module")
def inspection():
    source = EditionSource(path="-", name="2031", data=PAGE.encode(), published="2031-07")
    return inspect_edition(source, profile="plain-ja")


@pytest.fixture(scope="module")
def values(inspection):
    return json.loads(render_inspection(inspection, format="json"))


def test_json_tells_outline_notes_references_captions_dates_and_what_is_set_aside(values):
    assert [one["path"][-1] for one in values["sections"]] == [
        "第1章 海のすがた",
        "第2節 港のうごき",
        "第3章 空のすがた",
    ]
    assert values["sections"][0]["statements_below"] == sum(one["statements"] for one in values["sections"][:2])
    (note,) = values["notes"]
    assert note["number"] == "1"
    assert note["after"] == ["2030年3月、ノルダは協定"]
    assert note["sentences"] == ["海の利用に関する協定。"]
    targets = {one["number"]: one["section"] for ref in values["references"] for one in ref["targets"]}
    assert targets["2節"][-1] == "第2節 港のうごき"
    assert targets["9章3節"] is None
    assert [one["text"] for one in values["captions"]] == ["図表1 漁獲量の推移"]
    assert ("同年5月", "2030-05", "context") in [(one["printed"], one["says"], one["basis"]) for one in values["dates"]]
    assert [(one["text"], one["reason"]) for one in values["boilerplate"]] == [("ホーム > 海の年報", "navigation")]
    assert values["coverage"]["counts"] == {"image": 1}
    assert values["profile_choice"]["by"] == "caller"


def test_json_tells_what_was_unsure_with_its_place(values):
    unsure = {one["code"]: one for one in values["unsure"]}
    assert unsure["section_out_of_sequence"]["values"] == ["第1章", "第3章"]
    assert unsure["reference_unresolved"]["values"] == ["9章3節", "空のうごき"]
    for one in unsure.values():
        if one["statement"] is not None:
            assert one["text"].endswith(values["statements"][one["statement"]]["text"])


def test_json_is_valid_by_the_published_schema(values):
    SCHEMA.check_schema(SCHEMA.schema)
    SCHEMA.validate(values)
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(values | {"colour": "red"})


def test_json_has_exactly_the_fields_that_are_documented(inspection):
    rows = re.findall(r"^\| ((?:`[a-z_\[\]]+`(?:, )?)+) \|", DOC, re.MULTILINE)
    documented = {name.removesuffix("[]") for row in rows for name in re.findall(r"`([a-z_\[\]]+)`", row)}
    assert documented == set(as_values(arrange_inspection(inspection)))
    listed = DOC[DOC.index("Codes of `unsure`") :].split("Warnings")[0]
    assert set(re.findall(r"`([a-z_]+)`", listed)) - {"unsure"} == set(doubt_codes())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_doubt_has_words_in_both_languages(language):
    for code in doubt_codes():
        assert doubt_title(code, language)
        assert doubt_advice(code, language)
        assert "{" not in doubt_words(code, ("一",), language)
    titles = [doubt_title(code, language) for code in doubt_codes()]
    assert len(set(titles)) == len(titles)


class _Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.targets, self.outside, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            elif name == "href" and value.startswith("#"):
                self.targets.append(value[1:])
            elif name in ("href", "src", "action"):
                self.outside.append(value)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_links_to_its_own_places_only_and_runs_nothing(inspection, language):
    page = render_inspection(inspection, format="html", options=RenderOptions(language=language))
    seen = _Ids()
    seen.feed(page)
    assert len(set(seen.ids)) == len(seen.ids)
    assert set(seen.targets) <= set(seen.ids)
    assert seen.outside == []
    assert not seen.tags & {"script", "img", "iframe", "link", "form"}
    assert HOSTILE not in page
    assert "default-src 'none'" in page
    assert f'<html lang="{language}">' in page


def test_the_page_begins_with_what_was_unsure_and_holds_every_statement(inspection):
    page = render_inspection(inspection, format="html")
    assert page.index('id="unsure"') < page.index('id="notes"') < page.index('id="text"')
    assert page.count('<p id="t-') == len(inspection.edition.statements)
    unsure = page[page.index('id="unsure"') : page.index('id="notes"')]
    for doubt in inspection.doubts:
        assert f'href="#t-{doubt.statement}"' in unsure


def test_the_terminal_cuts_long_lists_unless_asked_for_all():
    text = "".join(
        f"第{number}章 見出しの{number}番目\n\n昨年の海は静かであった。港も開いていた。\n\n" for number in range(1, 90)
    )
    inspection = inspect_edition(EditionSource(path="-", data=text.encode()), profile="plain-ja")
    short = render_inspection(inspection, format="terminal", options=RenderOptions(language="en"))
    whole = render_inspection(inspection, format="terminal", options=RenderOptions(language="en", whole=True))
    assert "… and 29 more (-v shows all)" in short
    assert "第89章" not in short
    assert "第89章" in whole
    assert "more (-v" not in whole


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=25).map("".join),
    st.sampled_from(["ja", "en"]),
)
def test_whatever_a_page_holds_it_can_be_inspected(text, language):
    try:
        inspection = inspect_edition(EditionSource(path="-", data=text.encode("utf-8", "replace")))
    except WpdiffError:
        return  # nothing to read, or not text
    options = RenderOptions(language=language)
    told = json.loads(render_inspection(inspection, format="json", options=options))
    SCHEMA.validate(told)
    assert len(told["statements"]) == len(inspection.edition.statements)
    seen = _Ids()
    seen.feed(render_inspection(inspection, format="html", options=options))
    assert set(seen.targets) <= set(seen.ids)
    assert "\x1b" not in render_inspection(inspection, format="terminal", options=options)


@pytest.mark.parametrize("form", ["terminal", "html", "json"])
def test_the_same_edition_gives_the_same_bytes(form):
    pages = {
        render_inspection(inspect_edition(EditionSource(path="-", data=PAGE.encode())), format=form) for _ in range(2)
    }
    assert len(pages) == 1
