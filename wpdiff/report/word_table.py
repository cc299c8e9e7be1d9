"""The view as a 新旧対照表 in Word: both editions side by side, what differs underlined, remarks beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wpdiff.model.comparison import Edit, Op, Side
from wpdiff.report.columns import empty_words, remarks
from wpdiff.report.dates import edition_date
from wpdiff.report.labels import muted_word, significance_word, word
from wpdiff.report.numbering import Numbering, numbering_of
from wpdiff.report.phrases import (
    edition_name,
    filter_sentence,
    included_sentence,
    report_title,
    summary_sentence,
)
from wpdiff.report.rows import unwrapped
from wpdiff.report.sections import Item, Run, SectionView
from wpdiff.report.view import View
from wpdiff.report.word_parts import document, run, styled

_EPOCH = "1980-01-01T00:00:00Z"
_WIDTHS = (5700, 5700, 3170)  # twentieths of a point: A4 across, within its margins
_EDGE = '<w:{0} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
_MARK = '<w:u w:val="single"/>'


def render_word_table(view: View) -> bytes:
    """Title, the summary, and a table with a row a change, section by section."""
    language = view.language
    title = report_title(view.comparison, language)
    told = (summary_sentence(view), filter_sentence(view), included_sentence(view), _left_out(view))
    body = "".join(
        [
            f"<w:p>{styled('Title')}{run(title)}</w:p>",
            *(f"<w:p>{run(line)}</w:p>" for line in told if line),
            _table(view),
            "<w:p/>",
        ]
    )
    return document(body, title=title, language=language, date=edition_date(view.comparison.new) or _EPOCH, wide=True)


def _left_out(view: View) -> str:
    """That editorial differences are no rows, unless they were asked for."""
    count = sum(item.is_editorial for item in view.items)
    return word("editorial_left_out", view.language, count=f"{count:,}") if count and not _with_editorial(view) else ""


def _with_editorial(view: View) -> bool:
    minimum = view.options.minimum
    return minimum is not None and minimum.value == "editorial"


def _table(view: View) -> str:
    edges = "".join(_EDGE.format(side) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    numbering = numbering_of(view.comparison)
    rows = [_head(view), *(row for section in view.sections for row in _section(section, view, numbering))]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _sides(view: View) -> tuple[Side, Side]:
    return (Side.NEW, Side.OLD) if view.columns == "new-old" else (Side.OLD, Side.NEW)


def _head(view: View) -> str:
    editions = {Side.NEW: ("amended", view.comparison.new), Side.OLD: ("unamended", view.comparison.old)}
    heads = []
    for name, edition in (editions[side] for side in _sides(view)):
        called = word("aside", view.language, text=edition_name(edition, view.language))
        heads.append(word(name, view.language) + called)
    heads.append(word("remarks", view.language))
    cells = "".join(
        _cell(width, run(head), style="CellHead", shade=True) for width, head in zip(_WIDTHS, heads, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"


def _section(section: SectionView, view: View, numbering: Numbering) -> Iterator[str]:
    """The section's headings, then its changes; a run of what did not change is （略）."""
    editorial = _with_editorial(view)
    rows: list[str] = []
    shown = abridged = False
    for entry in section.entries:
        if isinstance(entry, Item) and not entry.muted and (editorial or not entry.is_editorial):
            rows.append(_row(entry, view, numbering))
            shown, abridged = True, False
        elif isinstance(entry, Run) and not abridged:
            rows.append(_abridged(view))
            abridged = True
    if shown:
        yield _across(" › ".join(section.path) or word("root", view.language))
        yield from rows


def _across(text: str) -> str:
    cell = (
        f'<w:tc><w:tcPr><w:tcW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:gridSpan w:val="3"/>'
        '<w:shd w:val="clear" w:color="auto" w:fill="F2F4F7"/></w:tcPr>'
        f"<w:p>{styled('CellHead')}{run(text)}</w:p></w:tc>"
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell}</w:tr>"


def _abridged(view: View) -> str:
    words = run(word("abridged", view.language))
    return f"<w:tr>{_cell(_WIDTHS[0], words)}{_cell(_WIDTHS[1], words)}{_cell(_WIDTHS[2], '')}</w:tr>"


def _row(item: Item, view: View, numbering: Numbering) -> str:
    language, change = view.language, item.change
    cells = []
    for width, side in zip(_WIDTHS, _sides(view), strict=False):
        edits = numbering.edits(change, side, language)
        cells.append(_cell(width, _words(edits) if edits else run(empty_words(side, language))))
    told = [significance_word(change.significance.value, language), *remarks(change, language)]
    told += [muted_word(change.muted, language)] if change.muted else []
    lines = "".join(f"<w:p>{styled('Cell')}{run(line)}</w:p>" for line in told)
    return f"<w:tr>{''.join(cells)}{_cell(_WIDTHS[2], lines, whole=True)}</w:tr>"


def _words(edits: Sequence[Edit]) -> str:
    return "".join(run(edit.text, dress="" if edit.op is Op.KEEP else _MARK) for edit in unwrapped(edits))


def _cell(width: int, content: str, *, style: str = "Cell", shade: bool = False, whole: bool = False) -> str:
    fill = '<w:shd w:val="clear" w:color="auto" w:fill="E8ECF1"/>' if shade else ""
    paragraphs = content if whole else f"<w:p>{styled(style)}{content}</w:p>"
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{fill}</w:tcPr>{paragraphs}</w:tc>'
