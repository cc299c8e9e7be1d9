"""Units: words are told apart only where somebody asks, and are then the same as all at once."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.folding import Units, fold_units
from wpdiff.changes.sides import read_sides

PIECES = (
    "両国は",
    "2024年6月",
    "、",
    "8か国",
    "及び",
    "および",
    "条約に",
    "署名し",
    "た。",
    "（ETO:Eastern Treaty）",
    "を",
    "国際",
)


def units_of(text: str) -> Units:
    sides = read_sides(bare_difference("両国", text, "ja"))
    return fold_units(sides.new, sides)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_units_follow_one_another_without_a_gap(text: str) -> None:
    units = list(units_of(text))
    assert [one.start for one in units] == [0, *(one.end for one in units[:-1])]
    assert units[-1].end == len(text)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join), st.data())
@settings(max_examples=200, deadline=None)
def test_a_part_is_asked_for_as_it_stands_in_the_whole(text: str, data: st.DataObject) -> None:
    units = units_of(text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert units.within(start, end) == tuple(one for one in units_of(text) if start <= one.start < end)
    inside = [(one.start, one.end) for one in units_of(text) if one.start < start < one.end]
    assert units.around(start) == (inside[0] if inside else None)


@given(st.permutations(["東部、", "西部、", "2024年、", "8か国、", "および、"]), st.permutations(["東部、", "及び、"]))
@settings(max_examples=50, deadline=None)
def test_the_same_in_another_order_says_the_same(first: list[str], second: list[str]) -> None:
    one, other = "".join(first), "".join(sorted(first))
    assert units_of(one).says_as(units_of(other))
    assert not units_of(one).says_as(units_of(other + "".join(second)))
