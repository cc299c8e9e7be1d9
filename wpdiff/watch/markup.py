"""A page's HTML as the watch needs it: headings and links in their order, and the text that a reader sees."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning
from bs4.element import NavigableString, PreformattedString, Tag

from wpdiff.watch.address import join

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LIKE_HEADINGS = {"dt": 7, "th": 7, "caption": 7, "summary": 7, "legend": 7, "strong": 8, "b": 8}
_UNSEEN = ("script", "style", "noscript", "template", "svg")
_DEEPEST = 1000
_SPACES = re.compile(r"\s+")
_MOST_LINKS = 50_000
_WORDS = 300  # signs of a link or heading are looked at
_PARTS = 50  # elements and texts below it too
_TITLES = ("title", "h1", "h2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading or what looks like one; the smaller its level, the more it spans."""

    level: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link to a web address, its words (a picture's where it has none), and whether it was chosen."""

    address: str
    words: str
    rel: str = ""
    classes: tuple[str, ...] = ()
    chosen: bool = True


Item = Heading | Anchor


def parse(text: str) -> BeautifulSoup:
    """A page's markup. What is wrong with it is mended as browsers do; nothing of it is run or fetched.

    A page that is nested deeper than any that people write is no page, and comes out empty.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            soup = BeautifulSoup(text, "lxml")
        except (RecursionError, ValueError, AssertionError):
            return BeautifulSoup("", "lxml")
    return BeautifulSoup("", "lxml") if _is_too_deep(soup) else soup


def _is_too_deep(soup: BeautifulSoup) -> bool:
    stack = [iter(soup.children)]
    while stack:
        child = next(stack[-1], None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag):
            stack.append(iter(child.children))
            if len(stack) > _DEEPEST:
                return True
    return False


def items(soup: BeautifulSoup, address: str, *, link: str | None = None) -> tuple[Item, ...]:
    """Headings and links of a page in their order; `link` is a CSS selector that chooses among the links."""
    base = _base(soup, address)
    chosen = None if link is None else {id(tag) for tag in soup.select(link)}
    return tuple(_items(soup, base, chosen))


def anchors(page_items: Iterable[Item]) -> tuple[Anchor, ...]:
    """The links among a page's items."""
    return tuple(item for item in page_items if isinstance(item, Anchor))


def section_of(page_items: Sequence[Item], words: str) -> tuple[Item, ...] | None:
    """What stands below the heading that holds these words, up to the next one that spans as much; None: no such."""
    wanted = _plain(words)
    for place, item in enumerate(page_items):
        if isinstance(item, Heading) and wanted in _plain(item.words):
            return below(page_items, place)
    return None


def below(page_items: Sequence[Item], place: int) -> tuple[Item, ...]:
    """What stands below the heading at a place."""
    heading = page_items[place]
    assert isinstance(heading, Heading)  # noqa: S101  callers pass the place of one
    end = place + 1
    while end < len(page_items):
        other = page_items[end]
        if isinstance(other, Heading) and other.level <= heading.level:
            break
        end += 1
    return tuple(page_items[place:end])


def visible_text(soup: BeautifulSoup, *, content: str | None = None, ignore: Sequence[str] = ()) -> str:
    """What a reader sees, spaces made one: of the parts that `content` chooses, without those that `ignore` does."""
    left_out = {id(tag) for selector in ignore for tag in soup.select(selector)}
    chosen = {id(tag) for tag in soup.select(content)} if content else set()
    return _SPACES.sub(" ", " ".join(_texts(soup, chosen, left_out))).strip()


def titles(soup: BeautifulSoup) -> str:
    """The page's title and its first headings."""
    found = [_words(tag) for tag in soup.find_all(_TITLES, limit=4)]
    return " ".join(found)


def _items(soup: BeautifulSoup, base: str, chosen: set[int] | None) -> Iterator[Item]:
    count = 0
    for tag in soup.find_all(["a", "area", *_HEADINGS, *_LIKE_HEADINGS]):
        if tag.name not in ("a", "area"):
            level = _HEADINGS.get(tag.name) or _LIKE_HEADINGS[tag.name]
            if words := _words(tag):
                yield Heading(level=level, words=words)
            continue
        address = join(base, str(tag.get("href") or ""))
        if not tag.get("href") or str(tag.get("href")).lstrip().startswith("#") or not address:
            continue
        count += 1
        if count > _MOST_LINKS:
            return
        yield Anchor(
            address=address,
            words=_words(tag),
            rel=" ".join(tag.get_attribute_list("rel") if tag.get("rel") else ()).lower(),
            classes=tuple(str(one).lower() for one in tag.get_attribute_list("class") if one),
            chosen=chosen is None or id(tag) in chosen,
        )


def _base(soup: BeautifulSoup, address: str) -> str:
    tag = soup.find("base", href=True)
    return (join(address, str(tag["href"])) or address) if isinstance(tag, Tag) else address


def _words(tag: Tag) -> str:
    """The words of a link or heading, or of the pictures in it; only so far below it as words are usual."""
    inside = list(islice(tag.descendants, _PARTS))
    words = " ".join(str(one) for one in inside if isinstance(one, NavigableString) and one.strip())
    if not words:
        pictures = (str(one.get("alt") or "") for one in inside if isinstance(one, Tag) and one.name == "img")
        words = " ".join([*pictures, str(tag.get("title") or ""), str(tag.get("aria-label") or "")])
    return _SPACES.sub(" ", words).strip()[:_WORDS]


def _texts(root: Tag, chosen: set[int], left_out: set[int]) -> Iterator[str]:
    """The texts that a reader sees: within chosen elements, of all where none is; in one walk, however deep."""
    stack = [(iter(root.children), not chosen)]
    while stack:
        children, inside = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
        elif isinstance(child, Tag):
            if child.name not in _UNSEEN and id(child) not in left_out:
                stack.append((iter(child.children), inside or id(child) in chosen))
        elif inside and isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
            yield str(child)


def _plain(words: str) -> str:
    return _SPACES.sub("", words).casefold()
