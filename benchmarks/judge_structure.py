"""Score what wpdiff calls headings and captions, and where it ends sentences, against places judged by hand.

    python benchmarks/judge_structure.py SHARED [ict|nss]          precision and recall against the recorded verdicts
    python benchmarks/judge_structure.py SHARED [ict|nss] --draw   draw the places anew, with what stands around each

SHARED is the folder of reference documents. The files in `judged/` hold places and verdicts only, no text: edition,
number of the line, offset of the place in it, how the place was drawn, and what a careful reader calls it (`either`
where readers would disagree). `found` places were drawn from what wpdiff found, `net` places from everything that a
wide pattern of its own catches, so that what is missed counts.
"""

from __future__ import annotations

import csv
import random
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
_TAIL = 20
JUDGED = Path(__file__).parent / "judged"
SEED = 20_261_125
EDITIONS = {"ict": ("h29", "h30", "r1", "r2", "r3"), "nss": ("1994", "1995", "2010", "2015")}
FOLDERS = {"ict": "ict-white-paper", "nss": "us-nss"}
DRAWN = {"ict": (100, 250), "nss": (100, 160)}
# Everything that could begin a heading or a caption, wherever it stands, if the rest of its line is short.
_NUMBER = (
    r"第[0-9０-９一二三四五六七八九十]{1,3}[部章節]|[（(][0-9０-９ア-ン]{1,2}[）)]"
    r"|(?<![-.．/0-9])[0-9０-９]{1,2}[　.．](?![0-9])"
    r"|[アイウエオカキクケコサシスセソ]　|[A-ZＡ-Ｚ]　|[①-⑳]|〈?図表? ?[0-9０-９]|表[0-9．]"
    r"|コラム|政策フォーカス|COLUMN|付注"
)
_PLACE = re.compile(rf"^|{_NUMBER}", re.MULTILINE)
_REST = re.compile(r"[ \u3000]*[^\s。][^。\n]{1,90}$", re.MULTILINE)


if TYPE_CHECKING:
    from wpdiff.model.document import Document
    from wpdiff.model.edition import Edition


class Place(NamedTuple):
    """One judged place."""

    edition: str
    line: int
    offset: int
    drawn: str
    verdict: str


Spot = tuple[int, int]


def text_of(shared: Path, kind: str, edition: str) -> str:
    """An edition's text, line ends as one character."""
    data = (shared / "documents" / FOLDERS[kind] / edition / "text.txt").read_bytes()
    return data.decode("utf-8").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def spot(text: str, place: int) -> Spot:
    """Line (from 1) and offset in it (from 0) of the first sign at or behind a place in a text."""
    while text[place : place + 1] in (" ", "\u3000", "\t", "\u00a0"):
        place += 1
    return text.count("\n", 0, place) + 1, place - (text.rfind("\n", 0, place) + 1)


def called(shared: Path, kind: str, edition: str) -> dict[Spot, str]:
    """What wpdiff calls a heading or a caption, and where it ends sentences (`end`)."""
    from wpdiff.ingest import read_document
    from wpdiff.profiles import detect_profile
    from wpdiff.structure import build_edition
    from wpdiff.structure.grammar import compile_grammar
    from wpdiff.structure.reading import read_lines

    made = read_document(str(shared / "documents" / FOLDERS[kind] / edition))
    profile = detect_profile(made)
    text = text_of(shared, kind, edition)
    if kind == "nss":
        return {spot(text, place): "end" for place in _ends(text, build_edition(made, profile), made)}
    reading = read_lines(made, compile_grammar(profile, made.language))
    spots: dict[Spot, str] = {}
    for number, line in enumerate(reading.lines):
        titled = number in reading.outline.headings and number not in reading.outline.repeated
        what = "heading" if titled else "caption" if number in reading.captions else ""
        if what and number not in reading.aside.lines:
            spots[spot(text, made.blocks[line.block].anchor.start + line.start)] = what
    return spots


