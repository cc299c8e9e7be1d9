"""Two texts of which nothing else is known: when another number is a renumbered reference."""

import pytest

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify


def categories(old: str, new: str, language: str) -> set[str]:
    return {finding.category for finding in classify(bare_difference(old, new, language))}


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        # A line that only refers, with and without a label, down to the item in brackets.
        ("参照2章3項2", "参照3章1項4", "ja"),
        ("参照2章3項2(1)(ノルダとの関係)", "参照3章1項4(2)(ノルダとの関係)", "ja"),
        ("See Section 1, 4(1) (Vest)", "See Section 2, 4(2) (Vest)", "en"),
        # A paper's own parts in running text.
        ("詳細は第3章第2節で述べる。", "詳細は第4章第1節で述べる。", "ja"),
        ("Ports are described in Section 2.4.", "Ports are described in Section 3.1.", "en"),
        ("推移は図表1-2-3のとおりである。", "推移は図表1-3-1のとおりである。", "ja"),
    ],
)
def test_a_reference_may_have_been_renumbered(old: str, new: str, language: str) -> None:
    assert categories(old, new, language) == {"editorial_reference"}
    assert categories(new, old, language) == {"editorial_reference"}


@pytest.mark.parametrize(
    ("old", "new", "language"),
    [
        ("参照2章3項2(ノルダとの関係)", "参照3章1項4(カレリスとの関係)", "ja"),
        # Another publication's parts.
        ("海洋憲章第7章に基づく措置である。", "海洋憲章第6章に基づく措置である。", "ja"),
        ("Duties rest on Section 301.", "Duties rest on Section 232.", "en"),
        ("Duties rest on Section 5 of the Act.", "Duties rest on Section 6 of the Act.", "en"),
        # Which paragraph a statute means is its substance, where nothing shows that it was renumbered.
        ("第二項の規定による届出をする。", "第三項の規定による届出をする。", "ja"),
        # Figures beside it.
        ("参照2章3項(訓練3回)", "参照3章1項(訓練4回)", "ja"),
    ],
)
def test_another_number_may_be_another_thing(old: str, new: str, language: str) -> None:
    assert "editorial_reference" not in categories(old, new, language)
