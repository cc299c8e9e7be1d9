"""Alignment as a reader would do it, on invented sentences."""

import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.align import align_editions
from wpdiff.align.moves import MOVED
from wpdiff.model.alignment import Alignment

sys.path.insert(0, str(Path(__file__).parent))
from editions import edition

NORDA = "ノルダは2024年4月に沿岸警備隊を新設し、アウロア海の北部で哨戒を始めた。"
VEST = "ヴェスト連邦は、軍縮条約の検証措置への参加を一方的に停止した。"
KALLERIS = "カレリスは、隣国との国境画定交渉を再開する意向を示している。"
BUDGET = "国防予算は前年度比で大きく伸びたが、内訳は公表されていない。"
DRILL = "両国の艦艇は、外洋で初めてとなる共同の対潜訓練を行った。"
AIR = "防空部隊は、山岳地帯に新たなレーダー施設を建設している。"
FILLING = [
    f"{noun}については、{place}の当局が計画を{verb}と述べた。"
    for noun, verb in (
        ("港湾", "広げる"),
        ("漁業", "見直す"),
        ("鉄道", "延ばす"),
        ("医療", "立て直す"),
        ("水利", "改める"),
    )
    for place in ("北部", "東部", "南方の島々", "首都圏", "内陸の州", "山間部", "西の半島")
]


def links(alignment: Alignment) -> set[tuple[tuple[int, ...], tuple[int, ...]]]:
    return {(pair.old, pair.new) for pair in alignment.pairs}


def test_a_changed_sentence_answers_to_what_it_was() -> None:
    changed = VEST.replace("一方的に停止した", "全面的に停止すると宣言した")
    assert links(align_editions(edition(("", [NORDA, VEST])), edition(("", [NORDA, changed])))) == {
        ((0,), (0,)),
        ((1,), (1,)),
    }


def test_a_short_sentence_with_one_other_word_answers_to_what_it_was() -> None:
    old = edition(("海", ["港は静かである。", "船は八隻ある。", "灯台は岬に立つ。"]))
    new = edition(("海", ["町は古い。", "船は九隻ある。", "鐘は鳴らない。"]))
    assert [pair for pair in links(align_editions(old, new)) if pair[0] and pair[1] and pair[0] != (0,)] == [
        ((2,), (2,))
    ]


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


def test_a_chapter_that_took_in_one_page_is_not_that_page() -> None:
    old, new = edition(("沿岸", [NORDA])), edition(("情勢の全体", [*FILLING[:9], NORDA, *FILLING[9:]]))
    sections = {(pair.old, pair.new) for pair in align_editions(old, new).sections}
    assert (1, 1) not in sections


def test_a_reworded_sentence_that_went_elsewhere_is_found_where_nothing_else_is_like_it() -> None:
    said = "ヴェスト連邦は、軍縮条約の検証措置への参加を停止し、査察団の入国と基地の公開も認めない方針を示した。"
    reworded = (
        "議会では、査察団の入国と基地の公開も認めない方針をヴェスト連邦が撤回するまで、軍縮条約の検証措置を続ける案が論じられ、"
        "各紙もそれを大きく伝え、街では集会が開かれた。"
    )
    others = [one.replace("計画", "予定") for one in FILLING]
    old = edition(("甲", [said, NORDA, KALLERIS, *FILLING]), ("乙", [BUDGET, DRILL]))
    new = edition(("甲", [NORDA, KALLERIS, *others]), ("乙", [BUDGET, DRILL, reworded]))
    last = len(new.statements) - 1
    paired = {(pair.old, pair.new): pair for pair in align_editions(old, new).pairs}
    assert paired[(1,), (last,)].moved
    assert paired[(1,), (last,)].score < MOVED


def test_what_merely_faces_a_sentence_does_not_take_it_from_its_counterpart() -> None:
    faces = "ヴェスト連邦は、軍縮条約の会議の場所を提案した。"
    old = edition(("甲", [NORDA, VEST, KALLERIS]), ("乙", [BUDGET, DRILL]))
    new = edition(("甲", [NORDA, faces, KALLERIS]), ("乙", [BUDGET, VEST.replace("一方的に", ""), DRILL]))
    paired = {(pair.old, pair.new) for pair in align_editions(old, new).pairs}
    assert ((2,), (6,)) in paired


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


def test_of_two_copies_the_one_that_lost_its_place_alone_moved_and_not_the_one_that_went_with_its_section() -> None:
    old = edition(("閉じた基地", [AIR, VEST, DRILL]), ("全般", [NORDA, VEST, BUDGET]), ("港湾", FILLING[:3]))
    new = edition(("全般", [NORDA, BUDGET]), ("港湾", [FILLING[0], VEST, *FILLING[1:3]]))
    assert [(pair.old, pair.new) for pair in align_editions(old, new).pairs if pair.moved] == [((6,), (5,))]
    assert [(pair.old, pair.new) for pair in align_editions(new, old).pairs if pair.moved] == [((5,), (6,))]


def test_of_two_copies_the_one_that_stayed_in_its_section_is_the_one_that_moved_there() -> None:
    changed = VEST.replace("一方的に", "全面的に")
    old = edition(("全般", [VEST, *FILLING[:4]]), ("対外関係", [VEST, *FILLING[4:8]]))
    new = edition(("全般", FILLING[:4]), ("対外関係", [*FILLING[4:8], changed]))
    paired = {(pair.old, pair.new) for pair in align_editions(old, new).pairs}
    assert ((7,), (len(new.statements) - 1,)) in paired


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
    one, again = edition(*sections), edition(*sections)
    alignment = align_editions(one, again)
    assert alignment == align_editions(one, one)  # which is not searched for
    assert all(pair.old == pair.new and not pair.moved for pair in alignment.pairs)
    assert all(pair.old == pair.new and not pair.moved for pair in alignment.sections)
