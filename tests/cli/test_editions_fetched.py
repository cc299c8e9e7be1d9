"""wpdiff editions add URL, run for real against a real site: fetched whole, in order, or not at all."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.watch.publisher import Publisher, publishing
from wpdiff.cli.editions_fetch import check_fetching
from wpdiff.errors import MissingExtraError
from wpdiff.watch import extra
from wpdiff.workspace import Workspace

TO = ("--series", "harbour", "--edition", "2025")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Publisher]:
    """A site of three pages that a contents page lists, and a workspace that may go to the own machine."""
    (tmp_path / "wpdiff.toml").write_text("", "utf-8")
    rules = '[defaults]\ncontact = "desk@example.org"\nmin_delay = "0s"\nallow_private = true\n'
    (tmp_path / "sources.toml").write_text(rules, "utf-8")
    with publishing() as opened:
        for number in (1, 2, 3):
            opened.pages[f"/wp/n{number}.html"] = page(f"There are {number} ships.")
        links = "".join(f'<a href="n{number}.html">{number}</a>' for number in (2, 1, 3))
        opened.pages["/wp/"] = page(f'<a href="index.html">Top</a>{links}<a href="/news.html">News</a>')
        yield opened


def page(words: str) -> bytes:
    return f"<html><body><h1>Harbour</h1><p>{words}</p></body></html>".encode()


def order(wpdiff: Run) -> list[str]:
    done = wpdiff("editions", "show", "harbour/2025", "--json")
    return [one["name"] for one in json.loads(done.stdout)["states"][0]["pages"]]


def test_the_pages_that_a_contents_page_lists_are_fetched_in_its_order(wpdiff: Run, site: Publisher) -> None:
    done = wpdiff("editions", "add", f"{site.address}/wp/", *TO, "--language", "en")
    assert done.returncode == 0, done.stderr
    assert order(wpdiff) == ["n2.html", "n1.html", "n3.html"]
    assert wpdiff("editions", "verify").returncode == 0
    shown = wpdiff("editions", "show", "harbour/2025").stdout
    assert f"{site.address}/wp/n1.html" in shown
    assert any(one.path == "/robots.txt" for one in site.asked)
    assert all("desk@example.org" in one.agent for one in site.asked)
    again = wpdiff("editions", "add", f"{site.address}/wp/", *TO)
    assert "the same to the byte" in again.stderr
    site.pages["/wp/n1.html"] = page("There are 9 ships.")
    assert "--revise" in wpdiff("editions", "add", f"{site.address}/wp/", *TO).stderr
    assert wpdiff("editions", "add", f"{site.address}/wp/", *TO, "--revise").returncode == 0
    assert "9 ships" in wpdiff("inspect", "harbour/2025", "-f", "json").stdout


def test_next_links_are_followed_and_no_page_is_fetched_twice(wpdiff: Run, site: Publisher) -> None:
    for number in (1, 2):
        site.pages[f"/wp/n{number}.html"] = page(f'{number} <a rel="next" href="n{number + 1}.html">on</a>')
    assert wpdiff("editions", "add", f"{site.address}/wp/n1.html", *TO).returncode == 0
    assert order(wpdiff) == ["n1.html", "n2.html", "n3.html"]
    asked = [one.path for one in site.asked if one.path.startswith("/wp/n")]
    assert sorted(asked) == ["/wp/n1.html", "/wp/n2.html", "/wp/n3.html"]


def test_one_page_alone_and_several_addresses_are_what_is_given(wpdiff: Run, site: Publisher) -> None:
    assert wpdiff("editions", "add", f"{site.address}/wp/", *TO, "--follow", "none").returncode == 0
    assert order(wpdiff) == ["index.html"]
    given = (f"{site.address}/wp/n3.html", f"{site.address}/wp/n1.html")
    assert wpdiff("editions", "add", *given, *TO, "--revise").returncode == 0
    assert order(wpdiff) == ["n3.html", "n1.html"]


def test_a_page_that_is_missing_is_named_and_nothing_is_archived_until_it_is_there(
    wpdiff: Run, site: Publisher, tmp_path: Path
) -> None:
    kept = site.pages.pop("/wp/n3.html")
    done = wpdiff("editions", "add", f"{site.address}/wp/", *TO)
    assert done.returncode == 2
    assert f"{site.address}/wp/n3.html: not there (1 of 3" in done.stderr
    assert not (tmp_path / "editions/harbour/2025").exists()
    site.pages["/wp/n3.html"] = kept
    site.asked.clear()
    assert wpdiff("editions", "add", f"{site.address}/wp/", *TO).returncode == 0
    assert not [one for one in site.asked if one.path == "/wp/n1.html"], "it goes on where it stopped"


def test_robots_are_obeyed_and_private_addresses_are_not_gone_to(wpdiff: Run, site: Publisher, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").unlink()
    done = wpdiff("editions", "add", f"{site.address}/wp/", *TO, "--contact", "desk@example.org")
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 2)
    assert site.asked == []
    assert "Traceback" not in done.stderr


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(extra, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="watch"):
        check_fetching(Workspace(root=tmp_path), ["https://example.org/"], "desk@example.org")
