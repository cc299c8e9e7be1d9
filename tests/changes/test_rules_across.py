"""What is said in many places is one group, and what matters most is told first."""

from pathlib import Path

from wpdiff.changes.rank import rank_changes
from wpdiff.model.comparison import Comparison, GroupType
from wpdiff.walk import compare

_OLD = (
    "第1節 概況\n\n{0}は島国である。\n\n{0}の人口は沿岸に集中している。\n\n"
    "漁業は{0}の主要な産業である。\n\n隣国との往来は盛んである。\n"
)


def _compare(folder: Path, old: str, new: str) -> Comparison:
    (folder / "old.txt").write_text(old, encoding="utf-8")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    return compare(folder / "old.txt", folder / "new.txt")


def test_a_name_replaced_everywhere_is_one_rename(tmp_path: Path) -> None:
    comparison = _compare(tmp_path, _OLD.format("ノルディア"), _OLD.format("ノルダ"))
    (group,) = [one for one in comparison.groups if one.type is GroupType.RENAME]
    assert (group.old, group.new, len(group.changes)) == ("ノルディア", "ノルダ", 3)


def test_each_place_of_a_rename_is_told_as_renamed(tmp_path: Path) -> None:
    comparison = _compare(tmp_path, _OLD.format("ノルディア"), _OLD.format("ノルダ"))
    told = [one for one in comparison.changes if "renamed" in one.categories]
    assert len(told) == 3
    for change in told:
        (renamed,) = [one for one in change.findings if one.category == "renamed"]
        assert [(one.cue, one.start) for one in renamed.evidence] == [
            (word, excerpt.text.find(word))
            for word, excerpt in (("ノルディア", change.old[0]), ("ノルダ", change.new[0]))
        ]


def test_what_is_years_past_is_told_lower(tmp_path: Path) -> None:
    years = "".join(f"2024年{month}月、港の工事が進んだ。\n\n" for month in range(1, 5))
    new = years + "2009年、ノルダは空域条約から脱退した。\n\n2024年、ノルダは海域条約から脱退した。\n"
    comparison = _compare(tmp_path, "第1節 概況\n\n" + years, "第1節 概況\n\n" + new)
    levels = {one.new[0].text[:5]: one.significance.value for one in comparison.changes if one.new}
    assert levels == {"2009年": "medium", "2024年": "high"}


def test_words_that_both_editions_use_are_no_rename(tmp_path: Path) -> None:
    rest = "\nノルディアとノルダは別の国である。\n"
    comparison = _compare(tmp_path, _OLD.format("ノルディア") + rest, _OLD.format("ノルダ") + rest)
    assert not [one for one in comparison.groups if one.type is GroupType.RENAME]


def test_what_matters_most_is_told_first(tmp_path: Path) -> None:
    old = "第1節 概況\n\n沿岸の哨戒艇は14隻である。\n\n島の人口は沿岸に集中している。\n"
    new = (
        "第1節 概況\n\n沿岸の哨戒艇は19隻である。\n\n島の人口は沿岸に集中している。\n\nノルダは空域条約から脱退した。\n"
    )
    comparison = _compare(tmp_path, old, new)
    first = next(one for one in comparison.changes if one.id == rank_changes(comparison.changes)[0])
    assert "treaty_withdrawn" in first.categories
    assert sorted(rank_changes(comparison.changes)) == sorted(one.id for one in comparison.changes)
