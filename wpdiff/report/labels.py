"""The words people read, in Japanese and English. The only place that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType

from wpdiff.model.comparison import CategoryLabel

_KINDS = {
    "added": ("追加", "added"),
    "removed": ("削除", "removed"),
    "changed": ("変更", "changed"),
    "moved": ("移動", "moved"),
    "split": ("分割", "split"),
    "merged": ("統合", "merged"),
}
_SIGNIFICANCE = {
    "high": ("重要", "high"),
    "medium": ("注目", "medium"),
    "low": ("参考", "low"),
    "editorial": ("表記", "editorial"),
}
_CATEGORIES = {
    "treaty_signed": ("条約の署名", "treaty signed"),
    "treaty_ratified": ("条約の批准", "treaty ratified"),
    "treaty_in_force": ("条約の発効", "treaty in force"),
    "treaty_extended": ("条約の延長", "treaty extended"),
    "treaty_suspended": ("条約の履行停止", "treaty suspended"),
    "treaty_withdrawn": ("条約からの脱退", "treaty withdrawn from"),
    "treaty_ended": ("条約の失効", "treaty ended"),
    "suspension": ("停止", "suspension"),
    "resumption": ("再開", "resumption"),
    "new_actor": ("組織の新設・改廃", "organisation formed or dissolved"),
    "new_system": ("装備の就役・退役", "system entering or leaving service"),
    "designation": ("指定", "designation"),
    "deployment": ("配備・派遣", "deployment"),
    "force_withdrawal": ("撤収", "withdrawal of forces"),
    "exercise": ("演習", "exercise"),
    "arms_transfer": ("装備移転", "arms transfer"),
    "sanction": ("制裁", "sanction"),
    "meeting": ("会談・訪問", "meeting or visit"),
    "incident": ("事案", "incident"),
    "policy_document": ("方針文書", "policy document"),
    "figure_updated": ("数値の更新", "figure updated"),
    "date_updated": ("時点の更新", "date updated"),
    "assessment_stronger": ("評価の強まり", "assessment stronger"),
    "assessment_weaker": ("評価の弱まり", "assessment weaker"),
    "certainty_raised": ("確度の上昇", "certainty raised"),
    "certainty_lowered": ("確度の低下", "certainty lowered"),
    "attribution_changed": ("出所の変更", "attribution changed"),
    "commitment_added": ("約束の追加", "commitment added"),
    "commitment_dropped": ("約束の消失", "commitment dropped"),
    "policy_stance": ("立場の変更", "policy stance"),
    "quotation_changed": ("引用の変更", "quotation changed"),
    "renamed": ("名称の変更", "renamed"),
    "scope_changed": ("範囲の変更", "scope changed"),
    "cause_changed": ("理由の変更", "cause changed"),
    "polarity_flipped": ("肯否の反転", "polarity flipped"),
    "other_substance": ("その他の内容", "other content"),
    "editorial_width": ("全角・半角", "width or code points"),
    "editorial_script": ("かな・漢字・つづり", "spelling"),
    "editorial_mark": ("注番号", "note marks"),
    "editorial_reference": ("番号・参照", "numbers and references"),
    "editorial_date_format": ("日付の書き方", "date format"),
    "editorial_number_format": ("数字の書き方", "number format"),
    "editorial_demonstrative": ("指示語", "demonstratives"),
    "editorial_grammar": ("助詞・語尾", "grammar"),
    "editorial_punctuation": ("句読点・記号", "punctuation"),
    "editorial_order": ("順序・位置", "order or place"),
}
# Words that a comparison brings along; every format asks for them by name alone, as for all others.
_OWN: ContextVar[Mapping[str, tuple[str, str]]] = ContextVar("own_categories", default=MappingProxyType({}))
_STATUSES = {
    "done": ("実施済み", "done"),
    "ongoing": ("継続中", "ongoing"),
    "planned": ("予定・意向", "planned"),
    "hypothetical": ("仮定", "hypothetical"),
    "negated": ("打消し", "negated"),
    "denied": ("否定", "denied"),
    "quoted": ("引用", "quoted"),
    "reported": ("伝聞", "reported"),
    "mentioned": ("言及", "mentioned"),
    "background": ("背景として", "as background"),
}
_GROUPS = {
    "rename": ("言い換え", "Rename"),
    "roll_forward": ("年が進んだだけの記述", "Rolled forward by a year"),
    "event": ("同じ出来事", "One event"),
    "formula": ("変わらない定型句", "Unchanged formula"),
}
# What a warning is about; the warning's own sentence follows it.
_WARNINGS = {
    "chain_broken": ("次へのリンクの途切れ", "next links broken"),
    "contents_mismatch": ("目次と本文の不一致", "contents and text differ"),
    "control_characters": ("制御文字", "control characters"),
    "duplicate_page": ("同じページの重複", "a page twice"),
    "empty_page": ("空のページ", "an empty page"),
    "encoding_guessed": ("文字コードを推定", "encoding guessed"),
    "error_page": ("エラーページ", "an error page"),
    "few_headings": ("見出しが少ない", "few headings"),
    "files_not_read": ("読まなかったファイル", "files not read"),
    "glued_heading": ("本文と続いた見出し", "a heading glued to text"),
    "languages_differ": ("言語の違い", "two languages"),
    "link_not_followed": ("たどらなかったリンク", "a link not followed"),
    "marks_without_note": ("注のない注番号", "marks without a note"),
    "missing_page": ("見つからないページ", "a page missing"),
    "mojibake": ("文字化け", "garbled characters"),
    "mostly_boilerplate": ("ほとんどが定型の部分", "mostly boilerplate"),
    "no_heading": ("見出しなし", "no heading"),
    "notes_without_mark": ("注番号のない注", "notes without a mark"),
    "page_not_read": ("読めなかったページ", "a page not read"),
    "pages_out_of_order": ("番号と合わないページの順", "pages out of order"),
    "profile_language": ("プロファイルの言語", "profile of another language"),
    "profiles_differ": ("プロファイルの違い", "two profiles"),
    "review_stale": ("当てはまらなくなったレビュー", "a review that no longer applies"),
    "reference_unresolved": ("参照先が見つからない", "references unresolved"),
    "sections_out_of_sequence": ("番号の飛び", "sections out of sequence"),
}
# What a page holds that is not compared.
_UNREAD = {
    "image": ("図・画像", "pictures"),
    "svg": ("図（SVG）", "drawings (SVG)"),
    "canvas": ("図（canvas）", "drawings (canvas)"),
    "linked file": ("リンク先の文書", "linked documents"),
    "script": ("スクリプト", "scripts"),
    "iframe": ("埋め込みページ", "embedded pages"),
    "frame": ("フレーム", "frames"),
    "select": ("選択欄", "menus"),
    "object": ("埋め込み", "embedded objects"),
    "embed": ("埋め込み", "embedded files"),
    "video": ("動画", "videos"),
    "audio": ("音声", "recordings"),
    "noscript": ("スクリプトなしの表示", "text shown without scripts"),
    "template": ("ひな形", "templates"),
}
# How the order of an edition's pages was found.
_ORDERS = {
    "single": ("一つのファイル", "one file"),
    "listed": ("edition.toml", "edition.toml"),
    "next_links": ("次へ・前へのリンク", "next and previous links"),
    "contents": ("目次", "table of contents"),
    "numbered_names": ("ファイル名の番号", "numbers in file names"),
    "names": ("ファイル名", "file names"),
}
_MUTED = {"boilerplate": ("定型の部分", "boilerplate")}
_VERDICTS = {
    "together": ("対応する文とした", "put together"),
    "apart": ("対応しないとした", "taken apart"),
    "editorial": ("表記だけとした", "called editorial"),
    "substantive": ("内容の変更とした", "called substantive"),
    "muted": ("対象外とした", "set aside"),
    "reviewed": ("確認済み", "reviewed"),
}
_STATEMENTS = {
    "heading": ("見出し", "heading"),
    "sentence": ("本文", "text"),
    "item": ("箇条", "list item"),
    "note": ("注", "note"),
    "caption": ("図表題", "caption"),
    "reference": ("参照", "reference"),
    "row": ("表", "table row"),
}
_WORDS = {
    "new": ("新しく現れた", "New"),
    "gone": ("記述がなくなった・停止", "No longer mentioned, or suspended"),
    "said": ("言い方が変わった", "Said differently"),
    "figures": ("数値・時点", "Figures and dates"),
    "all": ("すべて", "Everything"),
    "highlights": ("重要な変更", "Most important changes"),
    "shown_of": ("{total} 件のうち {shown} 件", "{shown} of {total}"),
    "names_new": ("新しく現れた名称", "New names"),
    "names_gone": ("見られなくなった名称", "Names no longer printed"),
    "groups": ("まとまり", "Changes that belong together"),
    "contents": ("節ごとの件数", "Sections"),
    "changes": ("すべての変更", "All changes"),
    "unchanged_run": ("変わらない文 {count}", "{count} unchanged"),
    "editorial_run": ("表記だけの違い {count}（{reasons}）", "{count} editorial ({reasons})"),
    "editorial_causes": ("表記だけの違い", "Editorial differences"),
    "warnings": ("読み取りについての注意", "About the reading"),
    "provenance": ("出典", "Sources"),
    "method": ("作り方", "Method"),
    "limits_head": ("限界", "Limits"),
    "uncompared": ("比べていないもの", "What was not compared"),
    "unread_count": ("{kind} {count}", "{kind} {count}"),
    "unread_changes": (
        "図や文書の違い（中身は比べていません）",
        "Pictures and documents that differ (not looked into)",
    ),
    "unread_more": ("ほか {count}", "{count} more"),
    "replaced": ("差し替え", "replaced"),
    "added": ("追加", "added"),
    "removed": ("削除", "removed"),
    "order": ("ページの順", "page order"),
    "old": ("旧", "old"),
    "new_edition": ("新", "new"),
    "published": ("公表", "published"),
    "root": ("（見出しの前）", "(before the first heading)"),
    "none": ("該当する変更はありません。", "No such changes."),
    "no_changes": ("内容の変更はありません。", "Nothing of substance changed."),
    "evidence": ("根拠", "evidence"),
    "gone_word": ("記述がなくなった", "no longer mentioned"),
    "moved_from": ("移動元", "moved from"),
    "old_words": ("移動前の文言", "read before the move"),
    "moved_to": ("移動先", "moved to"),
    "reads": ("読み", "reads"),
    "same_words": ("同じ言葉で別の時点", "same words, another date"),
    "jump": ("本文で見る", "show in place"),
    "link": ("この変更への固定リンク", "permalink"),
    "to_top": ("先頭へ", "to the top"),
    "show": ("表示", "Show"),
    "report_at": ("報告書", "report"),
    "del_start": ("［削除］", "[deleted] "),
    "del_end": ("［削除終わり］", " [end of deletion]"),
    "ins_start": ("［追加］", "[inserted] "),
    "ins_end": ("［追加終わり］", " [end of insertion]"),
    "summary": (
        "旧 {old} 文と新 {new} 文を比べ、内容の変更は {substantive} 件（重要 {high}・注目 {medium}・参考 {low}）。"
        "変わらない文は {unchanged}、表記だけの違いは {editorial} 件です。",
        "Compared {old} old with {new} new statements: {substantive} changes of substance "
        "({high} high, {medium} medium, {low} low). {unchanged} are unchanged, {editorial} differ only editorially.",
    ),
    "method_text": (
        "この報告書は、両版の本文を節と文に分け、対応する文を規則で突き合わせて機械的に作りました。"
        "引用はすべて原文のままで、要約や解釈は加えていません。同じ入力からは同じ報告書ができます。",
        "Both editions were divided into sections and statements, and statements that answer to each other were "
        "compared by rule. All quotations are the publisher's words; nothing was summarized or generated. "
        "The same input gives the same report.",
    ),
    "limit_flags": (
        "分類と重要度は語句の手がかりによるもので、確認のための目印です。判断ではありません。",
        "Categories and significance rest on printed cues: flagged for you to check, not judged.",
    ),
    "limit_gone": (
        "「記述がなくなった」は、新しい版に見当たらないという意味で、事実が終わったという意味ではありません。",
        "“No longer mentioned” means not found in the new edition, not that it ended.",
    ),
    "limit_words": (
        "意味は読みません。まったく別の言葉で書き直された文は、削除と追加として現れます。",
        "Meaning is not read: a sentence rewritten in other words shows as one removed and one added.",
    ),
    "limit_pictures": (
        "図の中身・リンク先の文書は比べていません。",
        "What is inside pictures and linked documents was not compared.",
    ),
    "title": ("{title}　{old} → {new}", "{title}: {old} → {new}"),
    "title_two": ("{old} → {new}", "{old} → {new}"),
    "edition": ("{title}（{name}）", "{title} ({name})"),
    "quotation": ("「{text}」", "“{text}”"),
    "aside": ("（{text}）", " ({text})"),
    "list_separator": ("、", "; "),
    "points_up": ("{amount} ポイント増", "up {amount} points"),
    "points_down": ("{amount} ポイント減", "down {amount} points"),
    "percent_up": ("{amount}% 増", "up {amount}%"),
    "percent_down": ("{amount}% 減", "down {amount}%"),
    "narrow": ("種別・重要度・分類で絞る", "Narrow by kind, significance or category"),
    "kind": ("種別", "Kind"),
    "significance": ("重要度", "Significance"),
    "category": ("分類", "Category"),
    "filtered": (
        "この報告書は {total} 件のうち {shown} 件だけを示しています（条件: {filters}）。",
        "This report shows only {shown} of {total} changes (filter: {filters}).",
    ),
    "minimum": ("重要度 {level} 以上", "{level} or above"),
    "included": (
        "定型の部分（案内、目次、柱など）の変更 {count} 件も示しています。上の件数には含みません。",
        "Changes in what is set aside (navigation, contents, running heads) are shown too: {count}. "
        "They are not in the counts above.",
    ),
    "included_head": ("定型の部分の変更", "Changes in what is set aside"),
    "reviewed_run": ("確認済み {count}（{reasons}）", "{count} reviewed ({reasons})"),
    "reviewed_folded": (
        "うち {count} 件は確認済みとして畳んであり、下の件数には含みません。",
        "{count} of these are marked as reviewed: they are folded and not in the counts below.",
    ),
    "muted_run": ("比較の対象外とした変更 {count}（{reasons}）", "{count} set aside ({reasons})"),
    "stub": ("ここから移動しました → {place}", "Moved from here → {place}"),
    "counts": ("{old} 文 → {new} 文", "{old} → {new} statements"),
    "view_inline": ("文中", "inline"),
    "view_side": ("左右", "side by side"),
    "view_taisho": ("新旧対照表", "table (新旧対照表)"),
    "view_new": ("新しい文だけ", "new text only"),
    "whole": ("全文", "whole text"),
    "print_all": ("全件を印刷", "print everything"),
    "print": ("印刷", "Print"),
    "section": ("節", "Section"),
    "any": ("すべて", "any"),
    "reset": ("絞込を解除", "Clear filters"),
    "notable": ("重要・注目", "high or medium"),
    "source": ("公表元で見る", "at the publisher's"),
    "retrieved": ("（{date} 取得）", "(retrieved {date})"),
    "cut": ("…（ほか {count} 字）", "… ({count} more characters)"),
    "help": ("キー操作", "Keyboard"),
    "help_next": ("次の変更・検索の一致", "next change or match"),
    "help_previous": ("前の変更・検索の一致", "previous change or match"),
    "help_search": ("検索", "search"),
    "help_views": ("文中、左右、新旧対照表、新しい文だけ", "inline, side by side, table, new text only"),
    "help_whole": ("全文と変更だけの切替", "whole text or changes only"),
    "help_reset": ("絞込を解除", "clear the filters"),
    "help_help": ("この一覧", "this list"),
    "keys_on": ("一文字のキー操作を使う", "Single-key shortcuts are on"),
    "close": ("閉じる", "Close"),
    "cite_label": ("引用をコピー", "Copy citation"),
    "read_warnings": ("読み取りについての注意が {count} 件あります。", "Warnings about the reading: {count}."),
    "search": ("変更を検索", "Search the changes"),
    "previous": ("‹ 前", "‹ Previous"),
    "next": ("次 ›", "Next ›"),
    "nothing_found": ("該当なし", "none"),
    "copy_old": ("旧の文をコピー", "Copy old"),
    "copy_new": ("新の文をコピー", "Copy new"),
    "copied": ("コピーしました", "Copied"),
    "part": ("第 {number} 部", "Part {number}"),
    "part_of": ("全 {count} 部の第 {number} 部", "Part {number} of {count}"),
    "to_index": ("最初のページ（要約・目次）へ", "Summary and contents"),
    "part_previous": ("‹ 前の部", "‹ Previous part"),
    "part_next": ("次の部 ›", "Next part ›"),
    "parted": (
        "大きな報告のため、本文は {count} 個のファイルに分かれています。下の各行は、その変更のある場所を開きます。",
        "This report is large, so its text stands in {count} files. Every line below opens its change there.",
    ),
    "changes_count": ("変更 {count} 件", "{count} changes"),
    "below": ("下の節 {count}", "sections below: {count}"),
    "untitled": ("（無題）", "(untitled)"),
    "limits": ("比べ方の設定", "Settings"),
    "more": ("ほか {count} 件は報告書にあります。", "{count} more are in the report."),
    "skip": ("変更一覧へ", "Skip to the changes"),
    "muted": ("対象外", "set aside"),
    "review": ("{verdict}: {reason}（{when}）", "{verdict}: {reason} ({when})"),
    "advice": ("対処", "what to do"),
    "generated_by": ("作成", "made with"),
    "points_elsewhere": ("{words}の指す先：{old} → {new}", "{words} points elsewhere: {old} → {new}"),
    "amended": ("改正後", "New"),
    "unamended": ("改正前", "Old"),
    "remarks": ("備考", "Remarks"),
    "newly_set": ("（新設）", "(new)"),
    "struck_out": ("（削る）", "(deleted)"),
    "abridged_beginning": ("（略）", " … "),
    "passed_beginning": (" … ", " … "),
    "abridged": ("（略）", "(omitted)"),
    "head_added": ("追加", "+"),
    "head_removed": ("削除", "−"),
    "head_changed": ("変更", "±"),
    "cite": ("{words}（{edition}、{place}）", "{words} ({edition}, {place})"),
    "cite_old": ("。旧: {words}（{edition}）", "; formerly {words} ({edition})"),
    "cite_source": ("。{address}", ". {address}"),
    "cite_retrieved": ("、{date} 取得", ", retrieved {date}"),
    "editorial_left_out": (
        "表記だけの違い {count} 件は載せていません（--min-significance editorial で載せます）。",
        "Editorial differences are left out: {count} (--min-significance editorial shows them).",
    ),
    "reports": ("変更の報告書", "Reports of changes"),
    "reports_count": ("{count} 件の報告書があります。", "Reports here: {count}."),
    "no_series": ("シリーズに属さない版", "Editions of no series"),
    "editions_compared": ("比べた版", "Editions"),
    "files": ("ファイル", "Files"),
    "overview": ("概要", "Summary"),
    "comparative_table": ("新旧対照表", "Comparison"),
    "number": ("番号", "No."),
    "place": ("節", "Section"),
    "findings": ("所見", "Notes"),
    "identifier": ("変更の ID", "Change ID"),
    "heading_number": ("番号 {old} → {new}", "number {old} → {new}"),
}


def word(name: str, language: str, /, **values: object) -> str:
    """An interface text in a language ("ja" or "en"), with its values set in.

    >>> word("unchanged_run", "en", count=3)
    '3 unchanged'
    """
    return _pick(_WORDS, name, language).format(**values)


def template(name: str, language: str) -> str:
    """An interface text with the places for its values open, for those who set them in elsewhere."""
    return _pick(_WORDS, name, language)


def kind_word(name: str, language: str) -> str:
    """The word for a kind of change."""
    return _pick(_KINDS, name, language)


def category_word(name: str, language: str) -> str:
    """The word for a category, in a workspace's own words where it is its own; one nobody translated by its id."""
    return _pick(_CATEGORIES if name in _CATEGORIES else _OWN.get(), name, language)


