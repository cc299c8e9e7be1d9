"""A workspace's own `rules.toml` in, its rules out, or every mistake in it with its line.

The file holds words, never code: cues, categories, ladders, renames, equivalents, significance, and examples of them.
"""

from __future__ import annotations

import difflib
import hashlib
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from wpdiff.changes.lexicon import LANGUAGES, read_lexicon
from wpdiff.changes.rank import CATEGORIES
from wpdiff.errors import RulesError
from wpdiff.model.comparison import CategoryLabel, Significance
from wpdiff.profiles.safety import slow_part
from wpdiff.text.patterns import lazy_pattern
from wpdiff.text.toml_lines import Places, line_of, read_places

_NAME = lazy_pattern(r"[a-z][a-z0-9_]{2,40}\Z")
_LINE = lazy_pattern(r"\(at line (\d+), column \d+\)\Z")
_CAUSES = ("editorial_script", "editorial_demonstrative", "editorial_grammar", "editorial_punctuation")
_EDITORIAL = (
    "editorial_width editorial_script editorial_mark editorial_reference editorial_date_format "
    "editorial_number_format editorial_demonstrative editorial_grammar editorial_punctuation editorial_order"
).split()
_LADDERS = ("assessment", "certainty")
_LEVELS = tuple(level.value for level in Significance)
_BASES = _LEVELS[:3]
Table = Mapping[str, Any]


class Mistake(Struct, frozen=True, kw_only=True):
    """What is wrong in one line of the file, and what would be right."""

    line: int
    message: str
    hint: str = ""


class OwnCue(Struct, frozen=True, kw_only=True):
    """Words that tell of an event: `words` where their clause says it was done, `finished` by themselves."""

    category: str
    words: tuple[str, ...] = ()
    finished: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    base: str = ""
    language: str = ""


class OwnLadder(Struct, frozen=True, kw_only=True):
    """Wordings of one judgement from weak to strong."""

    id: str
    kind: str
    rungs: tuple[tuple[str, ...], ...]
    base: str = "medium"
    language: str = ""


class OwnRename(Struct, frozen=True, kw_only=True):
    """The same thing under another name."""

    old: str
    new: str
    stance: bool = False
    language: str = ""


class OwnEquivalent(Struct, frozen=True, kw_only=True):
    """Spellings of one thing."""

    forms: tuple[str, ...]
    cause: str = "editorial_script"
    everywhere: bool = True
    language: str = ""


class OwnSignificance(Struct, frozen=True, kw_only=True):
    """What a category, or everything under a section's heading, matters to this workspace."""

    category: str = ""
    section: str = ""
    level: str = ""
    shift: int = 0


class OwnExample(Struct, frozen=True, kw_only=True):
    """A pair of texts with the categories that the rules must find in it, and those that they must not."""

    old: str = ""
    new: str = ""
    expect: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()
    language: str = ""
    line: int = 0


class OwnRules(Struct, frozen=True, kw_only=True):
    """Everything that a rules.toml adds; `fingerprint` is the SHA-256 of its text."""

    place: str = ""
    fingerprint: str = ""
    categories: tuple[CategoryLabel, ...] = ()
    bases: tuple[tuple[str, str], ...] = ()
    cues: tuple[OwnCue, ...] = ()
    ladders: tuple[OwnLadder, ...] = ()
    renames: tuple[OwnRename, ...] = ()
    equivalents: tuple[OwnEquivalent, ...] = ()
    significances: tuple[OwnSignificance, ...] = ()
    examples: tuple[OwnExample, ...] = ()


def read_own_rules(text: str, place: str) -> OwnRules:
    """The rules that a text holds. `place` is the name of its file, for messages.

    Raises RulesError naming the first mistake and how many there are; `find_mistakes` tells them all.
    """
    mistakes = find_mistakes(text)
    if mistakes:
        first, more = mistakes[0], len(mistakes) - 1
        also = f" (and {more} more: wpdiff rules test shows all)" if more else ""
        raise RulesError(f"{place}:{first.line}: {first.message}{also}", hint=first.hint)
    return _rules(tomllib.loads(text), place, text)


