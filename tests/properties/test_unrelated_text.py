"""What is said elsewhere changes nothing here: exact pairs, findings and groups of the rest stay as they were."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wpdiff.model.comparison import Comparison, GroupType, Side
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare

_FOUNDED = "ノルダは2024年4月に沿岸警備隊を新設した。"
_SUSPENDED = "同年12月、ヴェスト連邦は軍縮条約の効力を停止した。"
SENTENCES = st.sampled_from(
    (
        _FOUNDED,
        _SUSPENDED,
        "沿岸の哨戒艇は14隻である。",
        "島の砲台は重大な脅威である。",
        "この動向を深刻な懸念をもって注視していく必要がある。",
        "共同演習「東の盾」にはNDFが参加した。",
        "隣国への侵攻は続いている。",
        "隣国への侵略は続いている。",
        "漁業は主要な産業である。",
    )
)
SECTIONS = st.lists(SENTENCES, min_size=1, max_size=6)
# Which of several copies in another order is the one that moved cannot be known, and hangs on the whole.
SAID_ONCE = st.lists(SENTENCES, min_size=1, max_size=6, unique=True)
# No date, no name, no figure: nothing that another sentence could lean on.
NEUTRAL = st.sampled_from(("空は晴れて風もない。", "道はやがて細くなる。", "人々は静かに暮らしている。"))


def _edition(name: str, first: list[str], second: list[str]) -> EditionSource:
    text = "第1節 概況\n\n" + "\n\n".join(first) + "\n\n第2節 暮らし\n\n" + "\n\n".join(second) + "\n"
    return EditionSource(path="-", name=name, data=text.encode(), language="ja")


def _compare(old: list[str], new: list[str], more_old: list[str], more_new: list[str]) -> Comparison:
    second = ["町には市場がある。"]
    return compare(
        _edition("old", old, second + more_old),
        _edition("new", new, second + more_new),
    )


def _told(comparison: Comparison, without: str) -> list[tuple[object, ...]]:
    return [
        (one.id, one.kind, one.significance, one.categories, tuple(excerpt.text for excerpt in (*one.old, *one.new)))
        for one in comparison.changes
        if not any(excerpt.text == without for excerpt in (*one.old, *one.new))
    ]


def _exact(comparison: Comparison, without: str) -> list[str]:
    texts = [comparison.new.statements[j].text for _, j in comparison.unchanged]
    return [text for text in texts if text != without]


@settings(deadline=None, max_examples=60)
@given(SAID_ONCE, SAID_ONCE, NEUTRAL)
@example([_FOUNDED, _SUSPENDED, _SUSPENDED], [_SUSPENDED, _FOUNDED, _SUSPENDED], "空は晴れて風もない。")
def test_a_neutral_sentence_appended_to_another_section_leaves_the_rest_alone(
    old: list[str], new: list[str], neutral: str
) -> None:
    before, after = _compare(old, new, [], []), _compare(old, new, [], [neutral])
    assert _exact(after, neutral) == _exact(before, neutral)
    assert _told(after, neutral) == _told(before, neutral)
    assert [(one.type, one.old, one.new, one.changes) for one in after.groups] == [
        (one.type, one.old, one.new, one.changes) for one in before.groups
    ]
    assert [(one.name, one.side, one.count) for one in after.names] == [
        (one.name, one.side, one.count) for one in before.names
    ]


@settings(deadline=None, max_examples=40)
@given(SECTIONS, SECTIONS)
def test_groups_and_names_mirror(old: list[str], new: list[str]) -> None:
    forwards, backwards = _compare(old, new, [], []), _compare(new, old, [], [])
    turned = {Side.OLD: Side.NEW, Side.NEW: Side.OLD}
    assert sorted((one.name, one.side, one.count) for one in forwards.names) == sorted(
        (one.name, turned[one.side], one.count) for one in backwards.names
    )
    assert sorted(
        (one.type, one.old, one.new, one.significance, len(one.changes)) for one in forwards.groups
    ) == sorted((one.type, one.new, one.old, one.significance, len(one.changes)) for one in backwards.groups)


@settings(deadline=None, max_examples=40)
@given(SECTIONS, SECTIONS)
def test_a_name_stands_where_it_is_said_to_and_a_formula_in_both_editions(old: list[str], new: list[str]) -> None:
    comparison = _compare(old, new, [], [])
    for name in comparison.names:
        edition = comparison.new if name.side is Side.NEW else comparison.old
        other = comparison.old if name.side is Side.NEW else comparison.new
        assert edition.statements[name.statement].text[name.start :].startswith(name.name)
        assert not any(name.name in statement.text for statement in other.statements)
    for group in comparison.groups:
        for i, j in group.at if group.type is GroupType.FORMULA else ():
            assert group.new in comparison.new.statements[j].text
            assert group.old in comparison.old.statements[i].text
