"""Every category with the words that make it, as people who add words of their own want to see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from wpdiff.changes.lexicon import Ladder, Lexicon, read_lexicon
from wpdiff.changes.own_rules import OwnRules
from wpdiff.changes.own_words import own_lexicon

# Which categories a family of wordings makes, beside the events and ladders that name theirs.
_FAMILIES = {
    "attribution": ("attribution_changed",),
    "claim": ("attribution_changed",),
    "hedge": ("certainty_raised", "certainty_lowered"),
    "approximate": ("certainty_raised", "certainty_lowered"),
    "intensifier": ("assessment_stronger", "assessment_weaker"),
    "softener": ("assessment_stronger", "assessment_weaker"),
    "commitment": ("commitment_added", "commitment_dropped"),
    "striving": ("commitment_added", "commitment_dropped"),
    "scope": ("scope_changed",),
    "cause": ("cause_changed",),
    "position": ("policy_stance",),
    "support": ("policy_stance",),
    "condemn": ("policy_stance",),
    "turn": ("policy_stance",),
}
_LADDERS = {
    "assessment": ("assessment_stronger", "assessment_weaker"),
    "certainty": ("certainty_raised", "certainty_lowered"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCue:
    """One cue as listed: its language, what it is (event, ladder, wording, rename), and its words."""

    language: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCategory:
    """One category: where its significance starts, its cues, and for one of the workspace's own its words for it."""

    category: str
    base: str
    cues: tuple[ListedCue, ...]
    own: bool = False
    label: str = ""

    def as_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def list_rules(rules: OwnRules | None, categories: Sequence[str], *, languages: Iterable[str]) -> list[ListedCategory]:
    """All categories of these names, then the workspace's own, each with its cues in these languages."""
    lexicons = [(own_lexicon(language, rules) or read_lexicon(language)) for language in languages]
    cues: dict[str, list[ListedCue]] = {}
    bases: dict[str, str] = {}
    for lexicon in lexicons:
        for category, base, cue in _cues(lexicon):
            cues.setdefault(category, []).append(cue)
            bases.setdefault(category, base)
    labels = {one.name: one for one in rules.categories} if rules else {}
    return [
        ListedCategory(
            category=name,
            base=bases.get(name, "editorial" if name.startswith("editorial") else "by form"),
            cues=tuple(cues.get(name, ())),
            own=name in labels,
            label=f"{labels[name].en} / {labels[name].ja}" if name in labels else "",
        )
        for name in (*categories, *labels)
    ]


def _cues(lexicon: Lexicon) -> Iterator[tuple[str, str, ListedCue]]:
    language = lexicon.language
    for event in lexicon.events:
        words = "、".join(dict.fromkeys(event.needs.words)) if language == "ja" else ", ".join(event.needs.words)
        yield event.category, event.base.value, ListedCue(language=language, kind="event", words=words)
    for ladder in lexicon.ladders:
        for category in _LADDERS.get(ladder.kind, ()):
            cue = ListedCue(language=language, kind="ladder", words=_rungs(ladder))
            yield category, ladder.base.value, cue
    for name, family in lexicon.families.items():
        for category in _FAMILIES.get(name, ()):
            words = ", ".join(dict.fromkeys(word.strip() for word in family.needs.words))
            yield category, "medium", ListedCue(language=language, kind="wording", words=words)
    for rename in lexicon.renames:
        yield "renamed", "low", ListedCue(language=language, kind="rename", words=f"{rename.old} → {rename.new}")


def _rungs(ladder: Ladder) -> str:
    """A ladder's id and how many rungs it has, with its fixed words."""
    return f"{ladder.id} ({len(ladder.rungs)} rungs): {', '.join(dict.fromkeys(ladder.needs.words))}"
