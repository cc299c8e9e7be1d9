"""The view as a workbook: 新旧対照表 to work through, a summary before it, the editorial differences behind it."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from wpdiff.model.comparison import Edit, Op, Side, Significance
from wpdiff.report.columns import empty_words
from wpdiff.report.coverage import changes_sentence, counts_sentence
from wpdiff.report.dates import edition_date
from wpdiff.report.labels import kind_word, significance_word, word
from wpdiff.report.phrases import (
    answer_words,
    edition_name,
    filter_sentence,
    included_sentence,
    report_title,
    summary_sentence,
    warning_lines,
)
from wpdiff.report.rows import Row, joined, plain, rows, unwrapped
from wpdiff.report.view import View

MOST = 32_767  # UTF-16 units that a cell can hold
_CUT = 40  # of them for saying how much is cut off
_EPOCH = "1980-01-01T00:00:00Z"
_FONT = {"ja": "Yu Gothic", "en": "Calibri"}
_BLUE, _ORANGE, _GREY, _HEAD = "#07406F", "#7A2E00", "#57606A", "#E8ECF1"
# The table's columns and their widths: number, section, the two editions, what happened, and room for the reader.
_WIDTHS = {"number": 5, "place": 24, "words": 42, "significance": 11, "kind": 7, "category": 14}
_WIDTHS |= {"evidence": 15, "remarks": 15, "findings": 20, "identifier": 14}
_LINE, _MOST_HEIGHT = 13.5, 409.0  # points of a line at this size of letters; what Excel allows
_AFTER = ("significance", "kind", "category", "evidence", "remarks", "findings", "identifier")


def render_workbook(view: View) -> bytes:
    """Three sheets. Nothing in a cell is a formula or a link; the same comparison is the same bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
    )
    date = edition_date(view.comparison.new) or _EPOCH
    book.set_properties(
        {
            "title": plain(report_title(view.comparison, view.language)),
            "author": "wpdiff",
            "created": datetime.fromisoformat(date).replace(tzinfo=None),
        }
    )
    styles = _styles(book, view.language)
    _summary(book, styles, view)
    if not view.options.stat:
        _table(book, styles, view, "comparative_table", rows(view, editorial=False))
    if not view.options.stat and any(item.is_editorial for item in view.items):
        _table(book, styles, view, "editorial_causes", rows(view, substance=False))
    book.worksheets()[-1 if view.options.stat else 1].activate()
    book.close()
    return out.getvalue()


def _styles(book: Any, language: str) -> dict[str, Any]:
    font = {"font_name": _FONT[language], "font_size": 10}
    base = font | {"valign": "top", "text_wrap": True}
    marks: dict[Op, dict[str, Any]] = {
        Op.KEEP: {},
        Op.INSERT: {"underline": 1, "font_color": _BLUE},
        Op.DELETE: {"underline": 1, "font_color": _ORANGE},
    }
    edge = {"border": 1, "border_color": "#C9D1D9"}
    return {
        "cell": book.add_format(base | edge),
        "place": book.add_format(base | edge | {"font_size": 8}),
        "muted": book.add_format(base | edge | {"font_color": _GREY}),
        "high": book.add_format(base | edge | {"bold": True}),
        "head": book.add_format(base | edge | {"bold": True, "bg_color": _HEAD, "valign": "vcenter"}),
        "plain": book.add_format(base),
        "title": book.add_format(base | {"bold": True, "font_size": 14, "text_wrap": False}),
        "bold": book.add_format(base | {"bold": True}),
        **{op.value: book.add_format(font | mark) for op, mark in marks.items()},
        **{f"all {op.value}": book.add_format(base | edge | mark) for op, mark in marks.items()},
    }


def _summary(book: Any, styles: dict[str, Any], view: View) -> None:
    """What an analyst asks first, and where the words come from."""
    language = view.language
    sheet = book.add_worksheet(word("overview", language))
    sheet.set_column(0, 0, 34, styles["plain"])
    sheet.set_column(1, 1, 10, styles["plain"])
    sheet.set_column(2, 2, 90, styles["plain"])
    sheet.write_string(0, 0, _cut(report_title(view.comparison, language)), styles["title"])
    line = 2
    for told in filter(None, (summary_sentence(view), filter_sentence(view), included_sentence(view))):
        sheet.merge_range(line, 0, line, 2, "", styles["plain"])
        sheet.write_string(line, 0, _cut(told), styles["plain"])
        sheet.set_row(line, 32)
        line += 1
    for answer in view.answers:
        line += 1
        sheet.write_string(line, 0, word(answer.name, language), styles["bold"])
        sheet.write_number(line, 1, answer.count, styles["plain"])
        sheet.write_string(line, 2, _cut(answer_words(answer, language)), styles["plain"])
    for name, told in _about(view):
        line += 1 if name else 0
        line += 1
        sheet.write_string(line, 0, _head(name), styles["bold"])
        sheet.write_string(line, 2, _cut(told), styles["plain"])
        sheet.set_row(line, min(_MOST_HEIGHT, _lines(told, 80) * _LINE + 2))
    _on_paper(sheet, view)


