"""The words that cause findings, as data: read once from `cues/*.toml`, patterns compiled once.

A lexicon is a value; nothing in it can be changed. Which files there are and what their fields mean is said in each.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from ahocorasick_rs import AhoCorasick
from msgspec import Struct

from wpdiff.model.comparison import Significance
from wpdiff.text.patterns import sought_pattern

LANGUAGES = ("ja", "en")
Pattern = re.Pattern[str]
_CUES = Path(__file__).parent / "cues"  # importlib.resources brings zipfile with it: 4 ms


class Needs(Struct, frozen=True):
    """Fixed strings, one of which must stand in a text before any pattern of a cue is tried."""

    words: tuple[str, ...]
    one_of: frozenset[str]

    @classmethod
    def of(cls, words: Iterable[str]) -> Needs:
        """The needs of a cue as its file lists them."""
        listed = tuple(words)
        return cls(listed, frozenset(listed))


class EventCue(Struct, frozen=True, kw_only=True):
    """What tells of one category of event.

    `phases` tell events of one category apart: what is dissolved is not what was founded.
    `governed` is what must follow a stem before it can be done: 演習(を実施した), not 演習(は防衛的だ).
    """

    category: str
    base: Significance
    needs: Needs
    stems: Pattern | None
    done: Pattern | None
    refused: Pattern | None
    governed: Pattern | None
    phases: tuple[Pattern, ...]


class Gates(Struct, frozen=True, kw_only=True):
    """What the rest of a clause makes of a cue: denied, negated, hypothetical, planned, ongoing, reported, done.

    `intends` tells of the planned and the denied that somebody wants or refuses it; `lightens` is what may be read
    over between a noun and the verb that governs it: 会談(の開催)を提案した.
    """

    innocent: Pattern | None
    kinds: tuple[tuple[str, Pattern], ...]
    done: Pattern | None
    performs: Pattern | None
    lightens: Pattern | None
    intends: Pattern | None


class Ladder(Struct, frozen=True, kw_only=True):
    """Wordings of one judgement from weak to strong. `kind` is assessment, certainty or name.

    From the rung `formula` on, a wording that stays word for word is told as a formula kept; 0 is never.
    """

    id: str
    kind: str
    base: Significance
    needs: Needs
    rungs: tuple[Pattern, ...]
    whole: Pattern
    disputed: tuple[int, ...] = ()
    formula: int = 0


class Family(Struct, frozen=True, kw_only=True):
    """One kind of wording: its categories when it appears and when it goes, and its patterns."""

    name: str
    needs: Needs
    pattern: Pattern


class Equivalents(Struct, frozen=True, kw_only=True):
    """Spellings of one thing. `places` is where they count: everywhere, or only where the texts differ (spans)."""

    cause: str
    forms: tuple[str, ...]


class Rename(Struct, frozen=True, kw_only=True):
    """The same thing under another name; `stance` when the new name takes a side."""

    old: str
    new: str
    stance: bool

    def compared(self, language: str) -> tuple[str, str]:
        """Both names as they stand in a folded text."""
        return (self.old.lower(), self.new.lower()) if language == "en" else (self.old, self.new)


class Lexicon(Struct, frozen=True, kw_only=True, eq=False):
    """All words of one language. Two are the same only if they are one: what is made of it is kept by that."""

    language: str
    events: tuple[EventCue, ...]
    gates: Gates
    ladders: tuple[Ladder, ...]
    families: dict[str, Family]
    anywhere: tuple[Equivalents, ...]
    spans: tuple[Equivalents, ...]
    renames: tuple[Rename, ...]
    needed: AhoCorasick

    def spoken(self, text: str) -> frozenset[str]:
        r"""The needed words that stand in a folded text: all cues' words are looked for in one pass.

        >>> "署名" in read_lexicon("ja").spoken("条約に署名した\ud800")
        True
        """
        try:
            return frozenset(self.needed.find_matches_as_strings(text, overlapping=True))
        except UnicodeEncodeError:  # half a surrogate pair, which is in no word
            return self.spoken(text.encode("utf-8", "replace").decode())

    def renames_of(self, old: Iterable[str], new: Iterable[str]) -> list[Rename]:
        """The renames of which these words of two texts each hold a name, in the lexicon's order."""
        places = _rename_places(self)
        here, there = ({place for word in spoken for place in places.get(word, ())} for spoken in (old, new))
        return [self.renames[place] for place in sorted(here & there)]

    def cues_of(self, spoken: Iterable[str]) -> list[EventCue]:
        """The events of which one of these words tells, in the lexicon's order.

        >>> [cue.category for cue in read_lexicon("ja").cues_of(["署名", "とみられる"])]
        ['treaty_signed']
        """
        places = _places(self)
        return [self.events[place] for place in sorted({place for word in spoken for place in places.get(word, ())})]


