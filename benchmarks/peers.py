"""wpdiff beside its peers, in the same run: `python benchmarks/peers.py [SHARED]`; `--quick` for a first look.

Whole processes, interleaved, medians and ratios. SHARED is the folder of reference documents (../shared); two paths
instead are one pair of editions, raced against everything. `--install` first fetches the peers into build/peers:
Python ones by pip, jsdiff by npm; docdiff and git come with the system. What is not there is said to be absent; what
takes longer than `--limit` is killed and shown so.

A: the ICT white paper, r1 → r2. B, B30: gen.py, one million characters a side, 5 % and 30 % of the sentences touched.
C: a factbook of five million characters a side. Peers read the same text, one sentence a line.
"""

from __future__ import annotations

import argparse
import math
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from courses import Course, edited_page, generated, hard_courses
from race import MEGABYTE, ROOT, Lap, race

HERE = Path(__file__).parent
BUILD = ROOT / "build" / "peers"
CONTENDERS = HERE / "contenders"
FLOOR = {"A": (8, 4), "B": (4, 2), "C": (6, 3)}  # times gold/floor.py: pass, stretch
DIFFLIB = {"B": (6, 2.5), "C": (0.6, 0.2)}
FASTER = {"A": (1, 0.1), "B30": (1, None), "C": (1, 0.1)}  # against everything that pairs and highlights
PAIRING = ("HtmlDiff", "ndiff", "redlines", "docdiff", "xmldiff", "jsdiff words")
PEAK = (100, 40)  # bytes a character of input, on C


def main() -> None:
    """Race what is asked for, and print a table each."""
    asked = _arguments()
    if asked.install:
        _install()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        if len(asked.place) == 2:
            old, new = (Path(one).resolve() for one in asked.place)
            _race_pair(Course("pair", old, new, place), asked, place)
            return
        shared = Path(asked.place[0]).resolve()
        if not (shared / "gold/floor.py").exists():
            sys.exit(f"{shared}: no reference documents there; two editions can be raced: peers.py OLD NEW")
        _all(shared, asked, place)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("place", nargs="*", default=[str(ROOT.parent / "shared")], metavar="SHARED | OLD NEW")
    parser.add_argument("--install", action="store_true", help="fetch the peers first")
    parser.add_argument("--quick", action="store_true", help="pairs A and B, one run, peers killed after 20 s")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--limit", type=float, default=120, help="seconds of processor time after which it is killed")
    parser.add_argument("--only", default="pairs,start,growth,hard", help="which parts, with commas between")
    asked = parser.parse_args()
    if asked.quick:
        asked.runs, asked.limit, asked.only = 1, min(asked.limit, 20), "pairs,start"
    return asked


