"""Texts that are passed over as one are read as each alone would be."""

from hypothesis import given
from hypothesis import strategies as st

from wpdiff.changes.joined import Joined
from wpdiff.changes.sides import fold_widths

PARTS = st.sampled_from(
    ["May", " ", ",", "in", " 5", "Ｓ－４００", "\u3000", "İ", "É", "東の盾", "NDF", "(", "\ud800", "\n"]
)
TEXTS = st.lists(st.lists(PARTS, max_size=6).map("".join), max_size=6)


@given(TEXTS, st.sampled_from(["ja", "en"]))
def test_each_text_is_folded_as_if_it_stood_alone(texts: list[str], language: str) -> None:
    joined = Joined.of(texts, language)
    assert [joined.text(number) for number in range(len(texts))] == [fold_widths(text, language) for text in texts]
    assert [len(fold_widths(text, language)) for text in texts] == list(map(len, texts))


@given(TEXTS, st.lists(st.sampled_from(["NDF", "may", "盾", "F(", "\ud800"]), unique=True))
def test_words_are_found_in_the_texts_that_hold_them(texts: list[str], words: list[str]) -> None:
    joined = Joined.of(texts, "ja")
    assert joined.holds(words) == {word for word in words if any(word in text for text in texts)}
    assert joined.holding(words) == [k for k, text in enumerate(texts) if any(word in text for word in words)]
