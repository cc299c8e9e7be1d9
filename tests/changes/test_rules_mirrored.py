"""Whatever the texts: no rule raises, cues stand where they are said to stand, backwards mirrors forwards."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify
from wpdiff.changes.difference import Difference
from wpdiff.changes.inline import mirror
from wpdiff.model.comparison import ChangeKind, Finding, Side

MIRRORED = {
    "assessment_stronger": "assessment_weaker",
    "certainty_raised": "certainty_lowered",
    "commitment_added": "commitment_dropped",
}
MIRRORED |= {second: first for first, second in MIRRORED.items()}
EVENTS = ("treaty_", "suspension", "resumption", "new_", "designation", "deployment", "force_", "exercise", "arms_")
EVENTS += ("sanction", "meeting", "incident", "policy_document", "policy_stance", "other_substance")

WORDS_JA = st.sampled_from(
    (
        "ノルダ 条約 に署名した 署名する方針 から脱退した 停止していない "
        "「効力の停止」 を宣言した 深刻な懸念 懸念 可能性がある "
        "とみられる 8か国 八か国 3隻 2024年 同年12月 "
        "令和6年 など 、 。 は を 約束した と主張している 極めて 制裁を解除した 図る "
        "はかる （ ） 第3章第2節 ため 初めて 演習を実施した ２０２４ ① 𠮷 か゛ \u200b 非難した 拒否した 方針を転換した "
        "は、 毎年 おそれがある 株式会社 脱退を検討し、 ことが適当である 前年同月比 第58回 58回 "
        "（令和4年閣議決定） 侵攻 侵略"
    ).split()
)
WORDS_EN = st.sampled_from(
    (
        'Norda signed the treaty plans_to_sign had_not_suspended will_not_use "grave_concern" concern may is likely '
        "unlikely 12 "
        "twelve 7.2% percent 2024 that_year May in the US "
        "United_States defense defence , . according_to reportedly all some "
        "due_to No longer “ ” condemned rejected supports doubled tripled $3_billion 3_billion_dollars Dec._2022 "
        "appears_to_have_deployed planned was_sent no_longer_applies invasion aggression"
    ).split()
).map(lambda words: words.replace("_", " "))
TEXTS = st.one_of(
    st.lists(WORDS_JA, min_size=1, max_size=14).map("".join),
    st.lists(WORDS_EN, min_size=1, max_size=14).map(" ".join),
    st.text(min_size=1, max_size=60),
)
PAIRS = st.tuples(TEXTS, TEXTS, st.sampled_from(["ja", "en", "de", ""]))


def _turned(difference: Difference) -> Difference:
    kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    return Difference(
        kind=kinds.get(difference.kind, difference.kind),
        language=difference.language,
        old=difference.new,
        new=difference.old,
        edits=mirror(difference.edits),
    )


def _forwards(finding: Finding) -> tuple[str, bool, str]:
    return finding.category, finding.gone, finding.significance.value


def _backwards(finding: Finding, *, alone: bool) -> tuple[str, bool, str]:
    category = MIRRORED.get(finding.category, finding.category)
    turns = finding.category.startswith(EVENTS) and (
        alone or finding.category not in ("other_substance", "policy_stance")
    )
    return category, finding.gone ^ turns, finding.significance.value


@settings(deadline=None, max_examples=300)
@given(PAIRS)
def test_findings_are_never_empty_and_mirrored(pair: tuple[str, str, str]) -> None:
    old, new, language = pair
    if old == new:
        return
    difference = bare_difference(old, new, language)
    found, turned = classify(difference), classify(_turned(difference))
    assert found
    assert sorted(map(_forwards, found)) == sorted(_backwards(one, alone=False) for one in turned)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.sampled_from(["ja", "en"]))
def test_what_is_added_one_way_is_gone_the_other_way(text: str, language: str) -> None:
    added, removed = classify(bare_difference(None, text, language)), classify(bare_difference(text, None, language))
    assert sorted(map(_forwards, added)) == sorted(_backwards(one, alone=True) for one in removed)
    assert all(not one.gone for one in added)


@settings(deadline=None, max_examples=200)
@given(PAIRS)
def test_every_cue_is_printed_where_its_span_says(pair: tuple[str, str, str]) -> None:
    old, new, language = pair
    difference = bare_difference(old, new, language)
    for finding in classify(difference) if old != new else ():
        assert finding.evidence
        for evidence in finding.evidence:
            text = old if evidence.side is Side.OLD else new
            assert text[evidence.start : evidence.end] == evidence.cue
