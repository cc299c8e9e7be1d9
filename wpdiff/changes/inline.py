"""Two printed texts in, the edit script between them out: what a reader would mark by hand.

The texts are compared word by word (diff-match-patch over token streams, its time-out off, so that the result depends
on the texts alone); then islands too short to be read are bridged and equal ends of kanji compounds kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import groupby

from diff_match_patch import diff_match_patch

from wpdiff.changes.anchored import anchored_opcodes
from wpdiff.model.comparison import Edit, Op
from wpdiff.text.patterns import lazy_pattern
from wpdiff.text.tokens import fold_token, tokenize

_compiled = import_module("fast_diff_match_patch") if find_spec("fast_diff_match_patch") else None
ISLAND = 2  # kept characters between two changes that are not worth a pause: 「の」 between two replaced words
LONG = 20_000  # tokens beyond which unique tokens cut the texts first; by count, never by clock
STEM = 2  # equal characters at an end of two replaced kanji compounds that a reader would keep: 共同訓練 → 共同演習
_FIRST = 0x100  # code points that stand for tokens begin here; surrogates are left out
_SURROGATES = range(0xD800, 0xE000)
_KANJI = "㐀-䶿一-鿿豈-﫿々"
_KANJI_START = lazy_pattern(rf"[{_KANJI}]+(?![0-9０-９])")
_KANJI_END = lazy_pattern(rf"(?<![0-9０-９{_KANJI}])[{_KANJI}]+\Z")
_NUMERALS = "〇一二三四五六七八九十百千万億兆数"

Token = tuple[str, str]  # as printed, as compared
Opcode = tuple[int, int, int, int, bool]  # old start, old end, new start, new end, kept
_MARK = "\x00note mark"  # all note marks compare alike: they are renumbered every year


def edit_script(
    old: str, new: str, *, old_marks: Sequence[tuple[int, int]] = (), new_marks: Sequence[tuple[int, int]] = ()
) -> tuple[Edit, ...]:
    """The edits that turn one printed text into the other. keep+delete is old, keep+insert is new, to the character.

    `old_marks` and `new_marks` are the spans of note marks, tokens of their own.

    >>> [(edit.op.value, edit.text) for edit in edit_script("動向を懸念する。", "動向を深く懸念する。")]
    [('keep', '動向を'), ('insert', '深く'), ('keep', '懸念する。')]
    """
    if not old or not new:
        return _merge([(Op.DELETE, old), (Op.INSERT, new)])
    if new < old:  # a differ's choice among equal scripts depends on the order; so the texts decide it
        return mirror(edit_script(new, old, old_marks=new_marks, new_marks=old_marks))
    first, second = _tokens(old, old_marks), _tokens(new, new_marks)
    opcodes = word_opcodes([folded for _, folded in first], [folded for _, folded in second])
    return _merge(_keep_stems(_bridge(_print(opcodes, first, second))))


def mirror(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edit script of the comparison the other way round."""
    turned = {Op.KEEP: Op.KEEP, Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}
    return _merge((turned[edit.op], edit.text) for edit in edits)


def _tokens(text: str, marks: Sequence[tuple[int, int]]) -> list[Token]:
    tokens: list[Token] = []
    place = 0
    for start, end in sorted(marks):
        if start < place:  # two readings of one mark
            continue
        tokens += [(token, fold_token(token)) for token in tokenize(text[place:start])]
        tokens.append((text[start:end], _MARK))
        place = end
    return tokens + [(token, fold_token(token)) for token in tokenize(text[place:])]


