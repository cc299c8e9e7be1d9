"""An event, and what changed with it, in words: subject, plain text and HTML, and values for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wpdiff.model.comparison import Change, Comparison, Edit, Op
from wpdiff.report import RenderOptions
from wpdiff.report.edits import marked_edits
from wpdiff.report.labels import kind_word, own_categories, significance_word, word
from wpdiff.report.labels_notices import event_sentence, event_word, notice_word
from wpdiff.report.phrases import finding_words, notices, place_of, summary_sentence
from wpdiff.report.printable import one_line
from wpdiff.report.view import View, arrange
from wpdiff.watch.events import Event, EventKind, event_values
from wpdiff.watch.notices.notice import Notice, Sender

TOP = 10  # changes told in words; the rest is in the report
_LONGEST = 400  # characters of one change
_SUBJECT = 140
_PAGES = 20  # addresses named
_MARKS = {Op.KEEP: ("", ""), Op.DELETE: ("[-", "-]"), Op.INSERT: ("{+", "+}")}
_PREFIX = "[wpdiff]"
TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One change as a notice tells it."""

    labels: str
    place: str
    edits: tuple[Edit, ...]
    aside: tuple[str, ...]

    @property
    def marked(self) -> str:
        """The change's words with what went and what came marked."""
        return "".join(f"{_MARKS[one.op][0]}{one_line(one.text)}{_MARKS[one.op][1]}" for one in self.edits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """All that a notice says, before it is drawn as text or HTML."""

    language: str
    title: str
    facts: tuple[str, ...]
    head: str
    lines: tuple[Line, ...]
    more: str
    links: tuple[tuple[str, str], ...]
    footer: str


def render_notice(
    event: Event,
    comparison: Comparison | None = None,
    *,
    sender: Sender,
    language: str = "",
    links: Sequence[tuple[str, str]] = (),
    top: int = TOP,
) -> Notice:
    """The notice of an event: what happened, the ten most important changes in words, counts, links, and who sends it.

    `language` is that of the words ("ja", "en", "" for the edition's); `links` are (what, where). The same for the same
    event and comparison.
    """
    language = language or ("ja" if event.language == "ja" else "en")
    with own_categories(comparison.labels if comparison else ()):
        return _rendered(event, comparison, sender, language, links, top)


def _rendered(
    event: Event,
    comparison: Comparison | None,
    sender: Sender,
    language: str,
    links: Sequence[tuple[str, str]],
    top: int,
) -> Notice:
    view = arrange(comparison, RenderOptions(language=language, top=top)) if comparison else None
    letter = _letter(event, view, sender, language, links)
    return Notice(
        id=event.id,
        kind=event.kind.value,
        subject=_subject(event, view, language),
        text=_text(letter),
        html=_html(letter),
        language=language,
        at=event.at,
        values=_values(event, view, sender, letter.links),
    )


def test_notice(sender: Sender, *, at: str, language: str) -> Notice:
    """A notice that says nothing but that it arrives."""
    letter = Letter(
        language=language,
        title=f"wpdiff: {event_word(TEST, language)}",
        facts=(event_sentence(TEST, language, "wpdiff"),),
        head="",
        lines=(),
        more="",
        links=(),
        footer=notice_word(
            "sent_by", language, generator=sender.generator, host=sender.host, place=sender.place, id=TEST, at=at
        ),
    )
    name = f"t-{at.replace(':', '').lower()}"
    return Notice(
        id=name,
        kind=TEST,
        subject=f"{_PREFIX} {event_word(TEST, language)}",
        text=_text(letter),
        html=_html(letter),
        language=language,
        at=at,
        values={"links": [], "sender": {"host": sender.host, "place": sender.place, "generator": sender.generator}},
    )


def digest(notices_due: Sequence[Notice], name: str) -> Notice:
    """Many notices as one; `name` is its id."""
    first = notices_due[0]
    language, count = first.language or "en", len(notices_due)
    says = notice_word("digest_says", language, count=count)
    rule = "\n\n" + "=" * 72 + "\n\n"
    listed = "\n".join(f"- {one.subject.removeprefix(_PREFIX).strip()}" for one in notices_due)
    return Notice(
        id=name,
        kind="digest",
        subject=f"{_PREFIX} {notice_word('digest', language, count=count)}",
        text=rule.join([f"{says}\n\n{listed}", *(one.text for one in notices_due)]),
        html="<hr>\n".join(one.html for one in notices_due),
        language=language,
        at=max(one.at for one in notices_due),
        values={"notices": [one.values for one in notices_due]},
    )


def paper_of(event: Event) -> str:
    """What an event is about, as people call it."""
    title, edition = one_line(event.title or event.series or event.source), one_line(event.edition)
    return title if not edition or edition in title else f"{title} {edition}"


def _letter(event: Event, view: View | None, sender: Sender, language: str, links: Sequence[tuple[str, str]]) -> Letter:
    lines = tuple(_line(item.change, language) for item in view.highlights) if view else ()
    left = view.substantive - len(lines) if view else 0
    published = [(notice_word("published_at", language), event.address)] if event.address else []
    return Letter(
        language=language,
        title=f"{paper_of(event)}: {event_word(event.kind.value, language)}",
        facts=_facts(event, view, language),
        head=word("highlights", language),
        lines=lines,
        more=notice_word("more", language, count=left) if left else "",
        links=(*published, *links),
        footer=notice_word(
            "sent_by",
            language,
            generator=sender.generator,
            host=sender.host,
            place=sender.place,
            id=event.id,
            at=event.at,
        ),
    )


def _subject(event: Event, view: View | None, language: str) -> str:
    """One line; line breaks of a page's title must not become headers of a mail."""
    subject = f"{_PREFIX} {paper_of(event)}: {event_word(event.kind.value, language)}"
    if view is not None:
        counts = {name: view.count("significance", name) for name in ("high", "medium", "low")}
        joint = "（{}）" if language == "ja" else " ({})"
        subject += joint.format(notice_word("counts", language, **counts))
    return one_line(" ".join(subject.split()))[:_SUBJECT]


def _facts(event: Event, view: View | None, language: str) -> tuple[str, ...]:
    """Sentences: what happened, with what it was compared, how much changed."""
    told = [event_sentence(event.kind.value, language, paper_of(event))]
    if view is not None:
        told += [
            notice_word("compared", language, old=one_line(event.predecessor)) + ("。" if language == "ja" else ".")
        ]
        told.append(summary_sentence(view) if view.substantive else notice_word("no_change", language))
        told += [f"{word(answer.name, language)}: {answer.count}" for answer in view.answers if answer.count]
    elif event.kind is EventKind.EDITION_COMPLETE:
        told.append(
            notice_word("not_compared", language, why=one_line(event.says))
            if event.says
            else notice_word("first", language)
        )
    if event.says and event.kind is not EventKind.EDITION_COMPLETE:
        told.append(f"{notice_word('cause', language)}: {one_line(event.says)}")
    if event.pages:
        shown = event.pages[:_PAGES]
        told.append(f"{notice_word('pages', language)} ({len(event.pages)}): " + ", ".join(map(one_line, shown)))
    return tuple(told)


def _line(change: Change, language: str) -> Line:
    level = significance_word(change.significance.value, language)
    labels = [level, kind_word(change.kind.value, language), ", ".join(finding_words(change, language))]
    return Line(
        labels=" · ".join(filter(None, labels)),
        place=place_of(change),
        edits=_cut(marked_edits(change)),
        aside=notices(change, language),
    )


def _cut(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """A change's words to a bearable length; what stayed is cut before what changed is."""
    kept: list[Edit] = []
    left = _LONGEST
    for place, edit in enumerate(edits):
        text = one_line(edit.text)
        if edit.op is Op.KEEP and len(text) > 60:
            first, last = (0, 30) if place == 0 else (30, 0) if place == len(edits) - 1 else (25, 25)
            text = f"{text[:first]}…{text[len(text) - last :] if last else ''}"
        if left <= 0:
            return (*kept, Edit(op=Op.KEEP, text="…"))
        kept.append(Edit(op=edit.op, text=text if len(text) <= left else f"{text[:left]}…"))
        left -= len(text)
    return tuple(kept)


def _text(letter: Letter) -> str:
    lines = [letter.title, "", *letter.facts]
    lines += ["", letter.head, ""] if letter.lines else []
    for number, line in enumerate(letter.lines, start=1):
        told = (line.labels, line.place, line.marked, *line.aside)
        lines += [f"{number:2}. {told[0]}", *(f"    {one}" for one in told[1:])]
    lines += ["", letter.more] if letter.more else []
    lines += ["", *(f"{what}: {where}" for what, where in letter.links)] if letter.links else []
    return "\n".join([*lines, "", "-- ", letter.footer]) + "\n"


def _html(letter: Letter) -> str:
    from wpdiff.report.page import new_environment

    return new_environment().get_template("notice.html.j2").render(letter=letter)


def _values(event: Event, view: View | None, sender: Sender, links: Sequence[tuple[str, str]]) -> dict[str, object]:
    """The event for programs, with counts and the ten changes' ids where something was compared."""
    values: dict[str, object] = {
        "event": event_values(event),
        "links": [where for _, where in links],
        "sender": {"host": sender.host, "place": sender.place, "generator": sender.generator},
    }
    if view is not None:
        values["summary"] = {
            "significance": dict(view.comparison.summary.significance),
            "kinds": dict(view.comparison.summary.kinds),
            "highlights": [item.change.id for item in view.highlights],
        }
    return values
