"""Read the dates of an edition in print order, so that 同年 finds the year that it follows."""

from __future__ import annotations

import re

from wpdiff.model.document import Document
from wpdiff.model.edition import DateReading
from wpdiff.structure.grammar import Grammar
from wpdiff.text.dates import DateContext, read_dates

# Most statements of a large edition have no date: these signs are looked for before the patterns that read one.
_SIGNS_JA = re.compile(r"[年月日当12](?:(?<=[年月日])|(?<=当)時|(?<=[12])[0-9]{3})")
_SIGNS_EN = re.compile(
    "1[0-9]{3}|2[0-9]{3}|Jan|Jun|Jul|Feb|Mar|May|Apr|Aug|Sep|Oct|Nov|Dec|Reiwa|Heisei|year|month"
)  # each begins with a sign, so that a text is passed over quickly
_DAYS_EN = re.compile("(?:same|that|next|following|previous) day")
_ERA = re.compile(r"(明治|大正|昭和|平成|令和)[ 　]?([0-9０-９]{1,2}|元)年")


def edition_year(document: Document, grammar: Grammar) -> int:
    """The year of an edition: when it was published, else what its title or name says (令和7年版); 0 if unknown."""
    published = document.source.published[:4]
    if published.isdecimal() and len(published) == 4:
        return int(published)
    eras = dict(grammar.profile.eras)
    for text in (document.source.title, document.title, document.source.name):
        era = _ERA.search(text)
        if era and era.group(1) in eras:
            return eras[era.group(1)] + (1 if era.group(2) == "元" else int(era.group(2))) - 1
        for pattern in grammar.profile.years:
            found = re.search(pattern, text)
            if found and "year" in found.re.groupindex:
                return int(found.group("year"))
    return 0


def _is_dated_ja(text: str) -> bool:
    return _SIGNS_JA.search(text) is not None


def _is_dated_en(text: str) -> bool:
    return _SIGNS_EN.search(text) is not None or (" day" in text and _DAYS_EN.search(text) is not None)


class DateReader:
    """Reads dates statement by statement and carries along what they follow."""

    def __init__(self, document: Document, grammar: Grammar) -> None:
        self.language = grammar.language
        self.dated = _is_dated_ja if self.language[:2] == "ja" else _is_dated_en
        self.fresh = DateContext(edition_year=edition_year(document, grammar))
        self.context = self.fresh

    def begin_section(self) -> None:
        """A heading ends what 同年 may follow."""
        self.context = self.fresh

    def read(self, text: str) -> tuple[DateReading, ...]:
        """The dates of running text."""
        if not self.dated(text):
            return ()
        readings, self.context = read_dates(text, language=self.language, context=self.context)
        return readings

    def read_alone(self, text: str) -> tuple[DateReading, ...]:
        """The dates of a text that stands apart."""
        if not self.dated(text):
            return ()
        return read_dates(text, language=self.language, context=self.fresh)[0]
