"""The words people read in an inspection, in Japanese and English; `labels` holds those of reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from wpdiff.report.labels import unread_word

_WORDS = {
    "inspection": ("読み取り結果", "What wpdiff understood"),
    "unsure": ("確かめてほしいところ", "Unsure"),
    "nothing_unsure": ("確かめてほしいところはありません。", "Nothing was unsure."),
    "outline": ("見出しと文の数", "Outline"),
    "notes": ("注と、注が付いている言葉", "Notes, and the words they hang on"),
    "references": ("参照と、その行き先", "References, and where they point"),
    "captions": ("図表の題", "Captions"),
    "dates": ("前後に頼る日付の読み", "Dates that lean on what stands around them"),
    "set_aside": ("定型", "set aside"),
    "aside": ("定型の部分として外したもの", "Set aside as boilerplate"),
    "coverage": ("比べないもの", "Not compared"),
    "warnings": ("読み取りについての注意", "About the reading"),
    "pages": ("ページ", "Pages"),
    "text": ("読み取った本文", "The text as it was read"),
    "profile": ("プロファイル", "profile"),
    "evidence_line": ("{lines} 行に: {example}", "{lines}× {example}"),
    "scores": ("ほかの候補: {names}", "others: {names}"),
    "more": ("… ほか {count} 件（-v で全部）", "… and {count} more (-v shows all)"),
    "size": (
        "{pages} ページ、{sections} 節、{statements} 文",
        "pages: {pages}, sections: {sections}, statements: {statements}",
    ),
    "order": ("ページの順: {order}", "page order: {order}"),
    "not_here": ("この版に見つかりません", "not found in this edition"),
    "no_mark": ("（番号が本文にありません）", "(no mark in the text)"),
    "says": ("{printed} → {says}", "{printed} → {says}"),
    "unknown": ("不明", "unknown"),
    "basis_context": ("前の文から", "from the text before"),
    "basis_edition": ("この版の年から", "from the edition's year"),
    "advice": ("対処", "what to do"),
    "in_place": ("本文で見る", "in the text"),
    "without_heading": ("（最初の見出しの前）", "(before the first heading)"),
    "own_and_below": ("{own}（下位を含め {below}）", "{own} ({below} with those below)"),
    "go_text": ("本文へ", "Skip to the text"),
    "count": ("{count} 件", "{count}"),
    "guessed_encoding": ("推定", "guessed"),
}
_BY = {
    "--profile": ("--profile で指定", "named by --profile"),
    "WPDIFF_PROFILE": ("環境変数 WPDIFF_PROFILE で指定", "named by WPDIFF_PROFILE"),
    "wpdiff.toml": ("wpdiff.toml で指定", "named by wpdiff.toml"),
    "edition.toml": ("edition.toml で指定", "named by edition.toml"),
    "series.toml": ("series.toml で指定", "named by series.toml"),
    "caller": ("呼び出し元で指定", "named by the caller"),
    "pages": ("ページの特徴から判断", "told by the pages"),
    "language": ("特徴がなく、言語だけで選択", "by the language alone: the pages show no publication's habits"),
}
_ASIDE = {
    "navigation": ("案内・パンくず", "navigation"),
    "contents": ("目次", "table of contents"),
    "header": ("ページの上部", "page header"),
    "footer": ("ページの下部", "page footer"),
    "repeated": ("上位の見出しの再掲", "headings above, printed again"),
    "pattern": ("定型の語句", "words of the profile's boilerplate"),
    "running": ("柱", "running heads"),
}
# Title, what one of them says ({0}, {1}: its values), and what to do; Japanese, English.
_DOUBTS = {
    "error_page": (("エラーページ", "Error pages"), ("", ""), ("ページを取り直す", "fetch the page again")),
    "empty_page": (("空のページ", "Empty pages"), ("", ""), ("ページを取り直す", "fetch the page again")),
    "missing_page": (("ないページ", "Missing pages"), ("", ""), ("ページを取ってくる", "fetch what is missing")),
    "page_not_read": (("読めないページ", "Pages not read"), ("", ""), ("ページを取り直す", "fetch the page again")),
    "pages_out_of_order": (
        ("番号の順でないページ", "Pages out of order"),
        ("", ""),
        ("違えば edition.toml の pages で指定", "where it is wrong, list pages in edition.toml"),
    ),
    "chain_broken": (
        ("途切れた次へのリンク", "Next links broken"),
        ("", ""),
        ("順序が違えば edition.toml の pages で指定", "where the order is wrong, list pages in edition.toml"),
    ),
    "mojibake": (
        ("文字化け", "Damaged characters"),
        ("", ""),
        ("ページを取り直す", "fetch the page again"),
    ),
    "section_out_of_sequence": (
        ("番号が続かない章・節", "Sections out of sequence"),
        ("{0} の次が {1}", "{1} follows {0}"),
        (
            "ページの欠けや順序（edition.toml の pages）を確かめる",
            "a page may be missing or out of order (pages in edition.toml), or a heading was missed",
        ),
    ),
    "contents_entry_missing": (
        ("目次にあって本文に見つからない見出し", "In the table of contents, not among the headings"),
        ("", ""),
        ("ページの欠けか、見出しの見落とし", "a page is missing, or the heading was not known for one"),
    ),
    "profile_contradicted": (
        ("指定のプロファイルと特徴が合わず", "The pages look like another publication's"),
        ("{0} を指定、特徴は {1}（{2} 点）", "{0} is named, the pages show {1} ({2} points)"),
        ("series.toml の profile を確かめる", "check profile in series.toml"),
    ),
    "profile_plain": (
        ("刊行物を特定できず", "No publication was recognized"),
        ("{0} で読みました", "read with {0}"),
        (
            "合うプロファイルがあれば --profile で指定し、なければ書く（wpdiff inspect --profile help で一覧）",
            "name a profile with --profile, or write one (wpdiff inspect --profile help lists them)",
        ),
    ),
    "encoding_guessed": (
        ("文字コードを推定", "Encodings guessed"),
        ("", ""),
        (
            "文字が正しいか確かめ、違えば UTF-8 で保存し直す",
            "look at the words; where they are wrong, save the page as UTF-8",
        ),
    ),
    "control_characters": (("制御文字", "Control characters"), ("", ""), ("ページを取り直す", "fetch the page again")),
    "duplicate_page": (("同じページの重複", "A page twice"), ("", ""), ("一方を除く", "take one of them away")),
    "heading_or_note": (
        ("注かもしれない見出し", "Headings that might be notes"),
        ("", ""),
        ("注ならプロファイルの note_bodies を直す", "if they are notes, see note_bodies in the profile"),
    ),
    "not_a_heading": (
        ("番号で始まるが見出しとしなかった行", "Numbered lines not taken for headings"),
        ("", ""),
        ("見出しならプロファイルの heading を直す", "if they are headings, see [[heading]] in the profile"),
    ),
    "note_without_mark": (
        ("本文に番号のない注", "Notes whose mark was not found"),
        ("注 {0}", "note {0}"),
        ("番号が図や表にあるか、注ではない行", "the mark may stand in a figure, or the line is no note"),
    ),
    "mark_without_note": (
        ("注のない番号", "Marks without a note"),
        ("番号 {0}", "mark {0}"),
        ("注のページが欠けているおそれ", "the page of notes may be missing"),
    ),
    "reference_unresolved": (
        ("行き先の見つからない参照", "References whose place was not found"),
        ("{0} {1}", "{0} {1}"),
        ("版の全ページがそろっているか確かめる", "see whether all pages of the edition are here"),
    ),
    "date_unresolved": (
        ("いつを指すか分からない日付", "Dates with nothing to lean on"),
        ("{0}", "{0}"),
        ("edition.toml の published を書く", "give the edition's day in edition.toml (published = …)"),
    ),
    "heading_by_look": (
        ("番号がなく、見た目で見出しとしたもの", "Headings by their look alone"),
        ("", ""),
        ("違えばプロファイルで bare_headings = false", "if they are none, set bare_headings = false in the profile"),
    ),
    "heading_glued": (
        ("前の文から切り離した見出し", "Headings cut off from the line before"),
        ("", ""),
        ("切れ目が違えばプロファイルの glued を直す", "where the cut is wrong, see glued in the profile's headings"),
    ),
    "profile_detected": (
        ("プロファイルは推定", "The profile was told from the pages"),
        ("{0}（{1} 点）", "{0} ({1} points)"),
        ("違うときは --profile か series.toml で指定", "if it is another, name it with --profile or in series.toml"),
    ),
}


def inspect_word(name: str, language: str, /, **values: object) -> str:
    """A text of an inspection with its values set in.

    >>> inspect_word("more", "en", count=3)
    '… and 3 more (-v shows all)'
    """
    return _pick(_WORDS, name, language).format(**values)


def chosen_by(by: str, language: str) -> str:
    """Who named the profile, or what told it."""
    return _pick(_BY, by, language)


def aside_word(reason: str, language: str) -> str:
    """Why a statement was set aside."""
    return _pick(_ASIDE, reason, language)


def coverage_word(kind: str, language: str) -> str:
    """A kind of thing that is not compared."""
    return unread_word(kind, language)


def doubt_title(code: str, language: str) -> str:
    """What all doubts of a code are about."""
    return _in(_DOUBTS[code][0], language) if code in _DOUBTS else code


def doubt_words(code: str, values: Sequence[str], language: str) -> str:
    """What one doubt says beside the printed words; "" where these say all.

    >>> doubt_words("section_out_of_sequence", ("第1章", "第3章"), "ja")
    '第1章 の次が 第3章'
    """
    sentence = _in(_DOUBTS[code][1], language) if code in _DOUBTS else ""
    return sentence.format(*values, *[""] * 3).strip()


def doubt_advice(code: str, language: str) -> str:
    """What to do about doubts of a code."""
    return _in(_DOUBTS[code][2], language) if code in _DOUBTS else ""


def doubt_codes() -> tuple[str, ...]:
    """All codes, in the order in which people should look."""
    return tuple(_DOUBTS)


def _pick(table: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    return _in(table.get(name, (name, name)), language)


def _in(both: tuple[str, str], language: str) -> str:
    return both[0] if language == "ja" else both[1]
