"""Who says it, how surely, what is promised, what is thought of it: wording that came or went."""

from __future__ import annotations

from wpdiff.changes.rules.events import Occurrence
from wpdiff.changes.rules.families import governs, wordings
from wpdiff.changes.rules.sources import find_other_sources
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.changes.status import clause_tail, english_clause, is_attributive, is_norm, status_of
from wpdiff.changes.weight import shift
from wpdiff.model.comparison import Finding, Significance
from wpdiff.text.patterns import lazy_pattern

STANCES = ("turn", "condemn", "support", "position")
_NOT_PROMISED = lazy_pattern(r"\b(?:not|never|no|nor|den(?:ied|ies)|if|would|could|might|may|refus(?:ed|es) to)\b")
_TOPIC = lazy_pattern(r"(?:[^。、]{1,30}、){0,2}?(?P<topic>[^。、はが]{1,60})[はが]")
_STATE = lazy_pattern(
    r"国|政府|省|党|政権|大統領|首相|首脳|大臣|[高長]官|報道官|大使|議長|指導[者部]|代表|外相|国防相|[軍側]$|連邦|連合|機構|同盟|当局|議会|両者|EU|NATO|ASEAN|国連"
    r"|(?<![ァ-ヶー])[ァ-ヶー・]{3,}(?:共和国|王国|連邦|軍|側)?$"
)
_UNDONE = ("planned", "denied")
_PURPOSE = lazy_pattern("する(?:ため|仕組み|機能|サービス|方法|手段)")  # 送達を保証する仕組み promises nothing
# Characters of a stretch that names a source: "according to the Ministry of Defence of Norda, ".
_SOURCE = {"ja": 48, "en": 90}


def _came(family: str, side: SideText, other: SideText, sides: Sides) -> Span | None:
    """A wording that stands on one side, where the texts differ, and nowhere on the other."""
    here = next((span for span in wordings(family, side, sides) if side.touches(*span)), None)
    return None if here is None or wordings(family, other, sides) else here


def _finding(
    category: str,
    rule: str,
    side: SideText,
    span: Span,
    significance: Significance,
    *,
    gone: bool = False,
    says: str = "",
) -> Finding:
    return Finding(
        category=category,
        status="done",
        significance=significance,
        evidence=(side.evidence(rule, *span, says),),
        gone=gone,
    )


