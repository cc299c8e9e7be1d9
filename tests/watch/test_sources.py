"""sources.toml: everything that is wrong with it is told at once, where it stands, with what was meant."""

import pytest

from wpdiff.errors import WatchError
from wpdiff.watch.read_sources import parse_sources
from wpdiff.watch.sources import reveal

GOOD = """
[defaults]
contact = "desk@example.org"
settle = "24h"

[[notify]]
name = "feed"
kind = "atom"
path = "reports/wpdiff.atom"

[[source]]
id = "paper-ja"
series = "白書"
index = "https://example.org/wp/"
edition.pattern = '令和(?P<reiwa>[0-9]+|元)年版'
pages.link = 'n[0-9]+[.]html$'
"""


def mistakes(text: str) -> list[str]:
    with pytest.raises(WatchError) as caught:
        parse_sources(text, name="s")
    return [caught.value.message, *caught.value.lines]


def test_what_holds_is_read() -> None:
    sources = parse_sources(GOOD)
    assert sources.source[0].index == ("https://example.org/wp/",)
    assert sources.source[0].allowed_hosts == {"example.org"}
    assert sources.notify[0].events == ("all",)


def test_all_mistakes_are_told_at_once_each_with_its_line() -> None:
    text = GOOD.replace("settle =", "setle =").replace('kind = "atom"', 'kind = "atom"\nevents = ["errat"]')
    text = text.replace("pages.link =", "pages.lnk =") + '\n[[source]]\nid = "paper-ja"\npair_of = "paper-j"\n'
    assert mistakes(text) == [
        "s:4: unknown key defaults.setle; did you mean settle?",
        's:9: notify.events: "errat" is no kind of event; did you mean errata?',
        "s:17: unknown key source.pages.lnk; did you mean link?",
        "s:19: source.edition is missing",
        "s:19: source.index is missing",
        "s:19: source.series is missing",
        's:20: 2 tables [[source]] are called "paper-ja"',
        's:21: source.pair_of: "paper-j" is no other source; did you mean paper-ja?',
    ]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('settle = "24h"', 'settle = "soon"', "is no time"),
        ('settle = "24h"', "settle = 24", "written in quotes"),
        ('settle = "24h"', 'min_delay = "100s"\nmin_delay = "1s"', "overwrite"),
        ('settle = "24h"', 'min_delay = "0s"', "your own hosts only"),
        ("https://example.org/wp/", "file:///etc/passwd", "no web address"),
        ("https://example.org/wp/", "https://me:secret@example.org/", "password"),
        ('series = "白書"', 'series = "../x"', "a plain name"),
        ("[0-9]+|元", "[0-9", "no regular expression"),
        ("(?P<reiwa>[0-9]+|元)", "[0-9]+", "tell the year"),
        ("pages.link =", "edition.link = 'a[['\npages.link =", "no CSS selector"),
        ("pages.link =", "pages.min = 5\npages.max = 4\npages.link =", "more than max"),
        ("pages.link =", 'pages.text = "a.txt"\npages.link =', "{name}"),
        ("pages.link =", 'encoding = "utf-9"\npages.link =', "no encoding"),
        ('path = "reports/wpdiff.atom"', 'url = "x"', "needs path"),
        (
            'kind = "atom"\npath = "reports/wpdiff.atom"',
            'kind = "webhook"\nurl = "https://u:p@example.org/"',
            "env:NAME",
        ),
        ('kind = "atom"\npath = "reports/wpdiff.atom"', 'kind = "mail"\nto = "a@example.org"', "needs from, and smtp"),
        ('contact = "desk@example.org"', "", "contact is missing"),
    ],
)
def test_a_mistake_is_told_in_plain_words(old: str, new: str, told: str) -> None:
    assert old in GOOD
    assert told in "\n".join(mistakes(GOOD.replace(old, new)))


def test_two_sources_do_not_share_a_folder() -> None:
    table = GOOD[GOOD.index("[[source]]") :].replace("paper-ja", "paper-old")
    assert mistakes(GOOD + table) == [
        's:19: source.series: "白書" is that of paper-ja too; each source needs a folder of its own'
    ]


def test_a_secret_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_URL", "https://hooks.example.org/secret")
    assert reveal("env:DESK_URL") == "https://hooks.example.org/secret"
    monkeypatch.delenv("DESK_URL")
    with pytest.raises(WatchError, match="DESK_URL is not set"):
        reveal("env:DESK_URL")