def _about(view: View) -> Iterable[tuple[str, str]]:
    """The editions, warnings, what was not compared, and method: a name, then its lines."""
    language, comparison = view.language, view.comparison
    for side, edition in (("new_edition", comparison.new), ("old", comparison.old)):
        published = f"{word('published', language)} {edition.published}" if edition.published else ""
        yield word(side, language), " · ".join(filter(None, (edition_name(edition, language), published)))
    name = word("warnings", language)
    for parts in warning_lines(comparison, language):
        yield name, ": ".join(filter(None, parts))
        name = ""
    if view.coverage:
        told = counts_sentence(view.coverage, language), changes_sentence(view.coverage, language)
        yield word("uncompared", language), " · ".join(filter(None, told))
    yield word("method", language), word("method_text", language)
    yield word("generated_by", language), comparison.generator


def _table(book: Any, styles: dict[str, Any], view: View, name: str, lines: Iterable[Row]) -> None:
    language = view.language
    sides = (Side.NEW, Side.OLD) if view.columns == "new-old" else (Side.OLD, Side.NEW)
    sheet = book.add_worksheet(word(name, language)[:31])
    heads = [word(one, language) for one in ("number", "place")]
    heads += [word("amended" if side is Side.NEW else "unamended", language) for side in sides]
    heads += [_head(word(one, language)) for one in _AFTER]
    widths = [_WIDTHS[one] for one in ("number", "place", "words", "words", *_AFTER)]
    for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, styles["head"])
    sheet.set_row(0, 2 * _LINE)
    last = 0
    for last, row in enumerate(lines, start=1):
        sheet.set_row(last, _height(row, widths))
        _line(sheet, styles, last, row, sides, language)
    sheet.autofilter(0, 0, max(last, 1), len(heads) - 1)
    sheet.print_area(0, 0, max(last, 1), len(heads) - 2)  # paper needs no ids
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    _on_paper(sheet, view)


def _line(sheet: Any, styles: dict[str, Any], at: int, row: Row, sides: Sequence[Side], language: str) -> None:
    change = row.change
    style = styles["high" if change.significance is Significance.HIGH else "cell"]
    sheet.write_number(at, 0, at, styles["cell"])
    sheet.write_string(at, 1, _cut(row.section), styles["place"])
    for column, side in enumerate(sides, start=2):
        edits = row.numbered_new if side is Side.NEW else row.numbered_old
        if edits:
            _words(sheet, styles, at, column, unwrapped(edits), language)
        else:
            sheet.write_string(at, column, empty_words(side, language), styles["muted"])
    sheet.write_string(at, 4, significance_word(change.significance.value, language), style)
    sheet.write_string(at, 5, kind_word(change.kind.value, language), styles["cell"])
    for column, text in enumerate((row.labels, row.evidence, row.remarks, "", change.id), start=6):
        if text:
            sheet.write_string(at, column, _cut(text), styles["cell"])
        else:
            sheet.write_blank(at, column, None, styles["cell"])


def _words(sheet: Any, styles: dict[str, Any], at: int, column: int, edits: Sequence[Edit], language: str) -> None:
    """One side's words, what the other side lacks underlined; a cell takes no more than so many characters."""
    whole = joined(edits)
    shown = [edit for edit in edits if edit.text]
    if len(shown) < 2 or _units(whole) > MOST:
        style = f"all {shown[0].op.value}" if len(shown) == 1 else "cell"
        sheet.write_string(at, column, _cut(whole, language), styles[style])
        return
    pieces = [piece for edit in shown for piece in (styles[edit.op.value], edit.text)]
    sheet.write_rich_string(at, column, *pieces, styles["cell"])


def _height(row: Row, widths: Sequence[int]) -> float:
    """How high a row must be for its words to be seen: not every program that opens a sheet finds out by itself."""
    words = _WIDTHS["words"]
    places = ((row.section, widths[1] * 5 // 4), (joined(row.numbered_old), words), (joined(row.numbered_new), words))
    told = ((row.labels, widths[6]), (row.evidence, widths[7]), (row.remarks, widths[8]))
    lines = max(_lines(text, width) for text, width in (*places, *told))
    return min(_MOST_HEIGHT, lines * _LINE + 2)


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column; what is no ASCII is taken to be twice as wide."""
    pieces = text.split("\n")
    return sum(-(-((len(one) + len(one.encode("utf-8", "replace"))) // 2 + 1) // width) for one in pieces)


def _units(text: str) -> int:
    """How long Excel finds a text: it counts in UTF-16."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "replace")) // 2


def _cut(text: str, language: str = "") -> str:
    """A text that a cell can hold; that something is cut off is said, of an edition's words in a language how much."""
    safe = plain(text)
    if _units(safe) <= MOST:
        return safe
    kept = safe.encode("utf-16-le")[: 2 * (MOST - _CUT)].decode("utf-16-le", "ignore")
    return kept + (word("cut", language, count=f"{len(safe) - len(kept):,}") if language else "…")


def _head(text: str) -> str:
    """A word of our own as it stands over a column."""
    return text[:1].upper() + text[1:]


def _on_paper(sheet: Any, view: View) -> None:
    """A4 across, one page wide, with the title and page numbers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    title = _one_header(report_title(view.comparison, view.language))
    sheet.set_header(f"&L{title}")
    sheet.set_footer("&C&P / &N")


def _one_header(text: str) -> str:
    """A title for a page's head, where & begins a command and 255 characters are the most.

    >>> _one_header("R&D")
    'R&&D'
    """
    return plain(" ".join(text.split()))[:100].replace("&", "&&")