def find_mistakes(text: str) -> tuple[Mistake, ...]:
    """Everything that is wrong in a rules.toml, in the order of its lines."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found else len(text.splitlines()) or 1
        return (Mistake(line=line, message=f"not TOML: {error}", hint="https://toml.io"),)
    check = _Check(places=read_places(text), own=_own_names(data))
    return tuple(sorted(check.all(data), key=lambda one: (one.line, one.message)))


def _own_names(data: Table) -> tuple[str, ...]:
    tables = data.get("category", [])
    if not isinstance(tables, list):
        return ()
    return tuple(one["name"] for one in tables if isinstance(one, dict) and isinstance(one.get("name"), str))


# What each table may hold: key → (what it is, whether it must be there).
_TABLES: Mapping[str, Mapping[str, tuple[str, bool]]] = {
    "category": {"name": ("text", True), "ja": ("text", True), "en": ("text", True), "base": ("base", False)},
    "cue": {
        "category": ("event", True),
        "words": ("texts", False),
        "finished": ("texts", False),
        "patterns": ("patterns", False),
        "needs": ("texts", False),
        "not": ("patterns", False),
        "base": ("base", False),
        "language": ("language", False),
    },
    "ladder": {
        "id": ("text", True),
        "kind": ("ladder", True),
        "rungs": ("rungs", True),
        "base": ("base", False),
        "language": ("language", False),
    },
    "rename": {
        "from": ("text", True),
        "to": ("text", True),
        "stance": ("switch", False),
        "language": ("language", False),
    },
    "equivalent": {
        "forms": ("texts", True),
        "cause": ("cause", False),
        "everywhere": ("switch", False),
        "language": ("language", False),
    },
    "significance": {
        "category": ("category", False),
        "section": ("text", False),
        "level": ("level", False),
        "shift": ("steps", False),
    },
    "example": {
        "old": ("text", False),
        "new": ("text", False),
        "expect": ("categories", False),
        "quiet": ("categories", False),
        "language": ("language", False),
    },
}


class _Check(Struct, frozen=True):
    """Holds a file's tables against what they may say."""

    places: Places
    own: tuple[str, ...]

    def all(self, data: Table) -> Iterator[Mistake]:
        """Every mistake."""
        if data.get("version", 1) != 1:
            yield self._at("", 0, "version", f"version = {data['version']!r} is not known", "version = 1")
        for name, value in data.items():
            if name == "version":
                continue
            if name not in _TABLES:
                hint = _near(name, tuple(_TABLES)) or f"allowed: {', '.join(f'[[{one}]]' for one in _TABLES)}"
                yield self._at(name, 0, "", f"no such table: {name}", hint, top=name)
            elif not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
                yield self._at(name, 0, "", f"{name} is not a list of tables", f"write [[{name}]]")
            else:
                for index, table in enumerate(value):
                    yield from self._table(name, index, table)

    def _table(self, name: str, index: int, table: Table) -> Iterator[Mistake]:
        allowed = _TABLES[name]
        for key, value in table.items():
            if key not in allowed:
                hint = _near(key, tuple(allowed)) or f"allowed: {', '.join(allowed)}"
                yield self._at(name, index, key, f"[[{name}]] has no key {key}", hint)
                continue
            wrong = self._value(allowed[key][0], value)
            if wrong:
                yield self._at(name, index, key, f"{key} = {_shown(value)}: {wrong[0]}", wrong[1])
        for key, (_, needed) in allowed.items():
            if needed and key not in table:
                yield self._at(name, index, "", f"[[{name}]] lacks {key}", f"add {key} = …")
        whole = _WHOLE.get(name)
        for key, message, hint in whole(table) if whole else ():
            yield self._at(name, index, key, message, hint)

    def _value(self, kind: str, value: Any) -> tuple[str, str] | None:
        """What is wrong with one value, and what would be right."""
        if kind in _CHOICES:
            choices = _CHOICES[kind]
            return None if value in choices else ("not one of the choices", f"one of {', '.join(choices)}")
        if kind in ("event", "category", "categories"):
            return self._category(kind, value)
        return _KINDS[kind](value)

    def _category(self, kind: str, value: Any) -> tuple[str, str] | None:
        known = (*(event_categories() if kind == "event" else CATEGORIES), *self.own)
        known = (*known, *_EDITORIAL) if kind == "categories" else known
        names = value if kind == "categories" and isinstance(value, list) else [value]
        for name in names:
            if name not in known:
                near = _near(str(name), known)
                hint = near or "a category of events, or one that a [[category]] here names"
                return "no such category" + (" of events" if kind == "event" else ""), hint
        return None

    def _at(self, table: str, index: int, key: str, message: str, hint: str, *, top: str = "") -> Mistake:
        line = self.places.get(("", 0, top)) if top and (top, 0, "") not in self.places else None
        return Mistake(line=line or line_of(self.places, table, index, key), message=message, hint=hint)


def event_categories() -> tuple[str, ...]:
    """The categories that cues can tell of."""
    return tuple(dict.fromkeys(cue.category for language in LANGUAGES for cue in read_lexicon(language).events))


def _near(name: str, known: tuple[str, ...]) -> str:
    close = difflib.get_close_matches(name, known, n=2, cutoff=0.6)
    return f"did you mean {' or '.join(close)}?" if close else ""


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


Wrong = tuple[str, str] | None


def _text(value: Any) -> Wrong:
    return None if isinstance(value, str) and value.strip() else ("not a text", "a text in quotes")


def _texts(value: Any) -> Wrong:
    good = isinstance(value, list) and value and all(isinstance(one, str) and one.strip() for one in value)
    return None if good else ("not a list of texts", 'example: ["寄港", "port call"]')


