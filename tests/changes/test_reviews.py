"""An analyst's word lasts: it outlives a new run and a corrected edition, and says when it no longer applies."""

from pathlib import Path

import pytest

from wpdiff.changes.reviews import read_reviews
from wpdiff.codec import dump_comparison, load_comparison
from wpdiff.errors import RulesError
from wpdiff.model.comparison import Comparison
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare

OLD = "第1章 全般\n\n港は北にある。艦隊は8隻からなる。訓練は毎年行われる。倉庫の屋根は赤い。\n"
NEW = "第1章 全般\n\n港は北にある。艦隊は9隻からなる。訓練は毎月行われる。市場では魚が売られている。\n"


def run(tmp_path: Path, entries: str, old: str = OLD, new: str = NEW, *, turned: bool = False) -> Comparison:
    (tmp_path / "2024.txt").write_text(old, encoding="utf-8")
    (tmp_path / "2025.txt").write_text(new, encoding="utf-8")
    sources = [EditionSource(path=str(tmp_path / f"{name}.txt"), name=name) for name in ("2024", "2025")]
    if turned:
        sources.reverse()
    return compare(*sources, reviews=read_reviews(entries, "review.toml"))


def entry(verdict: str, old: str = "", new: str = "", more: str = "") -> str:
    lines = ["[[review]]", f'verdict = "{verdict}"', 'reason = "因"', "date = 2025-07-15", more]
    lines += [f'{name} = "{text}"' for name, text in (("old", old), ("new", new)) if text]
    return "\n".join(lines) + "\n"


FLEET = ("艦隊は8隻からなる。", "艦隊は9隻からなる。")


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [
        (one.review.verdict.value, one.kind.value, one.significance.value)
        for one in comparison.changes
        if one.review is not None
    ]


def test_a_muted_change_is_kept_and_not_counted(tmp_path: Path) -> None:
    comparison = run(tmp_path, entry("muted", *FLEET))
    muted = [one for one in comparison.changes if one.muted]
    assert [one.muted for one in muted] == ["因"]
    assert muted[0].id not in comparison.ranking
    assert dict(comparison.summary.categories).get("figure_updated", 0) == 0


def test_editorial_and_substantive_go_before_what_the_rules_say(tmp_path: Path) -> None:
    assert told(run(tmp_path, entry("editorial", *FLEET))) == [("editorial", "changed", "editorial")]
    spelled = (OLD.replace("訓練は", "訓練の取り組みは"), NEW.replace("訓練は毎月", "訓練の取組は毎年"))
    texts = ("訓練の取り組みは毎年行われる。", "訓練の取組は毎年行われる。")
    before = run(tmp_path, "", *spelled)
    assert {one.significance.value for one in before.changes if one.old and one.old[0].text == texts[0]} == {
        "editorial"
    }
    assert told(run(tmp_path, entry("substantive", *texts), *spelled)) == [("substantive", "changed", "low")]


def test_what_belongs_together_is_paired_and_what_does_not_is_parted(tmp_path: Path) -> None:
    together = run(tmp_path, entry("together", "倉庫の屋根は赤い。", "市場では魚が売られている。"))
    assert told(together) == [("together", "changed", "low")]
    assert not any(one.kind.value in ("added", "removed") for one in together.changes)
    apart = run(tmp_path, entry("apart", *FLEET))
    assert {one[:2] for one in told(apart)} == {("apart", "added"), ("apart", "removed")}


@pytest.mark.parametrize(
    "entries",
    [
        entry("together", "倉庫の屋根は赤い。", "市場では魚が売られている。"),
        entry("apart", *FLEET),
        entry("muted", *FLEET),
        entry("together", "艦隊は8隻からなる。", "市場では魚が売られている。"),
    ],
)
def test_the_other_way_round_the_word_is_mirrored(tmp_path: Path, entries: str) -> None:
    named = entries.replace("date =", 'editions = ["2024", "2025"]\ndate =')
    forth, back = run(tmp_path, named), run(tmp_path, named, turned=True)
    assert sorted((one.id, one.at_old, one.at_new) for one in forth.changes) == sorted(
        (one.id, one.at_new, one.at_old) for one in back.changes
    )
    assert sorted(name for name, _, _ in told(forth)) == sorted(name for name, _, _ in told(back)) != []


def test_a_together_of_paired_statements_sets_their_partners_free(tmp_path: Path) -> None:
    comparison = run(tmp_path, entry("together", "艦隊は8隻からなる。", "市場では魚が売られている。"))
    places = [(one.at_old, one.at_new) for one in comparison.changes] + [((i,), (j,)) for i, j in comparison.unchanged]
    assert sorted(i for old, _ in places for i in old) == list(range(len(comparison.old.statements)))
    assert sorted(j for _, new in places for j in new) == list(range(len(comparison.new.statements)))


def test_one_that_became_two_can_be_told(tmp_path: Path) -> None:
    pair = 'old = ["倉庫の屋根は赤い。"]\nnew = ["訓練は毎月行われる。", "市場では魚が売られている。"]'
    assert ("together", "split", "low") in told(run(tmp_path, entry("together", more=pair)))


def test_a_word_outlives_a_corrected_edition_as_long_as_its_texts_do(tmp_path: Path) -> None:
    named = entry("reviewed", *FLEET, more='editions = ["2024", "2025"]')
    corrected = NEW.replace("港は北にある。", "港は北岸にある。新しい岸壁ができた。")
    again = run(tmp_path, named, new=corrected)
    assert [one[0] for one in told(again)] == ["reviewed"]
    assert not [one for one in again.warnings if one.code == "review_stale"]


def test_an_entry_that_no_longer_applies_says_so(tmp_path: Path) -> None:
    named = entry("reviewed", *FLEET, more='editions = ["2024", "2025"]')
    gone = run(tmp_path, named, new=NEW.replace("9隻", "10隻"))
    assert [one.values for one in gone.warnings if one.code == "review_stale"] == [("1", "reviewed", FLEET[1])]
    other = entry("reviewed", *FLEET, more='editions = ["2022", "2023"]')
    assert not [one for one in run(tmp_path, other).warnings if one.code == "review_stale"]


def test_an_id_alone_is_enough_and_a_saved_comparison_keeps_the_word(tmp_path: Path) -> None:
    first = run(tmp_path, "")
    name = next(one.id for one in first.changes if one.old and one.old[0].text == FLEET[0])
    comparison = run(tmp_path, entry("reviewed", more=f'change = "{name}"\nby = "K."'))
    saved = load_comparison(dump_comparison(comparison))
    kept = next(one.review for one in saved.changes if one.review)
    assert (kept.verdict.value, kept.reason, kept.date, kept.by) == ("reviewed", "因", "2025-07-15", "K.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[review]]\n", "lacks verdict"),
        (entry("loud", *FLEET), "is none"),
        (entry("muted"), "neither change nor texts"),
        (entry("apart", old="x"), "needs old and new"),
        (entry("muted", *FLEET).replace("2025-07-15", '"soon"'), "no date"),
        (entry("muted", *FLEET, more="who = 1"), "no key who"),
        (entry("muted", *FLEET, more='editions = ["2024"]'), "two names"),
        ("[[reviews]]\n", "no such table"),
        ("[[review]\n", "line 1"),
        (entry("muted", more="new = 3"), "list of texts"),
    ],
)
def test_a_wrong_entry_is_told(text: str, words: str) -> None:
    with pytest.raises(RulesError, match=words):
        read_reviews(text, "review.toml")
