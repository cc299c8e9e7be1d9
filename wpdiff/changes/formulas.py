"""What an edition says of threats and concerns in the very words of the one before: news to who waits for a change.

A wording counts where its whole statement stayed; the ladders say which wordings are formulas (`formula`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wpdiff.changes.joined import Joined
from wpdiff.changes.lexicon import Ladder, lexicon_language, read_lexicon
from wpdiff.model.comparison import Group, GroupType, Significance
from wpdiff.model.edition import Edition, StatementKind

_TELLING = (StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.NOTE)
_QUOTES = (("「", "」"), ("『", "』"), ("“", "”"))


def find_formulas(old: Edition, new: Edition, unchanged: Sequence[tuple[int, int]]) -> tuple[Group, ...]:
    """One group for each wording kept, with the statements that keep it, the strongest wording first.

    Fires: 深刻な懸念である in a sentence that stayed. Stays quiet: a sentence that changed; words in quotation marks.
    """
    language = lexicon_language(new.language or old.language)
    ladders = [one for one in read_lexicon(language).ladders if one.formula]
    telling = [(i, j) for i, j in unchanged if (one := new.statements[j]).kind in _TELLING and not one.boilerplate]
    texts = Joined.of([new.statements[j].text for _, j in telling], language)
    places: dict[tuple[str, int, str], list[tuple[int, int]]] = {}
    for number in texts.holding([word for ladder in ladders for word in ladder.needs.words]):
        text = texts.text(number)
        for ladder in ladders:
            if any(word in text for word in ladder.needs.words):
                for rung, words in _wordings(ladder, text):
                    places.setdefault((ladder.id, rung, words), []).append(telling[number])
    order = sorted(places, key=lambda key: (key[0], -key[1], places[key][0][1], key[2]))
    return tuple(
        Group(
            type=GroupType.FORMULA,
            old=key[2],
            new=key[2],
            significance=Significance.LOW,
            changes=(),
            at=tuple(dict.fromkeys(places[key])),
        )
        for key in order
    )


def _wordings(ladder: Ladder, text: str) -> Iterator[tuple[int, str]]:
    """The highest wordings of a ladder in a text, each once; a wording inside a longer one is not counted."""
    found: list[tuple[int, int, int]] = []
    for rung, pattern in enumerate(ladder.rungs, start=1):
        found += [(match.start(), match.end(), rung) for match in pattern.finditer(text)]
    for start, end, rung in found:
        covered = any(begin <= start and end <= stop and stop - begin > end - start for begin, stop, _ in found)
        if rung >= ladder.formula and not covered and not _is_quoted(text, start):
            yield rung, text[start:end]


def _is_quoted(text: str, start: int) -> bool:
    return any(text.rfind(opening, 0, start) > text.rfind(closing, 0, start) for opening, closing in _QUOTES)
