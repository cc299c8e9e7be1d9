"""A pattern whose sets are made ready finds what `re` finds, sign for sign."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wpdiff.text.sign_sets import compile_quickly

EVERY_SIGN = "".join(map(chr, range(0x110000)))
SETS = (
    "[一-鿿々ァ-ヶー]",
    "[^一-鿿]",
    "[、。]",
    r"[\w々]",
    r"[^\d、-〿]",
    "[a-zé]",
    "[\u4dc0-\U0001ffff]",
    "[^\x00-\u3004\ufb00-\U0001ffff]",
    "[\U0001f3fb-\U0001f3ff々]",
    "[\x00-\uffff]",
    "[^\x00-\U0010ffff]",
    "[ÿĀ\uffff\U00010000]",
)
SIGNS = st.characters(min_codepoint=0x20, exclude_characters="[]^-\\&~|")


@pytest.mark.parametrize("signs", SETS)
def test_a_set_holds_the_same_signs(signs: str) -> None:
    assert compile_quickly(signs).findall(EVERY_SIGN) == re.findall(signs, EVERY_SIGN)


def test_a_set_may_touch_every_block() -> None:
    signs = f"[{''.join(chr(256 * block + block) for block in range(256) if not 0xD8 <= block < 0xE0)}]"
    many = "".join(f"\\u{256 * block + block:04x}" for block in range(256))
    for one in (signs.replace("\\", ""), f"[{many}]"):
        assert compile_quickly(one).findall(EVERY_SIGN) == re.findall(one, EVERY_SIGN)


@given(st.lists(st.tuples(SIGNS, SIGNS).map(sorted), min_size=1, max_size=6), st.booleans(), st.text())
def test_any_set_holds_the_same_signs(spans: list[list[str]], negated: bool, text: str) -> None:
    signs = f"[{'^' * negated}{''.join(f'{first}-{last}' for first, last in spans)}]"
    text += "".join(first + last for first, last in spans)
    assert compile_quickly(signs).findall(text) == re.findall(signs, text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(?P<kanji>[一-鿿]+)(?:[ぁ-ん]|の[、。])*(?=[一-鿿々])",
        "(?i)[Ａ-Ｚÿ]+[一-鿿]?",
        "(?i:[Ａ-Ｚ々])[々ａ]",
        "([々一])?(?(1)[ぁ-ん々]|[ァ-ヶー々])",
        "(?>[一-鿿々]+)[ぁ-ん]++",
        "(?x) [一-鿿々] [ぁ-ん]  # a word",
        "(?<![一-鿿々])([ぁ-ん、])\\1",
    ],
)
@given(st.lists(st.sampled_from("港々にはァaＡａＺ、。のÿŸ人")).map("".join))
def test_the_sets_inside_a_pattern_are_made_ready_too(pattern: str, text: str) -> None:
    quick, plain = compile_quickly(pattern), re.compile(pattern)
    assert [(one.regs, one.groupdict()) for one in quick.finditer(text)] == [
        (one.regs, one.groupdict()) for one in plain.finditer(text)
    ]
    assert quick.sub(r"<\g<0>>", text) == plain.sub(r"<\g<0>>", text)


def test_flags_are_heeded() -> None:
    assert compile_quickly("[々a].", re.DOTALL | re.IGNORECASE).flags == re.compile("a.", re.S | re.I).flags
    assert compile_quickly("[々a].", re.DOTALL | re.IGNORECASE).findall("A\n々b") == ["A\n", "々b"]


def test_a_wrong_pattern_is_told() -> None:
    with pytest.raises(re.error):
        compile_quickly("[一-")
