"""A profile's patterns, compiled once for one reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from wpdiff.model.profile import HeadingRule, Profile
from wpdiff.structure.glue import Glue, compile_glue
from wpdiff.text.patterns import lazy_pattern, sought_pattern

_NOTHING = lazy_pattern(r"(?!)")
_NAMED = re.compile(r"\(\?P<\w+>")


class Rule(Struct, frozen=True, kw_only=True):
    """A heading rule ready for use: number and gap at a line's beginning, and what a title may be."""

    rule: HeadingRule
    number: re.Pattern[str]
    title: re.Pattern[str]
    dotted: bool


class Grammar(Struct, frozen=True, kw_only=True):
    """Everything a profile says about lines, compiled; `any_…` are quick looks before the rules one by one."""

    profile: Profile
    language: str
    rules: tuple[Rule, ...]
    any_look: re.Pattern[str]
    any_heading: re.Pattern[str]
    glue: Glue
    note_bodies: tuple[re.Pattern[str], ...]
    any_note: re.Pattern[str]
    items: re.Pattern[str]
    references: re.Pattern[str]
    targets: re.Pattern[str]
    captions: tuple[re.Pattern[str], ...]
    special: re.Pattern[str]
    whole: re.Pattern[str]
    boilerplate: re.Pattern[str]
    contents: re.Pattern[str]
    crumbs: re.Pattern[str]


def compile_grammar(profile: Profile, language: str) -> Grammar:
    """The profile's patterns as a grammar for a document of this language."""
    rules = tuple(_rule(rule) for rule in profile.headings)
    headings = [_beginning(rule) for rule in profile.headings if not rule.marked]
    special = (*profile.captions, *profile.reference_lines, *profile.whole)
    return Grammar(
        profile=profile,
        language=language or profile.language,
        rules=rules,
        any_look=_either(
            (*headings, *special, *profile.note_bodies, *profile.items, *profile.boilerplate, *profile.contents)
        ),
        any_heading=_either(headings),
        glue=compile_glue(profile.headings),
        note_bodies=tuple(lazy_pattern(pattern) for pattern in profile.note_bodies),
        any_note=_either(profile.note_bodies),
        items=_either(profile.items),
        references=_either(profile.reference_lines),
        targets=_either(profile.targets, sought_pattern),
        captions=tuple(lazy_pattern(pattern, re.DOTALL) for pattern in profile.captions),
        special=_either(special),
        whole=_either(profile.whole),
        boilerplate=_either(profile.boilerplate),
        contents=_either(profile.contents),
        crumbs=_either(profile.navigation),
    )


def _rule(rule: HeadingRule) -> Rule:
    """One heading rule, compiled."""
    number = f"({rule.number})" if rule.number else "()"
    return Rule(
        rule=rule,
        number=lazy_pattern(f"{number}({rule.gap if rule.number else ''})"),
        title=lazy_pattern(rule.title, re.DOTALL),
        dotted=rule.kind in ("number", "capital"),
    )


def _beginning(rule: HeadingRule) -> str:
    """What a heading of this rule begins with."""
    return rule.number or rule.title


def _join(patterns: Iterable[str]) -> str:
    """Alternatives in one pattern."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _either(patterns: Iterable[str], compiled: Callable[[str], re.Pattern[str]] = lazy_pattern) -> re.Pattern[str]:
    """One pattern that matches where any of them does; named groups become plain ones."""
    joined = _join(_NAMED.sub("(?:", pattern) for pattern in patterns)
    return compiled(joined) if joined else _NOTHING
