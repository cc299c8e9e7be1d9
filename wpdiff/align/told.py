"""What an analyst says of pairs goes before what they look like: these belong together, those do not."""

from __future__ import annotations

from wpdiff.align.links import Links
from wpdiff.align.side import Side
from wpdiff.model.review import Told
from wpdiff.text.similarity import likeness


def keep_word(old: Side, new: Side, links: Links, told: Told) -> None:
    """Change the links so that they are as told; statements that lose their partner by it are free."""
    for pair in told.apart:
        _part(links, *pair)
    for olds, news in told.together:
        if not olds or not news or min(len(olds), len(news)) > 1 or _are_unlike(old, new, olds, news):
            continue
        for i in olds:
            _free_old(links, i)
        for j in news:
            _free_new(links, j)
        _link(old, new, links, olds, news)


def turned(told: Told) -> Told:
    """The same of the editions in the other order."""
    return Told(
        together=tuple((new, old) for old, new in told.together), apart=tuple((new, old) for old, new in told.apart)
    )


def _are_unlike(old: Side, new: Side, olds: tuple[int, ...], news: tuple[int, ...]) -> bool:
    """Whether headings would stand against text: sections hang on headings."""
    kinds = {old.families[i] == "heading" for i in olds} | {new.families[j] == "heading" for j in news}
    return len(kinds) > 1


def _link(old: Side, new: Side, links: Links, olds: tuple[int, ...], news: tuple[int, ...]) -> None:
    i, j = olds[0], news[0]
    same = len(olds) == len(news) == 1 and old.names[i] == new.names[j]
    first, second = old.grams(i), new.grams(j)
    links.add((i, j), 1000 if same else min(999, likeness(len(first & second), len(first), len(second))))
    for extra in olds[1:]:
        links.join_old(extra, i)
    for extra in news[1:]:
        links.join_new(extra, j)


def _part(links: Links, old: int, new: int) -> None:
    """Undo the pair that two statements stand in together."""
    if links.old_to_new.get(old) == new:
        _free_old(links, old)
    elif new in links.joined_new and links.old_to_new.get(old) == links.joined_new[new]:
        del links.joined_new[new]
    elif old in links.joined_old and links.new_to_old.get(new) == links.joined_old[old]:
        del links.joined_old[old]


def _free_old(links: Links, old: int) -> None:
    links.joined_old.pop(old, None)
    if old in links.old_to_new:
        _undo(links, old, links.old_to_new[old])


def _free_new(links: Links, new: int) -> None:
    links.joined_new.pop(new, None)
    if new in links.new_to_old:
        _undo(links, links.new_to_old[new], new)


def _undo(links: Links, old: int, new: int) -> None:
    """Take back a pair whole, with whatever had joined it."""
    links.drop((old, new))
    for joined, to in ((links.joined_old, old), (links.joined_new, new)):
        for extra in [one for one, target in joined.items() if target == to]:
            del joined[extra]