@lru_cache(maxsize=len(LANGUAGES))
def read_lexicon(language: str) -> Lexicon:
    """The words of one language; what is neither Japanese nor English is read with the English ones.

    >>> [cue.category for cue in read_lexicon("ja").events][:2]
    ['treaty_signed', 'treaty_ratified']
    """
    events, gates = _read("events", language), _read("gates", language)
    wording, same = _read("wording", language), _read("equivalents", language)
    cues = tuple(map(_event, events["event"]))
    ladders = tuple(map(_ladder, _read("ladders", language)["ladder"]))
    families = {one["name"]: _family(one) for one in wording["family"]}
    renames = tuple(
        Rename(old=one["from"], new=one["to"], stance=one.get("stance", False)) for one in same.get("rename", ())
    )
    return Lexicon(
        language=language,
        events=cues,
        gates=_gates(gates),
        ladders=ladders,
        families=families,
        anywhere=tuple(_equivalents(one) for one in same["equivalent"] if one["everywhere"]),
        spans=tuple(_equivalents(one) for one in same["equivalent"] if not one["everywhere"]),
        renames=renames,
        needed=find_all((*cues, *ladders, *families.values()), renames, language),
    )


@lru_cache(maxsize=2 * len(LANGUAGES))
def _places(lexicon: Lexicon) -> dict[str, tuple[int, ...]]:
    """By each needed word, the places of the events that need it."""
    places: dict[str, tuple[int, ...]] = {}
    for place, cue in enumerate(lexicon.events):
        for word in cue.needs.one_of:
            places[word] = (*places.get(word, ()), place)
    return places


@lru_cache(maxsize=2 * len(LANGUAGES))
def _rename_places(lexicon: Lexicon) -> dict[str, tuple[int, ...]]:
    """By each name, the places of the renames that know it."""
    places: dict[str, tuple[int, ...]] = {}
    for place, rename in enumerate(lexicon.renames):
        for name in rename.compared(lexicon.language):
            places[name] = (*places.get(name, ()), place)
    return places


def find_all(cues: Iterable[EventCue | Ladder | Family], renames: Iterable[Rename], language: str) -> AhoCorasick:
    """What finds every needed word of a text, and every name that was or is another, in one pass."""
    words = {word for cue in cues for word in cue.needs.words}
    words.update(name for rename in renames for name in rename.compared(language))
    return AhoCorasick(sorted(words))


def lexicon_language(language: str) -> str:
    """The language whose words are used: Japanese for ja, English for everything else."""
    return "ja" if language.casefold().startswith("ja") else "en"


def _read(name: str, language: str) -> dict[str, Any]:
    """One file of words. Where a pattern says {{treaty}}, the class of that name (classes_*.toml) stands."""
    text = (_CUES / f"{name}_{language}.toml").read_text(encoding="utf-8")
    if "{{" in text:
        classes = tomllib.loads((_CUES / f"classes_{language}.toml").read_text(encoding="utf-8"))
        for label, words in classes["class"].items():
            text = text.replace("{{" + label + "}}", f"(?:{'|'.join(words)})")
    return tomllib.loads(text)


def _any(patterns: list[str]) -> Pattern | None:
    return sought_pattern("|".join(f"(?:{one})" for one in patterns)) if patterns else None


def _event(entry: dict[str, Any]) -> EventCue:
    return EventCue(
        category=entry["category"],
        base=Significance(entry["base"]),
        needs=Needs.of(entry["needs"]),
        stems=_any(entry.get("stems", [])),
        done=_any(entry.get("done", [])),
        refused=_any(entry.get("not", [])),
        governed=_any(entry.get("governed", [])),
        phases=tuple(sought_pattern(one) for one in entry.get("phases", ())),
    )


def _gates(entry: dict[str, Any]) -> Gates:
    order = ("background", "described", "denied", "negated", "hypothetical", "planned", "ongoing", "reported")
    kinds = [(kind, _any(entry[kind])) for kind in order]
    return Gates(
        innocent=_any(entry["innocent"]),
        kinds=tuple((kind, pattern) for kind, pattern in kinds if pattern),
        done=_any(entry["done"]),
        performs=_any(entry["performs"]),
        lightens=_any(entry.get("lightens", [])),
        intends=_any(entry["intends"]),
    )


def _ladder(entry: dict[str, Any]) -> Ladder:
    rungs = [_any(rung) for rung in entry["rungs"]]
    return Ladder(
        id=entry["id"],
        kind=entry["kind"],
        base=Significance(entry.get("base", "medium")),
        needs=Needs.of(entry["needs"]),
        rungs=tuple(rung for rung in rungs if rung),
        whole=sought_pattern("|".join(f"(?:{one})" for rung in entry["rungs"] for one in rung)),
        disputed=tuple(entry.get("disputed", ())),
        formula=entry.get("formula", 0),
    )


def _family(entry: dict[str, Any]) -> Family:
    pattern = _any(entry["patterns"])
    assert pattern is not None, entry["name"]  # noqa: S101  our own data, checked by the tests
    return Family(name=entry["name"], needs=Needs.of(entry["needs"]), pattern=pattern)


def _equivalents(entry: dict[str, Any]) -> Equivalents:
    return Equivalents(cause=entry["cause"], forms=tuple(entry["forms"]))
