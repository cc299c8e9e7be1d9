"""What every format says about one change or edition, in words: labels, cues, places, the one-sentence summary."""

from __future__ import annotations

from wpdiff.model.comparison import Change, ChangeKind, Comparison
from wpdiff.model.edition import Edition
from wpdiff.model.review import Review
from wpdiff.model.source import ReadingWarning
from wpdiff.report.evidence import finding_word, quoted, redated, redirected, renumbered
from wpdiff.report.labels import (
    category_word,
    kind_word,
    muted_word,
    significance_word,
    verdict_word,
    warning_word,
    word,
)
from wpdiff.report.sections import Fold, SectionView
from wpdiff.report.view import Answer, Filter, View
from wpdiff.report.warning_words import warning_advice, warning_sentence


def edition_name(edition: Edition, language: str) -> str:
    """An edition as people call it: its title, with its name where the title does not hold it."""
    if not edition.title or not edition.name or edition.name in edition.title:
        return edition.title or edition.name or word("untitled", language)
    return word("edition", language, title=edition.title, name=edition.name)


def report_title(comparison: Comparison, language: str) -> str:
    """The publication and both editions."""
    old, new = comparison.old, comparison.new
    if old.title == new.title and old.title:
        return word("title", language, title=new.title, old=old.name, new=new.name)
    return word("title_two", language, old=old.title or old.name, new=new.title or new.name)


def summary_sentence(view: View) -> str:
    """One sentence with exact numbers."""
    counts = {name: view.count("significance", name) for name in ("high", "medium", "low", "editorial")}
    return word(
        "summary",
        view.language,
        old=f"{view.count('statements', 'old'):,}",
        new=f"{view.count('statements', 'new'):,}",
        substantive=f"{counts['high'] + counts['medium'] + counts['low']:,}",
        unchanged=f"{view.count('statements', 'unchanged'):,}",
        **{name: f"{count:,}" for name, count in counts.items()},
    )


def filter_sentence(view: View) -> str:
    """What a filtered report leaves out; "" for a whole one."""
    options, language = view.options, view.language
    if len(view.items) == len(view.comparison.changes):
        return ""
    filters = [_name_word(name, language) for name in options.only]
    if options.minimum is not None:
        level = significance_word(options.minimum.value, language)
        filters.append(word("minimum", language, level=level))
    filters += [quoted(options.section, language)] if options.section else []
    return word(
        "filtered",
        language,
        shown=f"{len(view.items):,}",
        total=f"{len(view.comparison.changes):,}",
        filters=word("list_separator", language).join(filters),
    )


def included_sentence(view: View) -> str:
    """That changes of what is set aside are shown too, and how many; "" where nobody asked for them."""
    if not view.options.boilerplate:
        return ""
    return word("included", view.language, count=f"{len(view.included):,}")


def _name_word(name: str, language: str) -> str:
    kind = kind_word(name, language)
    return kind if kind != name else category_word(name, language)


def answer_words(answer: Answer, language: str) -> str:
    """What makes up an answer: stronger and weaker always, then the categories most of its changes have."""
    balance = dict(answer.balance)
    told = [
        f"{sign} {category_word(one, language)} {number}"
        for sign, (one, number) in zip("▲▼", answer.balance, strict=False)
    ]
    told += [f"{category_word(one, language)} {number}" for one, number in answer.categories if one not in balance]
    return word("list_separator", language).join(told)


def section_counts(section: SectionView, language: str) -> str:
    """A section's changes by kind, and the editorial ones."""
    told = [f"{kind_word(name, language)} {count}" for name, count in section.kinds]
    if section.editorial:
        told.append(f"{significance_word('editorial', language)} {section.editorial}")
    return word("list_separator", language).join(told)


def fold_words(fold: Fold, language: str) -> str:
    """What is folded: how many changes, and how many for each cause."""
    named = {"muted": muted_word, "editorial": category_word}.get(fold.name, _as_it_is)
    causes = word("list_separator", language).join(f"{named(name, language)} {count}" for name, count in fold.causes)
    return word(f"{fold.name}_run", language, count=len(fold.items), reasons=causes)