def _ends(text: str, edition: Edition, made: Document) -> Iterator[int]:
    """Where statements end in the text: their last signs, white space apart, from their block's beginning on."""
    places = [place for place, sign in enumerate(text) if not sign.isspace()]
    signs = "".join(text[place] for place in places)
    block, at = -1, 0
    for statement in edition.statements:
        if statement.block != block:
            block, at = statement.block, bisect_left(places, made.blocks[statement.block].anchor.start)
        squashed = "".join(statement.text.split())
        tail = squashed[-_TAIL:]
        found = signs.find(tail, at + max(0, len(squashed) - len(tail)))
        if found >= 0:
            at = found + len(tail)
            if not statement.boilerplate:
                yield places[at - 1] + 1


def net(text: str) -> list[Spot]:
    """Every place that could be where a heading or a caption begins, by a pattern that owes nothing to wpdiff."""
    return [spot(text, found.start()) for found in _PLACE.finditer(text) if _REST.match(text, found.start())]


def draw(shared: Path, kind: str) -> Iterator[tuple[str, Spot, str]]:
    """Places to be judged, the same every time: some of what was found, some of the net's."""
    chance = random.Random(SEED)  # noqa: S311  the same places every time, no secret
    texts = {edition: text_of(shared, kind, edition) for edition in EDITIONS[kind]}
    for drawn, how_many, spots in (
        ("found", DRAWN[kind][0], lambda edition: sorted(called(shared, kind, edition))),
        ("net", DRAWN[kind][1], lambda edition: sorted(set(nets(kind, texts[edition])))),
    ):
        pool = [(edition, one) for edition in EDITIONS[kind] for one in spots(edition)]
        for edition, one in sorted(chance.sample(pool, how_many)):
            yield edition, one, drawn


def nets(kind: str, text: str) -> list[Spot]:
    """The wide net for headings, or for sentence ends."""
    return net(text) if kind == "ict" else ends_net(text)


_END = re.compile(r"(?<![\s.])[.!?:;](?! ?\.)[\"”’')\]]*[0-9]{0,3}(?=\s|$)|$", re.MULTILINE)


def ends_net(text: str) -> list[Spot]:
    """Every place where a sentence could end: behind a stop, and at a line's end."""
    return [spot(text, found.end()) for found in _END.finditer(text) if text[max(0, found.end() - 1)].strip()]


def score(shared: Path, kind: str) -> dict[str, float]:
    """Precision over all judged places that wpdiff names, recall over the net's."""
    calls = {edition: called(shared, kind, edition) for edition in EDITIONS[kind]}
    right = named = caught = wanted = 0
    for place in judged(kind):
        if place.verdict == "either":
            continue  # readers would disagree
        call = calls[place.edition].get((place.line, place.offset), "other")
        if call != "other":
            named += 1
            right += call == place.verdict
        if place.verdict != "other" and place.drawn == "net":
            wanted += 1
            caught += call == place.verdict
        if call != place.verdict:
            print(f"  {place.edition} line {place.line} + {place.offset}: judged {place.verdict}, called {call}")
    return {"precision": round(right / named, 4), "recall": round(caught / wanted, 4), "named": named, "wanted": wanted}


def judged(kind: str) -> list[Place]:
    """The recorded verdicts."""
    with (JUDGED / f"{kind}_places.tsv").open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t")
        return [
            Place(row["edition"], int(row["line"]), int(row["offset"]), row["drawn"], row["verdict"]) for row in rows
        ]


def main() -> None:
    """Print the scores, or the places to judge."""
    arguments = [one for one in sys.argv[1:] if not one.startswith("--")]
    shared = Path(arguments[0] if arguments else ROOT.parent / "shared")
    for kind in arguments[1:] or list(EDITIONS):
        if "--draw" in sys.argv:
            for edition, (line, offset), drawn in draw(shared, kind):
                around = text_of(shared, kind, edition).split("\n")
                here = around[line - 1]
                shown = f"{here[max(0, offset - 60) : offset]} ▮ {here[offset : offset + 120]}"
                print(edition, line, offset, drawn, shown, sep="\t")
        else:
            print(kind, score(shared, kind))


if __name__ == "__main__":
    main()
