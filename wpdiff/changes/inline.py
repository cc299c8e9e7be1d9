"""Two printed texts in, the edit script between them out: what a reader would mark by hand.

The texts are compared word by word (diff-match-patch over token streams, its time-out off, so that the result depends
on the texts alone); then islands too short to be read are bridged and equal ends of kanji compounds kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from itertools import chain, takewhile
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from wpdiff.changes.anchored import anchored_opcodes
from wpdiff.model.comparison import Edit, Op
from wpdiff.text.tokens import fold_token, tokenize

_compiled = import_module("fast_diff_match_patch") if find_spec("fast_diff_match_patch") else None
ISLAND = 2  # kept characters between two changes that are not worth a pause: 「の」 between two replaced words
LONG = 20_000  # tokens beyond which unique tokens cut the texts first; by count, never by clock
STEM = 2  # equal characters at an end of two replaced kanji compounds that a reader would keep: 共同訓練 → 共同演習
_CODES = (range(0x100, 0xD800), range(0xE000, 0x110000))  # code points that stand for tokens; no surrogates
_KANJI = (("\u3005", "\u3005"), ("\u3400", "\u4dbf"), ("\u4e00", "\u9fff"), ("\u8c48", "\ufaff"))
_FIRST_KANJI = "\u3005"
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_NUMERALS = "〇一二三四五六七八九十百千万億兆数"

Opcode = tuple[int, int, int, int, bool]  # old start, old end, new start, new end, kept
_MARK = "\x00note mark"  # all note marks compare alike: they are renumbered every year


class Words(NamedTuple):
    """The words of a text: as printed, and as compared."""

    printed: list[str]
    folded: list[str]


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
    first, second = _words(old, old_marks), _words(new, new_marks)
    opcodes = word_opcodes(first.folded, second.folded)
    return _merge(_keep_stems(_bridge(_print(opcodes, first.printed, second.printed))))


def mirror(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edit script of the comparison the other way round."""
    turned = {Op.KEEP: Op.KEEP, Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}
    return _merge((turned[edit.op], edit.text) for edit in edits)


def _words(text: str, marks: Sequence[tuple[int, int]]) -> Words:
    """The words of a text and its marks, which compare alike."""
    words = Words([], [])
    place = 0
    for start, end in sorted(marks):
        if start < place:  # two readings of one mark
            continue
        _add(words, text[place:start])
        words.printed.append(text[start:end])
        words.folded.append(_MARK)
        place = end
    _add(words, text[place:])
    return words


def _add(words: Words, text: str) -> None:
    tokens = tokenize(text)
    words.printed.extend(tokens)
    words.folded.extend(map(fold_token, tokens))


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
    names = dict(zip(dict.fromkeys(chain(old, new)), map(chr, chain(*_CODES)), strict=False))
    opcodes: list[Opcode] = []
    i = j = 0
    for op, run in _character_runs("".join(map(names.__getitem__, old)), "".join(map(names.__getitem__, new))):
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


def _print(opcodes: Iterable[Opcode], old: Sequence[str], new: Sequence[str]) -> list[list[str]]:
    """Stretches of [kept, deleted, inserted] printed text; tokens kept but printed otherwise are replaced."""
    stretches: list[list[str]] = [["", "", ""]]
    for i, i_end, j, j_end, kept in opcodes:
        first, second = old[i:i_end], new[j:j_end]
        if not kept:
            stretches[-1][1] += "".join(first)
            stretches[-1][2] += "".join(second)
        elif first == second:
            _print_kept("".join(first), stretches)
        else:
            for printed_old, printed_new in zip(first, second, strict=True):
                if printed_old == printed_new:
                    _print_kept(printed_old, stretches)
                else:
                    stretches[-1][1] += printed_old
                    stretches[-1][2] += printed_new
    return stretches


def _print_kept(text: str, stretches: list[list[str]]) -> None:
    if stretches[-1][1] or stretches[-1][2]:
        stretches.append([text, "", ""])
    else:
        stretches[-1][0] += text


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
        if not (deleted and inserted):
            steps += [(Op.KEEP, kept), (Op.DELETE, deleted), (Op.INSERT, inserted)]
            continue
        head = tail = ""
        if _FIRST_KANJI <= deleted[:STEM] == inserted[:STEM]:
            start = _stem(_first_kanji(deleted), _first_kanji(inserted))
            head, deleted, inserted = deleted[:start], deleted[start:], inserted[start:]
        if _FIRST_KANJI <= deleted[-STEM:] == inserted[-STEM:]:
            end = _stem(_last_kanji(deleted), _last_kanji(inserted))
            tail = deleted[len(deleted) - end :]
            deleted, inserted = deleted[: len(deleted) - end], inserted[: len(inserted) - end]
        steps += [(Op.KEEP, kept + head), (Op.DELETE, deleted), (Op.INSERT, inserted), (Op.KEEP, tail)]
    return steps


def _first_kanji(text: str) -> str:
    """The kanji that a text begins with, without one that counts what a digit begins: 第 before 2."""
    run = "".join(takewhile(_is_kanji, text))
    return run[:-1] if text[len(run) : len(run) + 1] in _DIGITS else run


def _last_kanji(text: str) -> str:
    """The kanji that a text ends with, the last first; none where they count what stands before them: 8隻."""
    run = "".join(takewhile(_is_kanji, reversed(text)))
    return "" if text[: len(text) - len(run)][-1:] in _DIGITS else run


def _is_kanji(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _KANJI)


def _stem(first: str, second: str) -> int:
    """How many characters two kanji runs begin with; 0 when too few, or when a numeral would be cut."""
    shorter = min(len(first), len(second))
    length = next((k for k, (one, other) in enumerate(zip(first, second, strict=False)) if one != other), shorter)
    rests = (first[length : length + 1], second[length : length + 1])
    if length < STEM or first[length - 1] in _NUMERALS or any(rest and rest in _NUMERALS for rest in rests):
        return 0
    return length


def _merge(steps: Iterable[tuple[Op, str]]) -> tuple[Edit, ...]:
    """Neighbouring steps of one kind as one, empty ones left out; a deletion before its insertion."""
    edits: list[Edit] = []
    kept = deleted = inserted = ""
    for op, text in steps:
        if op is Op.DELETE:
            deleted += text
        elif op is Op.INSERT:
            inserted += text
        elif text and (deleted or inserted):
            edits += _run(kept, deleted, inserted)
            kept, deleted, inserted = text, "", ""
        else:
            kept += text
    return (*edits, *_run(kept, deleted, inserted))


def _run(kept: str, deleted: str, inserted: str) -> list[Edit]:
    run = ((Op.KEEP, kept), (Op.DELETE, deleted), (Op.INSERT, inserted))
    return [Edit(op=op, text=text) for op, text in run if text]
