"""Whether a loaded comparison holds together: indices lead to statements, ids to what has them, texts are texts.

A saved comparison may have been mended by hand. What is wrong is named by its place in the file, before anything is
made of it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from typing import Any

from wpdiff.errors import CodecError
from wpdiff.model.comparison import Change, Comparison, Excerpt, Finding, Side
from wpdiff.model.document import Uncompared
from wpdiff.model.edition import Edition
from wpdiff.model.source import ReadingWarning

_HINT = "mend it there, or compare the editions again"


def check(comparison: Comparison) -> None:
    """Raise CodecError, naming the place, for the first thing that does not hold."""
    for name, edition in (("old", comparison.old), ("new", comparison.new)):
        _check_edition(name, edition)
    sizes = len(comparison.old.statements), len(comparison.new.statements)
    for n, pair in enumerate(comparison.unchanged):
        for one, size in zip(pair, sizes, strict=True):
            _index(one, size, f"unchanged[{n}]")
    sections = {one.id for one in comparison.sections}
    _check_sections(comparison)
    for n, change in enumerate(comparison.changes):
        _check_change(f"changes[{n}]", change, sizes, sections)
    ids = {change.id for change in comparison.changes}
    for n, group in enumerate(comparison.groups):
        _texts((group.old, group.new), f"groups[{n}]")
        _known(group.changes, ids, f"groups[{n}].changes")
    _known(comparison.ranking, ids, "ranking")
    _check_warnings("", comparison.warnings)
    for name in ("statements", "kinds", "categories", "significance"):
        _counts(getattr(comparison.summary, name), f"summary.{name}")
    for n, unread in enumerate(comparison.unread):
        _things([one for one in (unread.old, unread.new) if one], f"unread[{n}]")
        if unread.old is None and unread.new is None:
            raise _damaged(f"unread[{n}]", "is nothing of either edition")
    _texts((text for pair in comparison.settings for text in pair), "settings")


def _check_edition(name: str, edition: Edition) -> None:
    about = (edition.series, edition.name, edition.title, edition.language, edition.published, edition.profile)
    _texts(about, name)
    for n, page in enumerate(edition.pages):
        _texts((page.uri, page.sha256, page.retrieved, page.encoding, page.address), f"{name}.sources[{n}]")
    for n, section in enumerate(edition.sections):
        where = f"{name}.sections[{n}]"
        _texts((section.id, section.number, section.heading), where)
        _number(section.level, f"{where}.level")
        if section.parent is not None and section.parent >= n:
            raise _damaged(f"{where}.parent", "does not stand before it")
        if section.heading_statement is not None:
            _index(section.heading_statement, len(edition.statements), f"{where}.statement")
    if not edition.sections:
        raise _damaged(f"{name}.sections", "is empty, and every edition has a root")
    for n, one in enumerate(edition.statements):
        where = f"{name}.statements[{n}]"
        _texts((one.text, one.before, one.note, one.anchor.page, one.anchor.element, *one.cells), where)
        for number in (one.block, one.anchor.start, one.anchor.end):
            _number(number, where)
        if not isinstance(one.boilerplate, bool):
            raise _damaged(f"{where}.boilerplate", "is neither true nor false")
    _things(edition.uncompared, f"{name}.uncompared")
    _check_warnings(f"{name}.", edition.warnings)


def _check_sections(comparison: Comparison) -> None:
    old, new = ({one.id for one in edition.sections} for edition in (comparison.old, comparison.new))
    for n, pair in enumerate(comparison.sections):
        where = f"sections[{n}]"
        _texts((pair.id,), where)
        _counts(pair.counts, f"{where}.counts")
        _known([pair.old] if pair.old is not None else [], old, f"{where}.old")
        _known([pair.new] if pair.new is not None else [], new, f"{where}.new")
        if pair.old is None and pair.new is None:
            raise _damaged(where, "is no section of either edition")
    for edition, side in ((comparison.old, "old"), (comparison.new, "new")):
        paired = {getattr(pair, side) for pair in comparison.sections}
        missing = next((n for n, one in enumerate(edition.sections) if one.id not in paired), None)
        if missing is not None:
            raise _damaged(f"{side}.sections[{missing}]", "is in no pair of sections")


def _check_change(where: str, change: Change, sizes: tuple[int, int], sections: Container[str]) -> None:
    _texts((change.id, change.muted, *change.categories), where)
    _known([change.section], sections, f"{where}.section")
    for name, at, size, told in (
        ("old", change.at_old, sizes[0], change.old),
        ("new", change.at_new, sizes[1], change.new),
    ):
        for one in at:
            _index(one, size, f"{where}.at.{name}")
        if len(at) != len(told):
            raise _damaged(f"{where}.{name}", f"tells of {len(told)} statements, and at.{name} names {len(at)}")
        for n, excerpt in enumerate(told):
            _check_excerpt(f"{where}.{name}[{n}]", excerpt)
    _texts((edit.text for edit in change.edits), f"{where}.edits")
    if change.move:
        _texts((change.move.origin, change.move.destination), f"{where}.move")
    if not change.at_old and not change.at_new:
        raise _damaged(f"{where}.at", "names no statement")
    for near in change.rejected:
        _index(near.old, sizes[0], f"{where}.pairing.rejected")
        _index(near.new, sizes[1], f"{where}.pairing.rejected")
    for n, finding in enumerate(change.findings):
        _check_finding(f"{where}.findings[{n}]", finding, sizes)


def _check_excerpt(where: str, excerpt: Excerpt) -> None:
    _texts((excerpt.text, excerpt.kind, *excerpt.path, excerpt.anchor.page, excerpt.anchor.element), where)


def _check_finding(where: str, finding: Finding, sizes: tuple[int, int]) -> None:
    _texts((finding.category, finding.status), where)
    for n, one in enumerate(finding.evidence):
        _texts((one.rule, one.cue, one.says), f"{where}.evidence[{n}]")
        _index(one.statement, sizes[one.side is Side.NEW], f"{where}.evidence[{n}].statement")
        _number(one.start, f"{where}.evidence[{n}].start")
        _number(one.end, f"{where}.evidence[{n}].end")


def _check_warnings(where: str, warnings: Iterable[ReadingWarning]) -> None:
    for n, one in enumerate(warnings):
        _texts((one.code, one.message, one.where, *one.values), f"{where}warnings[{n}]")


def _things(things: Iterable[Uncompared], where: str) -> None:
    for thing in things:
        _texts((thing.kind, thing.uri, thing.page, thing.sha256, thing.alt), where)


def _counts(counts: Iterable[tuple[str, Any]], where: str) -> None:
    for name, count in counts:
        _number(count, f"{where}.{name}")


def _texts(values: Iterable[Any], where: str) -> None:
    for value in values:
        if not isinstance(value, str):
            raise _damaged(where, f"holds {value!r:.40} where a text belongs")


def _number(value: Any, where: str) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _damaged(where, f"is {value!r:.40}, and a whole number belongs there")


def _index(value: Any, size: int, where: str) -> None:
    _number(value, where)
    if not 0 <= value < size:
        raise _damaged(where, f"names statement {value!r:.40}, and there are {size}")


def _known(values: Sequence[Any], known: Container[Any], where: str) -> None:
    for value in values:
        if not isinstance(value, str) or value not in known:
            raise _damaged(where, f"names {value!r:.40}, which is not there")


def _damaged(where: str, what: str) -> CodecError:
    return CodecError(f"a damaged comparison: {where} {what}", hint=_HINT)
