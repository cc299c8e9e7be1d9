"""What only looks different is editorial, and nothing else is: single words and phrases, alone."""

import json
from pathlib import Path

import pytest

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify
from wpdiff.changes.rank import significance_of
from wpdiff.model.comparison import Significance
from wpdiff.text.normalize import to_key

CASES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "text" / "normalize_cases.jsonl").read_text(encoding="utf-8").splitlines()
]
EDITORIAL = [
    ("ja", "わが国の防衛", "我が国の防衛"),
    ("ja", "強化を図る", "強化をはかる"),
    ("ja", "3ヶ国", "3か国"),
    ("ja", "三か国が参加", "3か国が参加"),
    ("ja", "八か国", "8か国"),
    ("ja", "令和7年に署名", "2025年に署名"),
    ("ja", "令和元年5月", "2019年5月"),
    ("ja", "1億2,000万円", "1.2億円"),
    ("ja", "7.2パーセント", "7.2%"),
    ("ja", "サーバー", "サーバ"),
    ("ja", "コンピューター", "コンピュータ"),
    ("ja", "演習等", "演習など"),
    ("ja", "すべての国", "全ての国"),
    ("ja", "打ち上げた", "打上げた"),
    ("ja", "本文書は", "この文書は"),
    ("en", "defence policy", "defense policy"),
    ("en", "rose 7 per cent", "rose 7%"),
    ("en", "on 3 May 2024", "on May 3, 2024"),
    ("en", "third place", "3rd place"),
    ("ja", "新START(戦略兵器削減条約)、乙、丙", "新START(戦略兵器削減条約)、丙、乙"),
    ("ja", "ウクライナ及びロシア", "ウクライナおよびロシア"),
]
SUBSTANTIVE = [
    ("ja", "100発", "1000発"),
    ("ja", "2024年度", "2024年"),
    ("ja", "前年比3%", "前年比3%ポイント"),
    ("ja", "「共和国」", "共和国"),
    ("ja", "約3隻", "3隻"),
    ("ja", "3隻以上", "3隻以下"),
    ("ja", "サーバ", "サーバイ"),
    ("ja", "条約に署名した", "条約に署名していない"),
    ("ja", "H2O", "H20"),
    ("ja", "10²", "102"),
    ("ja", "Su-57", "Su-35"),
    ("ja", "5機", "5基"),
    ("ja", "昭和50年", "平成50年"),
    ("en", "is not committed", "is committed"),
    ("en", "recover", "re-cover"),
    ("en", "in 2024", "in 2025"),
    ("en", "1.5 billion", "15 billion"),
    ("ja", "四国", "4国"),
    ("ja", "3〜4隻", "34隻"),
    ("ja", "1．5倍", "15倍"),
    ("ja", "甲は、乙を支援", "甲を、乙は支援"),
]


def level(language: str, one: str, other: str) -> str:
    if to_key(one, language=language) == to_key(other, language=language):
        return "silent"
    significance = significance_of(classify(bare_difference(one, other, language)))
    return "editorial" if significance is Significance.EDITORIAL else "substantive"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_difference_has_the_level_that_its_case_says(case: dict[str, str]) -> None:
    assert level(case["lang"], case["a"], case["b"]) == case["level"], case["why"]


@pytest.mark.parametrize(("language", "one", "other"), EDITORIAL)
def test_another_spelling_of_the_same_is_editorial(language: str, one: str, other: str) -> None:
    assert level(language, one, other) == "editorial"


@pytest.mark.parametrize(("language", "one", "other"), SUBSTANTIVE)
def test_another_fact_is_not(language: str, one: str, other: str) -> None:
    assert level(language, one, other) == "substantive"
