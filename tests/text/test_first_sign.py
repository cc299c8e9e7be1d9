"""A pattern that looks at the first sign finds what it finds without."""

import re

from hypothesis import given
from hypothesis import strategies as st

from wpdiff.text.first_sign import compile_sought

PATTERNS = (
    "(?<!未)施行|(?:条約|協定)[^。]{0,9}結",
    "仮?署名(?!式)",
    r"\b(?:sign|ratif)ed\b",
    "(a|b)?c",
    "(?:a|)b",
    "a*",
    "[^a]b",
    r"\d+位",
    "(?i)AB",
    "(?i:a)b",
    "a++b",
    "(?=未)未施",
    "[一-鿿ァ-ヶ]b|a",
    "^a|b$",
    r"(a)\1|b",
    "(?:(?<!a)|(?<=。)(?<!b))(?:b|施)",
    "((?<=a)|(?=c))?(?:b|c)",
    "(?:(?<=a)|b)c",
)
TEXTS = st.lists(
    st.sampled_from("a b c A B 未 施行 条約 協定 を結 仮署名 署名式 signed ratified 3位 。 \n".split(" ")), max_size=12
).map("".join)


@given(TEXTS, st.sampled_from(PATTERNS), st.integers(0, 4), st.integers(0, 30))
def test_a_look_at_the_first_sign_changes_no_match(text: str, pattern: str, begin: int, end: int) -> None:
    sought, plain = compile_sought(pattern), re.compile(pattern)
    assert [one.span() for one in sought.finditer(text)] == [one.span() for one in plain.finditer(text)]
    assert [one.regs for one in sought.finditer(text, begin, end)] == [
        one.regs for one in plain.finditer(text, begin, end)
    ]
    assert bool(sought.fullmatch(text)) == bool(plain.fullmatch(text))
