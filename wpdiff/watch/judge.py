"""Whether an answer with status 200 is a page of the source at all: not maintenance, a login, an error page, or half.

What fails here is a fault, never a change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from wpdiff.watch.answer import Answer
from wpdiff.watch.charset import ReadText, read_text
from wpdiff.watch.faults import Fault, FetchFault
from wpdiff.watch.markup import parse, titles, visible_text
from wpdiff.watch.sources import Source

_SHORT = 1500  # signs: a page that says no more may be a notice; one that does may well speak of maintenance
_NOT_FOUND = re.compile(
    r"\b404\b|not found|no longer (?:available|exists)|お探しのページ"
    r"|(?:ページ|ファイル|URL)[はが、]{0,2}(?:見つかりません|存在しません|ありません)",
    re.IGNORECASE,
)
_ENDED = re.compile(r"</\s*html\s*>\s*(?:<!--.{0,2000}?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
_HAS_HTML = re.compile(r"<\s*html[\s>]", re.IGNORECASE)
_TAIL = 4000
_MOST_TEXT = 16 << 20
_MOST_TAGS = 200_000  # a page of a white paper has some thousands
_OTHER_TYPES = ("application/pdf", "image/", "application/zip", "application/vnd", "application/msword")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPage:
    """A page that is one: its bytes, its text and what a reader sees of it; a PDF has no text here."""

    answer: Answer
    read: ReadText
    seen: str
    is_markup: bool


def media_type(answer: Answer) -> str:
    """What kind of file the server says it is."""
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def judge_page(answer: Answer, source: Source, *, require: bool = False) -> ReadPage:
    """An answer as a page of the source. Raises FetchFault (odd, gone, blocked, cut, encoding) where it is none.

    `require` demands `pages.require` too, as of an edition's own pages.
    """
    if not answer.body.strip(b"\0 \t\r\n"):
        raise FetchFault(Fault.ODD, "an empty page")
    if is_file(answer):
        return _file(answer)
    read = read_text(answer.body, answer.headers.get("content-type", ""), source.encoding)
    is_markup = "html" in media_type(answer) or bool(_HAS_HTML.search(read.text[:_TAIL]))
    if not is_markup:
        _demand(read.text, source, require=require)
        return ReadPage(answer=answer, read=read, seen=" ".join(read.text.split()), is_markup=False)
    if len(read.text) > _MOST_TEXT or read.text.count("<") > _MOST_TAGS:
        raise FetchFault(
            Fault.TOO_LARGE, f"more than {_MOST_TEXT >> 20} million signs or {_MOST_TAGS} tags on one page"
        )
    soup = parse(read.text)
    seen = visible_text(soup, ignore=source.ignore)
    _refuse_notices(seen, titles(soup), source, login=soup.find("input", type="password") is not None)
    if not answer.is_delimited and _HAS_HTML.search(read.text[:_TAIL]) and not _ENDED.search(read.text[-_TAIL:]):
        raise FetchFault(Fault.CUT, "the page ends before its </html>")
    _demand(read.text, source, require=require)
    return ReadPage(answer=answer, read=read, seen=seen, is_markup=True)


def is_file(answer: Answer) -> bool:
    """Whether an answer is a file that is kept as it is, a PDF above all."""
    return media_type(answer).startswith(_OTHER_TYPES) or answer.body.startswith((b"%PDF-", b"PK\x03\x04"))


def is_error_page(seen: str, missing: str) -> bool:
    """Whether a page is what the host shows for an address that does not exist, though its status said 200."""
    return bool(missing) and seen == missing


def _file(answer: Answer) -> ReadPage:
    if answer.body.startswith(b"%PDF-") and b"%%EOF" not in answer.body[-2048:]:
        raise FetchFault(Fault.CUT, "the PDF ends before its end")
    return ReadPage(answer=answer, read=ReadText(text="", encoding="", by=""), seen="", is_markup=False)


def _refuse_notices(seen: str, heads: str, source: Source, *, login: bool) -> None:
    """A page that says little, or says it in its title, may be the host's notice in the page's place."""
    short = len(seen) < _SHORT
    for words in source.forbid_text:
        if words in heads or (short and words in seen):
            raise FetchFault(Fault.ODD, f'the page says "{words}" (forbid_text)')
    if not seen:
        raise FetchFault(Fault.ODD, "a page without any words")
    if short and login:
        raise FetchFault(Fault.BLOCKED, "a login page")
    if short and _NOT_FOUND.search(heads):
        raise FetchFault(Fault.GONE, "a page that says it is not there, though its status is 200")


def _demand(text: str, source: Source, *, require: bool) -> None:
    wanted = source.pages.require
    if require and wanted and wanted.casefold() not in text.casefold():
        raise FetchFault(Fault.CUT, f'the page has no "{wanted}" (pages.require)')
