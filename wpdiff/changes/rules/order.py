"""The same items of a list in another order."""

from __future__ import annotations

from collections.abc import Sequence

from wpdiff.changes.folding import Units
from wpdiff.changes.sides import Sides
from wpdiff.text.patterns import lazy_pattern

MOST = 80  # units of a list that are looked at
_BEYOND = 8  # kept units around the list that may belong to its first and last item
_SEPARATOR = lazy_pattern(
    r"[、,・;]|\s*(?:and|or|及び|および|や|と|並びに|ならびに)\s*|\x00及び|\x00および|\x00並びに|\x00ならびに"
)
_RANKING = lazy_pattern(
    r"順[にで位]|次いで|筆頭|の順|優先|第一に|まず|最も多|in order|respectively"
    r"|followed by|in that order|first\b|then\b|それぞれ"
)


def is_reordered(old: Units, new: Units, sides: Sides) -> bool:
    """Whether two texts differ only in the order of the items of one list that is no ranking.

    Fires: A、B、C → C、A、B. Stays quiet: where 順に, 次いで or "respectively" says that the order means something.
    """
    if not old.says_as(new):
        return False
    first, second = [one.says for one in old if one.says], [one.says for one in new if one.says]
    if first == second:
        return False
    if _RANKING.search(sides.old.text) or _RANKING.search(sides.new.text):
        return False
    start, end = _trim(first, second)
    if end - start > MOST:
        return False
    return any(
        _items(first[start - back : end + ahead]) == _items(second[start - back : end + ahead])
        for back in range(min(_BEYOND, start) + 1)
        for ahead in range(min(_BEYOND, len(first) - end) + 1)
    )


def _trim(first: Sequence[str], second: Sequence[str]) -> tuple[int, int]:
    start, end = 0, len(first)
    while start < end and first[start] == second[start]:
        start += 1
    while end > start and first[end - 1] == second[end - 1]:
        end -= 1
    return start, end


def _items(says: Sequence[str]) -> list[str] | None:
    """The items between the separators, sorted; None where there are fewer than two."""
    items = [""]
    for one in says:
        if _SEPARATOR.fullmatch(one):
            items.append("")
        else:
            items[-1] += one
    items = [one.strip() for one in items]
    return sorted(items) if len(items) > 1 and all(items) else [repr(says)]
