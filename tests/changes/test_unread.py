"""A replaced chart is noticed under its name, its file name or its description; the same bytes are no difference."""

import json
from pathlib import Path

import pytest

from wpdiff.changes.unread import find_unread_changes
from wpdiff.codec import dump_comparison, load_comparison
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition
from wpdiff.report import RenderOptions, render
from wpdiff.walk import compare

A, B, C = "a" * 64, "b" * 64, "c" * 64


def picture(uri: str, sha256: str = "", alt: str = "", page: str = "1.html", kind: str = "image") -> Uncompared:
    return Uncompared(kind=kind, uri=uri, page=page, sha256=sha256, alt=alt)


def edition(*things: Uncompared) -> Edition:
    return Edition(
        series="",
        name="",
        title="",
        language="ja",
        published="",
        pages=(),
        sections=(),
        statements=(),
        uncompared=things,
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([picture("x.png", A)], [picture("x.png", A)], []),
        ([picture("x.png", A)], [picture("y.png", A)], []),  # renamed, the same bytes
        ([picture("x.png", A)], [picture("x.png", B)], ["replaced"]),
        ([picture("img/x.png", A)], [picture("../pic/x.png", B, page="p/1.html")], ["replaced"]),
        ([picture("1.png", A, "図表1 国防費")], [picture("9.png", B, "図表1 国防費")], ["replaced"]),
        ([picture("x.png")], [picture("x.png")], []),  # no bytes at hand: one name, one thing
        ([picture("x.png", A)], [picture("x.png")], []),
        ([], [picture("x.png", A)], ["added"]),
        ([picture("x.png", A)], [], ["removed"]),
        ([picture("x.png", A), picture("y.png", B)], [picture("y.png", A), picture("x.png", B)], []),  # swapped names
        ([picture("logo.png", A)] * 50, [picture("logo.png", B)] * 60, ["replaced"]),  # on every page, said once
        ([picture("s.js", A, kind="script")], [picture("s.js", B, kind="script")], []),
        ([picture("t.pdf", A, kind="linked file")], [picture("t.pdf", B, kind="linked file")], ["replaced"]),
        (
            [picture("x.png", A, "図")],
            [picture("y.png", B, "図"), picture("z.png", C, "図")],
            ["added", "added", "removed"],
        ),
    ],
)
def test_what_differs(old: list[Uncompared], new: list[Uncompared], expected: list[str]) -> None:
    forth = [one.status for one in find_unread_changes(edition(*old), edition(*new))]
    back = [one.status for one in find_unread_changes(edition(*new), edition(*old))]
    assert forth == expected
    mirror = {"added": "removed", "removed": "added", "replaced": "replaced"}
    assert sorted(back) == sorted(mirror[one] for one in expected)


def test_a_replaced_chart_reaches_every_report(tmp_path: Path) -> None:
    for name in ("2024", "2025"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "chart.png").write_bytes(f"chart of {name}".encode())
        page = "<p>本文である。</p><img src=chart.png alt=国防費の推移><a href=t.pdf>表</a><script></script>"
        (tmp_path / name / "1.html").write_text(page, encoding="utf-8")
    comparison = compare(tmp_path / "2024", tmp_path / "2025")
    data = json.loads(dump_comparison(comparison))
    assert [(one["status"], one["new"]["alt"]) for one in data["unread"]] == [("replaced", "国防費の推移")]
    assert data["new"]["coverage"] == {
        "order": "single",
        "pages": 1,
        "characters": 7,
        "set_aside": 0,
        "uncompared": {"image": 1, "linked file": 1, "script": 1},
    }
    again = load_comparison(dump_comparison(comparison))
    assert (again.unread, again.new.order) == (comparison.unread, comparison.new.order)
    for form, words in (("terminal", "差し替え 1"), ("md", "差し替え: 国防費の推移"), ("html", "比べていないもの")):
        assert words in render(comparison, format=form, options=RenderOptions(language="ja")), form
