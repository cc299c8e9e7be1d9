"""What of published documents is understood: `python benchmarks/score_structure.py DOCUMENTS` prints the figures.

DOCUMENTS is the folder of reference documents; a seed page is looked for beside it. Ids, names and addresses are taken
out of HTML pages before they are read, so that the publishers' own anchors, which are the truth here, do not help.
Every figure has a floor in tests/gate/floors.toml.
"""

from __future__ import annotations

import csv
import re
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from pathlib import Path

import lxml.html

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT)]

from wpdiff.model.comparison import ChangeKind, Comparison  # noqa: E402
from wpdiff.model.edition import Edition, Section, printed_heading  # noqa: E402
from wpdiff.structure.shapes import squashed  # noqa: E402
from wpdiff.walk import compare, read_edition  # noqa: E402

Figures = dict[str, dict[str, float]]
_ANCHORS = re.compile(rb"""\s(?:id|name|href|data-xpath)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)""", re.IGNORECASE)
_ARTICLE = re.compile("第.+条")
_PART = re.compile(r"^#+ V([0-9]+(?:\.[0-9]+)?)(?=[: ])", re.MULTILINE)
_REQUIREMENT = re.compile(r"\**V?(\d+\.\d+\.\d+)\**$")
LAWS = {
    "kenpo": ("2013-12", "2015-12", "2025-07"),
    "jieitaiho": ("2013-12", "2015-12"),
    "kojin-joho-hogoho": ("2013-12", "2015-12"),
}
STATUSES = {
    "law-1": ("jieitaiho", "2013-12", "2015-12"),
    "law-2": ("kojin-joho-hogoho", "2013-12", "2015-12"),
    "null-1": ("kenpo", "2013-12", "2015-12"),
    "null-2": ("kenpo", "2015-12", "2025-07"),
}
SECTIONED = {
    "rfc7234": ("rfc-http-caching/rfc7234-2014", "rfc-gold/http-caching_sections.tsv", "old_heading"),
    "rfc9111": ("rfc-http-caching/rfc9111-2022", "rfc-gold/http-caching_sections.tsv", "new_heading"),
    "wcag21": ("wcag-ja/2.1", "wcag-gold/2.1_2.2-202606_sections.tsv", "old_heading"),
    "wcag22": ("wcag-ja/2.2-202606", "wcag-gold/2.1_2.2-202606_sections.tsv", "new_heading"),
}
REQUIREMENTS = {
    "asvs-en-4.0.3": ("asvs-en/4.0.3", "asvs-gold/asvs-4.0.3-en.csv"),
    "asvs-en-5.0.0": ("asvs-en/5.0.0", "asvs-gold/asvs-5.0.0-en.csv"),
    "asvs-ja-5.0.0": ("asvs-ja/5.0.0", "asvs-gold/asvs-5.0.0-ja.csv"),
}


def structure_figures(documents: Path) -> Figures:
    """Precision, recall and F1 of every document and every part of what is to be found there, by a name."""
    figures: Figures = {}
    with tempfile.TemporaryDirectory() as place:
        stripped = Path(place)
        for name, (document, gold, column) in SECTIONED.items():
            figures |= _sections(name, documents, document, documents / gold, column, stripped)
        for law, snapshots in LAWS.items():
            for snapshot in snapshots:
                figures |= _articles(documents, law, snapshot, stripped)
        for name, (law, old, new) in STATUSES.items():
            figures[f"{name} statuses"] = _statuses(documents, law, old, new, stripped)
    for name, (document, gold) in REQUIREMENTS.items():
        figures |= _requirements(name, documents / document, documents / gold)
    seed = documents.parent / "seed"
    if seed.is_dir():
        figures |= _seed(seed)
    return figures


def score(wanted: Iterable[Hashable], found: Iterable[Hashable]) -> dict[str, float]:
    """Precision, recall and F1 of two collections, in which the same thing may stand more than once."""
    gold, here = Counter(wanted), Counter(found)
    right = (gold & here).total()
    precision, recall = right / max(1, here.total()), right / max(1, gold.total())
    both = precision + recall
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }


def without_anchors(source: Path, target: Path) -> Path:
    """A copy of a folder of pages without ids, names and addresses."""
    target.mkdir(parents=True, exist_ok=True)
    for page in source.rglob("*.html"):
        copy = target / page.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(_ANCHORS.sub(b"", page.read_bytes()))
    return target