def _as_it_is(reason: str, language: str) -> str:
    """An analyst's own words, in whatever language they are."""
    return reason


def reviewed_sentence(view: View) -> str:
    """How many changes an analyst has seen, which are folded; "" where there are none."""
    count = sum(item.fold == "reviewed" for item in view.items)
    return word("reviewed_folded", view.language, count=f"{count:,}") if count else ""


def filter_word(one: Filter, language: str) -> str:
    """What a filter is called."""
    if one.name == "notable":
        return word("notable", language)
    named = {"kind": kind_word, "significance": significance_word, "category": category_word}
    return named[one.table](one.name, language)


def move_words(change: Change, language: str) -> str:
    """Where a moved statement stood, as printed headings of the old edition; "" when it did not move."""
    if change.move is None or not change.old:
        return ""
    return " › ".join(change.old[0].path) or word("root", language)


def notices(change: Change, language: str) -> tuple[str, ...]:
    """What the marked words alone do not show: another reading, a heading's number, splits and joins, a review."""
    told = [
        f"{word('same_words', language)}: {quoted(printed, language)} {before} → {after}"
        for printed, before, after in redated(change)
    ]
    told += [
        word("points_elsewhere", language, words=quoted(printed, language), old=before, new=after)
        for printed, before, after in redirected(change)
    ]
    numbers = renumbered(change)
    if numbers:
        told.append(word("heading_number", language, old=numbers[0], new=numbers[1]))
    if change.kind in (ChangeKind.SPLIT, ChangeKind.MERGED):
        told.append(word("counts", language, old=len(change.old), new=len(change.new)))
    if change.review is not None:
        told.append(review_words(change.review, language))
    return tuple(told)


def review_words(review: Review, language: str) -> str:
    """What an analyst said of a change, why, and when."""
    by = f"{review.by}, " if review.by and language == "en" else f"{review.by}、" if review.by else ""
    verdict = verdict_word(review.verdict.value, language)
    return word("review", language, verdict=verdict, reason=review.reason, when=by + review.date)


def warning_lines(comparison: Comparison, language: str) -> tuple[tuple[str, str, str], ...]:
    """Every warning once as (which edition, place, what), in order."""
    old, new = set(comparison.old.warnings), set(comparison.new.warnings)
    lines = [(one, "old") for one in comparison.old.warnings] + [
        (one, "new_edition") for one in comparison.new.warnings
    ]
    lines += [(one, "") for one in comparison.warnings if one not in old and one not in new]
    return tuple(
        dict.fromkeys(
            (word(side, language) if side else "", one.where, told_warning(one, language)) for one, side in lines
        )
    )


def told_warning(one: ReadingWarning, language: str) -> str:
    """What a warning says, in the language where its values allow it, else in its own words."""
    sentence = warning_sentence(one, language)
    return sentence or f"{warning_word(one.code, language)}: {one.message}"


def warning_advices(comparison: Comparison, language: str) -> tuple[str, ...]:
    """What to do about the warnings, each advice once, with the kind of warning that it is for."""
    every = (*comparison.old.warnings, *comparison.new.warnings, *comparison.warnings)
    codes = dict.fromkeys(one.code for one in every if warning_advice(one.code, language))
    return tuple(f"{warning_word(code, language)}: {warning_advice(code, language)}" for code in codes)


def finding_words(change: Change, language: str) -> tuple[str, ...]:
    """The categories of a change, each once, those of substance first."""
    ordered = sorted(change.findings, key=lambda finding: finding.significance.rank)
    return tuple(dict.fromkeys(finding_word(finding, language) for finding in ordered))


def place_of(change: Change) -> str:
    """Where a change stands, in the new edition if it stands there."""
    side = change.new or change.old
    return " › ".join(side[0].path) if side else ""
