"""A comparison of two invented editions with every kind of change, and one that means harm."""

from wpdiff.model.comparison import (
    Change,
    ChangeKind,
    Comparison,
    Edit,
    Evidence,
    Excerpt,
    Finding,
    Group,
    GroupType,
    Move,
    Op,
    SectionChange,
    Side,
    Significance,
    Summary,
    UnreadChange,
)
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition, Section, Statement, StatementKind
from wpdiff.model.source import Anchor, Page, ReadingWarning

HOSTILE = "<script>document.title='stolen'</script><img src=http://vest.example/x onerror=alert(1)>"
STEERING = "\x1b[31m\x07\u202e\u2066\x00\ud800"
LONG = "長" * 300 + "W" * 300

_HIGH, _MEDIUM, _LOW, _EDITORIAL = Significance
_KEEP, _INSERT, _DELETE = Op


def edits(*steps: tuple[Op, str]) -> tuple[Edit, ...]:
    return tuple(Edit(op=op, text=text) for op, text in steps)


def finding(category, significance, *evidence, gone=False):
    return Finding(category=category, status="done", significance=significance, evidence=evidence, gone=gone)


def cue(rule, side, text, says=""):
    return Evidence(rule=rule, side=side, statement=0, cue=text, start=0, end=len(text), says=says)


def invented_comparison(language: str = "ja") -> Comparison:
    """Ten changes: each kind, a re-dated sentence, an editorial, a muted and a hostile one, in two sections."""
    changes = _changes()
    unchanged = ((0, 0), (1, 1), (2, 2))
    return Comparison(
        old=_edition("2024", language),
        new=_edition("2025", language),
        sections=(
            SectionChange(id="p-root", old="s-root", new="s-root"),
            SectionChange(id="p-one", old="s-one", new="s-one", counts=(("unchanged", 2),)),
            SectionChange(id="p-two", old="s-two", new="s-two", moved=True, counts=(("unchanged", 1),)),
        ),
        unchanged=unchanged,
        changes=changes,
        summary=_summary(changes, unchanged),
        groups=(
            Group(
                type=GroupType.RENAME, old="侵攻", new="侵略", significance=_MEDIUM, changes=("c-changed", "c-split")
            ),
        ),
        warnings=(ReadingWarning(code="languages_differ", message="the editions are in two languages"),),
        settings=(("profile", "defence-ja / defence-ja"),),
        generator="wpdiff test",
        ranking=tuple(change.id for change in sorted(changes, key=lambda one: one.significance.rank)),
        unread=(
            UnreadChange(old=_edition("2024", language).uncompared[1], new=_edition("2025", language).uncompared[1]),
            UnreadChange(new=Uncompared(kind="image", uri=f"y.png{HOSTILE}", page="1.html", alt="図表2")),
        ),
    )


def _summary(changes, unchanged):
    loud = [change for change in changes if not change.muted]
    return Summary(
        statements=(("old", 12), ("new", 12), ("unchanged", len(unchanged)), ("silent", 0)),
        kinds=tuple((kind.value, sum(one.kind is kind for one in loud)) for kind in ChangeKind),
        significance=tuple((level.value, sum(one.significance is level for one in loud)) for level in Significance),
    )


def _edition(name: str, language: str) -> Edition:
    texts = ("変わらない文。", "これも変わらない。", "三つ目も。", *(f"文{number}" for number in range(9)))
    return Edition(
        series="bousai",
        name=name,
        title=f"防衛白書 {name}",
        language=language,
        published=f"{name}-07-12",
        pages=(
            Page(uri="https://norda.example/1.html", sha256="ab" * 32, retrieved="2025-08-01", encoding="utf-8"),
            Page(uri="javascript:alert(1)", sha256="cd" * 32),
        ),
        sections=(
            Section(id="s-root", parent=None, number="", heading="", level=0),
            Section(id="s-one", parent=0, number="第1節", heading="ノルダ", level=1),
            Section(id="s-two", parent=1, number="1", heading=f"対外関係 {HOSTILE}", level=2),
        ),
        statements=tuple(
            Statement(kind=StatementKind.SENTENCE, text=text, key=text, section=1 if place < 8 else 2)
            for place, text in enumerate(texts)
        ),
        warnings=(ReadingWarning(code="mojibake", message=f"garbled: {HOSTILE}", where="1.html"),),
        uncompared=(
            Uncompared(kind="image", uri=f"x.png{HOSTILE}", page="1.html", alt="図"),
            Uncompared(kind="linked file", uri="tables.pdf", page="1.html", sha256=name[-2:] * 32, alt="資料"),
        ),
    )


