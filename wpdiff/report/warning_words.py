"""Warnings about the reading in a reader's words, Japanese and English, with what to do about each."""

from __future__ import annotations

from wpdiff.model.source import ReadingWarning

# Sentences take a warning's values in their order; a warning without values is shown in its own words.
_SENTENCES_JA = {
    "chain_broken": "次へ・前へのリンクでたどれるのは {1} ページ中 {0} ページで、{2} つに切れています。",
    "control_characters": "制御文字 {0} 個を印（\ufffd）で示しています。",
    "contents_mismatch": "目次の {1} 項目のうち {0} 項目に当たる見出しが本文に見つかりません（{2} など）。",
    "duplicate_page": "{0} と同じ内容のページです。一度だけ読みました。",
    "empty_page": "本文のないページです。",
    "encoding_guessed": "文字コードを {0} と判断しました（ページの指定: {1}）。",
    "error_page": "エラーかメンテナンスのページのようで、この版の内容ではありません。",
    "few_headings": "本文の {0}% がひとつの節（{1}）に入っています。その下の見出しを見落としている可能性があります。",
    "files_not_read": "{0} 個のファイルを読みませんでした（{1}）。",
    "glued_heading": "前の文と続いて印刷されていた見出し {0} 件を切り離しました。",
    "languages_differ": "旧版の言語は「{0}」、新版は「{1}」です。対応する文はほとんど見つかりません。",
    "link_not_followed": "ファイルのリンクはたどりませんでした。",
    "marks_without_note": "本文の注番号 {0} 個に対応する注が見つかりません（{1} など）。",
    "missing_page": "ページが {0} つありません（{1}）。",
    "mojibake": "壊れた文字が {1} 行に {0} 個あります（これらの行は本文の {2}）。{3} 行目。",
    "mostly_boilerplate": "本文の {0}% が定型の部分（案内、目次、柱など）として比較から外れています。",
    "notes_without_mark": "注 {0} 件の番号が本文に見つかりません（{1} など）。",
    "page_not_read": "読めないページです: {0}",
    "pages_out_of_order": "ページの順が番号と合わないところが {0} か所あります（{1}）。",
    "profile_language": "プロファイル {0} の言語は「{1}」ですが、文書の言語は「{2}」です。",
    "profiles_differ": "旧版はプロファイル {0}、新版は {1} で読みました。見出しや注の扱いが異なるおそれがあります。",
    "reference_unresolved": "参照 {1} 件のうち {0} 件は、指している箇所がこの版に見つかりません。",
    "review_stale": "review.toml の {0} 行目（{1}「{2}」）に当たる変更は、この比較にもうありません。",
    "sections_out_of_sequence": "章や節の番号が {0} か所で続いていません（{1}）。ページか見出しの欠けかもしれません。",
}
_NO_HEADING_JA = "見出しがひとつも見つからず、全体をひとつの節として比べました。"
_ADVICE = {
    "review_stale": (
        "本文が変わっていれば、その項目を削るか書き直してください。",
        "where the text has changed, take the entry out or write it anew",
    ),
    "chain_broken": (
        "順序が違えば edition.toml の pages で指定してください。",
        "where the order is wrong, list the pages in edition.toml (pages = […])",
    ),
    "contents_mismatch": (
        "ページが足りないか、見出しを見落としています。wpdiff inspect で見出しの一覧を確かめてください。",
        "pages are missing, or headings were missed: look at the outline with wpdiff inspect",
    ),
    "empty_page": ("ページを取り直してください。", "fetch the page again"),
    "encoding_guessed": (
        "文字が正しいか wpdiff inspect で確かめ、違えば UTF-8 で保存し直してください。",
        "look at the words with wpdiff inspect; where they are wrong, save the page as UTF-8",
    ),
    "error_page": (
        "ページを取り直してください。この版のページではありません。",
        "fetch the page again; it is not one of the edition",
    ),
    "few_headings": (
        "--profile で刊行物に合うプロファイルを指定するか、見出しの形をプロファイルに書いてください。",
        "name the publication's profile with --profile, or write its headings into one",
    ),
    "files_not_read": (
        "必要なら 1 つの形式にそろえるか、edition.toml の pages で読むページを指定してください。",
        "if they belong to the edition, list the pages to read in edition.toml (pages = […])",
    ),
    "languages_differ": ("同じ言語の版どうしを比べてください。", "compare editions in one language"),
    "missing_page": (
        "足りないページを取ってきてください。無いページの記述は「なくなった」ように見えます。",
        "fetch what is missing: what stands there looks as if it were gone",
    ),
    "page_not_read": (
        "ページを取り直してください。その記述は「なくなった」ように見えます。",
        "fetch the page again: what stands there looks as if it were gone",
    ),
    "pages_out_of_order": (
        "順序が違えば edition.toml の pages で指定してください。",
        "where the order is wrong, list the pages in edition.toml (pages = […])",
    ),
    "mojibake": (
        "ページを取り直してください。壊れた箇所の変更は当てになりません。",
        "fetch the page again; changes at damaged places cannot be relied on",
    ),
    "mostly_boilerplate": (
        "wpdiff inspect で何が外れたかを確かめ、--include boilerplate で比較に含められます。",
        "see what was set aside with wpdiff inspect; --include boilerplate shows its changes",
    ),
    "no_heading": (
        "--profile で刊行物に合うプロファイルを指定してください（wpdiff inspect --profile help で一覧）。",
        "try --profile with the publication's profile (wpdiff inspect --profile help lists them)",
    ),
    "notes_without_mark": (
        "wpdiff inspect で注と番号の対応を確かめてください。",
        "see which with wpdiff inspect; a profile's note_bodies say what a note looks like",
    ),
    "profile_language": (
        "--profile で文書の言語のプロファイルを指定してください。",
        "name a profile of the document's language with --profile",
    ),
    "profiles_differ": (
        "--profile か series.toml の profile で、両方の版を同じプロファイルで読んでください。",
        "name one profile for both with --profile, or as profile in series.toml",
    ),
    "sections_out_of_sequence": (
        "wpdiff inspect で見出しの一覧とページの順序を確かめてください。",
        "look at the outline and the order of pages with wpdiff inspect; edition.toml can name the order",
    ),
}


def warning_sentence(one: ReadingWarning, language: str) -> str:
    """What a warning says: in Japanese where its values tell, else in its own words.

    >>> warning_sentence(ReadingWarning(code="glued_heading", message="x", values=("3",)), "ja")
    '前の文と続いて印刷されていた見出し 3 件を切り離しました。'
    """
    if language != "ja":
        return one.message
    if one.code == "no_heading":
        return _NO_HEADING_JA
    sentence = _SENTENCES_JA.get(one.code)
    if sentence is None or len(one.values) <= sentence.count("{") - 1:
        return ""
    return sentence.format(*one.values)


def warning_advice(code: str, language: str) -> str:
    """What to do about a warning of this code; "" where there is nothing to do."""
    both = _ADVICE.get(code)
    if both is None:
        return ""
    return both[0] if language == "ja" else both[1]
