"""A profile's patterns, compiled once for one reading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from wpdiff.model.profile import HeadingRule, Profile

_NOTHING = re.compile(r"(?!)")
_NAMED = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A heading rule ready for use: number and gap at a line's beginning, and what a title may be."""

    rule: HeadingRule
    number: re.Pattern[str]
    title: re.Pattern[str]
    dotted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """Everything a profile says about lines, compiled; `any_heading` is a quick look before the rules one by one."""

    profile: Profile
    language: str
    rules: tuple[Rule, ...]
    any_heading: re.Pattern[str]
    glued: re.Pattern[str]
    glued_to_source: re.Pattern[str]
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
    return Grammar(
        profile=profile,
        language=language or profile.language,
        rules=rules,
        any_heading=_either(_beginning(rule) for rule in profile.headings if not rule.marked),
        glued=_glued(profile),
        glued_to_source=_glued_to_source(profile),
        note_bodies=tuple(re.compile(pattern) for pattern in profile.note_bodies),
        any_note=_either(profile.note_bodies),
        items=_either(profile.items),
        references=_either(profile.reference_lines),
        targets=_either(profile.targets),
        captions=tuple(re.compile(pattern, re.DOTALL) for pattern in profile.captions),
        special=_either((*profile.captions, *profile.reference_lines, *profile.whole)),
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
        number=re.compile(f"{number}({rule.gap if rule.number else ''})"),
        title=re.compile(rule.title, re.DOTALL),
        dotted=rule.kind in ("number", "capital"),
    )


def _beginning(rule: HeadingRule) -> str:
    """What a heading of this rule begins with."""
    return rule.number or rule.title


# A glued heading is the end of its line and short: 「…見てきた。2　海上の動き」. Its number is followed by
# a full-width space, so that a figure or a running reference (「…述べた。第1章では…」) is not taken for one.
_GLUED_TITLE = r"(?![にではをがともへやか、。，．のまからより])[^。．\n\r]{1,45}"


def _glued(profile: Profile) -> re.Pattern[str]:
    """A heading behind the text of the page before, on the same line."""
    glued = [rule for rule in profile.headings if rule.glued and rule.number]
    brackets = [rule.number for rule in glued if _is_bracketed(rule)]
    named = [rule.number for rule in glued if rule.strong and not _is_bracketed(rule)]
    bare = [rule.number for rule in glued if not rule.strong and not _is_bracketed(rule)]
    ways = []
    if named:
        ways.append(rf"(?<![図表\s])(?:{_join(named)})\u3000+{_GLUED_TITLE}")
    if bare:
        ways.append(rf"(?:{_AFTER_TEXT})(?:{_join(bare)})\u3000+{_GLUED_TITLE}")
    if brackets:
        ways.append(rf"(?<=[。．）)」』】/a-z\u3000])(?:{_join(brackets)})\s*{_GLUED_TITLE}")
    return re.compile(rf"(?:{'|'.join(ways)})\s*\Z") if ways else _NOTHING


def _glued_to_source(profile: Profile) -> re.Pattern[str]:
    """A bracketed number right behind the words of a source line."""
    numbers = [rule.number for rule in profile.headings if rule.glued and rule.kind.startswith("paren")]
    return re.compile(rf"(?<=[^\s\x00-\x2e])(?:{_join(numbers)})\s*{_GLUED_TITLE}\s*\Z") if numbers else _NOTHING


# 「…作成資料2　5Gの実現に…」 and 「…/index.html1　電波の…」, but no part of 図表1-2, 平成30 or 2.1.
_AFTER_TEXT = r"(?<![-－‐―ー–.．,，0-9０-９A-Za-z図表第\s])|(?<=html)|(?<=\.pdf)"


def _is_bracketed(rule: HeadingRule) -> bool:
    """Does the rule's number need a sentence's end before it: （1） without a space, ア that may be part of a word?"""
    return rule.kind.startswith(("paren", "kana"))


def _join(patterns: Iterable[str]) -> str:
    """Alternatives in one pattern."""
    return "|".join(f"(?:{pattern})" for pattern in patterns)


def _either(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches where any of them does; named groups become plain ones."""
    joined = _join(_NAMED.sub("(?:", pattern) for pattern in patterns)
    return re.compile(joined) if joined else _NOTHING
