"""A `review.toml` in, an analyst's words out; and changes in, the changes as the analyst wants them out.

An entry is about texts, so it outlives a new run and a corrected edition as long as the texts do.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wpdiff.changes.rank import significance_of
from wpdiff.errors import RulesError
from wpdiff.model.comparison import Change, ChangeKind, Evidence, Excerpt, Finding, Side, Significance
from wpdiff.model.edition import Edition
from wpdiff.model.review import Review, Told, Verdict
from wpdiff.model.source import ReadingWarning
from wpdiff.text.normalize import to_key
from wpdiff.text.toml_lines import line_of, read_places

STALE = "review_stale"
_SHOWN = 40  # characters that name a text in a warning
_KEYS = ("verdict", "change", "old", "new", "editions", "reason", "date", "by")
Keys = tuple[str, ...]


def read_reviews(text: str, place: str) -> tuple[Review, ...]:
    """The entries of a review.toml. Raises RulesError with the file, the line and what is wrong there."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RulesError(f"{place}: {error}", hint="mend the file; it is TOML (https://toml.io)") from error
    places = read_places(text)
    unknown = next((name for name in data if name not in ("version", "review")), None)
    if unknown is not None:
        line = line_of(places, unknown, 0) if (unknown, 0, "") in places else places.get(("", 0, unknown), 1)
        raise RulesError(f"{place}:{line}: no such table: {unknown}", hint="entries are called [[review]]")
    tables = data.get("review", [])
    if not isinstance(tables, list) or not all(isinstance(one, dict) for one in tables):
        raise RulesError(f"{place}: review is not a list of tables", hint="write [[review]]")
    return tuple(
        _review(
            table,
            place,
            line_of(places, "review", index),
            {key: line_of(places, "review", index, key) for key in table},
        )
        for index, table in enumerate(tables)
    )


def _review(table: Mapping[str, Any], place: str, line: int, lines: Mapping[str, int]) -> Review:
    for key, message, hint in _troubles(table):
        raise RulesError(f"{place}:{lines.get(key, line)}: {message}", hint=hint)
    return Review(
        verdict=Verdict(table["verdict"]),
        reason=table["reason"],
        date=str(table["date"]),
        by=table.get("by", ""),
        change=table.get("change", "").lstrip("#"),
        old=_texts(table.get("old", [])),
        new=_texts(table.get("new", [])),
        editions=tuple(table.get("editions", ())),
        line=line,
    )


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _troubles(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """What is wrong with an entry: the key, what, and what would be right."""
    for key in table:
        if key not in _KEYS:
            yield key, f"[[review]] has no key {key}", f"allowed: {', '.join(_KEYS)}"
    for key, example in (("verdict", '"reviewed"'), ("reason", '"why"'), ("date", "2025-07-15")):
        if not table.get(key):
            yield key, f"[[review]] lacks {key}", f"{key} = {example}"
    if table.get("verdict") not in tuple(Verdict):
        yield "verdict", f"verdict = {table.get('verdict')!r} is none", f"one of {', '.join(Verdict)}"
    if not isinstance(table["date"], datetime.date) and not _is_date(table["date"]):
        yield "date", f"date = {table['date']!r} is no date", "date = 2025-07-15"
    for key in ("reason", "by", "change"):
        if not isinstance(table.get(key, ""), str):
            yield key, f"{key} is not a text", "a text in quotes"
    for key in ("old", "new", "editions"):
        if not _are_texts(table.get(key, [])):
            yield key, f"{key} is neither a text nor a list of texts", f'{key} = ["…"]'
    if len(_texts(table.get("editions", []))) not in (0, 2) or isinstance(table.get("editions"), str):
        yield "editions", "editions are not two names", 'editions = ["defence-ja/2024", "defence-ja/2025"]'
    yield from _aims(table)


def _aims(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Whether an entry says what it is about."""
    if table["verdict"] in (Verdict.TOGETHER, Verdict.APART):
        if not table.get("old") or not table.get("new"):
            yield "verdict", f"{table['verdict']} needs old and new", "the texts as printed in either edition"
    elif not (table.get("change") or table.get("old") or table.get("new")):
        yield "verdict", "[[review]] names neither change nor texts", 'change = "c-…", or old and new'


def _is_date(value: Any) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True


def _are_texts(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def reviews_of(reviews: Sequence[Review], old: Edition, new: Edition) -> tuple[Review, ...]:
    """The entries that are for two editions, turned where they were said of the comparison the other way round."""
    names = (_name(old), _name(new))
    found = []
    for one in reviews:
        if not one.editions or _are_named(one.editions, names, (old.name, new.name)):
            found.append(one)
        elif _are_named(one.editions[::-1], names, (old.name, new.name)):
            found.append(one.turned())
    return tuple(found)


def _are_named(editions: Keys, names: Keys, short: Keys) -> bool:
    return all(told in pair for told, pair in zip(editions, zip(names, short, strict=True), strict=True))


def _name(edition: Edition) -> str:
    return f"{edition.series}/{edition.name}" if edition.series else edition.name


def tell_pairs(reviews: Sequence[Review], old: Edition, new: Edition) -> Told:
    """Which statements the entries put together and take apart: equal texts first with first."""
    wanted = [one for one in reviews if one.verdict in (Verdict.TOGETHER, Verdict.APART)]
    if not wanted:
        return Told()
    old_places, new_places = _places(old), _places(new)
    together: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    apart: list[tuple[int, int]] = []
    for one in wanted:
        olds = [old_places.get(key, []) for key in _keys(one.old, old.language)]
        news = [new_places.get(key, []) for key in _keys(one.new, new.language)]
        if one.verdict is Verdict.APART:
            apart += [(i, j) for first in olds for second in news for i in first for j in second]
        else:
            together += [
                (tuple(each[place] for each in olds), tuple(each[place] for each in news))
                for place in range(min(map(len, (*olds, *news))))
            ]
    return Told(together=tuple(together), apart=tuple(apart))


def _places(edition: Edition) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for index, statement in enumerate(edition.statements):
        places.setdefault(statement.key, []).append(index)
    return places


def _keys(texts: Sequence[str], language: str) -> Keys:
    return tuple(to_key(text, language=language) for text in texts)


class Reviewed(Struct, frozen=True):
    """The changes as the analyst wants them, and warnings of entries that no longer apply."""

    changes: tuple[Change, ...]
    stale: tuple[ReadingWarning, ...]


def apply_reviews(changes: Sequence[Change], reviews: Sequence[Review], old: Edition, new: Edition) -> Reviewed:
    """Every change with what was said of it; the last entry on a change counts."""
    if not reviews:
        return Reviewed(tuple(changes), ())
    by_id = {change.id: place for place, change in enumerate(changes)}
    by_texts: dict[tuple[Keys, Keys], list[int]] = {}
    of_old: dict[str, list[int]] = {}
    of_new: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        old_keys = tuple(old.statements[i].key for i in change.at_old)
        new_keys = tuple(new.statements[j].key for j in change.at_new)
        by_texts.setdefault((old_keys, new_keys), []).append(place)
        for keys, known in ((old_keys, of_old), (new_keys, of_new)):
            for key in keys:
                known.setdefault(key, []).append(place)
    result = list(changes)
    stale = []
    for one in reviews:
        old_keys, new_keys = _keys(one.old, old.language), _keys(one.new, new.language)
        if one.verdict is Verdict.APART:
            found = [*_alone(changes, of_old, old_keys), *_alone(changes, of_new, new_keys)]
        else:
            found = by_texts.get((old_keys, new_keys), []) if one.old or one.new else []
            found = found or [by_id[name] for name in (one.change,) if name in by_id]
        for place in found:
            result[place] = _as_told(result[place], one)
        if not found and one.editions:
            stale.append(_stale(one))
    return Reviewed(tuple(result), tuple(stale))


def _alone(changes: Sequence[Change], places: Mapping[str, list[int]], keys: Keys) -> list[int]:
    """The changes of these texts that have lost their other side."""
    found = [place for key in keys for place in places.get(key, ())]
    return [place for place in found if changes[place].kind in (ChangeKind.ADDED, ChangeKind.REMOVED)]


def _as_told(change: Change, review: Review) -> Change:
    if review.verdict is Verdict.MUTED:
        return replace(change, review=review, muted=review.reason)
    if review.verdict is Verdict.EDITORIAL:
        findings = tuple(replace(one, significance=Significance.EDITORIAL) for one in change.findings)
        return replace(change, review=review, findings=findings, significance=Significance.EDITORIAL)
    if review.verdict is Verdict.SUBSTANTIVE and change.significance is Significance.EDITORIAL:
        findings = (_substance(change), *change.findings)
        categories = tuple(dict.fromkeys(("other_substance", *change.categories)))
        level = significance_of(findings)
        return replace(change, review=review, findings=findings, categories=categories, significance=level)
    return replace(change, review=review)


def _substance(change: Change) -> Finding:
    """What an analyst calls substance, with what the rules showed of it."""
    shown = tuple(one for finding in change.findings for one in finding.evidence)
    evidence = shown or tuple(_whole(change))
    return Finding(category="other_substance", status="done", significance=Significance.LOW, evidence=evidence)


def _whole(change: Change) -> Iterator[Evidence]:
    sides: tuple[tuple[Side, Sequence[Excerpt], Sequence[int]], ...] = (
        (Side.OLD, change.old, change.at_old),
        (Side.NEW, change.new, change.at_new),
    )
    for side, excerpts, at in sides:
        for excerpt, index in zip(excerpts[:1], at[:1], strict=True):
            text = excerpt.text
            yield Evidence(rule="review", side=side, statement=index, cue=text, start=0, end=len(text))


def _stale(review: Review) -> ReadingWarning:
    """An entry whose texts, or whose change, stand here no more."""
    text = next(iter((*review.new, *review.old)), review.change)
    words = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    message = f"line {review.line}: {review.verdict.value}: {words}: nothing here answers to this entry any more"
    values = (str(review.line), review.verdict.value, words)
    return ReadingWarning(code=STALE, message=message, where="review.toml", values=values)