def word_opcodes(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """How one sequence of words becomes another: ranges of old and of new words, and whether they were kept.

    >>> word_opcodes(["the", "pact"], ["the", "old", "pact"])
    [(0, 1, 0, 1, True), (1, 1, 1, 2, False), (1, 2, 2, 3, True)]
    """
    if max(len(old), len(new)) > LONG:
        return anchored_opcodes(old, new, _differ)
    return _differ(old, new)


def _differ(old: Sequence[str], new: Sequence[str]) -> list[Opcode]:
    """diff-match-patch over one character a distinct token."""
    stream = _stream({})
    opcodes: list[Opcode] = []
    i = j = 0
    for op, run in _character_runs("".join(map(stream, old)), "".join(map(stream, new))):
        old_end, new_end = i + len(run) * (op in "=-"), j + len(run) * (op in "=+")
        opcodes.append((i, old_end, j, new_end, op == "="))
        i, j = old_end, new_end
    return opcodes


def _character_runs(old: str, new: str) -> Iterable[tuple[str, str]]:
    """Runs of characters kept (=), deleted (-) and inserted (+): of the compiled differ where there is one."""
    if _compiled is None:
        return _python_runs(old, new)
    runs: list[tuple[str, str]] = _compiled.diff(
        old, new, timelimit=0, checklines=False, cleanup="No", counts_only=False
    )
    return runs


def _python_runs(old: str, new: str) -> Iterable[tuple[str, str]]:
    """The same of the differ in Python: the compiled one is its translation, and tests hold them to the same runs."""
    differ = diff_match_patch()
    differ.Diff_Timeout = 0
    return (("-=+"[op + 1], run) for op, run in differ.diff_main(old, new, False))


def _stream(names: dict[str, str]) -> Callable[[str], str]:
    def name(token: str) -> str:
        found = names.get(token)
        if found is None:
            code = _FIRST + len(names)
            found = names[token] = chr(code if code < _SURROGATES.start else code + len(_SURROGATES))
        return found

    return name


def _print(opcodes: Iterable[Opcode], old: Sequence[Token], new: Sequence[Token]) -> list[list[str]]:
    """Stretches of [kept, deleted, inserted] printed text; tokens kept but printed otherwise are replaced."""
    stretches: list[list[str]] = [["", "", ""]]
    for i, i_end, j, j_end, kept in opcodes:
        if not kept:
            stretches[-1][1] += "".join(token for token, _ in old[i:i_end])
            stretches[-1][2] += "".join(token for token, _ in new[j:j_end])
            continue
        for (printed_old, _), (printed_new, _) in zip(old[i:i_end], new[j:j_end], strict=True):
            if printed_old != printed_new:
                stretches[-1][1] += printed_old
                stretches[-1][2] += printed_new
            elif stretches[-1][1] or stretches[-1][2]:
                stretches.append([printed_old, "", ""])
            else:
                stretches[-1][0] += printed_old
    return stretches


def _bridge(stretches: list[list[str]]) -> list[list[str]]:
    """Join changes that only an island of one or two kept characters divides."""
    bridged = stretches[:1]
    for kept, deleted, inserted in stretches[1:]:
        before = bridged[-1]
        changes = (before[1] or before[2]) and (deleted or inserted)
        if changes and len("".join(kept.split())) <= ISLAND:
            before[1] += kept + deleted
            before[2] += kept + inserted
        else:
            bridged.append([kept, deleted, inserted])
    return bridged


def _keep_stems(stretches: Iterable[Sequence[str]]) -> list[tuple[Op, str]]:
    """Keep the equal beginning and end of two replaced kanji compounds, where two characters or more are equal."""
    steps: list[tuple[Op, str]] = []
    for kept, deleted, inserted in stretches:
        start = _stem(_KANJI_START.match(deleted), _KANJI_START.match(inserted))
        head, deleted, inserted = deleted[:start], deleted[start:], inserted[start:]
        end = _stem(_KANJI_END.search(deleted), _KANJI_END.search(inserted), backwards=True)
        tail = deleted[len(deleted) - end :]
        steps += [
            (Op.KEEP, kept + head),
            (Op.DELETE, deleted[: len(deleted) - end]),
            (Op.INSERT, inserted[: len(inserted) - end]),
            (Op.KEEP, tail),
        ]
    return steps


def _stem(old: re.Match[str] | None, new: re.Match[str] | None, *, backwards: bool = False) -> int:
    """How many characters two kanji runs share at one end; 0 when too few, all, or when a numeral would be cut."""
    if old is None or new is None:
        return 0
    first, second = (old[0][::-1], new[0][::-1]) if backwards else (old[0], new[0])
    shorter = min(len(first), len(second))
    length = next((k for k, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), shorter)
    rests = (first[length : length + 1], second[length : length + 1])
    if length < STEM or first[length - 1] in _NUMERALS or any(rest and rest in _NUMERALS for rest in rests):
        return 0
    return length


def _merge(steps: Iterable[tuple[Op, str]]) -> tuple[Edit, ...]:
    """Neighbouring steps of one kind as one, empty ones left out; a deletion before its insertion."""
    runs: list[tuple[Op, str]] = []
    deleted = inserted = ""
    for op, text in steps:
        if op is Op.KEEP and text:
            runs += [(Op.DELETE, deleted), (Op.INSERT, inserted), (Op.KEEP, text)]
            deleted = inserted = ""
        elif op is Op.DELETE:
            deleted += text
        elif op is Op.INSERT:
            inserted += text
    runs += [(Op.DELETE, deleted), (Op.INSERT, inserted)]
    return tuple(_joined_keeps(run for run in runs if run[1]))


def _joined_keeps(runs: Iterable[tuple[Op, str]]) -> Iterator[Edit]:
    for op, group in groupby(runs, key=lambda run: run[0]):
        yield Edit(op=op, text="".join(text for _, text in group))
