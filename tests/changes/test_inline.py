"""Highlights as a reader would draw them."""

from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.changes import inline
from wpdiff.changes.anchored import anchored_opcodes
from wpdiff.changes.inline import LONG, edit_script, mirror
from wpdiff.model.comparison import Edit, Op

SIGNS = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}


def drawn(edits: tuple[Edit, ...]) -> str:
    return "".join(f"{SIGNS[edit.op][0]}{edit.text}{SIGNS[edit.op][1]}" for edit in edits)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        # a word put in, a word taken out
        ("動向を懸念する。", "動向を深く懸念する。", "動向を{+深く+}懸念する。"),
        (
            "対話を掲げつつ、無用な対立は避け、進む。",
            "対話を掲げつつ、進む。",
            "対話を掲げつつ、[-無用な対立は避け、-]進む。",
        ),
        # a figure with its counter is one word, a date is one word, with its era
        ("加盟国は8か国である。", "加盟国は9か国である。", "加盟国は[-8か国-]{+9か国+}である。"),
        ("約1,200億円を計上した。", "約1,350億円を計上した。", "[-約1,200億円-]{+約1,350億円+}を計上した。"),
        ("令和5年7月に署名した。", "令和6年7月に署名した。", "[-令和5年7月-]{+令和6年7月+}に署名した。"),
        ("2023年9月14日に発効", "2024年9月14日に発効", "[-2023年9月14日-]{+2024年9月14日+}に発効"),
        # equal ends of kanji compounds stay
        ("両国は共同訓練を行う。", "両国は共同演習を行う。", "両国は共同[-訓練-]{+演習+}を行う。"),
        ("国家安全保障戦略を定めた。", "海洋安全保障戦略を定めた。", "[-国家-]{+海洋+}安全保障戦略を定めた。"),
        # … but never at the cost of a number
        ("第二次防衛計画", "第三次防衛計画", "[-第二次防衛計画-]{+第三次防衛計画+}"),
        # the last kanji before a verb's ending belongs to the verb
        ("協議は年2回開かれている。", "協議は2024年以降開かれている。", "協議は[-年2回-]{+2024年以降+}開かれている。"),
        # an island of one or two characters between two replaced words is bridged
        ("甲国の陸軍が動いた。", "乙国の海軍が動いた。", "[-甲国の陸軍-]{+乙国の海軍+}が動いた。"),
        # a quoted title and a bracketed gloss are one word each
        ("訓練「青い灯台」を行った。", "訓練「赤い灯台」を行った。", "訓練[-「青い灯台」-]{+「赤い灯台」+}を行った。"),
        (
            "機構(ETO:Eastern Treaty Organization)は",
            "機構(ETO:Eastern Trade Organization)は",
            "機構[-(ETO:Eastern Treaty Organization)-]{+(ETO:Eastern Trade Organization)+}は",
        ),
        # English words, figures with units, hyphens
        ("It rose 6.2 percent.", "It rose 9.4 percent.", "It rose [-6.2 percent-]{+9.4 percent+}."),
        ("It will re-sign the pact.", "It will resign the pact.", "It will [-re-sign-]{+resign+} the pact."),
        ("On 3 May 2024 it left.", "On 4 May 2024 it left.", "On [-3 May 2024-]{+4 May 2024+} it left."),
        # what differs only in width is marked too, beside another difference
        ("３隻が配備された。", "3隻が退役した。", "[-３隻が配備され-]{+3隻が退役し+}た。"),
        # a split: the stop that came in
        ("訓練を行い、港を使う。", "訓練を行う。港を使う。", "訓練を行[-い、-]{+う。+}港を使う。"),
    ],
)
def test_the_marks_are_those_of_a_careful_hand(old: str, new: str, expected: str) -> None:
    assert drawn(edit_script(old, new)) == expected


def test_note_marks_are_words_of_their_own_and_all_alike() -> None:
    old, new = "不信を招き5、影響力が低下した。", "不信を招き12、影響力が低下した。"
    edits = edit_script(old, new, old_marks=[(5, 6)], new_marks=[(5, 7)])
    assert drawn(edits) == "不信を招き[-5-]{+12+}、影響力が低下した。"


TEXTS = st.lists(
    st.sampled_from(
        [
            "条約",
            "に",
            "署名",
            "した",
            "。",
            "2024年",
            "8か国",
            "３隻",
            "(CDO:Common Defence)",
            "「盾」",
            " ",
            "the",
            "pact",
            "4",
            "、",
        ]
    )
    | st.text(max_size=4),
    max_size=25,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_come_out_to_the_character_and_backwards_mirrors_forwards(old: str, new: str) -> None:
    edits = edit_script(old, new)
    assert "".join(edit.text for edit in edits if edit.op is not Op.INSERT) == old
    assert "".join(edit.text for edit in edits if edit.op is not Op.DELETE) == new
    assert all(edit.text for edit in edits)
    assert edit_script(new, old) == mirror(edits)


def test_very_long_texts_are_cut_at_unique_words_first() -> None:
    words = [f"word{k}" for k in range(LONG)]
    changed = [*words[:50], "other", *words[51:]]
    edits = edit_script(" ".join(words), " ".join(changed))
    assert [edit.text for edit in edits if edit.op is not Op.KEEP] == ["word50", "other"]


def test_what_stands_between_anchors_is_replaced_whole_when_it_is_too_long() -> None:
    def never(old: object, new: object) -> list[tuple[int, int, int, int, bool]]:
        raise AssertionError("a piece of this length must not be compared exactly")

    old = ["start", *["x"] * 9_000, "end"]
    new = ["start", *["y"] * 9_000, "end"]
    assert anchored_opcodes(old, new, never) == [
        (0, 1, 0, 1, True),
        (1, 9001, 1, 9001, False),
        (9001, 9002, 9001, 9002, True),
    ]


@pytest.mark.skipif(find_spec("fast_diff_match_patch") is None, reason="the compiled differ is not installed")
@given(st.text("abcde", max_size=30), st.text("abcde", max_size=30))
def test_the_compiled_differ_and_the_one_in_python_draw_the_same_script(old: str, new: str) -> None:
    assert list(inline._character_runs(old, new)) == list(inline._python_runs(old, new))
