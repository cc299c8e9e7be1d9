"""Hard texts cost what ordinary ones do: the work is counted, not timed."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from wpdiff.align import align_editions, candidates, gaps
from wpdiff.align.candidates import Scale

sys.path.insert(0, str(Path(__file__).parent))
from editions import edition

LETTERS = "海空陸港湾島峡岬湖川沼森林野原丘谷峰雪氷雲霧雨風雷波潮砂岩石"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often two statements were scored, and how often several were joined."""
    counts = [0]

    def counted(score, *arguments):
        counts[0] += 1
        return score(*arguments)

    for place, name in ((Scale, "score"), (gaps, "_joined")):
        work = getattr(place, name)
        monkeypatch.setattr(place, name, lambda *given, work=work: counted(work, *given))
    monkeypatch.setattr(candidates, "MANY", 1 << 30)
    return counts


def sentence(chance: random.Random) -> str:
    return "".join(chance.choice(LETTERS) for _ in range(30)) + "。"


def work_of(asked: list[int], old: list[str], new: list[str]) -> int:
    asked[0] = 0
    align_editions(edition(("題", old)), edition(("題", new)))
    return asked[0]


@pytest.mark.parametrize("count", [300, 600])
def test_unrelated_editions_score_few_pairs_a_statement(asked: list[int], count: int) -> None:
    chance = random.Random(1)  # noqa: S311  the same letters every time, no secret
    old, new = ([sentence(chance) for _ in range(count)] for _ in range(2))
    assert work_of(asked, old, new) <= 12 * count


@pytest.mark.parametrize("count", [300, 600])
def test_identical_sentences_score_few_pairs_a_statement(asked: list[int], count: int) -> None:
    assert work_of(asked, ["同じ文である。"] * count, ["同じ文である。"] * (count - 7)) <= 12 * count


@pytest.mark.parametrize("count", [300, 600])
def test_shuffled_sentences_score_few_pairs_a_statement(asked: list[int], count: int) -> None:
    chance = random.Random(1)  # noqa: S311  the same letters every time, no secret
    old = [sentence(chance) for _ in range(count)]
    new = [one.replace("海", "空", 1) for one in old]
    chance.shuffle(new)
    assert work_of(asked, old, new) <= 24 * count
