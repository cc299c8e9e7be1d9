"""What every format says about one change or edition, in words: labels, cues, places, the one-sentence summary."""

from __future__ import annotations

from wpdiff.model.comparison import Change, ChangeKind, Comparison, Evidence, Finding, Op, Side
from wpdiff.model.edition import Edition
from wpdiff.report.labels import category_word, status_word, word
from wpdiff.report.view import View


def edition_name(edition: Edition) -> str:
    """An edition as people call it: its name, else its title."""
    return edition.name or edition.title


def report_title(comparison: Comparison, language: str) -> str:
    """The publication and both editions."""
    old, new = comparison.old, comparison.new
    title = new.title or old.title
    return word("title", language, title=title, old=edition_name(old), new=edition_name(new))


def summary_sentence(view: View) -> str:
    """One sentence with exact numbers."""
    counts = {name: view.count("significance", name) for name in ("high", "medium", "low", "editorial")}
    return word(
        "summary",
        view.language,
        statements=f"{view.count('statements', 'new'):,}",
        substantive=f"{counts['high'] + counts['medium'] + counts['low']:,}",
        unchanged=f"{view.count('statements', 'unchanged'):,}",
        **{name: f"{count:,}" for name, count in counts.items()},
    )


def finding_word(finding: Finding, language: str) -> str:
    """A finding's category; with "no longer mentioned" when it is gone."""
    name = category_word(finding.category, language)
    if not finding.gone:
        return name
    return f"{name}：{word('gone_word', language)}" if language == "ja" else f"{name}, {word('gone_word', language)}"


def finding_words(change: Change, language: str) -> tuple[str, ...]:
    """The categories of a change, each once, those of substance first."""
    ordered = sorted(change.findings, key=lambda finding: finding.significance.rank)
    return tuple(dict.fromkeys(finding_word(finding, language) for finding in ordered))


def cue_words(finding: Finding, language: str) -> str:
    """The printed words that a finding rests on: old before new."""
    ordered = sorted(finding.evidence, key=lambda one: one.side is not Side.OLD)
    return " → ".join(dict.fromkeys(filter(None, (_cue(one, language) for one in ordered))))


def _cue(one: Evidence, language: str) -> str:
    says = status_word(one.says, language) if one.says and one.says != one.cue else ""
    if one.cue and says:
        return f"{quoted(one.cue, language)}（{says}）" if language == "ja" else f"{quoted(one.cue, language)} ({says})"
    return quoted(one.cue, language) if one.cue else says


def quoted(text: str, language: str) -> str:
    """Printed words in quotation marks, line breaks as spaces."""
    plain = " ".join(text.split())
    return f"「{plain}」" if language == "ja" else f"“{plain}”"


def place_of(change: Change) -> str:
    """Where a change stands, in the new edition if it stands there."""
    side = change.new or change.old
    return " › ".join(side[0].path) if side else ""


def redated(change: Change) -> tuple[tuple[str, str, str], ...]:
    """For the same words that say another date: (printed words, what they said, what they say)."""
    if change.kind is not ChangeKind.CHANGED or any(edit.op is not Op.KEEP for edit in change.edits):
        return ()
    found = []
    for finding in change.findings:
        if finding.category == "date_updated":
            found += _readings(finding)
    return tuple(dict.fromkeys(found))


def _readings(finding: Finding) -> list[tuple[str, str, str]]:
    old = [one for one in finding.evidence if one.side is Side.OLD]
    new = [one for one in finding.evidence if one.side is Side.NEW]
    return [(after.cue, before.says, after.says) for before, after in zip(old, new, strict=False)]