def find_attribution(sides: Sides) -> tuple[Finding, ...]:
    """Who says it: a source or a claim's verb came, went or was exchanged; with a claim the author is less sure.

    Fires: 低下している → 低下しているとの見方がある; "Norda says the drill is defensive" → "The drill is defensive";
    国防省によれば → 外務省によれば; と報じられている → との指摘がある.
    Stays quiet: 発言 → 述べた; a sentence that is new as a whole.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    findings: list[Finding] = []
    for side, other in sides.both():
        span = _came("attribution", side, other, sides)
        if span is None or not side.in_short_stretch(*span, _SOURCE[sides.language]):
            continue
        findings.append(_finding("attribution_changed", "attribution", side, span, Significance.MEDIUM))
        claim = _came("claim", side, other, sides)
        if claim:
            category = "certainty_lowered" if side is sides.new else "certainty_raised"
            findings.append(_finding(category, "attribution", side, claim, Significance.MEDIUM))
    return tuple(findings) or find_other_sources(sides)


def find_hedges(sides: Sides) -> tuple[Finding, ...]:
    """A doubt that came or went: とみられる, 可能性, "may", "reportedly"; and "about" before the same figure.

    Fires: 配備した → 配備したとみられる. Stays quiet: とみられる → と見られる; may → might.
    """
    if not sides.old.placed or not sides.new.placed:
        return ()
    for family, level in (("hedge", Significance.MEDIUM), ("approximate", Significance.LOW)):
        for side, other in sides.both():
            span = _came(family, side, other, sides)
            if span and side.in_short_stretch(*span):
                category = "certainty_lowered" if side is sides.new else "certainty_raised"
                return (_finding(category, family, side, span, level),)
    return ()


def find_commitments(sides: Sides) -> tuple[Finding, ...]:
    """A promise, an assurance, an obligation that appears or is gone.

    Fires: 先制不使用を約束している gone; "will not be the first to use" new; 無駄な対立は避け
    dropped inside a kept sentence.
    Stays quiet: 堅持 → 維持; a promise on both sides; 排除しない, which promises nothing.
    """
    findings: list[Finding] = []
    for side, other in sides.both():
        span = _promise(side, other, sides)
        if span is None:
            continue
        added = side is sides.new
        category = "commitment_added" if added else "commitment_dropped"
        findings.append(_finding(category, "commitment", side, span, Significance.HIGH))
    return tuple(findings)


def _promise(side: SideText, other: SideText, sides: Sides) -> Span | None:
    here = wordings("commitment", side, sides)
    if not here or wordings("commitment", other, sides):
        return None
    touched = (span for span in here if side.touches(*span))
    return next((span for span in touched if not _is_background(side, span, sides)), None)


def _is_background(side: SideText, span: Span, sides: Sides) -> bool:
    """約束した条約, "not committed": what is only mentioned promises nothing. 行使しない holds its own negation."""
    cue = side.text[span[0] : span[1]]
    if is_attributive(side.text, span[1], sides.language) or _PURPOSE.match(side.text, span[1]):
        return True
    if any(word in cue for word in ("ない", "not", "no", "不")):
        return False
    if sides.language == "en":  # "pledged not to" promises, "has not pledged to" does not
        begin, _ = english_clause(side.text, *span)
        begin = max(begin, side.text.rfind(",", 0, span[0]) + 1)  # "does not possess them, will refrain from …"
        return bool(_NOT_PROMISED.search(side.text, begin, span[0]))
    return status_of(side, *span, sides, finished=True) in (
        "negated",
        "denied",
        "hypothetical",
        "background",
        "described",
    )


def find_stances(sides: Sides, old: tuple[Occurrence, ...], new: tuple[Occurrence, ...]) -> tuple[Finding, ...]:
    """A position, an intention or a denial that appears or goes.

    Fires: 脱退する考えはない, new; 非難した, new. Stays quiet: 非難 on both sides; an event that is done.
    """
    findings: list[Finding] = []
    for side, other, mine, theirs in ((sides.new, sides.old, new, old), (sides.old, sides.new, old, new)):
        span = (_undone(side, mine, theirs, sides) or _stance(side, other, sides)) if side.spoken else None
        if span:
            findings.append(
                _finding(
                    "policy_stance",
                    "stance",
                    side,
                    span,
                    shift(Significance.MEDIUM, 0),
                    gone=side is sides.old and side.alone,
                )
            )
    return tuple(findings) or _other_objects(sides)


def _other_objects(sides: Sides) -> tuple[Finding, ...]:
    """A stance kept towards something else: 二国間協力を重視 → 多国間協力を重視, a priority on navy → on ports."""
    if not sides.old.differing or not sides.new.differing:
        return ()
    for family in STANCES:
        old, new = (_governing(family, side, sides) for side in (sides.old, sides.new))
        if old and new:
            evidence = (sides.old.evidence("stance", *old), sides.new.evidence("stance", *new))
            level = Significance.MEDIUM
            return (Finding(category="policy_stance", status="done", significance=level, evidence=evidence),)
    return ()


def _governing(family: str, side: SideText, sides: Sides) -> Span | None:
    return next((cue for cue in wordings(family, side, sides) if governs(cue, side, sides.language)), None)


def _undone(side: SideText, mine: tuple[Occurrence, ...], theirs: tuple[Occurrence, ...], sides: Sides) -> Span | None:
    """An event that is only intended or denied, of which the other side does not speak, or not so: 示唆 → 否定."""
    for one in mine:
        told = {other.status for other in theirs if other.category == one.category}
        turned = told <= set(_UNDONE) - {one.status}
        concerns = one.status in _UNDONE and turned and (told or side.touches(one.start, one.end))
        if concerns and _is_intended(side, (one.start, one.end), sides):
            return one.start, one.end
    return None


def _is_intended(side: SideText, span: Span, sides: Sides) -> bool:
    """Whether somebody wants or refuses what is not done: 配備を計画, not 配備を可能とするため, nor a mere "will"."""
    intends = sides.lexicon.gates.intends
    if intends is None:
        return False
    if sides.language == "ja":
        return intends.search(clause_tail(side.text, span[1])) is not None
    return intends.search(side.text, *english_clause(side.text, *span)) is not None


def _speaks_of_a_state(side: SideText, language: str) -> bool:
    """Whether a Japanese sentence has a state, a government or their leaders for its topic, or no topic at all."""
    if language != "ja":
        return True
    topic = _TOPIC.match(side.text)
    return topic is None or _STATE.search(topic["topic"]) is not None


def _stance(side: SideText, other: SideText, sides: Sides) -> Span | None:
    for family in STANCES:
        span = _came(family, side, other, sides)
        if span is None or is_attributive(side.text, span[1], sides.language):
            continue
        if family == "position" and side.alone and not _speaks_of_a_state(side, sides.language):
            continue  # 同社は顧客を重視している is a firm's way, 同国は海洋を重視している a state's position
        return None if is_norm(side, sides.language) else span
    return None
