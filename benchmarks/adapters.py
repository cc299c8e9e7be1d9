"""What scorers call: statement and section alignment, classification, spans, keys and sentences of wpdiff.

Each goes through the same code as `wpdiff compare`; editions are made of the lists that a scorer hands over.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from wpdiff.align import align_editions
from wpdiff.changes.bare import bare_difference, editorial_key
from wpdiff.changes.classify import classify as find_findings
from wpdiff.changes.inline import word_opcodes
from wpdiff.changes.rank import significance_of
from wpdiff.model.comparison import Edit, Op, Significance
from wpdiff.model.edition import Edition, Section, Statement, StatementKind
from wpdiff.text.normalize import to_key
from wpdiff.text.sentences import split_sentences
from wpdiff.text.tokens import tokenize

TokenSpan = tuple[int, int] | None


def align(old: list[str], new: list[str]) -> list[tuple[list[int], list[int]]]:
    """Pair two lists of statements: (old indices, new indices) for every pair, one side empty where unmatched."""
    language = _language(old + new)
    alignment = align_editions(_flat(old, language), _flat(new, language))
    return [(list(pair.old), list(pair.new)) for pair in alignment.pairs]


def align_sections(old: Sequence[Mapping[str, object]], new: Sequence[Mapping[str, object]]) -> list[tuple[int, int]]:
    """Pair two lists of sections {"number", "heading", "body"}: (old index, new index)."""
    alignment = align_editions(_sectioned(old), _sectioned(new))
    return [(pair.old - 1, pair.new - 1) for pair in alignment.sections if pair.old and pair.new]


def classify(old: str, new: str) -> float:
    """How far two versions of one sentence differ in substance: 0 is editorial, from 0.5 on a scorer reads substantive.

    A change with a cue is substantive, the more the more significant. One without a cue, which `compare` tells as low,
    is weighed by how many words it brings: what the published sets call content brings a handful or more.
    """
    language = _language([old, new])
    if to_key(old, language=language) == to_key(new, language=language):
        return 0.0
    difference = bare_difference(old, new, language)
    findings = find_findings(difference)
    level = significance_of(findings)
    if level is Significance.EDITORIAL:
        return 0.0
    if any(one.category != "other_substance" and one.significance is not Significance.EDITORIAL for one in findings):
        return _CERTAIN[level]
    return min(_new_words(difference.edits) / (2 * HANDFUL), 1.0)


def tells(old: str, new: str) -> str:
    """Whether a report tells of the difference as a change of substance, at whatever significance."""
    return (
        "editorial"
        if classify_change(old, new, _language([old, new]))["significance"] == "editorial"
        else "substantive"
    )


HANDFUL = 5  # words of substance that make a change without a cue content
_CERTAIN = {Significance.LOW: 0.6, Significance.MEDIUM: 0.75, Significance.HIGH: 0.9}
_FUNCTION_WORDS = frozenset(
    (
        "a an the of to in on at for and or but is are was were be been being have has had do does did will would "
        "can could may might shall should must that which who whom this these those it its they them their there "
        "he she his her we our us you your i my as by with from into than then so if not no also such very more "
        "most"
    ).split()
)


def _new_words(edits: Iterable[Edit]) -> int:
    """How many words of substance an edit script brings that it does not also take away."""
    came: Counter[str] = Counter()
    for edit in edits:
        words = (word.lower() for word in tokenize(edit.text) if word[:1].isalnum())
        counted = Counter(word for word in words if word not in _FUNCTION_WORDS)
        if edit.op is Op.INSERT:
            came.update(counted)
        elif edit.op is Op.DELETE:
            came.subtract(counted)
    return sum(count for count in came.values() if count > 0)


def classify_change(old: str | None, new: str | None, lang: str) -> dict[str, Any]:
    """What the rules say of two texts: the significance and the categories of the new side (gone ones if removed).

    A silent difference is "editorial", with the categories of what only looks different.
    """
    findings = find_findings(bare_difference(old, new, lang)) if old != new else ()
    if old and new and to_key(old, language=lang) == to_key(new, language=lang):
        findings = tuple(one for one in findings if one.significance is Significance.EDITORIAL)
    shown = [one.category for one in findings if new is None or not one.gone]
    return {"significance": significance_of(findings).value, "categories": list(dict.fromkeys(shown))}


def spans(old_tokens: Sequence[str], new_tokens: Sequence[str]) -> list[tuple[TokenSpan, TokenSpan]]:
    """The token ranges that an edit script between two tokenized sentences replaces, adds or deletes."""
    changed = (one for one in word_opcodes(old_tokens, new_tokens) if not one[4])
    return [((i, i_end) if i < i_end else None, (j, j_end) if j < j_end else None) for i, i_end, j, j_end, _ in changed]


def keys(text: str, lang: str) -> tuple[str, str]:
    """The silent key of a text, and the editorial key: what it says however it is spelled, counted or dated."""
    return to_key(text, language=lang), editorial_key(text, lang)


def split(block: str, lang: str) -> list[str]:
    """The sentences of one block as printed."""
    return [block[start:end] for start, end in split_sentences(block, language=lang)]


def _language(texts: Iterable[str]) -> str:
    sample = "".join(texts)[:2000]
    return "ja" if any("\u3040" <= character <= "\u30ff" for character in sample) else "en"


def _flat(texts: Sequence[str], language: str) -> Edition:
    root = Section(id="root", parent=None, number="", heading="", level=0)
    return make_edition((root,), tuple(make_statement(text, language, 0) for text in texts), language)


def _sectioned(sections: Sequence[Mapping[str, object]]) -> Edition:
    language = _language(str(one["body"]) for one in sections)
    made = [Section(id="root", parent=None, number="", heading="", level=0)]
    statements: list[Statement] = []
    for index, one in enumerate(sections, start=1):
        number, heading = str(one["number"]), str(one["heading"])
        place = len(statements) if number or heading else None
        if place is not None:
            statements.append(make_statement(heading, language, index, StatementKind.HEADING))
        made.append(Section(id=f"s{index}", parent=0, number=number, heading=heading, level=1, heading_statement=place))
        body = one["body"]
        statements += [make_statement(text, language, index) for text in body] if isinstance(body, list) else []
    return make_edition(tuple(made), tuple(statements), language)


def make_statement(text: str, language: str, section: int, kind: StatementKind = StatementKind.SENTENCE) -> Statement:
    """One statement as structure would make it."""
    return Statement(kind=kind, text=text, key=to_key(text, language=language), section=section)


def make_edition(sections: tuple[Section, ...], statements: tuple[Statement, ...], language: str) -> Edition:
    """An edition without pages."""
    return Edition(
        series="",
        name="",
        title="",
        language=language,
        published="",
        pages=(),
        sections=sections,
        statements=statements,
    )
