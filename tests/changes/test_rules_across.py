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


def test_what_differs_by_a_rename_alone_is_editorial_and_the_group_keeps_its_weight(tmp_path: Path) -> None:
    old = "第1節 概況\n\n隣国への侵攻は続いている。\n\n侵攻の影響は大きい。\n\n侵攻により、船は3隻に減った。\n"
    new = old.replace("侵攻", "侵略").replace("3隻", "2隻")
    comparison = _compare(tmp_path, old, new)
    (group,) = [one for one in comparison.groups if one.type is GroupType.RENAME]
    assert (group.old, group.new, group.significance.value, len(group.changes)) == ("侵攻", "侵略", "medium", 3)
    levels = [(one.significance.value, one.categories[0]) for one in comparison.changes]
    assert levels == [("editorial", "renamed"), ("editorial", "renamed"), ("medium", "figure_updated")]


def test_a_rename_seen_once_is_an_ordinary_finding(tmp_path: Path) -> None:
    old = "第1節 概況\n\n隣国への侵攻は続いている。\n\n漁業は主要な産業である。\n"
    comparison = _compare(tmp_path, old, old.replace("侵攻", "侵略"))
    assert [(one.significance.value, one.categories) for one in comparison.changes] == [("medium", ("renamed",))]


def test_a_formula_kept_word_for_word_is_a_group_and_no_change(tmp_path: Path) -> None:
    kept = (
        "ノルダの活動は、安全保障上の深刻な懸念である。\n\n島の砲台は重大な脅威である。\n\n「最大の脅威」と呼んだ。\n"
    )
    new = "第1節 概況\n\n" + kept + "\n町に橋が架かった。\n"
    comparison = _compare(tmp_path, "第1節 概況\n\n" + kept, new)
    formulas = [one for one in comparison.groups if one.type is GroupType.FORMULA]
    assert [one.new for one in formulas] == ["深刻な懸念", "重大な脅威"]
    assert [comparison.new.statements[one.at[0][1]].text[:4] for one in formulas] == ["ノルダの", "島の砲台"]
    assert not any(one.changes for one in formulas)


def test_one_event_told_in_two_sections_is_one_group(tmp_path: Path) -> None:
    old = "第1節 ノルダ\n\n島国である。\n\n第2節 ヴェスト\n\n半島の国である。\n"
    new = (
        "第1節 ノルダ\n\n島国である。\n\n2024年6月、ノルダは共同演習「東の盾」を実施した。\n\n"
        "2024年6月、ノルダは共同演習「北の風」を実施した。\n\n"
        "第2節 ヴェスト\n\n半島の国である。\n\nヴェストの海軍は、2024年6月に共同演習「東の盾」を実施した。\n"
    )
    comparison = _compare(tmp_path, old, new)
    (group,) = [one for one in comparison.groups if one.type is GroupType.EVENT]
    assert (group.new, group.old, len(group.changes)) == ("「東の盾」 2024-06", "", 2)


def test_names_that_only_one_edition_knows_are_listed_with_count_and_place(tmp_path: Path) -> None:
    old = "第1節 概況\n\n演習「西の門」が行われた。\n\nGATTの会合が開かれた。\n\n国家海洋戦略は2020年のものである。\n"
    new = (
        "第1節 概況\n\n演習「東の盾2024」が行われた。\n\n「東の盾2024」演習にNDF(NDF: Norda Defence Force)が加わった。"
        "\n\n"
        "「国家海洋戦略」は2020年のものである。\n\n大臣は「大変残念だ」と述べた。\n\n図表I-3-2を示した。\n"
    )
    names = _compare(tmp_path, old, new).names
    assert [(one.name, one.side.value, one.count, one.gloss) for one in names] == [
        ("東の盾2024", "new", 2, ""),
        ("NDF", "new", 2, "Norda Defence Force"),
        ("西の門", "old", 1, ""),
        ("GATT", "old", 1, ""),
    ]
    text = _compare(tmp_path, old, new).new.statements[names[0].statement].text
    assert text[names[0].start :].startswith("東の盾2024")


def test_english_names_are_exercises_titles_and_acronyms(tmp_path: Path) -> None:
    old = "# Overview\n\nThe fleet is small.\n"
    new = old + (
        "\nExercise Northern Shield 2024 was held. It follows the “Strategic Concept of the Alliance” and was “a very "
        "fine day”.\n\nEUROPEAN PARLIAMENT AND COUNCIL\n\nThe Norda Defence Force (NDF) has the Su-57.\n"
    )
    (tmp_path / "old.md").write_text(old, encoding="utf-8")
    (tmp_path / "new.md").write_text(new, encoding="utf-8")
    names = {one.name: one.gloss for one in compare(tmp_path / "old.md", tmp_path / "new.md").names}
    assert names == {
        "Exercise Northern Shield 2024": "",
        "Strategic Concept of the Alliance": "",
        "NDF": "Norda Defence Force",
        "Su-57": "",
    }


def test_the_sum_of_a_significance_is_in_its_evidence(tmp_path: Path) -> None:
    old = "第1章 周辺国\n\n第1節 ノルダ\n\n島国である。\n\n第2節 ヴェスト\n\n半島の国である。\n"
    new = (
        "第1章 周辺国\n\n第1節 ノルダ\n\n島国である。\n\nノルダは、2024年6月に共同演習を初めて実施した。\n\n"
        "第2節 ヴェスト\n\n半島の国である。\n\nヴェストは、2024年8月に共同演習を実施したとみられる。\n\n"
        "ノルダは、ヴェストと2024年9月に共同演習を実施した。\n"
    )
    comparison = _compare(tmp_path, old, new)
    sums = [
        [one.says for one in change.findings[0].evidence if one.rule == "weight"] + [change.significance.value]
        for change in comparison.changes
    ]
    assert sums == [
        ["base medium", "+1 first", "high"],
        ["base medium", "+1 subject", "-1 reported", "medium"],
        ["medium"],
    ]


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
