"""The words of notices, of the watch's feed and of its status, in Japanese and English."""

from __future__ import annotations

# The subject's end, and the notice's first sentence.
_EVENTS = {
    "edition_announced": (
        ("新しい版の予告", "A new edition is announced"),
        (
            "{paper}が公開元の一覧に載りました。ページがそろい次第、保存して比較します。",
            "{paper} is listed by its publisher. It will be archived and compared as soon as all its pages are there.",
        ),
    ),
    "edition_complete": (
        ("新しい版", "A new edition"),
        ("{paper}がそろい、保存しました。", "{paper} is complete and archived."),
    ),
    "edition_overdue": (
        ("新しい版がまだそろわない", "A new edition is still incomplete"),
        (
            "{paper}は予告されましたが、まだページがそろいません。",
            "{paper} was announced some time ago, and its pages are still not all there.",
        ),
    ),
    "revision": (
        ("公開後の訂正", "Corrected after publication"),
        (
            "公開済みの{paper}の内容が書き換えられています。以前の内容も保存してあります。",
            "{paper}, published already, now says something else. What it said before is kept.",
        ),
    ),
    "errata": (
        ("正誤表", "An errata sheet"),
        (
            "{paper}について正誤表と思われる文書が現れたか、差し替えられました。保存してあります。",
            "What looks like an errata sheet for {paper} has appeared, or was replaced. It is kept.",
        ),
    ),
    "page_withdrawn": (
        ("見られないページ", "A page cannot be had"),
        (
            "{paper}のページが公開元で見られなくなっています。しばらく続けて確かめます。",
            "A page of {paper} cannot be had from its publisher. It will be looked for again for a while.",
        ),
    ),
    "page_removed": (
        ("ページの取り下げ", "A page was withdrawn"),
        (
            "{paper}のページが取り下げられました。保存した内容は残ります。",
            "A page of {paper} was withdrawn. What was archived stays.",
        ),
    ),
    "source_broken": (
        ("確認できない", "Cannot be checked"),
        (
            "{paper}を続けて確認できません。白書が変わったという知らせではありません。",
            "{paper} could not be checked several times in a row. This does not say that anything changed.",
        ),
    ),
    "source_moved": (
        ("公開場所の移動", "Moved"),
        (
            "{paper}の公開場所が移りました。sources.toml の index と hosts を直してください。",
            "{paper} has moved. Mend index and hosts in sources.toml.",
        ),
    ),
    "source_blocked": (
        ("プログラムの拒否", "Programs are turned away"),
        (
            "{paper}の公開元はプログラムを断っています。ブラウザーで保存し、wpdiff editions add で加えられます。",
            "The publisher of {paper} turns programs away. Save it with a browser, and: wpdiff editions add FOLDER.",
        ),
    ),
    "source_recovered": (
        ("確認できるようになった", "Works again"),
        ("{paper}をまた確認できるようになりました。", "{paper} can be checked again."),
    ),
    "test": (
        ("試しの知らせ", "A test"),
        (
            "これは試しの知らせです。届いていれば、設定は正しくできています。",
            "This is a test. As it arrives, the settings work.",
        ),
    ),
}
_WORDS = {
    "compared": ("{old}との比較", "Compared with {old}"),
    "more": ("ほか {count} 件は報告書にあります。", "{count} more are in the report."),
    "no_change": ("内容の変更は見つかりませんでした。", "No change of substance was found."),
    "not_compared": ("比較していません：{why}", "Not compared: {why}"),
    "first": ("比べる前の版がありません。", "There is no earlier edition to compare it with."),
    "sheet_not_read": ("{kind} の内容は比較していません", "the content of a {kind} is not compared"),
    "no_sheet_before": ("（前の正誤表なし）", "(no sheet before)"),
    "sheet_kept": ("保存した正誤表", "Archived sheet"),
    "links": ("リンク", "Links"),
    "published_at": ("公開元", "Published at"),
    "report": ("報告書", "Report"),
    "archived": ("保存した版", "Archived edition"),
    "pages": ("ページ", "Pages"),
    "cause": ("わかっていること", "What is known"),
    "sent_by": (
        "{generator} が {host} の {place} から送信。 event {id}、{at}",
        "Sent by {generator} on {host}, from {place}. Event {id}, {at}",
    ),
    "digest": ("{count} 件の知らせ", "{count} notices"),
    "digest_says": (
        "たまっていた {count} 件の知らせをまとめました。",
        "{count} notices had gathered; here they are together.",
    ),
    "feed": ("{name} の変更", "Changes of {name}"),
    "feed_all": ("白書の変更", "Changes of white papers"),
    "editions_archived": ("保存した版", "Archived editions"),
    "edition_head": ("版", "Edition"),
    "archived_on": ("保存日", "archived"),
    "pages_head": ("ページ数", "Pages"),
    "states": ("（{count} 回目の内容）", "({count} states)"),
    "pages_missing": ("（公開元で見られないページ {count}）", "({count} pages gone from their publisher)"),
    "counts": ("重要 {high}、注目 {medium}、参考 {low}", "{high} high, {medium} medium, {low} low"),
}


def event_word(kind: str, language: str) -> str:
    """What happened, in a few words."""
    return _pick(_EVENTS[kind][0], language) if kind in _EVENTS else kind.replace("_", " ")


def event_sentence(kind: str, language: str, paper: str) -> str:
    """What happened, in a sentence."""
    return _pick(_EVENTS[kind][1], language).format(paper=paper) if kind in _EVENTS else f"{paper}: {kind}"


def notice_word(name: str, language: str, /, **values: object) -> str:
    """A text of notices in a language ("ja" or "en"), with its values set in."""
    return _pick(_WORDS[name], language).format(**values)


def _pick(both: tuple[str, str], language: str) -> str:
    return both[0] if language == "ja" else both[1]
