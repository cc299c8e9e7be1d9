"""Partners sought all at once are those found one statement after another, and so are the links."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from wpdiff.align import align_editions, candidates, packed
from wpdiff.align.side import look_at, numbering
from wpdiff.model.edition import Edition, StatementKind
from wpdiff.model.work import in_turn

sys.path.insert(0, str(Path(__file__).parent))
from editions import edition

WORDS = "ノルダ ヴェスト 条約 署名 停止 12隻 艦隊 は に を した。 NDF the pact \t 𠮷 \ud800 a".split(" ")
SENTENCES = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=9).map("".join),
        st.sampled_from([StatementKind.SENTENCE, StatementKind.ROW, StatementKind.NOTE, StatementKind.HEADING]),
    ),
    max_size=14,
)


def edition_of(sentences: list[tuple[str, StatementKind]]) -> Edition:
    plain = edition(("", [text for text, _ in sentences]))
    kinds = [kind for _, kind in sentences]
    statements = tuple(replace(one, kind=kind) for one, kind in zip(plain.statements, kinds, strict=True))
    return replace(plain, statements=statements)


@settings(max_examples=300, deadline=None)
@given(SENTENCES, SENTENCES, st.sampled_from([1, 40, 1 << 21]))
def test_both_ways_find_the_same_partners_and_links(
    old: list[tuple[str, StatementKind]], new: list[tuple[str, StatementKind]], together: int
) -> None:
    first, second = edition_of(old), edition_of(new)
    numbers = numbering()
    sides = look_at(first, numbers), look_at(second, numbers)
    free = [[k for k, (_, kind) in enumerate(some) if kind is not StatementKind.HEADING] for some in (old, new)]
    found = []
    for many in (0, 1 << 30):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(candidates, "MANY", many)
            patch.setattr(packed, "TOGETHER", together)
            patch.setattr(packed, "CELLS", together)
            scale, partners = candidates.weigh_free(*sides, *free, in_turn)
            scores = [[scale.score(i, j) for j in free[1]] for i in free[0]]
            found.append((partners, scores, align_editions(first, second)))
    assert found[0] == found[1]
