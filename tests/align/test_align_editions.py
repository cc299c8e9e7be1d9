"""Alignment as a reader would do it, on invented sentences."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.align import align_editions
from wpdiff.model.alignment import Alignment

sys.path.insert(0, str(Path(__file__).parent))
from editions import edition

NORDA = "ノルダは2024年4月に沿岸警備隊を新設し、アウロア海の北部で哨戒を始めた。"
VEST = "ヴェスト連邦は、軍縮条約の検証措置への参加を一方的に停止した。"
KALLERIS = "カレリスは、隣国との国境画定交渉を再開する意向を示している。"
BUDGET = "国防予算は前年度比で大きく伸びたが、内訳は公表されていない。"
DRILL = "両国の艦艇は、外洋で初めてとなる共同の対潜訓練を行った。"
AIR = "防空部隊は、山岳地帯に新たなレーダー施設を建設している。"


def links(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(pair.old, pair.new) for pair in alignment.pairs}


def test_a_changed_sentence_answers_to_what_it_was() -> None:
    changed = VEST.replace("一方的に停止した", "全面的に停止すると宣言した")
    assert links(align_editions(edition(("", [NORDA, VEST])), edition(("", [NORDA, changed])))) == {
        ((0,), (0,)),
        ((1,), (1,)),
    }


def test_a_sentence_that_became_two_is_one_pair() -> None:
    whole = "ノルダは沿岸警備隊を新設してアウロア海で哨戒を始めたほか、ヴェスト連邦との共同訓練を毎年行うことを決めた。"
    halves = [
        "ノルダは沿岸警備隊を新設してアウロア海で哨戒を始めた。",
        "またヴェスト連邦との共同訓練を毎年行うことを決めた。",
    ]
    old, new = edition(("", [BUDGET, whole, AIR])), edition(("", [BUDGET, *halves, AIR]))
    assert ((1,), (1, 2)) in links(align_editions(old, new))
    assert ((1, 2), (1,)) in links(align_editions(new, old))


def test_a_renumbered_and_retitled_section_is_known_by_what_it_holds() -> None:
    old = edition(("全般", [NORDA, VEST]), ("対外関係", [KALLERIS, DRILL]))
    new = edition(("軍備", [AIR, BUDGET]), ("全般", [NORDA, VEST]), ("諸外国との関係", [KALLERIS, DRILL]))
    pairs = {(pair.old, pair.new) for pair in align_editions(old, new).sections}
    assert {(0, 0), (1, 2), (2, 3), (None, 1)} == pairs


def test_a_section_that_grew_round_what_it_held_is_the_same_section() -> None:
    old = edition(("訓練", [NORDA]), ("その他", [AIR]))
    new = edition(("装備と部隊", [KALLERIS, NORDA, VEST, BUDGET, DRILL]), ("その他", [AIR]))
    for first, second in ((old, new), (new, old)):
        pairs = {(pair.old, pair.new) for pair in align_editions(first, second).sections}
        assert pairs == {(0, 0), (1, 1), (2, 2)}


def test_a_section_with_a_widened_title_and_other_content_is_the_same_section() -> None:
    old = edition(("部隊の昇任", [NORDA]), ("概要", [AIR]))
    new = edition(("部隊の昇任、降任及び転任", [KALLERIS, VEST]), ("訓練の概要", [BUDGET]))
    pairs = {(pair.old, pair.new) for pair in align_editions(old, new).sections}
    assert (1, 1) in pairs
    assert (2, 2) not in pairs  # 概要 stands in many titles and tells nothing


def test_a_section_moved_whole_is_one_move_its_headings() -> None:
    old = edition(("全般", [NORDA, VEST, BUDGET]), ("対外関係", [KALLERIS, DRILL]))
    new = edition(("対外関係", [KALLERIS, DRILL]), ("全般", [NORDA, VEST, BUDGET]))
    alignment = align_editions(old, new)
    moved = [pair for pair in alignment.pairs if pair.moved]
    assert len(moved) == 1
    assert old.statements[moved[0].old[0]].kind == "heading"


def test_a_sentence_moved_to_another_section_is_a_move() -> None:
    old = edition(("全般", [NORDA, VEST, BUDGET]), ("対外関係", [KALLERIS, DRILL]))
    new = edition(("全般", [NORDA, BUDGET]), ("対外関係", [KALLERIS, VEST, DRILL]))
    alignment = align_editions(old, new)
    assert [pair.moved for pair in alignment.pairs if pair.old == (2,)] == [True]
    assert sum(pair.moved for pair in alignment.pairs) == 1


def test_a_heading_set_among_statements_that_stayed_moves_nothing() -> None:
    old = edition(("全般", [NORDA, VEST, BUDGET, KALLERIS]))
    new = edition(("全般", [NORDA, VEST]), ("予算", [BUDGET, KALLERIS]))
    assert not any(pair.moved for pair in align_editions(old, new).pairs)


def test_short_repeated_cells_are_no_moves() -> None:
    old = edition(("甲", [NORDA, "同左", VEST]), ("乙", [KALLERIS, DRILL]))
    new = edition(("甲", [NORDA, VEST]), ("乙", [KALLERIS, "同左", DRILL]))
    assert not any(pair.moved for pair in align_editions(old, new).pairs)


def test_what_was_refused_is_told() -> None:
    near = NORDA.replace("2024年4月", "2025年5月")
    alignment = align_editions(edition(("", [NORDA])), edition(("", [near, NORDA])))
    alone = next(pair for pair in alignment.pairs if not pair.old)
    assert alone.new == (0,)


SENTENCES = st.lists(
    st.sampled_from([NORDA, VEST, KALLERIS, BUDGET, DRILL, AIR, "同左", "なし", NORDA[:20] + "。", DRILL + BUDGET])
    | st.text(min_size=1, max_size=30),
    max_size=12,
)
EDITIONS = st.lists(st.tuples(st.sampled_from(["", "全般", "対外関係", "軍備"]), SENTENCES), max_size=4)


@settings(max_examples=150, deadline=None)
@given(EDITIONS, EDITIONS)
def test_every_statement_stands_in_exactly_one_pair_and_backwards_mirrors_forwards(
    first: list[tuple[str, list[str]]], second: list[tuple[str, list[str]]]
) -> None:
    old, new = edition(*first), edition(*second)
    forwards, backwards = align_editions(old, new), align_editions(new, old)
    assert sorted(i for pair in forwards.pairs for i in pair.old) == list(range(len(old.statements)))
    assert sorted(j for pair in forwards.pairs for j in pair.new) == list(range(len(new.statements)))
    assert {(p.old, p.new, p.score, p.moved) for p in forwards.pairs} == {
        (p.new, p.old, p.score, p.moved) for p in backwards.pairs
    }
    assert {(p.old, p.new, p.moved) for p in forwards.sections} == {(p.new, p.old, p.moved) for p in backwards.sections}
    assert all(min(len(pair.old), len(pair.new)) <= 1 for pair in forwards.pairs)


@settings(max_examples=60, deadline=None)
@given(EDITIONS)
def test_an_edition_against_itself_pairs_everything_with_itself(sections: list[tuple[str, list[str]]]) -> None:
    one = edition(*sections)
    alignment = align_editions(one, one)
    assert all(pair.old == pair.new and not pair.moved for pair in alignment.pairs)
    assert all(pair.old == pair.new and not pair.moved for pair in alignment.sections)
