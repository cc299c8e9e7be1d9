"""The JSON contract: valid by its published schema, whole, and readable again."""

import json
import random
from importlib.resources import files
from itertools import product
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from wpdiff.codec import (
    comparison_bytes,
    dump_comparison,
    dump_json,
    edition_bytes,
    encode_comparison,
    load_comparison,
)
from wpdiff.errors import CodecError
from wpdiff.jobs import spread
from wpdiff.model.comparison import Comparison
from wpdiff.model.source import EditionSource
from wpdiff.report import render, render_file
from wpdiff.walk import compare

SCHEMA = json.loads(files("wpdiff").joinpath("schema", "comparison.schema.json").read_text(encoding="utf-8"))
OLD = """第1章 全般

ノルダは2023年3月に基本方針を承認した。同年12月、条約機構4(CDO)に加盟した。両国は訓練を毎年行い、演習場を共同で使う。

参照2章1項(ノルダとの関係)

第2章 対外関係

1 ノルダとの関係

カレリスは8か国と協定を結んだ。

4 ノルダなど6か国が加盟する同盟である。
"""
NEW = """第1章 全般

ノルダは2024年3月に基本方針を承認した。同年12月、条約機構5(CDO)に加盟した。両国は訓練を毎年行う。また演習場を共同で使う。

参照2章1項(ノルダとの関係)

第2章 対外関係

1 ノルダとの関係

カレリスは9か国と協定を結んだ。ヴェスト連邦は軍縮条約の効力を停止した。

5 ノルダなど6か国が加盟する同盟である。
"""


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    old, new = (
        EditionSource(path="-", name=name, series="test", language="ja", data=text.encode())
        for name, text in (("2024", OLD), ("2025", NEW))
    )
    return compare(old, new)


@pytest.mark.parametrize("count", [0, 1, 2, 5])
@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_file_written_in_parts_is_the_file_written_whole(comparison: Comparison, count: int, workers: int) -> None:
    assert len(comparison.changes) >= 5
    some = replace(comparison, changes=comparison.changes[:count])
    assert comparison_bytes(some, run=spread(workers)).decode() == dump_json(encode_comparison(some))


def test_editions_may_be_written_before(comparison: Comparison) -> None:
    editions = (edition_bytes(comparison.old), edition_bytes(comparison.new))
    assert comparison_bytes(comparison, editions=editions) == comparison_bytes(comparison)


def test_half_a_surrogate_pair_is_told_as_a_question_mark_wherever_it_stands(comparison: Comparison) -> None:
    broken = replace(comparison, old=replace(comparison.old, title="\ud800"), settings=(("profile", "\udfff"),))
    data = json.loads(comparison_bytes(broken))
    assert (data["old"]["title"], data["settings"]["profile"]) == ("?", "?")


def test_what_is_written_is_valid_by_the_published_schema(comparison: Comparison) -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(json.loads(dump_comparison(comparison)), SCHEMA)


def test_a_misspelled_field_is_not_valid(comparison: Comparison) -> None:
    data = encode_comparison(comparison)
    data["changes"][0]["signifiance"] = "high"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, SCHEMA)


def test_nothing_is_lost_on_the_way_to_a_file_and_back(comparison: Comparison) -> None:
    assert dump_comparison(load_comparison(dump_comparison(comparison))) == dump_comparison(comparison)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no wpdiff/comparison"),
        ('{"schema": "wpdiff/comparison", "schema_version": 2}', "schema version 2"),
        ('{"schema": "wpdiff/comparison", "schema_version": 1}', "damaged"),
        ('{"schema": "wpdiff/comparison", "schema_version": 1, "generator": 5}', "damaged"),
    ],
)
def test_what_is_no_comparison_is_refused_in_one_line(text: str, said: str) -> None:
    with pytest.raises(CodecError, match=said):
        load_comparison(text)


def test_half_a_comparison_is_refused(comparison: Comparison) -> None:
    data = encode_comparison(comparison)
    for part in ("old", "changes", "summary", "sections"):
        with pytest.raises(CodecError):
            load_comparison(json.dumps(data | {part: 7}))


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("changes.0.at.new", [99_999], "changes[0].at.new names statement 99999"),
        ("changes.0.section", "p-nowhere", "changes[0].section names 'p-nowhere'"),
        ("unchanged.0", [-1, 0], "unchanged[0] names statement -1"),
        ("unchanged.0", ["0", 0], "unchanged[0] is '0'"),
        ("old.statements.0.text", 7, "old.statements[0] holds 7"),
        ("new.sections.1.parent", "s-nowhere", "s-nowhere"),
        ("changes.0.findings.0.evidence.0.statement", 10**6, "evidence[0].statement names statement"),
        ("ranking", ["c-nobody"], "ranking names 'c-nobody'"),
        ("sections.0.new", "s-nobody", "sections[0].new names 's-nobody'"),
        ("changes.0.kind", "vanished", "vanished"),
    ],
)
def test_what_was_mended_by_hand_is_named_by_its_place(comparison, path, value, said) -> None:
    data = json.loads(dump_comparison(comparison))
    place(data, path.split("."), value)
    with pytest.raises(CodecError) as caught:
        load_comparison(json.dumps(data))
    assert said in caught.value.message
    assert "\n" not in caught.value.message


def place(data, path, value) -> None:
    """Put a value where a path of keys and numbers leads."""
    *above, last = [int(one) if one.isdecimal() else one for one in path]
    for step in above:
        data = data[step]
    data[last] = value


def paths(node, path=()):
    """Every place in a JSON value."""
    if path:
        yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in items:
        yield from paths(value, (*path, str(key)))


def test_whatever_is_changed_by_hand_is_refused_or_shown_and_never_a_crash(comparison) -> None:
    text = dump_comparison(comparison)
    every = list(paths(json.loads(text)))
    chosen = random.Random(7).sample(every, 60)  # noqa: S311  places to try, no secret
    for path, value in product(chosen, (None, -5, "x", [], {}, True)):
        data = json.loads(text)
        place(data, path, value)
        try:
            loaded = load_comparison(json.dumps(data))
        except CodecError:
            continue
        for form in ("terminal", "html", "md", "csv", "jsonl", "atom"):
            assert render(loaded, format=form), (path, value)
        assert render_file(loaded, format="docx"), (path, value)


def test_the_sides_of_a_change_are_where_it_says(comparison: Comparison) -> None:
    data = json.loads(dump_comparison(comparison))
    for change in data["changes"]:
        for side in ("old", "new"):
            texts = [data[side]["statements"][index]["text"] for index in change["at"][side]]
            assert texts == [one["text"] for one in change[side]]


def test_the_schema_lies_in_the_package() -> None:
    assert (Path(__file__).parents[1] / "wpdiff" / "schema" / "comparison.schema.json").is_file()