@contextmanager
def own_categories(labels: Iterable[CategoryLabel]) -> Iterator[None]:
    """While a report is written, the words of the categories that its comparison brings along."""
    token = _OWN.set({one.name: (one.ja, one.en) for one in labels})
    try:
        yield
    finally:
        _OWN.reset(token)


def significance_word(name: str, language: str) -> str:
    """The word for a significance."""
    return _pick(_SIGNIFICANCE, name, language)


def status_word(name: str, language: str) -> str:
    """The word for an event's status; any other value as it is."""
    return _pick(_STATUSES, name, language)


def warning_word(code: str, language: str) -> str:
    """What a warning is about, in a word or two."""
    return _pick(_WARNINGS, code, language)


def muted_word(reason: str, language: str) -> str:
    """Why a change was set aside; a user's own reason is shown as it is."""
    return _pick(_MUTED, reason, language)


def verdict_word(name: str, language: str) -> str:
    """What an analyst did with a change."""
    return _pick(_VERDICTS, name, language)


def unread_word(kind: str, language: str) -> str:
    """The word for a kind of thing that is not compared."""
    return _pick(_UNREAD, kind, language)


def unread_one(kind: str, language: str) -> str:
    """The word for one such thing; in English the kind itself."""
    return _pick(_UNREAD, kind, language) if language == "ja" else kind


def order_word(name: str, language: str) -> str:
    """How the order of an edition's pages was found."""
    return _pick(_ORDERS, name, language)


def group_word(name: str, language: str) -> str:
    """The word for a type of group."""
    return _pick(_GROUPS, name, language)


def statement_word(name: str, language: str) -> str:
    """The word for a kind of statement."""
    return _pick(_STATEMENTS, name, language)


def categories() -> tuple[str, ...]:
    """All categories in the contract's order."""
    return tuple(_CATEGORIES)


def is_known(category: str) -> bool:
    """Whether a category is of the contract; what a workspace adds are events."""
    return category in _CATEGORIES


def _pick(table: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    both = table.get(name, (name, name))
    return both[0] if language == "ja" else both[1]