def _change(name, kind, significance, *steps, section="p-one", at=((3,), (3,)), findings=(), sort="sentence", **more):
    script = edits(*steps)
    old = "".join(edit.text for edit in script if edit.op is not _INSERT)
    new = "".join(edit.text for edit in script if edit.op is not _DELETE)
    path = ("第1節 ノルダ",) if section == "p-one" else ("第1節 ノルダ", f"1 対外関係 {HOSTILE}")
    side = {"kind": sort, "path": path, "anchor": Anchor()}
    return Change(
        id=f"c-{name}",
        kind=kind,
        significance=significance,
        section=section,
        at_old=at[0],
        at_new=at[1],
        old=tuple(Excerpt(text=old, **side) for _ in at[0]),
        new=tuple(Excerpt(text=new, **side) for _ in at[1]),
        edits=script,
        findings=findings,
        categories=tuple(one.category for one in findings if not one.gone),
        **more,
    )


def _changes() -> tuple[Change, ...]:
    stronger = finding(
        "assessment_stronger", _HIGH, cue("ladder", Side.OLD, "懸念"), cue("ladder", Side.NEW, "深刻な懸念")
    )
    redated = finding(
        "date_updated",
        _MEDIUM,
        cue("redated", Side.OLD, "同年9月", "2023-09"),
        cue("redated", Side.NEW, "同年9月", "2024-09"),
    )
    figure = finding(
        "figure_updated",
        _MEDIUM,
        cue("figure", Side.OLD, "3.1%", "3.1 %"),
        cue("figure", Side.NEW, "5.6%", "5.6 %; up 2.5 (80.6 %)"),
    )
    other = finding("other_substance", _LOW, cue("no_cue", Side.NEW, "動く文。"))
    return (
        _change(
            "changed",
            ChangeKind.CHANGED,
            _HIGH,
            (_KEEP, "動向は、"),
            (_DELETE, "懸念"),
            (_INSERT, "深刻な懸念"),
            (_KEEP, "である。"),
            findings=(stronger,),
        ),
        _change(
            "added",
            ChangeKind.ADDED,
            _HIGH,
            (_INSERT, "協定に署名した。"),
            at=((), (4,)),
            findings=(finding("treaty_signed", _HIGH, cue("event", Side.NEW, "署名", "done")),),
        ),
        _change(
            "removed",
            ChangeKind.REMOVED,
            _MEDIUM,
            (_DELETE, "先制不使用を約束している。"),
            at=((4,), ()),
            findings=(finding("commitment_dropped", _MEDIUM, cue("commitment", Side.OLD, "約束"), gone=True),),
        ),
        _change(
            "split",
            ChangeKind.SPLIT,
            _LOW,
            (_KEEP, "計画は進み"),
            (_DELETE, "、"),
            (_INSERT, "。また、"),
            (_KEEP, "続く。"),
            at=((5,), (5, 6)),
            findings=(other,),
        ),
        _change(
            "merged",
            ChangeKind.MERGED,
            _LOW,
            (_KEEP, "一つ目"),
            (_DELETE, "。"),
            (_INSERT, "、"),
            (_KEEP, "二つ目。"),
            at=((6, 7), (7,)),
            findings=(other,),
        ),
        _change(
            "redated", ChangeKind.CHANGED, _MEDIUM, (_KEEP, "同年9月に公表した。"), at=((8,), (8,)), findings=(redated,)
        ),
        _change(
            "row",
            ChangeKind.CHANGED,
            _MEDIUM,
            (_KEEP, "ヴェスト\t"),
            (_DELETE, "3.1%"),
            (_INSERT, "5.6%"),
            section="p-two",
            at=((9,), (9,)),
            findings=(figure,),
            sort="row",
        ),
        _change(
            "moved",
            ChangeKind.MOVED,
            _EDITORIAL,
            (_KEEP, "動く文。"),
            section="p-two",
            at=((3,), (10,)),
            findings=(finding("editorial_order", _EDITORIAL),),
            move=Move(origin="s-one", destination="s-two"),
        ),
        _change(
            "hostile",
            ChangeKind.ADDED,
            _HIGH,
            (_INSERT, HOSTILE + STEERING + LONG),
            section="p-two",
            at=((), (11,)),
            findings=(finding("suspension", _HIGH, cue("event", Side.NEW, HOSTILE, "done")),),
        ),
        _change(
            "muted",
            ChangeKind.ADDED,
            _LOW,
            (_INSERT, "ページの先頭へ"),
            section="p-two",
            at=((), (11,)),
            findings=(other,),
            muted="boilerplate",
        ),
    )
