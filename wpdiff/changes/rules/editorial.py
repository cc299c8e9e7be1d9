"""What only looks different: a difference is editorial only when every stretch in which it differs is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from wpdiff.changes.folding import Unit, Units, fold_units, spellings
from wpdiff.changes.lexicon import Lexicon
from wpdiff.changes.rules.order import is_reordered
from wpdiff.changes.rules.references import followed_spans, is_same_reference
from wpdiff.changes.rules.spelling import same_spelling
from wpdiff.changes.sides import LONGEST as LONGEST_READ
from wpdiff.changes.sides import Sides, SideText, Span, fold_widths
from wpdiff.changes.stretches import Stretch, join_stretches, read_stretches, split_stretches
from wpdiff.model.comparison import ChangeKind, Evidence, Finding, Significance
from wpdiff.model.edition import StatementKind
from wpdiff.text.patterns import lazy_pattern

RULE = "editorial"
LONGEST = 60  # characters of a stretch beyond which nobody reads it as the same words spelled anew
_PUNCTUATION = lazy_pattern(r"[、,・。.;:!?「」『』“”\"'\s]")
_TELLING = 2  # letters of a Japanese wording that still tell it
_NUMERAL = lazy_pattern(r"[0-9]")  # 1,000 → 1000 is compared as the same text, and yet is another way to print a number
_LIST_MARKS = lazy_pattern(r"[、,・。;:\s]")
_QUOTES = lazy_pattern(r"[「」『』“”\"']")
_NOUNS = (
    "文書|条約|協定|戦略|法律|法|計画|地域|組織|会議|制度|演習|訓練|宣言|報告書|報告|白書|構想"
    "|枠組み|枠組|議定書|大綱|方針|事業|調査|指針|規則|事件|事案|紛争|問題|部隊|機関|海域|空域|会談|国"
)
_DEMONSTRATIVE = lazy_pattern(rf"(?:同|この|本|当該)({_NOUNS})")
_LAW = {"法律": "法"}
_GLOSS = lazy_pattern(r"\([a-z0-9\-]{2,15} ?: ?[a-z0-9 '&,.\-]{3,120}\)|\([ぁ-んー]{1,20}\)", re.IGNORECASE)
# Where a sentence was split or two were joined; an ending that denies (ない, ません) is no mere joint.
_STOP = {
    "ja": lazy_pattern(r"(?:(?!な|ず|ぬ|せん)[ぁ-ん]){0,6}。(?:また|さらに|そして|なお|このほか|加えて)?、?"),
    "en": re.compile(r" *[.;] *(?:it|they|he|she|this|these|and)?[ ,]*", re.IGNORECASE),
}
_JOINT = {
    "ja": lazy_pattern(r"(?:(?!な|ず|ぬ|せん|が|ため|ので|から)[ぁ-ん]){0,6}、?"),
    "en": re.compile(r" *[,;]? *(?:and|which|who|while)?[ ,]*", re.IGNORECASE),
}
_KANA = lazy_pattern("[ぁ-ん]")
_SHARED_KANA = 3  # kana before two stretches that may belong to both: によ|り
_TENSE = lazy_pattern(r"^(?:was|were|has been|have been)$")


def find_editorial(sides: Sides) -> tuple[tuple[Finding, ...], bool]:
    """The editorial findings of a difference, and whether every stretch in which it differs is editorial.

    Fires: 及び → および, 8か国 → 八か国, 同年12月 → 2023年12月 where both say 2023-12, note marks, list order.
    Stays quiet: など removed, 図る → 測る, 約 added, another rank, anything that is in doubt.
    """
    if not sides.old.placed or not sides.new.placed:
        return (), False
    alike = _same_keys(sides)
    too_long = any(end - start > LONGEST for side in (sides.old, sides.new) for start, end in side.differing)
    if alike and (too_long or not _NUMERAL.search(sides.new.text)):
        return (_whole("editorial_width", sides),), True
    if too_long or max(len(sides.old.printed), len(sides.new.printed)) > LONGEST_READ:
        return (), False
    if is_same_reference(sides):
        return (_whole("editorial_reference", sides),), True
    old, new = fold_units(sides.old, sides), fold_units(sides.new, sides)
    if is_reordered(old, new, sides):
        return (_whole("editorial_order", sides),), True
    stretches = _stretches(sides, old, new)
    followed = followed_spans(sides)
    causes = [
        ("editorial_reference",) if _follows(one, followed) else _causes(one, stretches, sides) for one in stretches
    ]
    findings = [_finding(cause, one, sides) for one, why in zip(stretches, causes, strict=True) for cause in why]
    wholly = bool(stretches) and all(causes)
    if alike and not wholly:
        return (_whole("editorial_width", sides),), True
    return _once(findings), wholly


def _stretches(sides: Sides, old: Units, new: Units) -> tuple[Stretch, ...]:
    """Where the texts differ, word against word; phrases that the table knows are kept whole: were held, took place."""
    whole = read_stretches(sides.difference.edits, old, new)
    if sides.language == "en":
        whole = join_stretches(whole, old, new)
    return split_stretches(whole, lambda one: _is_phrase(one, sides))


def _is_phrase(stretch: Stretch, sides: Sides) -> bool:
    """Whether a stretch is known, or a joint, or spelled otherwise, as a whole: 受け入れ数 → 受入数."""
    old, new = stretch.old_says, stretch.new_says
    if (old.strip(), new.strip()) in span_table(sides.lexicon) or _is_joint(stretch, sides):
        return True
    return sides.language == "ja" and same_spelling(old.replace("\x00", ""), new.replace("\x00", ""), "ja")


def _follows(stretch: Stretch, followed: Sequence[tuple[Span, Span]]) -> bool:
    """Whether a stretch lies in the number of a place that both texts name, and that is the same place."""
    return any(
        all(old[0] <= one.start and one.end <= old[1] for one in stretch.old)
        and all(new[0] <= one.start and one.end <= new[1] for one in stretch.new)
        for old, new in followed
    )


def _same_keys(sides: Sides) -> bool:
    """Whether both sides are compared as the same text: code points, widths and dashes are all that differs."""
    keys = [[one.statement.key for one in side.placed] for side in (sides.old, sides.new)]
    return keys[0] == keys[1] and sides.old.printed != sides.new.printed


def _once(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """One finding a category, the first."""
    first: dict[str, Finding] = {}
    for one in findings:
        first.setdefault(one.category, one)
    return tuple(first.values())


def _causes(stretch: Stretch, stretches: Sequence[Stretch], sides: Sides) -> tuple[str, ...]:
    """Why a stretch is editorial; () when it is not."""
    old, new = stretch.old_says, stretch.new_says
    if old == new:
        alike = _folded(stretch.old, sides.old) == _folded(stretch.new, sides.new)  # １２万人 → 12万人
        if alike and "editorial_mark" not in stretch.causes:
            return ("editorial_width",)
        return stretch.causes or (_letters(stretch, sides),)
    if len(old) == len(new) and _QUOTES.sub('"', old) == _QUOTES.sub('"', new):
        return ("editorial_punctuation",)
    if _LIST_MARKS.search(old + new) and _LIST_MARKS.sub("", old) == _LIST_MARKS.sub("", new):
        return ("editorial_punctuation",)
    if _is_joint(stretch, sides):
        return ("editorial_grammar",)
    return _by_table(old.strip(), new.strip(), stretch, stretches, sides)


def _is_joint(stretch: Stretch, sides: Sides) -> bool:
    """Whether a stop faces a joint and no more: 公表された。同年 → 公表され、同年; ". It" → " and"."""
    if sides.difference.kind not in (ChangeKind.SPLIT, ChangeKind.MERGED):
        return False
    stop, joint = _STOP[sides.language], _JOINT[sides.language]
    one, other = stretch.old_says.strip("\x00"), stretch.new_says.strip("\x00")
    return bool((stop.fullmatch(one) and joint.fullmatch(other)) or (stop.fullmatch(other) and joint.fullmatch(one)))


def _by_table(old: str, new: str, stretch: Stretch, stretches: Sequence[Stretch], sides: Sides) -> tuple[str, ...]:
    known = span_table(sides.lexicon).get((old, new))
    if known:
        return (known,)
    if sides.language == "ja" and old.replace("等", "など") == new.replace("等", "など"):
        return ("editorial_script",)
    if same_spelling(old, new, sides.language) and not _is_name(stretch, sides):
        return ("editorial_script",)
    if sides.language == "ja":
        known = _known_inside(old, new, sides) or _known_around(stretch, sides)
        if known:
            return (known,)
    if _is_demonstrative(old, new):
        return ("editorial_demonstrative",)
    if (not old and _GLOSS.fullmatch(new)) or (not new and _GLOSS.fullmatch(old)):
        return ("editorial_script",)
    if {old, new} == {"in", "since"} and any(_is_tense(one) for one in stretches):
        return ("editorial_grammar",)
    return ()


def _known_inside(old: str, new: str, sides: Sides) -> str:
    """The cause of a known pair inside a longer word that is otherwise the same: 露軍, ロシア軍."""
    start, end = _shared(old, new)
    table = span_table(sides.lexicon)
    ways = ((start, 0), (0, end), (start, end))
    inside = ((old[back : len(old) - ahead], new[back : len(new) - ahead]) for back, ahead in ways)
    return next((table[pair] for pair in inside if pair in table), "")


def _known_around(stretch: Stretch, sides: Sides) -> str:
    """The cause of a known pair of which the texts share the first kana: によ|り, によ|って."""
    if not stretch.old or not stretch.new:
        return ""
    table = span_table(sides.lexicon)
    starts, ends = (stretch.old[0].start, stretch.new[0].start), (stretch.old[-1].end, stretch.new[-1].end)
    old, new = sides.old.text, sides.new.text
    for back in range(1, _SHARED_KANA + 1):
        first, second = starts[0] - back, starts[1] - back
        if first < 0 or second < 0 or old[first] != new[second] or not _KANA.match(old, first):
            break
        cause = table.get((old[first : ends[0]], new[second : ends[1]]))
        if cause:
            return cause
    return ""


def _shared(old: str, new: str) -> tuple[int, int]:
    """How many letters two words begin with, and end with, alike."""
    start, shortest = 0, min(len(old), len(new))
    while start < shortest and old[start] == new[start]:
        start += 1
    end = 0
    while end < shortest - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _is_name(stretch: Stretch, sides: Sides) -> bool:
    """Whether a word is printed with a capital on both sides: Tarsis and Tarsus are two places."""
    return all(printed[:1].isupper() for printed in _printed(stretch, sides))


def _is_tense(stretch: Stretch) -> bool:
    return all(_TENSE.match(says.strip()) for says in (stretch.old_says, stretch.new_says))


def fold_pointing(text: str) -> str:
    """A text with one way of pointing and of quoting: 同文書 and この文書, 「」 and 『』 are the same.

    >>> fold_pointing("この文書の『原則』") == fold_pointing("同文書の「原則」")
    True
    """
    return _QUOTES.sub('"', _DEMONSTRATIVE.sub(lambda match: "同" + _LAW.get(match[1], match[1]), text))


def _is_demonstrative(old: str, new: str) -> bool:
    """同文書 and この文書 point at the same; 同法 and この法律 too."""
    first, second = _DEMONSTRATIVE.fullmatch(old), _DEMONSTRATIVE.fullmatch(new)
    if not first or not second:
        return False
    return _LAW.get(first[1], first[1]) == _LAW.get(second[1], second[1])


def _letters(stretch: Stretch, sides: Sides) -> str:
    """Capitals are spelling; all else that folds away is width."""
    old, new = _printed(stretch, sides)
    return "editorial_script" if old != new and old.casefold() == new.casefold() else "editorial_width"


def _folded(units: Sequence[Unit], side: SideText) -> str:
    printed = "".join(side.printed[one.start : one.end] for one in units if one.cause != "editorial_mark")
    return fold_widths(printed, "")


def _printed(stretch: Stretch, sides: Sides) -> tuple[str, str]:
    old = "".join(sides.old.printed[one.start : one.end] for one in stretch.old)
    new = "".join(sides.new.printed[one.start : one.end] for one in stretch.new)
    return old, new


@lru_cache(maxsize=8)
def span_table(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    """Which words may stand against which where two texts differ, and why that is editorial."""
    table: dict[tuple[str, str], str] = {}
    language = lexicon.language
    for group in lexicon.spans:
        forms = [_canonical(form, lexicon) for form in group.forms]
        pairs = [(one, other) for one in forms for other in forms if one != other]
        table |= dict.fromkeys(pairs, group.cause)
        shared = _without_shared if language == "en" else _without_shared_kana
        table |= {shared(*pair): group.cause for pair in pairs}  # due to, owing to: "to" does not differ in print
    return table


def _canonical(form: str, lexicon: Lexicon) -> str:
    """A form as the units of a folded text say it."""
    pattern, canonical = spellings(lexicon)
    lowered = form if lexicon.language == "ja" else form.lower()
    return pattern.sub(lambda match: canonical[match[0]][0], lowered)


def _without_shared_kana(one: str, other: str) -> tuple[str, str]:
    """Two wordings without what both begin or end with, unless too little is left to know them by: つい, 関し."""
    start, end = _shared(one, other)
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    return (first, second) if min(len(first), len(second)) >= _TELLING else (one, other)


def _without_shared(one: str, other: str) -> tuple[str, str]:
    """Two phrases without the words that both begin or end with, unless nothing is left of one."""
    first, second = one.split(), other.split()
    while first[1:] and second[1:] and first[0] == second[0]:
        first, second = first[1:], second[1:]
    while first[1:] and second[1:] and first[-1] == second[-1]:
        first, second = first[:-1], second[:-1]
    return " ".join(first), " ".join(second)


def _finding(cause: str, stretch: Stretch, sides: Sides) -> Finding:
    evidence: list[Evidence] = []
    for side, units in ((sides.old, stretch.old), (sides.new, stretch.new)):
        if units:
            says = "".join(one.says for one in units).replace("\x00", "")
            evidence.append(side.evidence(RULE, units[0].start, units[-1].end, says))
    return Finding(category=cause, status="done", significance=Significance.EDITORIAL, evidence=tuple(evidence))


def _whole(cause: str, sides: Sides) -> Finding:
    """A finding whose evidence is all that differs; the whole texts, where nothing differs but in looks."""
    evidence = tuple(
        side.evidence(RULE, side.differing[0][0], side.differing[-1][1])
        if side.differing
        else side.evidence(RULE, 0, len(side.printed))
        for side in (sides.old, sides.new)
        if side.differing or cause == "editorial_width"
    )
    return Finding(category=cause, status="done", significance=Significance.EDITORIAL, evidence=evidence)


def is_heading(sides: Sides) -> bool:
    """Whether the difference is of headings."""
    return all(one.statement.kind is StatementKind.HEADING for one in (*sides.old.placed, *sides.new.placed))
