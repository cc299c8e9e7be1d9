"""How quick the HTML report is: a comparison of 10,000 changes in 4.5 million characters, in headless Chromium.

`python benchmarks/page.py` makes an invented comparison, renders it, opens it, filters, switches views, searches, jumps
and prints, and shows each figure beside what it may be. `--changes N` makes another size; `--keep FILE` keeps the page.
Needs a Chromium and playwright.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wpdiff.model.comparison import (
    Change,
    ChangeKind,
    Comparison,
    Edit,
    Evidence,
    Excerpt,
    Finding,
    Group,
    GroupType,
    Op,
    SectionChange,
    Side,
    Significance,
    Summary,
)
from wpdiff.model.edition import Edition, Section, Statement, StatementKind
from wpdiff.model.source import Anchor, Page

CHANGES, SECTIONS, UNCHANGED_EACH, LENGTH = 10_000, 400, 3, 112
SYLLABLES = (
    "部隊海域協力計画情勢訓練船舶能防衛港湾空条約調査観測監視整備運用基地周辺諸国関係強化継続実施"
    "安全保障技術研究開発装連携推進構築態向上把握必要環境変化"
)
VOCABULARY = 2_500  # words; gzip then takes them as it takes white papers and statutes: 0.5 to 0.8 bytes each
PARTICLES = ("は、", "が", "を", "に", "の", "と", "で", "から", "により、")
CATEGORIES = """treaty_signed treaty_in_force suspension new_actor new_system deployment exercise arms_transfer sanction
meeting incident policy_document figure_updated date_updated assessment_stronger assessment_weaker certainty_raised
commitment_added commitment_dropped policy_stance renamed scope_changed other_substance other_substance""".split()
# What issue and research ask for on a machine of two cores; times in milliseconds.
BUDGETS = {
    "HTML, MB": 25.0,
    "gzipped, MB": 4.0,
    "own CSS and script, KB": 40.0,
    "first paint, ms": 500.0,
    "loaded, ms": 1500.0,
    "renderer, MB": 300.0,
    "filter on, ms": 100.0,
    "filter off, ms": 100.0,
    "view side by side, ms": 100.0,
    "view back, ms": 100.0,
    "search, ms": 150.0,
    "jump to the last, ms": 100.0,
    "printed pages": 40.0,
}


def synthetic(changes: int = CHANGES, *, sections: int = SECTIONS, seed: int = 1) -> Comparison:
    """An invented comparison of so many changes, three times as many unchanged statements, always the same."""
    maker = _Maker(changes, sections, random.Random(seed))  # noqa: S311  invented text, nothing secret
    return maker.comparison()


@dataclass(slots=True)
class _Side:
    """One edition while it is written."""

    name: str
    statements: list[Statement]


class _Maker:
    """Writes both editions at once, section by section."""

    def __init__(self, changes: int, sections: int, chance: random.Random) -> None:
        self.count, self.sections, self.chance = changes, sections, chance
        self.old, self.new = _Side("2024", []), _Side("2025", [])
        words = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(VOCABULARY)]
        ranks = [1 / (rank + 5) for rank in range(VOCABULARY)]
        self.stock = chance.choices(words, ranks, k=100_000)
        self.changes: list[Change] = []
        self.unchanged: list[tuple[int, int]] = []

    def comparison(self) -> Comparison:
        """Everything written, counted and ranked."""
        tree = list(self._tree())
        leaves = [place for place, one in enumerate(tree) if one.level == 3]
        for number in range(self.count):
            leaf = leaves[number * len(leaves) // self.count]
            self._change(number, leaf, tree)
            for _ in range(UNCHANGED_EACH):
                self._keep(leaf)
        old, new = (self._edition(side, tuple(tree)) for side in (self.old, self.new))
        ranked = sorted(
            (one for one in self.changes if one.significance is not Significance.EDITORIAL),
            key=lambda one: one.significance.rank,
        )
        ids = [one.id for one in self.changes]
        return Comparison(
            old=old,
            new=new,
            sections=tuple(SectionChange(id=f"p-{one.id}", old=one.id, new=one.id, counts=()) for one in tree),
            unchanged=tuple(self.unchanged),
            changes=tuple(self.changes),
            summary=self._summary(),
            groups=tuple(
                Group(
                    type=GroupType.RENAME,
                    old=self._words(6),
                    new=self._words(6),
                    significance=Significance.MEDIUM,
                    changes=tuple(ids[start : start + 12]),
                )
                for start in range(0, len(ids), 200)
            ),
            generator="wpdiff benchmark",
            ranking=tuple(one.id for one in ranked),
        )

    def _tree(self) -> Iterator[Section]:
        """Parts, chapters and sections: eight, ten in each, and the rest among these."""
        yield Section(id="s0", parent=None, number="", heading="", level=0)
        each = max(1, self.sections // 80)
        place = 0
        for part in range(1, 9):
            place += 1
            above = place
            yield Section(id=f"s{place}", parent=0, number=f"第{part}部", heading=self._words(8), level=1)
            for chapter in range(1, 11):
                place += 1
                inner = place
                yield Section(id=f"s{place}", parent=above, number=f"第{chapter}章", heading=self._words(8), level=2)
                for section in range(1, each + 1):
                    place += 1
                    yield Section(
                        id=f"s{place}", parent=inner, number=f"第{section}節", heading=self._words(10), level=3
                    )

    def _words(self, length: int) -> str:
        pieces: list[str] = []
        while sum(map(len, pieces)) < length:
            pieces.append(self.chance.choice(self.stock))
            pieces.append(self.chance.choice(PARTICLES))
        return "".join(pieces)[:length]

    def _add(self, side: _Side, text: str, section: int) -> int:
        side.statements.append(Statement(kind=StatementKind.SENTENCE, text=text, key="", section=section))
        return len(side.statements) - 1

    def _keep(self, leaf: int) -> None:
        text = self._words(LENGTH - 1) + "。"
        self.unchanged.append((self._add(self.old, text, leaf), self._add(self.new, text, leaf)))

    def _change(self, number: int, leaf: int, tree: list[Section]) -> None:
        kind = self.chance.choices(list(ChangeKind), weights=(20, 10, 3, 3, 60, 0))[0]
        level = self.chance.choices(list(Significance), weights=(5, 35, 40, 20))[0]
        if kind in (ChangeKind.ADDED, ChangeKind.REMOVED):
            op = Op.INSERT if kind is ChangeKind.ADDED else Op.DELETE
            edits = (Edit(op=op, text=self._words(LENGTH - 1) + "。"),)
        else:
            edits = self._edits()
        category = "editorial_script" if level is Significance.EDITORIAL else self.chance.choice(CATEGORIES)
        old = "".join(one.text for one in edits if one.op is not Op.INSERT)
        new = "".join(one.text for one in edits if one.op is not Op.DELETE)
        at_old = (self._add(self.old, old, leaf),) if old else ()
        at_new = (self._add(self.new, new, leaf),) if new else ()
        side = Side.NEW if new else Side.OLD
        cue = next((one.text for one in edits if one.op is not Op.KEEP), "")[:8]
        evidence = Evidence(rule="event", side=side, statement=0, cue=cue, start=0, end=len(cue))
        path = _path(tree, leaf)
        self.changes.append(
            Change(
                id=f"c-{number:08x}",
                kind=kind,
                significance=level,
                section=f"p-{tree[leaf].id}",
                at_old=at_old,
                at_new=at_new,
                old=(Excerpt(text=old, kind="sentence", path=path, anchor=Anchor(page="1.html")),) if old else (),
                new=(Excerpt(text=new, kind="sentence", path=path, anchor=Anchor(page="1.html")),) if new else (),
                edits=edits,
                findings=(Finding(category=category, status="done", significance=level, evidence=(evidence,)),),
                categories=(category,),
            )
        )

    def _edits(self) -> tuple[Edit, ...]:
        """Three places in a sentence where words were exchanged."""
        edits: list[Edit] = []
        for _ in range(3):
            edits.append(Edit(op=Op.KEEP, text=self._words(LENGTH // 4)))
            edits.append(Edit(op=Op.DELETE, text=self._words(6)))
            edits.append(Edit(op=Op.INSERT, text=self._words(8)))
        return (*edits, Edit(op=Op.KEEP, text=self._words(LENGTH // 8) + "。"))

    def _edition(self, side: _Side, tree: tuple[Section, ...]) -> Edition:
        return Edition(
            series="paper",
            name=side.name,
            title="海洋白書",
            language="ja",
            published=f"{side.name}-07-12",
            pages=(Page(uri="1.html", sha256="ab" * 32),),
            sections=tree,
            statements=tuple(side.statements),
        )

    def _summary(self) -> Summary:
        return Summary(
            statements=(
                ("old", len(self.old.statements)),
                ("new", len(self.new.statements)),
                ("unchanged", len(self.unchanged)),
                ("silent", 0),
            ),
            kinds=tuple((kind.value, sum(one.kind is kind for one in self.changes)) for kind in ChangeKind),
            significance=tuple(
                (level.value, sum(one.significance is level for one in self.changes)) for level in Significance
            ),
        )


def _path(tree: list[Section], leaf: int) -> tuple[str, ...]:
    path: list[str] = []
    here: int | None = leaf
    while here:
        path.append(f"{tree[here].number} {tree[here].heading}")
        here = tree[here].parent
    return tuple(reversed(path))


STEP = """async (act) => {
  const start = performance.now();
  new Function(act)();
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return performance.now() - start;
}"""
CHOOSE = (
    "const one = document.getElementById('{0}'); one.value = '{1}'; "
    "one.dispatchEvent(new Event('change', {{bubbles: true}}))"
)
SEARCH = (
    "const one = document.querySelector('input[type=search]'); one.value = '{0}'; one.dispatchEvent(new Event('input'))"
)
STEPS = (
    ("filter on, ms", "document.getElementById('f-a-new').click()"),
    ("filter off, ms", "document.getElementById('f-all').click()"),
    ("filter on, ms", CHOOSE.format("f-category", "c-meeting")),
    ("filter off, ms", CHOOSE.format("f-category", "")),
    ("view side by side, ms", "document.getElementById('v-side').click()"),
    ("view back, ms", "document.getElementById('v-inline').click()"),
    ("search again, ms", SEARCH.format("防衛")),
    ("jump to the last, ms", "location.hash = [...document.querySelectorAll('.part > .item')].at(-1).id"),
)
TIMES = 5  # each is measured so often, and the median told


def rendered(comparison: Comparison) -> tuple[str, float]:
    """The page, and the seconds it took."""
    from wpdiff.report import RenderOptions, render

    start = time.perf_counter()
    page = render(comparison, format="html", options=RenderOptions(language="ja"))
    return page, time.perf_counter() - start


def sizes(page: str) -> dict[str, float]:
    """Sizes in the units of the budgets."""
    own = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, re.DOTALL)
    return {
        "HTML, MB": len(page.encode()) / 1e6,
        "gzipped, MB": len(gzip.compress(page.encode(), 9)) / 1e6,
        "own CSS and script, KB": sum(len(one.encode()) for one in own) / 1e3,
    }


def measured(path: Path) -> dict[str, float]:
    """What the page takes in a browser: medians of a few runs."""
    from playwright.sync_api import sync_playwright

    found: dict[str, list[float]] = {}
    name = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        for _ in range(TIMES):
            chromium = playwright.chromium.launch(executable_path=name, args=["--no-sandbox"])
            page = chromium.new_page(viewport={"width": 1280, "height": 900})
            page.set_default_timeout(300_000)
            for key, value in _one_visit(page, path.as_uri()):
                found.setdefault(key, []).append(value)
            chromium.close()
        chromium = playwright.chromium.launch(executable_path=name, args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(path.as_uri(), timeout=300_000)
        printed = path.with_suffix(".pdf")
        page.pdf(path=printed, prefer_css_page_size=True)
        chromium.close()
    figures = {key: sorted(values)[len(values) // 2] for key, values in found.items()}
    return figures | {"printed pages": float(printed.read_bytes().count(b"/Type /Page\n"))}


def _one_visit(page: Any, address: str) -> Iterator[tuple[str, float]]:
    """Open, use, and tell each figure."""
    page.goto(address, timeout=300_000)
    yield "first paint, ms", page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    yield "loaded, ms", page.evaluate("performance.timing.loadEventEnd - performance.timing.navigationStart")
    yield "renderer, MB", max(_renderers())
    page.evaluate(STEP, "")
    for name, act in STEPS:
        if name == "search again, ms":
            yield "search, ms", page.evaluate(STEP, SEARCH.format("防衛の海域"))
        yield name, page.evaluate(STEP, act)
    yield "renderer after use, MB", max(_renderers())


def _renderers() -> Iterator[float]:
    """Megabytes in memory of every Chromium renderer on this machine (Linux)."""
    yield 0.0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if b"--type=renderer" in (process / "cmdline").read_bytes():
                found = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
                yield int(found[1]) / 1024 if found else 0.0
        except OSError:  # gone meanwhile, or another user's
            continue


def main() -> None:
    """Make, render, measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--changes", type=int, default=CHANGES, help="how many changes")
    parser.add_argument("--keep", type=Path, help="keep the page here")
    arguments = parser.parse_args()
    half, half_seconds = rendered(synthetic(arguments.changes // 2))
    comparison = synthetic(arguments.changes)
    characters = sum(len(one.text) for one in comparison.new.statements)
    page, seconds = rendered(comparison)
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.keep or Path(folder) / "page.html"
        path.write_text(page, encoding="utf-8")
        figures = sizes(page) | measured(path.resolve())
    print(f"{len(comparison.changes):,} changes, {characters:,} characters of the new edition")
    print(
        f"rendered in {seconds:.1f} s ({half_seconds:.1f} s for half as many); {len(half) / len(page):.2f} of its size"
    )
    for name, value in figures.items():
        budget = BUDGETS.get(name)
        verdict = "" if budget is None else f"{budget:>8,.1f}  {'' if value <= budget else 'OVER'}"
        print(f"{name:<26}{value:>10,.1f}{verdict}")


if __name__ == "__main__":
    main()
