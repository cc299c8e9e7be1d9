"""What a finding rests on, in words: the printed cue, and what it says where its own words do not tell."""

from __future__ import annotations

import unicodedata

from wpdiff.model.comparison import Change, ChangeKind, Evidence, Finding, Op, Side
from wpdiff.report.labels import category_word, status_word, word
from wpdiff.text.patterns import lazy_pattern

WEIGHT = "weight"  # the steps of a significance; `explain` adds them up
NO_CUE = "no_cue"  # its evidence is the whole statement, which is shown anyway
_DATES = frozenset(("date", "redated", "rolled_forward"))
_STATUSES = frozenset(("event", "polarity"))
_MOVED = lazy_pattern(r"; (up|down) ([\d.]{1,40})(?: \(([\d.]{1,12}) %\))?$")
_RANKS = (" 位", " rank")


def cue_words(finding: Finding, language: str) -> str:
    """The printed words that a finding rests on: old before new."""
    cued = [one for one in finding.evidence if one.rule not in (NO_CUE, WEIGHT)]
    ordered = sorted(cued, key=lambda one: one.side is not Side.OLD)
    return " → ".join(dict.fromkeys(filter(None, (_cue(one, language) for one in ordered))))


def evidence_line(change: Change, language: str) -> str:
    """The cues of all findings of substance, each once."""
    loud = [finding for finding in change.findings if not finding.category.startswith("editorial")]
    cues = (cue_words(finding, language) for finding in loud)
    return word("list_separator", language).join(dict.fromkeys(filter(None, cues)))


def evidence_lines(change: Change, language: str) -> tuple[str, ...]:
    """The cues of each finding; its category before them where there is more than one finding to tell apart."""
    told = [(finding, cue_words(finding, language)) for finding in change.findings]
    told = [(finding, cues) for finding, cues in told if cues]
    if len(change.findings) == 1:
        return tuple(f"{word('evidence', language)}: {cues}" for _, cues in told)
    return tuple(dict.fromkeys(f"{finding_word(finding, language)}: {cues}" for finding, cues in told))


def finding_word(finding: Finding, language: str) -> str:
    """A finding's category; with "no longer mentioned" when it is gone."""
    name = category_word(finding.category, language)
    if not finding.gone or finding.category == "other_substance":
        return name  # 削除 beside it says as much
    return f"{name}：{word('gone_word', language)}" if language == "ja" else f"{name}, {word('gone_word', language)}"


def _cue(one: Evidence, language: str) -> str:
    told = _told(one, language)
    if one.cue and told:
        return quoted(one.cue, language) + word("aside", language, text=told)
    return quoted(one.cue, language) if one.cue else told


def _told(one: Evidence, language: str) -> str:
    """What a cue says, where a reader would not see it in the cue itself."""
    if one.rule in _DATES:
        return "" if _is_plain(one) else one.says
    if one.rule in _STATUSES:
        return "" if one.says == "done" else status_word(one.says, language)
    if one.rule == "figure":
        return _moved(one.says, language)
    return one.says if one.rule in ("heading_number", "moved") and one.says != one.cue else ""


def _is_plain(one: Evidence) -> bool:
    """Whether a date's own words hold its year (2024年7月): then what it says need not be told."""
    year = one.says.removeprefix("FY")[:4]
    return bool(year) and year in unicodedata.normalize("NFKC", one.cue)


def _moved(says: str, language: str) -> str:
    """How far a figure went: 5.6%増, 2.5ポイント増; nothing for ranks."""
    found = _MOVED.search(says)
    unit = says[: found.start()] if found else ""
    if found is None or unit.endswith(_RANKS):
        return ""
    direction, amount, percent = found.groups()
    if unit.endswith("%"):
        return word(f"points_{direction}", language, amount=amount)
    return word(f"percent_{direction}", language, amount=percent) if percent else ""


def quoted(text: str, language: str) -> str:
    """Printed words in quotation marks, line breaks as spaces; what has its own marks keeps them.

    >>> quoted("深刻な懸念", "ja"), quoted("「遺憾」", "ja")
    ('「深刻な懸念」', '「遺憾」')
    """
    plain = " ".join(text.split())
    if plain[:1] in '「『“"' and plain[-1:] in '」』”"':
        return plain
    return word("quotation", language, text=plain)


def redated(change: Change) -> tuple[tuple[str, str, str], ...]:
    """For the same words that say another date: (printed words, what they said, what they say)."""
    if change.kind is not ChangeKind.CHANGED or any(edit.op is not Op.KEEP for edit in change.edits):
        return ()
    found: list[tuple[str, str, str]] = []
    for finding in change.findings:
        if finding.category == "date_updated":
            found += _readings(finding)
    return tuple(dict.fromkeys(found))


def _readings(finding: Finding) -> list[tuple[str, str, str]]:
    old = [one for one in finding.evidence if one.side is Side.OLD]
    new = [one for one in finding.evidence if one.side is Side.NEW]
    return [(after.cue, before.says, after.says) for before, after in zip(old, new, strict=False)]


def redirected(change: Change) -> tuple[tuple[str, str, str], ...]:
    """For a reference that points to something else: (printed words, what it pointed to, what it points to)."""
    return tuple(
        reading
        for finding in change.findings
        if finding.evidence and finding.evidence[0].rule == "reference_target"
        for reading in _readings(finding)
    )


def renumbered(change: Change) -> tuple[str, str] | None:
    """The old and new number of a heading whose number alone changed."""
    for finding in change.findings:
        numbers = [one.says for one in finding.evidence if one.rule == "heading_number"]
        if len(numbers) == 2:
            return numbers[0], numbers[1]
    return None
