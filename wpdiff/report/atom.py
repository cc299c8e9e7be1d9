"""The view as an Atom feed: an entry for each of the most important changes, for those who follow a publication."""

from __future__ import annotations

from html import escape
from urllib.parse import quote
from xml.etree import ElementTree as Xml

from wpdiff.model.comparison import Change, Comparison, Edit, Op
from wpdiff.report.citation import pages_of, source_link
from wpdiff.report.dates import edition_date
from wpdiff.report.edits import marked_edits
from wpdiff.report.evidence import evidence_line
from wpdiff.report.labels import category_word, kind_word, significance_word, word
from wpdiff.report.phrases import (
    filter_sentence,
    finding_words,
    move_words,
    notices,
    place_of,
    report_title,
    summary_sentence,
)
from wpdiff.report.printable import one_line, show_controls
from wpdiff.report.sections import Item
from wpdiff.report.view import View

_ATOM = "http://www.w3.org/2005/Atom"
_TAGS = {Op.KEEP: ("", ""), Op.DELETE: ("<del>", "</del>"), Op.INSERT: ("<ins>", "</ins>")}
_AUTHORITY = "wpdiff.invalid,2025"  # a name that is nobody's, for identifiers that lead nowhere
_NEVER = "1970-01-01T00:00:00Z"
_TITLE = 60


def render_atom(view: View) -> str:
    """A feed whose ids and dates come from the editions alone: the same comparison is the same feed."""
    comparison, language = view.comparison, view.language
    updated, base = _updated(comparison), _base(comparison)
    feed = Xml.Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _tell(feed, "id", base)
    _tell(feed, "title", report_title(comparison, language))
    _tell(feed, "subtitle", " ".join(filter(None, (summary_sentence(view), filter_sentence(view)))))
    _tell(feed, "updated", updated)
    _tell(Xml.SubElement(feed, "author"), "name", "wpdiff")
    _tell(feed, "generator", comparison.generator)
    for item in () if view.options.stat else view.highlights:
        _entry(Xml.SubElement(feed, "entry"), item, view, f"{base}/{item.change.id}", updated)
    Xml.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(feed, encoding="unicode") + "\n"


def _base(comparison: Comparison) -> str:
    """A name for this comparison, the same whoever makes it."""
    series = comparison.new.series or "editions"
    names = (series, comparison.old.name or "old", comparison.new.name or "new")
    safe = (quote(one.encode("utf-8", "replace"), safe="") for one in names)
    return f"tag:{_AUTHORITY}:{'/'.join(safe)}"


def _updated(comparison: Comparison) -> str:
    """When the new edition was published, else when it was retrieved, else the year it is named by; never the clock."""
    return edition_date(comparison.new) or _NEVER


def _entry(entry: Xml.Element, item: Item, view: View, name: str, updated: str) -> None:
    change, language = item.change, view.language
    told = ", ".join(finding_words(change, language)) or kind_word(change.kind.value, language)
    words = one_line((change.new or change.old)[0].text)
    _tell(entry, "id", name)
    _tell(entry, "title", f"{told}: {words[:_TITLE]}{'…' if len(words) > _TITLE else ''}")
    _tell(entry, "updated", updated)
    for category in change.categories:
        Xml.SubElement(
            entry, "category", {"term": _shown(category), "label": _shown(category_word(category, language))}
        )
    excerpt, edition = (change.new, view.comparison.new) if change.new else (change.old, view.comparison.old)
    address = source_link(excerpt[0], pages_of(edition))
    if address:
        Xml.SubElement(entry, "link", {"rel": "alternate", "href": address})
    Xml.SubElement(entry, "content", {"type": "html"}).text = _content(change, language)


def _content(change: Change, language: str) -> str:
    """The change as a few paragraphs of HTML, everything in them escaped."""
    level, kind = significance_word(change.significance.value, language), kind_word(change.kind.value, language)
    cues = evidence_line(change, language)
    told = [
        *notices(change, language),
        f"{word('moved_from', language)}: {move_words(change, language)}" if change.move else "",
        f"{word('evidence', language)}: {cues}" if cues else "",
    ]
    words = "".join(_marked(edit) for edit in marked_edits(change))
    paragraphs = [escape(_shown(f"{level} · {kind} · {place_of(change)}")), words, *map(escape, map(_shown, told))]
    return "".join(f"<p>{one}</p>" for one in paragraphs if one)


def _marked(edit: Edit) -> str:
    before, after = _TAGS[edit.op]
    return f"{before}{escape(_shown(edit.text))}{after}"


def _tell(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _shown(text)


def _shown(text: str) -> str:
    """Text that XML can hold and no reader is turned by."""
    return show_controls(text, "<{}>".format)
