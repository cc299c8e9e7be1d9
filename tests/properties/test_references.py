"""References on invented statutes and papers whose parts come, go and change places: mirrored, and never of itself."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from wpdiff.model.comparison import Comparison
from wpdiff.model.source import EditionSource
from wpdiff.walk import compare

SUBJECTS = "灯台 鐘楼 桟橋 水門 堤防 倉庫".split()
REFERENCES = [
    "前条",
    "次条",
    "前項",
    "第二条",
    "第三条第二項",
    "第一項第二号",
    "附則第一条",
    "第二条から第四条まで",
    "同条第一項",
]
ARTICLE = st.tuples(st.sampled_from(SUBJECTS), st.lists(st.sampled_from(REFERENCES), max_size=2), st.integers(0, 2))
LAWS = st.lists(ARTICLE, min_size=1, max_size=6)
CHAPTERS = st.lists(
    st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(["2章", "3章1節", "第2章第2節", "1節", "図表1-1"])),
    min_size=1,
    max_size=5,
)
PROFILE = settings(max_examples=20, deadline=None)


def law(articles: list[tuple[str, list[str], int]]) -> str:
    lines = []
    for count, (subject, references, items) in enumerate(articles):
        lines.append(f"（{subject}）")
        lines.append(f"第{'一二三四五六'[count]}条　{subject}の管理は、府がこれを行うものとする。")
        lines += [f"{'２３'[n]}　{name}の{subject}は、毎年これを検査する。" for n, name in enumerate(references)]
        lines += [f"{'一二'[n]}　{subject}の第{n}種のもの" for n in range(items)]
    return "\n".join([*lines, "附　則", "第一条　この法律は、公布の日から施行する。"])


def paper(chapters: list[tuple[str, str]]) -> str:
    lines = []
    for count, (subject, reference) in enumerate(chapters, start=1):
        lines += [f"第{count}章 {subject}", "", f"第1節 {subject}の全般", "", f"{subject}は、岬に置かれている。", ""]
        lines += [f"参照{reference}", "", f"詳しくは、第{count}章第1節({subject}の全般)に述べる。", ""]
    return "\n".join(lines)


def source(text: str, name: str) -> EditionSource:
    return EditionSource(path="-", name=name, data=text.encode(), language="ja")


def mirrored(old: str, new: str) -> tuple[Comparison, Comparison]:
    first, second = source(old, "old"), source(new, "new")
    return compare(first, second), compare(second, first)


def holds(old: str, new: str) -> None:
    forwards, backwards = mirrored(old, new)
    there = {one.id: one for one in backwards.changes}
    for change in forwards.changes:
        back = there[change.id]
        assert (change.at_old, change.at_new, change.significance) == (back.at_new, back.at_old, back.significance)
        if change.old and change.new:
            assert told(change.findings, "old") == told(back.findings, "new")
            assert told(change.findings, "new") == told(back.findings, "old")
    assert compare(source(new, "old"), source(new, "new")).changes == ()


def told(findings: tuple[object, ...], side: str) -> list[tuple[str, str]]:
    """What findings about references say of one side."""
    return sorted(
        (evidence.cue, evidence.says)
        for finding in findings
        for evidence in finding.evidence  # type: ignore[attr-defined]
        if evidence.side == side and evidence.rule == "reference_target"
    )


@PROFILE
@given(LAWS, LAWS)
def test_statutes_mirror_and_do_not_differ_from_themselves(
    old: list[tuple[str, list[str], int]], new: list[tuple[str, list[str], int]]
) -> None:
    holds(law(old), law(new))


@PROFILE
@given(CHAPTERS, CHAPTERS)
def test_papers_mirror_and_do_not_differ_from_themselves(
    old: list[tuple[str, str]], new: list[tuple[str, str]]
) -> None:
    holds(paper(old), paper(new))


@PROFILE
@given(LAWS)
def test_every_target_is_within_its_edition(articles: list[tuple[str, list[str], int]]) -> None:
    edition = compare(source(law(articles), "old"), source(law(articles), "new")).old
    for statement in edition.statements:
        for target in statement.targets:
            assert statement.text[target.start : target.end] == target.number
            assert target.section is None or 0 < target.section < len(edition.sections)
            if target.statement is not None:
                assert edition.statements[target.statement].section == target.section
