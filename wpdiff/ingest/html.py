"""An HTML page to blocks: what a browser would show, in its order, and what stands in navigation, said so.

Pages are strangers' markup: nothing of them is run, fetched or believed; only their text and its place are read.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup
from bs4.element import CData, NavigableString, PreformattedString, Tag
from msgspec import Struct, field

from wpdiff.ingest.flow import Flow
from wpdiff.ingest.links import Link
from wpdiff.ingest.near import near_words
from wpdiff.ingest.roles import role_of
from wpdiff.ingest.unread import unread_by
from wpdiff.model.document import Block, BlockKind, Uncompared

_SKIPPED = frozenset(
    """script style template noscript head iframe frame object embed svg canvas video audio select img annotation
    annotation-xml""".split()
)
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu nav ol p pre search section summary table tbody td tfoot
    th thead tr ul caption html""".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_KINDS = {
    "li": BlockKind.ITEM,
    "pre": BlockKind.PREFORMATTED,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
}
_KINDS |= dict.fromkeys(_HEADINGS, BlockKind.HEADING)
_BOLD = frozenset(("b", "strong"))
_PERMALINKS = frozenset("¶ § # 🔗".split())
_MAX_LXML_DEPTH = 200  # libxml2 gives up at 256 nested elements; deeper pages are parsed by the standard library
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_UNCLOSED = frozenset(
    "p li td th tr dt dd option br hr img input meta link area base col wbr source thead tbody".split()
)
_XML_HEAD = re.compile(r"\A\s*<\?xml[^>]{0,400}>")
_NOTE_LINK = re.compile(r"#(?:fn|note|footnote|cite_note|ftn|chu)", re.I)
_NUMBER_LINK = re.compile(r"#(?:n|en)[-_]?0*([1-9][0-9]{0,2})\Z", re.I)
_MARK_TEXT = re.compile(r"[\s\[(（※*注]*[0-9０-９]{1,3}[\s\])）]*\Z")
_MARK_DRESS = " []()（）※*注"
_HEAD_PARTS = 1000  # links and scripts of a page's head that are looked at
_LINK_WORDS = 80  # characters of a link's words that are kept
_MARK_LENGTH = 20  # characters in which a note's mark must end


