"""Pages are read in the order they are meant for, as listed, linked, numbered or named; and it is said which."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from wpdiff.ingest import read_document
from wpdiff.ingest.numbers import number_key
from wpdiff.model.document import Document, ReadingOrder
from wpdiff.model.source import EditionSource
from wpdiff.text.natural import natural_key

DRAW = random.Random(5)  # noqa: S311  invented pages, no secrets


def page(words: str, links: str = "", heading: str = "") -> str:
    return f"<title>{words}</title><h1>{heading or words}</h1><p>{words}についての本文である。</p>{links}"


def link(target: str, words: str = "", rel: str = "") -> str:
    return f'<a href="{target}"{f" rel={rel}" if rel else ""}>{words or target}</a> '


def chain(names: Sequence[str], *, forth: str = "次へ", back: str = "前へ") -> dict[str, str]:
    """Pages of which each links to the next one and the one before."""
    pages = {}
    for place, name in enumerate(names):
        links = link(names[place - 1], back) if back and place else ""
        links += link(names[place + 1], forth) if forth and place + 1 < len(names) else ""
        pages[name] = page(name, links + link("https://norda.example/", "外部"))
    return pages


def read(folder: Path, texts: Mapping[str, str], listed: tuple[str, ...] = ()) -> Document:
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return read_document(EditionSource(path=str(folder), pages=listed))


def order(document: Document) -> list[str]:
    return [one.uri for one in document.pages]


def codes(document: Document) -> list[str]:
    return [one.code for one in document.warnings]


def shuffled(count: int) -> list[str]:
    names = [f"page{number}.html" for number in range(count)]
    DRAW.shuffle(names)
    return names


@pytest.mark.parametrize(
    ("forth", "back"),
    [
        ("次へ", "前へ"),
        ("次へ", ""),
        ("", "前へ"),
        ("Next »", "« Previous"),
        ("次のページへ＞", "＜前のページへ"),
        ("[次の節]", ""),
        ("次へ：第2節 海", "前節"),
        ("Next: Ports >", "Prev"),
        ("次のページに進む", "前に戻る"),
    ],
)
def test_next_and_previous_links_lead_through_hundreds_of_pages(tmp_path: Path, forth: str, back: str) -> None:
    names = shuffled(120)
    document = read(tmp_path, chain(names, forth=forth, back=back))
    assert (order(document), document.order, codes(document)) == (names, ReadingOrder.NEXT_LINKS, [])


def test_links_in_the_head_and_pictures_with_words_are_links_too(tmp_path: Path) -> None:
    pages = {
        "b.html": '<link rel="next" href="a.html">' + page("一"),
        "a.html": page("二", '<a href="c.html"><img src="arrow.gif" alt="次へ"></a>'),
        "c.html": page("三", link("https://norda.example/wp/html/0.html", "Next")),
        "0.html": page("四", '<ul><li class="pager-next"><a href="9.html">第5節 海</a></li></ul>'),
        "9.html": page("五"),
    }
    assert order(read(tmp_path, pages)) == ["b.html", "a.html", "c.html", "0.html", "9.html"]


def test_a_chain_that_comes_round_begins_with_its_first_page_by_name(tmp_path: Path) -> None:
    names = ["b.html", "c.html", "a.html", "d.html"]
    pages = chain(names)
    pages["d.html"] = page("d", link("b.html", "次へ"))
    document = read(tmp_path, pages)
    assert (order(document), document.order) == (["a.html", "d.html", "b.html", "c.html"], ReadingOrder.NEXT_LINKS)


def test_a_missing_page_is_named_and_bridged(tmp_path: Path) -> None:
    names = shuffled(40)
    pages = chain(names)
    del pages[names[20]]
    document = read(tmp_path, pages)
    assert order(document) == names[:20] + names[21:]
    assert [(one.code, names[20] in one.message) for one in document.warnings] == [("missing_page", True)]


def test_several_chains_stand_in_the_order_of_their_first_pages(tmp_path: Path) -> None:
    document = read(tmp_path, chain(["b3.html", "b1.html"]) | chain(["a9.html", "a8.html", "a7.html"]))
    assert order(document) == ["a9.html", "a8.html", "a7.html", "b3.html", "b1.html"]
    assert codes(document) == ["chain_broken"]
    assert "5 of 5 pages in 2 pieces" in document.warnings[0].message


def test_a_page_outside_the_chain_stands_behind_the_one_it_follows_by_name(tmp_path: Path) -> None:
    document = read(
        tmp_path, chain(["p1.html", "p3.html", "p2.html"]) | {"p2a.html": page("枠外"), "p9.html": page("末")}
    )
    assert order(document) == ["p1.html", "p3.html", "p9.html", "p2.html", "p2a.html"]
    assert codes(document) == ["chain_broken"]


def test_pages_that_all_call_one_page_next_are_no_chain(tmp_path: Path) -> None:
    document = read(tmp_path, {f"p{number}.html": page(str(number), link("p1.html", "次へ")) for number in range(1, 8)})
    assert (order(document)[:2], document.order) == (["p1.html", "p2.html"], ReadingOrder.NAMES)


def test_links_out_of_the_folder_are_never_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text(page("秘密"), encoding="utf-8")
    links = link("../secret.html", "次へ") + link("file:///etc/passwd", "次へ") + link("/etc/hosts", "次へ")
    document = read(tmp_path / "edition", {"a.html": page("甲", links), "b.html": page("乙")})
    assert (order(document), codes(document)) == (["a.html", "b.html"], [])


def test_the_contents_win_over_names(tmp_path: Path) -> None:
    names = shuffled(150)
    contents = page("目次", "<ul>" + "".join(f"<li>{link(name)}" for name in names) + "</ul>")
    document = read(tmp_path, {name: page(name) for name in names} | {"index.html": contents})
    assert (order(document), document.order) == (["index.html", *names], ReadingOrder.CONTENTS)


def test_next_links_win_over_the_contents(tmp_path: Path) -> None:
    names = ["c.html", "a.html", "b.html", "d.html"]
    contents = page("目次", "".join(link(name) for name in sorted(names)))
    document = read(tmp_path, chain(names) | {"index.html": contents})
    assert (order(document), document.order) == (["index.html", *names], ReadingOrder.NEXT_LINKS)


def test_contents_of_parts_open_their_own_pages(tmp_path: Path) -> None:
    above = link("index.html") + link("part1.html") + link("part2.html")
    pages = {"index.html": page("全体", above + link("about.html")), "about.html": page("この文書について", above)}
    wanted = ["index.html"]
    for part, names in (("part1", ["z1.html", "y2.html", "x3.html"]), ("part2", ["w4.html", "v5.html", "u6.html"])):
        pages[f"{part}.html"] = page(part, above + "".join(map(link, names)))
        pages |= {name: page(name, above) for name in names}
        wanted += [f"{part}.html", *names]
    assert order(read(tmp_path, pages)) == [*wanted, "about.html"]


def test_references_between_chapters_are_no_contents(tmp_path: Path) -> None:
    pages = {f"{number}.html": page(str(number)) for number in range(1, 7)}
    pages["3.html"] = page("3", link("6.html", "第6節") + link("5.html", "第5節") + link("1.html", "第1節"))
    document = read(tmp_path, pages)
    assert (order(document), document.order) == (sorted(pages), ReadingOrder.NAMES)
    parts = {"part1.html": ["b.html", "a.html"], "part2.html": ["d.html", "c.html"]}
    nested = {name: page(name, "".join(map(link, below))) for name, below in parts.items()}
    nested["toc.html"] = page("目次", link("part1.html") + link("part2.html") + link("e.html"))
    nested |= {name: page(name) for name in ("a.html", "c.html", "d.html", "e.html")}
    nested["b.html"] = page("b", link("c.html", "第2部参照") + link("d.html", "同"))
    (tmp_path / "nested").mkdir()
    wanted = ["toc.html", "part1.html", "b.html", "a.html", "part2.html", "d.html", "c.html", "e.html"]
    assert order(read(tmp_path / "nested", nested)) == wanted


@pytest.mark.parametrize("first", range(5))
def test_a_list_beside_every_page_gives_the_order(tmp_path: Path, first: int) -> None:
    names = [f"{letter}.html" for letter in "dbace"]
    names = names[first:] + names[:first]
    pages = {name: page(name, "".join(link(one) if one != name else one for one in names)) for name in names}
    document = read(tmp_path, pages)
    assert (order(document), document.order) == (names, ReadingOrder.CONTENTS)


def test_a_page_that_the_contents_name_and_nobody_has_is_said(tmp_path: Path) -> None:
    names = [f"{number}.html" for number in range(6)]
    pages = {name: page(name) for name in names if name != "3.html"}
    document = read(tmp_path, pages | {"index.html": page("目次", "".join(map(link, [*names, "../other/9.html"])))})
    assert [(one.code, one.message) for one in document.warnings] == [
        ("missing_page", "a page that links name is not in the folder: 3.html")
    ]


FIELDS = {
    "one width for each field": [
        f"n1{chapter}{section:02}{item:02}000.html" for chapter in (1, 2) for section in range(12) for item in (0, 1)
    ],
    "fields left out at the end": "n11 n1101 n110101 n110102 n1102 n12 n1201 n21 n2101 n2102".split(),
    "other widths in another year": "m0101000 m0101010 m0101020 m0102000 m0201000 m1001000".split(),
    "pages counted": [f"p{number}.html" for number in range(1, 131)],
    "pages counted from the middle": "p998 p999 p1000 p1001 p1002".split(),
    "printed pages": "p12 p120 p345 p998 p1002".split(),
    "sections with hyphens": "1-1 1-2 1-10 2-1 10-1".split(),
    "annexes behind": "n1101 n1102 n2101 n2102 ns0001 ns0002".split(),
}


@pytest.mark.parametrize("names", FIELDS.values(), ids=FIELDS)
def test_digits_in_names_are_fields_or_a_count(names: list[str]) -> None:
    mixed = DRAW.sample(names, len(names))
    assert sorted(mixed, key=number_key(mixed) or natural_key) == names


def test_numbered_names_are_said_to_be_the_order(tmp_path: Path) -> None:
    names = [f"{name}.html" for name in FIELDS["fields left out at the end"]]
    document = read(tmp_path, {name: page(name) for name in names})
    assert (order(document), document.order) == (names, ReadingOrder.NUMBERED_NAMES)


def test_folders_stand_in_natural_order_with_their_index_first(tmp_path: Path) -> None:
    names = ["index.html", "about.html", "part2/index.html", "part2/a.html", "part10/1.html"]
    document = read(tmp_path, {name: page(name) for name in names})
    assert (order(document), document.order) == (names, ReadingOrder.NAMES)


def test_a_listed_order_holds_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    pages = {name: page(name) for name in ("1.html", "2.html", "3.html")}
    document = read(tmp_path, pages, ("3.html", "1.html", "4.html"))
    assert (order(document), document.order) == (["3.html", "1.html"], ReadingOrder.LISTED)
    assert [(one.code, one.where) for one in document.warnings] == [
        ("missing_page", "4.html"),
        ("files_not_read", tmp_path.name),
    ]


@pytest.mark.parametrize(("suffix", "text"), [("md", "# {0}\n\n{0}の本文。\n"), ("txt", "{0}の本文。\n")])
def test_markdown_and_text_of_many_files(tmp_path: Path, suffix: str, text: str) -> None:
    names = [f"{number}.{suffix}" for number in range(1, 61)]
    document = read(tmp_path, {name: text.format(name) for name in names})
    assert (order(document), document.order) == (names, ReadingOrder.NAMES)


def test_one_file_is_one_page(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("全文"), encoding="utf-8")
    assert read_document(tmp_path / "a.html").order is ReadingOrder.SINGLE
    assert read_document(tmp_path).order is ReadingOrder.SINGLE


def test_pages_against_their_own_numbers_are_said(tmp_path: Path) -> None:
    names = [f"n{number}.html" for number in (101, 102, 104, 103, 201, 202, 203, 204, 205, 206, 207, 208)]
    document = read(tmp_path, chain(names))
    assert order(document) == names
    assert [(one.code, "n103.html after n104.html" in one.message) for one in document.warnings] == [
        ("pages_out_of_order", True)
    ]


def test_headings_that_count_backwards_are_said_and_a_new_chapter_is_not(tmp_path: Path) -> None:
    heads = ["第1章", "第2節 海", "第3節 空", "第1節 陸", "第2節 港", "第四節 川", "第三節 森"]
    names = [f"{letter}.html" for letter in "abcdefg"]
    pages = {name: page(name, heading=head) for name, head in zip(names, heads, strict=True)}
    document = read(tmp_path, pages)
    assert [(one.code, one.message) for one in document.warnings] == [
        ("pages_out_of_order", "1 page stands after a page of a higher number: g.html after f.html")
    ]


def test_a_sites_own_identifiers_are_no_page_numbers(tmp_path: Path) -> None:
    names = [f"doc{number}.html" for number in DRAW.sample(range(100_000, 999_999), 40)]
    assert codes(read(tmp_path, chain(names))) == []