def _install() -> None:
    """The peers that package registries hold."""
    subprocess.run([sys.executable, "-m", "venv", str(BUILD / "venv")], check=True)
    pip = [str(BUILD / "venv/bin/python"), "-m", "pip", "install", "--quiet"]
    subprocess.run([*pip, "-r", str(CONTENDERS / "requirements.txt")], check=True)
    try:
        subprocess.run(["npm", "install", "--silent", "--prefix", str(BUILD / "node"), "diff"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"jsdiff is absent: {error}", file=sys.stderr)


def _all(shared: Path, asked: argparse.Namespace, place: Path) -> None:
    parts = asked.only.split(",")
    busy, processors = os.getloadavg()[0], os.cpu_count() or 1
    if busy > processors / 4:
        print(f"This machine is at other work (load {busy:.1f}, {processors} processors): trust processor time alone.")
    documents = shared / "documents"
    ordinary = generated(shared, place, "B", 1, 0.05)
    laps: dict[str, Lap] = {}
    if "pairs" in parts:
        courses = [Course("A", documents / "ict-white-paper/r1", documents / "ict-white-paper/r2", place), ordinary]
        if not asked.quick:
            courses.append(generated(shared, place, "B30", 1, 0.30))
            courses.append(Course("C", documents / "cia-factbook/2019", documents / "cia-factbook/2020", place))
        laps = {course.name: _race_pair(course, asked, place, shared) for course in courses}
    if "start" in parts:
        _race_start(edited_page(shared, place), ordinary, asked, place)
    if "growth" in parts:
        _race_growth(
            "5 %", [generated(shared, place, f"g{size}", size, 0.05) for size in (0.1, 1, 5)], 1.15, 1.08, asked
        )
        _race_growth(
            "30 %", [generated(shared, place, f"h{size}", size, 0.3) for size in (0.3, 1, 3)], 1.25, 1.15, asked
        )
    if "hard" in parts:
        nss = Course("nss-2", documents / "us-nss/2010", documents / "us-nss/2015", place)
        small = generated(shared, place, "small", 0.1, 0.05)
        _race_hard(ordinary, small, [nss, *hard_courses(ordinary, place)], asked)
    if "C" in laps and laps["C"].seconds:
        each = laps["C"].peak / courses[-1].characters
        print(f"\npeak memory on C: {each:.0f} bytes a character of input {_verdict(each, PEAK)}")


def wpdiff(old: Path, new: Path, output: Path) -> list[str]:
    """One comparison, as its user runs it."""
    return [sys.executable, "-m", "wpdiff", "compare", str(old), str(new), "-o", str(output), "-q"]


def _commands(course: Course, place: Path, shared: Path | None) -> dict[str, list[str]]:
    python = BUILD / "venv/bin/python"
    runner = [str(python if python.exists() else sys.executable), str(CONTENDERS / "run.py")]
    lines, plain = ([str(path) for path in paths] for paths in (course.sentences, course.plain))
    git = ["git", "diff", "--no-index"]
    os.environ["PEERS_NODE"] = str(BUILD / "node/package.json")
    commands = {"wpdiff": wpdiff(course.old, course.new, place / "c.json")}
    if shared:
        commands["gold/floor.py"] = [sys.executable, str(shared / "gold/floor.py"), *plain]
    commands["difflib, no pairing"] = [*runner, "difflib", *lines]
    commands["git word diff"] = [*git, "--word-diff", *plain]
    commands["git one-character words"] = [*git, "--word-diff", "--word-diff-regex=.", *plain]
    for name in ("HtmlDiff", "ndiff", "redlines", "xmldiff"):
        commands[name] = [*runner, name, *lines]
    commands["docdiff"] = ["docdiff", "--word", "--utf8", "--format=wdiff", *lines]
    commands["jsdiff words"] = ["node", str(CONTENDERS / "words.cjs"), *plain]
    commands["fast-diff-match-patch, no time-out"] = [*runner, "fast-diff-match-patch", *plain]
    commands["diff-match-patch, whole texts"] = [*runner, "diff-match-patch", *plain]
    return commands


def _race_pair(course: Course, asked: argparse.Namespace, place: Path, shared: Path | None = None) -> Lap:
    laps = race(_commands(course, place, shared), asked.runs, asked.limit)
    own = laps["wpdiff"]
    print(f"\n{course.name}: {course.characters / 1e6:.1f} million characters, {asked.runs} interleaved runs")
    print("| | min s | median s | processor s | peak MB | wpdiff takes | bar: pass, stretch |")
    print("|" + " --- |" * 7)
    for name, lap in laps.items():
        print(_row(name, lap, own, course.name))
    return own


def _row(name: str, lap: Lap, own: Lap, course: str) -> str:
    if lap.end or own.end:
        if own.end or not lap.end.startswith(">"):
            return f"| {name} | {lap.end} | | | | | |"
        ratio = own.median / lap.seconds[0]
        return f"| {name} | {lap.end} | | | | < {ratio:.2f} × | {_verdict(ratio, _bars(course).get(name))} |"
    figures = f"{min(lap.seconds):.2f} | {lap.median:.2f} | {lap.work:.2f} | {lap.peak / MEGABYTE:.0f}"
    if name == "wpdiff":
        return f"| **wpdiff** | {figures} | | |"
    if name.startswith("diff-match-patch"):
        return f"| {name} | {figures} | gives up at its time-out: {lap.said} | |"
    ratio = own.median / lap.median
    by_work = own.work / max(lap.work, 0.001)
    bar = _verdict(ratio, _bars(course).get(name))
    return f"| {name} | {figures} | {ratio:.2f} × ({by_work:.2f} of the processor) | {bar} |"


def _bars(course: str) -> dict[str, tuple[float, float | None]]:
    bars: dict[str, tuple[float, float | None]] = {}
    if course in FLOOR:
        bars["gold/floor.py"] = FLOOR[course]
    if course in DIFFLIB:
        bars["difflib, no pairing"] = DIFFLIB[course]
    if course in FASTER:
        bars |= dict.fromkeys(PAIRING, FASTER[course])
        if course == "C":
            bars["fast-diff-match-patch, no time-out"] = FASTER[course]
    return bars


def _verdict(figure: float, bar: tuple[float, float | None] | None) -> str:
    """Whether a figure is within its bars."""
    if bar is None:
        return ""
    least, stretch = bar
    reached = "stretch" if stretch is not None and figure <= stretch else "pass" if figure <= least else "NOT reached"
    return f"≤ {least:g}" + (f", {stretch:g}" if stretch is not None else "") + f": {reached}"


def _race_start(page: Course, ordinary: Course, asked: argparse.Namespace, place: Path) -> None:
    """What is taken before anything is read, by one page, and by an edition against itself."""
    output = place / "s.json"
    commands = {
        "nothing": [sys.executable, "-c", "pass"],
        "help": [sys.executable, "-m", "wpdiff", "--help"],
        "page": wpdiff(page.old, page.new, output),
        "wpdiff": wpdiff(ordinary.old, ordinary.new, output),
        "identity": wpdiff(ordinary.old, ordinary.old, output),
    }
    laps = race(commands, asked.runs, asked.limit)
    print("\n| | median s | ratio | bar: pass, stretch |\n|" + " --- |" * 4)
    for told, name, beside, bar in (
        ("`wpdiff --help` beside `python -c pass`", "help", "nothing", (10, 6)),
        ("one page beside `python -c pass`", "page", "nothing", (25, 12)),
        ("B against itself beside B", "identity", "wpdiff", (0.5, 0.35)),
    ):
        ratio, work = (figure(laps[name]) / figure(laps[beside]) for figure in (_median, _work))
        took = f"{laps[name].median:.3f} | {ratio:.2f} × ({work:.2f} of the processor)"
        print(f"| {told} | {took} | {_verdict(ratio, bar)} |")


def _race_growth(told: str, courses: list[Course], least: float, stretch: float, asked: argparse.Namespace) -> None:
    """How time grows with size: the exponent between the first and the last."""
    output = courses[0].folder / "g.json"
    laps = race({one.name: wpdiff(one.old, one.new, output) for one in courses}, asked.runs, asked.limit)
    points = [(one.characters, laps[one.name]) for one in courses]
    shown = ", ".join(f"{size / 2e6:.1f} M {lap.median:.2f} s" for size, lap in points)
    by_clock, by_work = (_exponent([(size, figure(lap)) for size, lap in points]) for figure in (_median, _work))
    bar = _verdict(by_clock, (least, stretch))
    print(f"\ngrowth at {told}: {shown}: exponent {by_clock:.2f} ({by_work:.2f} of processor time) {bar}")


def _median(lap: Lap) -> float:
    return lap.median


def _work(lap: Lap) -> float:
    return lap.work


def _exponent(points: list[tuple[int, float]]) -> float:
    (first, least), (last, most) = points[0], points[-1]
    return math.log(most / least) / math.log(last / first)


def _race_hard(ordinary: Course, small: Course, courses: list[Course], asked: argparse.Namespace) -> None:
    """Texts made to be hard, beside what ordinary pairs of their size take: between a small one's and B's time."""
    output = ordinary.folder / "h.json"
    named = {one.name: wpdiff(one.old, one.new, output) for one in (small, ordinary, *courses)}
    laps = race(named, asked.runs, asked.limit)
    print("\n| hard | million characters | median s | beside an ordinary pair of its size | bar |")
    print("|" + " --- |" * 5)
    for course in courses:
        lap = laps[course.name]
        share = (course.characters - small.characters) / (ordinary.characters - small.characters)
        ratio, work = (
            figure(lap) / (figure(laps[small.name]) * (1 - share) + figure(laps[ordinary.name]) * share)
            for figure in (_median, _work)
        )
        bar = _verdict(ratio, (3 if course.name in ("nss-2", "rewritten") else 5, None))
        size, ended = course.characters / 1e6, lap.end or f"{lap.median:.2f}"
        print(f"| {course.name} | {size:.2f} | {ended} | {ratio:.1f} × ({work:.1f} of the processor) | {bar} |")


if __name__ == "__main__":
    main()
