"""Words that end in a stop and end no sentence, and the splitting of Western text at its stops."""

from __future__ import annotations

import re

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "maj",
        "capt",
        "cpl",
        "sgt",
        "adm",
        "cdr",
        "rep",
        "sen",
        "gov",
        "pres",
        "hon",
        "rev",
        "st",
        "sr",
        "jr",
        "no",
        "nos",
        "art",
        "arts",
        "sec",
        "secs",
        "ch",
        "chap",
        "fig",
        "figs",
        "tab",
        "para",
        "paras",
        "vol",
        "vols",
        "pp",
        "ed",
        "eds",
        "op",
        "cit",
        "cf",
        "vs",
        "viz",
        "v",
        "vs",
        "etc",
        "e.g",
        "i.e",
        "al",
        "approx",
        "est",
        "ca",
        "inc",
        "ltd",
        "co",
        "corp",
        "dept",
        "univ",
        "assn",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sept",
        "sep",
        "oct",
        "nov",
        "dec",
        "abs",
        "nr",
        "bzw",
        "usw",
        "vgl",
        "bgbl",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "d.c",
        "a.m",
        "p.m",
        "resp",
        "ggf",
        "z.b",
        "d.h",
        "u.a",
        "i.d.r",
    ]
)
_OFTEN_LAST = frozenset(("etc", "al", "co", "inc", "ltd", "corp", "u.s", "u.k", "u.n", "e.u", "d.c", "a.m", "p.m"))
OPENERS = frozenset(
    [
        "The",
        "A",
        "An",
        "It",
        "This",
        "That",
        "These",
        "Those",
        "In",
        "On",
        "At",
        "By",
        "For",
        "From",
        "However",
        "Moreover",
        "But",
        "And",
        "As",
        "If",
        "When",
        "While",
        "Although",
        "He",
        "She",
        "They",
        "We",
        "Its",
        "Their",
        "Our",
        "There",
        "Both",
        "Each",
        "Some",
        "Many",
        "Most",
        "All",
        "No",
        "Not",
        "After",
        "Before",
        "Since",
        "During",
        "Under",
        "With",
        "Without",
    ]
)
_INITIAL = re.compile(r"(?:\b[A-Z]\.)+\Z")


def is_abbreviation(before: str, after: str) -> bool:
    """Whether a stop at the end of `before` belongs to an abbreviation, given the text that follows it.

    >>> is_abbreviation("under Art.", "4 of the pact"), is_abbreviation("It left the U.S.", "The next day")
    (True, False)
    """
    word = before[:-1].rsplit(None, 1)[-1].lstrip("(\"'“‘[").casefold() if before[:-1].split() else ""
    if word in _OFTEN_LAST:
        return not _begins_sentence(after)
    if word in _ABBREVIATIONS:
        return True
    return bool(_INITIAL.search(before[-8:])) and not word[:-1].isdigit()


def _begins_sentence(after: str) -> bool:
    first = after.split(None, 1)[0] if after.split() else ""
    return first.strip("\"'“‘(") in OPENERS
