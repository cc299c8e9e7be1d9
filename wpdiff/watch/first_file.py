"""The sources.toml that `watch init` writes: every part explained where it stands."""

from __future__ import annotations

from collections.abc import Sequence

HEAD = """\
# What wpdiff watches, and whom it tells. All keys: docs/reference/sources.md
# Times are a number and s, m, h, d or w. Secrets stay outside: write "env:NAME" and set NAME where the check runs.
# Then:  wpdiff watch test SOURCE     what would be seen; nothing is kept, nobody is told
#        wpdiff watch check           one look at everything, for cron (wpdiff watch install cron)

[defaults]
contact = {contact}                # an address or page of yours: goes with every request, for publishers to reach you
# min_delay = "2s"            # between two pages of a host; robots.txt may ask for more, and gets it
# settle = "24h"              # a new edition is complete when its list of pages stayed the same this long
# recheck = "7d"              # how often archived editions are looked at again: silent corrections, withdrawn pages
# recheck_for = "400d"        # and for how long
# removed_after = "14d"       # a page that is missing so long (and in three checks) is told as removed
# errors_before_notice = 3    # failures in a row before anybody is told
# allow_private = false       # true for intranets: pages on addresses that are not of the open internet

# A sign of life: this address hears when a check begins (/start), went well, or failed (/fail).
# [heartbeat]
# url = "env:WPDIFF_HEARTBEAT"

# Whom to tell. kind is atom, mail, webhook, command or apprise; events are all, or some of
# {events}
[[notify]]
name = "feed"
kind = "atom"
path = "reports/wpdiff.atom"

# [[notify]]
# name = "desk"
# kind = "mail"
# to = "desk@example.org"
# from = "wpdiff@example.org"
# smtp = "env:WPDIFF_SMTP"    # smtp://user:password@mail.example.org:587
"""

EXAMPLE = """\

# One [[source]] a publication and language. Ready ones: wpdiff watch init --list
# [[source]]
# id = "paper-en"                                   # a name of yours
# series = "paper-en"                               # its folder below editions/
# title = "The White Paper"
# language = "en"
# index = ["https://www.example.org/papers/"]       # the pages that list the editions
# hosts = ["files.example.org"]                     # hosts its pages may lie on, besides those of the index
# section = "White Paper"                           # where several papers share an index page: the heading of this one
# edition.link = "main a"                           # CSS: which links are looked at
# edition.pattern = 'White Paper (?P<year>20\\d\\d)'  # their words; the group tells the year (year, reiwa, heisei)
# edition.url = '/papers/(?P<year>20\\d\\d)/'         # and their address; what it matches is the edition's own address
# pages.contents = "index.html"                     # the page that lists the edition's pages, from its own address
# pages.link = '/ch\\d+\\.html$'                      # which of its links are pages
# pages.min = 10                                    # fewer pages are not complete
# pages.require = "</html>"                         # a page without it is not whole
# content = "main"                                  # CSS: what is looked at when a page is checked for corrections
# ignore = [".date", ".counter"]                    # and what of it is not
# forbid_text = ["under maintenance"]               # a page that says so is no page of the paper
# errata = '(?i)errata|corrigendum'                 # words of a link to an errata sheet
"""


def first_file(contact: str, sources: Sequence[str], events: Sequence[str]) -> str:
    """A sources.toml with the texts of ready sources, or with one explained where there are none."""
    quoted = '"' + contact.replace("\\", "\\\\").replace('"', '\\"') + '"'
    head = HEAD.replace("{contact}", quoted).replace("{events}", ", ".join(events))
    return head + ("".join(f"\n{text}" for text in sources) if sources else EXAMPLE)
