"""What a check makes of what a publisher does: a few pages on a real socket each, with an hour that the test sets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.watch.publisher import Publisher, publishing
from wpdiff.archive import Archive, Manifest, verify
from wpdiff.watch.check_source import check_source
from wpdiff.watch.clock import stamp
from wpdiff.watch.desk import Check, Desk
from wpdiff.watch.events import Event
from wpdiff.watch.faults import Fault
from wpdiff.watch.healths import record_all
from wpdiff.watch.memory import Memory
from wpdiff.watch.polite import new_fetcher
from wpdiff.watch.read_sources import parse_sources
from wpdiff.watch.state import State
from wpdiff.watch.timepiece import Clock

PAGES = ("n1.html", "n2.html", "n3.html")
RULES = """
[defaults]
contact = "desk@example.org"
min_delay = "{delay}"
recheck = "1d"
allow_private = true
{sources}
"""
SOURCE = """
[[source]]
id = "{id}"
series = "{id}"
index = "{address}/{id}/"
edition.pattern = '(?P<year>20\\d\\d) edition'
edition.url = '/{id}/20\\d\\d/'
pages.contents = "index.html"
pages.link = 'n\\w+[.]html$'
pages.min = 3
pages.max = 9
{more}
"""


class Hours(Clock):
    """A clock that goes when it is waited for, and when the test says so."""

    def __init__(self) -> None:
        self.hour = datetime(2026, 7, 1, 6, tzinfo=UTC)
        self.waited: list[float] = []
        self.gone = 0.0

    def now(self) -> datetime:
        return self.hour + timedelta(seconds=int(self.gone))

    def passed(self) -> float:
        return self.gone

    def wait(self, seconds: float) -> None:
        if seconds > 0:
            self.waited.append(seconds)
            self.gone += seconds


class Told:
    """Somebody who writes down what is told, as the real one does, and sends nothing."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.events: list[Event] = []

    def tell(self, event: Event, *, manifest: Manifest | None = None) -> None:
        if self.state.commit_event(event, (), manifest=manifest):
            self.events.append(event)


class Office:
    """A workspace with sources at one publisher, and its days."""

    def __init__(self, root: Path, site: Publisher, *ids: str, more: str = "", delay: str = "0s") -> None:
        self.site = site
        self.archive = Archive(root)
        self.clock = Hours()
        self.state = State.open(root / ".wpdiff", at=stamp(self.clock.now()))
        self.told = Told(self.state)
        self.delay = delay
        self.configure(dict.fromkeys(ids or ("paper",), site.address), more)

    def configure(self, addresses: dict[str, str], more: str = "") -> None:
        tables = "".join(
            SOURCE.replace("{id}", name).replace("{address}", address).replace("{more}", more)
            for name, address in addresses.items()
        )
        self.sources = parse_sources(RULES.replace("{sources}", tables).replace("{delay}", self.delay))

    def check(self, *, since: str = "") -> list[Check]:
        memory = Memory(self.state)
        with closing(new_fetcher(self.sources, memory, self.clock)) as fetcher:
            desk = Desk(
                sources=self.sources,
                memory=memory,
                archive=self.archive,
                fetcher=fetcher,
                clock=self.clock,
                teller=self.told,
                say=lambda text: None,
                since=since,
            )
            checks = [check_source(desk, source) for source in self.sources.source]
            record_all(desk, checks)
        assert not verify(self.archive).damages
        return checks

    def day(self, days: float = 1, *, since: str = "") -> list[str]:
        """A check some days later; the kinds of events that it told."""
        self.clock.hour += timedelta(days=days)
        count = len(self.told.events)
        self.checks = self.check(since=since)
        return [event.kind.value for event in self.told.events[count:]]

    @property
    def troubles(self) -> list[Fault]:
        return [trouble.fault.fault for check in self.checks for trouble in check.troubles]


@pytest.fixture
def site() -> Iterator[Publisher]:
    with publishing() as opened:
        yield opened


Begin = Callable[..., Office]