def _sections(name: str, documents: Path, document: str, gold: Path, column: str, stripped: Path) -> Figures:
    """A document whose publisher lists its sections: their numbers and titles from the list, depth from the page."""
    titles = Counter(squashed(row[column]) for row in _rows(gold) if row[column])
    titles |= Counter(["abstract"] if name.startswith("rfc") else [])  # the list knows sections that two RFCs share
    depths = _published_depths(documents / document, titles)
    edition = read_edition(without_anchors(documents / document, stripped / document))
    top = _document_title(edition, titles)
    here = [section for section in edition.sections[1:] if section is not top]
    found = [(squashed(printed_heading(one)), one.level - 1) for one in here]
    return {
        f"{name} sections": score(titles.elements(), [title for title, _ in found]),
        f"{name} depth": score(depths, found),
        f"{name} numbers": score(_numbers(row[column] for row in _rows(gold)), _numbers_found(here)),
    }


def _published_depths(folder: Path, titles: Counter[str]) -> list[tuple[str, int]]:
    """Each listed heading with its depth: how many sections of the markup hold it, or, without any, its level."""
    found: list[tuple[str, int]] = []
    left = Counter(titles)
    for page in sorted(folder.glob("*.html")):
        for heading in lxml.html.fromstring(page.read_bytes()).iter("h1", "h2", "h3", "h4", "h5", "h6"):
            text = squashed(heading.text_content())
            if left[text]:
                left[text] -= 1
                found.append((text, int(heading.tag[1]) - 1))
    return found


def _document_title(edition: Edition, titles: Counter[str]) -> Section | None:
    """The one section that holds all others, where the document's own title opens one that the list does not name."""
    tops = [section for section in edition.sections[1:] if section.level == 1]
    return tops[0] if len(tops) == 1 and not titles[squashed(tops[0].heading)] else None


_CALLED = re.compile("^(?:ガイドライン|達成基準|Appendix)\\s*")
_NUMBER = re.compile(r"([A-Z](?:\.[0-9]+)*\.?|[0-9]+(?:\.[0-9]+)*\.?)\s")


def _numbers(headings: Iterable[str]) -> Iterator[str]:
    """The numbers with which headings begin: 5.2.1, A, B.1; what they are called before does not matter."""
    for heading in headings:
        found = _NUMBER.match(_CALLED.sub("", heading))
        if found:
            yield found.group(1).rstrip(".")


def _numbers_found(sections: Iterable[Section]) -> Iterator[str]:
    for section in sections:
        if section.number:
            yield _CALLED.sub("", section.number).rstrip(".")


def _articles(documents: Path, law: str, snapshot: str, stripped: Path) -> Figures:
    """A statute's main articles by number, and by number and caption, against what its page's own classes say."""
    source = documents / "law-ja" / law / snapshot
    edition = read_edition(without_anchors(source, stripped / law / snapshot))
    found = [(section.number, section.heading) for section in _main_articles(edition)]
    numbers = _gold_articles(documents, law, snapshot)
    captions = _published_captions(source)
    wanted = [(number, captions.get(number, "")) for number in numbers]
    return {
        f"{law}/{snapshot} articles": score(numbers, [number for number, _ in found]),
        f"{law}/{snapshot} captions": score(wanted, [(number, squashed(caption)) for number, caption in found]),
    }


def _main_articles(edition: Edition) -> Iterator[Section]:
    """The articles of the main provisions, not those of 附則."""
    for index, section in enumerate(edition.sections):
        if _ARTICLE.match(section.number) and not edition.path(index)[0].startswith("附"):
            yield section


def _gold_articles(documents: Path, law: str, snapshot: str) -> list[str]:
    """The articles that a snapshot has, by the reference tables of all pairs it is in."""
    for table in sorted((documents / "law-gold").glob(f"{law}_*.tsv")):
        old, new = table.stem.removeprefix(f"{law}_").split("_")
        if snapshot in (old, new):
            gone = "added" if snapshot == old else "removed"
            return [row["article"] for row in _rows(table) if row["status"] != gone]
    return []


def _published_captions(folder: Path) -> dict[str, str]:
    """The caption above each main article as the markup's own classes say; the first article of each number."""
    captions: dict[str, str] = {}
    for page in sorted(folder.glob("*.html")):
        caption = ""
        for element in lxml.html.fromstring(_decoded(page)).iter("div"):
            classes = str(element.get("class", ""))
            if "arttitle" in classes or "_div_ArticleCaption" in classes:
                caption = squashed(element.text_content())
                continue
            bold = next(element.iter("b", "span"), None)
            number = squashed(bold.text_content()) if bold is not None else ""
            if "item" in classes.split() or "_div_ArticleTitle" in classes:
                if _ARTICLE.match(number):
                    captions.setdefault(number, caption)
                caption = ""
    return captions


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _decoded(page: Path) -> str:
    raw = page.read_bytes()
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp932", "replace")


def _statuses(documents: Path, law: str, old: str, new: str, stripped: Path) -> dict[str, float]:
    """How many articles are told same, changed, added or removed as the reference table says."""
    rows = _rows(documents / "law-gold" / f"{law}_{old}_{new}.tsv")
    told = article_statuses(compare(stripped / law / old, stripped / law / new))
    wrong = [(row["article"], row["status"], told.get(row["article"], "")) for row in rows]
    agreed = sum(status == here for _, status, here in wrong)
    for article, status, here in wrong:
        if status != here:
            print(f"# {law} {old} {new} {article}: {status} in the table, {here or 'not found'} here", file=sys.stderr)
    return {"agreement": round(agreed / max(1, len(rows)), 4)}