class HtmlPage(Struct, frozen=True, kw_only=True):
    """What one page holds: its title and declared language, its blocks, its links, and what is not compared."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    uncompared: tuple[Uncompared, ...] = ()


def read_html(text: str, *, page: str) -> HtmlPage:
    """Read one page."""
    text = _XML_HEAD.sub("", text, count=1)  # an XML declaration says nothing once the bytes are text
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the parser's guesses that a page might be XML, or a file's name
        soup = BeautifulSoup(text, "html.parser" if _is_deep(text) else "lxml")
    reader = _Reader(page, Flow(page))
    reader.read(soup)
    root = soup.find("html")
    language = str(root.get("lang") or "") if isinstance(root, Tag) else ""
    title = soup.find("title")
    return HtmlPage(
        title=" ".join(title.get_text().split()) if isinstance(title, Tag) else "",
        language=language.split("-")[0].lower(),
        blocks=tuple(reader.flow.finish()),
        links=tuple(reader.links),
        uncompared=tuple(reader.uncompared),
    )


def _is_deep(text: str) -> bool:
    depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[2].lower() not in _UNCLOSED:
            depth = max(0, depth - 1) if tag[1] else depth + 1
            deepest = max(deepest, depth)
    return deepest > _MAX_LXML_DEPTH


class _Reader(Struct):
    """Walks a page's tree once, without recursion, and tells the flow what begins, stands and ends."""

    page: str
    flow: Flow
    links: list[Link] = field(default_factory=list)
    uncompared: list[Uncompared] = field(default_factory=list)
    _lists: int = 0
    _sections: int = 0  # open elements in which a <header> is a section's, not the site's

    def read(self, soup: BeautifulSoup) -> None:
        stack: list[tuple[Tag, Iterator[object], bool]] = [(soup, iter(list(soup.children)), False)]
        while stack:
            tag, children, opened = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if opened:
                    self._leave(tag)
            elif isinstance(child, Tag):
                if self._enter(child):
                    stack.append((child, iter(list(child.children)), True))
            elif isinstance(child, NavigableString) and not (
                isinstance(child, PreformattedString) and not isinstance(child, CData)
            ):
                self.flow.text(str(child))

    def _enter(self, tag: Tag) -> bool:
        """Begin an element; False when nothing of it is read."""
        name = tag.name.lower()
        self._note(tag, name)
        if name == "head":
            for one in tag.find_all(("link", "script"), limit=_HEAD_PARTS):
                self._note(one, one.name.lower())
        if name in _SKIPPED:
            return False
        if name == "br":
            self.flow.line_break()
            return False
        if name in ("rt", "rp"):
            if name == "rt":
                self.flow.reading(tag.get_text())
            return False
        if name == "a" and _is_permalink(tag):
            return False
        self._begin(tag, name)
        return True

    def _begin(self, tag: Tag, name: str) -> None:
        identifier = str(tag.get("id") or (tag.get("name") if name == "a" else "") or "")
        if identifier:
            self.flow.anchor(identifier)
        if name in _BLOCKS:
            classes = _classes(tag)
            self._lists += name in ("ul", "ol", "menu", "dir")
            level = _HEADINGS.get(name, max(1, self._lists) if name == "li" else 0)
            role = role_of(tag, name, classes, inside=self._sections > 0)
            self._sections += name in ("article", "section", "main")
            self.flow.open(name, kind=_KINDS.get(name), level=level, classes=classes, role=role)
            return
        if self.flow.at_start and (number := _number(tag)):
            self.flow.apart(number)
        if name in _BOLD:
            self.flow.bold(1)
        elif label := _mark(tag, name):
            self.flow.mark(label)

    def _leave(self, tag: Tag) -> None:
        name = tag.name.lower()
        if name in _BLOCKS:
            self.flow.close(name)
            self._lists -= name in ("ul", "ol", "menu", "dir")
            self._sections -= name in ("article", "section", "main")
        elif name in _BOLD:
            self.flow.bold(-1)

    def _note(self, tag: Tag, name: str) -> None:
        """Note where an element leads, and what of it is not compared."""
        self._note_link(tag, name)
        self.uncompared += unread_by(tag, name, self.page)

    def _note_link(self, tag: Tag, name: str) -> None:
        href = str(tag.get("href") or "")
        if name not in ("a", "link", "area") or not href:
            return
        rel = " ".join(tag.get("rel") or ()) if isinstance(tag.get("rel"), list) else str(tag.get("rel") or "")
        words = near_words(tag, _LINK_WORDS) or str(tag.get("title") or "") or _alt(tag)
        classes = (*_classes(tag), *(_classes(tag.parent) if tag.parent is not None and name == "a" else ()))
        shown = " ".join(words.split())[:_LINK_WORDS]
        self.links.append(Link(rel=rel.lower(), href=href, words=shown, classes=classes))


def _classes(tag: Tag) -> tuple[str, ...]:
    found = tag.get("class")
    return tuple(found) if isinstance(found, list) else ()


def _is_permalink(tag: Tag) -> bool:
    """Whether it is a link to the very place it stands at, drawn behind a heading or a paragraph."""
    words = tag.contents[0] if len(tag.contents) == 1 else None
    return isinstance(words, NavigableString) and words.strip() in _PERMALINKS


def _alt(tag: Tag) -> str:
    """The words of a picture that is a link: <a href="…"><img alt="次へ"></a>."""
    image = next((one for one in tag.contents if isinstance(one, Tag) and one.name == "img"), None)
    return str(image.get("alt") or "") if image is not None else ""


def _mark(tag: Tag, name: str) -> str:
    """The words of an element that shows a note's mark, a raised number or a link to a note; "" when it is none."""
    href = str(tag.get("href") or "") if name == "a" else ""
    numbered = _NUMBER_LINK.match(href)
    if name != "sup" and not numbered and not _NOTE_LINK.match(href):
        return ""
    words = _number(tag)
    if numbered and words.strip(_MARK_DRESS) != numbered[1]:
        return ""  # #n3 may be any third thing: only the same number over it makes it a note's
    return words


def _number(tag: Tag) -> str:
    """The words of an element that holds a number and nothing else, as notes are numbered; "" of any other."""
    words = near_words(tag, _MARK_LENGTH)
    return words if len(words) <= _MARK_LENGTH and _MARK_TEXT.match(words) else ""