@pytest.fixture
def begin(tmp_path: Path, site: Publisher) -> Iterator[Begin]:
    """An office whose sources have their base in the archive."""
    offices: list[Office] = []

    def begun(*ids: str, more: str = "", delay: str = "0s") -> Office:
        for name in ids or ("paper",):
            publish(site, name, "2024")
        office = Office(tmp_path, site, *ids, more=more, delay=delay)
        offices.append(office)
        assert office.day() == []
        return office

    yield begun
    for office in offices:
        office.state.close()


def text_of(name: str, words: str = "") -> bytes:
    sentences = "".join(f"<p>Sentence {number} of {name} speaks of the harbour.</p>" for number in range(20))
    return f"<html><body><h1>{name}</h1>{sentences}{words}</body></html>".encode()


def list_editions(site: Publisher, paper: str, *years: str, more: str = "") -> None:
    links = "".join(f'<a href="/{paper}/{year}/index.html">{year} edition</a>' for year in years)
    site.pages[f"/{paper}/"] = f"<html><body>{links}{more}</body></html>".encode()


def list_pages(site: Publisher, folder: str, names: tuple[str, ...] = PAGES) -> None:
    links = "".join(f'<a href="{name}">{name}</a>' for name in names)
    site.pages[f"{folder}index.html"] = f"<html><body>{links}</body></html>".encode()


def publish(site: Publisher, paper: str, *years: str, pages: tuple[str, ...] = PAGES) -> None:
    list_editions(site, paper, *years)
    for year in years:
        list_pages(site, f"/{paper}/{year}/", pages)
        for name in pages:
            site.pages[f"/{paper}/{year}/{name}"] = text_of(name)