def article_statuses(comparison: Comparison) -> dict[str, str]:
    """same, changed, added or removed for each main article: its caption and all its statements, by its number."""
    pairs = {(pair.old, pair.new) for pair in comparison.sections}
    touched_old, touched_new = _touched(comparison)
    old = _by_article(comparison.old, touched_old)
    new = _by_article(comparison.new, touched_new)
    statuses = {}
    for number in {**old, **new}:
        if number not in new:
            statuses[number] = "removed"
        elif number not in old:
            statuses[number] = "added"
        else:
            together = (old[number][0], new[number][0]) in pairs
            statuses[number] = "changed" if not together or old[number][1] or new[number][1] else "same"
    return statuses


def _touched(comparison: Comparison) -> tuple[set[int], set[int]]:
    """The statements of both editions that are in a change other than a move or another number."""
    old: set[int] = set()
    new: set[int] = set()
    for change in comparison.changes:
        only_place = all(edit.op == "keep" for edit in change.edits)
        if change.kind is not ChangeKind.MOVED and not only_place:
            old.update(change.at_old)
            new.update(change.at_new)
    return old, new


def _by_article(edition: Edition, touched: set[int]) -> dict[str, tuple[str, bool]]:
    """For each main article the id of its section, and whether one of its statements is touched."""
    main = {section.id: section.number for section in _main_articles(edition)}
    found = {number: (name, False) for name, number in main.items()}
    for index in touched:
        name = edition.sections[edition.statements[index].section].id
        if name in main:
            found[main[name]] = (name, True)
    return found


def _requirements(name: str, folder: Path, gold: Path) -> Figures:
    """The requirements of a standard, by id and by the section that holds them, and its chapters and sections."""
    edition = read_edition(folder)
    rows = _rows(gold, delimiter=",")
    wanted = [(_plain(row["req_id"]), _plain(row["section_id"])) for row in rows]
    found = list(_requirements_found(edition))
    parts = [found.group(1) for page in sorted(folder.rglob("*.md")) for found in _PART.finditer(_text(page))]
    numbers = [_plain(section.number) for section in edition.sections if re.match(r"V\d", section.number)]
    return {
        f"{name} requirements": score([one for one, _ in wanted], [one for one, _ in found]),
        f"{name} placed": score(wanted, found),
        f"{name} parts": score(parts, numbers),
    }


def _plain(number: str) -> str:
    return number.strip().rstrip(":").removeprefix("V")


def _requirements_found(edition: Edition) -> Iterator[tuple[str, str]]:
    for statement in edition.statements:
        found = _REQUIREMENT.match(statement.cells[0].strip()) if len(statement.cells) > 1 else None
        if found:
            yield found.group(1), _plain(_numbered(edition, statement.section))


def _numbered(edition: Edition, section: int | None) -> str:
    """The number of the innermost section that has one."""
    while section:
        if edition.sections[section].number:
            return edition.sections[section].number
        section = edition.sections[section].parent
    return ""


def _seed(seed: Path) -> Figures:
    """The seed page's sections, notes and reference targets, as a careful reader wrote them down."""
    expected = tomllib.loads((seed / "expected.toml").read_text(encoding="utf-8"))
    edition = read_edition(next(seed.glob("*.txt")))
    paths = [tuple(map(squashed, edition.path(index))) for index in range(1, len(edition.sections))]
    wanted = [tuple(map(squashed, one["path"])) for one in expected["section"]]
    above = len(expected["ancestors"])  # all that the page itself tells of its place
    targets = [target.number for one in edition.statements for target in one.targets]
    notes = [note for note, above in _neighbours(one.note for one in edition.statements) if note and note != above]
    return {
        "seed sections": score(wanted, [path for path in (path[above:] for path in paths) if path]),
        "seed notes": score([str(one["number"]) for one in expected["note"]], notes),
        "seed targets": score([one for row in expected["reference"] for one in row["targets"]], targets),
    }


def _neighbours(values: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each value with the one before it."""
    before = ""
    for value in values:
        yield value, before
        before = value


@cache
def _rows(table: Path, delimiter: str = "\t") -> tuple[dict[str, str], ...]:
    with table.open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter=delimiter))


def main(show: Callable[[str], None] = print) -> None:
    """Print all figures."""
    documents = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "documents"
    for name, row in structure_figures(documents).items():
        show(f"{name:34}" + "  ".join(f"{kind} {value:.4f}" for kind, value in row.items()))


if __name__ == "__main__":
    main()
