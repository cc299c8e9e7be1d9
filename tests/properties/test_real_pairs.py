"""The promises on real editions, where they are on this machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from wpdiff.codec import dump_comparison
from wpdiff.model.comparison import Comparison, Op, Significance
from wpdiff.walk import compare

PAIRS = {
    "law-1": ("law-ja/jieitaiho/2013-12", "law-ja/jieitaiho/2015-12"),
    "nss-1": ("us-nss/1994", "us-nss/1995"),
    "rfc-1": ("rfc-http-caching/rfc7234-2014", "rfc-http-caching/rfc9111-2022"),
    "asvs-2": ("asvs-en/4.0.2", "asvs-en/4.0.3"),
    "wcag-1": ("wcag-ja/2.1", "wcag-ja/2.2-202606"),
    "de-1": ("law-de/grundgesetz/2012-08", "law-de/grundgesetz/2022-01"),
}


@pytest.fixture(scope="module", params=sorted(PAIRS))
def pair(request: pytest.FixtureRequest, shared: Path) -> tuple[Path, Path]:
    old, new = PAIRS[request.param]
    return shared / "documents" / old, shared / "documents" / new


@pytest.fixture(scope="module")
def forwards(pair: tuple[Path, Path]) -> Comparison:
    return compare(*pair)


def test_every_statement_is_in_exactly_one_pair(forwards: Comparison) -> None:
    at_old = [i for i, _ in forwards.unchanged] + [i for change in forwards.changes for i in change.at_old]
    at_new = [j for _, j in forwards.unchanged] + [j for change in forwards.changes for j in change.at_new]
    assert sorted(at_old) == list(range(len(forwards.old.statements)))
    assert sorted(at_new) == list(range(len(forwards.new.statements)))


def test_every_edit_script_is_verbatim(forwards: Comparison) -> None:
    for change in forwards.changes:
        for ats, edition, op in ((change.at_old, forwards.old, Op.DELETE), (change.at_new, forwards.new, Op.INSERT)):
            statements = [edition.statements[i] for i in ats]
            joined = "".join((one.before if place else "") + one.text for place, one in enumerate(statements))
            assert "".join(edit.text for edit in change.edits if edit.op in (Op.KEEP, op)) == joined


def test_an_edition_against_itself_has_no_change(pair: tuple[Path, Path]) -> None:
    assert compare(pair[1], pair[1]).changes == ()


def test_backwards_mirrors_forwards(pair: tuple[Path, Path], forwards: Comparison) -> None:
    backwards = compare(pair[1], pair[0])
    assert {(c.id, c.at_old, c.at_new, c.significance) for c in forwards.changes} == {
        (c.id, c.at_new, c.at_old, c.significance) for c in backwards.changes
    }
    assert set(forwards.unchanged) == {(j, i) for i, j in backwards.unchanged}
    mirrored = {change.id: change for change in backwards.changes}
    for change in forwards.changes:
        inserted = [edit.text for edit in change.edits if edit.op is Op.INSERT]
        assert inserted == [edit.text for edit in mirrored[change.id].edits if edit.op is Op.DELETE]


def test_hash_seed_and_locale_change_no_byte(pair: tuple[Path, Path], forwards: Comparison) -> None:
    code = (
        "import sys; from wpdiff.walk import compare; from wpdiff.codec import dump_comparison\n"
        "sys.stdout.buffer.write(dump_comparison(compare(sys.argv[1], sys.argv[2])).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, pair)],
        capture_output=True,
        env=os.environ | {"PYTHONHASHSEED": "4242", "LC_ALL": "POSIX", "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
    )
    assert done.stdout.decode("utf-8") == dump_comparison(forwards)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [("2013-12", "2015-12", 0), ("2015-12", "2025-07", 2)],
    ids=["null-1", "null-2"],
)
def test_the_same_law_in_another_encoding_or_dom_has_no_change_of_substance(
    shared: Path, old: str, new: str, allowed: int
) -> None:
    """Only the line with the law's own number really differs in the newest snapshot: one line gone, one come."""
    folder = shared / "documents" / "law-ja" / "kenpo"
    comparison = compare(folder / old, folder / new)
    loud = [one for one in comparison.changes if one.significance is not Significance.EDITORIAL and not one.muted]
    assert len(loud) <= allowed, ["".join(edit.text for edit in one.edits) for one in loud]
    assert all("憲法" in "".join(edit.text for edit in one.edits) or "法律" in str(one.edits) for one in loud)


def test_a_moved_line_break_is_no_change(forwards: Comparison) -> None:
    """Texts that are broken at other words, or at another width, are the same text; words that a scanner ran together
    are others.
    """
    space = "" if forwards.old.language == "ja" else " "
    for change in forwards.changes:
        if change.old and change.new and not change.move:
            old, new = (" ".join(space.join(one.text.split()) for one in side) for side in (change.old, change.new))
            keeps_its_words = all(edit.op is Op.KEEP for edit in change.edits)
            assert old != new or keeps_its_words or change.significance is Significance.EDITORIAL