def test_a_new_edition_is_told_once_it_settled(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    assert office.day() == ["edition_announced"]
    assert office.day(0.5) == [], "the same list, but not long enough"
    assert office.day(0.6) == ["edition_complete"]
    assert office.day() == []


def test_a_list_that_grows_settles_anew(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    office.day()
    site.pages["/paper/2025/n4.html"] = text_of("n4")
    list_pages(site, "/paper/2025/", (*PAGES, "n4.html"))
    assert office.day() == []
    assert office.day() == ["edition_complete"]
    found = office.archive.find("paper", "2025")
    assert found
    assert found.manifest
    assert len(found.manifest.reading_order) == 4


def test_an_edition_that_changes_while_it_is_fetched_is_not_complete(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    office.day()
    honest = site.answer

    def publishing_meanwhile(handler: object) -> None:
        if getattr(handler, "path", "") == "/paper/2025/n3.html":
            list_pages(site, "/paper/2025/", (*PAGES, "n4.html"))
        honest(handler)  # type: ignore[arg-type]

    site.answer = publishing_meanwhile  # type: ignore[method-assign]
    assert office.day() == []
    assert office.archive.find("paper", "2025") is None


def test_older_editions_are_taken_in_when_asked_for(tmp_path: Path, site: Publisher) -> None:
    publish(site, "paper", "2025", "2024", "2023", "2022")
    office = Office(tmp_path, site)
    assert office.day(since="2023") == []
    assert [one.name for one in office.archive.editions("paper")] == ["2023", "2024", "2025"]
    office.state.close()


def test_what_is_incomplete_for_too_long_is_told_with_what_lacks(begin: Begin, site: Publisher) -> None:
    office = begin(more='announce_limit = "10d"')
    publish(site, "paper", "2025", "2024")
    del site.pages["/paper/2025/n2.html"]
    assert office.day() == ["edition_announced"]
    assert office.day(2) == []
    assert office.day(9) == ["edition_overdue"]
    assert office.told.events[-1].pages == (f"{site.address}/paper/2025/n2.html",)
    assert office.day() == []


def test_a_translation_that_does_not_come_is_told(begin: Begin, site: Publisher) -> None:
    office = begin("first", "second")
    addresses = {"first": site.address, "second": site.address}
    office.configure(addresses, 'announce_limit = "10d"')
    sources = office.sources
    second = sources.source[1].model_copy(update={"pair_of": "first"})
    office.sources = sources.model_copy(update={"source": (sources.source[0], second)})
    publish(site, "first", "2025", "2024")
    assert office.day() == ["edition_announced"]
    assert office.day(2) == ["edition_complete"]
    assert office.day(9) == []
    assert office.day(2) == ["edition_overdue"]
    assert office.told.events[-1].source == "second"
    assert office.day() == []


def test_a_page_that_is_added_is_a_revision(begin: Begin, site: Publisher) -> None:
    office = begin()
    site.pages["/paper/2024/n4.html"] = text_of("n4")
    list_pages(site, "/paper/2024/", (*PAGES, "n4.html"))
    assert office.day() == []
    assert office.day() == ["revision"]
    assert office.day() == []


def test_a_page_that_loses_most_of_its_text_is_believed_later(begin: Begin, site: Publisher) -> None:
    office = begin()
    site.pages["/paper/2024/n2.html"] = b"<html><body><h1>n2.html</h1><p>Short.</p></body></html>"
    assert [office.day() for _ in range(4)] == [[], [], ["revision"], []]


def test_a_page_that_differs_at_every_look_is_told_to_be_unstable_and_holds_up_no_other(
    begin: Begin, site: Publisher
) -> None:
    office = begin()
    looks = iter(range(100))
    honest = site.answer

    def counting(handler: object) -> None:
        if getattr(handler, "path", "") == "/paper/2024/n3.html":
            site.pages["/paper/2024/n3.html"] = text_of("n3.html", f"<p>You are visitor {next(looks)}.</p>")
        honest(handler)  # type: ignore[arg-type]

    site.answer = counting  # type: ignore[method-assign]
    assert office.day() == []
    site.pages["/paper/2024/n1.html"] = text_of("n1.html", "<p>In May the treaty was suspended.</p>")
    assert [office.day(), office.day()] == [[], ["revision"]]
    assert office.told.events[-1].pages == (f"{site.address}/paper/2024/n1.html",)
    assert office.day() == []
    assert office.troubles == [Fault.ODD]
    assert "ignore" in office.checks[0].troubles[0].words


def test_pages_that_move_with_their_text_are_no_change(begin: Begin, site: Publisher) -> None:
    office = begin()
    for name in PAGES:
        site.pages[f"/paper/2024/new/{name}"] = site.pages.pop(f"/paper/2024/{name}")
    list_pages(site, "/paper/2024/", tuple(f"new/{name}" for name in PAGES))
    assert [office.day(9) for _ in range(4)] == [[], [], [], []]
    site.pages["/paper/2024/new/n1.html"] = text_of("n1.html", "<p>In May the treaty was suspended.</p>")
    assert [office.day() for _ in range(2)] == [[], ["revision"]], "and they are still watched"


def test_pages_under_other_names_with_the_same_text_are_no_change_either(begin: Begin, site: Publisher) -> None:
    office = begin()
    for number, name in enumerate(PAGES):
        site.pages[f"/paper/2024/nx{number}.html"] = site.pages.pop(f"/paper/2024/{name}")
    list_pages(site, "/paper/2024/", tuple(f"nx{number}.html" for number in range(3)))
    assert [office.day(9) for _ in range(4)] == [[], [], [], []]


def test_a_new_design_with_a_new_navigation_is_no_change(begin: Begin, site: Publisher) -> None:
    office = begin(more="content = 'h1, p'")
    for name in PAGES:
        page = site.pages[f"/paper/2024/{name}"]
        site.pages[f"/paper/2024/{name}"] = page.replace(b"<body>", b"<body><div>New menu</div><ul><li>Home</ul>")
    assert [office.day() for _ in range(3)] == [[], [], []]


def test_one_page_that_is_blocked_is_withdrawn_and_all_of_them_are_not(begin: Begin, site: Publisher) -> None:
    office = begin()
    honest = site.answer
    blocked = {"/paper/2024/n2.html"}

    def guarded(handler: object) -> None:
        path = getattr(handler, "path", "")
        if path in blocked:
            site.everything = (403, b"no")
        honest(handler)  # type: ignore[arg-type]
        site.everything = None

    site.answer = guarded  # type: ignore[method-assign]
    assert [office.day(), office.day()] == [[], ["page_withdrawn"]]
    blocked |= {f"/paper/2024/{name}" for name in PAGES}
    assert [office.day() for _ in range(4)] == [[], [], ["source_blocked"], []]
    blocked.clear()
    assert office.day() == ["source_recovered"]


def test_a_host_that_never_says_404_is_seen_through(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    del site.pages["/paper/2025/n2.html"]
    sorry = text_of("We are sorry", "<p>Look at our front page.</p>")
    honest = site.answer

    def polite_to_a_fault(handler: object) -> None:
        path = getattr(handler, "path", "")
        if path not in site.pages and path != "/robots.txt":
            site.everything = (200, sorry)
        honest(handler)  # type: ignore[arg-type]
        site.everything = None

    site.answer = polite_to_a_fault  # type: ignore[method-assign]
    assert office.day() == ["edition_announced"]
    assert office.day(2) == []
    assert office.archive.find("paper", "2025") is None
    del site.pages["/paper/2024/n2.html"]
    assert [office.day(), office.day()] == [[], ["page_withdrawn"]]


def test_an_index_that_suddenly_lists_less_is_trouble_no_news(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2024", "2023", "2022", "2021")
    assert office.day() == []
    list_editions(site, "paper", "2024")
    assert office.day() == []
    assert office.troubles == [Fault.ODD]


def test_a_list_of_too_many_pages_is_trouble_no_news(begin: Begin, site: Publisher) -> None:
    office = begin()
    list_editions(site, "paper", "2025", "2024")
    list_pages(site, "/paper/2025/", tuple(f"n{number}.html" for number in range(20)))
    assert office.day() == []
    assert office.troubles == [Fault.ODD]


def test_when_nothing_can_be_reached_it_is_our_own_network_and_one_notice(begin: Begin, site: Publisher) -> None:
    office = begin("first", "second", "third")
    honest, nowhere = office.sources, "http://127.0.0.1:9"
    office.configure(dict.fromkeys(("first", "second", "third"), nowhere))
    assert [office.day() for _ in range(4)] == [[], [], ["source_broken"], []]
    assert office.told.events[-1].source == "network"
    office.sources = honest
    assert office.day() == ["source_recovered"]


def test_one_source_that_fails_does_not_hold_up_the_others(begin: Begin, site: Publisher) -> None:
    office = begin("first", "second")
    del site.pages["/first/"]
    publish(site, "second", "2025", "2024")
    assert office.day() == ["edition_announced"]
    assert office.day(2) == ["edition_complete"]
    assert office.day() == ["source_broken"]
    assert office.told.events[-1].source == "first"


def test_a_host_that_asks_for_a_long_pause_is_left_alone_until_then(begin: Begin, site: Publisher) -> None:
    office = begin()
    honest = site.answer

    def busy(handler: object) -> None:
        site.asked.append(None)  # type: ignore[arg-type]
        handler.send_response(429)  # type: ignore[attr-defined]
        handler.send_header("Retry-After", str(3 * 86400))  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]

    site.answer = busy  # type: ignore[method-assign]
    assert office.day(2) == []
    assert set(office.troubles) == {Fault.LIMITED}
    site.answer = honest  # type: ignore[method-assign]
    site.asked.clear()
    assert office.day() == []
    assert site.asked == [], "not asked, as it wished"
    assert office.state.health("paper").errors == 0, "to be asked to wait is no failure"
    assert office.day(3) == []
    assert site.asked


def test_a_short_pause_is_waited_for(begin: Begin, site: Publisher) -> None:
    office = begin()
    honest, refusals = site.answer, [b"", b""]

    def busy_at_first(handler: object) -> None:
        if not refusals or getattr(handler, "path", "") == "/robots.txt":
            return honest(handler)  # type: ignore[arg-type]
        refusals.pop()
        handler.send_response(503)  # type: ignore[attr-defined]
        handler.send_header("Retry-After", "40")  # type: ignore[attr-defined]
        handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
        handler.end_headers()  # type: ignore[attr-defined]
        return None

    site.answer = busy_at_first  # type: ignore[method-assign]
    office.clock.waited.clear()
    assert office.day(2) == []
    assert office.troubles == []
    assert sum(office.clock.waited) >= 80


def test_the_publishers_pause_is_kept_between_pages(begin: Begin, site: Publisher) -> None:
    office = begin(delay="2s")
    site.pages["/robots.txt"] = b""
    honest = site.answer

    def with_rules(handler: object) -> None:
        if getattr(handler, "path", "") == "/robots.txt":
            site.everything = None
            body = b"User-agent: *\nCrawl-delay: 30.5\nDisallow: /paper/2024/n3.html$\n"
            handler.send_response(200)  # type: ignore[attr-defined]
            handler.send_header("Content-Length", str(len(body)))  # type: ignore[attr-defined]
            handler.end_headers()  # type: ignore[attr-defined]
            handler.wfile.write(body)  # type: ignore[attr-defined]
            return None
        return honest(handler)  # type: ignore[arg-type]

    site.answer = with_rules  # type: ignore[method-assign]
    office.clock.waited.clear()
    site.asked.clear()
    assert office.day(2) == []
    assert office.troubles == [Fault.ROBOTS]
    assert not [one for one in site.asked if one.path == "/paper/2024/n3.html"]
    assert office.clock.waited
    assert min(office.clock.waited) > 29


def test_robots_that_cannot_be_had_stop_the_check_and_are_no_change(begin: Begin, site: Publisher) -> None:
    office = begin()
    honest = site.answer

    def broken(handler: object) -> None:
        site.everything = (500, b"") if getattr(handler, "path", "") == "/robots.txt" else None
        if site.everything:
            handler.send_response(500)  # type: ignore[attr-defined]
            handler.send_header("Content-Length", "0")  # type: ignore[attr-defined]
            handler.end_headers()  # type: ignore[attr-defined]
            return None
        return honest(handler)  # type: ignore[arg-type]

    site.answer = broken  # type: ignore[method-assign]
    site.asked.clear()
    assert office.day(2) == []
    assert office.troubles == [Fault.ROBOTS]
    assert site.asked == []


def test_a_run_that_was_cut_short_goes_on_where_it_stopped(begin: Begin, site: Publisher) -> None:
    office = begin()
    publish(site, "paper", "2025", "2024")
    office.day()
    honest = site.answer

    def dying(handler: object) -> None:
        if getattr(handler, "path", "") == "/paper/2025/n3.html":
            office.clock.wait = lambda seconds: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
            site.everything = (500, b"")
        honest(handler)  # type: ignore[arg-type]

    site.answer = dying  # type: ignore[method-assign]
    office.clock.hour += timedelta(days=1)
    office.delay = "1s"
    office.configure({"paper": site.address})
    office.clock.wait = lambda seconds: None  # type: ignore[method-assign]
    with pytest.raises(KeyboardInterrupt):
        office.check()
    assert office.archive.find("paper", "2025") is None
    site.answer, site.everything = honest, None  # type: ignore[method-assign]
    del office.clock.wait
    site.asked.clear()
    assert office.day(0.01) == ["edition_complete"]
    asked = [one.path for one in site.asked]
    assert "/paper/2025/n3.html" in asked
    assert "/paper/2025/n1.html" not in asked, "what was fetched a moment ago is not fetched again"


def test_a_validator_is_used_only_with_the_bytes_that_it_is_about(begin: Begin, site: Publisher) -> None:
    office = begin()
    office.day(2)
    found = office.archive.find("paper", "2024")
    assert found
    assert found.manifest
    page = found.manifest.reading_order[0]
    state = office.state.validator("paper", f"{site.address}/paper/")
    assert state
    office.state.put_validator(replace(state, sha256="0" * 64))
    site.asked.clear()
    office.day(2)
    asked = {one.path: one.conditional for one in site.asked}
    assert asked["/paper/"] is False
    assert asked[f"/paper/2024/{page.name}"] is True
    site.asked.clear()
    office.day(31)
    assert not any(one.conditional for one in site.asked), "now and then everything is fetched whole"
