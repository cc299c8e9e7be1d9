"""A notice says what happened, the most important changes as printed, and who sends it; nothing of it acts."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.watch.notices import EVENT, SENDER, comparison, notice
from wpdiff.watch.events import EventKind
from wpdiff.watch.notices import dump_notice, load_notice, render_notice
from wpdiff.watch.notices.render import digest


def test_a_notice_tells_the_changes_in_the_printed_words(tmp_path: Path) -> None:
    told = render_notice(EVENT, comparison(tmp_path), sender=SENDER, links=[("Report", "/srv/papers/reports/x.html")])
    assert told.subject.startswith("[wpdiff] Harbour Report 2026: A new edition (")
    assert re.search(r"\d high, \d medium, \d low\)", told.subject)
    assert "Compared with Harbour Report 2025." in told.text
    assert "withdrew from" in told.text
    assert "{+9+}" in told.text
    assert "Published at: https://example.org/wp/2026/" in told.text
    assert "Report: /srv/papers/reports/x.html" in told.text
    assert f"Sent by wpdiff 9.9 on desk7, from /srv/papers. Event {EVENT.id}" in told.text
    assert '<ins style="background: #dcf3dc; text-decoration: underline">9</ins>' in told.html
    assert '<a href="https://example.org/wp/2026/">' in told.html
    assert load_notice(dump_notice(told)) == replace(told, values=load_notice(dump_notice(told)).values)


def test_a_notice_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    found = comparison(tmp_path)
    first, second = (dump_notice(render_notice(EVENT, found, sender=SENDER)) for _ in range(2))
    assert first == second


def test_a_notice_in_japanese() -> None:
    told = render_notice(replace(EVENT, language="ja", title="港湾白書", kind=EventKind.SOURCE_BROKEN), sender=SENDER)
    assert told.subject == "[wpdiff] 港湾白書 2026: 確認できない"
    assert "白書が変わったという知らせではありません" in told.text


def test_nothing_that_a_page_says_becomes_markup_or_a_header(tmp_path: Path) -> None:
    hostile = replace(
        EVENT, title="Paper\r\nBcc: all@example.org\u2028<b>", says="<img src=x>", pages=("https://x/<script>",)
    )
    told = render_notice(hostile, comparison(tmp_path), sender=SENDER, links=[("Report", "javascript:alert(1)")])
    assert len(told.subject.splitlines()) == 1
    assert "<script>" not in told.html
    assert "<img" not in told.html
    assert "<b>" not in told.html
    assert 'href="javascript' not in told.html
    assert "&lt;script&gt;" in told.html


def test_the_first_edition_of_a_series_has_nothing_to_be_compared_with() -> None:
    assert "no earlier edition" in render_notice(EVENT, sender=SENDER).text
    assert "Not compared: it is damaged" in render_notice(replace(EVENT, says="it is damaged"), sender=SENDER).text


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", list(EventKind))
def test_every_kind_of_event_has_words(kind: EventKind, language: str) -> None:
    told = render_notice(replace(EVENT, kind=kind), sender=SENDER, language=language)
    assert not told.subject.endswith(kind.value.replace("_", " "))  # what a kind without words is called
    assert "{" not in told.text
    assert len(told.text.splitlines()) > 4


def test_a_digest_names_all_its_notices() -> None:
    notices = [notice(number) for number in range(7)]
    told = digest(notices, "d-1")
    assert told.subject == "[wpdiff] 7 notices"
    assert told.text.count("Sent by wpdiff") == 7
    assert len(told.values["notices"]) == 7  # type: ignore[arg-type]
