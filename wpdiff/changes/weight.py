"""How much a finding matters: its category's base, moved by what stands beside it, each step with its printed words."""

from __future__ import annotations

from wpdiff.changes.dates import readings
from wpdiff.changes.sides import Sides, SideText, Span
from wpdiff.model.comparison import Evidence, Significance
from wpdiff.model.edition import StatementKind
from wpdiff.text.patterns import lazy_pattern

RULE = "weight"  # the rule of the evidence that holds the steps of the sum: base high, +1 first, -1 reported
_ORDER = (Significance.LOW, Significance.MEDIUM, Significance.HIGH)
_NEAR = 60  # characters in which 初めて belongs to the cue beside it
_NEWS = 5  # years after which what happened is background, though it may be told for the first time
_ASIDE = (StatementKind.NOTE, StatementKind.CAPTION, StatementKind.REFERENCE)
# Whom a sentence speaks of: what stands before its first は or が, behind a date; the first words in English.
_TOPIC_JA = lazy_pattern(r"(?:[^。、はが]{1,24}、)?(?P<actor>[^。、はが]{1,30})(?=[はが])")
_TOPIC_EN = lazy_pattern(
    r"(?:(?:in|on|since|during|by) [^,]{1,40}, )?(?P<actor>(?:the )?[a-z][\w'-]*(?: [a-z][\w'-]*){0,2})"
)
_NAME = lazy_pattern(r"[一-鿿]{2,12}|[ァ-ヶー・]{2,20}|[A-Za-z][\w'-]{2,30}")
# What a heading's words say beside whom it is about.
_NO_ACTOR = frozenset(
    "関係 動向 情勢 軍事 全般 概況 概要 政策 協力 防衛 安全保障 国防 活動 状況 the and relations with military defence "
    "defense policy trends general overview cooperation security section chapter part".split()
)


def weigh(
    base: Significance,
    side: SideText,
    sides: Sides,
    start: int,
    end: int,
    *,
    status: str = "done",
    first: bool = False,
    agreement: bool = False,
) -> tuple[Significance, tuple[Evidence, ...]]:
    """The base with its steps, and the steps as evidence, none where the base stands alone.

    One up for a first, a record or a one-sided act, or when the section's own subject acts; one down when it is only
    reported, long past, in a note or caption, or an agreement that firms make or leave.
    """
    past = _long_past(side, start)
    novel = None if past else novelty(side, sides, start, end)
    actor = None if past else _own_actor(side, sides)
    private = _private(side, sides) if agreement else None
    aside = all(one.statement.kind in _ASIDE for one in side.placed)
    steps: list[tuple[int, str, Span]] = []
    if novel or (first and not past):
        steps.append((1, "first", novel or (start, end)))
    elif actor:
        steps.append((1, "subject", actor))
    if status == "reported":
        steps.append((-1, "reported", (start, end)))
    if past:
        steps.append((-1, "past", past))
    if private:
        steps.append((-1, "private", private))
    if aside:
        steps.append((-1, side.placed[0].statement.kind.value, (start, end)))
    level = shift(base, sum(step for step, _, _ in steps))
    if not steps:
        return level, ()
    told = [side.evidence(RULE, start, end, f"base {base.value}")]
    told += [side.evidence(RULE, *span, f"{step:+d} {why}") for step, why, span in steps]
    return level, tuple(told)


def _long_past(side: SideText, start: int) -> Span | None:
    """The date told last before a span, if it lies years before the edition: 1865年に施行された is no news of 2019."""
    if not side.year:
        return None
    told = [date for date in readings(side) if date.start <= start and date.says[:4].isdigit()]
    if told and int(told[-1].says[:4]) < side.year - _NEWS:
        return told[-1].start, told[-1].end
    return None


def _private(side: SideText, sides: Sides) -> Span | None:
    """Where a text names a firm or a university as party."""
    family = sides.lexicon.families["private"]
    found = family.pattern.search(side.text) if side.speaks_of(family.needs) else None
    return found.span() if found else None


def _own_actor(side: SideText, sides: Sides) -> Span | None:
    """Where a sentence names as its actor whom its section is about: 中国は… below 「3 中国との関係」."""
    headings = side.placed[0].path[1:] if side.placed else ()
    topic = (_TOPIC_JA if sides.language == "ja" else _TOPIC_EN).match(side.text)
    if not headings or not topic:
        return None
    actor = topic["actor"]
    for heading in reversed(headings):
        names = [name for name in _NAME.findall(heading.casefold()) if name not in _NO_ACTOR]
        if names:
            name = next((one for one in names if _begins(actor, one)), None)
            start = topic.start("actor") + actor.casefold().find(name) if name else 0
            return (start, start + len(name)) if name else None
    return None


def _begins(actor: str, name: str) -> bool:
    """Whether an actor's words begin with a name: 中国の国防相 with 中国, "the norda navy" with norda."""
    return actor.casefold().removeprefix("the ").startswith(name)


def shift(base: Significance, steps: int) -> Significance:
    """So many steps up or down, between low and high.

    >>> shift(Significance.MEDIUM, 1), shift(Significance.LOW, -2)
    (<Significance.HIGH: 'high'>, <Significance.LOW: 'low'>)
    """
    return _ORDER[min(max(_ORDER.index(base) + steps, 0), len(_ORDER) - 1)]


def novelty(side: SideText, sides: Sides, start: int, end: int) -> Span | None:
    """The words beside a span that tell of a first, a record or a one-sided act."""
    family = sides.lexicon.families["novelty"]
    if not side.speaks_of(family.needs):
        return None
    found = family.pattern.search(side.text, max(0, start - _NEAR), end + _NEAR)
    return found.span() if found else None
