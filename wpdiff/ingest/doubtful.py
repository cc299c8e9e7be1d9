"""Pages that are no content: error and maintenance pages, empty ones, and copies of others."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from wpdiff.model.document import Block, BlockKind, BlockRole
from wpdiff.model.source import ReadingWarning
from wpdiff.text.patterns import lazy_pattern

# What an error page's title or heading says, and little else. A white paper may well speak of maintenance in a heading
# (設備のメンテナンス): such words count only where they say that this page is under it.
_ERROR_TITLE = lazy_pattern(
    r"^(?:http )?(?:error\s*)?(?:403 forbidden|404(?:\s*(?:not found|error|エラー))?|50[0234](?: [a-z ]{1,30})?)$"
    r"|page (?:was |is )?not found"
    r"|not found\s*$|^access denied|^forbidden|service (?:temporarily )?unavailable|internal server error|bad gateway"
    r"|^(?:site |system )?(?:is )?(?:currently )?(?:under|down for|undergoing) (?:scheduled )?maintenance"
    r"|^(?:scheduled|system|site) maintenance$"
    r"|(?:ページ|ファイル|ＵＲＬ|URL).{0,12}(?:見つかりません|見当たりません|存在しません|表示できません)"
    r"|メンテナンス(?:中|作業中|のお知らせ)(?:です)?$|(?:ただいま|現在).{0,12}(?:メンテナンス|アクセス)"
    r"|アクセス(?:が集中して|できません|が拒否)|^エラー(?:が発生しました)?$|サービス(?:を)?(?:一時)?停止中",
    re.IGNORECASE,
)
_ERROR_TEXT = lazy_pattern(
    r"お探しのページ|指定された(?:ページ|URL|ファイル).{0,20}(?:ません|削除|移動)|メンテナンスのため.{0,40}(?:停止|休止|ご利用)"
    r"|しばらく(?:たってから|経ってから|お待ち)|requested (?:url|page|resource).{0,60}not (?:found|exist|available)"
    r"|don[’']t have permission to access|(?:try|check back) again later|temporarily unavailable",
    re.IGNORECASE,
)
_TITLED = 1500  # characters of body text below which a page with such a title is one
_SHORT = 600  # … and one without a telling title that says so in its text
_HEADS = 3  # headings, or first blocks, that may be its title
_LONG_TITLE = 80
_COPY = 200  # characters of text from which two pages of the same words are copies


def about_page(blocks: Sequence[Block], title: str, where: str) -> Iterator[ReadingWarning]:
    """What a reader must know of one page: that it is empty, or an error or maintenance page."""
    if not any(block.text.strip() for block in blocks):
        yield ReadingWarning(code="empty_page", message="a page without any text", where=where)
    elif is_error_page(blocks, title):
        message = "this looks like an error or maintenance page, not like a page of the edition"
        yield ReadingWarning(code="error_page", message=message, where=where)


def is_error_page(blocks: Sequence[Block], title: str) -> bool:
    """Whether a page says that the page is not there: it is short, and its title or first words tell."""
    body = [block for block in blocks if block.role is BlockRole.BODY] or list(blocks)
    length = 0
    for block in body:
        length += len(block.text)
        if length >= _TITLED:
            return False
    if any(_ERROR_TITLE.search(head) for head in _heads(body, title)):
        return True
    return length < _SHORT and any(_ERROR_TEXT.search(block.text[:_SHORT]) for block in body)


def _heads(body: Sequence[Block], title: str) -> Iterator[str]:
    """The title and the first headings; on a page without a heading its first line."""
    headings = [block.text for block in body if block.kind is BlockKind.HEADING][:_HEADS]
    for text in (title, *(headings or [block.text for block in body[:1]])):
        for part in re.split(r"\s*[|｜\n]\s*|\s+[-–—]\s+", text):
            if len(part) <= _LONG_TITLE:
                yield part.strip(" 　。.!！")


def words_digest(blocks: Sequence[Block]) -> str:
    """The hash of a page's words without its navigation, "" for a page too short to be known by them."""
    text = "".join("".join(block.text.split()) for block in blocks if block.role is BlockRole.BODY)
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() if len(text) >= _COPY else ""
