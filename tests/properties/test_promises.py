"""What must always hold, on texts with everything that has ever broken a tool: widths, notes, brackets, controls."""

from hypothesis import given, reject, settings
from hypothesis import strategies as st

from wpdiff.codec import dump_comparison, encode_comparison, load_comparison
from wpdiff.errors import IngestError
from wpdiff.model.comparison import Comparison, Op, Significance
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare

PIECES = st.sampled_from(
    [
        "ノルダは2024年4月に沿岸警備隊を新設した。",
        "ノルダは２０２４年４月に沿岸警備隊を新設した。",
        "同年12月、ヴェスト連邦は軍縮条約の効力を停止した。",
        "2023年3月、カレリスは新たな基本方針を承認した。",
        "条約機構4(CDO:Common Defence Organization)は8か国からなる。",
        "条約機構5(CDO:Common Defence Organization)は八か国からなる。",
        "首相は「交渉は終わった。次は履行だ。」と述べた。",
        "4 ノルダ、ヴェスト連邦、カレリスの3か国が加盟する軍事同盟である。",
        "参照2章3項2(ノルダとの関係)",
        "図表I-1-2 国防費の推移",
        "第1章 全般",
        "第2節 対外関係",
        "1 全般",
        "2 対外関係",
        "(1)アウロア諸国との関係",
        "ア 陸上部隊",
        "The treaty entered into force in 2024. It was signed by eight states.",
        "Norda suspended its participation; Vest (see Section 2) did not.",
        "Part I Overview",
        "1.2 Foreign relations",
        "か\u3099んは\u309aり、\u200bゼロ幅、\u202e左右、\ufeff印。",
        "絵文字👩\u200d👩\u200d👧と𠮷野家、e\u0301té。",
        "（閉じない括弧の文である。次の文。",
        "\x00\x07制御文字。",
        "| 甲 | 12 |",
        "・項目一",
        "",
        "   ",
        "昨年に引き続き、本年も訓練を行った。",
    ]
)
LINES = st.lists(PIECES | st.text(max_size=25), min_size=1, max_size=14)
PROFILE = settings(max_examples=60, deadline=None)


def source(lines: list[str], name: str) -> EditionSource:
    text = "\n".join(lines) + "\n本文。\n"
    return EditionSource(path="-", name=name, data=text.encode("utf-8", "surrogatepass"), language="ja")


def both(old: list[str], new: list[str]) -> Comparison:
    try:
        return compare(source(old, "old"), source(new, "new"))
    except IngestError as error:
        if "not text" not in error.message:
            raise
        reject()  # what is mostly control characters is refused, and says so


@PROFILE
@given(LINES, LINES)
def test_every_statement_is_accounted_for_once_and_every_edit_script_is_verbatim(
    old: list[str], new: list[str]
) -> None:
    comparison = both(old, new)
    at_old = [i for i, _ in comparison.unchanged] + [i for change in comparison.changes for i in change.at_old]
    at_new = [j for _, j in comparison.unchanged] + [j for change in comparison.changes for j in change.at_new]
    assert sorted(at_old) == list(range(len(comparison.old.statements)))
    assert sorted(at_new) == list(range(len(comparison.new.statements)))
    for change in comparison.changes:
        for ats, edition, op in (
            (change.at_old, comparison.old, Op.DELETE),
            (change.at_new, comparison.new, Op.INSERT),
        ):
            statements = [edition.statements[i] for i in ats]
            joined = "".join((one.before if place else "") + one.text for place, one in enumerate(statements))
            assert "".join(edit.text for edit in change.edits if edit.op in (Op.KEEP, op)) == joined


@PROFILE
@given(LINES, LINES)
def test_backwards_mirrors_forwards(old: list[str], new: list[str]) -> None:
    forwards, backwards = both(old, new), both(new, old)
    assert {(c.id, c.at_old, c.at_new) for c in forwards.changes} == {
        (c.id, c.at_new, c.at_old) for c in backwards.changes
    }
    assert set(forwards.unchanged) == {(j, i) for i, j in backwards.unchanged}
    scripts = {c.id: c for c in backwards.changes}
    for change in forwards.changes:
        mirrored = scripts[change.id]
        assert change.significance == mirrored.significance
        assert sorted(edit.text for edit in change.edits if edit.op is Op.INSERT) == sorted(
            edit.text for edit in mirrored.edits if edit.op is Op.DELETE
        )


@PROFILE
@given(LINES)
def test_an_edition_compared_with_itself_has_no_change(lines: list[str]) -> None:
    assert both(lines, lines).changes == ()


@PROFILE
@given(LINES, LINES)
def test_evidence_points_at_the_printed_words(old: list[str], new: list[str]) -> None:
    comparison = both(old, new)
    for change in comparison.changes:
        assert change.findings
        for finding in change.findings:
            assert finding.evidence
            for one in finding.evidence:
                edition = comparison.old if one.side == "old" else comparison.new
                assert edition.statements[one.statement].text[one.start : one.end] == one.cue


@PROFILE
@given(LINES, LINES)
def test_the_same_inputs_give_the_same_bytes_and_json_loses_nothing(old: list[str], new: list[str]) -> None:
    first = dump_comparison(both(old, new))
    assert first == dump_comparison(both(old, new))
    assert encode_comparison(load_comparison(first)) == encode_comparison(both(old, new))


@PROFILE
@given(LINES)
def test_two_encodings_of_one_text_have_no_change_of_substance(lines: list[str]) -> None:
    text = "\n".join(lines) + "\nノルダは条約に署名した。\n"
    kept = text.encode("cp932", "ignore").decode("cp932")
    one = EditionSource(path="-", name="a", data=kept.encode("utf-8"), language="ja")
    other = EditionSource(path="-", name="b", data=b"\xef\xbb\xbf" + kept.encode("utf-8"), language="ja")
    try:
        changes = compare(one, other).changes
    except IngestError:  # so many control characters that it is no text
        reject()
    assert all(change.significance is Significance.EDITORIAL for change in changes)
