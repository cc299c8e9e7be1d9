"""Printed examples of what each rule fires on and keeps quiet on; texts stand alone, as a scorer would hand them over."""

import pytest

from wpdiff.changes.bare import bare_difference
from wpdiff.changes.classify import classify
from wpdiff.changes.rank import significance_of
from wpdiff.model.comparison import Significance

EDITORIAL = "editorial"  # wholly so

# language, old, new, categories that must be found, categories that must not
EXAMPLES = [
    (
        "ja",
        None,
        "ノルダは2024年3月、共同防衛条約から脱退する可能性を示唆した。",
        ("policy_stance",),
        ("treaty_withdrawn",),
    ),
    (
        "ja",
        "ノルダは連合条約から脱退していない。",
        "ノルダは連合条約から脱退した。",
        ("treaty_withdrawn", "polarity_flipped"),
        (),
    ),
    ("ja", None, "両国は2025年4月、協定の有効期間を10年間延長した。", ("treaty_extended",), ()),
    ("ja", None, "同条約は2024年末に失効した。", ("treaty_ended",), ()),
    ("ja", None, "議会は任期の満了に伴い選挙を実施した。", (), ("treaty_ended",)),
    ("ja", None, "ヴェスト連邦は、軍縮条約の履行を停止していない。", (), ("treaty_suspended", "suspension")),
    ("ja", "合同委員会は毎年開催されている。", "合同委員会の開催は2023年以降中断している。", ("suspension",), ()),
    (
        "ja",
        "ノルダの動向を懸念している。",
        "ノルダの動向を強く懸念している。",
        ("assessment_stronger",),
        ("assessment_weaker",),
    ),
    ("ja", "これは深刻な懸念である。", "これは重大な懸念である。", (), ("assessment_stronger", "assessment_weaker")),
    ("ja", "年間の訓練回数は120回であった。", "年間の訓練回数は百二十回であった。", (EDITORIAL,), ()),
    ("ja", "防衛費は5兆円である。", "防衛費は5億円である。", ("figure_updated",), ()),
    ("ja", "防衛費は1億2,000万ドルである。", "防衛費は120百万ドルである。", (EDITORIAL,), ()),
    ("ja", "8カ国が参加した。", "8か国が参加した。", (EDITORIAL,), ()),
    ("ja", "平成30年に採択された。", "2018年に採択された。", (EDITORIAL,), ()),
    ("ja", "平成30年に採択された。", "2019年に採択された。", ("date_updated",), ()),
    ("ja", "世界第3位である。", "世界3位である。", (EDITORIAL,), ()),
    ("ja", "A社、B社、C社の順に大きい。", "B社、A社、C社の順に大きい。", (), ("editorial_order",)),
    ("ja", "コストを図る指標である。", "コストを測る指標である。", (), ("editorial_script",)),
    ("ja", "攻撃は30発以上であった。", "攻撃は30発であった。", (), ()),
    ("ja", "ノルダは派遣部隊を撤退させた。", "ノルダは派遣部隊を撤退させる予定である。", (), ()),
    ("ja", None, "ノルダは、企業10社を制裁の対象に追加した。", ("sanction",), ()),
    ("ja", "制裁を解除した。", "制裁を解除していない。", ("polarity_flipped",), ()),
    (
        "ja",
        "同氏は「協力する用意がある」と述べた。",
        "同氏は「協力する用意はない」と述べた。",
        ("quotation_changed",),
        ("polarity_flipped",),
    ),
    ("ja", None, "ノルダは「条約を停止した」と主張している。", (), ("treaty_suspended", "suspension")),
    ("ja", "ノルダ軍の規模は縮小したとみられる。", "ノルダ軍の規模は縮小した。", ("certainty_raised",), ()),
    ("ja", "国防省によれば、演習は終了した。", "演習は終了した。", ("attribution_changed",), ()),
    ("ja", "両国は対立を避け、対話を続けるとしている。", "両国は対話を続けるとしている。", ("commitment_dropped",), ()),
    ("ja", "ウクライナ侵攻を継続している。", "ウクライナ侵略を継続している。", ("renamed",), ()),
    ("ja", "防衛大綱を改定する方針である。", "防衛大綱を改定した。", ("policy_document",), ()),
    ("ja", "新型の哨戒機は開発中である。", "新型の哨戒機が就役した。", ("new_system",), ()),
    ("ja", "この取組は、地域全体に広がった。", "この取組みは地域全体に広がった。", (EDITORIAL,), ()),
    ("ja", "詳細は第3章第2節(同盟の強化)を参照。", "詳細は第4章第1節(同盟の強化)を参照。", (EDITORIAL,), ()),
    ("ja", "詳細は第3章第2節(同盟の強化)を参照。", "詳細は第4章第1節(経済協力)を参照。", (), ()),
    ("ja", "全ての国が参加した。", "一部の国が参加した。", ("scope_changed",), ()),
    ("ja", None, "2025年1月、両国は外相会談を実施した。", ("meeting",), ()),
    ("ja", None, "ノルダは弾道ミサイル2発を発射した。", ("incident",), ()),
    ("ja", None, "サイバー防衛隊が新編された。", ("new_actor",), ()),
    ("ja", "動きがみられる。", "動きが見られる。", (EDITORIAL,), ()),
    ("ja", "能力の向上をはかっている。", "能力の向上を図っている。", (EDITORIAL,), ()),
    ("ja", "なお、同条約は有効である。", "また、この条約は有効である。", (EDITORIAL,), ()),
    ("en", None, "Norda plans to sign the pact next year.", (), ("treaty_signed",)),
    ("en", None, "Norda had not suspended the treaty.", (), ("treaty_suspended", "suspension")),
    ("en", None, "Norda threatened to withdraw from the convention.", ("policy_stance",), ("treaty_withdrawn",)),
    ("en", "The treaty remains in force.", "The treaty expired in 2024.", ("treaty_ended",), ()),
    ("en", "Norda expressed concern.", "Norda expressed grave concern.", ("assessment_stronger",), ()),
    ("en", "It may deploy the system.", "It is likely to deploy the system.", ("certainty_raised",), ()),
    ("en", "It is a serious concern.", "It is a grave concern.", (), ("assessment_stronger",)),
    ("en", "The budget rose by 7.2 percent.", "The budget rose by 7.2%.", (EDITORIAL,), ()),
    ("en", "The budget rose by 7.2%.", "The budget rose by 9.1%.", ("figure_updated",), ()),
    ("en", "The programme has 1,000 staff.", "The program has 1000 staff.", (EDITORIAL,), ()),
    ("en", "Norda, Vest and Kalleris took part.", "Kalleris, Norda and Vest took part.", (EDITORIAL,), ()),
    ("en", "Norda will not deploy nuclear weapons abroad.", None, ("commitment_dropped",), ()),
    ("en", "According to the ministry, the unit left.", "The unit left.", ("attribution_changed",), ()),
    (
        "en",
        "The talks failed due to procedural disputes.",
        "The talks failed due to budget cuts.",
        ("cause_changed",),
        (),
    ),
    ("en", "All members joined the drill.", "Some members joined the drill.", ("scope_changed",), ()),
    ("en", "The ban is in place.", "The ban was lifted.", ("resumption",), ()),
    (
        "en",
        "The brigade remains in Kalleris.",
        "The brigade withdrew its troops from Kalleris in May.",
        ("force_withdrawal",),
        (),
    ),
    ("en", None, "Norda imposed sanctions on ten companies.", ("sanction",), ()),
    ("en", None, "The parliament approved the defence strategy.", ("policy_document",), ()),
    ("en", None, "Vest designated the group as a terrorist organisation.", ("designation",), ()),
    ("en", "The office in Kiev is open.", "The office in Kyiv is open.", ("renamed",), ()),
    ("en", "The unit has 12 ships.", "The unit has twelve ships.", (EDITORIAL,), ()),
    ("en", "He resigned the post.", "He re-signed the post.", (), ()),
    ("en", "The US and UK agree.", "The United States and UK agree.", (EDITORIAL,), ()),
    ("en", "The ship was deployed on 3 May 2024.", "The ship was deployed on May 3, 2024.", (EDITORIAL,), ()),
    ("en", "Norda condemned the launch.", "Norda strongly condemned the launch.", ("assessment_stronger",), ()),
    ("en", "Norda supports the plan.", "Norda rejects the plan.", ("policy_stance",), ()),
]


@pytest.mark.parametrize(("language", "old", "new", "wanted", "quiet"), EXAMPLES)
def test_example(
    language: str, old: str | None, new: str | None, wanted: tuple[str, ...], quiet: tuple[str, ...]
) -> None:
    findings = classify(bare_difference(old, new, language))
    told = {finding.category for finding in findings if new is None or not finding.gone}
    editorial = significance_of(findings) is Significance.EDITORIAL
    assert editorial is (wanted == (EDITORIAL,)), findings
    assert editorial or set(wanted) <= told, findings
    assert not set(quiet) & told, findings