def _patterns(value: Any) -> Wrong:
    wrong = _texts(value)
    if wrong:
        return wrong
    for one in value:
        try:
            re.compile(one)
        except re.error as error:
            return f"no regular expression: {error}", "words that are no pattern go to words = […]"
        if slow := slow_part(one):
            return f"may take for ever on some pages: {slow}", "repeat with bounds: [^。]{0,20}"
    return None


def _rungs(value: Any) -> Wrong:
    good = isinstance(value, list) and len(value) > 1 and all(_texts(rung) is None for rung in value)
    return None if good else ("not two rungs or more", 'weak to strong: [["懸念"], ["強い懸念", "大きな懸念"]]')


def _switch(value: Any) -> Wrong:
    return None if isinstance(value, bool) else ("neither true nor false", "true or false, without quotes")


def _steps(value: Any) -> Wrong:
    good = isinstance(value, int) and not isinstance(value, bool) and -2 <= value <= 2 and value != 0
    return None if good else ("no number of steps", "-2, -1, 1 or 2")


_KINDS: Mapping[str, Callable[[Any], Wrong]] = {
    "text": _text,
    "texts": _texts,
    "patterns": _patterns,
    "rungs": _rungs,
    "switch": _switch,
    "steps": _steps,
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "base": _BASES,
    "level": _LEVELS,
    "language": LANGUAGES,
    "cause": _CAUSES,
    "ladder": _LADDERS,
}
_Told = Iterator[tuple[str, str, str]]


def _whole_category(table: Table) -> _Told:
    name = table.get("name")
    if isinstance(name, str) and not _NAME.match(name):
        yield "name", f"name = {name!r} is no id", "small Latin letters, digits and _: port_call"
    if name in CATEGORIES:
        yield "name", f"{name} exists already", "leave the [[category]] out; a [[cue]] may name it"


def _whole_cue(table: Table) -> _Told:
    if not any(table.get(key) for key in ("words", "finished", "patterns")):
        yield "", "[[cue]] has neither words nor finished nor patterns", 'words = ["寄港"]'
    if table.get("patterns") and not table.get("needs"):
        hint = "needs = words of which one stands in everything the patterns find; they are looked for first"
        yield "patterns", "patterns lack their needs", hint


def _whole_rename(table: Table) -> _Told:
    if table.get("from") is not None and table.get("from") == table.get("to"):
        yield "to", "from and to are the same", ""


def _whole_equivalent(table: Table) -> _Told:
    forms = table.get("forms")
    if isinstance(forms, list) and len(set(map(str, forms))) < 2:
        yield "forms", "forms needs two spellings or more", 'forms = ["取組", "取り組み"]'


def _whole_significance(table: Table) -> _Told:
    if not table.get("category") and not table.get("section"):
        yield "", "[[significance]] names neither category nor section", 'category = "exercise"'
    if ("level" in table) == ("shift" in table):
        yield "", "[[significance]] takes level or shift, one of them", 'level = "low", or shift = -1'


def _whole_example(table: Table) -> _Told:
    if not table.get("old") and not table.get("new"):
        yield "", "[[example]] has neither old nor new", 'new = "…"'
    if not table.get("expect") and not table.get("quiet"):
        yield "", "[[example]] expects nothing", 'expect = ["port_call"], or quiet = ["port_call"]'


_WHOLE: Mapping[str, Callable[[Table], _Told]] = {
    "category": _whole_category,
    "cue": _whole_cue,
    "rename": _whole_rename,
    "equivalent": _whole_equivalent,
    "significance": _whole_significance,
    "example": _whole_example,
}


def _rules(data: Table, place: str, text: str) -> OwnRules:
    places = read_places(text)
    return OwnRules(
        place=place,
        fingerprint=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        categories=tuple(
            CategoryLabel(name=one["name"], ja=one["ja"], en=one["en"]) for one in data.get("category", ())
        ),
        bases=tuple((one["name"], one.get("base", "medium")) for one in data.get("category", ())),
        cues=tuple(OwnCue(**_settings(one)) for one in data.get("cue", ())),
        ladders=tuple(OwnLadder(**_settings(one)) for one in data.get("ladder", ())),
        renames=tuple(OwnRename(**_settings(one)) for one in data.get("rename", ())),
        equivalents=tuple(OwnEquivalent(**_settings(one)) for one in data.get("equivalent", ())),
        significances=tuple(OwnSignificance(**one) for one in data.get("significance", ())),
        examples=tuple(
            OwnExample(**_settings(one), line=line_of(places, "example", index))
            for index, one in enumerate(data.get("example", ()))
        ),
    )


_SAID = {"from": "old", "to": "new", "not": "refused"}


def _settings(table: Table) -> dict[str, Any]:
    """A table's keys as the nouns call them, its lists as tuples."""
    return {_SAID.get(key, key): _frozen(value) for key, value in table.items()}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
